"""Evidence and steps: what speaks against a work, what a number alone does not prove, and how a step is replaced."""

from collections.abc import Sequence
from datetime import date

import pytest
from attrs import evolve

from citetrack.authority import AuthorityFile, Work
from citetrack.citations import Document
from citetrack.reading import read
from citetrack.resolution import (
    CHECKS,
    FINDERS,
    RULES,
    Ambiguous,
    Decision,
    Found,
    Resolution,
    Resolved,
    Resolver,
    Setting,
    Unresolved,
    title_agreement,
)
from citetrack.resolution.evidence import may_be_cut_from, same_title

REGISTER = AuthorityFile.default()
RESOLVER = Resolver(REGISTER)
BINH_DUONG = Work(
    "32/2020/QĐ-UBND",
    "Quyết định",
    "a list",
    number="32",
    year=2020,
    code="QĐ-UBND",
    date_issued="2020-12-10",
    issuer="Ủy ban nhân dân tỉnh Bình Dương",
    title="ban hành bảng giá đất",
)
HA_NOI = evolve(BINH_DUONG, date_issued="2020-11-05", issuer="Ủy ban nhân dân thành phố Hà Nội")
LOCAL = Document("d", "32/2020/QĐ-UBND", type="Quyết định", number="32", year=2020)


def told(resolution: Resolution) -> str | list[str] | None:
    """The day of the work, or the days of the candidates."""
    if isinstance(resolution, Resolved):
        return resolution.work.date
    return [str(one.work.date) for one in resolution.candidates] if isinstance(resolution, Ambiguous) else None


@pytest.mark.parametrize(
    ("stated", "place", "expected"),
    [
        ({"issuer": "UBND tỉnh Bình Dương"}, None, "2020-12-10"),
        ({"issuer": "UBND TP Hà Nội"}, None, "2020-11-05"),
        ({"issuer": "UBND tỉnh"}, "Bình Dương", "2020-12-10"),
        ({"issuer": "UBND tỉnh Long An"}, None, None),
        ({"date": "2020-11-05"}, None, ["2020-11-05"]),
        ({}, None, ["2020-12-10", "2020-11-05"]),
    ],
)
def test_the_place_decides_between_local_documents_of_one_number(
    stated: dict[str, str], place: str | None, expected: object
) -> None:
    resolver = Resolver(AuthorityFile([BINH_DUONG, HA_NOI]))
    assert told(resolver.resolve(evolve(LOCAL, **stated), place=place)) == expected


@pytest.mark.parametrize(
    ("stated", "expected"),
    [
        ({}, ["2020-12-10"]),
        ({"date": "2020-12-10"}, ["2020-12-10"]),
        ({"date": "2020-12-10", "title": "bảng giá đất"}, "2020-12-10"),
        ({"issuer": "UBND tỉnh Bình Dương"}, "2020-12-10"),
    ],
)
def test_one_known_local_document_is_not_the_only_one_of_its_number(stated: dict[str, str], expected: object) -> None:
    """Each province numbers its own: even number and day may be another's."""
    assert told(Resolver(AuthorityFile([BINH_DUONG])).resolve(evolve(LOCAL, **stated))) == expected


def test_a_text_about_a_province_cites_what_its_parts_issued() -> None:
    """Yên Bái became part of Lào Cai on 1 July 2025."""
    old = evolve(BINH_DUONG, issuer="Ủy ban nhân dân tỉnh Yên Bái")
    resolver = Resolver(AuthorityFile([old]))
    assert told(resolver.resolve(LOCAL, place="Lào Cai")) == ["2020-12-10"]
    assert told(resolver.resolve(LOCAL, place="Sơn La")) is None
    assert told(resolver.resolve(evolve(LOCAL, issuer="UBND tỉnh Lào Cai"))) is None


@pytest.mark.parametrize(
    ("issuer", "day", "exists"),
    [
        ("Bộ Nông nghiệp và Môi trường", "2024-12-01", False),
        ("Bộ Nông nghiệp và Môi trường", "2025-06-01", True),
        ("Bộ Tài nguyên và Môi trường", "2025-06-01", False),
        ("Ủy ban nhân dân tỉnh Yên Bái", "2025-08-01", False),
        ("Ủy ban nhân dân tỉnh Yên Bái", "2025-06-01", True),
        ("Ủy ban nhân dân thành phố Hà Nội", "2001-06-01", True),
        ("Thủ tướng Chính phủ", "2025-06-01", True),
    ],
)
def test_an_issuer_that_did_not_exist_on_the_day_rules_a_work_out(issuer: str, day: str, exists: bool) -> None:
    work = Work("7/QĐ-XYZ", "Quyết định", "a list", number="7", code="QĐ-XYZ", date_issued=day)
    document = Document("d", "7/QĐ-XYZ", type="Quyết định", issuer=issuer)
    resolution = Resolver(AuthorityFile([work])).resolve(document)
    assert isinstance(resolution, Unresolved) is not exists
    assert exists or "there was no" in resolution.reasons[0]


def test_no_work_of_the_register_is_older_or_younger_than_its_issuer() -> None:
    (exists,) = (check for check in CHECKS if check.__name__ == "issuer_did_not_exist")
    for work in REGISTER.works[::3]:
        document = Document("d", work.identifier, issuer=work.issuer)
        assert exists(document, evolve(work, year=None), Setting()) is None


# Faults that reading real texts by hand showed, each in the smallest text.
@pytest.mark.parametrize(
    ("text", "published", "expected"),
    [
        # Another 11-NQ/TW is meant, of 2012, about the capital; the register lacks it.
        ("Nghị quyết 11 của Bộ Chính trị về phương hướng, nhiệm vụ phát triển Thủ đô", None, "ambiguous"),
        ("Nghị quyết số 26/NQ-CP ban hành Chương trình hành động thực hiện một nghị quyết", None, "unresolved"),
        ("Nghị quyết số 26/NQ-CP của Chính phủ", None, "ambiguous"),
        ("Luật Nhà giáo", None, "ambiguous"),
        ("Luật Nhà giáo", date(2026, 5, 1), "resolved"),
        ("Luật Nhà giáo", date(2018, 5, 1), "unresolved"),
        ("Luật Dẫn độ", None, "ambiguous"),
        ("Luật Xử lý vi phạm hành chính", None, "resolved"),
    ],
)
def test_what_may_be_another_one_is_not_taken(text: str, published: date | None, expected: str) -> None:
    record = read(text, published).to_record()
    assert [one["status"] for one in record["citations"]] == [expected]


def test_a_law_may_be_younger_than_what_else_an_undated_text_cites() -> None:
    reading = read("Luật Viên chức 2010 chưa đủ, cần có Luật Nhà giáo.")
    assert [told(one) for one in reading.resolutions.values()] == ["2010-11-15", ["2025-06-16"]]


def test_the_abbreviation_before_the_year_hides_no_year() -> None:
    reading = read("Điều 479 Bộ luật Dân sự (BLDS) năm 2005 nay là Điều 471 Bộ luật Dân sự năm 2015.")
    assert [told(one) for one in reading.resolutions.values()] == ["2005-06-14", "2015-11-24"]


def test_laws_of_other_states_are_no_documents() -> None:
    assert read("vi phạm Bộ luật Lâm nghiệp đã sửa đổi của Philippines và Luật Cạnh tranh của Hoa Kỳ").citations == ()
    assert len(read("theo Luật Cạnh tranh của Việt Nam và Luật Đất đai của Quốc hội").citations) == 2


def test_a_number_beside_two_terms_stays_open_in_either_order() -> None:
    first = Document("a", "20-NQ/TW", type="Nghị quyết", number="20", date="2008-01-28")
    second = Document("b", "20-NQ/TW", type="Nghị quyết", number="20", date="2017-10-25")
    bare = Document("c", "21-NQ/TW", type="Nghị quyết", number="21")
    for order in ([first, second, bare], [second, first, bare], [bare, second, first]):
        assert isinstance(RESOLVER.resolve_all(order)["c"], Ambiguous)


def test_titles_of_different_years_are_different() -> None:
    first = "phiên họp Chính phủ thường kỳ tháng 4 năm 2015"
    assert (title_agreement(first, first.replace("2015", "2016")) or 1.0) <= 0.5
    assert title_agreement(first, "Về phiên họp Chính phủ thường kỳ tháng 4 năm 2015") == 1.0


def test_a_title_and_its_beginning_are_told_apart() -> None:
    long, short = "Về công tác dân số trong tình hình mới", "công tác dân số"
    assert (same_title(long, short), same_title("VỀ CÔNG TÁC DÂN SỐ", short)) == (False, True)
    assert (may_be_cut_from(short, long), may_be_cut_from(long, short)) == (True, False)


def test_what_was_replaced_before_the_text_ranks_lower_and_is_said_to_be() -> None:
    old = Work("9-QĐ/TW", "Quy định", "s", number="9", code="QĐ/TW", date_issued="2021-01-01", family="party")
    new = evolve(old, date_issued="2022-01-01")
    ender = evolve(old, identifier="99-QĐ/TW", number="99", date_issued="2023-01-01", replaces=["9-QĐ/TW@2022-01-01"])
    resolver = Resolver(AuthorityFile([old, new, ender]))
    document = Document("d", "9-QĐ/TW", type="Quy định")
    assert told(resolver.resolve(document, date(2022, 6, 1))) == ["2022-01-01", "2021-01-01"]
    late = resolver.resolve(document, date(2024, 6, 1))
    assert told(late) == ["2021-01-01", "2022-01-01"]
    assert isinstance(late, Ambiguous)
    assert late.candidates[1].reason.endswith("no longer in force on 2024-06-01")


def the_newest(document: Document, works: Sequence[Work], setting: Setting) -> Decision:
    """A house rule: this house means the newest."""
    return max(works, key=lambda work: work.date or ""), "this house means the newest"


def nothing_before_2000(document: Document, work: Work, setting: Setting) -> str | None:
    """A house check."""
    return "too old for this house" if (work.date or "") < "2000" else None


def by_nickname(document: Document, setting: Setting) -> Found | None:
    """A house finder."""
    return Found(setting.authority.candidates("205-QĐ/TW"), "") if document.name == "quy định của nhà" else None


def test_finders_checks_and_rules_can_be_added_and_taken_away() -> None:
    directive = Document("d", "35-CT/TW", type="Chỉ thị")
    added = Resolver(rules=(*RULES, the_newest)).resolve(directive)
    assert isinstance(added, Resolved)
    assert (added.work.date, added.reasons) == ("2024-06-14", ("this house means the newest",))
    pioneers = Document("d", "30-CT/TW", type="Chỉ thị")
    days = told(RESOLVER.resolve(pioneers))
    assert isinstance(days, list)
    assert "1998-02-18" in days
    assert "1998-02-18" not in (told(Resolver(checks=(*CHECKS, nothing_before_2000)).resolve(pioneers)) or ())
    named = Document("d", name="quy định của nhà")
    assert told(RESOLVER.resolve(named)) is None
    assert told(Resolver(finders=(by_nickname, *FINDERS)).resolve(named)) == "2019-09-23"
    assert told(Resolver(rules=()).resolve(evolve(directive, date="2019-05-30"))) == ["2019-05-30"]

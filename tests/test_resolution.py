"""Resolution finds the work that is stated, keeps apart what is not decided, and never guesses."""

import json
from datetime import date, timedelta
from pathlib import Path

import pytest
from attrs import evolve

from citetrack.authority import AuthorityFile, Work
from citetrack.citations import Document
from citetrack.resolution import Ambiguous, Resolution, Resolved, Resolver, Unresolved, title_agreement

REGISTER = AuthorityFile.default()
RESOLVER = Resolver(REGISTER)
SHARED = Path(__file__).resolve().parents[2] / "shared"

DIRECTIVE = Document("d", identifier="35-CT/TW", type="Chỉ thị", number="35", issuer="Bộ Chính trị")
LAND = Document("d", type="Luật", name="Đất đai")
PLENUM = Document("d", type="Nghị quyết", name="plenum:4:XI")
PARTY_BUILDING = "Một số vấn đề cấp bách về xây dựng Đảng hiện nay"


def told(resolution: Resolution) -> str | list[str] | None:
    """What a resolution says, short enough to read."""
    if isinstance(resolution, Resolved):
        return f"{resolution.work.identifier} {resolution.work.date}"
    if isinstance(resolution, Ambiguous):
        return [f"{one.work.identifier} {one.work.date}" for one in resolution.candidates]
    return None


def fully_stated(work: Work) -> Document:
    """A document that states all that identifies *work*."""
    return Document(
        "d",
        identifier=work.identifier if work.number else None,
        type=work.type,
        date=work.date,
        issuer=work.issuer,
        title=work.title,
        name=work.law_name,
        number=work.number,
        year=work.year,
    )


def test_a_work_that_is_fully_stated_is_found() -> None:
    dated = [work for work in REGISTER if work.date]
    lost = [
        work.key for work in dated if told(RESOLVER.resolve(fully_stated(work))) != f"{work.identifier} {work.date}"
    ]
    assert lost == []


def test_a_wrong_day_is_never_resolved() -> None:
    for work in REGISTER.works[::7]:
        if work.date_issued:
            elsewhen = (work.date_issued + timedelta(days=3000)).isoformat()
            document = evolve(fully_stated(work), date=elsewhen, year=None)
            assert told(RESOLVER.resolve(document)) != f"{work.identifier} {work.date}"


def test_less_stated_never_gives_another_work() -> None:
    """Leaving out date, title and issuer may leave a document open, but does not lead elsewhere."""
    for identifier in sorted({work.identifier for work in REGISTER if work.is_party}):
        works = REGISTER.candidates(identifier)
        for work in works:
            bare = Document("d", identifier=work.identifier, type=work.type, number=work.number)
            resolution = RESOLVER.resolve(bare)
            assert not isinstance(resolution, Resolved) or resolution.work == work


def test_resolving_twice_changes_nothing() -> None:
    assert RESOLVER.resolve(DIRECTIVE) == RESOLVER.resolve(DIRECTIVE)


def test_order_of_documents_does_not_matter() -> None:
    documents = [evolve(DIRECTIVE, doc="a"), evolve(LAND, doc="b"), evolve(LAND, doc="c", year=2013)]
    forwards, backwards = RESOLVER.resolve_all(documents), RESOLVER.resolve_all(documents[::-1])
    assert dict(forwards) == dict(backwards)


@pytest.mark.parametrize(
    ("published", "expected"),
    [
        (date(2019, 12, 3), "35-CT/TW 2019-05-30"),
        (date(2024, 12, 1), ["35-CT/TW 2024-06-14", "35-CT/TW 2019-05-30"]),
        (None, ["35-CT/TW 2024-06-14", "35-CT/TW 2019-05-30"]),
        (date(2018, 1, 1), None),
    ],
)
def test_a_bare_party_number_is_of_a_recent_term_or_open(published: date | None, expected: object) -> None:
    assert told(RESOLVER.resolve(DIRECTIVE, published)) == expected


def test_every_reason_is_in_words() -> None:
    for published in (None, date(2019, 12, 3), date(2000, 1, 1)):
        resolution = RESOLVER.resolve(DIRECTIVE, published)
        assert resolution.reasons
        assert all(len(reason.split()) > 2 for reason in resolution.reasons)


def test_candidates_are_ranked_from_one_on() -> None:
    resolution = RESOLVER.resolve(LAND)
    assert isinstance(resolution, Ambiguous)
    assert [one.rank for one in resolution.candidates] == list(range(1, len(resolution.candidates) + 1))


@pytest.mark.parametrize(
    ("stated", "expected"),
    [
        ({"year": 2013}, "45/2013/QH13 2013-11-29"),
        ({"date": "2024-01-18"}, "31/2024/QH15 2024-01-18"),
        ({"year": 2001}, None),
        ({"type": "Pháp lệnh"}, None),
    ],
)
def test_year_date_and_type_decide_between_laws_of_one_name(stated: dict[str, object], expected: object) -> None:
    assert told(RESOLVER.resolve(evolve(LAND, **stated))) == expected


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2010, 5, 1), "13/2003/QH11 2003-11-26"),
        (date(2016, 5, 1), "45/2013/QH13 2013-11-29"),
    ],
)
def test_a_law_without_a_year_is_the_one_of_its_day(day: date, expected: str) -> None:
    assert told(RESOLVER.resolve(LAND, day)) == expected


def test_a_law_just_adopted_leaves_the_name_open() -> None:
    assert isinstance(RESOLVER.resolve(LAND, date(2013, 12, 15)), Ambiguous)


@pytest.mark.parametrize(
    ("stated", "expected"),
    [
        ({}, ["12-NQ/TW 2012-01-16", "13-NQ/TW 2012-01-16"]),
        ({"title": PARTY_BUILDING}, "12-NQ/TW 2012-01-16"),
        ({"title": "mot so van de cap bach ve xay dung dang"}, "12-NQ/TW 2012-01-16"),
        ({"name": "plenum:4:", "title": PARTY_BUILDING}, "12-NQ/TW 2012-01-16"),
        ({"name": "plenum:99:XI"}, None),
        ({"name": "congress:XIII"}, None),
    ],
)
def test_names_of_plenums_lead_to_what_they_passed(stated: dict[str, object], expected: object) -> None:
    assert told(RESOLVER.resolve(evolve(PLENUM, **stated))) == expected


def test_a_plenum_without_a_term_is_the_newest_that_the_text_can_know() -> None:
    bare = evolve(PLENUM, name="plenum:4:")
    assert told(RESOLVER.resolve(bare, date(2012, 6, 1))) == ["12-NQ/TW 2012-01-16", "13-NQ/TW 2012-01-16"]
    assert "04-NQ/TW 2016-10-30" in (told(RESOLVER.resolve(bare, date(2017, 6, 1))) or "")


@pytest.mark.parametrize(
    ("document", "expected"),
    [
        (Document("d", "91/2015/QH13", type="Bộ luật"), "91/2015/QH13 2015-11-24"),
        (Document("d", "91/2015/QH13", type="Nghị quyết"), "91/2015/QH13 2015-06-18"),
        (Document("d", "91/2015/QH13"), ["91/2015/QH13 2015-11-24", "91/2015/QH13 2015-06-18"]),
        (Document("d", "205-QĐ/TW", type="Quyết định", date="2019-09-23"), "205-QĐ/TW 2019-09-23"),
        (Document("d", "05-CT/TW", type="Chỉ thị", issuer="Ban Bí thư"), "05-CT/TW 2021-06-23"),
        (Document("d", "08-QĐi/TW", type="Quy định"), "08-QĐi/TW 2018-10-25"),
        (Document("d", type="Hiến pháp", year=2013), "Hiến pháp 2013 2013-11-28"),
        (Document("d", "16/CT-TTg", type="Chỉ thị", year=2020), "16/CT-TTg 2020-03-31"),
        (Document("d", "18-NQ/TW", type="Nghị quyết", party_term="XII"), "18-NQ/TW 2017-10-25"),
    ],
)
def test_what_is_stated_decides(document: Document, expected: object) -> None:
    assert told(RESOLVER.resolve(document)) == expected


@pytest.mark.parametrize(
    "document",
    [
        Document("d", "99999/2020/NĐ-CP", type="Nghị định"),
        Document("d", "35-CT/TW", type="Nghị quyết"),
        Document("d", "35-CT/TW", type="Chỉ thị", title="Chiến lược bảo vệ biên giới quốc gia"),
        Document("d", "35-CT/TW", type="Chỉ thị", issuer="Tỉnh ủy Yên Bái"),
        Document("d", "02-QĐ/TU", type="Quyết định", issuer="Tỉnh ủy Sơn La"),
        Document("d", type="Chỉ thị", number="12"),
        Document("d", type="Điều lệ", name="Điều lệ Đảng"),
        Document("d"),
    ],
)
def test_what_contradicts_or_is_not_known_stays_unresolved(document: Document) -> None:
    assert isinstance(RESOLVER.resolve(document), Unresolved)


def test_a_number_without_symbol_needs_more_than_its_type() -> None:
    numbered = Document("d", type="Quy định", number="144")
    assert told(RESOLVER.resolve(numbered)) is None
    assert told(RESOLVER.resolve(evolve(numbered, issuer="Bộ Chính trị"))) == ["144-QĐ/TW 2024-05-09"]
    assert told(RESOLVER.resolve(evolve(numbered, date="2024-05-09"))) == "144-QĐ/TW 2024-05-09"


def test_the_place_of_a_text_excludes_committees_of_other_places() -> None:
    decision = Document("d", "02-QĐ/TU", type="Quyết định")
    assert isinstance(RESOLVER.resolve(decision, place="Lào Cai"), Unresolved)
    assert told(RESOLVER.resolve(decision, place="Hà Nội")) == "02-QĐ/TU 2025-11-19"


def test_a_text_is_not_older_than_what_it_cites() -> None:
    decree = Document("a", "100/2019/NĐ-CP", type="Nghị định")
    traffic = Document("b", type="Luật", name="Giao thông đường bộ")
    assert isinstance(RESOLVER.resolve(traffic), Ambiguous)
    assert told(RESOLVER.resolve_all([decree, traffic])["b"]) == "23/2008/QH12 2008-11-13"


def test_the_day_of_the_text_itself_counts_as_its_publication() -> None:
    own = Document("self", "9/2019/QĐ-UBND", type="Quyết định", date="2019-12-03")
    assert told(RESOLVER.resolve_all([own, DIRECTIVE])["d"]) == "35-CT/TW 2019-05-30"


def test_titles_agree_in_spite_of_spelling() -> None:
    title = "Về phát triển kinh tế tư nhân"
    assert title_agreement("phat trien kinh te tu nhan", title) == 1.0
    assert title_agreement("phát triểnkinh tế tưnhân", title) == 1.0
    assert (title_agreement("công tác dân số", title) or 0.0) < 0.3
    assert title_agreement(None, title) is None


def gold_documents() -> list[tuple[Document, str | None, date | None]]:
    """The numbered documents of the annotated texts, each with its work and the day of the text."""
    works = [json.loads(line) for line in (SHARED / "gold" / "works.jsonl").read_text(encoding="utf-8").splitlines()]
    found = []
    for row in works:
        gold = json.loads((SHARED / "gold" / f"{row['id']}.json").read_text(encoding="utf-8"))
        stated = next((d for d in gold["documents"] if d["doc"] == row["doc"] and d.get("identifier")), None)
        if stated:
            fields = {name: stated.get(name) for name in ("identifier", "type", "date", "issuer", "title")}
            day = date.fromisoformat(gold["published"]) if gold.get("published") else None
            found.append((Document("d", **fields), row["work"], day))
    return found


@pytest.mark.skipif(not SHARED.is_dir(), reason="the annotated texts are not here")
def test_numbered_documents_of_the_annotated_texts_are_resolved_and_none_wrongly() -> None:
    told_of = [(RESOLVER.resolve(document, day), work) for document, work, day in gold_documents()]
    resolved = [(f"{one.work.identifier}@{one.work.date}", work) for one, work in told_of if isinstance(one, Resolved)]
    assert [pair for pair in resolved if pair[0] != pair[1]] == []
    assert len(resolved) >= 0.9 * sum(work is not None for _, work in told_of)

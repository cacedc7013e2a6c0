"""Merging registers keeps what each says and where it comes from, and overwrites nothing."""

from datetime import date
from itertools import permutations
from pathlib import Path

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

from citetrack.authority import AuthorityFile, CompleteSeries, RegisterConflict, Work
from citetrack.authority.works import identity_of
from citetrack.errors import DataError

SHIPPED = AuthorityFile.default()


def work(identifier: str, day: str | None = None, source: str = "s", **fields: object) -> Work:
    head, _, code = identifier.partition("-" if "/TW" in identifier or "/TU" in identifier else "/")
    year, _, rest = code.partition("/")
    dated = year.isdigit()
    number = {"number": head, "year": int(year) if dated else None, "code": rest if dated else code}
    kinds = {"NQ": "Nghị quyết", "NĐ": "Nghị định", "QĐ": "Quyết định", "CT": "Chỉ thị"}
    kind = fields.pop("type", None) or kinds[str(number["code"])[:2].upper()]
    return Work(identifier, str(kind), source, date_issued=day, **number, **fields)  # type: ignore[arg-type]


def merged(*files: tuple[Work, ...]) -> AuthorityFile:
    return AuthorityFile.merged(*map(AuthorityFile, files))


def test_merging_with_itself_changes_nothing() -> None:
    register = AuthorityFile(SHIPPED.works[:1500])
    both = register | register
    assert tuple(both) == tuple(register)
    assert both.conflicts == ()


def test_what_one_leaves_out_the_other_adds_each_with_its_source() -> None:
    mine = work("30/2020/NĐ-CP", source="mine", issuer="Chính phủ", last_article=38, short_names=("Nghị định 30",))
    theirs = work("030/2020/nđ-cp", "2020-03-05", "theirs", issuer="CHÍNH PHỦ", title="Về công tác văn thư")
    register = merged((mine,), (theirs,))
    (one,) = register
    assert (one.identifier, one.date, one.title, one.last_article) == ("30/2020/NĐ-CP", "2020-03-05", theirs.title, 38)
    assert one.source == "theirs; mine"
    told = register.sources(one)
    assert [told[name] for name in ("date_issued", "title", "issuer", "last_article")] == [
        "theirs",
        "theirs",
        "mine",
        "mine",
    ]
    assert register.conflicts == ()


def test_differing_days_titles_and_issuers_are_conflicts_with_their_sources() -> None:
    ours = work("18-NQ/TW", "2017-10-25", "a", party_term="XII", title="Một số vấn đề", issuer="BCH Trung ương")
    other = work("18-NQ/TW", "2017-10-26", "b", party_term="XII", title="Một số việc", issuer="Bộ Chính trị")
    register = merged((ours,), (other,))
    assert [work.date for work in register] == ["2017-10-25"]
    assert register.conflicts == (
        RegisterConflict(ours.key, "date_issued", (("2017-10-25", "a"), ("2017-10-26", "b"))),
        RegisterConflict(ours.key, "title", (("Một số vấn đề", "a"), ("Một số việc", "b"))),
        RegisterConflict(ours.key, "issuer", (("BCH Trung ương", "a"), ("Bộ Chính trị", "b"))),
    )


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Về công tác văn thư", "Nghị định về việc công tác văn thư"),
        ("Về công tác văn thư", "V/v  CÔNG TÁC VĂN THƯ."),
    ],
)
def test_titles_that_differ_in_spelling_alone_agree(one: str, other: str) -> None:
    files = [(work("30/2020/NĐ-CP", "2020-03-05", title=title),) for title in (one, other)]
    assert merged(*files).conflicts == ()


@pytest.mark.parametrize(
    "names", [("UBND tỉnh Yên Bái", "Ủy ban nhân dân tỉnh Yên Bái"), ("BCH Trung ương", "BAN CHẤP HÀNH T.Ư")]
)
def test_issuers_by_other_names_agree(names: tuple[str, str]) -> None:
    files = [(work("30/2020/NĐ-CP", "2020-03-05", issuer=name),) for name in names]
    assert merged(*files).conflicts == ()


APART = [
    (work("18-NQ/TW", "2008-02-01", party_term="X"), work("18-NQ/TW", "2017-10-25", party_term="XII")),
    (work("1/QĐ-TTg", "2019-01-02"), work("1/QĐ-TTg", "2020-01-03")),
    (work("91/2015/NQ-CP", "2015-11-24"), work("91/2015/NQ-CP", "2015-11-24", type="Nghị định")),
    (work("32/2020/QĐ-UBND", "2020-11-20", place="Bình Dương"), work("32/2020/QĐ-UBND", "2020-11-30", place="Hà Nội")),
    (work("30/2020/NĐ-CP", "2020-03-05"), work("31/2020/NĐ-CP", "2020-03-05")),
]


@pytest.mark.parametrize(("one", "other"), APART, ids=lambda one: one.key)
def test_documents_of_other_terms_years_types_and_provinces_stay_apart(one: Work, other: Work) -> None:
    for files in permutations(((one,), (other,))):
        register = merged(*files)
        assert len(register) == 2
        assert register.conflicts == ()


def test_a_record_without_a_day_is_of_the_only_work_that_it_fits() -> None:
    old, new = APART[0]
    bare = work("18-NQ/TW", title="x")
    assert len(merged((old,), (bare,))) == 1
    assert len(merged((old, new), (bare,))) == 3  # it may be of either


def test_two_records_of_one_file_are_two_works() -> None:
    one, other = work("1/QĐ-TTg", "2020-01-03"), work("1/QĐ-TTg", "2020-01-04")
    assert len(merged((one, other), (work("1/QĐ-TTg", "2020-01-04", title="x"),))) == 2
    assert len(merged((one, other), (work("1/QĐ-TTg", "2020-01-05"),))) == 3


DAYS = st.sampled_from([None, "2020-03-05", "2020-03-06", "2019-12-31"])
RECORDS = st.builds(
    lambda identifier, day, title, source: work(identifier, day, source, title=title),
    st.sampled_from(["1/QĐ-TTg", "1/2020/NĐ-CP", "01/2020/nđ-cp"]),
    DAYS,
    st.sampled_from([None, "a", "b"]),
    st.sampled_from(["x", "y"]),
)
FILES = st.lists(
    st.lists(RECORDS, max_size=3, unique_by=lambda one: (identity_of(one.identifier), one.date)), min_size=2, max_size=3
)


def told(register: AuthorityFile) -> tuple[int, set[tuple[str, frozenset[str]]]]:
    """How many works there are, and what is in conflict, whichever is shown."""
    return len(register), {(one.field, frozenset(value for value, _ in one.values)) for one in register.conflicts}


@settings(max_examples=50)
@given(FILES)
def test_the_order_of_files_decides_only_what_is_shown(files: list[list[Work]]) -> None:
    assert len({str(told(merged(*map(tuple, order)))[0]) for order in permutations(files)}) == 1
    found = [told(merged(*map(tuple, order)))[1] for order in permutations(files)]
    assert all(one == found[0] for one in found)


@settings(max_examples=50)
@given(FILES)
def test_nothing_that_a_register_says_is_lost(files: list[list[Work]]) -> None:
    register = merged(*map(tuple, files))
    shown = {(one.title, one.date) for one in register}
    kept = {value for title, day in shown for value in (title, day)} | {
        value for one in register.conflicts for value, _ in one.values
    }
    assert {value for file in files for one in file for value in (one.title, one.date)} - {None} <= kept


def test_series_problems_and_conflicts_of_all_are_kept(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("SKH;Ngày\n*/2020/NĐ-CP;\nxin chào;\n", encoding="utf-8")
    register = AuthorityFile.from_file(path) | SHIPPED
    assert register.is_complete_for("99999/2020/NĐ-CP")
    assert [problem.record for problem in register.problems] == ["row 3"]
    assert register.complete_series == (CompleteSeries("NĐ-CP", 2020, "Nghị định", source="a.csv, row 2"),)
    first = merged((work("1/2020/NĐ-CP", title="a"),), (work("1/2020/NĐ-CP", title="b"),))
    assert (first | SHIPPED).conflicts[0] == first.conflicts[0]


def test_sources_of_a_merged_register_survive_another_merge() -> None:
    first = merged((work("1/2020/NĐ-CP", source="a"),), (work("1/2020/NĐ-CP", source="b", title="t"),))
    both = first | AuthorityFile([work("1/2020/NĐ-CP", source="c", issuer="Chính phủ")])
    told = both.sources(both.works[0])
    assert (told["title"], told["issuer"]) == ("b", "c")


def test_a_user_s_record_of_a_known_document_is_found_under_it() -> None:
    (known,) = SHIPPED.candidates("30/2020/NĐ-CP")
    mine = evolve(known, source="mine", date_issued=date(2020, 3, 6), last_article=38)
    register = SHIPPED | AuthorityFile([mine])
    (found,) = register.candidates("30/2020/NĐ-CP")
    assert (found.date, found.last_article) == ("2020-03-05", 38)
    assert [(one.field, [value for value, _ in one.values]) for one in register.conflicts] == [
        ("date_issued", ["2020-03-05", "2020-03-06"])
    ]


def test_a_file_is_read_by_what_its_name_ends_in(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(b"")
    with pytest.raises(DataError, match=r"a\.docx, the file: is of no known kind; expected .*\.jsonl, \.csv"):
        AuthorityFile.from_file(path)


def test_thousands_of_days_of_one_number_take_no_time_of_squares() -> None:
    days = [
        f"{year}-{month:02}-{day:02}" for year in range(1950, 1990) for month in range(1, 13) for day in range(1, 28)
    ]
    files = [tuple(work("1/QĐ-TTg", day, place=str(n)) for day in days) for n in range(2)]
    assert len(merged(*files)) == 2 * len(days)

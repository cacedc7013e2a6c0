"""Registers of users: files of four kinds are read alike, and what cannot be used is named with its row."""

import csv
import io
import json
import random
import sqlite3
import sys
from collections.abc import Iterator, Sequence
from contextlib import closing
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from citetrack._text import unmarked
from citetrack.authority import AuthorityFile, CompleteSeries, Work
from citetrack.authority.columns import header_of
from citetrack.errors import DataError, MissingExtraError
from citetrack.gazetteer._tables import records

HEADERS = ("Số, ký hiệu", "Loại văn bản", "Ngày ban hành", "Cơ quan ban hành", "Trích yếu")
ROWS = (
    ("30/2020/NĐ-CP", "Nghị định", "05/3/2020", "Chính phủ", "Về công tác văn thư"),
    ("18-NQ/TW", "Nghị quyết", "25/10/2017", "Ban Chấp hành Trung ương", "Một số vấn đề, và sắp xếp; tổ chức"),
    ("04-QĐ/TU", "Quy định", "14-9-2021", "Tỉnh ủy Yên Bái", 'Về "trách nhiệm"\nnêu gương'),
    ("Hiến pháp 2013", "Hiến pháp", "2013-11-28", "Quốc hội", "Hiến pháp"),
)
Table = Sequence[Sequence[Any]]


def csv_file(folder: Path, rows: Table, delimiter: str = ",", encoding: str = "utf-8") -> Path:
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=delimiter).writerows(rows)
    path = folder / "register.csv"
    path.write_bytes(out.getvalue().encode(encoding))
    return path


def excel_file(folder: Path, rows: Table) -> Path:
    book = Workbook()
    for row in rows:
        book.active.append(list(row))  # type: ignore[union-attr]  # a new workbook has a sheet
    path = folder / "register.xlsx"
    book.save(path)
    return path


def sqlite_file(folder: Path, rows: Table, table: str = "van_ban") -> Path:
    path = folder / "register.db"
    quoted = table.replace('"', '""')
    named, marks = ", ".join(f'"{header}"' for header in rows[0]), ", ".join("?" * len(rows[0]))
    with closing(sqlite3.connect(path)) as database, database:
        database.execute(f'CREATE TABLE "{quoted}" ({named})')
        database.executemany(f'INSERT INTO "{quoted}" VALUES ({marks})', rows[1:])
    return path


def told(register: AuthorityFile) -> list[tuple[str | None, ...]]:
    return [(w.identifier, w.type, w.date, w.issuer, w.title) for w in register]


EXPECTED = [
    ("30/2020/NĐ-CP", "Nghị định", "2020-03-05", "Chính phủ", "Về công tác văn thư"),
    ("18-NQ/TW", "Nghị quyết", "2017-10-25", "Ban Chấp hành Trung ương", "Một số vấn đề, và sắp xếp; tổ chức"),
    ("04-QĐ/TU", "Quy định", "2021-09-14", "Tỉnh ủy Yên Bái", 'Về "trách nhiệm" nêu gương'),
    ("Hiến pháp 2013", "Hiến pháp", "2013-11-28", "Quốc hội", "Hiến pháp"),
]


# Kinds of files


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_csv_is_read_whatever_parts_it_and_in_either_encoding(tmp_path: Path, delimiter: str, encoding: str) -> None:
    register = AuthorityFile.from_csv(csv_file(tmp_path, [HEADERS, *ROWS], delimiter, encoding))
    assert (told(register), register.problems) == (EXPECTED, ())


def test_another_encoding_is_read_when_named_and_said_when_not(tmp_path: Path) -> None:
    path = csv_file(tmp_path, [("SKH", "Title"), ("30/2020/NĐ-CP", "Công văn")], encoding="cp1258")
    assert AuthorityFile.from_csv(path, encoding="cp1258").works[0].identifier == "30/2020/NĐ-CP"
    with pytest.raises(DataError, match=r"register\.csv, the file: is not UTF-8 .*save it as UTF-8"):
        AuthorityFile.from_csv(path)


def test_a_workbook_says_what_the_csv_says(tmp_path: Path) -> None:
    register = AuthorityFile.from_excel(excel_file(tmp_path, [HEADERS, *ROWS]))
    assert (told(register), register.problems) == (EXPECTED, ())


def test_a_database_says_what_the_csv_says_and_is_left_as_it_was(tmp_path: Path) -> None:
    path = sqlite_file(tmp_path, [HEADERS, *ROWS], table='văn "bản"; DROP')
    before = path.read_bytes()
    register = AuthorityFile.from_sqlite(path)
    assert (told(register), register.problems) == (EXPECTED, ())
    assert told(AuthorityFile.from_sqlite(path, table='văn "bản"; DROP')) == EXPECTED
    assert path.read_bytes() == before
    assert [one.name for one in tmp_path.iterdir()] == ["register.db"]


def test_records_of_json_need_only_what_the_identifier_does_not_say(tmp_path: Path) -> None:
    path = tmp_path / "register.jsonl"
    row = {"identifier": "18-NQ/TW", "type": "Nghị quyết", "source": "s", "date_issued": "2017-10-25"}
    path.write_text(json.dumps(row), encoding="utf-8")
    (work,) = AuthorityFile.from_jsonl(path)
    assert (work.number, work.code, work.is_party, work.party_term) == ("18", "NQ/TW", True, "XII")


def test_days_of_a_workbook_are_days_or_numbers(tmp_path: Path) -> None:
    days = [datetime(2020, 3, 5), date(2020, 3, 5), 43895, 43895.0, "05/03/2020", "ngày 05 tháng 3 năm 2020"]
    rows = [(f"{n}/2020/NĐ-CP", day) for n, day in enumerate(days, 1)]
    register = AuthorityFile.from_excel(excel_file(tmp_path, [("Số hiệu", "Ngày BH"), *rows]))
    assert ([work.date for work in register], register.problems) == (["2020-03-05"] * len(days), ())


def test_a_sheet_is_chosen_by_name(tmp_path: Path) -> None:
    book = Workbook()
    book.create_sheet("Đi").append(["Số hiệu"])
    book["Đi"].append(["30/2020/NĐ-CP"])
    book.save(tmp_path / "a.xlsx")
    assert len(AuthorityFile.from_excel(tmp_path / "a.xlsx", sheet="Đi")) == 1
    with pytest.raises(DataError, match="no sheet 'Đến'; saw Sheet, Đi"):
        AuthorityFile.from_excel(tmp_path / "a.xlsx", sheet="Đến")


# Columns


def header_rows() -> Iterator[tuple[str, str]]:
    yield from records(lambda name, headers, source: [(h, name) for h in headers], "register_columns.toml", "columns")  # type: ignore[misc]


ALL_HEADERS = [pair for row in header_rows() for pair in row]


def test_each_header_is_of_one_field_in_any_spelling() -> None:
    for header, name in ALL_HEADERS:
        for spelled in (
            header,
            header.upper(),
            unmarked(header),
            header.replace(" ", "\n"),
            f" {header}: ",
            f"{header} (1)",
        ):
            assert header_of(spelled) == name, spelled


def test_a_title_above_the_header_is_passed_over(tmp_path: Path) -> None:
    above = [("UBND TỈNH YÊN BÁI",), ("SỔ ĐĂNG KÝ VĂN BẢN NĂM 2020",), ()]
    assert told(AuthorityFile.from_csv(csv_file(tmp_path, [*above, HEADERS, *ROWS], ";"))) == EXPECTED
    assert told(AuthorityFile.from_excel(excel_file(tmp_path, [*above, HEADERS, *ROWS]))) == EXPECTED


def test_the_caller_names_columns_that_are_called_otherwise(tmp_path: Path) -> None:
    headers = ("Mã", "Kiểu", "Ngày ban hành", "Cơ quan ban hành", "Trích yếu")
    path = csv_file(tmp_path, [headers, *ROWS])
    assert told(AuthorityFile.from_csv(path, columns={"identifier": "MÃ", "type": "Kiểu"})) == EXPECTED
    with pytest.raises(DataError, match="no column holds the identifiers; expected 'Số ký hiệu', saw Mã, Kiểu, Ngày"):
        AuthorityFile.from_csv(path)
    with pytest.raises(DataError, match="no column 'Tên' for title, saw Mã, Kiểu"):
        AuthorityFile.from_csv(path, columns={"identifier": "Mã", "title": "Tên"})
    with pytest.raises(ValueError, match="'colour' is no field of a work; expected one of amends"):
        AuthorityFile.from_csv(path, columns={"colour": "Mã"})


def test_number_and_symbol_may_stand_apart(tmp_path: Path) -> None:
    rows = [
        ("Số", "Ký hiệu", "Năm"),
        ("30", "NĐ-CP", "2020"),
        ("18", "NQ/TW", "2017"),
        ("749", "QĐ-TTg", ""),
        ("15", "2020/NĐ-CP", ""),
    ]
    register = AuthorityFile.from_csv(csv_file(tmp_path, rows))
    assert [work.identifier for work in register] == ["30/2020/NĐ-CP", "18-NQ/TW", "749/QĐ-TTg", "15/2020/NĐ-CP"]


@pytest.mark.parametrize(
    ("identifier", "title", "expected"),
    [
        ("30/2020/NĐ-CP", "", ("30/2020/NĐ-CP", "Nghị định")),
        ("Nghị quyết số 18 – NQ/TƯ", "", ("18-NQ/TW", "Nghị quyết")),
        ("Số: 04/2021/tt-bnv", "", ("04/2021/TT-BNV", "Thông tư")),
        ("205-QĐ/TW", "Quy định về kiểm soát quyền lực", ("205-QĐ/TW", "Quy định")),
        ("QĐ số 749/QĐ-TTg", "", ("749/QĐ-TTg", "Quyết định")),
        ("45/2013/QH13", "Luật Đất đai", ("45/2013/QH13", "Luật")),
    ],
)
def test_type_and_spelling_follow_from_the_row(
    tmp_path: Path, identifier: str, title: str, expected: tuple[str, str]
) -> None:
    register = AuthorityFile.from_csv(csv_file(tmp_path, [("SKH", "Tên văn bản"), (identifier, title)]))
    assert [(work.identifier, work.type) for work in register] == [expected], register.problems


def test_what_an_owner_states_of_force_and_length_is_kept(tmp_path: Path) -> None:
    headers = ("SKH", "Ngày hiệu lực", "Ngày hết hiệu lực", "Tình trạng", "Số điều", "Thay thế")
    row = ("30/2020/NĐ-CP", "05/3/2020", "01/01/2030", "Còn hiệu lực", "38", "110/2004/NĐ-CP; 09/2010/NĐ-CP")
    (work,) = AuthorityFile.from_csv(csv_file(tmp_path, [headers, row]))
    assert (work.effective_from, work.ends, work.status, work.last_article, work.replaces) == (
        date(2020, 3, 5), date(2030, 1, 1), "in_force", 38, ("110/2004/NĐ-CP", "09/2010/NĐ-CP"),
    )  # fmt: skip


def test_documents_of_two_provinces_with_one_number_and_day_are_two(tmp_path: Path) -> None:
    rows = [("32/2020/QĐ-UBND", "20/11/2020", f"UBND {place}") for place in ("tỉnh Bình Dương", "thành phố Hà Nội")]
    register = AuthorityFile.from_csv(csv_file(tmp_path, [("SKH", "Ngày BH", "CQBH"), *rows]))
    assert [work.place for work in register.candidates("32/2020/QĐ-UBND")] == ["Bình Dương", "Hà Nội"]
    assert register.problems == ()


# Complete series


def series_of(tmp_path: Path, *rows: Sequence[str]) -> AuthorityFile:
    return AuthorityFile.from_csv(csv_file(tmp_path, [("SKH", "Loại", "Năm", "Tỉnh", "Nguồn"), *rows]))


def test_a_row_with_a_star_declares_a_series_complete(tmp_path: Path) -> None:
    register = series_of(tmp_path, ("*/2020/NĐ-CP", "", "", "", "VPCP"))
    assert (register.works, register.problems) == ((), ())
    assert register.complete_series == (CompleteSeries("NĐ-CP", 2020, "Nghị định", source="VPCP"),)
    asked = ("1/2020/nđ–cp", "1/2021/NĐ-CP", "1/2020/NQ-CP", "Hiến pháp 2013", "*")
    assert [register.is_complete_for(one) for one in asked] == [True, False, False, False, False]
    assert not register.is_complete_for("1/2020/NĐ-CP", "Nghị quyết")


def test_a_series_of_a_province_covers_that_province_and_year(tmp_path: Path) -> None:
    register = series_of(tmp_path, ("*-QĐ/TU", "Quyết định", "2021", "tỉnh Yên Bái", ""))
    assert register.is_complete_for("7-QĐ/TU", "Quyết định", 2021, "Yên Bái")
    for other in (("Quyết định", 2022, "Yên Bái"), ("Quy định", 2021, "Yên Bái"), ("Quyết định", 2021, "Lào Cai")):
        assert not register.is_complete_for("7-QĐ/TU", *other)
    assert not register.is_complete_for("7-QĐ/TU", "Quyết định")  # of an unknown place and year


# Bad input


@pytest.mark.parametrize(
    ("day", "reason"),
    [
        ("0003-10-24", "date_issued: 0003-10-24 lies outside the years 1900 to 2199"),
        ("31/4/2020", "date_issued: '31/4/2020' is no day of the calendar; days come first"),
        ("12/25/2020", "date_issued: '12/25/2020' is no day of the calendar; days come first"),
        ("05/3/20", "date_issued: '05/3/20' is no day; expected one such as 05/3/2020 or 2020-03-05"),
        ("hôm qua", "date_issued: 'hôm qua' is no day; expected one such as 05/3/2020 or 2020-03-05"),
    ],
)
def test_a_bad_day_is_named_with_its_row(tmp_path: Path, day: str, reason: str) -> None:
    path = csv_file(tmp_path, [("SKH", "Ngày"), ("1/2020/NĐ-CP", day), ("2/2020/NĐ-CP", "1/2/2020")])
    register = AuthorityFile.from_csv(path)
    assert [work.identifier for work in register] == ["2/2020/NĐ-CP"]
    assert [str(problem) for problem in register.problems] == [f"{path}, row 2: {reason}"]


def broken_rows() -> tuple[list[tuple[str, str, str]], list[int]]:
    """1,000 rows, every tenth of them broken in one of six ways, and the numbers of the broken ones."""
    chance, rows, bad = random.Random(4), [], []
    for n in range(1, 1001):
        row = (f"{n}/2020/NĐ-CP", (date(2020, 1, 1) + timedelta(days=n % 360)).strftime("%d/%m/%Y"), "Chính phủ")
        if n % 10 == 0:
            ways = [
                (row[0], "0003-10-24", ""),
                ("", row[1], "x"),
                ("???", row[1], ""),
                ("1-QĐ/TW", row[1], ""),
                (f"{n}/9999/NĐ-CP", "", ""),
                rows[-1],
            ]
            row = chance.choice(ways)
            bad.append(n + 1)
        rows.append(row)
    return rows, bad


@pytest.mark.parametrize("write", [csv_file, excel_file, sqlite_file])
def test_of_a_tenth_of_broken_rows_each_is_named_and_the_others_stay(tmp_path: Path, write: Any) -> None:
    read = {
        csv_file: AuthorityFile.from_csv,
        excel_file: AuthorityFile.from_excel,
        sqlite_file: AuthorityFile.from_sqlite,
    }[write]
    rows, bad = broken_rows()
    register = read(write(tmp_path, [("SKH", "Ngày BH", "CQBH"), *rows]))
    first = 2 if write is not sqlite_file else 1  # the row of headers counts in a sheet
    assert len(register) == 900
    assert [problem.record for problem in register.problems] == [f"row {n - 2 + first}" for n in bad]
    assert all(problem.reason for problem in register.problems)


def test_duplicates_are_named_with_the_first_however_they_are_spelled(tmp_path: Path) -> None:
    rows = [("SKH", "Ngày"), ("18-NQ/TW", "25/10/2017"), ("018 – nq/tư", "2017-10-25"), ("18-NQ/TW", "1/2/2013")]
    register = AuthorityFile.from_csv(csv_file(tmp_path, rows))
    assert [work.date for work in register] == ["2017-10-25", "2013-02-01"]
    assert [str(p).partition(": ")[2] for p in register.problems] == [
        "a second record of 018-NQ/TW@2017-10-25#Nghị quyết, after row 2"
    ]


def test_a_missing_file_is_one_error(tmp_path: Path) -> None:
    for read in (AuthorityFile.from_csv, AuthorityFile.from_excel, AuthorityFile.from_sqlite, AuthorityFile.from_jsonl):
        for path in (tmp_path / "none", tmp_path):
            with pytest.raises(DataError) as caught:
                read(path)
            assert str(caught.value).count("\n") == 0


@pytest.mark.parametrize(
    "data", [b"", b"\0" * 5000, b"SKH;Ng\xc3", b"PK\x03\x04" + b"x" * 500, b"SQLite format 3\0" + b"\xff" * 4096]
)
def test_what_is_no_register_is_one_error_for_each_reader(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "a"
    path.write_bytes(data)
    for read in (AuthorityFile.from_csv, AuthorityFile.from_excel, AuthorityFile.from_sqlite):
        with pytest.raises(DataError):
            read(path)


def test_a_damaged_database_gives_nothing_of_itself(tmp_path: Path) -> None:
    rows = [HEADERS, *((f"{n}/2020/NĐ-CP", "Nghị định", "1/2/2020", "Chính phủ", "x" * 200) for n in range(500))]
    path = sqlite_file(tmp_path, rows)
    data = bytearray(path.read_bytes())
    data[len(data) // 2 : len(data) // 2 + 8192] = b"\xa5" * 8192
    path.write_bytes(data)
    with pytest.raises(DataError, match=r"the database: .*malformed"):
        AuthorityFile.from_sqlite(path)


def test_a_locked_database_is_one_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("citetrack.authority.sheets._WAIT", 0.05)
    path = sqlite_file(tmp_path, [HEADERS, *ROWS])
    with closing(sqlite3.connect(path)) as other:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(DataError, match="the database: database is locked; expected"):
            AuthorityFile.from_sqlite(path)


def test_a_database_of_an_older_schema_is_told_by_its_columns(tmp_path: Path) -> None:
    path = sqlite_file(tmp_path, [("ma", "ten"), ("1", "x")])
    with pytest.raises(DataError, match="no column holds the identifiers; expected 'Số ký hiệu', saw ma, ten"):
        AuthorityFile.from_sqlite(path)
    with pytest.raises(DataError, match="no table 'documents'; saw van_ban"):
        AuthorityFile.from_sqlite(path, table="documents")


def test_a_cell_without_end_costs_its_row_alone(tmp_path: Path) -> None:
    path = csv_file(tmp_path, [("SKH", "Trích yếu"), ("1/2020/NĐ-CP", "x" * 200_000), ("2/2020/NĐ-CP", "y")])
    register = AuthorityFile.from_csv(path)
    assert [work.identifier for work in register] == ["2/2020/NĐ-CP"]
    assert len(register.problems) == 1


def test_without_openpyxl_the_extra_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    with pytest.raises(
        MissingExtraError, match=r'openpyxl is not installed; pip install "citetrack\[excel\]" brings it'
    ):
        AuthorityFile.from_excel(tmp_path / "a.xlsx")


@given(st.lists(st.lists(st.text(max_size=12), min_size=2, max_size=5), max_size=8))
def test_any_table_is_read_or_reported(rows: list[list[str]]) -> None:
    """Every row with something in it is a work, a series, or a problem."""
    from citetrack.authority.rows import entries_of_rows

    table = iter([("row 1", ["SKH", "Ngày", "CQBH"]), *((f"row {n}", row) for n, row in enumerate(rows, 2))])
    entries = entries_of_rows("a", table)
    filled = [row for row in rows if any(cell.split() for cell in row)]
    assert len(entries.works) + len(entries.series) + len(entries.problems) == len(filled)


def test_a_work_of_a_file_is_a_work(tmp_path: Path) -> None:
    (work,) = AuthorityFile.from_csv(csv_file(tmp_path, [HEADERS, ROWS[0]]))
    assert isinstance(work, Work)
    assert work.source == "register.csv, row 2"

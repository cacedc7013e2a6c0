"""citetrack timeline: questions are answered in the format asked for; options that do not fit are refused first."""

import csv
import io
import json
import re
from pathlib import Path

import pytest

from citetrack.cli import main

TEXTS = {
    "yen-bai": "Ngày 1/7/2024, Tỉnh ủy Yên Bái tổ chức hội nghị quán triệt Chỉ thị số 35-CT/TW ngày 14/6/2024.",
    "lao-cai": "Ngày 20/8/2024, Tỉnh ủy Lào Cai tổ chức hội nghị quán triệt Chỉ thị số 35-CT/TW ngày 14/6/2024.",
    "van-yen": "Năm 2024, Huyện ủy Văn Yên, tỉnh Yên Bái quán triệt Chỉ thị số 35-CT/TW ngày 14/6/2024.",
    "plan": "Kế hoạch số 248-KH/TU ngày 5/8/2024 thực hiện Chỉ thị số 35-CT/TW ngày 14/6/2024.",
}


@pytest.fixture(scope="module")
def articles(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("articles") / "articles.jsonl"
    rows = ({"id": name, "text": text, "source": f"https://example.vn/{name}"} for name, text in TEXTS.items())
    path.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    return str(path)


def rows(out: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in out.splitlines()]


ANSWERS: dict[str, tuple[list[str], str, list[object]]] = {
    "of": (["--of", "35-CT/TW"], "date", ["2024", "2024-07-01", "2024-08-20"]),
    "of another": (["--of", "205-QĐ/TW"], "date", []),
    "by": (["--by", "Tỉnh ủy Yên Bái"], "date", ["2024-07-01"]),
    "below": (["--by", "Tỉnh ủy Yên Bái", "--below"], "date", ["2024", "2024-07-01"]),
    "between": (["--from", "2024-08-01", "--to", "2024-08-31"], "date", ["2024", "2024-08-20"]),
    "issuances": (["--issuances", "--to", "2024-06-30"], "type", ["dissemination", "issuance"]),
    "first": (["--show", "first", "--level", "province"], "unit", ["Yên Bái", "Lào Cai"]),
    "lags": (["--show", "lags", "--deadline", "30"], "overdue", [False, True]),
    "lags by a day": (["--show", "lags", "--deadline", "2024-08-20"], "overdue", [False, False]),
    "chains": (["--show", "chains", "--of", "35-CT/TW"], "days", [None, 52]),
    "all chains": (["--show", "chains"], "depth", [0, 1]),
    "anniversaries": (["--show", "anniversaries", "--as-of", "2025-06-20"], "due", ["2025-06-14"]),
    "doubts": (["--show", "doubts"], "rule", []),
}


@pytest.mark.parametrize(("options", "field", "values"), ANSWERS.values(), ids=ANSWERS)
def test_questions_are_answered_in_rows(
    articles: str, capsys: pytest.CaptureFixture[str], options: list[str], field: str, values: list[object]
) -> None:
    assert main(["timeline", articles, "--format", "jsonl", *options]) == 0
    assert [row[field] for row in rows(capsys.readouterr().out)] == values


def test_coverage_says_how_many_of_how_many(articles: str, capsys: pytest.CaptureFixture[str]) -> None:
    options = ["--show", "coverage", "--as-of", "2025-07-01", "--of", "35-CT/TW", "--format", "csv"]
    assert main(["timeline", articles, *options]) == 0
    told = capsys.readouterr()
    found = list(csv.DictReader(io.StringIO(told.out.removeprefix("\ufeff"))))
    assert (len(found), sum(row["Đã triển khai"] == "Có" for row in found)) == (34, 1)
    assert "1 of 34 units on 2025-07-01" in told.err


def test_the_source_of_a_record_becomes_the_address_of_the_event(
    articles: str, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["timeline", articles, "--format", "jsonl", "--by", "Tỉnh ủy Yên Bái"])
    (row,) = rows(capsys.readouterr().out)
    assert row["sources"][0]["address"] == "https://example.vn/yen-bai"  # type: ignore[index]


@pytest.mark.parametrize("name", ["csv", "ics", "mermaid", "jsonld", "jsonl", "html"])
def test_a_format_is_the_same_in_a_file_and_on_standard_output(
    articles: str, tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes], name: str
) -> None:
    path = tmp_path / "out"
    assert main(["timeline", articles, "--format", name]) == 0
    printed = capsysbinary.readouterr().out
    assert main(["timeline", articles, "--format", name, "-o", str(path)]) == 0
    assert path.read_bytes() == printed != b""


def test_a_workbook_goes_to_a_file(articles: str, tmp_path: Path) -> None:
    path = tmp_path / "out.xlsx"
    assert main(["timeline", articles, "--format", "xlsx", "-o", str(path)]) == 0
    assert path.read_bytes().startswith(b"PK")


def test_a_calendar_says_what_it_leaves_out(articles: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["timeline", articles, "--format", "ics"]) == 0
    assert "1 events without a day or month are left out" in capsys.readouterr().err


REFUSED = {
    ("--format", "xlsx"): "name a file with -o",
    ("--show", "lags", "--format", "ics"): "--format ics: is not for --show lags",
    ("--show", "anniversaries"): "--as-of",
    ("--show", "lags", "--deadline", "soon"): "'soon' is neither days after issue, such as 30, nor a day",
    ("--show", "lags", "--deadline", "2024-02-30"): "nor a day such as 2021-11-19",
    ("--deadline", "30"): "--deadline: is for --show lags",
    ("--level", "province"): "--level: is for --show first, lags or coverage",
    ("--below",): "--below: needs the body",
    ("--by", ""): "expected a name",
    ("--of", " "): "expected a name",
    ("--db", ""): "expected a name",
    ("--from", "2024-02-02", "--to", "2024-02-01"): "--from 2024-02-02: is after --to 2024-02-01",
    ("--window", "-1"): "is no number of days",
    ("--from", "2024-02-30"): "is no day",
    ("--level", "planet"): "invalid choice",
}


@pytest.mark.parametrize(("options", "fault"), REFUSED.items(), ids=[" ".join(options) for options in REFUSED])
def test_options_that_do_not_fit_are_refused_in_one_line_before_anything_is_read(
    capsys: pytest.CaptureFixture[str], options: tuple[str, ...], fault: str
) -> None:
    assert main(["timeline", "no such file", *options]) == 2
    told = capsys.readouterr().err
    assert fault in told
    assert told.count("\n") == 1
    assert "no such file" not in told


@pytest.mark.parametrize("name", ["png", "svg", "xlsx"])
def test_a_format_whose_extra_is_missing_is_refused_before_anything_is_read(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path, name: str
) -> None:
    monkeypatch.setattr("citetrack.cli.options.find_spec", lambda package: None)
    old = tmp_path / "report"
    old.write_text("of last year", encoding="utf-8")
    assert main(["timeline", "no such file", "--format", name, "-o", str(old)]) == 2
    assert re.fullmatch(
        r'citetrack: \w+ is not installed; pip install "citetrack\[\w+\]" brings it\n', capsys.readouterr().err
    )
    assert old.read_text(encoding="utf-8") == "of last year"


def test_a_database_that_is_not_there_is_not_made_by_a_question(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    path = tmp_path / "mistyped.db"
    assert main(["timeline", "--db", str(path)]) == 2
    assert "is not there" in capsys.readouterr().err
    assert not path.exists()


def test_distributions_are_said_in_one_line_a_document(articles: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["timeline", articles, "--show", "lags", "--deadline", "30"]) == 0
    told = capsys.readouterr().err.splitlines()
    assert [
        line
        for line in told
        if re.fullmatch(r"citetrack: .+: \d+ units? reached( after .+ days)?.*; \d+ overdue", line)
    ]


def test_a_table_of_rows_fits_what_it_holds(articles: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["timeline", articles, "--show", "first", "--level", "province"]) == 0
    head, *lines = capsys.readouterr().out.splitlines()
    assert head.split() == ["document", "level", "unit", "date", "date_end", "undated", "source"]
    assert [line.split("  ")[0] for line in lines] == ["Chỉ thị 35-CT/TW"] * 2


def test_two_days_of_a_database_are_compared(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    database = str(tmp_path / "a.db")
    for name, day in (("yen-bai", "2024-07-02"), ("lao-cai", "2024-08-21")):
        path = tmp_path / f"{name}.txt"
        path.write_text(TEXTS[name], encoding="utf-8")
        assert main(["timeline", str(path), "--db", database, "--added", day]) == 0
    capsys.readouterr()
    days = ["--from", "2024-07-31", "--to", "2024-08-31"]
    assert main(["timeline", "--db", database, "--show", "difference", *days, "--format", "jsonl"]) == 0
    told = rows(capsys.readouterr().out)
    assert [(row["change"], row["date"], row["organiser"]) for row in told] == [
        ("added", "2024-08-20", "Tỉnh ủy Lào Cai")
    ]


def test_a_difference_needs_a_database_and_two_days(articles: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["timeline", articles, "--show", "difference"]) == 2
    assert "compares two days of a database" in capsys.readouterr().err
    assert main(["timeline", articles, "--added", "2024-07-02"]) == 2
    assert "--added" in capsys.readouterr().err

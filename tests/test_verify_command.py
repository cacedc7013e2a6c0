"""The command verify and its SARIF log: what they print, how they end, and that the places are right."""

import json
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest

import citetrack as ct
from citetrack.cli import main
from citetrack.verification import rules, verify
from citetrack.verification.sarif import Lines, sarif_log, sarif_results

WRONG = "Căn cứ Nghị định số 30/2020/NĐ-CP ngày 05/3/2021 của Chính phủ;\r\nngày 31/4/2020 họp.\n"
CLEAN = "Căn cứ Nghị định số 30/2020/NĐ-CP ngày 05/3/2020 của Chính phủ.\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder with a faulty text, a clean one and a file of records."""
    (tmp_path / "dự thảo #1.txt").write_text(WRONG, encoding="utf-8", newline="")
    (tmp_path / "clean.txt").write_text(CLEAN, encoding="utf-8")
    lines = [{"id": "a", "text": CLEAN}, {"id": "b", "text": WRONG}]
    (tmp_path / "many.jsonl").write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def printed(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    code = main(("verify", *arguments))
    out, err = capsys.readouterr()
    return code, out, err


# How it ends


@pytest.mark.parametrize(
    ("paths", "code"),
    [
        (("clean.txt",), 0),
        (("dự thảo #1.txt",), 1),
        (("clean.txt", "dự thảo #1.txt"), 1),
        (("missing.txt", "clean.txt"), 3),
        (("missing.txt", "dự thảo #1.txt"), 3),  # what was not read was not verified
        (("clean.txt", "--as-of", "1/1/2026"), 2),
        (("clean.txt", "--format", "csv"), 2),
        (("clean.txt", "--allowed", "missing.txt"), 3),
        (("clean.txt", "--registry", "missing.jsonl"), 3),
    ],
)
def test_the_exit_code_tells_errors_usage_and_what_failed(
    folder: Path, capsys: pytest.CaptureFixture[str], paths: tuple[str, ...], code: int
) -> None:
    assert printed(capsys, *paths)[0] == code


@pytest.mark.parametrize("form", ["table", "jsonl", "sarif"])
def test_warnings_and_notes_are_no_errors(folder: Path, capsys: pytest.CaptureFixture[str], form: str) -> None:
    (folder / "old.txt").write_text("Quy định số 37-QĐ/TW ngày 25/10/2021; Nghị định 999/2019/NĐ-CP", encoding="utf-8")
    code, out, err = printed(capsys, "old.txt", "--as-of", "2026-09-01", "--format", form)
    assert (code, err) == (0, "")
    assert "not_in_force" in out


def test_a_bad_line_of_the_allowed_documents_is_named(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "allowed.txt").write_text("# handed over\n30/2020/NĐ-CP\ncon mèo\n", encoding="utf-8")
    code, out, err = printed(capsys, "clean.txt", "--allowed", "allowed.txt")
    assert (code, out) == (3, "")
    assert err.startswith("citetrack: allowed.txt, line 3: “con mèo” is no citation of one document")


def test_a_closed_set_comes_from_a_file(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "allowed.txt").write_text("\ufeff# handed over\n\n15/2020/NĐ-CP\n", encoding="utf-8")
    assert "not_allowed" in printed(capsys, "clean.txt", "--allowed", "allowed.txt")[1]
    row = {
        "identifier": "30/2020/NĐ-CP",
        "type": "Nghị định",
        "source": "a",
        "number": "30",
        "year": 2020,
        "code": "NĐ-CP",
    }
    (folder / "own.jsonl").write_text(json.dumps(row | {"date_issued": "2020-03-05"}) + "\n", encoding="utf-8")
    assert printed(capsys, "clean.txt", "--allowed", "own.jsonl")[0] == 0


def test_a_register_of_one_s_own_is_asked_too_and_its_bad_rows_are_told(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    row = {
        "identifier": "9/2021/NĐ-CP",
        "type": "Nghị định",
        "source": "a",
        "number": "9",
        "year": 2021,
        "code": "NĐ-CP",
    }
    rows = json.dumps(row | {"date_issued": "2021-02-03"}) + "\n{}\n"
    (folder / "own.jsonl").write_text(rows, encoding="utf-8")
    (folder / "text.txt").write_text("Nghị định 9/2021/NĐ-CP ngày 4/2/2021\n" + CLEAN, encoding="utf-8")
    code, out, err = printed(capsys, "text.txt", "--registry", "own.jsonl")
    assert code == 1
    assert "the register has 2021-02-03" in out
    assert err == "citetrack: own.jsonl: 1 row was left out; citetrack registry check names them\n"


def test_the_output_never_empties_the_allowed_documents(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "allowed.txt").write_text("30/2020/NĐ-CP\n", encoding="utf-8")
    assert printed(capsys, "clean.txt", "--allowed", "allowed.txt", "-o", "allowed.txt")[0] == 2
    assert (folder / "allowed.txt").read_text(encoding="utf-8") == "30/2020/NĐ-CP\n"


# The table


def test_of_a_clean_text_the_counts_are_numbers(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert printed(capsys, "clean.txt") == (0, "0 errors, 0 warnings, 0 notes in 0 of 1 text\n", "")


def test_the_table_marks_the_words_and_says_both_languages(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = printed(capsys, "dự thảo #1.txt")
    lines = out.splitlines()
    assert lines[0] == "dự thảo #1.txt:1:35: error year_differs"
    at = lines[2].index("^")
    assert lines[1][at : at + lines[2].count("^")] == "ngày 05/3/2021"
    assert "số 30/2020/NĐ-CP thuộc năm 2020" in out
    assert lines[-1] == "2 errors, 0 warnings, 0 notes in 1 of 1 text"
    assert max(map(len, lines)) <= 80


@pytest.mark.parametrize(
    "text",
    [
        "x" * 500 + " Nghị định 30/2020/NĐ-CP ngày 05/3/2021 " + "y" * 500,
        "\x1b[31mNghị định\n\n 30/2020/NĐ-CP   của \u202e Bộ\nTài chính",
        "Thông tư số 30/2020/NĐ-CP",
    ],
)
def test_no_line_of_the_table_is_long_or_steers_a_terminal(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], text: str
) -> None:
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    out = printed(capsys, str(tmp_path / "a.txt"))[1]
    found = [line for line in out.splitlines() if str(tmp_path) not in line]
    assert max(map(len, found)) <= 80
    assert "".join(found).isprintable()


# Records


def test_records_carry_the_findings(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = printed(capsys, "many.jsonl", "--format", "jsonl")
    clean, wrong = map(json.loads, out.splitlines())
    assert clean["findings"] == []
    assert [(one["rule"], WRONG[one["start"] : one["end"]]) for one in wrong["findings"]] == [
        ("year_differs", "ngày 05/3/2021"),
        ("impossible_date", "ngày 31/4/2020"),
    ]
    assert wrong["documents"][0]["identifier"] == "30/2020/NĐ-CP"


# SARIF


def log_of(capsys: pytest.CaptureFixture[str], *paths: str) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(printed(capsys, *paths, "--format", "sarif")[1])
    return loaded


def test_the_log_is_valid_sarif(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """By the classes that pydantic-sarif has made from the official schema; they refuse what it does not name."""
    pytest.importorskip("pydantic_sarif", reason="not installed: pydantic-sarif; citetrack[dev] brings it")
    from pydantic_sarif.model import StaticAnalysisResultsFormatSarifVersion210JsonSchema as Log

    log = log_of(capsys, "dự thảo #1.txt", "many.jsonl", "clean.txt", "missing.txt")
    assert len(log["runs"][0]["results"]) == 4
    Log.model_validate(log)
    log["runs"][0]["results"][0]["severity"] = "error"
    with pytest.raises(ValueError, match="severity"):
        Log.model_validate(log)


def test_the_region_leads_to_the_words(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for result in log_of(capsys, "dự thảo #1.txt")["runs"][0]["results"]:
        place = result["locations"][0]["physicalLocation"]
        path, region = unquote(place["artifactLocation"]["uri"]), place["region"]
        text = (folder / path).read_bytes().decode()
        lines = text.split("\n")
        assert region["startLine"] == region["endLine"]
        words = lines[region["startLine"] - 1][region["startColumn"] - 1 : region["endColumn"] - 1]
        assert words == region["snippet"]["text"] == text[region["charOffset"] :][: region["charLength"]]


def test_paths_are_relative_references(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def uri(path: str) -> str:
        found = log_of(capsys, path)["runs"][0]["results"][0]["locations"][0]["physicalLocation"]
        return str(found["artifactLocation"]["uri"])

    assert uri("./dự thảo #1.txt") == "d%E1%BB%B1%20th%E1%BA%A3o%20%231.txt"
    assert uri(str(folder / "many.jsonl")).startswith("file:///")


def test_a_record_is_shown_by_its_line_and_a_text_without_file_by_its_name(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    result = log_of(capsys, "many.jsonl")["runs"][0]["results"][0]
    location = result["locations"][0]
    assert location["physicalLocation"]["region"] == {"startLine": 2}
    assert location["logicalLocations"] == [{"name": "b"}]
    assert WRONG[result["properties"]["start"] : result["properties"]["end"]] == "ngày 05/3/2021"
    (bare,) = sarif_results(verify("Thông tư số 30/2020/NĐ-CP"), "Thông tư số 30/2020/NĐ-CP", None, name="-")
    assert bare["locations"] == [{"logicalLocations": [{"name": "-"}]}]


def test_rules_stand_in_the_log_in_both_languages() -> None:
    (run,) = sarif_log([], "1")["runs"]
    assert [rule["id"] for rule in run["tool"]["driver"]["rules"]] == list(rules())
    (vietnamese,) = run["translations"]
    assert [rule["id"] for rule in vietnamese["rules"]] == list(rules())
    assert vietnamese["language"] == "vi"


def test_what_failed_is_told_in_the_log(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    told = [
        log_of(capsys, *paths)["runs"][0]["invocations"][0] for paths in (("clean.txt",), ("missing.txt", "clean.txt"))
    ]
    assert [one["executionSuccessful"] for one in told] == [True, False]


@pytest.mark.parametrize("text", ["", "một\nhai", "\r\n\r\n", "a\u2028b\nc\r\n", "đ" * 3])
def test_line_and_column_lead_back_to_the_offset(text: str) -> None:
    lines = Lines(text)
    for offset in range(len(text) + 1):
        line, column = lines.place(offset)
        assert sum(len(one) + 1 for one in text.split("\n")[: line - 1]) + column - 1 == offset


def test_verify_is_reachable_from_the_package() -> None:
    assert [one.rule for one in ct.verify(WRONG, published=date(2022, 1, 1))] == ["year_differs", "impossible_date"]

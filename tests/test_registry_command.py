"""`citetrack registry`, and registers of users in the other commands."""

import json
from pathlib import Path

import pytest

from citetrack.authority import AuthorityFile
from citetrack.cli import main

MINE = """Số ký hiệu;Ngày ban hành;CQBH;Trích yếu
999/2020/NĐ-CP;31/12/2020;Chính phủ;Về chim cánh cụt
30/2020/NĐ-CP;06/3/2020;Chính phủ;Về công tác văn thư
1/2020/NĐ-CP;0003-10-24;;
"""


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    path = tmp_path / "mine.csv"
    path.write_text(MINE, encoding="utf-8")
    return path


@pytest.fixture
def text(tmp_path: Path) -> Path:
    path = tmp_path / "text.txt"
    path.write_text("Nghị định số 999/2020/NĐ-CP ngày 31/12/2020 của Chính phủ.", encoding="utf-8")
    return path


@pytest.mark.parametrize("words", ["35-CT/TW", "đại hội đảng bộ các cấp", "DAI HOI DANG BO CAC CAP", "cấp các bộ đảng"])
def test_find_takes_an_identifier_or_words_in_any_spelling(capsys: pytest.CaptureFixture[str], words: str) -> None:
    assert main(["registry", "find", words, "--format", "jsonl"]) == 0
    found = [json.loads(line)["key"] for line in capsys.readouterr().out.splitlines()]
    assert "35-CT/TW@2019-05-30#Chỉ thị" in found


def test_find_shows_no_more_than_asked_and_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["registry", "find", "đất", "đai", "--limit", "3"]) == 0
    out, err = capsys.readouterr()
    assert len([line for line in out.splitlines() if not line.startswith(" ")]) == 3
    assert err.startswith("citetrack: 3 of ")


def test_a_title_itself_comes_before_titles_that_hold_it() -> None:
    found = AuthorityFile.default().find("Luật Đất đai")
    assert [(work.type, work.title) for work in found[:2]] == [("Luật", "Luật Đất đai")] * 2
    assert found[0].date_issued > found[1].date_issued  # type: ignore[operator]  # both are dated


def test_what_is_not_found_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    for command in ("find", "show"):
        assert main(["registry", command, "99999/1999/XX-YY"]) == 3
        assert "99999/1999/XX-YY: no known work has this identifier" in capsys.readouterr().err


def test_show_tells_all_that_is_known(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["registry", "show", "37-QĐ/TW"]) == 0
    lines = dict(line.split(maxsplit=1) for line in capsys.readouterr().out.splitlines() if line)
    assert lines["ended_by"] == "207-QĐ/TW@2026-07-26#Quy định"
    assert lines["iri"].startswith("/akn/vn/doc/quy-dinh/")


def test_show_names_the_sources_and_conflicts_of_a_merged_work(capsys: pytest.CaptureFixture[str], mine: Path) -> None:
    assert main(["registry", "show", "30/2020/NĐ-CP", "--registry", str(mine)]) == 0
    out, err = capsys.readouterr()
    assert "date_issued is" not in out
    assert "conflict            date_issued: 2020-03-05 (" in out
    assert "or 2020-03-06 (mine.csv, row 3)" in " ".join(out.split())
    assert err == f"citetrack: {mine}: 1 row was left out; citetrack registry check names them\n"


def test_check_names_problems_and_conflicts(capsys: pytest.CaptureFixture[str], mine: Path) -> None:
    assert main(["registry", "check", str(mine), "--format", "jsonl"]) == 1
    problem, conflict = map(json.loads, capsys.readouterr().out.splitlines())
    assert (problem["kind"], problem["row"]) == ("problem", "row 4")
    assert problem["reason"] == "date_issued: 0003-10-24 lies outside the years 1900 to 2199"
    assert (conflict["kind"], conflict["field"]) == ("conflict", "date_issued")
    assert [one["value"] for one in conflict["values"]] == ["2020-03-05", "2020-03-06"]
    assert main(["registry", "check", str(mine)]) == 1
    assert capsys.readouterr().out.startswith(f"{mine}: 2 works, 1 problems, 1 conflicts\n  row 4: ")


def test_check_of_a_sound_register_is_0_and_of_an_unreadable_one_3(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    sound = tmp_path / "a.csv"
    sound.write_text("SKH;Ngày\n998/2020/NĐ-CP;31/12/2020\n", encoding="utf-8")
    assert main(["registry", "check", str(sound)]) == 0
    assert main(["registry", "check", str(tmp_path / "none.db"), str(sound)]) == 3
    out, err = capsys.readouterr()
    assert out.count("1 works, 0 problems, 0 conflicts") == 2
    assert err == f"citetrack: {tmp_path / 'none.db'}, the file: cannot be read: No such file or directory\n"


def test_a_column_is_named_by_the_user(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("Mã\n998/2020/NĐ-CP\n", encoding="utf-8")
    assert main(["registry", "check", str(path)]) == 3
    assert "no column holds the identifiers; expected 'Số ký hiệu', saw Mã" in capsys.readouterr().err
    assert main(["registry", "check", str(path), "--column", "identifier=Mã"]) == 0
    assert main(["registry", "check", str(path), "--column", "colour=Mã"]) == 2
    assert "'colour=Mã' is no FIELD=HEADER; expected one of the fields amends, " in capsys.readouterr().err


@pytest.mark.parametrize("command", ["scan", "timeline"])
def test_texts_are_read_with_the_register_of_the_user(
    capsys: pytest.CaptureFixture[str], mine: Path, text: Path, command: str
) -> None:
    assert main([command, str(text), "--registry", str(mine)]) == 0
    assert main([command, str(text), "--registry", f"{mine}.none"]) == 3
    assert "is of no known kind; expected a name that ends in .jsonl, .csv," in capsys.readouterr().err


def test_scan_resolves_to_the_works_of_the_user(capsys: pytest.CaptureFixture[str], mine: Path, text: Path) -> None:
    told = []
    for options in ([], ["--registry", str(mine)]):
        main(["scan", str(text), "--format", "jsonl", *options])
        told.append(json.loads(capsys.readouterr().out))
    assert [one["citations"][0]["status"] for one in told] == ["unresolved", "resolved"]
    assert told[1]["documents"][0]["authority"]["source"] == "mine.csv, row 2"
    assert told[0]["data_version"] != told[1]["data_version"]


def test_a_register_is_never_overwritten_by_the_output(mine: Path, text: Path) -> None:
    assert main(["scan", str(text), "--registry", str(mine), "-o", str(mine)]) == 2
    assert main(["registry", "check", str(mine), "-o", str(mine)]) == 2
    assert mine.read_text(encoding="utf-8") == MINE


def test_nothing_in_a_register_steers_the_terminal(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("SKH;Tên văn bản;Ngày\n998/2020/NĐ-CP;\x1b[31m\u202ex;\n\x1b[2J;\x9b;\x07\n", encoding="utf-8")
    main(["registry", "check", str(path)])
    main(["registry", "show", "998/2020/NĐ-CP", "--registry", str(path)])
    main(["registry", "find", "998/2020/NĐ-CP", "--registry", str(path)])
    out, err = capsys.readouterr()
    assert all(line.isprintable() for stream in (out, err) for line in stream.split("\n"))
    assert "998/2020/NĐ-CP" in out

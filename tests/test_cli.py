"""The command line: what it prints, what it says of faults, how it ends; no traceback ever reaches its user."""

import importlib
import json
import operator
import os
import re
import shlex
import signal
import subprocess
import sys
import unicodedata
from io import BytesIO, TextIOWrapper
from pathlib import Path

import pytest

import citetrack as ct
from citetrack.cli import main

TOP = Path(__file__).resolve().parents[1]
ARTICLE = (
    "Ngày 2-12, Tỉnh ủy Yên Bái tổ chức hội nghị quán triệt Quy định số 205-QĐ/TW ngày 23/9/2019 của Bộ Chính trị.\n"
)
DECREE = "Nghị định số 30/2020/NĐ-CP"


def run(*arguments: str | Path, given: bytes = b"", **surroundings: str) -> subprocess.CompletedProcess[str]:
    """The program as a user starts it."""
    command = [sys.executable, "-m", "citetrack", *map(str, arguments)]
    done = subprocess.run(command, input=given, capture_output=True, cwd=TOP, env=os.environ | surroundings)
    return subprocess.CompletedProcess(command, done.returncode, done.stdout.decode(), done.stderr.decode())


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "article.txt"
    path.write_text(ARTICLE, encoding="utf-8")
    return path


def records(printed: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in printed.splitlines()]


# The ways it ends


def test_the_version_is_the_package_s() -> None:
    done = run("--version")
    assert (done.returncode, done.stdout, done.stderr) == (0, f"citetrack {ct.__version__}\n", "")


USAGE = {
    (): "the following arguments are required",
    ("guess",): "invalid choice: 'guess'",
    ("scan",): "the following arguments are required: PATH",
    ("parse",): "the following arguments are required: TEXT",
    ("scan", "a.txt", "--format", "xml"): "invalid choice: 'xml'",
    ("scan", "a.txt", "--published", "19/11/2021"): "'19/11/2021' is no day; expected one such as 2021-11-19",
    ("timeline", "a.txt", "--published", "2021-02-30"): "'2021-02-30' is no day",
    ("scan", "a.txt", "--encoding", "tcvn4"): "'tcvn4' is no encoding; expected one such as utf-8",
    ("scan", "a.txt", "--encoding", "undefined"): "'undefined' is no encoding",
    ("scan", "a.txt", "--encoding", "rot13"): "'rot13' is no encoding",
    ("scan", "a.txt", "--\x1b[31m"): "unrecognized arguments",
    ("scan", ""): "argument PATH: is empty",
    ("scan", "a.txt", "-o", ""): "argument -o/--output: is empty",
    ("parse", "a", "--published", "2021-11-19"): "unrecognized arguments",
}


@pytest.mark.parametrize(("arguments", "said"), USAGE.items(), ids=[" ".join(a)[:40] for a in USAGE])
def test_wrong_usage_is_one_line_and_code_2(
    capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], said: str
) -> None:
    assert main(arguments) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert said in err
    assert err.startswith("citetrack")
    assert err.endswith(" --help\n")
    assert err[:-1].isprintable()


def test_one_bad_input_costs_code_3_and_the_others_are_read(
    capsys: pytest.CaptureFixture[str], article: Path, tmp_path: Path
) -> None:
    bad = tmp_path / "bad.txt"
    bad.write_bytes(b"Ngh\xff")
    assert main(["scan", str(bad), str(article), str(tmp_path / "none.txt")]) == 3
    out, err = capsys.readouterr()
    assert "Quy định 205-QĐ/TW" in out
    assert err.splitlines() == [
        f"citetrack: {bad}: is not UTF-8: byte 3 is 0xff; name its encoding with --encoding",
        f"citetrack: {tmp_path / 'none.txt'}: cannot be read: No such file or directory",
    ]


def test_a_text_without_citations_is_done(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Trời nắng đẹp.", encoding="utf-8")
    assert main(["scan", str(path)]) == 0
    assert main(["timeline", str(path)]) == 0
    assert capsys.readouterr() == (f"{path}\n  no citation found\n\nno event found\n", "")


def test_a_reader_who_leaves_is_not_told_of_it(tmp_path: Path) -> None:
    many = tmp_path / "many.jsonl"
    many.write_text("".join(json.dumps({"id": str(n), "text": DECREE}) + "\n" for n in range(300)), encoding="utf-8")
    command = [sys.executable, "-m", "citetrack", "scan", "--format", "jsonl", str(many)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=TOP) as process:
        assert process.stdout
        assert process.stderr
        first = process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""
    assert json.loads(first)["id"] == "0"
    assert process.returncode == 0


@pytest.mark.skipif(sys.platform == "win32", reason="signals are sent in another way there")
def test_an_interrupt_ends_with_130_and_without_a_traceback(article: Path) -> None:
    """The text before it was printed when it was read; the program then waits for standard input."""
    command = [sys.executable, "-m", "citetrack", "scan", str(article), "-"]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=pipe, cwd=TOP) as process:
        assert process.stdout
        assert process.stderr
        assert process.stdout.readline().decode().startswith(str(article))
        process.send_signal(signal.SIGINT)
        assert process.stderr.read() == b""
    assert process.returncode == 130


@pytest.mark.parametrize("where", ["citetrack.reading.read_citations", "citetrack.reading.Reading.to_record"])
def test_a_fault_of_citetrack_is_one_line_and_the_other_texts_are_read(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path, where: str
) -> None:
    module, name = where.split(".", 2)[:2], where.split(".", 2)[2]
    whole = operator.attrgetter(name)(importlib.import_module(".".join(module)))

    def breaks_down(of: object, *more: object) -> object:
        if "KO" in str(getattr(of, "text", "")):
            raise RecursionError("too\ndeep")
        return whole(of, *more)

    monkeypatch.setattr(where, breaks_down)
    for one, text in (("a", "KO"), ("b", DECREE)):
        (tmp_path / f"{one}.txt").write_text(text, encoding="utf-8")
    assert main(["scan", "--format", "jsonl", str(tmp_path)]) == 3
    out, err = capsys.readouterr()
    assert [Path(str(record["id"])).name for record in records(out)] == ["b.txt"]
    fault = "cannot be read, a fault of citetrack, please report it (RecursionError: too deep)"
    assert err == f"citetrack: {tmp_path / 'a.txt'}: {fault}\n"


def test_a_fault_outside_any_text_is_one_line(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, article: Path
) -> None:
    def breaks_down(_: object) -> str:
        raise KeyError("x")

    monkeypatch.setattr("citetrack.cli.tables.timeline_table", breaks_down)
    assert main(["timeline", str(article)]) == 3
    assert capsys.readouterr().err == "citetrack: stopped by a fault of citetrack, please report it (KeyError: 'x')\n"


# Inputs


def test_standard_input_is_read_as_text_and_as_records(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, given in (("-", DECREE), ("one", json.dumps({"id": "one", "text": DECREE}))):
        monkeypatch.setattr("sys.stdin", TextIOWrapper(BytesIO(given.encode())))
        assert main(["scan", "-"]) == 0
        assert capsys.readouterr().out.startswith(f"{name}\n  Nghị định 30/2020/NĐ-CP\n")


def test_offsets_count_line_ends_as_they_are(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    text = f"Một.\r\n\r\nHai.\r\n{DECREE} và Nghị\r\nđịnh này.\r\n"
    path = tmp_path / "a.txt"
    path.write_bytes(text.encode())
    assert main(["scan", "--format", "jsonl", str(path)]) == 0
    (record,) = records(capsys.readouterr().out)
    citations = record["citations"]
    assert isinstance(citations, list)
    assert [text[one["start"] : one["end"]] for one in citations] == [one["text"] for one in citations]
    assert citations[0]["start"] == text.index(DECREE)


def test_published_is_for_texts_that_name_no_day_of_their_own(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    path = tmp_path / "a.jsonl"
    lines = ({"id": "a", "text": ARTICLE}, {"id": "b", "text": ARTICLE, "published": "2020-12-05"})
    path.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    assert main(["scan", "--format", "jsonl", "--published", "2019-12-03", str(path)]) == 0
    assert [one["published"] for one in records(capsys.readouterr().out)] == ["2019-12-03", "2020-12-05"]


def test_another_encoding_is_read_when_named(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(ARTICLE, encoding="utf-16")
    assert main(["scan", "--encoding", "utf-16", str(path)]) == 0
    assert "Quy định 205-QĐ/TW" in capsys.readouterr().out


# Outputs


def test_a_record_a_line_is_what_read_returns(capsys: pytest.CaptureFixture[str], article: Path) -> None:
    assert main(["scan", "--format", "jsonl", str(article)]) == 0
    assert records(capsys.readouterr().out) == [ct.read(ARTICLE, id=str(article)).to_record()]


@pytest.mark.parametrize("command", ["scan", "timeline"])
@pytest.mark.parametrize("form", ["table", "jsonl"])
def test_output_in_a_file_is_what_would_be_printed(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, article: Path, command: str, form: str
) -> None:
    out = tmp_path / "out"
    assert main([command, str(article), "--format", form]) == 0
    printed = capsys.readouterr().out
    assert printed
    assert main([command, str(article), "--format", form, "-o", str(out)]) == 0
    assert capsys.readouterr().out == ""
    assert out.read_bytes().decode() == printed


def test_parse_writes_to_a_file_too(tmp_path: Path) -> None:
    assert main(["parse", DECREE, "--format", "jsonl", "-o", str(tmp_path / "out")]) == 0
    (record,) = records((tmp_path / "out").read_text(encoding="utf-8"))
    assert record["identifier"] == "30/2020/NĐ-CP"


def test_an_output_in_the_folder_that_is_read_is_no_input(article: Path) -> None:
    out = article.parent / "out.txt"
    for _ in range(2):
        assert main(["scan", str(article.parent), "-o", str(out)]) == 0
    assert str(out) not in out.read_text(encoding="utf-8")


def test_an_input_is_never_emptied_by_the_output(capsys: pytest.CaptureFixture[str], article: Path) -> None:
    assert main(["scan", str(article), "-o", str(article)]) == 2
    assert capsys.readouterr().err == f"citetrack: {article}: is an input; expected another file for the output\n"
    assert article.read_text(encoding="utf-8") == ARTICLE


@pytest.mark.parametrize("options", [("--registry", "none.csv"), ("--registry", "none.db"), ("--allowed", "none.csv")])
def test_a_run_that_fails_at_once_leaves_the_old_output(
    capsys: pytest.CaptureFixture[str], article: Path, options: tuple[str, str]
) -> None:
    out = article.with_name("out.txt")
    out.write_text("of last year" * 1000, encoding="utf-8")
    assert main(["verify", str(article), "-o", str(out), *options]) == 3
    assert capsys.readouterr().err.count("\n") == 1
    assert out.read_text(encoding="utf-8") == "of last year" * 1000


def test_a_new_output_has_nothing_left_of_the_old(article: Path, tmp_path: Path) -> None:
    new, old = tmp_path / "new.txt", tmp_path / "old.txt"
    old.write_text("of last year" * 1000, encoding="utf-8")
    for path in (new, old):
        assert main(["scan", str(article), "-o", str(path)]) == 0
    assert old.read_bytes() == new.read_bytes()


def test_an_interrupt_while_the_program_loads_leaves_no_traceback(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted() -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr("citetrack.cli.main", interrupted)
    with pytest.raises(SystemExit) as left:
        importlib.import_module("citetrack.__main__").run()
    assert left.value.code == 130


def test_a_fault_in_a_long_text_is_shown_in_its_surroundings(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["parse", "30/2020/NĐ-CP" + " của Chính phủ" * 1000]) == 3
    _, shown, caret = capsys.readouterr().err.splitlines()
    assert len(shown) < 140
    assert shown[caret.index("^") :].lstrip().startswith("của Chính phủ của Chính phủ")


@pytest.mark.parametrize("name", [".", "none/out.txt", "a\0b"])
def test_an_output_that_cannot_be_opened_is_one_line_and_nothing_is_read(
    capsys: pytest.CaptureFixture[str], article: Path, name: str
) -> None:
    assert main(["scan", str(article), "-o", f"{article.parent}/{name}"]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert ": cannot be written: " in err
    assert err.count("\n") == 1


full_device = pytest.mark.skipif(not os.path.exists("/dev/full"), reason="this system has no full device")


@full_device
def test_a_full_disk_is_one_line(article: Path) -> None:
    command = f"'{sys.executable}' -m citetrack scan '{article}' > /dev/full"
    done = subprocess.run(["sh", "-c", command], capture_output=True, text=True, cwd=TOP)
    assert done.returncode == 3
    assert done.stderr.endswith(": cannot be written in full: No space left on device\n")
    assert done.stderr.count("\n") == 1


@full_device
def test_a_full_disk_under_the_named_output_is_one_line(capsys: pytest.CaptureFixture[str], article: Path) -> None:
    assert main(["scan", str(article), "-o", "/dev/full"]) == 3
    assert capsys.readouterr().err == "citetrack: /dev/full: cannot be written in full: No space left on device\n"


@pytest.mark.skipif(sys.platform == "win32", reason="needs a POSIX shell")
@pytest.mark.parametrize(("closed", "code"), [(">&-", 2), ("2>&-", 3), ("<&-", 3), (">&- 2>&-", 2)])
def test_closed_streams_end_without_a_traceback(closed: str, code: int) -> None:
    command = f"'{sys.executable}' -m citetrack scan - {closed}"
    done = subprocess.run(["sh", "-c", command], input="", capture_output=True, text=True, cwd=TOP)
    assert (done.returncode, done.stdout) == (code, "")
    assert done.stderr.count("\n") == ("2>" not in closed)


@pytest.mark.parametrize("surroundings", [{"LC_ALL": "C", "PYTHONUTF8": "0"}, {"PYTHONIOENCODING": "ascii"}])
def test_output_is_utf_8_wherever_it_runs(article: Path, surroundings: dict[str, str]) -> None:
    done = run("scan", article, **surroundings)
    assert (done.returncode, done.stderr) == (0, "")
    assert "Quy định 205-QĐ/TW" in done.stdout


def test_halves_of_letters_are_written_as_json_writes_them() -> None:
    record = b'{"id": "\\ud800", "text": "Ngh\\u1ecb \\udfff ' + DECREE.encode() + b'"}'
    done = run("scan", "-", "--format", "jsonl", given=record)
    assert (done.returncode, done.stderr) == (0, "")
    assert records(done.stdout)[0]["id"] == "\ud800"
    assert run("scan", "-", given=record).returncode == 0


def test_what_is_read_comes_out_the_same_in_each_process() -> None:
    """Whatever the order of its sets; one process does both commands, for most of its time goes into starting."""
    program = (
        "from citetrack.cli import main\n"
        "assert [main([command, 'examples', '--format', 'jsonl']) for command in ('scan', 'timeline')] == [0, 0]"
    )
    printed = [
        subprocess.run(
            [sys.executable, "-c", program],
            capture_output=True,
            check=True,
            cwd=TOP,
            env=os.environ | {"PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("1", "2")
    ]
    assert printed[0]
    assert printed[0] == printed[1]


def shown_in_the_manual() -> list[tuple[str, str]]:
    """The commands of docs/command-line.md that need no file but the examples, with what they are said to print."""
    page = (TOP / "docs" / "command-line.md").read_text(encoding="utf-8")
    blocks = re.findall(r"```console\n(.*?)```", page, re.DOTALL)
    commands = [part.split("\n", 1) for block in blocks for part in block.split("$ ")[1:]]
    return [(command, printed) for command, printed in commands if not printed.endswith("…\n")]


@pytest.mark.parametrize(("command", "printed"), shown_in_the_manual())
def test_the_manual_shows_what_is_printed(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, command: str, printed: str
) -> None:
    monkeypatch.chdir(TOP)
    main(shlex.split(command)[1:])
    assert "".join(capsys.readouterr()) == printed


# parse


def test_parse_says_what_a_citation_says(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["parse", "điểm đ khoản 2 Điều 5 Nghị định số 30/2020/NĐ–CP ngày 05/3/2020 của Chính phủ"]) == 0
    told = dict(line.split(maxsplit=1) for line in capsys.readouterr().out.splitlines() if line)
    wanted = {
        "identifier": "30/2020/NĐ-CP",
        "date": "2020-03-05",
        "issuer": "Chính phủ",
        "locators": "điểm đ khoản 2 Điều 5",
    }
    assert {name: told[name] for name in wanted} == wanted


@pytest.mark.parametrize("text", ["", " ", "xin chào", "30/2020/NĐ-Ở!", "((((", f"{DECREE} và {DECREE}", "a\x1b[2J\nb"])
def test_parse_points_at_the_place_of_nonsense_and_says_what_was_expected(
    capsys: pytest.CaptureFixture[str], text: str
) -> None:
    assert main(["parse", text, DECREE]) == 3
    out, err = capsys.readouterr()
    assert "30/2020/NĐ-CP" in out
    says, shown, caret = err.splitlines()
    assert says.startswith("citetrack: not ")
    assert "; expected " in says
    assert shown.startswith("    ")
    assert caret.strip() == "^"
    assert len(caret) <= len("    " + text + "^")
    assert all(line.isprintable() for line in (says, shown, caret))


# Tables


HOSTILE = "\x1b[31m\x07\0\u202e\u2066\u200f\u200b\x9b\x85\u2028\ufeff\ue000"


@pytest.mark.parametrize("command", ["scan", "timeline"])
def test_nothing_in_a_table_steers_the_terminal(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, command: str
) -> None:
    text = ARTICLE.replace("hội nghị", f"hội {HOSTILE} nghị").replace("Quy định số", f"Quy{HOSTILE} định số")
    path = tmp_path / "a.jsonl"
    records = [
        {"id": f"id{HOSTILE}{n}", "text": f"{HOSTILE}{text}{HOSTILE}", "published": "2019-12-03"} for n in (1, 2)
    ]
    path.write_text("\n".join(map(json.dumps, [*records, records[0]])) + f"\n{HOSTILE}", encoding="utf-8")
    main([command, str(path)])
    out, err = capsys.readouterr()
    assert all(line.isprintable() for stream in (out, err) for line in stream.split("\n"))


@pytest.mark.parametrize("command", ["scan", "timeline"])
@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_tables_keep_to_80_columns_in_composed_letters(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, command: str, form: str
) -> None:
    for path in (TOP / "examples").glob("*.txt"):
        text = path.read_bytes().decode()
        (tmp_path / path.name).write_bytes(unicodedata.normalize(form, text).encode())  # type: ignore[arg-type]
    assert main([command, str(tmp_path)]) == 0
    out = capsys.readouterr().out
    assert [line for line in out.splitlines() if len(line) > 80 and str(tmp_path) not in line] == []
    assert out == unicodedata.normalize("NFC", out)
    assert [line for line in out.splitlines() if line != line.rstrip()] == []


@pytest.mark.parametrize("command", ["scan", "timeline"])
def test_a_long_id_stands_in_one_piece(capsys: pytest.CaptureFixture[str], tmp_path: Path, command: str) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps({"id": "x" * 500, "text": ARTICLE}), encoding="utf-8")
    assert main([command, str(path), "--published", "2019-12-03"]) == 0
    assert "x" * 500 in capsys.readouterr().out


def test_a_telling_is_cut_between_words(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    for length in range(1, 8):
        path = tmp_path / f"{length}.txt"
        path.write_text(ARTICLE.replace(".\n", f" về {'n' * length} {'quyền lực ' * 30}.\n"), encoding="utf-8")
    main(["timeline", str(tmp_path), "--published", "2019-12-03"])
    quoted = re.findall(r"“([^”]*) …”", capsys.readouterr().out)
    assert {words.split()[-1] for words in quoted} <= {"quyền", "lực"}
    assert quoted


def test_a_table_says_what_the_register_knows_in_words(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Chỉ thị 35-CT/TW; Quy định số 205-QĐ/TW ngày 23/9/2019; Kế hoạch số 999-KH/TU.", encoding="utf-8")
    main(["scan", str(path)])
    told = [line.strip() for line in capsys.readouterr().out.splitlines()]
    assert "is one of 2: 35-CT/TW of 2024-06-14, 35-CT/TW of 2019-05-30" in told
    assert any(line.startswith("is 205-QĐ/TW of 2019-09-23: ") for line in told)
    assert any(line.startswith("is not known: ") for line in told)


def test_an_event_told_by_many_texts_quotes_two_and_names_all(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    for name in "abcde":
        (tmp_path / f"{name}.txt").write_text(ARTICLE, encoding="utf-8")
    main(["timeline", str(tmp_path), "--published", "2019-12-03"])
    out = capsys.readouterr().out
    assert out.count("“") == 2
    assert [line.strip()[-5:] for line in out.splitlines() if line.endswith(".txt")] == [f"{n}.txt" for n in "abcde"]

"""Inputs: every text that can be read is, each that cannot is one fault, and nothing is read that was not asked for."""

import os
import sys
from datetime import date
from io import BytesIO
from pathlib import Path
from types import SimpleNamespace

import pytest

from citetrack.errors import InputError
from citetrack.inputs import Input, inputs

TEXT = "Nghị định số 30/2020/NĐ-CP."


def gathered(
    *paths: Path | str, encoding: str = "utf-8", leave_out: str | None = None
) -> tuple[list[Input], list[str]]:
    """The texts and the faults of *paths*."""
    faults: list[InputError] = []
    texts = list(inputs(map(str, paths), encoding, faults.append, leave_out))
    return texts, [str(fault) for fault in faults]


def written(path: Path, words: str = TEXT, encoding: str = "utf-8") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(words.encode(encoding))
    return path


def piped(monkeypatch: pytest.MonkeyPatch, data: bytes) -> None:
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=BytesIO(data)))


def test_the_id_of_a_file_is_its_path_as_given(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    written(tmp_path / "a.txt")
    monkeypatch.chdir(tmp_path)
    given = ["a.txt", "./a.txt", str(tmp_path / "a.txt")]
    assert [one.id for one in gathered(*given)[0]] == given


@pytest.mark.parametrize(("folder", "found"), [("in", "in/a.txt"), ("in/", "in/a.txt"), (".", "./in/a.txt")])
def test_ids_in_a_folder_begin_with_the_folder_as_given(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, folder: str, found: str
) -> None:
    written(tmp_path / "in" / "a.txt")
    monkeypatch.chdir(tmp_path)
    assert [one.id for one in gathered(folder)[0]] == [found.replace("/", os.sep)]


def test_a_folder_is_walked_in_the_order_of_names(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.md", "c.TXT", "a.txt", "a/b/c.txt", "aa.md", "a/a.md", "image.png", "p.html", "q.HTM"):
        written(tmp_path / name)
    found = [Path(one.id).relative_to(tmp_path).as_posix() for one in gathered(tmp_path)[0]]
    assert found == ["a/a.md", "a/b/c.txt", "a/z.md", "a.txt", "aa.md", "b.txt", "c.TXT", "p.html", "q.HTM"]


def test_hidden_files_and_folders_are_passed_over(tmp_path: Path) -> None:
    for name in (".venv/lib/LICENSE.txt", "._a.txt", "a.txt"):
        written(tmp_path / name)
    assert [Path(one.id).name for one in gathered(tmp_path)[0]] == ["a.txt"]


def test_links_that_lead_back_end(tmp_path: Path) -> None:
    written(tmp_path / "a.txt")
    try:
        (tmp_path / "again").symlink_to(tmp_path, target_is_directory=True)
    except OSError:
        pytest.skip("this system lets nobody make links")
    assert len(gathered(tmp_path)[0]) == 1


def test_the_output_is_no_input(tmp_path: Path) -> None:
    out = written(tmp_path / "out.jsonl", '{"id": "a", "citations": []}\n')
    written(tmp_path / "a.txt")
    texts, faults = gathered(tmp_path, leave_out=str(out))
    assert ([Path(one.id).name for one in texts], faults) == (["a.txt"], [])


@pytest.mark.parametrize("end", ["\r\n", "\r", "\n", "\u2028"])
def test_line_ends_are_kept(tmp_path: Path, end: str) -> None:
    path = written(tmp_path / "a.txt", f"một{end}hai{end}")
    assert gathered(path)[0][0].text == f"một{end}hai{end}"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_a_byte_order_mark_is_no_part_of_the_text(tmp_path: Path, encoding: str) -> None:
    path = written(tmp_path / "a.txt", TEXT, encoding)
    assert gathered(path, encoding="utf-16" if encoding == "utf-16" else "utf-8")[0][0].text == TEXT


def test_a_byte_order_mark_before_a_record_does_no_harm(tmp_path: Path) -> None:
    path = written(tmp_path / "a.jsonl", '{"id": "a", "text": "x"}', "utf-8-sig")
    assert [one.id for one in gathered(path)[0]] == ["a"]


def test_standard_input_is_a_text(monkeypatch: pytest.MonkeyPatch) -> None:
    piped(monkeypatch, TEXT.encode())
    assert [(one.id, one.text) for one in gathered("-")[0]] == [("-", TEXT)]


def test_standard_input_that_begins_with_a_brace_is_json_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    piped(monkeypatch, b'\n{"id": "a", "text": "x"}\r\n\r\n{"id": "b", "text": "y", "published": "2021-11-19"}\n')
    assert [(one.id, one.published) for one in gathered("-")[0]] == [("a", None), ("b", date(2021, 11, 19))]


def test_a_closed_standard_input_is_an_empty_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", None)
    assert gathered("-") == ([], ["-: is empty; expected a text"])


def test_a_line_separator_in_a_string_parts_no_record(tmp_path: Path) -> None:
    path = written(tmp_path / "a.jsonl", '{"id": "a", "text": "một\u2028hai\u0085ba"}\n')
    assert [one.text for one in gathered(path)[0]] == ["một\u2028hai\u0085ba"]


def test_an_id_given_twice_is_a_fault_that_names_both_places(tmp_path: Path) -> None:
    path = written(tmp_path / "a.jsonl", '{"id": "a", "text": "x"}\n{"id": "a", "text": "y"}\n')
    texts, faults = gathered(path)
    assert [one.text for one in texts] == ["x"]
    assert faults == [f'{path}, line 2: the id "a" was given before in {path}, line 1; expected one for each text']


def test_a_path_given_twice_is_read_once(tmp_path: Path) -> None:
    path = written(tmp_path / "a.txt")
    texts, faults = gathered(path, path)
    assert (len(texts), len(faults)) == (1, 1)


BROKEN_LINES = {
    "not json": "is not JSON: expecting value, column 1",
    '{"id": "a", "text": "x"': "is not JSON: expecting ',' delimiter, column 24",
    "[1]": "is no object but list",
    "null": "is no object but NoneType",
    '{"text": "x"}': '"id" is missing or no string',
    '{"id": 7, "text": "x"}': '"id" is missing or no string',
    '{"id": "", "text": "x"}': '"id" is empty',
    '{"id": "a"}': '"text" is missing or no string',
    '{"id": "a", "text": ["x"]}': '"text" is missing or no string',
    '{"id": "a", "text": " "}': '"text" is empty',
    '{"id": "a", "text": "x", "published": "19/11/2021"}': '"published" is "19/11/2021"; expected a day such as',
    '{"id": "a", "text": "x", "published": 20211119}': '"published" is 20211119; expected a day such as',
    '{"id": "a", "text": "x", "published": "' + "9" * 10_000 + '"}': '"published" is "999',
    '{"id": "a", "text": "x", "source": 1}': '"source" is no string',
    "[" * 100_000: "is JSON nested too deep",
    '{"id":' * 100_000: "is JSON nested too deep",
    '{"id": ' + "9" * 5_000 + "}": "is JSON nested too deep or with too long a number",
}


@pytest.mark.parametrize(("line", "reason"), BROKEN_LINES.items(), ids=[line[:50] for line in BROKEN_LINES])
def test_a_broken_line_is_one_fault_with_its_number_and_the_rest_is_read(
    tmp_path: Path, line: str, reason: str
) -> None:
    path = written(tmp_path / "a.jsonl", f'{{"id": "first", "text": "x"}}\n{line}\n{{"id": "last", "text": "x"}}\n')
    texts, faults = gathered(path)
    assert [one.id for one in texts] == ["first", "last"]
    assert len(faults) == 1
    assert faults[0].startswith(f"{path}, line 2: {reason}")
    assert "expected" in faults[0]
    assert len(faults[0]) < len(str(path)) + 200


def faults_of(path: Path | str, encoding: str = "utf-8") -> list[str]:
    """The faults of *path*, of which nothing can be read, without the path."""
    texts, faults = gathered(path, encoding=encoding)
    assert texts == []
    assert all(fault.startswith(f"{path}: ") for fault in faults)
    return [fault.removeprefix(f"{path}: ") for fault in faults]


def test_a_file_that_is_not_there_is_a_fault(tmp_path: Path) -> None:
    assert faults_of(tmp_path / "none.txt") == ["cannot be read: No such file or directory"]


def test_a_null_in_a_path_is_a_fault() -> None:
    assert len(faults_of("a\0b")) == 1


@pytest.mark.parametrize("words", ["", " \r\n\t", "\ufeff"])
def test_an_empty_file_is_a_fault(tmp_path: Path, words: str) -> None:
    assert faults_of(written(tmp_path / "a.txt", words)) == ["is empty; expected a text"]


def test_the_byte_that_is_not_utf_8_is_named(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes("Nghị định".encode() + b"\xf4nh")
    assert faults_of(path) == ["is not UTF-8: byte 14 is 0xf4; name its encoding with --encoding"]


MISREAD = {
    "utf-16": b"\xff\xfe\xd8\x00\xff",
    "utf-32": b"\xff\xfe\xd8\x00\xff",
    "ascii": b"\xff",
    "utf-7": b"\xff",
    "idna": b"xn--99999999999",  # these two fail without naming a byte
    "punycode": b"xn--99999999999",
}


@pytest.mark.parametrize(("encoding", "data"), MISREAD.items())
def test_bytes_of_another_encoding_are_one_fault(tmp_path: Path, encoding: str, data: bytes) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(data)
    (fault,) = faults_of(path, encoding)
    assert fault.startswith(f"is not {encoding.upper()}: ")
    assert fault.endswith("; name its encoding with --encoding")


@pytest.mark.parametrize("start", [b"%PDF-1.7", b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"{\\rtf1"])
def test_a_file_that_holds_its_text_in_another_form_is_named_so(tmp_path: Path, start: bytes) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(start + TEXT.encode())
    (fault,) = faults_of(path)
    assert fault.endswith("; expected plain text, so save it as text first")


def test_a_folder_without_texts_is_a_fault(tmp_path: Path) -> None:
    written(tmp_path / "image.png")
    assert faults_of(tmp_path) == ["no text in this folder; expected files that end in .txt, .md, .html, .htm, .jsonl"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_is_refused_rather_than_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.txt")
    assert faults_of(tmp_path / "a.txt") == ["is a pipe or device; expected a file, a folder, or - for standard input"]


@pytest.mark.skipif(not os.path.exists("/dev/zero"), reason="this system has no device of endless zeros")
def test_a_device_is_refused() -> None:
    assert len(faults_of("/dev/zero")) == 1


def test_a_link_to_nothing_in_a_folder_is_a_fault_and_the_rest_is_read(tmp_path: Path) -> None:
    written(tmp_path / "b.txt")
    try:
        (tmp_path / "a.txt").symlink_to(tmp_path / "gone")
    except OSError:
        pytest.skip("this system lets nobody make links")
    texts, faults = gathered(tmp_path)
    assert [Path(one.id).name for one in texts] == ["b.txt"]
    assert faults == [f"{tmp_path / 'a.txt'}: cannot be read: No such file or directory"]


def test_a_file_that_disappears_while_its_folder_is_read_is_a_fault(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt", "c.txt"):
        written(tmp_path / name)
    faults: list[InputError] = []
    found = []
    for one in inputs([str(tmp_path)], "utf-8", faults.append):
        found.append(Path(one.id).name)
        (tmp_path / "b.txt").unlink(missing_ok=True)
    assert found == ["a.txt", "c.txt"]
    assert [str(fault) for fault in faults] == [f"{tmp_path / 'b.txt'}: cannot be read: No such file or directory"]


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_what_may_not_be_read_is_a_fault_and_the_rest_is_read(tmp_path: Path) -> None:
    closed = written(tmp_path / "closed" / "a.txt").parent
    locked = written(tmp_path / "locked.txt")
    written(tmp_path / "open.txt")
    closed.chmod(0)
    locked.chmod(0)
    try:
        texts, faults = gathered(tmp_path)
    finally:
        closed.chmod(0o700)
    assert [Path(one.id).name for one in texts] == ["open.txt"]
    assert faults == [
        f"{closed}: this folder cannot be read: Permission denied",
        f"{locked}: cannot be read: Permission denied",
    ]


def test_a_folder_that_cannot_be_walked_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the test above shows to users other than root."""

    def denied(path: str) -> None:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(os, "scandir", denied)
    assert "this folder cannot be read: Permission denied" in faults_of(tmp_path)[0]


def test_twenty_megabytes_are_one_text(tmp_path: Path) -> None:
    words = "Không có số hiệu nào ở đây. " * 600_000
    path = written(tmp_path / "a.txt", words)
    assert path.stat().st_size > 20_000_000
    assert gathered(path)[0][0].text == words

"""Inputs: texts of files, folders, JSON Lines and standard input; what cannot be read is reported, the rest goes on."""

import json
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any, TypeAlias

from attrs import frozen

from citetrack.errors import InputError

__all__ = ["Input", "inputs"]

_SUFFIXES = (".txt", ".md", ".html", ".htm", ".jsonl")
# How files begin that hold a text and are none.
_SIGNATURES = {
    b"%PDF-": "a PDF",
    b"PK\x03\x04": "an archive such as .docx or .xlsx",
    b"\xd0\xcf\x11\xe0": "an office file such as .doc or .xls",
    b"{\\rtf": "a rich text file",
}
_WANTED = "expected an object with id and text"

Report: TypeAlias = Callable[[InputError], None]


@frozen
class Input:
    """One text to read.

    Attributes:
        id: the path as given, "-" for standard input, or the record's own.
        text: without a byte order mark; line ends as they are.
        published, source: what the record says of it, or None.
        place: where it was found: the path, of a record with its line.
        line: of a record in its file, counted from 1; None for a text that is a file.
    """

    id: str
    text: str
    published: date | None = None
    source: str | None = None
    place: str = ""
    line: int | None = None

    @property
    def path(self) -> str:
        """The path of the file that it was found in, "-" for standard input."""
        return self.place.removesuffix(f", line {self.line}")


def inputs(paths: Iterable[str], encoding: str, report: Report, leave_out: str | None = None) -> Iterator[Input]:
    """The texts of *paths* in order; "-" is standard input, a folder is walked in the order of its names.

    Each fault goes to *report*, one for each file or line that cannot be read. The file *leave_out* is passed over
    in folders: it is the one being written.
    """
    places: dict[str, str] = {}
    for path in paths:
        for one in _guarded(_of_path(path, encoding, report, leave_out), report):
            if one.id in places:
                known = "" if places[one.id] == one.id else f" in {places[one.id]}"
                report(InputError(one.place, f'the id "{one.id}" was given before{known}; expected one for each text'))
            else:
                places[one.id] = one.place
                yield one


def _guarded(texts: Iterator[Input], report: Report) -> Iterator[Input]:
    try:
        yield from texts
    except InputError as error:
        report(error)


def _of_path(path: str, encoding: str, report: Report, leave_out: str | None) -> Iterator[Input]:
    if path == "-":
        yield from _of_bytes(path, _standard_input(), encoding, report)
    elif os.path.isdir(path):
        yield from _of_folder(path, encoding, report, leave_out)
    else:
        yield from _of_file(path, encoding, report)


def _standard_input() -> bytes:
    try:
        return sys.stdin.buffer.read() if sys.stdin else b""
    except OSError as error:
        raise InputError("-", f"standard input cannot be read: {error.strerror}") from error


def _of_folder(folder: str, encoding: str, report: Report, leave_out: str | None) -> Iterator[Input]:
    files = [path for path in _files(folder, report) if not (leave_out and _is_same(path, leave_out))]
    if not files:
        raise InputError(folder, f"no text in this folder; expected files that end in {', '.join(_SUFFIXES)}")
    for path in files:
        yield from _guarded(_of_file(path, encoding, report), report)


def _files(folder: str, report: Report) -> list[str]:
    """The files with texts in *folder* and below, by name; links to folders are not followed: they may lead back."""

    def unreadable(error: OSError) -> None:
        report(InputError(str(error.filename), f"this folder cannot be read: {error.strerror}"))

    found = []
    for at, folders, names in os.walk(folder, onerror=unreadable):
        # Hidden folders hold version control and installed packages, hidden files the leavings of programs.
        folders[:] = [name for name in folders if not name.startswith(".")]
        texts = (name for name in names if name.lower().endswith(_SUFFIXES) and not name.startswith("."))
        found += [os.path.join(at, name) for name in texts]
    return sorted(found, key=lambda path: Path(path).parts)


def _is_same(path: str, other: str) -> bool:
    try:
        return os.path.samefile(path, other)
    except OSError:
        return False


def _of_file(path: str, encoding: str, report: Report) -> Iterator[Input]:
    if os.path.exists(path) and not os.path.isfile(path):
        raise InputError(path, "is a pipe or device; expected a file, a folder, or - for standard input")
    try:
        data = Path(path).read_bytes()
    except OSError as error:
        raise InputError(path, f"cannot be read: {error.strerror}") from error
    except ValueError as error:  # a null in the path
        raise InputError(path, f"cannot be read: {error}") from error
    yield from _of_bytes(path, data, encoding, report)


def _of_bytes(path: str, data: bytes, encoding: str, report: Report) -> Iterator[Input]:
    text = _decoded(path, data, encoding)
    if not text.strip():
        raise InputError(path, "is empty; expected a text")
    if path.lower().endswith(".jsonl") or (path == "-" and text.lstrip().startswith("{")):
        # str.splitlines would part a record at a line separator that JSON lets stand in a string.
        for number, line in enumerate(text.split("\n"), 1):
            if line.strip():
                yield from _guarded(_of_line(path, number, line), report)
    else:
        yield Input(path, text, place=path)


def _decoded(path: str, data: bytes, encoding: str) -> str:
    for start, kind in _SIGNATURES.items():
        if data.startswith(start):
            raise InputError(path, f"is {kind}; expected plain text, so save it as text first")
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        at = f"byte {error.start} is 0x{error.object[error.start]:02x}"
        raise InputError(path, f"is not {encoding.upper()}: {at}; name its encoding with --encoding") from error
    except UnicodeError as error:
        raise InputError(path, f"is not {encoding.upper()}: {error}; name its encoding with --encoding") from error
    return text.removeprefix("\ufeff")


def _of_line(path: str, number: int, line: str) -> Iterator[Input]:
    """The text of one record of a JSON Lines file."""
    place = f"{path}, line {number}"
    record = _object(place, line)
    for name in ("id", "text"):
        if not isinstance(record.get(name), str):
            raise InputError(place, f'"{name}" is missing or no string; {_WANTED}')
        if not record[name].strip():
            raise InputError(place, f'"{name}" is empty; {_WANTED}')
    source = record.get("source")
    if not isinstance(source, str | None):
        raise InputError(place, '"source" is no string; expected the address or name of the source')
    yield Input(record["id"], record["text"], _published(place, record.get("published")), source, place, number)


def _object(place: str, line: str) -> dict[str, Any]:
    try:
        record: Any = json.loads(line)
    except json.JSONDecodeError as error:
        reason = f"is not JSON: {error.msg[0].lower()}{error.msg[1:]}, column {error.colno}"
        raise InputError(place, f"{reason}; {_WANTED}") from error
    except (ValueError, RecursionError) as error:
        raise InputError(place, f"is JSON nested too deep or with too long a number; {_WANTED}") from error
    if not isinstance(record, dict):
        raise InputError(place, f"is no object but {type(record).__name__}; {_WANTED}")
    return record


def _published(place: str, value: Any) -> date | None:
    if value is None:
        return None
    try:
        return date.fromisoformat(value)
    except (TypeError, ValueError):
        raise InputError(place, f'"published" is {_short(value)}; expected a day such as 2021-11-19') from None


def _short(value: Any) -> str:
    shown = json.dumps(value, ensure_ascii=False)
    return shown if len(shown) <= 40 else shown[:40] + "…"

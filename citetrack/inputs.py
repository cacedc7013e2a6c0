"""Inputs: texts from files, folders, JSON Lines and standard input; what cannot be read is reported and left out."""

import json
import sys
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

from attrs import frozen

from citetrack.errors import InputError

__all__ = ["Input", "inputs"]

_SUFFIXES = (".txt", ".md", ".jsonl")


@frozen
class Input:
    """One text to read: its id (the path as given, or the record's), its text, and what the record says of it."""

    id: str
    text: str
    published: date | None = None
    source: str | None = None


def inputs(paths: Iterable[str], encoding: str, report: Callable[[InputError], None]) -> Iterator[Input]:
    """The texts of *paths* in order; "-" is standard input, a folder is walked in the order of its names.

    Each fault goes to *report*, one for each file or line that cannot be read. Line ends are kept.
    """
    seen: set[str] = set()
    for path in paths:
        for one in _guarded(_of_path(path, encoding, report), report):
            if one.id in seen:
                report(InputError(one.id, "the id was given before; give each text an id of its own"))
            else:
                seen.add(one.id)
                yield one


def _guarded(texts: Iterator[Input], report: Callable[[InputError], None]) -> Iterator[Input]:
    try:
        yield from texts
    except InputError as error:
        report(error)


def _of_path(path: str, encoding: str, report: Callable[[InputError], None]) -> Iterator[Input]:
    if path == "-":
        data = sys.stdin.buffer.read()
        yield from _of_bytes("-", data, encoding, report)
    elif Path(path).is_dir():
        yield from _of_folder(Path(path), encoding, report)
    else:
        yield from _of_file(path, encoding, report)


def _of_folder(folder: Path, encoding: str, report: Callable[[InputError], None]) -> Iterator[Input]:
    files = sorted(p for p in folder.rglob("*") if p.suffix.lower() in _SUFFIXES and p.is_file())
    if not files:
        raise InputError(str(folder), f"no text in this folder; expected files that end in {', '.join(_SUFFIXES)}")
    for file in files:
        yield from _guarded(_of_file(str(file), encoding, report), report)


def _of_file(path: str, encoding: str, report: Callable[[InputError], None]) -> Iterator[Input]:
    try:
        data = Path(path).read_bytes()
    except OSError as error:
        raise InputError(path, f"cannot be read: {error.strerror}") from error
    yield from _of_bytes(path, data, encoding, report)


def _of_bytes(path: str, data: bytes, encoding: str, report: Callable[[InputError], None]) -> Iterator[Input]:
    text = _decoded(path, data, encoding)
    if not text.strip():
        raise InputError(path, "is empty; expected a text")
    if path.endswith(".jsonl") or (path == "-" and text.lstrip().startswith("{")):
        for number, line in enumerate(text.split("\n"), 1):
            if line.strip():
                yield from _guarded(_of_line(f"{path}, line {number}", line), report)
    else:
        yield Input(path, text)


def _decoded(path: str, data: bytes, encoding: str) -> str:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        byte = f"byte {error.start} is 0x{data[error.start]:02x}"
        reason = f"is not {encoding.upper()}: {byte}; name its encoding with --encoding"
        raise InputError(path, reason) from error
    return text.removeprefix("\ufeff")


def _of_line(where: str, line: str) -> Iterator[Input]:
    """The text of one record of a JSON Lines file."""
    try:
        record: Any = json.loads(line)
    except ValueError as error:
        raise InputError(where, f"is not JSON ({error}); expected an object with id and text") from error
    if not isinstance(record, dict):
        raise InputError(where, f"is no object but {type(record).__name__}; expected an object with id and text")
    for name in ("id", "text"):
        if not isinstance(record.get(name), str):
            raise InputError(where, f'"{name}" is missing or no string; expected an object with id and text')
    yield Input(record["id"], record["text"], _published(where, record.get("published")), record.get("source"))


def _published(where: str, value: Any) -> date | None:
    if value is None:
        return None
    try:
        return date.fromisoformat(value)
    except (TypeError, ValueError):
        raise InputError(where, f'"published" is {value!r}; expected a day such as 2021-11-19') from None

"""Findings as text for a terminal of eighty columns: the line with the words marked, then what is wrong with them."""

import textwrap
import unicodedata
from collections.abc import Sequence

from citetrack.cli.streams import clean
from citetrack.reading import Reading
from citetrack.verification import Finding
from citetrack.verification.sarif import Lines

__all__ = ["findings_table"]

_WIDTH = 80
_INDENT = 4
_BEFORE = 40  # columns of the line before the words, at most
_MARKED = 60  # columns of the words, at most


def findings_table(reading: Reading, findings: Sequence[Finding]) -> str:
    """The findings of one text, each with its place; notes in short. Empty if there are none.

    >>> from citetrack.reading import read
    >>> from citetrack.verification import verify_reading
    >>> reading = read("Theo Nghị định số 30/2020/NĐ-CP ngày 31/4/2020.", id="a.txt")
    >>> print(findings_table(reading, verify_reading(reading)), end="")
    a.txt:1:33: error impossible_date
        Theo Nghị định số 30/2020/NĐ-CP ngày 31/4/2020.
                                        ^^^^^^^^^^^^^^
        there is no such day: ngày 31/4/2020; the register has 2020-03-05
        không có ngày này: ngày 31/4/2020; dữ liệu ghi 2020-03-05
    """
    lines = Lines(reading.text)
    return "".join(
        _note(one, reading, lines) if one.severity == "info" else _full(one, reading, lines) for one in findings
    )


def _head(one: Finding, reading: Reading, lines: Lines) -> str:
    line, column = lines.place(one.start)
    return f"{clean(reading.id)}:{line}:{column}: {one.severity} {one.rule}"


def _note(one: Finding, reading: Reading, lines: Lines) -> str:
    return f"{_head(one, reading, lines)}\n{_wrapped(one.message)}\n"


def _full(one: Finding, reading: Reading, lines: Lines) -> str:
    parts = [_head(one, reading, lines), *_shown(reading.text, one.start, one.end)]
    parts += [_wrapped(one.message), _wrapped(one.message_vi)]
    return "\n".join(parts) + "\n"


def _wrapped(words: str) -> str:
    indent = " " * _INDENT
    return textwrap.fill(
        clean(words), _WIDTH, initial_indent=indent, subsequent_indent=indent + "  ", break_on_hyphens=False
    )


def _shown(text: str, start: int, end: int) -> tuple[str, str]:
    """The line around the words, cut to the width, and the line of carets below them."""
    line_start = text.rfind("\n", 0, start) + 1
    line_end = text.find("\n", end)
    before = _printable(text[max(line_start, start - 4 * _BEFORE) : start]).lstrip()
    words = _printable(text[start:end])
    after = _printable(text[end : line_end if line_end >= 0 else end + _WIDTH][:_WIDTH]).rstrip()
    words = words if len(words) <= _MARKED else words[: _MARKED - 1] + "…"
    room = min(_BEFORE, _WIDTH - _INDENT - len(words))
    before = before if len(before) <= room else "…" + before[-room:].partition(" ")[2]
    room = _WIDTH - _INDENT - len(before) - len(words)
    after = after if len(after) <= room else after[: max(room - 1, 0)] + "…"[: max(room, 0)]
    indent = " " * _INDENT
    return f"{indent}{before}{words}{after}".rstrip(), f"{indent}{' ' * len(before)}{'^' * len(words)}"


def _printable(words: str) -> str:
    """*words* in composed letters, one column a letter: blanks for line ends, nothing that steers a terminal."""
    composed = unicodedata.normalize("NFC", words)
    return "".join(" " if c.isspace() else c for c in composed if c.isspace() or c.isprintable())

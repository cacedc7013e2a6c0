"""The day of publication, read from the line that a page prints it on: its furniture, never a sentence."""

import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from itertools import chain, islice
from typing import TypeAlias

from attrs import frozen

from citetrack._text import ReadableText, fold, readable
from citetrack._written_dates import date_words
from citetrack.dates import find_dates

__all__ = ["Published", "publication_date", "publication_in"]

# How far down the line can stand, and how many lines above the end; a longer line is a sentence.
_LINE = re.compile(r"\S(?:[^\n]*\S)?")
_LABEL_WORDS = 16
_TOP_LINES, _TOP_CHARACTERS, _TAIL_LINES, _LONGEST = 40, 1500, 6, 120

_CLOCK = r"\d{1,2} ?(?:[:hg]|gio) ?\d{1,2}(?::\d{2})?(?: phut)?'?"
_WEEKDAY = r"(?:thu (?:hai|ba|tu|nam|sau|bay|[2-7])|chu nhat)\b"
_YEAR = re.compile(r"\d{4}")
_MOMENT = re.compile(rf"{_CLOCK}|{_WEEKDAY}")
# (Lào Cai, <date>): a place in brackets at the foot of a page.
_PLACE = re.compile(r"^[^\W\d_]+(?: [^\W\d_]+){0,3},")
# Thời sự | <date>: a section or a paper, which counts only beside a clock or a weekday.
_SECTION = re.compile(r"^[^\W\d_][^\d:,.]{1,40} ?[|•·–-]")
# At the foot a date alone is more often the cell of a table.
_LETTER = re.compile(r"[^\W\d_]")

_Line: TypeAlias = tuple[int, int]


@frozen
class Published:
    """A day of publication and the line it was read from.

    Attributes:
        date: the day.
        start, end: the line in the text as given; a date there is no date of an event.
        how: where it was found.
    """

    date: date
    start: int
    end: int
    how: str = "furniture"


def publication_date(text: str) -> Published | None:
    r"""The day on which the page was published, as it says itself near its top or at its very end; else None.

    >>> found = publication_date("Họp chi bộ\n\nThứ Sáu, 19/11/2021, 10:43 [GMT+7]\n\nNgày 18/11, họp.")
    >>> found.date, found.start, found.end
    (datetime.date(2021, 11, 19), 12, 46)
    >>> publication_date("Hà Nội, ngày 20 tháng 6 năm 2017") is None
    True
    """
    return publication_in(readable(text))


def publication_in(copy: ReadableText) -> Published | None:
    """The same of a copy that has been made of a text; offsets are those of the text."""
    for start, end, day in chain(_at_top(copy.text), _at_foot(copy.text)):
        if day:
            span = copy.span(start, end)
            return Published(day, span.start, span.end)
    return None


def _lines(text: str) -> Iterator[_Line]:
    """The ranges of the lines that are not blank, without the blanks around them."""
    return ((found.start(), found.end()) for found in _LINE.finditer(text))


def _last_lines(text: str) -> list[_Line]:
    """The last lines that are not blank, the last one first."""
    lines: list[_Line] = []
    end = len(text)
    while end >= 0 and len(lines) < _TAIL_LINES:
        start = text.rfind("\n", 0, end) + 1
        lines += [found.span() for found in _LINE.finditer(text, start, end)]
        end = start - 1
    return lines


def _at_top(text: str) -> Iterator[tuple[int, int, date | None]]:
    lines = list(islice(_lines(text), _TOP_LINES))
    for (first, last), (start, end) in zip([(0, 0), *lines], lines, strict=False):
        if start <= _TOP_CHARACTERS and not _labels_data(text[first:last]):
            yield start, end, _day(text[start:end])


def _at_foot(text: str) -> Iterator[tuple[int, int, date | None]]:
    for start, end in _last_lines(text):
        line = text[start:end]
        if line.startswith("(") and line.endswith(")"):
            yield start, end, _day(line[1:-1].strip(), has_place=True)
        elif _LETTER.match(line):
            yield start, end, _day(line)


def _labels_data(line: str) -> bool:
    """Whether *line* names what stands on the next: "Ngày ban hành" above the date of a document."""
    if len(line.split()) > _LABEL_WORDS:
        return False
    key = fold(line)
    if len(key) > 30 or any(letter.isdigit() for letter in key):
        return False
    return (key.endswith(":") or key.startswith("ngay ")) and not _words().fullmatch(key)


def _day(line: str, has_place: bool = False) -> date | None:
    """The one full day of a line that holds nothing but furniture."""
    if len(line) > _LONGEST or not _YEAR.search(line):
        return None
    found = list(find_dates(line)) or (list(find_dates(line, "plain")) if line.isascii() else [])
    if len(found) != 1:
        return None
    start, end, expression = found[0]
    when = expression.resolve(None)
    if when.precision != "day" or when.earliest != when.latest:
        return None
    is_moment = bool(_MOMENT.search(fold(line)))
    before, after = fold(line[:start]), fold(line[end:])
    for opening in (_SECTION,) * is_moment + (_PLACE,) * has_place:
        before = opening.sub("", before, count=1)
    # A day in words, alone on its line, is the rest of the place-and-date line of a document.
    is_rest = "thang" in fold(expression.text) and not is_moment and not before
    is_furniture = _words().fullmatch(before) and _words().fullmatch(after) and not is_rest
    return when.earliest if is_furniture else None


@cache
def _words() -> re.Pattern[str]:
    """What else may stand on the line: labels, clocks, weekdays, numbers of issues, separators."""
    labels = sorted(date_words("furniture").items(), key=lambda item: -len(item[0]))
    number = r"(?:[:.]? ?\d[\d.]*)?(?: ?\(\d[\d.]*\))?"
    written = [rf"{re.escape(name)}\b{number if word.counted else ''}" for name, word in labels]
    return re.compile(rf"(?:{'|'.join([_CLOCK, _WEEKDAY, *written])}|[\s,.;:|•·/()\[\]–-])*")

"""Rows of a table that say of each document when and by what it ended or came into force."""

import re
from collections.abc import Iterator

from attrs import frozen

from citetrack._text import fold
from citetrack.events.drafts import Draft
from citetrack.events.page import Page
from citetrack.events.times import Clock, Time
from citetrack.events.words import lexicon

__all__ = ["rows"]

_LINE = re.compile(r"[^\n]*\|[^\n]*\|[^\n]*")


@frozen
class Header:
    """What the head of a table says: which column holds the date, and the type of what is dated."""

    column: int | None = None
    type: str | None = None
    words: str = ""


def rows(page: Page, clock: Clock) -> Iterator[Draft]:
    """One draft for each row that names a document and says that it ended or came into force on a day."""
    header = Header()
    for number, line in enumerate(_LINE.finditer(page.masked)):
        mentions = tuple(m for m in page.mentions_in(line.start(), line.end()) if not m.titled)
        if not mentions:
            header = _header(page, line)
            continue
        match = lexicon(page.spelling).relation.search(page.masked, line.start(), line.end())
        relation = lexicon(page.spelling).relations[fold(match[0])] if match else None
        kind = relation.type if relation else header.type
        time = _time(page, clock, line, header)
        if kind is None or (time is None and relation is None):
            continue
        words = page.text[match.start() : match.end()] if match else header.words
        docs = tuple(dict.fromkeys(mention.doc for mention in mentions))
        yield Draft(kind, docs, words, line.start(), line.end(), number, line.start(), time, clock.when(time, None))


def _header(page: Page, line: re.Match[str]) -> Header:
    words = lexicon(page.spelling)
    for column, cell in enumerate(page.masked[line.start() : line.end()].split("|")):
        found = words.relation.search(cell)
        if found:
            return Header(column, words.relations[fold(found[0])].type, found[0])
    return Header()


def _time(page: Page, clock: Clock, line: re.Match[str], header: Header) -> Time | None:
    """The date in the column of dates, else the last of the row."""
    times = clock.times(line.start(), line.end())
    if header.column is not None:
        cells = page.masked[line.start() : line.end()].split("|")
        if header.column < len(cells):
            start = line.start() + sum(len(cell) + 1 for cell in cells[: header.column])
            within = [time for time in times if start <= time.start < start + len(cells[header.column])]
            return within[0] if within else None
    return times[-1] if times else None

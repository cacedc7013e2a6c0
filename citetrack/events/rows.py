"""Rows of a table that say of each document when and by what it ended or came into force."""

import re
from collections.abc import Iterator

from attrs import frozen

from citetrack.events.drafts import Draft
from citetrack.events.page import Page
from citetrack.events.times import Clock, Time
from citetrack.events.words import lexicon

__all__ = ["rows"]

_LINE = re.compile(r"[^\n]+")


@frozen
class Header:
    """What the head of a table says: which column holds the date, and the type of what is dated."""

    column: int | None = None
    type: str | None = None
    words: str = ""


def rows(page: Page, clock: Clock) -> Iterator[Draft]:
    """One draft for each row that names a document and says that it ended or came into force on a day."""
    header, words = Header(), lexicon(page.spelling)
    if page.masked.count("|") < 2:
        return
    for line in _LINE.finditer(page.masked):
        if line[0].count("|") < 2:
            continue
        mentions = tuple(m for m in page.mentions_in(line.start(), line.end()) if not m.titled)
        if not mentions:
            header = _header(page, line)
            continue
        match, relation = next(words.relations(page.masked, line.start(), line.end()), (None, None))
        kind = relation.type if relation else header.type
        time = _time(page, clock, line, header)
        if kind is None or (time is None and relation is None):
            continue
        verb = _spoken(page, match.start(), match.end()) if match else header.words
        docs = tuple(dict.fromkeys(mention.doc for mention in mentions))
        yield Draft(kind, docs, verb, line.start(), line.end(), 0, line.start(), time, clock.when(time, None))


def _spoken(page: Page, start: int, end: int) -> str:
    """The words of a verb, with the "được" or "bị" before it."""
    passive = lexicon(page.spelling).before["passive"].search(page.masked[max(0, start - 12) : start])
    first = max(0, start - 12) + passive.start() if passive else start
    return " ".join(page.text[first:end].split())


def _header(page: Page, line: re.Match[str]) -> Header:
    words = lexicon(page.spelling)
    for column, cell in enumerate(page.masked[line.start() : line.end()].split("|")):
        for found, relation in words.relations(cell, 0, len(cell)):
            return Header(column, relation.type, found[0])
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

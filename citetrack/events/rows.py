"""Rows of a table that say of each document when and by what it ended or came into force."""

import re
from collections.abc import Iterator

from attrs import evolve, frozen

from citetrack.events.drafts import Draft
from citetrack.events.page import Mention, Page
from citetrack.events.times import Clock, Time
from citetrack.events.words import lexicon

__all__ = ["rows"]

_LINE = re.compile(r"[^\n]+")


@frozen
class Header:
    """What stands above a table: the column that holds the date, the type of what is dated, whose history it is."""

    column: int | None = None
    type: str | None = None
    words: str = ""
    subject: Mention | None = None


def rows(page: Page, clock: Clock) -> Iterator[Draft]:
    """One draft for each row that names a document and says that it ended or came into force on a day."""
    header, words = Header(), lexicon(page.spelling)
    if page.masked.count("|") < 2:
        return
    for line in _LINE.finditer(page.masked):
        if line[0].count("|") < 2:
            header = _history(page, line, header)
            continue
        mentions = tuple(m for m in page.mentions_in(line.start(), line.end()) if not m.titled)
        if not mentions and not clock.times(line.start(), line.end()):
            header = evolve(_header(page, line), subject=header.subject)
            continue
        if not mentions and header.subject is None:
            continue
        match, relation = next(words.relations(page.masked, line.start(), line.end()), (None, None))
        issued = words.roles["issued"].search(page.masked, line.start(), line.end()) if header.subject else None
        kind = relation.type if relation else "issuance" if issued else header.type
        time = _time(page, clock, line, header)
        if kind is None or (time is None and relation is None):
            continue
        told = match or issued
        verb = _spoken(page, told.start(), told.end()) if told else header.words
        changed = (header.subject,) if header.subject else ()
        docs = tuple(dict.fromkeys(mention.doc for mention in (*mentions, *changed)))
        yield Draft(kind, docs, verb, line.start(), line.end(), 0, line.start(), time, clock.when(time, None))


def _spoken(page: Page, start: int, end: int) -> str:
    """The words of a verb, with the "được" or "bị" before it."""
    passive = lexicon(page.spelling).before["passive"].search(page.masked[max(0, start - 12) : start])
    first = max(0, start - 12) + passive.start() if passive else start
    return " ".join(page.text[first:end].split())


def _history(page: Page, line: re.Match[str], header: Header) -> Header:
    """The header of the table whose heading names the one document that its rows tell of."""
    mentions = page.mentions_in(line.start(), line.end())
    if len(mentions) == 1 and lexicon(page.spelling).roles["history"].match(line[0].lstrip()):
        return Header(subject=mentions[0])
    return header


def _header(page: Page, line: re.Match[str]) -> Header:
    words, cells = lexicon(page.spelling), page.masked[line.start() : line.end()].split("|")
    if any(cell.strip().lower() == "ngày" for cell in cells):
        return Header()  # each row says in words what the day is
    for column, cell in enumerate(cells):
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

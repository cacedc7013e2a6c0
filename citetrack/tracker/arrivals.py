"""Arrivals: which document reached which unit when, answered from rows; events are built for what is looked at."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import partial
from itertools import chain
from typing import TypeAlias

from citetrack.timeline import TimelineDocument, TimelineEvent
from citetrack.timeline.first import First, Lag, Lags, LagSummary, lag_of, summary_of
from citetrack.timeline.order import place
from citetrack.timeline.units import Unit
from citetrack.tracker.answers import Answers
from citetrack.tracker.database import LISTED, Database, listed, named, storable
from citetrack.tracker.events import events_by_id
from citetrack.tracker.keeping import DAYS

__all__ = ["document_named", "firsts", "issue_days", "lags"]


# Key, level and unit; the rank of the first arrival; and how many arrivals have no day.
_Row: TypeAlias = tuple[str, str | None, str | None, str, int]

# The level is compared with a sign before it so that the rows come as the index has them.
_FIRST = f"""
SELECT key, level, unit, min(rank) AS rank, sum(rank >= '~') FROM arrival
WHERE type = 'dissemination' AND key IS NOT NULL {{more}} GROUP BY key, level, unit
ORDER BY key, ifnull(level, '~'), CASE substr(min(rank), {DAYS + 2}, 1) WHEN '0'
THEN substr(min(rank), {DAYS + 3}, instr(substr(min(rank), {DAYS + 3}), ' ') - 1) ELSE '~' END, ifnull(unit, '~')"""
_AT = """
SELECT event FROM arrival WHERE type = 'dissemination' AND key = CAST(? AS TEXT) AND level IS ?
AND unit IS CAST(? AS TEXT) AND rank = ?"""


def firsts(database: Database, level: str | None, keys: Iterable[str] | None = None) -> Answers[First]:
    """The first dissemination of each document, of all or of *keys*, by each unit, of all levels or of one."""
    return Answers(database, _rows(database, level, keys), partial(_firsts, database))


def _rows(database: Database, level: str | None, keys: Iterable[str] | None) -> list[_Row]:
    more = ""
    values: list[object] = []
    if level is not None:
        more, values = more + " AND +level = ?", [*values, level]
    if keys is not None:
        more, values = f"{more} AND key IN ({LISTED})", [*values, named(keys)]
    return database.rows(_FIRST.format(more=more), values)


def _firsts(database: Database, rows: Sequence[_Row]) -> list[First]:
    """The firsts of *rows*; of several events with the same days the first in the timeline."""
    at = [
        [event for (event,) in database.rows(_AT, (storable(key), level, storable(unit), rank))]
        for key, level, unit, rank, _ in rows
    ]
    events = events_by_id(database, LISTED, (listed(chain(*at)),))
    found = []
    for (key, level, unit, rank, undated), ids in zip(rows, at, strict=True):
        one = min((events[event] for event in ids), key=place)
        found.append(First(document_named(one, key), Unit(level, unit), one, undated - (rank >= "~")))
    return found


def document_named(one: TimelineEvent, key: str) -> TimelineDocument:
    """The document of the event with *key*."""
    return next(document for document in one.documents if document.key == key)


def lags(database: Database, level: str | None, deadline: int | date | None, keys: Iterable[str] | None = None) -> Lags:
    """The days from issue to first dissemination in the units of *level*, of all documents or of *keys*."""
    issued = issue_days(database)
    rows = _rows(database, level, keys)
    by_document: dict[str, list[_Row]] = {}
    for row in rows:
        by_document.setdefault(row[0], []).append(row)
    build = partial(_lags, database, issued, deadline)

    def summaries(some: Sequence[list[_Row]]) -> list[LagSummary]:
        return [summary_of(build(each), deadline is not None) for each in some]

    return Lags(Answers(database, rows, build), Answers(database, list(by_document.values()), summaries))


def _lags(
    database: Database, issued: Mapping[str, date], deadline: int | date | None, rows: Sequence[_Row]
) -> list[Lag]:
    return [lag_of(first, issued.get(first.document.key), deadline) for first in _firsts(database, rows)]


_STATED = "SELECT key, min(issued), max(issued) FROM arrival WHERE issued IS NOT NULL GROUP BY key"
_TOLD = f"""
SELECT key, min(substr(rank, {DAYS + 2})), substr(rank, 1, 10) FROM arrival
WHERE type = 'issuance' AND key IS NOT NULL AND rank < '~' AND substr(rank, 1, 10) = substr(rank, 12, 10)
GROUP BY key"""
_OF_KEY = f"SELECT event, substr(rank, {DAYS + 2}), issued FROM arrival WHERE key IN ({LISTED}) AND issued IS NOT NULL"


def issue_days(database: Database) -> dict[str, date]:
    """The day of issue of each document by its key: the register's or the text's, else that of a told issuance."""
    days = {key: day for key, _, day in database.rows(_TOLD)}
    for key, least, most in database.rows(_STATED):
        days[key] = least if least == most else _first_stated(database, key)
    return {key: date.fromisoformat(day) for key, day in days.items()}


def _first_stated(database: Database, key: str) -> str:
    """The day of issue that the first event has, where events have several."""
    rows = database.rows(_OF_KEY, (named([key]),))
    first = min(at for _, at, _ in rows)
    days = {event: str(day) for event, at, day in rows if at == first}
    if len(set(days.values())) == 1:
        return days.popitem()[1]
    events = events_by_id(database, LISTED, (listed(days),))
    return days[min(events, key=lambda event: place(events[event]))]

"""Arrivals: which document reached which unit when, answered from rows; events are built for what is looked at."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import partial

from attrs import frozen

from citetrack.timeline import TimelineDocument, TimelineEvent
from citetrack.timeline.first import First, Lag, Lags, LagSummary, lag_of, summary_of
from citetrack.timeline.order import place
from citetrack.timeline.units import Unit
from citetrack.tracker.answers import Answers
from citetrack.tracker.database import LISTED, Database, listed, named
from citetrack.tracker.events import events_by_id
from citetrack.tracker.keeping import DAYS

__all__ = ["document_named", "firsts", "issue_days", "lags"]


@frozen
class _Row:
    """The arrivals of one document in one unit: the first, and how many without a day may be before it."""

    key: str
    unit: Unit
    rank: str
    events: tuple[int, ...]
    undated: int

    @property
    def order(self) -> tuple[str, ...]:
        """As firsts stand in a timeline."""
        day = self.rank[DAYS + 2 :].partition(" ")[0] if self.rank[DAYS + 1] == "0" else "~"
        return (self.key, self.unit.level or "~", day, self.unit.name or "~")


_FIRST = """
SELECT key, level, unit, min(rank), event, sum(rank >= '~') FROM arrival
WHERE type = 'dissemination' AND key IS NOT NULL {more} GROUP BY key, level, unit"""
_TIED = """
SELECT key, level, unit, rank, group_concat(event) FROM arrival
WHERE type = 'dissemination' AND key IS NOT NULL {more} GROUP BY key, level, unit, rank HAVING count(*) > 1"""


def firsts(database: Database, level: str | None, keys: Iterable[str] | None = None) -> Answers[First]:
    """The first dissemination of each document, of all or of *keys*, by each unit, of all levels or of one."""
    return Answers(database, _rows(database, level, keys), partial(_firsts, database))


def _rows(database: Database, level: str | None, keys: Iterable[str] | None) -> list[_Row]:
    more = ""
    values: list[object] = []
    if level is not None:
        more, values = more + " AND level = ?", [*values, level]
    if keys is not None:
        more, values = f"{more} AND key IN ({LISTED})", [*values, named(keys)]
    tied = {tuple(row[:4]): row[4] for row in database.rows(_TIED.format(more=more), values)}
    rows = []
    for key, at, unit, rank, event, undated in database.rows(_FIRST.format(more=more), values):
        events = tied.get((key, at, unit, rank))
        ids = tuple(map(int, events.split(","))) if events else (event,)
        rows.append(_Row(key, Unit(at, unit), rank, ids, undated - (rank >= "~")))
    return sorted(rows, key=lambda row: row.order)


def _firsts(database: Database, rows: Sequence[_Row]) -> list[First]:
    events = events_by_id(database, LISTED, (listed(event for row in rows for event in row.events),))
    found = []
    for row in rows:
        one = min((events[event] for event in row.events), key=place)
        found.append(First(document_named(one, row.key), row.unit, one, row.undated))
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
        by_document.setdefault(row.key, []).append(row)
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

"""Coverage from rows: documents by units on a day, each cell built when it is looked at."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial
from itertools import product
from typing import Any

from attrs import frozen

from citetrack._text import fold
from citetrack.timeline import TimelineDocument
from citetrack.timeline.coverage import Cell, Coverage, is_complete, units_on
from citetrack.timeline.finding import is_called
from citetrack.timeline.order import in_order, place
from citetrack.timeline.units import heirs
from citetrack.tracker.answers import Answers
from citetrack.tracker.arrivals import document_named, issue_days
from citetrack.tracker.database import LISTED, Database, listed, named
from citetrack.tracker.events import events_by_id, last_day
from citetrack.tracker.keeping import DAYS
from citetrack.tracker.questions import linking, of
from citetrack.tracker.store import links_where

__all__ = ["coverage"]

_TOLD = "FROM arrival WHERE type = 'dissemination' AND (rank < :limit OR rank >= '~')"


@frozen
class _Asked:
    """What is asked: the level of the units, the day, and how the rows are asked for."""

    database: Database
    level: str
    day: date

    def rows(self, sql: str, **more: object) -> list[Any]:
        """The rows of *sql*, in which `_TOLD` may stand."""
        return self.database.rows(sql, {"limit": f"{self.day.isoformat()}~", "level": self.level} | more)

    def names(self, unit: str, rank: str) -> tuple[str, ...]:
        """The units of the day that hold the land of *unit*, of the time of *rank*."""
        if self.level != "province":
            return (unit,)
        return heirs(unit, self.day if rank >= "~" else date.fromisoformat(rank[:10]), self.day)


def coverage(database: Database, level: str, as_of: date | None, documents: Sequence[str] | None) -> Coverage:
    """Which documents reached which units of *level*, as `Timeline.coverage` tells it."""
    asked = _Asked(database, level, as_of or last_day(database) or date.max)
    units = units_on(level, asked.day) or _reached_units(asked)
    wanted: Sequence[TimelineDocument]
    if documents is None:
        issued = issue_days(database)
        rows = database.rows("SELECT DISTINCT key FROM arrival WHERE key IS NOT NULL ORDER BY key")
        keys = [key for (key,) in rows if issued.get(key, date.min) <= asked.day]
        wanted = Answers(database, keys, partial(_documents, database))
        cells = Answers(database, list(product(keys, units)), partial(_cells, asked, {}))
    else:
        wanted = tuple(one for words in documents for one in _called(database, words))
        known = {one.key: one for one in wanted}
        cells = Answers(database, list(product((one.key for one in wanted), units)), partial(_cells, asked, known))
    ((undated,),) = asked.rows(f"SELECT count(DISTINCT event) {_TOLD} AND rank >= '~'")
    return Coverage(level, asked.day, wanted, units, is_complete(level, asked.day), cells, _unplaced(asked), undated)


def _reached_units(asked: _Asked) -> tuple[str, ...]:
    """The units that any document reached."""
    of_unit = f"SELECT DISTINCT unit, substr(rank, 1, 10) {_TOLD} AND level = :level AND key IS NOT NULL"
    rows = asked.rows(f"{of_unit} AND unit IS NOT NULL")
    return tuple(sorted({name for unit, rank in rows for name in asked.names(unit, rank)}))


def _unplaced(asked: _Asked) -> Answers[Any]:
    """The events of the level, or of none, that no unit is told of."""
    rows = asked.rows(f"SELECT DISTINCT event {_TOLD} AND (level IS NULL OR level = :level AND unit IS NULL)")
    ids = [event for (event,) in rows]
    built: list[Any] = []

    def build(some: Sequence[int]) -> list[Any]:
        if not built:  # the order is that of all
            built.extend(in_order(events_by_id(asked.database, LISTED, (listed(ids),)).values()))
        return [built[at] for at in some]

    return Answers(asked.database, range(len(ids)), build)


_LAST = f"SELECT key, substr(rank, {DAYS + 2}), event FROM arrival WHERE key IN ({LISTED})"


def _documents(database: Database, keys: Sequence[str]) -> list[TimelineDocument]:
    """The documents with *keys*, as the last event about each has them."""
    last: dict[str, tuple[str, list[int]]] = {}
    for key, at, event in database.rows(_LAST, (named(keys),)):
        if key not in last or at > last[key][0]:
            last[key] = at, [event]
        elif at == last[key][0]:
            last[key][1].append(event)
    events = events_by_id(database, LISTED, (listed(event for _, ids in last.values() for event in ids),))
    return [document_named(max((events[event] for event in last[key][1]), key=place), key) for key in keys]


def _called(database: Database, words: str) -> tuple[TimelineDocument, ...]:
    """The documents called *words*, in events or links; one that no text tells of, if there are none."""
    query, values = of(words)
    rows = database.rows(f"SELECT DISTINCT key FROM arrival WHERE event IN ({query}) AND key IS NOT NULL", values)
    keys = [key for (key,) in rows]
    is_meant = is_called(words)
    known = {end.key: end for link in links_where(database, *linking([words])) for end in (link.parent, link.child)}
    known |= zip(keys, _documents(database, keys), strict=True)
    found = tuple(known[key] for key in sorted(known) if is_meant(known[key]))
    return found or (TimelineDocument(words, fold(words)),)


_ARRIVALS = f"SELECT key, unit, rank, event {_TOLD} AND key IN (SELECT value FROM json_each(:keys))"


def _cells(asked: _Asked, documents: Mapping[str, TimelineDocument], rows: Sequence[tuple[str, str]]) -> list[Cell]:
    keys = list(dict.fromkeys(key for key, _ in rows))
    known = documents or dict(zip(keys, _documents(asked.database, keys), strict=True))
    wanted, told = set(rows), dict[tuple[str, str], list[tuple[str, str, int]]]()
    for key, unit, rank, event in asked.rows(f"{_ARRIVALS} AND level = :level AND unit IS NOT NULL", keys=named(keys)):
        for name in asked.names(unit, rank):
            if (key, name) in wanted:
                told.setdefault((key, name), []).append((unit, rank[DAYS + 1 :], event))
    first = {at: [one for one in some if one[1] == min(each[1] for each in some)] for at, some in told.items()}
    events = events_by_id(asked.database, LISTED, (listed(one[2] for some in first.values() for one in some),))
    cells = []
    for key, name in rows:
        if not (some := told.get((key, name))):
            cells.append(Cell(known[key], name, reached=False))
            continue
        through = sorted({unit for unit, _, _ in some if unit != name})
        one = min((events[event] for _, _, event in first[key, name]), key=place)
        cells.append(Cell(known[key], name, True, one.event.date, tuple(through), one))
    return cells

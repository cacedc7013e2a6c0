"""Coverage: documents by units on a day; which reached which, and which reached none."""

from collections.abc import Iterable, Sequence
from datetime import date
from functools import cached_property
from typing import Any

from attrs import field, frozen

from citetrack.gazetteer import places_on
from citetrack.timeline.first import issue_days
from citetrack.timeline.units import days_of, heirs, unit_of
from citetrack.timeline.values import TimelineDocument, TimelineEvent

__all__ = ["Cell", "Coverage", "coverage_of", "is_complete", "units_on"]

# The table of provinces is complete from the day on which Hà Tây joined Hà Nội.
_COMPLETE_SINCE = date(2008, 8, 1)


@frozen
class Cell:
    """One document in one unit, as far as the texts tell until a day.

    Attributes:
        document, unit: which and where.
        reached: whether a text tells of its dissemination there.
        date: the first known day, month or year, None if none is known.
        through: the former provinces whose acts count for this unit, which took their place.
        event: the first event, None where no text tells of one.
    """

    document: TimelineDocument
    unit: str
    reached: bool
    date: str | None = None
    through: tuple[str, ...] = ()
    event: TimelineEvent | None = field(default=None, repr=False)

    def to_row(self) -> dict[str, Any]:
        """One row of a table."""
        row = {"document": self.document.label, "unit": self.unit, "reached": self.reached, "date": self.date}
        return row | {"through": ", ".join(self.through) or None}


@frozen
class Coverage:
    """Documents by units on one day.

    Attributes:
        level: of the units.
        as_of: the day; later events do not count.
        documents, units: the two sides of the table.
        is_complete: whether *units* are all units of the level, not only those that texts name.
        cells: by document, then by unit.
        unplaced: events of the level, or of an unknown one, of which no text tells the unit.
        undated: how many counted events have no known day, and may be later than *as_of*.
    """

    level: str
    as_of: date
    documents: Sequence[TimelineDocument]
    units: tuple[str, ...]
    is_complete: bool
    cells: Sequence[Cell] = field(repr=False)
    unplaced: Sequence[TimelineEvent] = field(repr=False)
    undated: int

    def reached(self, document: TimelineDocument) -> tuple[str, ...]:
        """The units that *document* reached."""
        return tuple(cell.unit for cell in self._row(document) if cell.reached)

    def never(self, document: TimelineDocument) -> tuple[str, ...]:
        """The units of which no text tells that *document* was disseminated there."""
        return tuple(cell.unit for cell in self._row(document) if not cell.reached)

    def _row(self, document: TimelineDocument) -> tuple[Cell, ...]:
        at, width = self._places[document.key], len(self.units)
        return tuple(self.cells[at * width : (at + 1) * width])

    @cached_property
    def _places(self) -> dict[str, int]:
        """Where documents stand, by their keys."""
        return {one.key: at for at, one in reversed(list(enumerate(self.documents)))}

    def rows(self) -> tuple[dict[str, Any], ...]:
        """One row for each document in each unit."""
        return tuple(cell.to_row() for cell in self.cells)


def coverage_of(
    events: Iterable[TimelineEvent], level: str, as_of: date | None, documents: Sequence[TimelineDocument] | None
) -> Coverage:
    """The coverage of *documents*, else of all that are older than *as_of*, else than the last day that is told."""
    known = tuple(events)
    days = [span[1] for one in known if (span := days_of(one))]
    day = as_of or max(days, default=date.max)
    told = [one for one in known if one.event.type == "dissemination" and _is_by(one, day)]
    reached, unplaced = _reached(told, level, day)
    units = units_on(level, day) or tuple(sorted({unit for _, unit in reached}))
    wanted = _documents(known, day) if documents is None else tuple(documents)
    cells = tuple(_cell(document, unit, reached.get((document.key, unit), ())) for document in wanted for unit in units)
    undated = sum(days_of(one) is None for one in told)
    return Coverage(level, day, wanted, units, is_complete(level, day), cells, unplaced, undated)


def units_on(level: str, day: date) -> tuple[str, ...]:
    """The provinces of *day*; of other levels there is no list."""
    return tuple(sorted(place.name for place in places_on(day))) if level == "province" else ()


def is_complete(level: str, day: date) -> bool:
    """Whether `units_on` gives all units."""
    return day >= _COMPLETE_SINCE and bool(units_on(level, day))


def _is_by(one: TimelineEvent, day: date) -> bool:
    days = days_of(one)
    return days is None or days[0] <= day


def _documents(events: Iterable[TimelineEvent], day: date) -> tuple[TimelineDocument, ...]:
    """The documents of *events* that were not issued after *day*, by their keys."""
    listed = tuple(events)
    issued = issue_days(listed)
    found = {document.key: document for one in listed for document in one.documents}
    return tuple(found[key] for key in sorted(found) if issued.get(key, date.min) <= day)


def _reached(
    told: Iterable[TimelineEvent], level: str, day: date
) -> tuple[dict[tuple[str, str], list[tuple[str, TimelineEvent]]], tuple[TimelineEvent, ...]]:
    """For a document's key and a unit of *day* the events there, with the unit's name of their time."""
    found: dict[tuple[str, str], list[tuple[str, TimelineEvent]]] = {}
    unplaced = []
    for one in told:
        unit = unit_of(one)
        if unit.level not in (level, None):
            continue
        if unit.name is None or unit.level is None:
            unplaced.append(one)
            continue
        span = days_of(one)
        names = heirs(unit.name, span[0] if span else day, day) if level == "province" else (unit.name,)
        for name in names:
            for document in one.documents:
                found.setdefault((document.key, name), []).append((unit.name, one))
    return found, tuple(unplaced)


def _cell(document: TimelineDocument, unit: str, told: Iterable[tuple[str, TimelineEvent]]) -> Cell:
    known = sorted(told, key=lambda one: one[1].event.date or "~")
    if not known:
        return Cell(document, unit, reached=False)
    through = tuple(sorted({name for name, _ in known if name != unit}))
    return Cell(document, unit, True, known[0][1].event.date, through, known[0][1])

"""Tellings as rows of the database, and back."""

import json
from collections.abc import Iterable
from datetime import date
from functools import lru_cache

from citetrack.events import Attendance, Event, Range
from citetrack.timeline import Source, TimelineDocument, TimelineEvent
from citetrack.tracker.database import Database, Row, storable

__all__ = ["TELLING", "telling_row", "tellings_where"]

_EVENT = (
    *("type", "date", "date_end", "edtf", "precision", "anchor", "date_text", "month_day"),
    *("organiser", "chair", "place", "trigger"),
)
# The columns of a telling that it has of itself.
TELLING = (*_EVENT, "attendance", "breakdown", "evidence", "start", "stop")

_SELECT = f"""
SELECT telling.id, text.name, text.address, text.published, {", ".join(f"telling.{name}" for name in TELLING)}
FROM telling JOIN text ON text.id = telling.text"""
_ABOUT = "SELECT telling, record FROM about JOIN document ON document.id = about.document"


def telling_row(one: TimelineEvent) -> tuple[object, ...]:
    """The values of TELLING, each as it can be bound."""
    source, came = one.sources[0], one.event.attendance
    words = (storable(getattr(one.event, name)) for name in _EVENT)
    attendance = json.dumps(came.to_record(), separators=(",", ":")) if came else None
    parts = json.dumps(source.breakdown) if source.breakdown else None
    return (*words, attendance, parts, storable(source.evidence), source.start, source.end)


def tellings_where(database: Database, where: str, values: Iterable[object] = ()) -> dict[int, TimelineEvent]:
    """The tellings whose id is among those that the query *where* gives, by their ids."""
    given = tuple(values)
    documents: dict[int, list[TimelineDocument]] = {}
    for telling, record in database.rows(f"{_ABOUT} WHERE telling IN ({where}) ORDER BY telling, position", given):
        documents.setdefault(telling, []).append(_document(record))
    rows = database.rows(f"{_SELECT} WHERE telling.id IN ({where})", given)
    return {row[0]: _telling(row, tuple(documents.get(row[0], ()))) for row in rows}


def _telling(row: Row, documents: tuple[TimelineDocument, ...]) -> TimelineEvent:
    _, name, address, published, *told = row
    words, (attendance, parts, evidence, start, stop) = told[: len(_EVENT)], told[len(_EVENT) :]
    kind, day, end, edtf, precision, anchor, date_text, month_day, organiser, chair, place, trigger = words
    came = _attendance(attendance) if attendance else None
    event = Event(
        kind, (), day, end, edtf, precision, anchor, date_text, month_day, organiser, chair, place, came, trigger
    )
    printed = date.fromisoformat(published) if published else None
    source = Source(
        name, evidence, start, stop, address, printed, edtf, organiser, came, json.loads(parts) if parts else ()
    )
    return TimelineEvent(event, documents, (source,))


@lru_cache(maxsize=1 << 14)
def _document(record: str) -> TimelineDocument:
    return TimelineDocument.from_record(json.loads(record))


@lru_cache(maxsize=1 << 10)
def _attendance(record: str) -> Attendance:
    told = json.loads(record)
    return Attendance(_range(told["sites"]), _range(told["people"]), told["mode"])


def _range(bounds: list[int | None] | None) -> Range | None:
    return (bounds[0], bounds[1]) if bounds else None

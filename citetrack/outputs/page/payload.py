"""Payload: what the page knows of a timeline, as plain JSON in which every name stands once."""

import re
import unicodedata
from collections import Counter
from collections.abc import Hashable, Mapping
from datetime import date
from functools import cache
from typing import Any, Generic, TypeVar

from attrs import field, frozen

from citetrack.events import Attendance
from citetrack.events.values import EVENT_TYPES
from citetrack.gazetteer import level
from citetrack.gazetteer._tables import filled, records
from citetrack.timeline import Source, Timeline, TimelineDocument, TimelineEvent
from citetrack.timeline.coverage import Coverage
from citetrack.timeline.first import Lag, issue_days
from citetrack.timeline.units import days_of

__all__ = ["labels", "payload", "shown", "words"]

Key = TypeVar("Key", bound=Hashable)

_LEVELS = ("central", "province", "district", "commune", "cell")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_PRESENT = date(2025, 7, 1)  # the day since which the present provinces exist
_WEB = re.compile(r"https?://[^\s\"'<>\\]+", re.IGNORECASE)


@frozen
class _Word:
    """One of the page's own words in both languages."""

    key: str = field(validator=filled)
    vi: str = field(validator=filled)
    en: str = field(validator=filled)
    source: str = field(validator=filled)


@cache
def words() -> Mapping[str, Mapping[str, str]]:
    """The page's own words by language and key."""
    rows = records(_Word, "page_words.toml", "words")
    return {"en": {row.key: row.en for row in rows}, "vi": {row.key: row.vi for row in rows}}


def shown(text: str) -> str:
    r"""*text* in composed letters on one line; signs that steer a display are replaced by a mark that can be seen.

    >>> shown("Nghi\u0323 \u202equyết\n18")
    'Nghị \ufffdquyết 18'
    """
    composed = unicodedata.normalize("NFC", " ".join(text.split()))
    return composed if composed.isprintable() else "".join(c if c.isprintable() else "\ufffd" for c in composed)


class _Places(Generic[Key]):
    """Values by the order in which they were first asked for."""

    def __init__(self) -> None:
        self.known: dict[Key, int] = {}

    def of(self, value: Key) -> int:
        return self.known.setdefault(value, len(self.known))


def payload(timeline: Timeline, title: str | None, as_of: date | None) -> dict[str, Any]:
    """The data of a page: events as rows in which texts and documents are places in lists of them."""
    tables = _Tables(timeline)
    rows = [tables.event(one) for one in timeline]
    lags = timeline.lags(level=None).lags
    return {
        "version": 1,
        "title": title and shown(title),
        "words": words(),
        "months": _MONTHS,
        "types": EVENT_TYPES,
        "levels": _LEVELS,
        "coverage": tables.coverage(timeline.coverage(as_of=_day(timeline, as_of)), issue_days(timeline)),
        "lags": [tables.lag(lag) for lag in lags if lag.days],
        "unknown_lags": sum(lag.days is None for lag in lags),
        "documents": list(zip(labels(timeline).values(), map(_findable, timeline.documents), strict=True)),
        "names": list(tables.names.known),
        "sources": list(tables.sources.known),
        "events": rows,
    }


def _day(timeline: Timeline, as_of: date | None) -> date | None:
    """The day of the coverage, None for the last that is told; of no day at all, one of the present provinces."""
    return as_of or (None if any(one.event.date for one in timeline) else _PRESENT)


def labels(timeline: Timeline) -> dict[str, str]:
    """The label of each document by its key, with the year of issue where several bear the same."""
    bearers = Counter(document.label for document in timeline.documents)
    return {
        one.key: shown(one.label) + (f" ({one.date[:4]})" if bearers[one.label] > 1 and one.date else "")
        for one in timeline.documents
    }


def _findable(document: TimelineDocument) -> str | None:
    """What of the label can be found in the evidence."""
    return document.identifier and shown(document.identifier)


class _Tables:
    """The lists that rows point into: names of people, bodies and places, documents by key, sources."""

    def __init__(self, timeline: Timeline) -> None:
        self.documents = {document.key: at for at, document in enumerate(timeline.documents)}
        self.events = {id(one): at for at, one in enumerate(timeline)}
        self.names: _Places[str] = _Places()
        self.sources: _Places[tuple[str, str | None, str | None]] = _Places()

    def name(self, text: str | None) -> int:
        """The place of *text* among the names, -1 for None."""
        return -1 if text is None else self.names.of(shown(text))

    def event(self, one: TimelineEvent) -> tuple[Any, ...]:
        """One event as js/data.js reads it."""
        event = one.event
        attendance = _attendance(event.attendance) if event.attendance else None
        told = [(self.sources.of(_source(source)), shown(source.evidence)) for source in one.sources]
        return (
            EVENT_TYPES.index(event.type),
            event.date,
            event.date_end,
            event.precision,
            *(self.name(text) for text in (event.organiser, event.chair, event.place)),
            _LEVELS.index(one.level) if one.level in _LEVELS else len(_LEVELS),
            self.name(one.unit),
            [self.documents[document.key] for document in one.documents],
            (event.month_day, event.date_text and shown(event.date_text), self.name(event.trigger), attendance, told),
        )

    def lag(self, lag: Lag) -> tuple[int, int, tuple[int, int] | None]:
        """The document, the event that ends the lag, and the fewest and most days."""
        return self.documents[lag.first.document.key], self.events[id(lag.first.event)], lag.days

    def coverage(self, covered: Coverage, issued: Mapping[str, date]) -> dict[str, Any]:
        """The heat map: for each document the units that it reached, by which event, after how many days."""
        places = {unit: at for at, unit in enumerate(covered.units)}
        rows: dict[str, list[tuple[int, int, int | None]]] = {one.key: [] for one in covered.documents}
        for cell in covered.cells:
            if cell.event:
                days = _days(issued.get(cell.document.key), cell.event)
                rows[cell.document.key].append((places[cell.unit], self.events[id(cell.event)], days))
        kept = [one for one in covered.documents if rows[one.key] or _is_for_all(one)]
        return {
            "as_of": covered.as_of.isoformat(),
            "units": covered.units,
            "rows": [{"document": self.documents[one.key], "issued": one.date, "cells": rows[one.key]} for one in kept],
        }


def _days(issued: date | None, told: TimelineEvent) -> int | None:
    """Days from issue to an event, None if one of them is not known to the day."""
    span = days_of(told)
    return (span[0] - issued).days if issued and span and span[0] == span[1] else None


def _is_for_all(document: TimelineDocument) -> bool:
    """Whether provinces may be asked for *document*: those of one province or below need reach no other."""
    return document.issuer is None or level(document.issuer) in (None, "central")


def _source(source: Source) -> tuple[str, str | None, str | None]:
    """The name of the text, the web address under which it can be read if there is one, the day it came out."""
    link = next((words for words in (source.address, source.id) if words and _WEB.fullmatch(words)), None)
    return shown(source.id), link, source.published.isoformat() if source.published else None


def _attendance(attendance: Attendance) -> tuple[Any, ...]:
    return attendance.sites, attendance.people, attendance.mode

"""Payload: what the page knows of a timeline, as plain JSON in which every name stands once."""

import re
import unicodedata
from collections.abc import Hashable, Mapping
from datetime import date
from functools import cache
from typing import Any, Generic, TypeVar

from attrs import field, frozen

from citetrack.events import Attendance
from citetrack.events.values import EVENT_TYPES
from citetrack.gazetteer._tables import filled, records
from citetrack.outputs.page.arrivals import Coverage, arrivals, coverage
from citetrack.timeline import Source, Timeline, TimelineDocument, TimelineEvent

__all__ = ["payload", "shown", "words"]

Key = TypeVar("Key", bound=Hashable)

_LEVELS = ("central", "province", "district", "commune", "cell")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
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
    tables = _Tables()
    rows = [tables.event(one) for one in timeline]
    documents = {document.key: document for one in reversed(timeline.events) for document in one.documents}
    return {
        "version": 1,
        "title": title and shown(title),
        "words": words(),
        "months": _MONTHS,
        "types": EVENT_TYPES,
        "levels": _LEVELS,
        "documents": [_document(documents[key]) for key in tables.documents.known],
        "names": list(tables.names.known),
        "sources": list(tables.sources.known),
        "events": rows,
        "coverage": tables.coverage(coverage(timeline, as_of), documents),
        "lags": [
            (tables.documents.of(one.document), one.event, one.days)
            for one in arrivals(timeline)
            if one.days is not None
        ],
    }


class _Tables:
    """The lists that rows point into: names of people, bodies and places, documents by key, sources."""

    def __init__(self) -> None:
        self.names: _Places[str] = _Places()
        self.documents: _Places[str] = _Places()
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
            [self.documents.of(document.key) for document in one.documents],
            (event.month_day, event.date_text and shown(event.date_text), self.name(event.trigger), attendance, told),
        )

    def coverage(self, covered: Coverage, documents: Mapping[str, TimelineDocument]) -> dict[str, Any]:
        """The heat map: for each document the provinces that it reached, by which event, after how many days."""
        rows = [
            {
                "document": self.documents.of(key),
                "issued": documents[key].date,
                "cells": [(at, one.event, one.days) for at, one in sorted(cells.items())],
            }
            for key, cells in covered.rows.items()
        ]
        return {"as_of": covered.as_of.isoformat(), "units": covered.units, "rows": rows}


def _document(document: TimelineDocument) -> tuple[str, str | None]:
    """The label, and what of it can be found in the evidence."""
    return shown(document.label), document.identifier and shown(document.identifier)


def _source(source: Source) -> tuple[str, str | None, str | None]:
    """The name of the text, the web address under which it can be read if there is one, the day it came out."""
    link = next((words for words in (source.address, source.id) if words and _WEB.fullmatch(words)), None)
    return shown(source.id), link, source.published.isoformat() if source.published else None


def _attendance(attendance: Attendance) -> tuple[Any, ...]:
    return attendance.sites, attendance.people, attendance.mode

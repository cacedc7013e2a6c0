"""Rows: citations, documents and events as flat tuples, and the names and Arrow types of their columns."""

import json
from collections.abc import Iterator
from typing import Any

from citetrack.citations import Citation
from citetrack.clustering import document_key
from citetrack.clustering.keys import GAP, OPEN, stated_key
from citetrack.events import Event
from citetrack.gazetteer import party_term_on
from citetrack.reading import Reading
from citetrack.resolution import Resolution, Resolved
from citetrack.timeline import TimelineEvent
from citetrack.timeline.agreement import body_of, moment_of
from citetrack.timeline.tellings import documents_of, tellings

__all__ = ["CITATIONS", "READINGS", "citation_row", "reading_rows"]

CITATIONS = {
    **{"row": "int32", "start": "int32", "end": "int32", "text": "string", "kind": "string", "type": "string"},
    **{"number": "string", "year": "int32", "code": "string", "identifier": "string", "name": "string"},
    **dict.fromkeys(("date", "issuer", "title", "party_term", "locators", "repairs", "doc", "error"), "string"),
}
_DOCUMENT = {
    **{"row": "int32", "published": "date32", "doc": "string", "start": "int32", "end": "int32", "text": "string"},
    **dict.fromkeys(("label", "document", "identifier", "type", "date", "issuer", "title", "status", "work"), "string"),
    **{"mentions": "int32", "cluster": "string", "stated": "string", "stated_base": "string", "stated_place": "string"},
    **{"stated_time": "string", "stated_date": "string", "published_term": "string"},
}
_EVENT = {
    **dict.fromkeys(("event", "event_date", "event_date_end", "edtf", "precision", "organiser", "chair"), "string"),
    **{"event_place": "string", "sites_low": "int32", "sites_high": "int32", "people_low": "int32"},
    **{"people_high": "int32", "mode": "string", "trigger": "string", "moment": "string", "body": "string"},
    **{"act": "string", "telling": "string"},
}
READINGS = _DOCUMENT | _EVENT | {"error": "string"}


def citation_row(row: int, one: Citation) -> tuple[Any, ...]:
    """One citation in the order of CITATIONS; locators are JSON as in the record."""
    locators = [locator.to_record() for locator in one.locators]
    return (
        *(row, one.start, one.end, one.text, one.kind, one.type, one.number, one.year, one.code),
        *(one.identifier and str(one.identifier), one.name, one.date, one.issuer, one.title, one.party_term),
        *(json.dumps(locators, ensure_ascii=False) if locators else None, ", ".join(one.repairs) or None),
        *(one.doc, None),
    )


def reading_rows(row: int, reading: Reading) -> Iterator[tuple[Any, ...]]:
    """The documents of one text, then its events, a row for each of their documents, in the order of READINGS."""
    labels = documents_of(reading)
    facts: dict[str, tuple[Any, ...]] = {}
    for one in reading.documents:
        first = reading.citations[one.mentions[0]]
        told, resolution = labels[one.doc], reading.resolutions[one.doc]
        facts[one.doc] = (
            *(told.label, told.key, told.authority or told.identifier, told.type, told.date, told.issuer, told.title),
            *(type(resolution).__name__.lower(), resolution.work.iri if isinstance(resolution, Resolved) else None),
            *(len(one.mentions), *_stated(reading, one.doc, resolution)),
        )
        place = (row, reading.published, one.doc, first.start, first.end, first.text)
        yield *place, *facts[one.doc], *[None] * (len(_EVENT) + 1)
    for event, telling in zip(reading.events, tellings(reading), strict=True):
        acts = _act(telling)
        for number, doc in enumerate(event.docs):
            place = (row, reading.published, doc, event.start, event.end, reading.text[event.start : event.end])
            record = None if number else json.dumps(telling.to_record(), ensure_ascii=False)
            yield *place, *facts[doc], *_event(event), *acts, record, None


def _stated(reading: Reading, doc: str, resolution: Resolution) -> tuple[Any, ...]:
    """By what texts agree on a document: its cluster, and what a query needs that joins those with a gap in time."""
    document = next(one for one in reading.documents if one.doc == doc)
    cluster = document_key(document, resolution)
    key = None if isinstance(resolution, Resolved) else stated_key(document)
    term = party_term_on(reading.published) if reading.published else None
    if cluster is None or key is None:
        return cluster, None, None, None, None, document.date, term
    how = "open" if cluster.startswith(OPEN) else "complete" if key.is_complete else "open"
    how = "gap" if key.time == GAP and not cluster.startswith(OPEN) else how
    return cluster, how, key.base, key.place, key.time, document.date, term


def _event(event: Event) -> tuple[Any, ...]:
    came = event.attendance
    sites = (came and came.sites) or (None, None)
    people = (came and came.people) or (None, None)
    return (
        *(event.type, event.date, event.date_end, event.edtf, event.precision, event.organiser, event.chair),
        *(event.place, *sites, *people, came and came.mode, event.trigger),
    )


def _act(telling: TimelineEvent) -> tuple[str, str, str]:
    """When and by whom, in the form in which tellings agree, and all that makes the act that one."""
    moment, body = moment_of(telling), " ".join(body_of(telling))
    keys = sorted(document.key for document in telling.documents)
    return moment, body, json.dumps([telling.event.type, moment, body, keys], ensure_ascii=False)

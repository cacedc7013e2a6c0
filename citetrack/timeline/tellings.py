"""Tellings: the events of one text as events of a timeline, each with its one source."""

import re
from collections.abc import Iterator
from functools import cache

from attrs import evolve

from citetrack._text import fold
from citetrack.citations import Document
from citetrack.events import Event, site_counts
from citetrack.gazetteer import place_of
from citetrack.identifiers import unpadded
from citetrack.reading import Reading
from citetrack.resolution import Resolution, Resolved
from citetrack.timeline.values import Source, TimelineDocument, TimelineEvent
from citetrack.timeline.words import timeline_words

__all__ = ["documents_of", "tellings"]

_AFTER = 300  # letters after the sentence of an event in which its places may be told


def tellings(reading: Reading) -> Iterator[TimelineEvent]:
    """The events that one text tells, each with the text as its source.

    >>> from citetrack.reading import read
    >>> [one] = tellings(read("Ngày 2-12-2019, Tỉnh ủy quán triệt Quy định số 205-QĐ/TW.", id="a"))
    >>> one.sources[0].id, one.documents[0].key
    ('a', '205-QĐ/TW@2019-09-23#Quy định')
    """
    documents = documents_of(reading) if reading.events else {}
    for event in reading.events:
        told = evolve(event, docs=(), start=0, end=0)
        yield TimelineEvent(told, tuple(documents[doc] for doc in event.docs), (_source(event, reading),))


def documents_of(reading: Reading) -> dict[str, TimelineDocument]:
    """The documents of one text by their keys in it."""
    return {
        one.doc: _document(one, reading.resolutions[one.doc], reading.citations[one.mentions[0]].text)
        for one in reading.documents
    }


def _source(event: Event, reading: Reading) -> Source:
    return Source(
        id=reading.id,
        evidence=" ".join(reading.text[event.start : event.end].split()),
        start=event.start,
        end=event.end,
        address=reading.source,
        published=reading.published,
        date=event.edtf,
        organiser=event.organiser,
        attendance=event.attendance,
        breakdown=_breakdown(reading.text[event.start : event.end + _AFTER]) if _has_sites(event) else (),
    )


def _has_sites(event: Event) -> bool:
    return bool(event.attendance and event.attendance.sites)


def _breakdown(words: str) -> tuple[int, ...]:
    """The number of places and its parts, if *words* say of what it is made up."""
    counts = [(start, low) for start, (low, high) in site_counts(words) if low is not None and low == high]
    if len(counts) < 3 or not _made_up().search(words[counts[0][0] : counts[1][0]]):
        return ()
    return tuple(number for _, number in counts)


@cache
def _made_up() -> re.Pattern[str]:
    """The words that say that parts follow, and that they are all."""
    return re.compile(rf"\b(?:{'|'.join(timeline_words('breakdown'))})\b", re.IGNORECASE)


def _document(document: Document, resolution: Resolution, words: str) -> TimelineDocument:
    """*document* under its type and identifier, else under the *words* of its first mention."""
    named = document.identifier and " ".join(filter(None, (document.type, document.identifier)))
    label = named or " ".join(words.split())
    told = TimelineDocument(
        label,
        _key(document, label),
        document.identifier,
        None,
        document.type,
        document.date,
        document.issuer,
        document.title,
        document.number,
    )
    if not isinstance(resolution, Resolved):
        return told
    work = resolution.work
    return evolve(
        told,
        key=work.key,
        authority=work.identifier,
        type=told.type or work.type,
        date=work.date or told.date,
        issuer=work.issuer or told.issuer,
        title=work.title or told.title,
    )


def _key(document: Document, label: str) -> str:
    """The key of a document that no register knows: its identifier, its number, or its words; with its type.

    Each province has its own numbers: where the text names that of the issuer, it belongs to the key.
    """
    if document.name and document.name.startswith("plenum:") and not document.identifier:
        return fold(f"{document.type} {document.name}")
    if document.identifier:
        place = place_of(document.issuer) if document.issuer else None
        return fold(f"{label} @ {place.name}") if place else fold(label)
    if not (document.type and document.number):
        return fold(label)
    return fold(f"{document.type} {unpadded(document.number)}")

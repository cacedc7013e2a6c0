"""Tellings: the events of one text as events of a timeline, each with its one source."""

from collections.abc import Iterator

from attrs import evolve

from citetrack._text import fold
from citetrack.citations import Document
from citetrack.events import Event
from citetrack.identifiers import unpadded
from citetrack.reading import Reading
from citetrack.resolution import Resolution, Resolved
from citetrack.timeline.values import Source, TimelineDocument, TimelineEvent

__all__ = ["documents_of", "tellings"]


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
    )


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
    """The key of a document that no register knows: its identifier, its number, or its words; with its type."""
    if document.identifier or not (document.type and document.number):
        return fold(label)
    return fold(f"{document.type} {unpadded(document.number)}")

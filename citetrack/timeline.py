"""The timeline: what was done with which document, when and by whom, over many texts, each event once."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from attrs import evolve, field, frozen

from citetrack._text import fold
from citetrack.citations import Document
from citetrack.errors import ParseError
from citetrack.events import Event
from citetrack.parsing import parse_identifier
from citetrack.reading import Reading
from citetrack.resolution import Resolution, Resolved

__all__ = ["Source", "Timeline", "TimelineDocument", "TimelineEvent"]


@frozen
class Source:
    """Where an event is told: the id of the text and the words that tell it, with their place in it."""

    id: str
    evidence: str
    start: int
    end: int


@frozen
class TimelineDocument:
    """A document that an event is about: its label for people and the key under which texts agree on it.

    Attributes:
        label: type and identifier, or the words of its first mention.
        key: the register's key if it is resolved, else type and identifier or name.
        identifier: the canonical identifier, if the text gives one.
    """

    label: str
    key: str
    identifier: str | None = None


@frozen
class TimelineEvent:
    """One event, with all texts that tell it.

    Attributes:
        event: as the first text tells it.
        documents: what it is about.
        sources: the texts that tell it.
    """

    event: Event
    documents: tuple[TimelineDocument, ...]
    sources: tuple[Source, ...]

    def to_record(self) -> dict[str, Any]:
        """The event as an entry of a record's *events*, with documents and sources written out."""
        record = self.event.to_record()
        for name in ("docs", "start", "end"):
            del record[name]
        record["documents"] = [{"label": one.label, "identifier": one.identifier} for one in self.documents]
        record["sources"] = [
            {"id": one.id, "start": one.start, "end": one.end, "evidence": one.evidence} for one in self.sources
        ]
        return record


def _in_order(events: Iterable[TimelineEvent]) -> tuple[TimelineEvent, ...]:
    """*events* by their days, those without one at the end."""
    return tuple(sorted(events, key=lambda one: (one.event.date is None, one.event.date or "", one.sources[0].id)))


@frozen
class Timeline:
    """Events in the order of their days, each once; what has no known day stands at the end.

    >>> from citetrack.reading import read
    >>> told = read("Ngày 2-12-2019, Tỉnh ủy tổ chức hội nghị quán triệt Quy định số 205-QĐ/TW.", id="a")
    >>> again = read("Ngày 2/12/2019, Tỉnh ủy tổ chức hội nghị quán triệt Quy định số 205-QĐ/TW.", id="b")
    >>> timeline = Timeline.of_readings([told, again])
    >>> [(one.event.date, [source.id for source in one.sources]) for one in timeline]
    [('2019-12-02', ['a', 'b'])]
    """

    events: tuple[TimelineEvent, ...] = field(default=(), converter=_in_order)

    @classmethod
    def of_readings(cls, readings: Iterable[Reading]) -> "Timeline":
        """The timeline of many texts: the same act told on the same day of the same document is one event."""
        merged: dict[tuple[str, str], list[TimelineEvent]] = {}
        for one in (one for reading in readings for one in _events_of(reading)):
            known = merged.setdefault((one.event.type, one.event.edtf or ""), [])
            at = next((i for i, other in enumerate(known) if _same(one, other)), None)
            if at is None:
                known.append(one)
            else:
                known[at] = evolve(known[at], sources=known[at].sources + one.sources)
        return cls(event for events in merged.values() for event in events)

    def __iter__(self) -> Iterator[TimelineEvent]:
        return iter(self.events)

    def __len__(self) -> int:
        return len(self.events)

    def of(self, document: str) -> "Timeline":
        """The events about one document, by its identifier in any spelling or by words of its label.

        >>> len(Timeline().of("205-QĐ/TW"))
        0
        """
        try:
            wanted = str(parse_identifier(document))
        except ParseError:
            wanted = document
        return Timeline(one for one in self if any(_is_meant(wanted, d) for d in one.documents))

    def between(self, first: date, last: date) -> "Timeline":
        """The events that may have happened from *first* to *last*, both included; undated ones are left out.

        >>> len(Timeline().between(date(2019, 1, 1), date(2019, 12, 31)))
        0
        """
        return Timeline(one for one in self if one.event.date and _overlaps(one.event, first, last))


def _same(one: TimelineEvent, other: TimelineEvent) -> bool:
    """Whether two texts tell one act: same type and day is known, a document is shared, the bodies do not differ."""
    if one.event.date is None:
        return False
    bodies = {fold(e.event.organiser) for e in (one, other) if e.event.organiser}
    shared = {d.key for d in one.documents} & {d.key for d in other.documents}
    return bool(shared) and len(bodies) < 2


def _events_of(reading: Reading) -> Iterator[TimelineEvent]:
    documents = {d.doc: _document(d, reading.resolutions, reading) for d in reading.documents}
    for event in reading.events:
        evidence = " ".join(reading.text[event.start : event.end].split())
        source = Source(reading.id, evidence, event.start, event.end)
        yield TimelineEvent(event, tuple(documents[doc] for doc in event.docs), (source,))


def _document(document: Document, resolutions: Mapping[str, Resolution], reading: Reading) -> TimelineDocument:
    first = " ".join(reading.citations[document.mentions[0]].text.split())
    label = f"{document.type} {document.identifier}" if document.identifier else first
    resolution = resolutions.get(document.doc)
    key = resolution.work.key if isinstance(resolution, Resolved) else fold(label)
    return TimelineDocument(label, key, document.identifier)


def _is_meant(wanted: str, document: TimelineDocument) -> bool:
    return wanted == document.identifier or fold(wanted) in fold(document.label)


def _overlaps(event: Event, first: date, last: date) -> bool:
    """Whether the event's days, months or years touch the range; ISO texts compare by their common length."""
    start, end = str(event.date), event.date_end or str(event.date)
    return start <= last.isoformat()[: len(start)] and first.isoformat()[: len(end)] <= end

"""The timeline: what was done with which document, when and by whom, over many texts, each event once."""

import re
from collections.abc import Iterable, Iterator
from datetime import date
from functools import lru_cache
from typing import Any

from attrs import field, frozen

from citetrack._text import fold
from citetrack.citations import Document
from citetrack.errors import ParseError
from citetrack.events import Event
from citetrack.identifiers import Identifier
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
        authority: the register's identifier, if it is resolved.
        type: the full Vietnamese type name, if it is known.
    """

    label: str
    key: str
    identifier: str | None = None
    authority: str | None = None
    type: str | None = None


@frozen
class TimelineEvent:
    """One event, with all texts that tell it.

    Attributes:
        event: as the text that says most tells it; its keys of documents are those of that text.
        documents: what it is about, in any of the texts.
        sources: the places that tell it, by the ids of the texts.
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


def _place(one: TimelineEvent) -> tuple[object, ...]:
    """By what events stand in order: the day, then whatever else tells them apart, so that no order of inputs shows."""
    event, first = one.event, one.sources[0]
    day = (event.date is None, event.date or event.edtf or "", event.date_end or "")
    return (*day, first.id, first.start, first.end, event.type, repr(one))


def _in_order(events: Iterable[TimelineEvent]) -> tuple[TimelineEvent, ...]:
    """*events* by their days, those without one at the end."""
    return tuple(sorted(events, key=_place))


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
        tellings = dict.fromkeys(one for reading in readings for one in _events_of(reading))
        alike: dict[tuple[str, str], list[TimelineEvent]] = {}
        for one in tellings:
            alike.setdefault((one.event.type, _moment(one)), []).append(one)
        return cls(_merged(group) for some in alike.values() for group in _acts(some))

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
            wanted = parse_identifier(document)
        except ParseError:
            words = fold(document)
            return Timeline(one for one in self if words and any(_bears(words, d) for d in one.documents))
        return Timeline(one for one in self if any(_is_meant(wanted, d) for d in one.documents))

    def between(self, first: date, last: date) -> "Timeline":
        """The events that may have happened from *first* to *last*, both included; undated ones are left out.

        >>> len(Timeline().between(date(2019, 1, 1), date(2019, 12, 31)))
        0
        """
        return Timeline(one for one in self if one.event.date and first <= last and _overlaps(one.event, first, last))


def _moment(one: TimelineEvent) -> str:
    """By what tellings of one act agree: the day as far as it is known; without a day, the words."""
    return one.event.edtf or one.event.date or "" if one.event.date else f"undated: {fold(one.sources[0].evidence)}"


def _acts(alike: list[TimelineEvent]) -> list[list[TimelineEvent]]:
    """Tellings of one type and moment, parted into acts: a document is shared, and the bodies do not differ.

    A telling without a body joins the act that shares a document with it, if there is only one such act.
    """
    by_body: dict[str, list[TimelineEvent]] = {}
    for one in alike:
        by_body.setdefault(fold(one.event.organiser or ""), []).append(one)
    nameless = _linked(by_body.pop("", []))
    acts = [act for some in by_body.values() for act in _linked(some)]
    named = list(acts)
    for group in nameless:
        fitting = [act for act in named if _keys(act) & _keys(group)]
        if len(fitting) == 1:
            fitting[0].extend(group)
        else:
            acts.append(group)
    return acts


def _linked(tellings: list[TimelineEvent]) -> list[list[TimelineEvent]]:
    """Groups of *tellings* that hang together by the documents they share."""
    groups: list[tuple[set[str], list[TimelineEvent]]] = []
    for one in tellings:
        keys, members = _keys([one]), [one]
        apart = []
        for known, others in groups:
            if known & keys:
                keys, members = known | keys, others + members
            else:
                apart.append((known, others))
        groups = [*apart, (keys, members)]
    return [members for _, members in groups]


def _keys(tellings: Iterable[TimelineEvent]) -> set[str]:
    return {document.key for one in tellings for document in one.documents}


def _merged(tellings: list[TimelineEvent]) -> TimelineEvent:
    """One event of its *tellings*: the fullest tells it, all are its sources."""
    in_order = sorted(tellings, key=lambda one: (-_said(one.event), *_place(one)))
    documents: dict[str, TimelineDocument] = {}
    for document in (document for one in in_order for document in one.documents):
        documents.setdefault(document.key, document)
    sources = (source for one in sorted(tellings, key=_place) for source in one.sources)
    return TimelineEvent(in_order[0].event, tuple(documents.values()), tuple(sources))


def _said(event: Event) -> int:
    return sum(part is not None for part in (event.organiser, event.chair, event.place, event.attendance))


def _events_of(reading: Reading) -> Iterator[TimelineEvent]:
    documents = {
        one.doc: _document(one, reading.resolutions[one.doc], reading.citations[one.mentions[0]].text)
        for one in reading.documents
    }
    for event in reading.events:
        evidence = " ".join(reading.text[event.start : event.end].split())
        source = Source(reading.id, evidence, event.start, event.end)
        yield TimelineEvent(event, tuple(documents[doc] for doc in event.docs), (source,))


def _document(document: Document, resolution: Resolution, words: str) -> TimelineDocument:
    """*document* under its type and identifier, else under the *words* of its first mention."""
    named = document.identifier and " ".join(filter(None, (document.type, document.identifier)))
    label = named or " ".join(words.split())
    if isinstance(resolution, Resolved):
        return TimelineDocument(
            label, resolution.work.key, document.identifier, resolution.work.identifier, document.type
        )
    return TimelineDocument(label, fold(label), document.identifier, None, document.type)


def _bears(words: str, document: TimelineDocument) -> bool:
    """Whether the label holds *words* as whole words: “Chỉ thị 3” is not in “Chỉ thị 35”."""
    return bool(re.search(rf"(?<!\w){re.escape(words)}(?!\w)", fold(document.label)))


def _is_meant(wanted: Identifier, document: TimelineDocument) -> bool:
    """Whether the text or the register calls *document* so; of two documents with one number the type tells."""
    kinds = {kind for kind in (wanted.type, document.type) if kind}
    return len(kinds) < 2 and wanted in (_identifier(document.identifier), _identifier(document.authority))


@lru_cache(maxsize=4096)
def _identifier(written: str | None) -> Identifier | None:
    """*written* as a value, None for a name such as that of a constitution."""
    try:
        return parse_identifier(written) if written else None
    except ParseError:
        return None


def _overlaps(event: Event, first: date, last: date) -> bool:
    """Whether the event's days, months or years touch the range; ISO texts compare by their common length."""
    start, end = str(event.date), event.date_end or str(event.date)
    return start <= last.isoformat()[: len(start)] and first.isoformat()[: len(end)] <= end

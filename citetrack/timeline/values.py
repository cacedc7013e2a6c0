"""The values of a timeline: where an event is told, what it is about, and the event with all its tellings."""

import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from attrs import field, fields, frozen

from citetrack.errors import DataError
from citetrack.events import EVENT_TYPES, Attendance, Event, Range
from citetrack.gazetteer import level, place_of

__all__ = ["Figure", "Source", "TimelineDocument", "TimelineEvent"]


def _tuple(items: Any) -> tuple[Any, ...]:
    return tuple(items)


@frozen
class Source:
    """Where an event is told, and what is told there that other texts may tell otherwise.

    Attributes:
        id: of the text.
        evidence: the words that tell the event.
        start, end: their place in the text, code points, half-open.
        address: where the text comes from, as the caller names it, or None.
        published: the day of the text's publication, or None.
        date: the date as told there, in EDTF, or None.
        organiser: the body as called there, or None.
        attendance: the figures given there, or None.
        breakdown: the number of places and its parts, where the text gives both: 71 = 11 + 60 is (71, 11, 60).
    """

    id: str
    evidence: str
    start: int
    end: int
    address: str | None = None
    published: date | None = None
    date: str | None = None
    organiser: str | None = None
    attendance: Attendance | None = None
    breakdown: tuple[int, ...] = field(default=(), converter=_tuple)

    def to_record(self) -> dict[str, Any]:
        """The source as plain JSON."""
        record = {name: getattr(self, name) for name in ("id", "start", "end", "evidence", "address")}
        record["published"] = self.published and self.published.isoformat()
        record |= {"date": self.date, "organiser": self.organiser}
        record["attendance"] = self.attendance and self.attendance.to_record()
        return record | {"breakdown": list(self.breakdown)}

    @classmethod
    def from_record(cls, record: Mapping[str, Any]) -> "Source":
        """The source that *record* was made from."""
        day = record.get("published")
        return cls(
            str(record["id"]),
            str(record["evidence"]),
            int(record["start"]),
            int(record["end"]),
            published=date.fromisoformat(day) if day else None,
            attendance=_attendance(record.get("attendance")),
            breakdown=map(int, record.get("breakdown", ())),
            **_words(record, ("address", "date", "organiser")),
        )


@frozen
class TimelineDocument:
    """A document that an event is about: its label for people and the key under which texts agree on it.

    Attributes:
        label: type and identifier, or the words of its first mention.
        key: the register's key if it is resolved, else type and identifier, type and number, or name.
        identifier: the canonical identifier, if the text gives one.
        authority: the register's identifier, if it is resolved.
        type: the full Vietnamese type name, if it is known.
        date: the day of issue in ISO form: the register's, else the one of the text, else None.
        issuer: the issuing body, likewise.
        title: likewise.
        number: the serial number, if the text gives one.
    """

    label: str
    key: str
    identifier: str | None = None
    authority: str | None = None
    type: str | None = None
    date: str | None = None
    issuer: str | None = None
    title: str | None = None
    number: str | None = None

    def to_record(self) -> dict[str, Any]:
        """The document as plain JSON."""
        return {name: getattr(self, name) for name in _DOCUMENT}

    @classmethod
    def from_record(cls, record: Mapping[str, Any]) -> "TimelineDocument":
        """The document that *record* was made from."""
        told = _words(record, _DOCUMENT)
        return cls(str(record["label"]), str(record["key"]), **{name: told[name] for name in _DOCUMENT[2:]})


_DOCUMENT = tuple(one.name for one in fields(TimelineDocument))


@frozen
class Figure:
    """One count of places or people, and the texts that give it.

    Attributes:
        of: "sites" or "people".
        range: lowest and highest number that the words allow.
        sources: the ids of the texts.
    """

    of: str
    range: Range
    sources: tuple[str, ...]


@frozen
class TimelineEvent:
    """One event, with all texts that tell it.

    Attributes:
        event: as the text that says most tells it, filled up from the others.
        documents: what it is about, in any of the texts.
        sources: the places that tell it, by the ids of the texts.
        corrected_by: what people changed in it, with reason, author and time, a line each.
    """

    event: Event
    documents: tuple[TimelineDocument, ...] = field(converter=_tuple)
    sources: tuple[Source, ...] = field(converter=_tuple)
    corrected_by: tuple[str, ...] = field(default=(), converter=_tuple)

    @property
    def level(self) -> str | None:
        """Where the organiser stands: "central", "province", "district", "commune", "cell", or None if unknown."""
        return level(self.event.organiser) if self.event.organiser else None

    @property
    def unit(self) -> str | None:
        """The province or city that the organiser names, else the place; None if neither names one."""
        named = (place_of(words) for words in (self.event.organiser, self.event.place) if words)
        return next((place.name for place in named if place), None)

    @property
    def figures(self) -> tuple[Figure, ...]:
        """Every count that a text gives, side by side; of one thing there are several where the texts differ."""
        told: dict[tuple[str, Range], list[str]] = {}
        for source in self.sources:
            for of in ("sites", "people"):
                counted = getattr(source.attendance, of, None)
                if counted:
                    told.setdefault((of, counted), []).append(source.id)
        return tuple(
            Figure(of, counted, tuple(dict.fromkeys(ids))) for (of, counted), ids in sorted(told.items(), key=repr)
        )

    def to_record(self) -> dict[str, Any]:
        """The event as an entry of a record's *events*, its documents and sources written out."""
        record = self.event.to_record()
        for name in ("docs", "start", "end"):
            del record[name]
        record |= {"level": self.level, "unit": self.unit}
        record["documents"] = [one.to_record() for one in self.documents]
        record["sources"] = [one.to_record() for one in self.sources]
        if self.corrected_by:
            record["corrected_by"] = list(self.corrected_by)
        return record

    @classmethod
    def from_record(cls, record: Mapping[str, Any]) -> "TimelineEvent":
        """The event that *record* was made from; *level* and *unit* are worked out again.

        >>> one = TimelineEvent(Event("review", (), date="2024"), (TimelineDocument("Luật A", "luat a"),), ())
        >>> TimelineEvent.from_record(one.to_record()) == one
        True

        Raises:
            DataError: a field is missing or of the wrong kind.
        """
        try:
            return cls(
                _event(record),
                (TimelineDocument.from_record(one) for one in record["documents"]),
                (Source.from_record(one) for one in record["sources"]),
                (str(line) for line in record.get("corrected_by", ())),
            )
        except (AttributeError, KeyError, TypeError, ValueError) as error:
            raise DataError(
                "timeline", "event", f"not a record of an event ({type(error).__name__}: {error})"
            ) from error


# What an event of a timeline leaves to its documents and sources, and what has a form of its own.
_ELSEWHERE = {"type", "docs", "attendance", "start", "end"}
_PLAIN = tuple(one.name for one in fields(Event) if one.name not in _ELSEWHERE)
_ISO = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")


def _event(record: Mapping[str, Any]) -> Event:
    if record["type"] not in EVENT_TYPES:
        raise ValueError(f"no type of event: {record['type']!r}")
    told = {name: words for name, words in _words(record, _PLAIN).items() if words is not None}
    for name in {"date", "date_end"} & told.keys():
        _check_day(told[name])
    return Event(record["type"], docs=(), attendance=_attendance(record.get("attendance")), **told)


def _check_day(words: str) -> None:
    if not _ISO.fullmatch(words):
        raise ValueError(f"no day, month or year: {words!r}")
    date.fromisoformat((words + "-01-01")[:10])


def _words(record: Mapping[str, Any], names: Iterable[str]) -> dict[str, Any]:
    """The fields *names* of *record*: strings, or None where they are left out."""
    told = {name: record.get(name) for name in names}
    if wrong := next((name for name, words in told.items() if not isinstance(words, str | None)), None):
        raise TypeError(f"{wrong} is no string")
    return told


def _attendance(record: Mapping[str, Any] | None) -> Attendance | None:
    if record is None:
        return None
    return Attendance(_range(record["sites"]), _range(record["people"]), _words(record, ("mode",))["mode"])


def _range(record: Any) -> Range | None:
    if record is None:
        return None
    low, high = (None if bound is None else int(bound) for bound in record)
    return low, high

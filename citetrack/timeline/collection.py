"""The timeline: what was done with which document, when and by whom, over many texts, each event once."""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import lru_cache
from typing import Any

from attrs import field, frozen

from citetrack._text import fold
from citetrack.errors import ParseError
from citetrack.events import Event
from citetrack.identifiers import Identifier
from citetrack.parsing import parse_identifier
from citetrack.reading import Reading
from citetrack.timeline.merging import merged
from citetrack.timeline.order import in_order
from citetrack.timeline.tellings import tellings
from citetrack.timeline.values import TimelineDocument, TimelineEvent

__all__ = ["Timeline"]


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

    events: tuple[TimelineEvent, ...] = field(default=(), converter=in_order)

    @classmethod
    def of_readings(cls, readings: Iterable[Reading]) -> "Timeline":
        """The timeline of many texts: the same act told on the same day of the same document is one event."""
        return cls(merged(one for reading in readings for one in tellings(reading)))

    @classmethod
    def from_records(cls, records: Iterable[Mapping[str, Any]]) -> "Timeline":
        """The timeline whose events were written as *records*.

        >>> Timeline.from_records(one.to_record() for one in Timeline())
        Timeline(events=())

        Raises:
            DataError: a record is none of an event.
        """
        return cls(TimelineEvent.from_record(record) for record in records)

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

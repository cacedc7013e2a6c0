"""The timeline: what was done with which document, when and by whom, over many texts, each event once."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from attrs import evolve, field, frozen

from citetrack._arguments import checked_day, checked_word
from citetrack._text import fold
from citetrack.authority import AuthorityFile
from citetrack.gazetteer.bodies import LEVELS
from citetrack.reading import Reading
from citetrack.timeline.agreement import vaguer_keys
from citetrack.timeline.anniversaries import Anniversaries, anniversaries_of
from citetrack.timeline.chains import ChainStep, Link, chain_of, joined, links_of, register_links
from citetrack.timeline.coverage import Coverage, coverage_of
from citetrack.timeline.difference import Difference, difference_of
from citetrack.timeline.doubts import Doubt, doubts_of
from citetrack.timeline.finding import is_by, is_called
from citetrack.timeline.first import First, Lags, first_of, lags_of
from citetrack.timeline.issuances import issuances_of
from citetrack.timeline.merging import merged
from citetrack.timeline.order import in_order
from citetrack.timeline.tellings import tellings
from citetrack.timeline.units import days_of
from citetrack.timeline.values import TimelineDocument, TimelineEvent

__all__ = ["Timeline"]


def _links(links: Iterable[Link]) -> tuple[Link, ...]:
    return tuple(links)


@frozen
class Timeline:
    """Events in the order of their days, each once; what has no known day stands at the end.

    >>> from citetrack.reading import read
    >>> told = read("Ngày 2-12-2019, Tỉnh ủy tổ chức hội nghị quán triệt Quy định số 205-QĐ/TW.", id="a")
    >>> again = read("Ngày 2/12/2019, Tỉnh ủy tổ chức hội nghị quán triệt Quy định số 205-QĐ/TW.", id="b")
    >>> timeline = Timeline.of_readings([told, again])
    >>> [(one.event.date, [source.id for source in one.sources]) for one in timeline]
    [('2019-12-02', ['a', 'b'])]

    Attributes:
        events: in order.
        links: which documents carry out others, as the texts tell; no part of equality.
    """

    events: tuple[TimelineEvent, ...] = field(default=(), converter=in_order)
    links: tuple[Link, ...] = field(default=(), converter=_links, eq=False, repr=False)

    @classmethod
    def of_readings(cls, readings: Iterable[Reading]) -> "Timeline":
        """The timeline of many texts: what several tell of one act is one event with several sources."""
        told: list[TimelineEvent] = []
        links: list[Link] = []
        for reading in readings:
            told += tellings(reading)
            links += links_of(reading)
        return cls(merged(told), joined(links))

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

    @property
    def documents(self) -> tuple[TimelineDocument, ...]:
        """The documents of all events, each once, by their keys."""
        found = {document.key: document for one in self.events for document in one.documents}
        return tuple(found[key] for key in sorted(found))

    def with_issuances(self, authority: AuthorityFile | None = None) -> "Timeline":
        """This timeline and the days of issue that *authority* knows of its documents, with what they carry out.

        An issuance that a text tells too is one event, with the register as one more source.
        """
        known = authority or AuthorityFile.default()
        events = merged([*self.events, *issuances_of(self.events, known)])
        return Timeline(events, joined([*self.links, *register_links(self.events, known)]))

    def of(self, document: str) -> "Timeline":
        """The events about one document, by its identifier in any spelling or by words of its label.

        >>> len(Timeline().of("205-QĐ/TW"))
        0
        """
        is_meant = is_called(document)
        return self._only(one for one in self if any(map(is_meant, one.documents)))

    def by(self, organ: str, below: bool = False) -> "Timeline":
        """The events that *organ* held, in any spelling; with *below* also those of bodies under it.

        >>> len(Timeline().by("Tỉnh ủy Yên Bái", below=True))
        0
        """
        return self._only(filter(is_by(organ, below), self))

    def between(self, first: date, last: date) -> "Timeline":
        """The events that may have happened from *first* to *last*, both included; undated ones are left out.

        >>> len(Timeline().between(date(2019, 1, 1), date(2019, 12, 31)))
        0
        """
        spans = ((one, days_of(one)) for one in self if first <= last)
        return self._only(one for one, days in spans if days and days[0] <= last and first <= days[1])

    def _only(self, events: Iterable[TimelineEvent]) -> "Timeline":
        return evolve(self, events=events)

    def first(self, level: str | None = None) -> tuple[First, ...]:
        """The first dissemination of each document by each unit, of one *level* or of all.

        >>> Timeline().first("province")
        ()
        """
        return first_of(self, checked_word(level, "level", LEVELS))

    def lags(self, level: str | None = "province", deadline: int | date | None = None) -> Lags:
        """The days from the issue of each document to its first dissemination by each unit of *level*.

        *deadline* is in days after issue, or a day: what is later is overdue.

        >>> Timeline().lags(deadline=30)
        Lags(lags=(), summaries=())
        """
        if not isinstance(deadline, int):
            deadline = checked_day(deadline, "deadline")
        return lags_of(self, checked_word(level, "level", LEVELS), deadline)

    def coverage(
        self, level: str = "province", as_of: date | None = None, documents: Sequence[str] | None = None
    ) -> Coverage:
        """Which documents reached which units by *as_of*, by default the last day that is told.

        Provinces are those of *as_of*: 63 until 30 June 2025, 34 since; what a former province did counts for its
        successor, and the cell says so. Of other levels the units are those that texts name.

        >>> len(Timeline().coverage(as_of=date(2025, 7, 1), documents=["35-CT/TW"]).units)
        34
        """
        named = [documents] if isinstance(documents, str) else documents
        wanted = None if named is None else [one for words in named for one in self._documents(words)]
        checked_word(level, "level", LEVELS)
        return coverage_of(self, level, checked_day(as_of, "as_of"), wanted)

    def _documents(self, words: str) -> tuple[TimelineDocument, ...]:
        """The documents called *words*, in events or links; one that no text tells of, if there are none."""
        is_meant = is_called(words)
        linked = {end.key: end for link in self.links for end in (link.parent, link.child)}
        known = linked | {document.key: document for document in self.documents}
        found = tuple(known[key] for key in sorted(known) if is_meant(known[key]))
        return found or (TimelineDocument(words, fold(words)),)

    def chain(self, document: str) -> tuple[ChainStep, ...]:
        """What carries out *document*, and what carries out that, as the lines of a tree.

        >>> [step.depth for step in Timeline().chain("35-CT/TW")]
        [0]
        """
        tops = self._documents(document)
        vaguer = {key for top in tops for key in vaguer_keys(top)}
        return chain_of(self.links, [top for top in tops if top.key not in vaguer])

    def chains(self) -> tuple[ChainStep, ...]:
        """The chains of all documents that others carry out and that carry out none themselves, one after another.

        >>> Timeline().chains()
        ()
        """
        children = {link.child.key for link in self.links if not link.refusal}
        tops = {link.parent.key: link.parent for link in self.links if link.parent.key not in children}
        return chain_of(self.links, [tops[key] for key in sorted(tops)])

    def anniversaries(self, day: date, window: int = 30, years: Iterable[int] | None = None) -> Anniversaries:
        """The documents that are 1, 3, 5, 10 … *years* old at most *window* days before or after *day*.

        >>> Timeline().anniversaries(date(2024, 6, 1)).due
        ()
        """
        return anniversaries_of(self, day, window, years)

    def difference(self, later: "Timeline") -> Difference:
        """What *later* has that this one has not, and the other way round.

        >>> Timeline().difference(Timeline()).added
        ()
        """
        return difference_of(self, later)

    def doubts(self) -> tuple[Doubt, ...]:
        """What cannot be as it is told: wrong sums, acts before their document, children older than their parents.

        >>> Timeline().doubts()
        ()
        """
        return doubts_of(self, self.links)

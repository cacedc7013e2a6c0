"""The tracker: texts in a database, each read once, and the timeline of all of them."""

import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import Self, TypedDict, Unpack

from attrs import evolve, frozen

from citetrack.authority import AuthorityFile
from citetrack.errors import InputError
from citetrack.reading import Reading, read
from citetrack.timeline import Source, Timeline, TimelineDocument, TimelineEvent
from citetrack.timeline.chains import ChainStep, joined
from citetrack.timeline.coverage import Coverage
from citetrack.timeline.difference import Difference
from citetrack.timeline.finding import is_by, is_called
from citetrack.timeline.first import First, Lags
from citetrack.tracker.arrivals import firsts, lags
from citetrack.tracker.corrections import Conflict, Correction, Target, conflicts, corrections
from citetrack.tracker.covering import coverage
from citetrack.tracker.database import Database, storable
from citetrack.tracker.decisions import candidates, confirmation, decide, new_day, take_back, targets_of
from citetrack.tracker.dumps import dump, load
from citetrack.tracker.events import events_where
from citetrack.tracker.history import known_on_both
from citetrack.tracker.masking import unnamed
from citetrack.tracker.questions import ALL, LIVING, Query, about, between, by, containing, of
from citetrack.tracker.regrouping import regroup, settle
from citetrack.tracker.store import Text, links_where, put_links, put_tellings, put_text, reader, remove_text, text_hash

__all__ = ["Added", "Tracker"]


@frozen
class Added:
    """What became of a text that was added.

    Attributes:
        source: the text.
        outcome: "added"; "replaced", if the source had another text before; "known", if it had this one.
        reading: what it says; None if it was known, for then it is not read again.
    """

    source: str
    outcome: str
    reading: Reading | None = None


class By(TypedDict):
    """Who corrects, why, and when: no clock is read."""

    reason: str
    author: str
    made: date


class Tracker:
    """Texts and their timeline in one SQLite file, or in memory without *path*.

    Each text is one transaction: whatever happens, a text is in the database with all that it tells or not at all.
    Several processes may read while one writes; a writer waits up to *wait* seconds for another. One tracker is for
    one thread.

    >>> with Tracker() as tracker:
    ...     text = "Ngày 2-12-2019, Tỉnh ủy Yên Bái quán triệt Quy định số 205-QĐ/TW."
    ...     [tracker.add(text, source="https://example.vn/1").outcome for _ in range(2)]
    ...     [event.event.date for event in tracker.timeline()]
    ['added', 'known']
    ['2019-12-02']

    Args:
        path: the file, made if it is not there; None for a database in memory.
        read_only: whether it is only to be read; the file must be there.
        keep_texts: whether the texts themselves are kept, compressed.
        wait: seconds that another writer is waited for.
        authority: where documents are looked up, the shipped register unless it is given.

    Raises:
        TrackerError: the file cannot be opened, is no database of citetrack, or is of a newer version.
    """

    def __init__(
        self,
        path: str | Path | None = None,
        *,
        read_only: bool = False,
        keep_texts: bool = False,
        wait: float = 5.0,
        authority: AuthorityFile | None = None,
    ) -> None:
        self._database = Database(path, read_only, wait)
        self._keeps_texts = keep_texts
        self._authority = authority
        settle(self._database)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Ends the work with the database; all that was added is in it already."""
        self._database.close()

    def __len__(self) -> int:
        """How many texts there are."""
        return int(self._database.rows("SELECT count(*) FROM text WHERE until IS NULL")[0][0])

    def __contains__(self, source: str) -> bool:
        return self._known(source) is not None

    def sources(self) -> Iterator[str]:
        """The texts by what they are called, in order."""
        rows = self._database.rows("SELECT source FROM text WHERE until IS NULL ORDER BY source")
        return iter([source for (source,) in rows])

    def add(
        self,
        text: str,
        published: date | None = None,
        source: str | None = None,
        id: str | None = None,  # noqa: A002 the record's word
        *,
        added: date | None = None,
    ) -> Added:
        """Reads *text* and stores what it tells; the same text of the same source again is not read again.

        Another text of the same source takes the place of the first. A text without *source* and *id* is called by its
        hash. *added* is the day on which it comes in: no clock is read.

        Raises:
            TrackerError: the database cannot be written; it is as it was.
        """
        mark = text_hash(text, published)
        name = source or id or f"hash:{mark.hex()}"
        register = self._authority or AuthorityFile.default()
        if self._known(name) == (mark, reader(register.version)):
            return Added(name, "known")
        reading = evolve(read(text, published, id or name, register), source=source)
        return self._put(reading, name, mark, added)

    def add_reading(self, reading: Reading, source: str | None = None, *, added: date | None = None) -> Added:
        """Stores what a text tells that was read before, as `add` does; *source* is the reading's own unless told.

        Raises:
            TrackerError: the database cannot be written; it is as it was.
        """
        mark = text_hash(reading.text, reading.published if reading.published_how == "given" else None)
        name = source or reading.source or reading.id or f"hash:{mark.hex()}"
        if self._known(name) == (mark, reader(reading.data_version)):
            return Added(name, "known")
        return self._put(reading if reading.id else evolve(reading, id=name), name, mark, added)

    def remove(self, source: str, *, on: date | None = None) -> bool:
        """Takes the text *source* and all that it alone tells out of the database; False if it is not there.

        With the day *on* it stays as what was known before that day; without, nothing of it is left.

        Raises:
            TrackerError: the database cannot be written; it is as it was.
        """
        with self._database.writing():
            return remove_text(self._database, source, on)

    def timeline(self, *, without_names: bool = False) -> Timeline:
        """The events of all texts, each once: what `Timeline.of_readings` makes of the same texts, as people mended it.

        *without_names* leaves out who chaired and masks the names of persons in the words of the texts.
        """
        with self._database.reading():
            shown = map(unnamed, self._events(ALL)) if without_names else self._events(ALL)
            return Timeline(shown, joined(links_where(self._database, LIVING)))

    def of(self, document: str) -> Timeline:
        """The events about one document, as `Timeline.of`."""
        is_meant = is_called(document)
        return self._asked(of(document), lambda one: any(map(is_meant, one.documents)))

    def by(self, organ: str, below: bool = False) -> Timeline:
        """The events that *organ* held, as `Timeline.by`."""
        with self._database.reading():
            return Timeline(filter(is_by(organ, below), self._events(by(self._database, organ, below))))

    def between(self, first: date, last: date) -> Timeline:
        """The events that may have happened from *first* to *last*, as `Timeline.between`."""
        return self._asked(between(first, last)).between(first, last)

    def search(self, words: str, limit: int = 100) -> Timeline:
        """At most *limit* events that are told with *words* side by side; marks and case do not matter.

        Where more tell so, they are those of the texts that came in last.
        """
        return self._asked(containing(words, limit)) if words.strip() else Timeline()

    def first(self, level: str | None = None, documents: Sequence[str] | None = None) -> Sequence[First]:
        """The first dissemination of each document by each unit, as `Timeline.first`; of *documents* if given.

        Without *documents* the items are built when they are looked at: make a tuple of them to keep them.
        """
        with self._database.reading():
            found = firsts(self._database, level, self._keys(documents))
        if documents is None:
            return found
        return tuple(one for one in found if _is_called(one.document, documents))

    def lags(
        self,
        level: str | None = "province",
        deadline: int | date | None = None,
        documents: Sequence[str] | None = None,
    ) -> Lags:
        """The days from issue to first dissemination, as `Timeline.lags`; of *documents* if given.

        Without *documents* the items are built when they are looked at: make tuples of them to keep them.
        """
        with self._database.reading():
            found = lags(self._database, level, deadline, self._keys(documents))
        if documents is None:
            return found
        return Lags(
            tuple(lag for lag in found.lags if _is_called(lag.first.document, documents)),
            tuple(summary for summary in found.summaries if _is_called(summary.document, documents)),
        )

    def coverage(
        self, level: str = "province", as_of: date | None = None, documents: Sequence[str] | None = None
    ) -> Coverage:
        """Which documents reached which units, as `Timeline.coverage`; without *as_of* by the last day that is told.

        Cells are built when they are looked at: make a tuple of them to keep them.
        """
        with self._database.reading():
            return coverage(self._database, level, as_of, documents)

    def chain(self, document: str) -> tuple[ChainStep, ...]:
        """What carries out *document*, as `Timeline.chain`."""
        with self._database.reading():
            return Timeline(self._events(of(document)), joined(links_where(self._database, LIVING))).chain(document)

    def _keys(self, documents: Sequence[str] | None) -> list[str] | None:
        """The keys that may be those of *documents*; None of all."""
        if documents is None:
            return None
        query, values = about(documents)
        rows = self._database.rows(f"SELECT DISTINCT key FROM arrival WHERE event IN ({query})", values)
        return [key for (key,) in rows if key is not None]

    def difference(self, earlier: date, later: date) -> Difference:
        """What was known on the day *later* and not on *earlier*, and the other way round.

        A text counts from the day on which it was `added`, one without such a day always; until the day on which it was
        replaced or removed, if that was told. Corrections count as they are now.
        """
        with self._database.reading():
            before, after = known_on_both(self._database, earlier, later)
        return Timeline(before).difference(Timeline(after))

    def _asked(self, query: Query, is_wanted: Callable[[TimelineEvent], bool] | None = None) -> Timeline:
        with self._database.reading():
            return Timeline(filter(is_wanted, self._events(query)))

    def _events(self, query: Query) -> Iterator[TimelineEvent]:
        return events_where(self._database, *query)

    # Corrections

    def candidates(self, document: TimelineDocument) -> tuple[TimelineDocument, ...]:
        """The works that an ambiguous *document* of an event may be, the likeliest first."""
        return candidates(self._database, document)

    def confirm(
        self, event: TimelineEvent, document: TimelineDocument, choice: TimelineDocument, **by: Unpack[By]
    ) -> Correction:
        """Says that *document* is *choice*, one of its candidates, in the texts that tell of *event*.

        Raises:
            InputError: it is no candidate, or reason or author are empty.
        """
        value, targets = confirmation(self._database, event, document, choice)
        return self._decide("confirm", value, targets, by)

    def mend_date(self, event: TimelineEvent, date: str, **by: Unpack[By]) -> Correction:
        """Says when *event* was: an ISO day, month or year, or a range such as 2021-11-19/2021-11-20.

        Raises:
            InputError: *date* is none, or reason or author are empty.
        """
        return self._decide("date", new_day(date), targets_of(self._database, event), by)

    def merge(self, events: Iterable[TimelineEvent], **by: Unpack[By]) -> Correction:
        """Says that *events* are one."""
        return self._decide("merge", "", targets_of(self._database, *events), by)

    def split(self, event: TimelineEvent, sources: Iterable[Source], **by: Unpack[By]) -> Correction:
        """Says that what *sources* tell is not the *event* that the others tell."""
        part = evolve(event, sources=[source for source in event.sources if source in set(sources)])
        return self._decide("split", "", targets_of(self._database, part), by)

    def undo(self, correction: Correction, **by: Unpack[By]) -> None:
        """Takes *correction* back; it stays on record with the reason.

        Raises:
            InputError: the database has no such correction that holds.
        """
        take_back(self._database, correction, (by["reason"], by["author"], by["made"].isoformat()))

    def corrections(self) -> tuple[Correction, ...]:
        """All corrections by the time when they were made, those that were taken back too."""
        return tuple(corrections(self._database))

    def conflicts(self) -> tuple[Conflict, ...]:
        """The corrections that contradict each other; of two the later one holds."""
        return conflicts(self._database)

    def _decide(self, kind: str, value: str, targets: Iterable[Target], by: By) -> Correction:
        made = by["made"].isoformat()
        return decide(self._database, Correction(kind, value, targets, by["reason"], by["author"], made))

    def text(self, source: str) -> str | None:
        """The text *source* as it was given, or None if texts are not kept.

        Raises:
            InputError: there is no such text.
        """
        asked = "SELECT body FROM text WHERE source = CAST(? AS TEXT) AND until IS NULL"
        found = self._database.rows(asked, (storable(source),))
        if not found:
            raise InputError(source, "is not in the database; expected one of its sources")
        body = found[0][0]
        return None if body is None else zlib.decompress(body).decode("utf-8", "surrogatepass")

    def dump(self, path: str | Path) -> None:
        """Writes all that the database holds to *path*, as JSON Lines: texts, what they tell, corrections.

        Raises:
            InputError: the file cannot be written.
        """
        with _faults_of(path, "written"), open(path, "w", encoding="utf-8") as out, self._database.reading():
            dump(self._database, out)

    def load(self, path: str | Path, report: Callable[[InputError], None] | None = None) -> int:
        """Adds what `dump` wrote to *path*; the number of texts and corrections that are new here.

        Each faulty line goes to *report*, and the others are stored; without *report* the first one is raised, and
        what stands before it is stored.

        Raises:
            InputError: the file cannot be read, is no dump, or has a faulty line.
        """

        def fail(fault: InputError) -> None:
            raise fault

        with _faults_of(path, "read"), open(path, encoding="utf-8") as lines:
            return load(self._database, lines, str(path), report or fail)

    def check(self) -> None:
        """Looks through the whole database, in a time that grows with its size.

        Raises:
            TrackerError: something in it is damaged; the message says what.
        """
        self._database.check()

    def _known(self, source: str) -> tuple[bytes, str] | None:
        """Hash and reader of the text *source*, or None."""
        asked = "SELECT hash, reader FROM text WHERE source = CAST(? AS TEXT) AND until IS NULL"
        return next(iter(self._database.rows(asked, (storable(source),))), None)

    def _put(self, reading: Reading, source: str, mark: bytes, added: date | None) -> Added:
        kept = Text.of(reading, source, mark, added, self._keeps_texts)
        with self._database.writing():
            was_there = remove_text(self._database, source, added)
            row = put_text(self._database, kept)
            put_links(self._database, row, reading)
            if told := put_tellings(self._database, row, reading):
                regroup(self._database, told, dict.fromkeys(told, None))
        return Added(source, "replaced" if was_there else "added", reading)


@contextmanager
def _faults_of(path: str | Path, done: str) -> Iterator[None]:
    """Names *path* in what goes wrong with the file."""
    try:
        yield
    except OSError as error:
        raise InputError(str(path), f"cannot be {done}: {error.strerror or error}") from error
    except UnicodeDecodeError as error:
        raise InputError(str(path), f"is not UTF-8: byte {error.start}; expected a file that `dump` wrote") from error


def _is_called(document: TimelineDocument, names: Iterable[str]) -> bool:
    """Whether *document* is called by any of *names*."""
    return any(is_called(words)(document) for words in names)

"""The tracker: texts in a database, each read once, and the timeline of all of them."""

import zlib
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import Self

from attrs import evolve, frozen

from citetrack import __version__
from citetrack.errors import InputError
from citetrack.reading import Reading, read
from citetrack.timeline import Timeline
from citetrack.tracker.database import Database, storable
from citetrack.tracker.events import events_where
from citetrack.tracker.grouping import enter
from citetrack.tracker.store import Text, put_tellings, put_text, remove_text, text_hash

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

    Raises:
        TrackerError: the file cannot be opened, is no database of citetrack, or is of a newer version.
    """

    def __init__(
        self, path: str | Path | None = None, *, read_only: bool = False, keep_texts: bool = False, wait: float = 5.0
    ) -> None:
        self._database = Database(path, read_only, wait)
        self._keeps_texts = keep_texts

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Ends the work with the database; all that was added is in it already."""
        self._database.close()

    def __len__(self) -> int:
        """How many texts there are."""
        return int(self._database.rows("SELECT count(*) FROM text")[0][0])

    def __contains__(self, source: str) -> bool:
        return self._known(source) is not None

    def sources(self) -> Iterator[str]:
        """The texts by what they are called, in order."""
        return iter([row[0] for row in self._database.rows("SELECT source FROM text ORDER BY source")])

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
        if self._known(name) == (mark, __version__):
            return Added(name, "known")
        reading = evolve(read(text, published, id or name), source=source)
        return self._put(reading, name, mark, added)

    def add_reading(self, reading: Reading, source: str | None = None, *, added: date | None = None) -> Added:
        """Stores what a text tells that was read before, as `add` does; *source* is the reading's own unless told.

        Raises:
            TrackerError: the database cannot be written; it is as it was.
        """
        mark = text_hash(reading.text, reading.published if reading.published_how == "given" else None)
        name = source or reading.source or reading.id or f"hash:{mark.hex()}"
        if self._known(name) == (mark, __version__):
            return Added(name, "known")
        return self._put(reading if reading.id else evolve(reading, id=name), name, mark, added)

    def remove(self, source: str) -> bool:
        """Takes the text *source* and all that it alone tells out of the database; False if it is not there.

        Raises:
            TrackerError: the database cannot be written; it is as it was.
        """
        with self._database.writing():
            return remove_text(self._database, source)

    def timeline(self) -> Timeline:
        """The events of all texts, each once: what `Timeline.of_readings` makes of the same texts."""
        with self._database.reading():
            return Timeline(events_where(self._database, "SELECT id FROM event"))

    def text(self, source: str) -> str | None:
        """The text *source* as it was given, or None if texts are not kept.

        Raises:
            InputError: there is no such text.
        """
        found = self._database.rows("SELECT body FROM text WHERE source = CAST(? AS TEXT)", (storable(source),))
        if not found:
            raise InputError(source, "is not in the database; expected one of its sources")
        body = found[0][0]
        return None if body is None else zlib.decompress(body).decode("utf-8", "surrogatepass")

    def check(self) -> None:
        """Looks through the whole database, in a time that grows with its size.

        Raises:
            TrackerError: something in it is damaged; the message says what.
        """
        self._database.check()

    def _known(self, source: str) -> tuple[bytes, str] | None:
        """Hash and reader of the text *source*, or None."""
        asked = "SELECT hash, reader FROM text WHERE source = CAST(? AS TEXT)"
        return next(iter(self._database.rows(asked, (storable(source),))), None)

    def _put(self, reading: Reading, source: str, mark: bytes, added: date | None) -> Added:
        kept = Text.of(reading, source, mark, added, self._keeps_texts)
        with self._database.writing():
            was_there = remove_text(self._database, source)
            row = put_text(self._database, kept)
            enter(self._database, put_tellings(self._database, row, reading))
        return Added(source, "replaced" if was_there else "added", reading)

"""The database under a tracker: opening it, transactions, and its faults as one clear error each."""

import json
import os
import re
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from hashlib import blake2b
from operator import methodcaller
from pathlib import Path
from typing import Any, TypeAlias
from urllib.parse import quote

from citetrack.errors import TrackerError
from citetrack.tracker.schema import APPLICATION, migrate, migrations

__all__ = ["LISTED", "Database", "Row", "hashed", "listed", "named", "serial", "storable"]

Row: TypeAlias = tuple[Any, ...]

# The ids that `listed` or the words that `named` wrote down, as a query.
LISTED = "SELECT value FROM json_each(?)"

_TEXT = methodcaller("decode", "utf-8", "surrogatepass")
_HALVES = re.compile("[\ud800-\udfff]")
_OLDEST = (3, 37)  # the first with STRICT tables
_REASONS = {
    sqlite3.SQLITE_BUSY: "another process is writing to it; waited {wait:g} s, try again when that one is done",
    sqlite3.SQLITE_LOCKED: "another process is writing to it; waited {wait:g} s, try again when that one is done",
    sqlite3.SQLITE_READONLY: "is read-only; nothing was changed",
    sqlite3.SQLITE_IOERR: "cannot be read or written ({error}); nothing was changed",
    sqlite3.SQLITE_CORRUPT: "is damaged ({error}); use a copy, or save what can be saved: sqlite3 FILE .recover",
    sqlite3.SQLITE_FULL: "the disk is full; nothing of this was stored, all that was before is",
    sqlite3.SQLITE_CANTOPEN: "cannot be opened; expected a file in a folder that is there and may be used",
    sqlite3.SQLITE_NOTADB: "is no SQLite database; expected one that citetrack made",
}
_STRAYS = """
SELECT id, 'event' FROM telling WHERE event IS NULL AND NOT past
UNION ALL SELECT id, 'event' FROM telling WHERE past AND event IS NOT NULL
UNION ALL SELECT id, 'words' FROM telling WHERE NOT past AND id NOT IN (SELECT id FROM words_docsize)
UNION ALL SELECT id, 'telling' FROM words_docsize WHERE id NOT IN (SELECT id FROM telling WHERE NOT past)
UNION ALL SELECT id, 'telling' FROM event WHERE id NOT IN (SELECT event FROM telling WHERE event IS NOT NULL)
UNION ALL SELECT id, 'arrival' FROM event WHERE id NOT IN (SELECT event FROM arrival)"""
_SETTINGS = (
    "foreign_keys = ON",
    "synchronous = NORMAL",
    "temp_store = MEMORY",
    "cache_size = -32768",
    "wal_autocheckpoint = 4000",
)


class Database:
    """A connection to one database file; each fault of SQLite is a TrackerError with the path.

    Attributes:
        name: the path, or ":memory:".
        wait: for how many seconds another writer is waited for.
    """

    def __init__(self, path: str | Path | None, read_only: bool = False, wait: float = 5.0) -> None:
        self.name = ":memory:" if path is None else os.fspath(path)
        self.wait = wait
        if sqlite3.sqlite_version_info < _OLDEST:
            raise TrackerError(self.name, f"needs SQLite 3.37 or newer; this Python has {sqlite3.sqlite_version}")
        try:
            self._connection = self._opened(read_only)
        except ValueError as error:  # a null in the path
            raise TrackerError(self.name, f"cannot be opened: {error}") from error
        try:
            self._prepare(read_only)
        except TrackerError:
            self._connection.close()
            raise

    def _opened(self, read_only: bool, more: str = "") -> sqlite3.Connection:
        where, is_uri = self.name, read_only and self.name != ":memory:"
        if is_uri:
            where = f"file:{quote(os.path.abspath(self.name))}?mode=ro{more}"
        try:
            connection = sqlite3.connect(where, timeout=self.wait, isolation_level=None, uri=is_uri)
        except sqlite3.Error as error:
            raise self._fault(error) from error
        connection.text_factory = _TEXT
        return connection

    def _prepare(self, read_only: bool) -> None:
        try:
            self._look()
            version = self._version()
            for setting in _SETTINGS:
                self._connection.execute(f"PRAGMA {setting}")
            if version < len(migrations()):
                if read_only:
                    raise TrackerError(self.name, "is of an older version; open it once for writing to bring it up")
                self._connection.execute("PRAGMA journal_mode = WAL")
                migrate(self._connection)
        except sqlite3.Error as error:
            raise self._fault(error) from error

    def _look(self) -> None:
        """Reads the file as one that nobody changes, where its folder lets no log be made and none is there."""
        try:
            self._connection.execute("SELECT count(*) FROM sqlite_master")
        except sqlite3.OperationalError as error:
            unwritable = {sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN}
            if _code(error) not in unwritable or not os.path.isfile(self.name) or os.path.exists(f"{self.name}-wal"):
                raise
            self._connection.close()
            self._connection = self._opened(True, "&immutable=1")

    def _version(self) -> int:
        """The version of the schema, 0 of a new database."""
        (version,) = self._connection.execute("PRAGMA user_version").fetchone()
        (application,) = self._connection.execute("PRAGMA application_id").fetchone()
        (tables,) = self._connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        if (application, version) != (APPLICATION, version) and (tables or version or application):
            raise TrackerError(self.name, "is a database of another program; expected one that citetrack made")
        if version > len(migrations()):
            wanted = f"version {version}, this citetrack knows {len(migrations())}"
            raise TrackerError(self.name, f"was made by a newer citetrack ({wanted}); update citetrack")
        return int(version)

    def rows(self, sql: str, values: Sequence[Any] | dict[str, Any] = ()) -> list[Row]:
        """All rows that *sql* gives."""
        try:
            return self._connection.execute(sql, values).fetchall()
        except sqlite3.Error as error:
            raise self._fault(error) from error

    def run(self, sql: str, values: Sequence[Any] | dict[str, Any] = ()) -> int:
        """Runs *sql*; the id of the row that it inserted."""
        try:
            return self._connection.execute(sql, values).lastrowid or 0
        except sqlite3.Error as error:
            raise self._fault(error) from error

    def run_each(self, sql: str, each: Iterable[Sequence[Any] | dict[str, Any]]) -> None:
        """Runs *sql* with each of the values."""
        try:
            self._connection.executemany(sql, each)
        except sqlite3.Error as error:
            raise self._fault(error) from error

    def state(self) -> tuple[int, int]:
        """What is the same again as long as nothing is written, by this connection or by another."""
        (version,) = self.rows("PRAGMA data_version")[0]
        return int(version), self._connection.total_changes

    @contextmanager
    def writing(self) -> Iterator[None]:
        """One transaction: all that is run inside is stored, or nothing of it."""
        yield from self._transaction("BEGIN IMMEDIATE")

    @contextmanager
    def reading(self) -> Iterator[None]:
        """One state of the database for all that is asked inside, whatever others write meanwhile."""
        yield from self._transaction("BEGIN")

    def _transaction(self, begin: str) -> Iterator[None]:
        self.run(begin)
        try:
            yield
            self.run("COMMIT")
        finally:
            if self._connection.in_transaction:  # it failed, and SQLite has not rolled back by itself
                self.run("ROLLBACK")

    def check(self) -> None:
        """Looks for damage in the whole file, and for rows that belong to nothing.

        Raises:
            TrackerError: there is some; the message names the first.
        """
        found = [row[0] for row in self.rows("PRAGMA integrity_check") if row[0] != "ok"]
        found += [f"a row of {row[0]} without its {row[2]}" for row in self.rows("PRAGMA foreign_key_check")]
        found += [f"row {row[0]} stands wrong with its {row[1]}" for row in self.rows(_STRAYS)]
        if found:
            raise TrackerError(self.name, _REASONS[sqlite3.SQLITE_CORRUPT].format(error=found[0]))

    def close(self) -> None:
        """Ends the connection; twice does no harm."""
        try:
            self._connection.close()
        except sqlite3.Error as error:
            raise self._fault(error) from error

    def _fault(self, error: sqlite3.Error) -> TrackerError:
        return TrackerError(self.name, _REASONS.get(_code(error), "{error}").format(error=error, wait=self.wait))


def _code(error: sqlite3.Error) -> int:
    """The kind of *error*; the rest of an extended code is detail."""
    return getattr(error, "sqlite_errorcode", 0) & 0xFF


def listed(ids: Iterable[int]) -> str:
    """*ids* as one value that can be bound, for LISTED: there is no limit to their number."""
    return json.dumps(sorted(ids))


def named(words: Iterable[str]) -> str | bytes:
    """*words* as one value that can be bound, for LISTED."""
    return storable(json.dumps(list(words), ensure_ascii=False)) or ""


def hashed(*parts: str) -> int:
    """A number for *parts* that SQLite can hold."""
    whole = "\0".join(parts).encode("utf-8", "surrogatepass")
    return int.from_bytes(blake2b(whole, digest_size=8).digest(), "big", signed=True)


def serial(identifier: str | None) -> str | None:
    """The digits with which *identifier* begins, without zeros before them: what equal identifiers share.

    >>> serial("0205a-QĐ/TW"), serial("Hiến pháp 2013")
    ('205', None)
    """
    found = re.match(r"0*(\d+)", identifier or "")
    return found[1] if found else None


def storable(text: str | None) -> str | bytes | None:
    """*text* as it can be bound to `CAST(? AS TEXT)`: half of a letter has no UTF-8, but bytes can hold it."""
    if text is None or not _HALVES.search(text):
        return text
    return text.encode("utf-8", "surrogatepass")

"""The schema of a database: its migrations in order, and bringing a database up to the newest."""

import sqlite3
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

__all__ = ["APPLICATION", "migrate", "migrations"]

# What tells a database of citetrack from those of other programs: "ctrk" in its header.
APPLICATION = 0x6374726B


@cache
def migrations() -> tuple[str, ...]:
    """The scripts that lead from each version to the next, from an empty database on.

    >>> "CREATE TABLE text" in migrations()[0]
    True
    """
    folder = files("citetrack") / "data" / "tracker"
    count = sum(entry.name.endswith(".sql") for entry in folder.iterdir())
    return tuple((folder / f"{number}.sql").read_text(encoding="utf-8") for number in range(1, count + 1))


def migrate(database: sqlite3.Connection) -> None:
    """Brings *database* to the newest version, each step in a transaction of its own.

    What a step does not finish is undone, and another process that migrates at the same time is waited for.
    """
    for number, script in enumerate(migrations(), 1):
        database.execute("BEGIN IMMEDIATE")
        try:
            if database.execute("PRAGMA user_version").fetchone()[0] < number:
                for statement in _statements(script):
                    database.execute(statement)
                database.execute(f"PRAGMA application_id = {APPLICATION}")
                database.execute(f"PRAGMA user_version = {number}")
            database.execute("COMMIT")
        finally:
            if database.in_transaction:
                database.execute("ROLLBACK")


def _statements(script: str) -> Iterator[str]:
    """The statements of *script*; executescript would end the transaction that they belong to."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""

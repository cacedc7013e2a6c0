"""Questions to the database: the queries for the events of which an answer is made."""

import json
from collections.abc import Sequence
from datetime import date
from typing import TypeAlias

from citetrack._text import fold
from citetrack.errors import ParseError
from citetrack.events import Event
from citetrack.parsing import parse_identifier
from citetrack.timeline import TimelineEvent
from citetrack.timeline.finding import is_by
from citetrack.tracker.database import Database, serial, storable
from citetrack.tracker.store import searchable

__all__ = ["ALL", "LIVING", "Query", "about", "between", "by", "containing", "linking", "of"]

# A query for ids of events, and what is bound in it.
Query: TypeAlias = tuple[str, tuple[object, ...]]

ALL: Query = ("SELECT id FROM event", ())
LIVING = "text.until IS NULL"  # of links
_ABOUT = "SELECT event FROM telling JOIN about ON about.telling = telling.id WHERE event IS NOT NULL AND about.document"
# What people changed may be about any document.
_CORRECTED = "SELECT id FROM event WHERE corrected"


def of(document: str) -> Query:
    """The events that may be about *document*: its number is the same, or its label holds the words."""
    named, values = _named(document)
    return f"{_ABOUT} IN ({named}) UNION {_CORRECTED}", values


def _named(document: str) -> Query:
    """The documents that may be called *document*."""
    try:
        number = serial(parse_identifier(document).number)
    except ParseError:
        return "SELECT id FROM document WHERE instr(words, CAST(? AS TEXT))", (storable(fold(document)),)
    return "SELECT id FROM document WHERE number = ? OR known_number = ?", (number, number)


def by(database: Database, organ: str, below: bool) -> Query:
    """The events that *organ* or, with *below*, a body under it held."""
    is_held = is_by(organ, below)
    names = [name for (name,) in database.rows("SELECT DISTINCT organiser FROM telling WHERE organiser IS NOT NULL")]
    fitting = [name for name in names if is_held(TimelineEvent(Event("review", (), organiser=name), (), ()))]
    named = "SELECT value FROM json_each(CAST(? AS TEXT))"
    listed = storable(json.dumps(fitting, ensure_ascii=False))
    return f"SELECT event FROM telling WHERE event IS NOT NULL AND organiser IN ({named})", (listed,)


def between(first: date, last: date) -> Query:
    """The events that may have been from *first* to *last*."""
    return "SELECT id FROM event WHERE first <= ? AND last >= ?", (last.isoformat(), first.isoformat())


def about(documents: Sequence[str]) -> Query:
    """The events that may be about any of *documents*."""
    queries = [of(document) for document in documents] or [(_CORRECTED, ())]
    return " UNION ".join(query for query, _ in queries), tuple(value for _, values in queries for value in values)


def linking(documents: Sequence[str]) -> Query:
    """The condition for links at whose ends any of *documents* may stand."""
    queries = [_named(document) for document in documents] or [("SELECT NULL", ())]
    named = " UNION ".join(query for query, _ in queries)
    values = tuple(value for _, values in queries for value in values)
    return f"{LIVING} AND (link.parent IN ({named}) OR link.child IN ({named}))", values * 2


def containing(words: str, limit: int) -> Query:
    """At most *limit* events whose evidence has *words* side by side, those that came in last first.

    Marks and case do not matter; each word is taken as it is, whatever signs it holds.
    """
    asked = '"' + searchable(words).replace('"', '""') + '"'
    rows = "SELECT rowid FROM words WHERE words MATCH ? ORDER BY rowid DESC LIMIT ?"
    return f"SELECT event FROM telling WHERE id IN ({rows})", (asked, limit)

"""Events of the database as events of a timeline."""

from collections.abc import Iterable, Iterator

from citetrack.timeline import TimelineEvent
from citetrack.timeline.merging import merged
from citetrack.tracker.database import Database
from citetrack.tracker.rows import tellings_where

__all__ = ["events_where"]


def events_where(database: Database, where: str, values: Iterable[object] = ()) -> Iterator[TimelineEvent]:
    """The events whose id is among those that the query *where* gives, each with all its tellings."""
    given = tuple(values)
    told = tellings_where(database, f"SELECT id FROM telling WHERE event IN ({where})", given)
    members: dict[int, list[TimelineEvent]] = {}
    for event, telling in database.rows(f"SELECT event, id FROM telling WHERE event IN ({where})", given):
        members.setdefault(event, []).append(told[telling])
    for some in members.values():
        if len(some) == 1:
            yield some[0]
        else:
            yield from merged(some)

"""Which tellings make up one event: worked out again for those that a change can concern, and for no others."""

from collections.abc import Iterable, Mapping
from hashlib import blake2b

from attrs import evolve

from citetrack._text import fold
from citetrack.timeline import TimelineEvent
from citetrack.timeline.merging import merged
from citetrack.tracker.database import LISTED, Database, listed
from citetrack.tracker.rows import tellings_where

__all__ = ["enter", "kin", "regroup"]


def enter(database: Database, tellings: Mapping[int, TimelineEvent]) -> None:
    """Puts new *tellings* into their buckets and into events, their own or those that they tell too."""
    pairs = [(bucket, telling) for telling, one in tellings.items() for bucket in _buckets(one)]
    buckets = listed({bucket for bucket, _ in pairs})
    others = {row[0] for row in database.rows(f"SELECT telling FROM bucket WHERE bucket IN ({LISTED})", (buckets,))}
    database.run_each("INSERT INTO bucket (bucket, telling) VALUES (?, ?)", pairs)
    if others or len(tellings) > 1:
        regroup(database, kin(database, {*tellings, *others}))
    else:
        for telling, one in tellings.items():
            _store(database, [telling], one)


def kin(database: Database, tellings: Iterable[int]) -> set[int]:
    """*tellings* and all whose events they may change: those that share a bucket, and so on from these."""
    found: set[int] = set()
    looked: set[int] = set()
    fresh = set(tellings)
    while fresh:
        found |= fresh
        rows = database.rows(f"SELECT DISTINCT bucket FROM bucket WHERE telling IN ({LISTED})", (listed(fresh),))
        buckets = {row[0] for row in rows} - looked
        looked |= buckets
        rows = database.rows(f"SELECT telling FROM bucket WHERE bucket IN ({LISTED})", (listed(buckets),))
        fresh = {row[0] for row in rows} - found
    return found


def regroup(database: Database, tellings: Iterable[int]) -> None:
    """Makes the events of *tellings* anew; they must be all of their kin."""
    members = listed(tellings)
    told = tellings_where(database, LISTED, (members,))
    database.run(f"DELETE FROM event WHERE id IN (SELECT event FROM telling WHERE id IN ({LISTED}))", (members,))
    for ids, event in _events(told):
        _store(database, ids, event)


def _events(told: Mapping[int, TimelineEvent]) -> Iterable[tuple[list[int], TimelineEvent]]:
    """The events of the tellings *told*, each with the ids of its tellings."""
    # The id of the telling stands in that of its source while they are merged, and comes out with it.
    marked = [_marked(one, telling) for telling, one in told.items()]
    for event in merged(marked):
        yield [int(source.id.rpartition("\0")[2]) for source in event.sources], event


def _marked(one: TimelineEvent, telling: int) -> TimelineEvent:
    (source,) = one.sources
    return evolve(one, sources=(evolve(source, id=f"{source.id}\0{telling}"),))


def _store(database: Database, tellings: Iterable[int], event: TimelineEvent) -> None:
    first, last = days(event)
    row = database.run("INSERT INTO event (type, first, last) VALUES (?, ?, ?)", (event.event.type, first, last))
    database.run_each("UPDATE telling SET event = ? WHERE id = ?", ((row, telling) for telling in tellings))


def days(one: TimelineEvent) -> tuple[str | None, str | None]:
    """The first and the last day on which the event may have been.

    No month has more days than 31, and texts of days compare as days do.
    """
    start, end = one.event.date, one.event.date_end or one.event.date
    if not start or not end:
        return None, None
    return (start + "-01-01")[:10], end + "-12-31"[len(end) - 4 :]


def _buckets(one: TimelineEvent) -> set[int]:
    """The buckets of a telling: one for each document, with the type and the moment of the act."""
    moment = one.event.edtf or one.event.date or "" if one.event.date else fold(one.sources[0].evidence)
    return {_bucket(one.event.type, moment, document.key) for document in one.documents}


def _bucket(*parts: str) -> int:
    joined = "\0".join(parts).encode("utf-8", "surrogatepass")
    return int.from_bytes(blake2b(joined, digest_size=8).digest(), "big", signed=True)

"""Which tellings make up one event: worked out again for those that a change can concern, and for no others."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from itertools import product

from attrs import evolve, frozen

from citetrack.timeline import TimelineDocument, TimelineEvent
from citetrack.timeline.agreement import body_of, moment_of, vaguer_bodies, vaguer_moments
from citetrack.timeline.merging import joined, merged
from citetrack.tracker.corrections import Applied, applied
from citetrack.tracker.database import LISTED, Database, hashed, listed, serial
from citetrack.tracker.rows import tellings_where

__all__ = ["Group", "event_groups", "near", "neighbours", "one_event", "regroup", "settle"]

# So many acts that may be the one meant: with two of them in view it is known that none is.
_ENOUGH = 16
_OF_EVENTS = f"SELECT id FROM telling WHERE event IN ({LISTED})"


@frozen
class Group:
    """The tellings of one event.

    Attributes:
        members: the tellings by the ids of their rows.
        event: what they tell together.
        merges: the corrections that brought them together.
        corrected: whether people had a hand in it.
    """

    members: Mapping[int, TimelineEvent]
    event: TimelineEvent
    merges: tuple[int, ...] = ()
    corrected: bool = False

    @cached_property
    def own(self) -> set[int]:
        """What it tells, by its tellings and by all of them together."""
        tellings = (self.event, *self.members.values()) if len(self.members) > 1 else (self.event,)
        slots = {slot for one in tellings for slot in _slots(one, [moment_of(one)], [body_of(one)])}
        return slots | {hashed("merge", str(number)) for number in self.merges}

    @cached_property
    def vaguer(self) -> set[int]:
        """What a telling may say that leaves open what it tells."""
        moment = moment_of(self.event)
        return _slots(self.event, (moment, *vaguer_moments(moment)), vaguer_bodies(body_of(self.event)))


def regroup(database: Database, tellings: Iterable[int]) -> None:
    """Makes the events of *tellings* anew, and those of all that these can concern."""
    found = set(tellings)
    fresh, groups, known = found, [], set[int]()
    told: dict[int, TimelineEvent] = {}
    while fresh:
        told |= tellings_where(database, LISTED, (listed(fresh),))
        known |= _events_of(database, fresh)
        groups = list(event_groups(told, applied(database, told)))
        close = near(database, groups) - known
        mates = database.rows(_OF_EVENTS, (listed(known | close),))
        known |= close
        fresh = {row[0] for row in mates} - told.keys()
    database.run(f"DELETE FROM event WHERE id IN ({LISTED})", (listed(known),))
    for group in groups:
        _store(database, group)


def settle(database: Database) -> None:
    """Makes the events of tellings that have none, as an older version of the schema leaves them."""
    loose = "SELECT id FROM telling WHERE event IS NULL AND past = 0"
    if database.rows(f"{loose} LIMIT 1"):
        with database.writing():
            regroup(database, (row[0] for row in database.rows(loose)))


def neighbours(database: Database, tellings: Iterable[int]) -> set[int]:
    """The tellings whose events may change when *tellings* do, these among them."""
    events = _events_of(database, tellings)
    slots = database.rows(f"SELECT slot, own FROM slot WHERE event IN ({LISTED})", (listed(events),))
    own, vaguer = ({slot for slot, is_own in slots if is_own == side} for side in (1, 0))
    rows = database.rows(f"SELECT event FROM slot WHERE slot IN ({LISTED})", (listed(own),))
    rows += database.rows(f"SELECT event FROM slot WHERE slot IN ({LISTED}) AND own = 1", (listed(vaguer),))
    events |= {row[0] for row in rows}
    return {row[0] for row in database.rows(_OF_EVENTS, (listed(events),))}


def _events_of(database: Database, tellings: Iterable[int]) -> set[int]:
    rows = database.rows(f"SELECT DISTINCT event FROM telling WHERE id IN ({LISTED})", (listed(tellings),))
    return {event for (event,) in rows if event is not None}


def near(database: Database, groups: Iterable[Group]) -> set[int]:
    """The stored events that tell what one of *groups* does, or less of it, or more.

    Of many that tell more of what a group leaves open some are enough, if it stays by itself beside them.
    """
    own: dict[int, bool] = {}
    vaguer: set[int] = set()
    for group in groups:
        alone = not group.merges and len(group.own) == 1
        own |= {slot: alone and own.get(slot, True) for slot in group.own}
        vaguer |= group.vaguer
    rows = database.rows(_TOLD_BY, (listed(slot for slot, alone in own.items() if not alone), listed(vaguer)))
    for slot in (slot for slot, alone in own.items() if alone):
        rows += database.rows(_SOME, (slot, _ENOUGH))
    return {row[0] for row in rows}


_SOME = "SELECT event FROM slot WHERE slot = ? ORDER BY own DESC, event LIMIT ?"
_TOLD_BY = f"""
SELECT event FROM slot WHERE slot IN ({LISTED})
UNION SELECT event FROM slot WHERE slot IN ({LISTED}) AND own = 1"""


def event_groups(told: Mapping[int, TimelineEvent], by_people: Applied) -> Iterator[Group]:
    """The events of the tellings *told*, as people corrected them."""
    parts: dict[int, dict[int, TimelineEvent]] = {}
    for telling in told:
        part = by_people.splits.get(telling, 0)
        parts.setdefault(part, {})[telling] = by_people.mended.get(telling) or told[telling]
    acts = {ids: event for part in parts.values() for ids, event in _acts(part)}
    for ids, merges in _brought_together(acts, by_people.merges):
        members = {telling: parts[by_people.splits.get(telling, 0)][telling] for telling in ids}
        corrected = bool(merges) or any(telling in by_people.notes for telling in ids)
        yield Group(members, acts.get(ids) or one_event(members.values()), tuple(merges), corrected)


def one_event(tellings: Iterable[TimelineEvent]) -> TimelineEvent:
    """The one event that *tellings* tell, also if only people say that it is one."""
    some = list(tellings)
    events = merged(some) if len(some) > 1 else some
    return joined(list(events))


def _acts(told: Mapping[int, TimelineEvent]) -> Iterator[tuple[tuple[int, ...], TimelineEvent]]:
    """The events that texts alone tell, with the ids of their tellings."""
    if len(told) == 1:
        yield from ((tuple(told), one) for one in told.values())
        return
    # The id of the telling stands in that of its source while they are merged, and comes out with it.
    for event in merged(_marked(one, telling) for telling, one in told.items()):
        ids = tuple(int(source.id.rpartition("\0")[2]) for source in event.sources)
        sources = dict.fromkeys(source for telling in ids for source in told[telling].sources)
        yield ids, evolve(event, sources=sources)


def _marked(one: TimelineEvent, telling: int) -> TimelineEvent:
    (source,) = one.sources
    return evolve(one, sources=(evolve(source, id=f"{source.id}\0{telling}"),))


def _brought_together(
    acts: Iterable[tuple[int, ...]], merges: Mapping[int, tuple[int, ...]]
) -> Iterator[tuple[tuple[int, ...], set[int]]]:
    """*acts*, those that share a merge as one; with the merges of each."""
    groups: list[tuple[tuple[int, ...], set[int]]] = []
    for act in acts:
        members, shared = act, {number for telling in act for number in merges.get(telling, ())}
        if not shared:
            yield members, shared
            continue
        apart = []
        for others, known in groups:
            if shared & known:
                members, shared = others + members, shared | known
            else:
                apart.append((others, known))
        groups = [*apart, (members, shared)]
    yield from groups


def _store(database: Database, group: Group) -> None:
    first, last = _days(group.event)
    row = database.run(
        "INSERT INTO event (type, first, last, corrected) VALUES (?, ?, ?, ?)",
        (group.event.event.type, first, last, group.corrected),
    )
    database.run_each("UPDATE telling SET event = ? WHERE id = ?", ((row, telling) for telling in group.members))
    own = group.own
    slots = [(slot, 1, row) for slot in own] + [(slot, 0, row) for slot in group.vaguer - own]
    database.run_each("INSERT INTO slot (slot, own, event) VALUES (?, ?, ?)", slots)


def _days(one: TimelineEvent) -> tuple[str | None, str | None]:
    """The first and the last day on which the event may have been.

    No month has more days than 31, and texts of days compare as days do.
    """
    start, end = one.event.date, one.event.date_end or one.event.date
    if not start or not end:
        return None, None
    return (start + "-01-01")[:10], end + "-12-31"[len(end) - 4 :]


def _slots(one: TimelineEvent, moments: Iterable[str], bodies: Iterable[tuple[str, ...]]) -> set[int]:
    """A slot for each document, moment and body."""
    forms = {form for document in one.documents for form in _forms(document)}
    told = product(moments, forms, (" ".join(body) for body in bodies))
    return {hashed(one.event.type, *parts) for parts in told}


def _forms(document: TimelineDocument) -> set[str]:
    """What all ways to tell of *document* share: its serial number, else its key."""
    told = (document.identifier, document.authority, document.number)
    numbers = {number for words in told if (number := serial(words))}
    return numbers if numbers and (serial(document.authority) or not document.authority) else {*numbers, document.key}

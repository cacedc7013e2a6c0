"""Events made anew after a change: those that it can concern, found by their slots, and no others."""

from collections.abc import Collection, Iterable, Iterator, Mapping

from citetrack.timeline import TimelineEvent
from citetrack.tracker.corrections import applied
from citetrack.tracker.database import LISTED, Database, listed
from citetrack.tracker.grouping import Group, event_groups
from citetrack.tracker.keeping import keep_groups
from citetrack.tracker.rows import tellings_where
from citetrack.tracker.slots import Slot, meets, stored_slots, witnesses

__all__ = ["near", "neighbours", "regroup", "settle"]

_OF_EVENTS = f"SELECT id, event FROM telling WHERE event IN ({LISTED})"


def regroup(database: Database, told: Mapping[int, TimelineEvent], homes: Mapping[int, int | None]) -> None:
    """Makes the events of the tellings of *homes* anew, and those of all that these can concern.

    *homes* gives for the ids of tellings the events that they have, all tellings of an event together; *told* is what
    some of them tell.
    """
    known, at = dict(told), dict(homes)
    while True:
        if fresh := at.keys() - known.keys():
            known |= tellings_where(database, LISTED, (listed(fresh),))
        groups = list(event_groups(known, applied(database, known)))
        close = _concerned(database, groups, {event for event in at.values() if event is not None})
        if not close:
            break
        at |= dict(database.rows(_OF_EVENTS, (listed(close),)))
    keep_groups(database, groups, at)


def settle(database: Database) -> None:
    """Makes the events of tellings that have none, as an older version of the schema leaves them."""
    loose = "SELECT id FROM telling WHERE event IS NULL AND past = 0"
    if database.rows(f"{loose} LIMIT 1"):
        with database.writing():
            regroup(database, {}, dict.fromkeys(row[0] for row in database.rows(loose)))


def neighbours(database: Database, tellings: Iterable[int]) -> dict[int, int | None]:
    """The tellings whose events may change when *tellings* do, these among them; each with its event, if it has one."""
    rows = database.rows(f"SELECT id, event FROM telling WHERE id IN ({LISTED})", (listed(tellings),))
    events = {event for _, event in rows if event is not None}
    slots = {slot for _, slot in stored_slots(database, events)}
    events |= {event for slot in slots for event, _ in meets(database, slot)}
    return dict(rows) | dict(database.rows(_OF_EVENTS, (listed(events),)))


def near(database: Database, groups: Iterable[Group]) -> set[int]:
    """The stored events that tell what one of *groups* does, or less of it, or more."""
    slots = {slot for group in groups for slot in group.slots}
    return {event for slot in slots for event, _ in meets(database, slot)}


def _concerned(database: Database, groups: list[Group], known: Collection[int]) -> set[int]:
    """The stored events, other than the *known* ones, that have to be made together with *groups*.

    What leaves the day open stays by itself where two acts fit it that cannot be one, whatever else is told: these two
    are enough to see that, and where the database has them already it need not be looked at.
    """
    mended = {event for (event,) in database.rows("SELECT id FROM event WHERE corrected")}
    view = [(group, slot) for group in groups if not group.corrected for slot in group.slots]
    found: set[int] = set()
    for group in groups:
        for slot in group.slots:
            others = [(event, other) for event, other in meets(database, slot) if event not in known]
            if slot.is_open and not group.corrected and _is_plain(group.slots):
                others = list(_seen_by_open(slot, group, others, view, mended))
            found.update(
                event
                for event, other in others
                if event not in found
                and not (slot.is_within(other) and _is_settled(database, event, other, {*known, *mended}))
            )
    return found


def _seen_by_open(
    slot: Slot,
    group: Group,
    others: list[tuple[int, Slot]],
    view: Iterable[tuple[Group, Slot]],
    mended: Collection[int],
) -> Iterator[tuple[int, Slot]]:
    """Of *others* those that can say what becomes of the *group*, which leaves the day open."""
    seen = [(-1, other) for each, other in view if each is not group and other.is_within(slot)]
    finer = [(event, other) for event, other in others if other.is_within(slot) and event not in mended]
    enough = witnesses(seen) or witnesses([*seen, *finer])
    for event, other in others:
        if not enough or event in enough or not other.is_within(slot):
            yield event, other


def _is_plain(slots: Iterable[Slot]) -> bool:
    """Whether all *slots* tell of the same days and body."""
    return len({(slot.first, slot.last, slot.body) for slot in slots}) == 1


def _is_settled(database: Database, event: int, slot: Slot, apart: Collection[int]) -> bool:
    """Whether the *event* with *slot* stays by itself, by what events say that are not *apart*."""
    if event in apart or not _is_plain(other for _, other in stored_slots(database, [event])):
        return False
    others = meets(database, slot)
    return bool(witnesses((other, one) for other, one in others if other not in apart and one.is_within(slot)))

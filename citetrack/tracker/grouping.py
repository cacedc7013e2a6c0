"""Which tellings make up one event: worked out again for those that a change can concern, and for no others."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from itertools import chain

from attrs import evolve, frozen

from citetrack.timeline import TimelineEvent
from citetrack.timeline.agreement import body_of, moment_of
from citetrack.timeline.merging import joined, merged
from citetrack.tracker.corrections import Applied
from citetrack.tracker.slots import Slot, merge_slot, slots_of

__all__ = ["Group", "event_groups", "one_event"]


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
    def slots(self) -> frozenset[Slot]:
        """What it tells, by its tellings and by all of them together."""
        tellings = (self.event, *self.members.values()) if len(self.members) > 1 else (self.event,)
        return frozenset(chain(map(merge_slot, self.merges), *map(slots_of, tellings)))


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
    return joined(some if _say_the_same(some) else list(merged(some)))


def _say_the_same(tellings: list[TimelineEvent]) -> bool:
    """Whether they agree in days, body and a document, so that merging has no steps between."""
    if len(tellings) < 2:
        return bool(tellings)
    told = {(one.event.type, moment_of(one), body_of(one)) for one in tellings}
    shared = set[str].intersection(*({document.key for document in one.documents} for one in tellings))
    return len(told) == 1 and bool(shared) and len(set(tellings)) == len(tellings)


def _acts(told: Mapping[int, TimelineEvent]) -> Iterator[tuple[tuple[int, ...], TimelineEvent]]:
    """The events that texts alone tell, with the ids of their tellings."""
    if _say_the_same(list(told.values())):
        yield tuple(told), joined(list(told.values()))
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

"""Merging: tellings of one act in many texts become one event, in time that grows with their number alone."""

from collections.abc import Iterable, Iterator
from itertools import product
from typing import TypeAlias

from attrs import define, evolve, field

from citetrack.events import Attendance, Event
from citetrack.timeline.agreement import (
    body_of,
    fineness,
    moment_of,
    vaguer_bodies,
    vaguer_keys,
    vaguer_moments,
)
from citetrack.timeline.order import place
from citetrack.timeline.values import Source, TimelineDocument, TimelineEvent

__all__ = ["joined", "merged"]

_Slot: TypeAlias = tuple[str, str, str, tuple[str, ...]]


def merged(tellings: Iterable[TimelineEvent]) -> tuple[TimelineEvent, ...]:
    """The events that *tellings* tell, each once; the order does not matter, and merging again changes nothing.

    One act has one type, a document in common, and days and bodies of which one leaves open what the other tells:
    a month and a day in it, a two days' conference and one of its days, "Tỉnh ủy" and "Tỉnh ủy Yên Bái", a number and
    the whole symbol. What would fit several acts stays by itself.

    >>> merged([])
    ()
    """
    events = list(dict.fromkeys(tellings))
    while True:
        groups = _refined(_alike(events))
        if len(groups) == len(events):
            return tuple(events)
        events = [joined(group.members) for group in groups]


@define(eq=False)
class _Group:
    """Tellings of one act, as yet."""

    type: str
    moment: str
    body: tuple[str, ...]
    members: list[TimelineEvent] = field(factory=list)
    keys: dict[str, TimelineDocument] = field(factory=dict)

    def take(self, members: Iterable[TimelineEvent]) -> None:
        """Adds *members* and their documents."""
        for one in members:
            self.members.append(one)
            for document in one.documents:
                self.keys.setdefault(document.key, document)

    def slots(self) -> Iterator[_Slot]:
        """Under what it is found by its like."""
        return ((self.type, key, self.moment, self.body) for key in self.keys)

    def open_slots(self) -> Iterator[_Slot]:
        """Under what an act is found that says less of a document than this does, and more of its body."""
        vaguer = {form for one in self.keys.values() for form in vaguer_keys(one)} - self.keys.keys()
        return ((self.type, key, self.moment, self.body) for key in vaguer)

    @property
    def place(self) -> tuple[object, ...]:
        """The most telling first; the rest so that the order of inputs does not show."""
        known = sum(document.authority is not None for document in self.keys.values())
        return (fineness(self.moment), -len(self.body), -known, min(place(one) for one in self.members))


def _alike(events: Iterable[TimelineEvent]) -> list[_Group]:
    """Groups of one type, moment and body that hang together by the documents they share."""
    found: dict[_Slot, _Group] = {}
    groups: dict[int, _Group] = {}
    for one in events:
        group = _Group(one.event.type, moment_of(one), body_of(one))
        group.take([one])
        for other in {id(found[slot]): found[slot] for slot in group.slots() if slot in found}.values():
            small, group = sorted((group, other), key=lambda each: len(each.members))
            group.take(small.members)
            groups.pop(id(small), None)
            found |= dict.fromkeys(small.slots(), group)
        groups[id(group)] = group
        found |= dict.fromkeys(group.slots(), group) if len(group.members) == 1 else {}
    return list(groups.values())


def _refined(groups: list[_Group]) -> list[_Group]:
    """*groups* after each that tells less has joined the only one that tells the same and more."""
    index, acts = _Index(groups), []
    for group in sorted(groups, key=lambda group: group.place):
        fitting = index.fitting(group)
        if len(fitting) == 1:
            fitting[0].take(group.members)
            index.add(fitting[0])
        else:
            acts.append(group)
            index.add(group)
    return acts


class _Index:
    """Acts by all that a vaguer telling may say of them, as far as any telling says so."""

    def __init__(self, groups: Iterable[_Group]) -> None:
        self._wanted = {slot for group in groups for slot in (*group.slots(), *group.open_slots())}
        self._moments = {moment for _, _, moment, _ in self._wanted}
        self._bodies = {body for _, _, _, body in self._wanted}
        self._acts: dict[_Slot, list[_Group]] = {}
        self._as_told: dict[_Slot, list[_Group]] = {}

    def add(self, act: _Group) -> None:
        """Enters *act*; of a slot two acts are enough to know that it is not one."""
        keys = {form for key, one in act.keys.items() for form in (key, *vaguer_keys(one))}
        moments = {act.moment, *vaguer_moments(act.moment)} & self._moments
        bodies = {body for body in vaguer_bodies(act.body) if body in self._bodies}
        for key, moment, body in product(keys, moments, bodies):
            slot = (act.type, key, moment, body)
            if slot in self._wanted:
                _enter(act, self._acts.setdefault(slot, []))
                if key in act.keys:
                    _enter(act, self._as_told.setdefault(slot, []))

    def fitting(self, group: _Group) -> list[_Group]:
        """The acts that tell what *group* tells and more: none, one, or some of many."""
        found: dict[int, _Group] = {}
        # What two acts each leave open of a document does not make them one.
        for acts, slots in ((self._acts, group.slots()), (self._as_told, group.open_slots())):
            for slot in slots:
                found |= {id(act): act for act in acts.get(slot, ())}
                if len(found) > 1:
                    break
        return list(found.values())


def _enter(act: _Group, listed: list[_Group]) -> None:
    if len(listed) < 2 and act not in listed:
        listed.append(act)


def joined(tellings: list[TimelineEvent]) -> TimelineEvent:
    """One event of its *tellings*: the fullest tells it, the others fill it up, all are its sources."""
    if len(tellings) == 1:
        return tellings[0]
    in_order = sorted(tellings, key=lambda one: (-_said(one.event), *place(one)))
    dated = min(in_order, key=lambda one: fineness(moment_of(one))).event
    event = evolve(
        in_order[0].event,
        **{name: getattr(dated, name) for name in _DATED},
        organiser=_fullest(in_order),
        chair=_first(in_order, "chair"),
        place=_first(in_order, "place"),
        attendance=_attendance(in_order),
    )
    sources = dict.fromkeys(source for one in in_order for source in one.sources)
    return TimelineEvent(event, _documents(in_order), sorted(sources, key=_told_at))


_DATED = ("date", "date_end", "edtf", "precision", "anchor", "date_text", "month_day")


def _told_at(source: Source) -> tuple[object, ...]:
    return (source.id, source.start, source.end, source.evidence)


def _said(event: Event) -> int:
    return sum(part is not None for part in (event.organiser, event.chair, event.place, event.attendance))


def _first(tellings: Iterable[TimelineEvent], name: str) -> str | None:
    return next((words for one in tellings if (words := getattr(one.event, name))), None)


def _fullest(tellings: Iterable[TimelineEvent]) -> str | None:
    """The organiser as it is written out most fully."""
    named = ((len(body_of(one)), len(words), words) for one in tellings if (words := one.event.organiser))
    return max(named, default=(0, 0, None))[2]


def _attendance(tellings: Iterable[TimelineEvent]) -> Attendance | None:
    told = [one.event.attendance for one in tellings if one.event.attendance]
    parts = {
        name: next((part for one in told if (part := getattr(one, name))), None) for name in ("sites", "people", "mode")
    }
    return Attendance(**parts) if told else None


def _documents(tellings: Iterable[TimelineEvent]) -> tuple[TimelineDocument, ...]:
    """The documents of all *tellings*; of one that is told by its number and by its symbol the latter."""
    documents: dict[str, TimelineDocument] = {}
    for document in (document for one in tellings for document in one.documents):
        documents.setdefault(document.key, document)
    vaguer = {key for document in documents.values() for key in vaguer_keys(document)}
    return tuple(document for key, document in documents.items() if key not in vaguer)

"""Merging: tellings of one act in many texts become one event."""

from collections.abc import Iterable, Iterator

from citetrack._text import fold
from citetrack.events import Event
from citetrack.timeline.order import place
from citetrack.timeline.values import TimelineDocument, TimelineEvent

__all__ = ["merged"]


def merged(tellings: Iterable[TimelineEvent]) -> Iterator[TimelineEvent]:
    """The events that *tellings* tell: the same act told on the same day of the same document is one event."""
    alike: dict[tuple[str, str], list[TimelineEvent]] = {}
    for one in dict.fromkeys(tellings):
        alike.setdefault((one.event.type, _moment(one)), []).append(one)
    for some in alike.values():
        for group in _acts(some):
            yield _merged(group)


def _moment(one: TimelineEvent) -> str:
    """By what tellings of one act agree: the day as far as it is known; without a day, the words."""
    return one.event.edtf or one.event.date or "" if one.event.date else f"undated: {fold(one.sources[0].evidence)}"


def _acts(alike: list[TimelineEvent]) -> list[list[TimelineEvent]]:
    """Tellings of one type and moment, parted into acts: a document is shared, and the bodies do not differ.

    A telling without a body joins the act that shares a document with it, if there is only one such act.
    """
    by_body: dict[str, list[TimelineEvent]] = {}
    for one in alike:
        by_body.setdefault(fold(one.event.organiser or ""), []).append(one)
    nameless = _linked(by_body.pop("", []))
    acts = [act for some in by_body.values() for act in _linked(some)]
    named = list(acts)
    for group in nameless:
        fitting = [act for act in named if _keys(act) & _keys(group)]
        if len(fitting) == 1:
            fitting[0].extend(group)
        else:
            acts.append(group)
    return acts


def _linked(tellings: list[TimelineEvent]) -> list[list[TimelineEvent]]:
    """Groups of *tellings* that hang together by the documents they share."""
    groups: list[tuple[set[str], list[TimelineEvent]]] = []
    for one in tellings:
        keys, members = _keys([one]), [one]
        apart = []
        for known, others in groups:
            if known & keys:
                keys, members = known | keys, others + members
            else:
                apart.append((known, others))
        groups = [*apart, (keys, members)]
    return [members for _, members in groups]


def _keys(tellings: Iterable[TimelineEvent]) -> set[str]:
    return {document.key for one in tellings for document in one.documents}


def _merged(tellings: list[TimelineEvent]) -> TimelineEvent:
    """One event of its *tellings*: the fullest tells it, all are its sources."""
    in_order = sorted(tellings, key=lambda one: (-_said(one.event), *place(one)))
    documents: dict[str, TimelineDocument] = {}
    for document in (document for one in in_order for document in one.documents):
        documents.setdefault(document.key, document)
    sources = (source for one in sorted(tellings, key=place) for source in one.sources)
    return TimelineEvent(in_order[0].event, tuple(documents.values()), tuple(sources))


def _said(event: Event) -> int:
    return sum(part is not None for part in (event.organiser, event.chair, event.place, event.attendance))

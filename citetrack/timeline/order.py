"""The order of events: by the day, then by whatever else tells them apart, so that no order of inputs shows."""

from collections.abc import Iterable

from citetrack.timeline.values import TimelineEvent

__all__ = ["in_order", "place"]


def place(one: TimelineEvent) -> tuple[object, ...]:
    """By what *one* stands in order; equal for equal events alone, as far as texts make them."""
    event = one.event
    day = (event.date is None, event.date or event.edtf or "", event.date_end or "")
    told = tuple((source.id, source.start, source.end, source.evidence) for source in one.sources)
    words = (event.organiser or "", event.chair or "", event.place or "", event.trigger)
    return (*day, told, event.type, words, tuple(document.key for document in one.documents))


def in_order(events: Iterable[TimelineEvent]) -> tuple[TimelineEvent, ...]:
    """*events* by their days, those without one at the end."""
    return tuple(sorted(events, key=place))

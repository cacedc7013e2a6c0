"""Arrivals: when each document was disseminated in which province, and how long that took."""

from collections.abc import Iterator, Mapping
from datetime import date

from attrs import frozen

from citetrack.gazetteer import level, place_named, places_on
from citetrack.timeline import Timeline, TimelineDocument

__all__ = ["Arrival", "Coverage", "arrivals", "coverage"]

_NO_EVENT = date(2025, 7, 1)  # the day since which the present provinces exist


@frozen
class Arrival:
    """One dissemination of one document.

    Attributes:
        document: its key.
        event: the event's place in the timeline.
        unit: the province as named by the text, or None.
        days: from the document's issue to the event; None unless both are known to the day.
    """

    document: str
    event: int
    unit: str | None
    days: int | None


@frozen
class Coverage:
    """Documents by provinces of a day; what no text tells is left out of *rows*.

    Attributes:
        as_of: the day whose provinces these are.
        units: their names.
        rows: for each document's key, the first arrival in each province that has one, by its place in *units*.
    """

    as_of: date
    units: tuple[str, ...]
    rows: Mapping[str, Mapping[int, Arrival]]


def arrivals(timeline: Timeline) -> tuple[Arrival, ...]:
    """Every dissemination of every document, in the order of the timeline."""
    return tuple(_arrivals(timeline))


def _arrivals(timeline: Timeline) -> Iterator[Arrival]:
    for at, one in enumerate(timeline):
        if one.event.type == "dissemination":
            for document in one.documents:
                yield Arrival(document.key, at, one.unit, _days(document.date, one.event.date))


def _days(issued: str | None, told: str | None) -> int | None:
    """Days between two ISO dates, None if one of them is no day."""
    if not issued or not told or len(issued) < 10 or len(told) < 10:
        return None
    return (date.fromisoformat(told) - date.fromisoformat(issued)).days


def coverage(timeline: Timeline, as_of: date | None = None) -> Coverage:
    """Where each document of the centre, and each other that was disseminated, had come by *as_of*.

    None is the day of the last event. A province that has been merged counts for the one that took its place.
    """
    day = as_of or _last_day(timeline)
    units = tuple(sorted(place.name for place in places_on(day)))
    places = {name: at for at, name in enumerate(units)}
    rows: dict[str, dict[int, Arrival]] = {
        document.key: {} for one in timeline for document in one.documents if _is_central(document)
    }
    for arrival in arrivals(timeline):
        unit = _successor(arrival.unit, day) if arrival.unit else None
        told = timeline.events[arrival.event].event.date
        if unit in places and told and told <= day.isoformat():
            rows.setdefault(arrival.document, {}).setdefault(places[unit], arrival)
    return Coverage(day, units, rows)


def _last_day(timeline: Timeline) -> date:
    """The first day that the last dated event may have been on."""
    dated = [one.event.date_end or one.event.date for one in timeline if one.event.date]
    return date.fromisoformat((max(dated) + "-01-01")[:10]) if dated else _NO_EVENT


def _is_central(document: TimelineDocument) -> bool:
    return document.issuer is not None and level(document.issuer) == "central"


def _successor(name: str, day: date) -> str | None:
    """The province of *day* that *name* has become, or None."""
    seen: set[str] = set()
    while name not in seen:
        seen.add(name)
        if place_named(name, day):
            return name
        place = place_named(name)
        if place is None or place.merged_into is None:
            return None
        name = place.merged_into
    return None

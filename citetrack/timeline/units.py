"""When and where an event was: its days as far as they are known, and the unit whose event it is."""

from calendar import monthrange
from datetime import date
from functools import lru_cache

from attrs import frozen

from citetrack.gazetteer import Place, place_named, places
from citetrack.timeline.values import TimelineEvent

__all__ = ["Unit", "days_of", "heirs", "iso_days", "unit_of"]


@frozen
class Unit:
    """A unit that documents reach: a province, or a body of another level.

    Attributes:
        level: "central", "province", "district", "commune", "cell", or None if unknown.
        name: of a province its name, else the organiser's; None if the texts do not tell.
    """

    level: str | None
    name: str | None


def unit_of(one: TimelineEvent) -> Unit:
    """The unit whose event *one* is, by its organiser, else its place.

    >>> from citetrack.events import Event
    >>> unit_of(TimelineEvent(Event("review", (), organiser="Ban Tuyên giáo Tỉnh ủy Yên Bái"), (), ()))
    Unit(level='province', name='Yên Bái')
    """
    level = one.level
    return Unit(level, one.unit if level in ("province", None) else one.event.organiser)


def days_of(one: TimelineEvent) -> tuple[date, date] | None:
    """The first and the last day on which *one* may have been; None if no year is known."""
    event = one.event
    return iso_days(event.date, event.date_end) if event.date else None


@lru_cache(1 << 14)
def iso_days(first: str, last: str | None = None) -> tuple[date, date]:
    """The first and the last day of an ISO day, month or year, or of a range of such.

    >>> [day.isoformat() for day in iso_days("2024-02")]
    ['2024-02-01', '2024-02-29']
    """
    end = (last or first).split("-")
    year, month = int(end[0]), int(end[1]) if len(end) > 1 else 12
    day = int(end[2]) if len(end) > 2 else monthrange(year, month)[1]
    return date.fromisoformat((first + "-01-01")[:10]), date(year, month, day)


@lru_cache(1 << 14)
def heirs(name: str, day: date, as_of: date) -> tuple[str, ...]:
    """The provinces of *as_of* that hold the land of the province called *name* on *day*; several if it was parted.

    >>> heirs("Hà Giang", date(2021, 5, 1), date(2025, 7, 1)), heirs("Hà Giang", date(2021, 5, 1), date(2025, 6, 30))
    (('Tuyên Quang',), ('Hà Giang',))
    """
    start = place_named(name, day) or place_named(name)
    found, seen = [start] if start else [], set()
    while found:
        place = found.pop()
        if place.exists_on(as_of) or not place.merged_into or place in seen:
            seen.add(place)
            continue
        seen.add(place)
        after = place.valid_to or as_of
        found += [heir for one in place.merged_into.split("; ") if (heir := _heir(one, after, as_of))]
    return tuple(sorted({place.name for place in seen if place.exists_on(as_of)}))


def _heir(name: str, after: date, as_of: date) -> Place | None:
    """The province called *name* that took over after the day *after*."""
    later = (place for place in _all_named(name) if (place.valid_to or as_of) > after)
    return min(later, key=lambda place: place.valid_from or date.min, default=None)


@lru_cache(1 << 10)
def _all_named(name: str) -> tuple[Place, ...]:
    return tuple(place for place in places() if place.name == name)

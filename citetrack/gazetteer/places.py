"""Provinces and centrally governed cities, and when each existed."""

from datetime import date
from functools import cache, lru_cache

from attrs import field, frozen

from citetrack._text import fold
from citetrack.gazetteer._tables import NameTable, day, filled, name_table, one_of, records, strings

__all__ = ["Place", "longest_place", "place_named", "place_of", "places", "places_on"]


@frozen
class Place:
    """One province or centrally governed city within its borders of a time.

    >>> place_named("TP.HCM").name
    'Thành phố Hồ Chí Minh'

    Attributes:
        name: without the word tỉnh.
        kind: "province" or "city".
        source: where the record comes from.
        aliases: other spellings and usual short forms.
        code: its number in the list of administrative units.
        party_committee: its Party committee.
        valid_from, valid_to: first and last day, None if not limited or unknown.
        merged_into: the unit or units that took its place.
        formed_from: the units that it was made of.
    """

    name: str = field(validator=filled)
    kind: str = field(validator=one_of("province", "city"))
    source: str = field(validator=filled)
    aliases: tuple[str, ...] = field(default=(), converter=strings)
    code: str | None = None
    party_committee: str | None = None
    valid_from: date | None = field(default=None, converter=day)
    valid_to: date | None = field(default=None, converter=day)
    merged_into: str | None = None
    formed_from: tuple[str, ...] = field(default=(), converter=strings)

    def exists_on(self, day: date) -> bool:
        """Whether *day* lies within its time."""
        begun = self.valid_from is None or self.valid_from <= day
        return begun and (self.valid_to is None or day <= self.valid_to)


@cache
def places() -> tuple[Place, ...]:
    """Every known unit: the 63 until June 2025, the 34 since, then older ones.

    >>> len(places()) > 97
    True
    """
    return records(Place, "provinces.toml", "places")


@cache
def places_on(day: date) -> tuple[Place, ...]:
    """The units that existed on *day*, complete from August 2008 on.

    >>> len(places_on(date(2025, 6, 30))), len(places_on(date(2025, 7, 1)))
    (63, 34)
    """
    return tuple(place for place in places() if place.exists_on(day))


@cache
def _names() -> NameTable[Place]:
    return name_table((name, place) for place in places() for name in (place.name, *place.aliases))


def place_named(name: str, on: date | None = None) -> Place | None:
    """The unit with that name or alias, the one of the day *on* if given, or None.

    >>> place_named("tỉnh Đắc Lắc").name, place_named("Gia Lai", date(2026, 1, 1)).formed_from
    ('Đắk Lắk', ('Bình Định', 'Gia Lai'))
    """
    found = _names().named(name) or _names().named(_without_unit(name))
    if found is None or on is None:
        return found
    return next((place for place in places_on(on) if place.name == found.name), None)


def _without_unit(name: str) -> str:
    folded = fold(name)
    return folded.removeprefix("tinh ").removeprefix("thanh pho ").removeprefix("tp. ").removeprefix("tp ")


def longest_place(words: list[str] | tuple[str, ...], start: int = 0) -> tuple[int, Place] | None:
    """How many of the folded *words* from *start* on the longest name of a unit takes, and the unit.

    >>> longest_place(["thua", "thien", "hue"])[0]
    3
    """
    return _names().longest(words, start)


@lru_cache(4096)
def place_of(name: str) -> Place | None:
    """The last province or city that is named in the name of a body, or None.

    >>> place_of("Ủy ban nhân dân xã Tân An, tỉnh Long An").name
    'Long An'
    """
    words, at, last = fold(name.replace(",", " ")).split(), 0, None
    while at < len(words):
        match = longest_place(words, at)
        if match:
            last = match[1]
        at += match[0] if match else 1
    return last

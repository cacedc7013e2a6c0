"""The identity of a work: the tuple of facts that names it and no other; a tuple with gaps is a pattern."""

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from attrs import field, frozen

from citetrack._text import fold
from citetrack.gazetteer import IssuingBody, Place, bodies_named, expand, is_party_organ, is_type_code, level, place_of
from citetrack.gazetteer import longest_body as longest_name
from citetrack.identifiers import unpadded

__all__ = ["SYSTEMS", "WorkKey", "family_of"]

SYSTEMS = ("state", "party", "mass")
_NUMBER = re.compile(r"(\d{1,9})([^\W\d_]?(?:[.\w]{0,8}))")
_DATE = re.compile(r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?")
_LOCAL = ("province", "district", "commune", "cell")
_UNIT = re.compile(r"[\s,]+(?:tỉnh|thành phố|tp\.?)\Z", re.IGNORECASE)


def _checked(pattern: str, meaning: str) -> Any:
    form = re.compile(pattern)

    def check(_: Any, attribute: Any, value: str | None) -> None:
        if value is not None and not form.fullmatch(value):
            raise ValueError(f"{attribute.name}: expected {meaning}, not {value!r}")

    return check


def _one_system(_: Any, attribute: Any, value: str | None) -> None:
    if value not in (None, *SYSTEMS):
        raise ValueError(f"{attribute.name}: expected one of {', '.join(SYSTEMS)}, not {value!r}")


def _four_digits(_: Any, attribute: Any, value: int | None) -> None:
    if value is not None and not 1000 <= value <= 9999:
        raise ValueError(f"{attribute.name}: expected four digits, not {value!r}")


def _not_empty(_: Any, attribute: Any, value: Any) -> None:
    if value == "" or (isinstance(value, tuple) and "" in value):
        raise ValueError(f"{attribute.name}: expected words, not ''; what is not known is None")


def _bodies(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(names)


@frozen
class WorkKey:
    """What makes a work that one. What is None is not said: such a key is a pattern, which `matches` works.

    >>> key = WorkKey.of("Nghị quyết", number="57", code="NQ/TW", date="2024-12-22", issuer="Bộ Chính trị")
    >>> key.system, key.organs
    ('party', ('Bộ Chính trị',))
    >>> WorkKey(number="57", code="NQ/TW").matches(key)
    True

    Attributes:
        system: "state", "party" or "mass" (fronts and unions).
        type: the full Vietnamese name.
        number: the digits without leading zeros.
        suffix: what follows the digits: "a" of 30a, ".14" of 66.14; "" if nothing does.
        year: the year that stands in the symbol.
        code: the canonical symbol ("NĐ-CP", "NQ/TW").
        date: ISO day of issue, or its month or year if no more is known; never just the year of the symbol.
        organs: the issuing bodies without the place, in the order in which they sign.
        locality: the province or city, as it was named then; None for central bodies.

    Raises:
        ValueError: a field is not of its form.
    """

    system: str | None = field(default=None, validator=_one_system)
    type: str | None = field(default=None, validator=_not_empty)
    number: str | None = field(default=None, validator=_checked(r"0|[1-9]\d{0,8}", "digits without leading zeros"))
    suffix: str = field(default="", validator=_checked(r"(?:[.a-zđ][.a-zđ0-9]{0,8})?", "a letter or a point"))
    year: int | None = field(default=None, validator=_four_digits)
    code: str | None = field(default=None, validator=_not_empty)
    date: str | None = field(default=None, validator=_checked(_DATE.pattern, "YYYY[-MM[-DD]]"))
    organs: tuple[str, ...] = field(default=(), converter=_bodies, validator=_not_empty)
    locality: str | None = field(default=None, validator=_not_empty)

    def __attrs_post_init__(self) -> None:
        """Checks that hold between fields."""
        if self.date is not None and self.date == str(self.year):
            raise ValueError("date: repeats the year of the symbol; leave it None")
        if self.number is None and (self.suffix or self.year):
            raise ValueError(f"{'suffix' if self.suffix else 'year'}: goes with a number")

    @classmethod
    def of(
        cls,
        type: str | None = None,  # noqa: A002 the record's word
        number: str | None = None,
        year: int | None = None,
        code: str | None = None,
        date: str | None = None,
        issuer: str | None = None,
        system: str | None = None,
    ) -> "WorkKey":
        """The key of a work from what a register or a text says of it; bodies get their full name.

        >>> key = WorkKey.of("Quyết định", "0123", code="QĐ/TU", date="2023-05-15", issuer="Tỉnh ủy Yên Bái")
        >>> key.number, key.organs, key.locality
        ('123', ('Tỉnh ủy',), 'Yên Bái')

        Raises:
            ValueError: the number is none, or the date is not of ISO form.
        """
        digits, suffix = _split(number)
        seats = [seat(name) for name in (issuer or "").split("; ") if name]
        organs = tuple(organ for organ, _ in seats)
        places = {place for _, place in seats if place}
        if digits is None:  # a year without a number is of no symbol: Hiến pháp 1992
            date, year = date or (year and str(year)) or None, None
        stated = None if date is None or date == str(year) else date
        local = places.pop() if len(places) == 1 else None
        return cls(system or family_of(code, organs), type, digits, suffix, year, code, stated, organs, local)

    @property
    def is_pattern(self) -> bool:
        """Whether it says too little to be the address of a work: no type, no system, or no time at all."""
        return self.system is None or self.type is None or (self.date is None and self.year is None)

    @property
    def is_incomplete(self) -> bool:
        """Whether the day of issue is not known, so that a day found later will change its addresses."""
        return self.date is None or len(self.date) < len("2020-03-05")

    def matches(self, other: "WorkKey") -> bool:
        """Whether *other* has all that this key says; a year or month stands for each of its days.

        >>> decree = WorkKey.of("Nghị định", "30", 2020, "NĐ-CP", "2020-03-05", "Chính phủ")
        >>> WorkKey(date="2020-03").matches(decree), WorkKey(locality="Yên Bái").matches(decree)
        (True, False)
        """
        for name in ("system", "type", "number", "year", "code", "locality"):
            mine = getattr(self, name)
            if mine is not None and mine != getattr(other, name):
                return False
        if self.number is not None and self.suffix != other.suffix:
            return False
        day = other.date or str(other.year or "")
        return set(self.organs) <= set(other.organs) and (self.date is None or f"{day}-".startswith(f"{self.date}-"))


def _split(number: str | None) -> tuple[str | None, str]:
    """The digits and what follows them."""
    if number is None:
        return None, ""
    match = _NUMBER.fullmatch(unpadded(number))
    if match is None:
        raise ValueError(f"number: expected digits, perhaps with a letter or a point, not {number!r}")
    return match[1], match[2]


@lru_cache(4096)
def family_of(code: str | None, organs: tuple[str, ...]) -> str:
    """The system that a symbol and bodies are of, as far as the tables tell; the State's where they are silent."""
    parts = re.split(r"[-/]", code or "")
    if len(parts) > 1 and is_type_code(parts[0]) and is_party_organ(parts[1]):
        return "party"
    families = {body.family for organ in organs for body in bodies_named(organ)}
    return "party" if families == {"party"} else "state"


@lru_cache(4096)
def seat(issuer: str) -> tuple[str, str | None]:
    """The body without its place, under its full name, and its province or city if it is a local body.

    >>> seat("UBND tỉnh Hòa Bình"), seat("Bộ TN&MT")
    (('Ủy ban nhân dân tỉnh', 'Hòa Bình'), ('Bộ Tài nguyên và Môi trường', None))
    """
    name = expand(issuer)
    known = {body.name for body in bodies_named(name)}
    if len(known) == 1:
        return known.pop(), None
    place = place_of(name)
    if place is None or level(name) not in _LOCAL or not _is_local(name):
        return name, None
    bare = _without(name, place)
    return (bare, place.name) if bare else (name, None)


def _is_local(name: str) -> bool:
    """Whether the name opens with that of a kind of body which each locality has."""
    found = longest_name(fold(name).replace(",", " ").split())
    body: IssuingBody | None = found[1] if found else None
    return body is not None and body.level != "central"


def _without(name: str, place: Place) -> str | None:
    """*name* without the place at its end, the word for a unit kept where it belongs to the body; None if not there."""
    words = name.split(" ")
    for count in range(1, len(words)):
        if fold(" ".join(words[count:])).replace(",", "") in {fold(spelt) for spelt in (place.name, *place.aliases)}:
            bare = " ".join(words[:count])
            return _UNIT.sub("", bare) if bare.split(" ")[-2].endswith(",") else bare.rstrip(",")
    return None

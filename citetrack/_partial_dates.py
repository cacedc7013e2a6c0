"""Partial dates: a date as far as it is known, written in EDTF (ISO 8601-2)."""

import re
from datetime import date
from functools import total_ordering

from attrs import field, frozen

__all__ = ["PartialDate"]

_LENGTH = {"day": 10, "month": 7, "year": 4}


@total_ordering
@frozen
class PartialDate:
    """A date as far as it is known: a day, a month, a year, an interval or list of these, or nothing at all.

    Ordered by its first day, then by its last; what has no first day comes last.

    >>> when = PartialDate("2013-11-25/2013-11-27", date(2013, 11, 25), date(2013, 11, 27), "day")
    >>> str(when), when.first, when.last, when.month_day
    ('2013-11-25/2013-11-27', '2013-11-25', '2013-11-27', '11-25')

    Attributes:
        edtf: ISO 8601-2, the members of a list joined by commas; XXXX is a year that nothing tells.
        earliest, latest: the first and the last day that it covers; None where it is open or unknown.
        precision: "day", "month" or "year", of what the text states; else "unknown".
        anchor: the day from which a missing year or "hôm qua" was worked out; None if none was needed.
    """

    edtf: str | None = None
    earliest: date | None = None
    latest: date | None = None
    precision: str = field(default="unknown", eq=False)
    anchor: date | None = field(default=None, eq=False)

    def __str__(self) -> str:
        """The EDTF text, empty if nothing is known."""
        return self.edtf or ""

    def __lt__(self, other: "PartialDate") -> bool:
        return self._key() < other._key()

    def _key(self) -> tuple[date, date, str]:
        return (self.earliest or date.max, self.latest or date.max, str(self))

    @property
    def is_known(self) -> bool:
        """Whether at least one of its ends is a known day."""
        return self.earliest is not None or self.latest is not None

    @property
    def first(self) -> str | None:
        """Its beginning as ISO text, as precise as the text states it: 2024, 2024-03 or 2024-03-15."""
        return self._iso(self.earliest)

    @property
    def last(self) -> str | None:
        """Its end, likewise; None if it is the same as the beginning, or open."""
        end = self._iso(self.latest)
        return end if end != self.first else None

    def _iso(self, day: date | None) -> str | None:
        return day.isoformat()[: _LENGTH[self.precision]] if day else None

    @property
    def month_day(self) -> str | None:
        """Month and day of its first day, MM-DD, known even where the year is not."""
        found = re.match(r"(?:[0-9]{4}|XXXX)-([0-9]{2}-[0-9]{2})", str(self))
        return found[1] if found and self.precision == "day" else None

    def to_record(self) -> dict[str, str | None]:
        """The fields of a record; dates are ISO texts."""
        return {
            "date": self.first,
            "date_end": self.last,
            "edtf": self.edtf,
            "precision": self.precision,
            "anchor": self.anchor.isoformat() if self.anchor else None,
        }

"""What the words of a date say, before a missing year is worked out: what the transformer builds."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any, TypeAlias

from attrs import frozen

from citetrack._text import fold
from citetrack.errors import DataError

__all__ = [
    "DateWord",
    "Written",
    "WrittenDate",
    "WrittenInterval",
    "WrittenList",
    "WrittenPart",
    "WrittenShift",
    "date_word",
    "date_words",
]

_FILE = "dates.toml"


@frozen
class WrittenDate:
    """A day, month or year with what is said of it.

    Attributes:
        year, month, day: as stated; None where nothing is.
        year_shift: "năm nay" is 0, "năm ngoái" -1; None if the year is not told from today.
        is_lunar: the date is of the lunar calendar, which is not computed here.
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    year_shift: int | None = None
    is_lunar: bool = False


@frozen
class WrittenShift:
    """A day, week or month counted from the day of telling: "hôm qua", "thứ Năm tuần trước"."""

    unit: str
    by: int
    weekday: int | None = None


@frozen
class WrittenPart:
    """Some of the months of a year or of the days of a month, from *first* to *last*; None is the end."""

    of: WrittenDate | WrittenShift
    first: int
    last: int | None


@frozen
class WrittenInterval:
    """From one date to another; None is an open end. A period is a plan's or a term's (giai đoạn)."""

    first: "Written | None"
    last: "Written | None"
    is_period: bool = False


@frozen
class WrittenList:
    """Several days in one expression: "ngày 5 và 6/3"."""

    members: tuple[WrittenDate, ...]


Written: TypeAlias = WrittenDate | WrittenShift | WrittenPart | WrittenInterval | WrittenList


@frozen
class DateWord:
    """A word of data/dates.toml: what it counts, whether it is lunar, whether a number follows it."""

    name: str
    source: str
    examples: tuple[str, ...]
    number: int = 0
    lunar: bool = False
    counted: bool = False


@cache
def date_words(table: str) -> dict[str, DateWord]:
    """The words of one table, by their folded name.

    Raises:
        DataError: a record lacks a field or has one too many.
    """
    content = tomllib.loads((files("citetrack") / "data" / _FILE).read_text(encoding="utf-8"))
    words = [_word(f"{table}[{at}]", record) for at, record in enumerate(content[table])]
    return {fold(word.name): word for word in words}


def _word(place: str, record: dict[str, Any]) -> DateWord:
    try:
        return DateWord(**{**record, "examples": tuple(record["examples"])})
    except (KeyError, TypeError) as error:
        raise DataError(_FILE, place, f"{error}; expected name, source and examples") from error


def date_word(table: str, text: str) -> DateWord:
    """The word of one table that *text* is, whatever its case and marks; digits stand for themselves.

    >>> date_word("months", "Giêng").number, date_word("months", "08").number
    (1, 8)
    """
    found = date_words(table).get(fold(text))
    return found or DateWord(text, "", (), int(text))

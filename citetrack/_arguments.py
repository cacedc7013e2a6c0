"""Arguments: what a caller gives is checked at the edge, so that a wrong one is named and not carried on."""

from collections.abc import Collection
from datetime import date, datetime

from citetrack.errors import InputError

__all__ = ["checked_day", "checked_word"]


def checked_day(value: object, name: str) -> date | None:
    """*value* as a day without a time of day, or None; *name* is what the caller calls it.

    >>> checked_day(datetime(2020, 1, 1, 8, 30), "published")
    datetime.date(2020, 1, 1)

    Raises:
        InputError: it is neither a date nor None.
    """
    if isinstance(value, datetime):
        return value.date()
    if value is None or isinstance(value, date):
        return value
    raise InputError(name, f"is {value!r}; expected a datetime.date or None")


def checked_word(value: str | None, name: str, known: Collection[str]) -> str | None:
    """*value*, which is one of the *known* words or None.

    Raises:
        InputError: it is neither.
    """
    if value is None or value in known:
        return value
    raise InputError(name, f"is {value!r}; expected {', '.join(known)} or None")

"""Reads the data tables into frozen values, and finds names in lists of words."""

import re
import tomllib
from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import cache
from importlib.resources import files
from itertools import islice
from typing import Any, Generic, TypeVar

from attrs import field, frozen

from citetrack._text import fold
from citetrack.errors import DataError

__all__ = ["NameTable", "day", "filled", "key", "name_table", "one_of", "records", "strings"]

Value = TypeVar("Value")
_LONGEST_NAME = 40  # words; no name in the tables has more
# Both spellings are in use: kỹ and kĩ, lý and lí, quy and qui.
_I_FOR_Y = frozenset(("hi", "ki", "li", "mi", "qui", "si", "ti", "vi"))


@cache
def _file(name: str) -> Mapping[str, Any]:
    try:
        return tomllib.loads((files("citetrack") / "data" / name).read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise DataError(name, "the file", str(error)) from error


def records(make: Callable[..., Value], file: str, table: str) -> tuple[Value, ...]:
    """One value for each record of a table of a data file.

    Raises:
        DataError: a record lacks a field, has one too many, or has a value of the wrong kind.
    """
    rows = enumerate(_file(file).get(table, ()))
    return tuple(_record(make, file, f"{table}[{at}]", row) for at, row in rows)


def _record(make: Callable[..., Value], file: str, where: str, row: Mapping[str, Any]) -> Value:
    try:
        return make(**row)
    except (TypeError, ValueError) as error:
        raise DataError(file, where, str(error)) from error


def strings(value: Iterable[str]) -> tuple[str, ...]:
    """*value* as a tuple; a ValueError if it is one string or holds something else."""
    items = tuple(value)
    if isinstance(value, str) or not all(isinstance(item, str) and item for item in items):
        raise ValueError(f"expected a list of words, not {value!r}")
    return items


def filled(_: Any, attribute: Any, value: Any) -> None:
    """Validates that *value* is a string with something in it."""
    if not isinstance(value, str) or not value:
        raise ValueError(f"{attribute.name}: expected words, not {value!r}")


def one_of(*allowed: str) -> Callable[[Any, Any, Any], None]:
    """A validator that takes the *allowed* words only."""

    def check(_: Any, attribute: Any, value: Any) -> None:
        if value not in allowed:
            raise ValueError(f"{attribute.name}: expected one of {', '.join(allowed)}, not {value!r}")

    return check


def day(value: str | date | None) -> date | None:
    """The day that an ISO date names, or None."""
    return date.fromisoformat(value) if isinstance(value, str) else value


def key(text: str) -> str:
    """The letters and digits of *text* without marks, case and blanks; kĩ and kỹ are one.

    >>> key("Xử lí vi phạm") == key("xử lý  vi phạm")
    True
    """
    return "".join(_letters(word) for word in fold(text).split())


def _letters(word: str) -> str:
    kept = word if word.isalnum() else "".join(re.findall(r"[^\W_]+", word))
    return kept[:-1] + "y" if kept in _I_FOR_Y else kept


@frozen
class NameTable(Generic[Value]):
    """Values by name; finds the longest name at a place in a list of words.

    Names are compared by their letters alone, so a lost blank or another hyphen does no harm.

    Attributes:
        entries: the value of each name, by its key.
        skipped: words that stand in names or not ("va").
        keys: the keys of the names in order, by which to see whether a name goes on.
    """

    entries: Mapping[str, Value]
    skipped: frozenset[str] = frozenset()
    keys: tuple[str, ...] = field(repr=False)

    @keys.default
    def _keys(self) -> tuple[str, ...]:
        return tuple(sorted(self.entries))

    def opens(self, word: str) -> bool:
        """Whether a name can begin with *word*."""
        return self._goes_on(_letters(word))

    def _goes_on(self, letters: str) -> bool:
        at = bisect_left(self.keys, letters)
        return at < len(self.keys) and self.keys[at].startswith(letters)

    def named(self, name: str) -> Value | None:
        """The value of *name*, or None."""
        return self.entries.get("".join(_letters(w) for w in fold(name).split() if w not in self.skipped))

    def longest(self, words: Iterable[str], start: int = 0) -> tuple[int, Value] | None:
        """How many of the *words* from *start* on the longest name takes, and its value.

        No more words are read than it takes to see that no name goes on.
        """
        found, read = None, ""
        for count, word in enumerate(islice(words, start, start + _LONGEST_NAME), 1):
            letters = _letters(word)
            if not letters or (read and word in self.skipped):
                continue
            read += letters
            if (value := self.entries.get(read)) is not None:
                found = count, value
            elif not self._goes_on(read):
                break
        return found


def name_table(named: Iterable[tuple[str, Value]], skipped: Iterable[str] = ()) -> NameTable[Value]:
    """A table of *named* values; of two with one name the first stays."""
    left_out = frozenset(skipped)
    entries: dict[str, Value] = {}
    for name, value in named:
        entries.setdefault("".join(_letters(w) for w in fold(name).split() if w not in left_out), value)
    return NameTable(entries, left_out)

"""Columns: which column of a register holds which field of a work, by the headers that offices use."""

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from itertools import islice

from attrs import field, fields_dict, frozen

from citetrack.authority.works import Work
from citetrack.errors import DataError
from citetrack.gazetteer._tables import filled, key, records, strings

__all__ = ["FIELDS", "HEADER_WITHIN", "Columns", "columns_of", "header_of", "status_of"]

_FILE = "register_columns.toml"
FIELDS = frozenset(fields_dict(Work))
HEADER_WITHIN = 20  # rows: offices put their name and a title above the header
_SHOWN = 12  # headers in a message
_IN_BRACKETS = re.compile(r"\([^()]*\)")


@frozen
class _Column:
    """A field of a work and what offices call its column."""

    name: str = field(validator=filled)
    headers: tuple[str, ...] = field(converter=strings)
    source: str = field(validator=filled)


@frozen
class _Status:
    """A status and the words in which registers state it."""

    status: str = field(validator=filled)
    words: tuple[str, ...] = field(converter=strings)
    source: str = field(validator=filled)


@frozen
class Columns:
    """Where the fields stand.

    Attributes:
        at: the number of the column of each field, from 0.
        header: the number of the row of headers, from 1.
    """

    at: Mapping[str, int]
    header: int


@cache
def _fields() -> Mapping[str, str]:
    known = {key(header): row.name for row in records(_Column, _FILE, "columns") for header in row.headers}
    return known | {key(name): name for name in FIELDS}


@cache
def _statuses() -> Mapping[str, str]:
    return {key(word): row.status for row in records(_Status, _FILE, "statuses") for word in (*row.words, row.status)}


def status_of(words: str) -> str:
    """The status that a register's *words* mean; the words themselves where they are not known.

    >>> status_of("Hết hiệu lực một phần"), status_of("Đang rà soát")
    ('ended_in_part', 'Đang rà soát')
    """
    return _statuses().get(key(words), words)


def header_of(header: str) -> str | None:
    """The field that a column of that *header* holds, or None.

    >>> header_of("Số, ký hiệu"), header_of("NGAY BH"), header_of("Ghi chú")
    ('identifier', 'date_issued', None)
    >>> header_of("Ngày ban hành (dd/mm/yyyy)")
    'date_issued'
    """
    return _fields().get(key(header)) or _fields().get(key(_IN_BRACKETS.sub(" ", header)))


def columns_of(file: str, rows: Iterable[Sequence[str]], named: Mapping[str, str] | None = None) -> Columns:
    """The columns of the header among the first *rows*; *named* gives the header of a field where the caller knows it.

    Raises:
        DataError: no row names the identifiers, or a header of the caller is not there.
        ValueError: *named* has a field that works do not have.
    """
    if strange := sorted(set(named or {}) - FIELDS):
        raise ValueError(f"columns: {strange[0]!r} is no field of a work; expected one of {', '.join(sorted(FIELDS))}")
    first = list(islice(rows, HEADER_WITHIN))
    for number, row in enumerate(first, 1):
        at = _at(row, named or {})
        if "identifier" in at or {"number", "code"} <= at.keys():
            return Columns(_checked(file, at, row, named or {}), number)
    seen = next((row for row in first if any(row)), ())
    raise DataError(file, "the header", f"no column holds the identifiers; expected {_wanted(named)}, {_saw(seen)}")


def _at(row: Sequence[str], named: Mapping[str, str]) -> dict[str, int]:
    """Of two columns for one field the first; what the caller *named* comes before all."""
    at: dict[str, int] = {}
    for number, header in enumerate(row):
        found = header_of(header) if header else None
        if found and found not in named:
            at.setdefault(found, number)
    for name, header in named.items():
        wanted = [number for number, one in enumerate(row) if key(one) == key(header)]
        at |= {name: wanted[0]} if wanted else {}
    if "identifier" not in at and "number" in at and "code" not in at:
        at["identifier"] = at.pop("number")
    return at


def _checked(file: str, at: dict[str, int], row: Sequence[str], named: Mapping[str, str]) -> Mapping[str, int]:
    if lost := sorted(set(named) - at.keys()):
        raise DataError(file, "the header", f"no column {named[lost[0]]!r} for {lost[0]}, {_saw(row)}")
    return at


def _wanted(named: Mapping[str, str] | None) -> str:
    return repr((named or {}).get("identifier", "Số ký hiệu"))


def _saw(headers: Sequence[str]) -> str:
    shown = [" ".join(header.split())[:40] for header in headers if header.strip()]
    return "saw " + (", ".join(shown[:_SHOWN]) + (" …" if len(shown) > _SHOWN else "") if shown else "no words at all")

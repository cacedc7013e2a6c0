"""Rows: the works of a register's rows; what cannot be used is reported, the rest goes on."""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import chain, islice
from pathlib import Path
from typing import Any

from attrs import frozen

from citetrack.authority.cells import entry_of_cells, entry_of_record, text_of
from citetrack.authority.columns import HEADER_WITHIN, columns_of
from citetrack.authority.series import CompleteSeries
from citetrack.authority.sheets import Rows, decoded
from citetrack.authority.works import Identity, Work, identity_of
from citetrack.errors import DataError

__all__ = ["Entries", "entries_of_lines", "entries_of_rows"]


@frozen
class Entries:
    """What the rows of a register hold.

    Attributes:
        works: in the order of the rows.
        series: those that its owner declares complete.
        problems: one for each row that could not be used.
    """

    works: tuple[Work, ...] = ()
    series: tuple[CompleteSeries, ...] = ()
    problems: tuple[DataError, ...] = ()


def entries_of_lines(path: str | Path) -> Entries:
    """The entries of a file of JSON Lines; the keys of a record are the fields of Work.

    Raises:
        DataError: the file cannot be read.
    """
    # str.splitlines would part a record at a line separator that JSON lets stand in a string.
    lines = ((f"line {number}", line) for number, line in enumerate(decoded(path).split("\n"), 1) if line.strip())
    return _entries(str(path), lines, lambda _, line: entry_of_record(_parsed(line)))


def _parsed(line: str) -> Any:
    try:
        return json.loads(line)
    except RecursionError:
        raise ValueError("is JSON nested too deep") from None


def entries_of_rows(path: str | Path, rows: Rows, columns: Mapping[str, str] | None = None) -> Entries:
    """The entries of the *rows* below the header; *columns* names the headers of fields that the caller knows.

    Raises:
        DataError: no column holds the identifiers.
    """
    file = str(path)
    first = list(islice(rows, HEADER_WITHIN))
    found = columns_of(file, [_texts(cells) for _, cells in first], columns)
    below = ((row, cells) for row, cells in chain(first[found.header :], rows) if any(_texts(cells)))

    def entry(row: str, cells: Sequence[Any] | Exception) -> Work | CompleteSeries:
        if isinstance(cells, Exception):
            raise ValueError(str(cells))
        named = {name: cells[at] for name, at in found.at.items() if at < len(cells)}
        return entry_of_cells(named, f"{Path(file).name}, {row}")

    return _entries(file, below, entry)


def _texts(cells: Sequence[Any] | Exception) -> list[str]:
    return [str(cells)] if isinstance(cells, Exception) else [text_of(cell) for cell in cells]


def _entries(file: str, rows: Iterable[tuple[str, Any]], make: Callable[[str, Any], Work | CompleteSeries]) -> Entries:
    works: dict[tuple[Any, ...], tuple[str, Work]] = {}
    series: list[CompleteSeries] = []
    problems: list[DataError] = []
    for row, cells in rows:
        try:
            entry = make(row, cells)
            if isinstance(entry, CompleteSeries):
                series.append(entry)
            elif (known := works.setdefault(_sameness(entry), (row, entry)))[0] != row:
                raise ValueError(f"a second record of {entry.key}, after {known[0]}")
        except (TypeError, ValueError, OverflowError) as error:
            problems.append(DataError(file, row, str(error)))
    return Entries(tuple(work for _, work in works.values()), tuple(series), tuple(problems))


def _sameness(work: Work) -> tuple[Identity | str, str, str | None, str | None]:
    """What two rows of one file cannot share, however they are spelled."""
    return identity_of(work.identifier) or work.identifier, work.type, work.date, work.place

"""Rows as a table for a terminal: a header, columns side by side, long words cut with an ellipsis."""

from collections.abc import Mapping, Sequence
from typing import Any

from citetrack.cli.streams import clean

__all__ = ["rows_table"]

_WIDEST = 44  # characters of a column


def rows_table(rows: Sequence[Mapping[str, Any]]) -> str:
    """*rows* under the names of their columns; what is not known is a dash.

    >>> print(rows_table([{"unit": "Yên Bái", "days": 17}, {"unit": "Sơn La", "days": None}]))
    unit     days
    Yên Bái  17
    Sơn La   -
    """
    if not rows:
        return "nothing found"
    cells = [list(rows[0]), *([_cell(value) for value in row.values()] for row in rows)]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    lines = ("  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)) for line in cells)
    return "\n".join(line.rstrip() for line in lines)


def _cell(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    words = "-" if value is None else clean(str(value))
    return words if len(words) <= _WIDEST else words[: _WIDEST - 1].rstrip() + "…"

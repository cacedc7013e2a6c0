"""CSV (RFC 4180) with Vietnamese headers, in which no cell is a formula."""

import csv
from collections.abc import Iterable
from io import StringIO
from typing import Any

from citetrack.outputs.rows import Row, event_rows
from citetrack.outputs.words import header, plain, shown
from citetrack.timeline import Timeline

__all__ = ["rows_to_csv", "to_csv"]

# What spreadsheets take for the beginning of a formula, in both widths.
_FORMULA = tuple("=+-@＝＋－＠")


def to_csv(timeline: Timeline, bom: bool = True) -> bytes:
    """The events, one a row; the byte order mark lets Excel see that it is UTF-8."""
    return rows_to_csv(event_rows(timeline), bom)


def rows_to_csv(rows: Iterable[Row], bom: bool = True) -> bytes:
    r"""Any rows of one shape; nothing at all if there are none.

    >>> rows_to_csv([{"unit": "=1+1", "days": -3}], bom=False).decode()
    '"Đơn vị","Số ngày"\r\n"\'=1+1",-3\r\n'
    """
    listed = list(rows)
    out = StringIO(newline="")
    writer = csv.writer(out, quoting=csv.QUOTE_NONNUMERIC, lineterminator="\r\n")
    if listed:
        writer.writerow([_cell(header(name)) for name in listed[0]])
    writer.writerows([_cell(value) for value in row.values()] for row in listed)
    return out.getvalue().encode("utf-8-sig" if bom else "utf-8")


def _cell(value: Any) -> str | int | float:
    """*value* as a cell; words that a spreadsheet would take for a formula get an apostrophe before them."""
    if isinstance(value, bool):
        return str(shown("yes" if value else "no"))
    if value is None or isinstance(value, int | float):
        return "" if value is None else value
    words = plain(str(value))
    return f"'{words}" if words.lstrip().startswith(_FORMULA) else words

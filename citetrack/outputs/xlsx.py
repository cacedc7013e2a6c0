"""Excel workbooks (extra "excel"): events, documents and coverage on a sheet each, the same bytes each time."""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from io import BytesIO
from typing import TYPE_CHECKING, Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from citetrack.errors import InputError, MissingExtraError
from citetrack.outputs.rows import Row, coverage_rows, document_rows, event_rows
from citetrack.outputs.words import header, plain, sheet, shown, web_address
from citetrack.timeline import Timeline

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.cell import Cell, MergedCell
    from openpyxl.worksheet.worksheet import Worksheet

__all__ = ["rows_to_xlsx", "to_xlsx"]

_MOST_ROWS, _LONGEST = 1_048_575, 32_767  # below the header; characters of a cell
_WIDE, _NARROW = 40, 14  # of columns, in characters
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_EPOCH = (1980, 1, 1, 0, 0, 0)  # the first moment that a zip file can state
_STAMP = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")


def to_xlsx(timeline: Timeline) -> bytes:
    """The workbook of a timeline; days are dates of Excel, text is never a formula.

    Raises:
        MissingExtraError: openpyxl is not installed.
        InputError: a sheet cannot hold so many rows.
    """
    coverage = timeline.coverage()
    sheets = {
        "events": event_rows(timeline),
        "documents": document_rows(timeline),
        "coverage": coverage_rows(coverage),
    }
    return _saved(sheets)


def rows_to_xlsx(rows: Iterable[Row]) -> bytes:
    """A workbook of one sheet.

    Raises:
        MissingExtraError: openpyxl is not installed.
        InputError: a sheet cannot hold so many rows.
    """
    return _saved({"rows": list(rows)})


def _workbook() -> "Workbook":
    try:
        from openpyxl import Workbook
    except ImportError as error:
        raise MissingExtraError("excel", "openpyxl") from error
    return Workbook()


def _saved(sheets: Mapping[str, Sequence[Row]]) -> bytes:
    book = _workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        if len(rows) > _MOST_ROWS:
            raise InputError(f"sheet {sheet(name)}", f"has {len(rows)} rows; Excel takes {_MOST_ROWS}, choose a part")
        _fill(book.create_sheet(sheet(name)), rows)
    raw = BytesIO()
    book.save(raw)
    return _still(raw)


def _fill(page: "Worksheet", rows: Sequence[Row]) -> None:
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    page.freeze_panes = "A2"
    for column, name in enumerate(rows[0] if rows else (), 1):
        cell = page.cell(1, column)
        _put(cell, header(name))
        cell.font = Font(bold=True)
        is_wide = name in ("documents", "document", "evidence", "organiser", "title", "sources")
        page.column_dimensions[get_column_letter(column)].width = _WIDE if is_wide else _NARROW
    for number, row in enumerate(rows, 2):
        for column, value in enumerate(row.values(), 1):
            if value is not None:
                _put(page.cell(number, column), value)


def _put(cell: "Cell | MergedCell", value: Any) -> None:
    """Writes *value*: a day as a date, an address as a link, anything else as it is; words are always words."""
    if isinstance(value, bool):
        value = shown("yes" if value else "no")
    if not isinstance(value, str):
        cell.value = value
    elif _DAY.fullmatch(value) and value > "1900-03":  # Excel counts a day too many before
        cell.value = date.fromisoformat(value)
        cell.number_format = "dd/mm/yyyy"
    else:
        cell.value = plain(value)[:_LONGEST]
        cell.data_type = "s"
        # As if typed behind an apostrophe: editing the cell does not make a formula of it.
        cell.quotePrefix = value.lstrip().startswith(tuple("=+-@"))
        if address := web_address(value):
            cell.hyperlink = address


def _still(raw: BytesIO) -> bytes:
    """The same workbook without the time at which it was made."""
    out = BytesIO()
    with ZipFile(raw) as made, ZipFile(out, "w", ZIP_DEFLATED) as still:
        for one in made.infolist():
            content = made.read(one)
            if one.filename == "docProps/core.xml":
                content = _STAMP.sub(rb"\g<1>1980-01-01T00:00:00Z", content)
            info = ZipInfo(one.filename, _EPOCH)
            info.compress_type = ZIP_DEFLATED
            still.writestr(info, content)
    return out.getvalue()

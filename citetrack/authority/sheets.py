"""Sheets: the rows of CSV files, Excel workbooks and SQLite databases, each with its number."""

import csv
import io
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import closing
from itertools import islice
from pathlib import Path
from typing import Any, TypeAlias

from citetrack.authority.columns import header_of
from citetrack.errors import DataError, MissingExtraError

__all__ = ["Rows", "csv_rows", "decoded", "excel_rows", "sqlite_rows"]

# A number and the cells, or why they cannot be read.
Row: TypeAlias = tuple[str, Sequence[Any] | Exception]
Rows: TypeAlias = Iterator[Row]

_DELIMITERS = ",;\t|"
_SNIFFED = 20  # rows
_MOST_COLUMNS = 256
_MOST_BYTES = 1 << 30  # of an unpacked workbook
_WAIT = 2.0  # seconds for another program to let go of a database


def _unreadable(file: str, error: OSError | ValueError) -> DataError:
    return DataError(file, "the file", f"cannot be read: {getattr(error, 'strerror', None) or error}")


def decoded(path: str | Path, encoding: str | None = None) -> str:
    """The text of a file in UTF-8, UTF-16 or the *encoding* that the caller names.

    Raises:
        DataError: it cannot be read, or is in another encoding.
    """
    file = str(path)
    try:
        data = Path(path).read_bytes()
    except (OSError, ValueError) as error:
        raise _unreadable(file, error) from error
    found = encoding or _encoding(data)
    try:
        return data.decode(found).removeprefix("\ufeff")
    except (UnicodeError, LookupError) as error:
        reason = f"is not {found.upper()} ({error}); save it as UTF-8, or name its encoding"
        raise DataError(file, "the file", reason) from error


def _encoding(data: bytes) -> str:
    """UTF-16 by its mark or by the nulls in the blanks of its first line, else UTF-8."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    start = data[:400]
    for encoding, nulls in (("utf-16-le", start[1::2]), ("utf-16-be", start[::2])):
        if nulls.count(0) > len(nulls) // 4:
            return encoding
    return "utf-8"


def csv_rows(path: str | Path, encoding: str | None = None) -> Rows:
    """The rows of a file of values that commas, semicolons, tabs or bars part, whichever its header tells.

    Raises:
        DataError: it cannot be read.
    """
    text = decoded(path, encoding)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text))
    number = 0
    while True:
        number += 1
        try:
            yield f"row {number}", next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield f"row {number}", error


def _delimiter(text: str) -> str:
    """The delimiter that parts the most known headers of one row, then the most columns."""

    def parted(delimiter: str) -> tuple[int, int]:
        lines = list(islice(io.StringIO(text, newline=""), _SNIFFED))
        try:
            rows = list(csv.reader(lines, delimiter=delimiter))
        except csv.Error:
            return 0, 0
        return max(((sum(header_of(one) is not None for one in row), len(row)) for row in rows), default=(0, 0))

    return max(_DELIMITERS, key=parted)


def excel_rows(path: str | Path, sheet: str | None = None) -> Rows:
    """The rows of a sheet of an Excel workbook, the first unless one is named.

    Raises:
        DataError: it cannot be read, is no workbook, or has no such sheet.
        MissingExtraError: openpyxl is not installed.
    """
    try:
        from openpyxl import load_workbook
    except ImportError as error:
        raise MissingExtraError("excel", "openpyxl") from error
    file = str(path)
    _check_workbook(file)
    try:
        book = load_workbook(path, read_only=True, data_only=True)
    except Exception as error:  # openpyxl lets through what zip, XML and its own parts raise
        raise DataError(file, "the file", f"is no sound workbook: {error}") from error
    with closing(book):
        if sheet is not None and sheet not in book.sheetnames:
            raise DataError(file, "the file", f"no sheet {sheet!r}; saw {', '.join(book.sheetnames)}")
        page = book[sheet or book.sheetnames[0]]
        page.reset_dimensions()  # programs write wrong ones
        try:
            for number, cells in enumerate(page.iter_rows(values_only=True, max_col=_MOST_COLUMNS), 1):
                yield f"row {number}", cells
        except Exception as error:  # the same while it unpacks the sheet row by row
            raise DataError(file, "the file", f"is no sound workbook: {error}") from error


def _check_workbook(file: str) -> None:
    try:
        with zipfile.ZipFile(file) as archive:
            unpacked = sum(one.file_size for one in archive.infolist())
    except (OSError, ValueError) as error:
        raise _unreadable(file, error) from error
    except zipfile.BadZipFile as error:
        raise DataError(file, "the file", "is no Excel workbook; expected .xlsx (save an .xls as .xlsx)") from error
    if unpacked > _MOST_BYTES:
        raise DataError(file, "the file", f"unpacks to {unpacked} bytes; expected at most {_MOST_BYTES}")


def sqlite_rows(path: str | Path, table: str | None = None) -> Rows:
    """The names of the columns of a table of an SQLite database, then its rows; the database is only read.

    Raises:
        DataError: it is missing, locked, damaged or no database, or has no such table, or several and none is named.
    """
    import sqlite3  # here, because opening the shipped register needs none

    file = str(path)
    try:
        where = Path(path).resolve(strict=True).as_uri()
    except (OSError, ValueError) as error:
        raise _unreadable(file, error) from error
    try:
        with closing(sqlite3.connect(f"{where}?mode=ro", uri=True, timeout=_WAIT)) as database:
            names = [row[0] for row in database.execute(_TABLES)]
            chosen = _table(file, names, table).replace('"', '""')
            cursor = database.execute(f'SELECT * FROM "{chosen}"')
            yield "the columns", [column[0] for column in cursor.description]
            for number, cells in enumerate(cursor, 1):
                yield f"row {number}", cells
    except sqlite3.Error as error:
        raise DataError(
            file, "the database", f"{error}; expected a sound SQLite database that is not locked"
        ) from error
    except DataError:  # a ValueError too, and said well already
        raise
    except (OSError, ValueError) as error:
        raise _unreadable(file, error) from error


_TABLES = "SELECT name FROM sqlite_master WHERE type IN ('table', 'view') AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'"


def _table(file: str, names: Sequence[str], wanted: str | None) -> str:
    if wanted is None and len(names) == 1:
        return names[0]
    if wanted in names:
        return str(wanted)
    which = f"no table {wanted!r}" if wanted is not None else "a table must be named"
    raise DataError(file, "the database", f"{which}; saw {', '.join(names) or 'none'}")

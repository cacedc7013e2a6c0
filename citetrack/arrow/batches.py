"""Batches: the pure functions from a record batch of texts to a record batch of what they say."""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from citetrack.arrow.rows import CITATIONS, READINGS, citation_row, reading_rows
from citetrack.arrow.tables import arrow, batch_of, column_of, fields_of, values
from citetrack.authority import AuthorityFile
from citetrack.context import find_citations
from citetrack.errors import InputError
from citetrack.reading import read

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = ["read_batch", "read_batches", "read_schema", "scan_batch", "scan_batches", "schema"]


def schema(ids: "Sequence[pa.Field[Any]]" = ()) -> "pa.Schema":
    """The schema of what `scan_batch` gives, with the fields *ids* before it; docs/scale.md tells the columns.

    >>> schema().names[:5]
    ['row', 'start', 'end', 'text', 'kind']

    Raises:
        MissingExtraError: pyarrow is not installed.
    """
    return arrow().schema([*ids, *fields_of(CITATIONS)])


def read_schema(ids: "Sequence[pa.Field[Any]]" = ()) -> "pa.Schema":
    """The schema of what `read_batch` gives, with the fields *ids* before it; docs/scale.md tells the columns.

    >>> read_schema().names[:4]
    ['row', 'published', 'doc', 'start']

    Raises:
        MissingExtraError: pyarrow is not installed.
    """
    return arrow().schema([*ids, *fields_of(READINGS)])


def scan_batch(batch: "pa.RecordBatch", column: str = "text", id_columns: Iterable[str] = ()) -> "pa.RecordBatch":
    """The citations of the texts in a column, a row each, in order; the columns *id_columns* go with them.

    A text that cannot be read has one row, with the reason in "error"; a null has none.

    >>> import pyarrow
    >>> batch = pyarrow.record_batch({"text": ["theo Nghị định số 30/2020/NĐ-CP", None, "số 18-NQ/TW"]})
    >>> [(one["row"], one["identifier"], one["year"]) for one in scan_batch(batch).to_pylist()]
    [(0, '30/2020/NĐ-CP', 2020), (2, '18-NQ/TW', None)]

    Raises:
        InputError: a column is missing, does not hold strings, or is called like one of the result.
        MissingExtraError: pyarrow is not installed.
    """
    rows: list[tuple[Any, ...]] = []
    for number, text in enumerate(values(batch, column)):
        rows += _guarded(number, text, len(CITATIONS), _citations)
    return batch_of(rows, CITATIONS, batch, id_columns)


def scan_batches(
    batches: "Iterable[pa.RecordBatch]", column: str = "text", id_columns: Iterable[str] = ()
) -> "Iterator[pa.RecordBatch]":
    """What `scan_batch` gives for each of *batches*.

    >>> list(scan_batches([]))
    []
    """
    ids = tuple(id_columns)
    return (scan_batch(batch, column, ids) for batch in batches)


def read_batch(
    batch: "pa.RecordBatch",
    column: str = "text",
    id_columns: Iterable[str] = (),
    published: str | None = None,
    authority: AuthorityFile | None = None,
) -> "pa.RecordBatch":
    """The documents and events of the texts in a column: a row for each document, one for each event and document.

    *published* is a column with the days of publication, as dates, times or ISO strings. The first of *id_columns*
    is what the texts are called in "telling"; without one they are called by their row. Faults as for `scan_batch`.

    >>> import pyarrow
    >>> batch = pyarrow.record_batch({"text": ["Ngày 2-12-2019, Tỉnh ủy quán triệt Quy định số 205-QĐ/TW."]})
    >>> [(one["event"], one["event_date"], one["identifier"], one["date"]) for one in read_batch(batch).to_pylist()]
    [(None, None, '205-QĐ/TW', '2019-09-23'), ('dissemination', '2019-12-02', '205-QĐ/TW', '2019-09-23')]

    Raises:
        InputError: a column is missing, does not hold what it should, or is called like one of the result.
        MissingExtraError: pyarrow is not installed.
    """
    ids, register = tuple(id_columns), AuthorityFile.default() if authority is None else authority
    names = column_of(batch, ids[0]).to_pylist() if ids else range(batch.num_rows)
    days = column_of(batch, published).to_pylist() if published else [None] * batch.num_rows
    rows: list[tuple[Any, ...]] = []
    for number, (text, name, day) in enumerate(zip(values(batch, column), names, days, strict=True)):

        def told(at: int, text: str, name: Any = name, day: Any = day) -> Iterator[tuple[Any, ...]]:
            return reading_rows(at, read(text, _day(day), str(name), register))

        rows += _guarded(number, text, len(READINGS), told)
    return batch_of(rows, READINGS, batch, ids)


def read_batches(
    batches: "Iterable[pa.RecordBatch]",
    column: str = "text",
    id_columns: Iterable[str] = (),
    published: str | None = None,
    authority: AuthorityFile | None = None,
) -> "Iterator[pa.RecordBatch]":
    """What `read_batch` gives for each of *batches*.

    >>> list(read_batches([]))
    []
    """
    ids = tuple(id_columns)
    return (read_batch(batch, column, ids, published, authority) for batch in batches)


def _citations(row: int, text: str) -> Iterator[tuple[Any, ...]]:
    return (citation_row(row, one) for one in find_citations(text))


def _guarded(
    row: int, text: str | None, width: int, rows_of: Callable[[int, str], Iterator[tuple[Any, ...]]]
) -> list[tuple[Any, ...]]:
    """The rows of one text; if it cannot be read, a row that says why in its last cell."""
    if text is None:
        return []
    try:
        return list(rows_of(row, text))
    except Exception as error:  # one bad text of ten thousand is told, and the rest goes on
        return [(row, *[None] * (width - 2), f"{type(error).__name__}: {error}")]


def _day(told: Any) -> date | None:
    if isinstance(told, str):
        return date.fromisoformat(told[:10])
    if isinstance(told, datetime):
        return told.date()
    if isinstance(told, date | None):
        return told
    raise InputError("published", f"{json.dumps(told, default=str)} is no day; expected a date or YYYY-MM-DD")

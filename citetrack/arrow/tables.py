"""Tables: the columns that record batches come with and leave with, and how lists of values become a batch."""

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

from citetrack.errors import InputError, MissingExtraError

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = ["arrow", "batch_of", "column_of", "fields_of", "values"]


@cache
def arrow() -> Any:
    """The module pyarrow.

    Raises:
        MissingExtraError: it is not installed.
    """
    try:
        import pyarrow
    except ImportError as error:
        raise MissingExtraError("arrow", "pyarrow") from error
    return pyarrow


def fields_of(columns: Mapping[str, str]) -> "list[pa.Field[Any]]":
    """The fields of *columns*: names with the Arrow names of their types."""
    return [arrow().field(name, arrow().type_for_alias(kind)) for name, kind in columns.items()]


def values(batch: "pa.RecordBatch", column: str) -> list[Any]:
    """What stands in a column of strings, None where nothing does.

    Raises:
        InputError: there is no such column, or it holds something else than strings.
    """
    found = column_of(batch, column)
    types = arrow().types
    kind = found.type.value_type if types.is_dictionary(found.type) else found.type
    if not (types.is_string(kind) or types.is_large_string(kind) or types.is_string_view(kind) or types.is_null(kind)):
        raise InputError(f"column {column}", f"holds {found.type}; expected strings")
    return list(found.to_pylist())


def column_of(batch: "pa.RecordBatch", column: str) -> "pa.Array[Any]":
    """The column of that name.

    Raises:
        InputError: there is none, or there are several.
    """
    if batch.schema.names.count(column) != 1:
        given = ", ".join(batch.schema.names) or "no columns"
        raise InputError(f"column {column}", f"expected once; the batch has {given}")
    return batch.column(batch.schema.get_field_index(column))


def batch_of(
    rows: Sequence[Sequence[Any]], columns: Mapping[str, str], batch: "pa.RecordBatch", id_columns: Iterable[str]
) -> "pa.RecordBatch":
    """*rows* as a record batch with *columns*, and before these the *id_columns* of the rows of *batch* they are of.

    The first of *columns* is the number of the row.

    Raises:
        InputError: an id column is missing, or is called like one of *columns*.
    """
    pa, ids = arrow(), tuple(id_columns)
    if taken := sorted(columns.keys() & set(ids)):
        raise InputError(f"column {taken[0]}", "is a column of the result too; rename it")
    of = pa.array([row[0] for row in rows], pa.int32())
    kept = [column_of(batch, name).take(of) for name in ids]
    fields = fields_of(columns)
    turned = zip(*rows, strict=True) if rows else iter([()] * len(fields))
    made = [pa.array(list(cells), field.type) for cells, field in zip(turned, fields, strict=True)]
    schema = pa.schema([batch.schema.field(name) for name in ids] + fields)
    return pa.RecordBatch.from_arrays(kept + made, schema=schema)

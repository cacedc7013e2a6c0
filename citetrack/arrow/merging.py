"""Merging: the tellings of one act, brought together by a group-by, as one event; and the timeline of such events."""

import json
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from citetrack.arrow.tables import arrow, column_of
from citetrack.errors import DataError
from citetrack.timeline import Timeline, TimelineEvent
from citetrack.timeline.merging import joined, merged

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = ["act_batches", "act_schema", "timeline_of"]


def act_schema() -> "pa.Schema":
    """The schema of what `act_batches` gives: one column, "telling".

    >>> act_schema().names
    ['telling']
    """
    return arrow().schema([arrow().field("telling", arrow().string())])


def act_batches(batches: "Iterable[pa.RecordBatch]", column: str = "tellings") -> "Iterator[pa.RecordBatch]":
    """For each row, a list of tellings of one act, the one event that they are, in the form of a telling.

    >>> list(act_batches([]))
    []

    Raises:
        DataError: a telling is none.
        InputError: there is no such column.
    """
    pa = arrow()
    for batch in batches:
        lists = column_of(batch, column).to_pylist()
        acts = [json.dumps(joined(_events(words)).to_record(), ensure_ascii=False) for words in lists]
        yield pa.RecordBatch.from_arrays([pa.array(acts, pa.string())], schema=act_schema())


def timeline_of(told: Iterable[str]) -> Timeline:
    """The timeline of tellings, the column "telling" of `read_batch`, or of the acts that `act_batches` made of them.

    >>> len(timeline_of([]))
    0

    Raises:
        DataError: a telling is none.
    """
    return Timeline(merged(_events(told)))


def _events(told: Iterable[str]) -> list[TimelineEvent]:
    return [_event(words) for words in sorted(told)]


def _event(words: str) -> TimelineEvent:
    try:
        return TimelineEvent.from_record(json.loads(words))
    except (TypeError, ValueError) as error:
        raise DataError("tellings", words[:80], f"is no telling ({error})") from error

"""JSON Lines: one record for each event, from which the timeline is read back."""

import json
from collections.abc import Iterable

from citetrack.outputs.rows import Row
from citetrack.timeline import Timeline

__all__ = ["rows_to_jsonl", "to_jsonl"]


def to_jsonl(timeline: Timeline) -> bytes:
    """The records of the events; `Timeline.from_records` makes the timeline of them again.

    >>> to_jsonl(Timeline())
    b''
    """
    return rows_to_jsonl(one.to_record() for one in timeline)


def rows_to_jsonl(rows: Iterable[Row]) -> bytes:
    r"""One line for each row; half of a letter is written as \ud800.

    >>> rows_to_jsonl([{"unit": "Yên Bái", "days": 17}]).decode()
    '{"unit": "Yên Bái", "days": 17}\n'
    """
    lines = (json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    return "".join(lines).encode("utf-8", "backslashreplace")

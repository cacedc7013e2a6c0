"""Formats: a timeline as bytes of one of several formats, and the rows of an answer in those that have rows."""

from collections.abc import Callable, Iterable, Mapping

from citetrack.outputs.csv import rows_to_csv, to_csv
from citetrack.outputs.ics import to_ics
from citetrack.outputs.jsonl import rows_to_jsonl, to_jsonl
from citetrack.outputs.jsonld import to_jsonld
from citetrack.outputs.mermaid import to_mermaid
from citetrack.outputs.rows import Row
from citetrack.outputs.xlsx import rows_to_xlsx, to_xlsx
from citetrack.timeline import Timeline

__all__ = ["FORMATS", "ROW_FORMATS"]

FORMATS: Mapping[str, Callable[[Timeline], bytes]] = {
    "jsonl": to_jsonl,
    "csv": to_csv,
    "xlsx": to_xlsx,
    "ics": to_ics,
    "mermaid": to_mermaid,
    "jsonld": to_jsonld,
}
ROW_FORMATS: Mapping[str, Callable[[Iterable[Row]], bytes]] = {
    "jsonl": rows_to_jsonl,
    "csv": rows_to_csv,
    "xlsx": rows_to_xlsx,
}

"""Arrow (extra "arrow"): record batches of texts in, flat record batches of citations, documents and events out."""

from citetrack.arrow.batches import read_batch, read_batches, read_schema, scan_batch, scan_batches, schema
from citetrack.arrow.merging import act_batches, act_schema, timeline_of
from citetrack.arrow.queries import ACTS, CLUSTERS

__all__ = [
    "ACTS",
    "CLUSTERS",
    "act_batches",
    "act_schema",
    "read_batch",
    "read_batches",
    "read_schema",
    "scan_batch",
    "scan_batches",
    "schema",
    "timeline_of",
]

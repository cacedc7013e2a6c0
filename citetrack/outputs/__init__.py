"""Outputs: a timeline in the formats that other programs and people read."""

from citetrack.outputs.formats import FORMATS, ROW_FORMATS

__all__ = ["FORMATS", "ROW_FORMATS"]

"""Batches: the citations or readings of many texts, in order, by one process or several, in bounded memory."""

from citetrack.batch.reading import Found, FoundReading, find_in, read_in

__all__ = ["Found", "FoundReading", "find_in", "read_in"]

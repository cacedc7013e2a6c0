"""The tracker: a database of texts and their timeline."""

from citetrack.tracker.collection import Added, Tracker

__all__ = ["Added", "Tracker"]

"""The tracker: a database of texts and their timeline."""

from citetrack.tracker.collection import Added, Tracker
from citetrack.tracker.corrections import Conflict, Correction, Target

__all__ = ["Added", "Conflict", "Correction", "Target", "Tracker"]

"""Timelines: the events of many texts, each once, in the order of their days, and the questions they answer."""

from citetrack.timeline.collection import Timeline
from citetrack.timeline.values import Source, TimelineDocument, TimelineEvent

__all__ = ["Source", "Timeline", "TimelineDocument", "TimelineEvent"]

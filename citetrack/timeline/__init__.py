"""Timelines: the events of many texts, each once, in the order of their days, and the questions they answer."""

from citetrack.timeline.collection import Timeline
from citetrack.timeline.merging import merged
from citetrack.timeline.values import Figure, Source, TimelineDocument, TimelineEvent

__all__ = ["Figure", "Source", "Timeline", "TimelineDocument", "TimelineEvent", "merged"]

"""Timelines: the events of many texts, each once, in the order of their days, and the questions they answer."""

from citetrack.timeline.anniversaries import Anniversaries, Anniversary
from citetrack.timeline.chains import ChainStep, Link
from citetrack.timeline.collection import Timeline
from citetrack.timeline.coverage import Cell, Coverage
from citetrack.timeline.difference import Difference
from citetrack.timeline.doubts import Doubt
from citetrack.timeline.first import First, Lag, Lags, LagSummary
from citetrack.timeline.merging import merged
from citetrack.timeline.units import Unit, days_of, unit_of
from citetrack.timeline.values import Figure, Source, TimelineDocument, TimelineEvent

__all__ = [
    "Anniversaries",
    "Anniversary",
    "Cell",
    "ChainStep",
    "Coverage",
    "Difference",
    "Doubt",
    "Figure",
    "First",
    "Lag",
    "LagSummary",
    "Lags",
    "Link",
    "Source",
    "Timeline",
    "TimelineDocument",
    "TimelineEvent",
    "Unit",
    "days_of",
    "merged",
    "unit_of",
]

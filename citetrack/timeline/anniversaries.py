"""Anniversaries: documents whose carrying out falls due for review, so many years after their issue."""

from collections.abc import Iterable
from datetime import date
from functools import cache
from typing import Any

from attrs import field, frozen

from citetrack.gazetteer._tables import filled, records
from citetrack.timeline.first import issue_days
from citetrack.timeline.units import days_of
from citetrack.timeline.values import TimelineDocument, TimelineEvent

__all__ = ["Anniversaries", "Anniversary", "anniversaries_of"]


@frozen
class _Years:
    """The years after issue at which reviews are usual."""

    years: tuple[int, ...] = field(converter=tuple)
    source: str = field(validator=filled)


@cache
def _usual() -> tuple[int, ...]:
    return tuple(year for row in records(_Years, "timeline.toml", "anniversaries") for year in row.years)


@frozen
class Anniversary:
    """A document that is so many years old on a day.

    Attributes:
        document: which.
        years: how many.
        due: the day; of a document of 29 February the 28th.
        days: from the day asked for to *due*; negative if it is past.
        reviewed: the first day, month or year of a review of the document in the year before or after *due*, else None.
    """

    document: TimelineDocument
    years: int
    due: date
    days: int
    reviewed: str | None

    def to_row(self) -> dict[str, Any]:
        """One row of a table."""
        row = {"document": self.document.label, "years": self.years, "due": self.due.isoformat()}
        return row | {"days": self.days, "reviewed": self.reviewed}


@frozen
class Anniversaries:
    """What falls due around a day.

    Attributes:
        day: the day asked for.
        window: how many days before and after it count.
        due: the anniversaries in order of their days.
        undated: documents whose day of issue nothing tells: theirs may be due too.
    """

    day: date
    window: int
    due: tuple[Anniversary, ...]
    undated: tuple[TimelineDocument, ...]

    def rows(self) -> tuple[dict[str, Any], ...]:
        """One row for each anniversary."""
        return tuple(one.to_row() for one in self.due)


def anniversaries_of(
    events: Iterable[TimelineEvent], day: date, window: int, years: Iterable[int] | None
) -> Anniversaries:
    """The anniversaries of the documents of *events* at most *window* days away from *day*."""
    known = tuple(events)
    issued = issue_days(known)
    documents = {document.key: document for one in known for document in one.documents}
    reviews: dict[str, list[TimelineEvent]] = {}
    for one in known:
        if one.event.type == "review":
            for document in one.documents:
                reviews.setdefault(document.key, []).append(one)
    usual = tuple(_usual() if years is None else years)
    due = [
        _anniversary(document, number, due, day, reviews.get(key, ()))
        for key, document in documents.items()
        if key in issued
        for number in usual
        if (due := _later(issued[key], number)) and abs((due - day).days) <= window
    ]
    undated = tuple(documents[key] for key in sorted(documents) if key not in issued)
    return Anniversaries(day, window, tuple(sorted(due, key=lambda one: (one.due, one.document.key))), undated)


def _anniversary(
    document: TimelineDocument, years: int, due: date, day: date, reviews: Iterable[TimelineEvent]
) -> Anniversary:
    around = [one for one in reviews if (days := days_of(one)) and abs((days[0] - due).days) <= 365]
    reviewed = min((one.event.date for one in around if one.event.date), default=None)
    return Anniversary(document, years, due, (due - day).days, reviewed)


def _later(issued: date, years: int) -> date | None:
    """*years* after *issued*; None behind the last year of the calendar."""
    try:
        return issued.replace(year=issued.year + years)
    except ValueError:
        return issued.replace(year=issued.year + years, day=28) if issued.year + years <= date.max.year else None

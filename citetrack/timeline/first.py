"""First dissemination: when a document first reached each unit, and how many days after its issue."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from statistics import median, quantiles
from typing import Any

from attrs import frozen

from citetrack.timeline.units import Unit, days_of, unit_of
from citetrack.timeline.values import TimelineDocument, TimelineEvent

__all__ = ["First", "Lag", "LagSummary", "Lags", "first_of", "issue_days", "lag_of", "lags_of", "summary_of"]


@frozen
class First:
    """The first dissemination of one document by one unit.

    Attributes:
        document: what was made known.
        unit: by whom; its level and name are None where the texts do not tell.
        event: the earliest event that may be the first.
        undated: how many more of the unit's events with this document have no known day, and may be earlier.
    """

    document: TimelineDocument
    unit: Unit
    event: TimelineEvent
    undated: int = 0

    def to_row(self) -> dict[str, Any]:
        """One row of a table; None is what no text tells."""
        return {
            "document": self.document.label,
            "level": self.unit.level,
            "unit": self.unit.name,
            "date": self.event.event.date,
            "date_end": self.event.event.date_end,
            "undated": self.undated,
            "source": self.event.sources[0].id if self.event.sources else None,
        }


def first_of(
    events: Iterable[TimelineEvent], level: str | None = None, kind: str = "dissemination"
) -> tuple[First, ...]:
    """The first event of type *kind* of each document in each unit, of all levels or of one."""
    found: dict[tuple[str, Unit], list[tuple[TimelineDocument, TimelineEvent]]] = {}
    for one in events:
        if one.event.type == kind and level in (None, one.level):
            for document in one.documents:
                found.setdefault((document.key, unit_of(one)), []).append((document, one))
    firsts = (_first(unit, told) for (_, unit), told in found.items())
    return tuple(sorted(firsts, key=_order))


def _first(unit: Unit, told: list[tuple[TimelineDocument, TimelineEvent]]) -> First:
    document, event = min(told, key=lambda one: (days_of(one[1]) is None, *(days_of(one[1]) or ())))
    undated = sum(days_of(one) is None for _, one in told)
    return First(document, unit, event, undated - (days_of(event) is None))


def _order(first: First) -> tuple[str, ...]:
    unit = first.unit
    return (first.document.key, unit.level or "~", first.event.event.date or "~", unit.name or "~")


@frozen
class Lag:
    """How long a document took from its issue to a unit.

    Attributes:
        first: the dissemination that ends the lag.
        issued: the day of issue, None if neither register nor texts tell.
        days: the fewest and the most days that it may have been; None if a day is unknown.
        overdue: whether it was after the deadline; None if there is none or the days leave it open.
    """

    first: First
    issued: date | None
    days: tuple[int, int] | None
    overdue: bool | None

    @property
    def is_impossible(self) -> bool:
        """Whether the dissemination stands before the issue: one of the two days is told wrongly."""
        return self.days is not None and self.days[1] < 0

    def to_row(self) -> dict[str, Any]:
        """One row of a table; None is what is not known."""
        row = self.first.to_row()
        low, high = self.days or (None, None)
        row["issued"] = self.issued.isoformat() if self.issued else None
        return row | {"days": low, "days_most": high, "overdue": self.overdue, "impossible": self.is_impossible}


@frozen
class LagSummary:
    """The distribution of the lags of one document over the units it reached.

    Attributes:
        document: which.
        units: how many units it reached.
        exact: how many lags are known to the day; the numbers below are of these, None if there are none.
        least, lower, middle, upper, most: minimum, first quartile, median, third quartile, maximum, in days.
        unknown: how many lags are not known to the day.
        impossible: how many disseminations stand before the issue; they are in no number above.
        overdue: how many are after the deadline; None without a deadline.
    """

    document: TimelineDocument
    units: int
    exact: int
    least: float | None
    lower: float | None
    middle: float | None
    upper: float | None
    most: float | None
    unknown: int
    impossible: int
    overdue: int | None

    def to_row(self) -> dict[str, Any]:
        """One row of a table."""
        names = ("units", "exact", "least", "lower", "middle", "upper", "most", "unknown", "impossible", "overdue")
        return {"document": self.document.label} | {name: getattr(self, name) for name in names}


@frozen
class Lags:
    """The lags of documents to units, each by itself and their distribution by document.

    Attributes:
        lags, summaries: tuples in a timeline; of a database sequences whose items are built when they are looked at.
    """

    lags: Sequence[Lag]
    summaries: Sequence[LagSummary]

    def rows(self) -> tuple[dict[str, Any], ...]:
        """One row for each document in each unit."""
        return tuple(lag.to_row() for lag in self.lags)


def issue_days(events: Iterable[TimelineEvent]) -> dict[str, date]:
    """The day of issue of each document by its key: the register's or the text's, else that of a told issuance."""
    stated: dict[str, date] = {}
    told: dict[str, date] = {}
    for one in events:
        days = days_of(one) if one.event.type == "issuance" else None
        for document in one.documents:
            if document.date:
                stated.setdefault(document.key, date.fromisoformat(document.date))
            if days and days[0] == days[1]:
                told.setdefault(document.key, days[0])
    return told | stated


def lags_of(events: Iterable[TimelineEvent], level: str | None, deadline: int | date | None) -> Lags:
    """The lags to the units of *level*; *deadline* is in days after issue, or a day."""
    known = tuple(events)
    issued = issue_days(known)
    lags = tuple(lag_of(first, issued.get(first.document.key), deadline) for first in first_of(known, level))
    by_document: dict[str, list[Lag]] = {}
    for lag in lags:
        by_document.setdefault(lag.first.document.key, []).append(lag)
    return Lags(lags, tuple(summary_of(some, deadline is not None) for some in by_document.values()))


def lag_of(first: First, issued: date | None, deadline: int | date | None) -> Lag:
    """The days from the day of issue to *first*, and whether they are more than the deadline allows."""
    days = days_of(first.event)
    if days is None:
        return Lag(first, issued, None, None)
    span = ((days[0] - issued).days, (days[1] - issued).days) if issued else None
    due = deadline if isinstance(deadline, date) else None
    if isinstance(deadline, int) and issued:
        due = issued + timedelta(days=deadline)
    overdue = None if due is None or days[0] <= due < days[1] else days[0] > due
    return Lag(first, issued, span, overdue)


def summary_of(lags: Sequence[Lag], has_deadline: bool) -> LagSummary:
    """The distribution of the *lags* of one document."""
    possible = [lag for lag in lags if not lag.is_impossible]
    exact = sorted(lag.days[0] for lag in possible if lag.days and lag.days[0] == lag.days[1])
    lower, middle, upper = _quartiles(exact)
    return LagSummary(
        document=lags[0].first.document,
        units=len(lags),
        exact=len(exact),
        least=exact[0] if exact else None,
        lower=lower,
        middle=middle,
        upper=upper,
        most=exact[-1] if exact else None,
        unknown=len(possible) - len(exact),
        impossible=len(lags) - len(possible),
        overdue=sum(lag.overdue is True for lag in lags) if has_deadline else None,
    )


def _quartiles(numbers: list[int]) -> tuple[float | None, float | None, float | None]:
    if len(numbers) < 2:
        one = float(numbers[0]) if numbers else None
        return one, one, one
    lower, _, upper = quantiles(numbers, n=4, method="inclusive")
    return lower, float(median(numbers)), upper

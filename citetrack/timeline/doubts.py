"""Doubts: what texts tell that cannot be so, or does not add up; nothing is mended or left out for it."""

from collections.abc import Iterable, Iterator
from typing import Any

from attrs import frozen

from citetrack.timeline.chains import Link
from citetrack.timeline.first import issue_days
from citetrack.timeline.units import days_of
from citetrack.timeline.values import TimelineEvent

__all__ = ["Doubt", "doubts_of"]


@frozen
class Doubt:
    """One thing that is told and cannot be, or that the texts leave open.

    Attributes:
        rule: "sites do not add up", "before the document", "older than its parent" or "no day".
        message: one sentence.
        sources: the ids of the texts that tell it.
    """

    rule: str
    message: str
    sources: tuple[str, ...]

    def to_row(self) -> dict[str, Any]:
        """One row of a table."""
        return {"rule": self.rule, "message": self.message, "sources": ", ".join(self.sources)}


def doubts_of(events: Iterable[TimelineEvent], links: Iterable[Link]) -> tuple[Doubt, ...]:
    """What is doubtful in *events* and *links*, in their order."""
    known = tuple(events)
    issued = issue_days(known)
    found = [doubt for one in known for part in (_sums(one), _early(one, issued), _undated(one)) for doubt in part]
    refused = ((link, link.refusal) for link in links)
    found += [Doubt("older than its parent", why, _ids(link)) for link, why in refused if why]
    return tuple(found)


def _ids(told: TimelineEvent | Link) -> tuple[str, ...]:
    return tuple(dict.fromkeys(source.id for source in told.sources))


def _sums(one: TimelineEvent) -> Iterator[Doubt]:
    for source in one.sources:
        total, *parts = source.breakdown or (0,)
        if sum(parts) != total:
            sites = f"{total} sites are told as {' + '.join(map(str, parts))} = {sum(parts)}"
            yield Doubt("sites do not add up", sites, (source.id,))


def _early(one: TimelineEvent, issued: dict[str, Any]) -> Iterator[Doubt]:
    days = days_of(one)
    if days is None or one.event.type in ("issuance", "consultation"):
        return
    for document in one.documents:
        if document.key in issued and days[1] < issued[document.key]:
            told = f"{one.event.type} of {one.event.date}: {document.label} was issued on {issued[document.key]}"
            yield Doubt("before the document", told, _ids(one))


def _undated(one: TimelineEvent) -> Iterator[Doubt]:
    if days_of(one) is None:
        labels = ", ".join(document.label for document in one.documents)
        known = f"month and day {one.event.month_day}, no year" if one.event.month_day else "no day"
        yield Doubt("no day", f"{one.event.type} of {labels}: {known}", _ids(one))

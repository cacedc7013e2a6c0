"""Rows: events, documents and coverage as flat tables, the same for every format that has cells."""

from collections.abc import Iterable, Mapping
from typing import Any, TypeAlias

from citetrack.events import Range
from citetrack.outputs.words import shown, web_address
from citetrack.timeline import Coverage, Timeline, TimelineEvent, days_of

__all__ = ["Row", "coverage_rows", "document_rows", "event_rows"]

Row: TypeAlias = Mapping[str, Any]

_MANY = "; "


def event_rows(timeline: Iterable[TimelineEvent]) -> list[Row]:
    """One row for each event; what no text tells is None."""
    return [_event_row(one) for one in timeline]


def _event_row(one: TimelineEvent) -> Row:
    event, came = one.event, one.event.attendance
    addresses = (web_address(words) for source in one.sources for words in (source.address, source.id))
    return {
        "date": event.date or event.edtf,
        "date_end": event.date_end,
        "precision": shown(event.precision),
        "type": shown(event.type),
        "documents": _MANY.join(document.label for document in one.documents),
        "organiser": event.organiser,
        "level": shown(one.level),
        "unit": one.unit,
        "chair": event.chair,
        "place": event.place,
        "sites": _figures(one, "sites"),
        "people": _figures(one, "people"),
        "mode": shown(came.mode) if came else None,
        "source_count": len(one.sources),
        "sources": _MANY.join(dict.fromkeys(source.id for source in one.sources)),
        "address": next((address for address in addresses if address), None),
        "evidence": one.sources[0].evidence if one.sources else None,
    }


def _figures(one: TimelineEvent, of: str) -> str | int | None:
    """Every figure that a text gives, side by side; a number where there is one and it is exact."""
    told = [figure.range for figure in one.figures if figure.of == of]
    if not told and (known := getattr(one.event.attendance, of, None)):
        told = [known]
    if len(told) == 1 and told[0][0] == told[0][1]:
        return told[0][0]
    return _MANY.join(map(_range, told)) or None


def _range(numbers: Range) -> str:
    low, high = numbers
    if low == high:
        return str(low)
    return f"≥ {low}" if high is None else f"≤ {high}" if low is None else f"{low}–{high}"


def document_rows(timeline: Timeline) -> list[Row]:
    """One row for each document, with the days of its first and last known event."""
    days: dict[str, list[str]] = {}
    counts: dict[str, int] = {}
    for one in timeline:
        for document in one.documents:
            counts[document.key] = counts.get(document.key, 0) + 1
            if one.event.date and days_of(one):
                days.setdefault(document.key, []).append(one.event.date)
    return [
        {
            "document": document.label,
            "document_type": document.type,
            "identifier": document.authority or document.identifier,
            "issued": document.date,
            "issuer": document.issuer,
            "title": document.title,
            "events": counts[document.key],
            "first": min(days.get(document.key, [""])) or None,
            "last": max(days.get(document.key, [""])) or None,
        }
        for document in timeline.documents
    ]


def coverage_rows(coverage: Coverage) -> list[Row]:
    """One row for each document, one column for each unit: the first day, "yes" without a day, or "never"."""
    width = len(coverage.units)
    rows: list[Row] = []
    for at, document in enumerate(coverage.documents):
        cells = coverage.cells[at * width : (at + 1) * width]
        row: dict[str, Any] = {"document": document.label}
        row |= {cell.unit: (cell.date or shown("yes")) if cell.reached else shown("never") for cell in cells}
        rows.append(row)
    return rows

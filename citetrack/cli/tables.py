"""Tables: readings and timelines as text for a terminal of eighty columns."""

import textwrap
import unicodedata
from collections.abc import Iterable
from typing import Any

from citetrack.citations import Citation, Document
from citetrack.events import Event
from citetrack.reading import Reading
from citetrack.resolution import Ambiguous, Resolved
from citetrack.timeline import Timeline, TimelineEvent

__all__ = ["citation_record", "citation_table", "reading_table", "timeline_table"]

_WIDTH = 80
_EVIDENCE = 220
_MARGIN = 12


def citation_record(citation: Citation) -> dict[str, Any]:
    """One citation alone as a record."""
    names = ("text", "kind", "type", "number", "year", "code")
    record: dict[str, Any] = {name: getattr(citation, name) for name in names}
    record["identifier"] = citation.identifier and str(citation.identifier)
    record |= {name: getattr(citation, name) for name in ("name", "date", "issuer", "party_term")}
    return record | {
        "locators": [locator.to_record() for locator in citation.locators],
        "repairs": list(citation.repairs),
    }


def citation_table(citation: Citation) -> str:
    """One citation, a line for each thing that it says."""
    record = citation_record(citation)
    record["locators"] = ", ".join(map(str, citation.locators))
    record["repairs"] = ", ".join(citation.repairs)
    return "\n".join(_entry(name, str(value)) for name, value in record.items() if value) + "\n"


def reading_table(reading: Reading) -> str:
    """One text: its documents with the number of their mentions and what the register knows of them."""
    day = f", published {reading.published}" if reading.published else ""
    lines = [_wrapped(f"{_clean(reading.id)}{day}", "", "  ")]
    for document in reading.documents:
        lines.append(_document_lines(document, reading))
    if not reading.documents:
        lines.append("  no citation found")
    return "\n".join(lines) + "\n"


def _document_lines(document: Document, reading: Reading) -> str:
    first = reading.citations[document.mentions[0]]
    label = f"{document.type or ''} {document.identifier}".strip() if document.identifier else first.text
    said = [label, document.date, document.issuer]
    count = len(document.mentions)
    head = ", ".join(_clean(word) for word in said if word) + (f"  ({count} mentions)" if count > 1 else "")
    return _wrapped(head, "  ", "    ") + "\n" + _wrapped(_known(document, reading), "      ", "        ")


def _known(document: Document, reading: Reading) -> str:
    """What the register knows of a document, or why it does not say."""
    resolution = reading.resolutions[document.doc]
    match resolution:
        case Resolved(_, work):
            return f"= {work.identifier} of {work.date}: {work.title}"
        case Ambiguous(_, candidates):
            days = ", ".join(f"{one.work.identifier} of {one.work.date or 'unknown day'}" for one in candidates[:6])
            return f"? one of {len(candidates)}: {days}" + (", …" if len(candidates) > 6 else "")
    return "– " + (resolution.reasons[0] if resolution.reasons else "not in the register")


def timeline_table(timeline: Timeline) -> str:
    """The events by day, each with its documents, its people and the words that tell it."""
    if not len(timeline):
        return "no event found"
    return "\n".join(_event_lines(one) for one in timeline)


def _event_lines(one: TimelineEvent) -> str:
    event = one.event
    lines = [f"{_day(event):<{_MARGIN}}{event.type}"]
    lines += [_entry("", part) for part in _who(event)]
    lines.append(_entry("", "; ".join(_clean(document.label) for document in one.documents)))
    for source in one.sources:
        words = source.evidence if len(source.evidence) <= _EVIDENCE else source.evidence[:_EVIDENCE].rstrip() + " …"
        lines.append(_entry("", f"“{_clean(words)}” {_clean(source.id)}"))
    return "\n".join(lines) + "\n"


def _day(event: Event) -> str:
    if event.date is None:
        return f"??-{event.month_day}" if event.month_day else "unknown"
    return event.date


def _who(event: Event) -> Iterable[str]:
    """The end of a range, the organiser and chair, the place and attendance: a line each, if said."""
    if event.date_end:
        yield f"until {event.date_end}"
    people = [
        event.organiser,
        f"chair: {event.chair}" if event.chair else None,
        event.place and f"at {event.place}",
    ]
    if any(people):
        yield _clean(", ".join(part for part in people if part))
    if event.attendance and event.attendance.sites:
        yield f"sites: {'–'.join(str(n) for n in dict.fromkeys(event.attendance.sites) if n is not None)}"


def _entry(name: str, words: str) -> str:
    return _wrapped(_clean(words), f"{name:<{_MARGIN}}", " " * _MARGIN)


def _wrapped(words: str, first: str, later: str) -> str:
    return textwrap.fill(words, _WIDTH, initial_indent=first, subsequent_indent=later, break_on_hyphens=False)


def _clean(words: str) -> str:
    """*words* in composed letters, without line breaks and without characters that would steer a terminal."""
    composed = unicodedata.normalize("NFC", " ".join(words.split()))
    return "".join(c for c in composed if c.isprintable())

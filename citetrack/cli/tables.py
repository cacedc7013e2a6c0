"""Tables: readings and timelines as text for a terminal of eighty columns."""

import textwrap
from collections.abc import Iterable
from typing import Any

from citetrack.authority import Work
from citetrack.citations import Citation, Document
from citetrack.cli.streams import clean
from citetrack.events import Event
from citetrack.events.values import Range
from citetrack.reading import Reading
from citetrack.resolution import Ambiguous, Resolved
from citetrack.timeline import Timeline, TimelineEvent

__all__ = ["citation_record", "citation_table", "reading_table", "timeline_table"]

_WIDTH = 80
_MARGIN = 12
_EVIDENCE = 240  # characters of a telling
_QUOTED = 2  # tellings of one event
_CANDIDATES = 6


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
    lines = [clean(reading.id) + day]  # never broken: it is copied
    lines += [_document_lines(document, reading) for document in reading.documents]
    if not reading.documents:
        lines.append("  no citation found")
    return "\n".join(lines) + "\n"


def _document_lines(document: Document, reading: Reading) -> str:
    first = reading.citations[document.mentions[0]]
    said = [_labelled(document.type, document.identifier) or first.text, document.date, document.issuer]
    count = len(document.mentions)
    head = ", ".join(word for word in said if word) + (f" ({count} mentions)" if count > 1 else "")
    return _wrapped(head, "  ", "    ") + "\n" + _wrapped(_known(document, reading), "      ", "        ")


def _labelled(kind: str | None, identifier: str | None) -> str | None:
    return identifier and " ".join(filter(None, (kind, identifier)))


def _known(document: Document, reading: Reading) -> str:
    """What the register knows of a document, or why it does not say: the rest of a sentence about it."""
    resolution = reading.resolutions[document.doc]
    match resolution:
        case Resolved(_, work):
            return f"is {_work(work)}" + (f": {work.title}" if work.title else "")
        case Ambiguous(_, (one,)):
            return f"may be {_work(one.work)}: {resolution.reasons[0] if resolution.reasons else one.reason}"
        case Ambiguous(_, candidates):
            works = [_work(one.work) for one in candidates[:_CANDIDATES]] + ["…"] * (len(candidates) > _CANDIDATES)
            return f"is one of {len(candidates)}: {', '.join(works)}"
    return "is not known: " + (resolution.reasons[0] if resolution.reasons else "not in the register")


def _work(work: Work) -> str:
    return f"{work.identifier} of {work.date or 'an unknown day'}"


def timeline_table(timeline: Timeline) -> str:
    """The events by day, each with its documents, its people and the words that tell it."""
    if not len(timeline):
        return "no event found"
    return "\n".join(_event_lines(one) for one in timeline)


def _event_lines(one: TimelineEvent) -> str:
    event = one.event
    until = f", until {event.date_end}" if event.date_end else ""
    lines = [f"{_day(event):<{_MARGIN}}{event.type}{until}"]
    lines += [_entry("", part) for part in _who(event)]
    lines.append(_listed([document.label for document in one.documents]))
    for source in one.sources[:_QUOTED]:
        lines.append(_entry("", f"“{_shortened(clean(source.evidence))}”"))
        lines.append(f"{'':<{_MARGIN}}{clean(source.id)}")
    lines += [f"{'':<{_MARGIN}}{clean(source.id)}" for source in one.sources[_QUOTED:]]
    return "\n".join(line.rstrip() for line in lines) + "\n"


def _listed(labels: list[str]) -> str:
    """*labels* in an indented list that breaks between two of them, not inside one."""
    room = _WIDTH - _MARGIN - len(";")
    cleaned = [clean(label) for label in labels]
    joined = "; ".join(label.replace(" ", "\xa0") if len(label) <= room else label for label in cleaned)
    return _filled(joined, " " * _MARGIN, " " * _MARGIN).replace("\xa0", " ")


def _shortened(words: str) -> str:
    """The beginning of *words*, whole words only."""
    if len(words) <= _EVIDENCE:
        return words
    start = words[: _EVIDENCE + 1]
    return (start.rpartition(" ")[0] or start).rstrip(" ,;:") + " …"


def _day(event: Event) -> str:
    """The day as it stands in a column; the digits that the text leaves open are question marks."""
    if event.date is None:
        return f"????-{event.month_day}" if event.month_day else "undated"
    return event.date


def _who(event: Event) -> Iterable[str]:
    """The organiser and chair, the place, the attendance: a line each, if said."""
    people = [
        event.organiser,
        f"chair: {event.chair}" if event.chair else None,
        event.place and f"at {event.place}",
    ]
    if any(people):
        yield ", ".join(part for part in people if part)
    came = event.attendance
    if came and (came.sites or came.people):
        counted = (("sites", came.sites), ("people", came.people))
        yield ", ".join(f"{name}: {_range(numbers)}" for name, numbers in counted if numbers)


def _range(numbers: Range) -> str:
    """*numbers* in words.

    >>> [_range(numbers) for numbers in ((71, 71), (2600, None), (None, 300), (5, 7))]
    ['71', 'at least 2600', 'at most 300', '5–7']
    """
    low, high = numbers
    if low == high or None not in numbers:
        return "–".join(str(number) for number in dict.fromkeys(numbers))
    return f"at least {low}" if high is None else f"at most {high}"


def _entry(name: str, words: str) -> str:
    return _wrapped(words, f"{name:<{_MARGIN}}", " " * _MARGIN)


def _wrapped(words: str, first: str, later: str) -> str:
    return _filled(clean(words), first, later)


def _filled(words: str, first: str, later: str) -> str:
    return textwrap.fill(words, _WIDTH, initial_indent=first, subsequent_indent=later, break_on_hyphens=False)

"""iCalendar (RFC 5545): events as all-day entries that calendars can subscribe to."""

import hashlib
from collections.abc import Iterable
from datetime import date, timedelta

from citetrack.outputs.words import plain, shown, web_address
from citetrack.timeline import Timeline, TimelineEvent, days_of
from citetrack.timeline.organs import organ_key

__all__ = ["left_out", "to_ics"]

_OCTETS = 75  # of a line, without its end
_LONGEST_SPAN = 100  # days; a year is no entry of a calendar
_ESCAPED = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})


def left_out(timeline: Iterable[TimelineEvent]) -> int:
    """How many events have no place in a calendar: no known day or month, or a span of many months."""
    return sum(_span(one) is None for one in timeline)


def to_ics(timeline: Timeline) -> bytes:
    r"""The calendar: a month without a day is an entry of a month; what is left out is counted in its description.

    >>> to_ics(Timeline()).decode().split("\r\n")[0]
    'BEGIN:VCALENDAR'
    """
    missing = left_out(timeline)
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//citetrack//timeline//VI", "CALSCALE:GREGORIAN"]
    if missing:
        lines.append(f"X-WR-CALDESC:{missing} events without a day or month are left out")
    for one in timeline:
        lines += _entry(one)
    lines.append("END:VCALENDAR")
    return "".join(_folded(line) for line in lines).encode()


def _span(one: TimelineEvent) -> tuple[date, date] | None:
    days = days_of(one)
    return days if days and (days[1] - days[0]).days <= _LONGEST_SPAN and days[1] < date.max else None


def _entry(one: TimelineEvent) -> list[str]:
    span, event = _span(one), one.event
    if span is None:
        return []
    labels = "; ".join(document.label for document in one.documents)
    told = (" – ".join(filter(None, (source.evidence, source.id, source.address))) for source in one.sources)
    published = max((source.published for source in one.sources if source.published), default=span[1])
    lines = [
        "BEGIN:VEVENT",
        f"UID:{_uid(one)}",
        f"DTSTAMP:{_basic(published)}T000000Z",
        f"DTSTART;VALUE=DATE:{_basic(span[0])}",
        f"DTEND;VALUE=DATE:{_basic(span[1] + timedelta(days=1))}",
        f"SUMMARY:{_text(': '.join(filter(None, (shown(event.type), labels))))}",
        f"DESCRIPTION:{_text(chr(10).join(filter(None, (event.organiser, *told))))}",
        f"CATEGORIES:{_text(shown(event.type) or event.type)}",
        "TRANSP:TRANSPARENT",
    ]
    if event.place:
        lines.append(f"LOCATION:{_text(event.place)}")
    if address := next((found for source in one.sources if (found := web_address(source.address or source.id))), None):
        lines.append(f"URL:{address}")
    return [*lines, "END:VEVENT"]


def _basic(day: date) -> str:
    return day.isoformat().replace("-", "")


def _uid(one: TimelineEvent) -> str:
    """The same for one event however many texts tell it: made of its type, days, organiser and documents."""
    event = one.event
    parts = (event.type, event.date, event.date_end, organ_key(event.organiser or ""))
    identity = repr((*parts, sorted(document.key for document in one.documents)))
    return hashlib.sha256(identity.encode("utf-8", "backslashreplace")).hexdigest()[:32] + "@citetrack"


def _text(words: str) -> str:
    return plain(words).translate(_ESCAPED)


def _folded(line: str) -> str:
    """*line* in pieces of at most 75 octets, each but the first behind a blank, none cut inside a letter."""
    pieces, start, size = [], 0, 0
    for at, letter in enumerate(line):
        width = len(letter.encode())
        if size + width > _OCTETS:
            pieces.append(line[start:at])
            start, size = at, 1
        size += width
    return "\r\n ".join([*pieces, line[start:]]) + "\r\n"

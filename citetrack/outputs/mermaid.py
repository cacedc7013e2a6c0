"""Mermaid: a timeline of the events by day, and a flowchart of a chain, for pages that draw such text."""

from collections.abc import Sequence
from itertools import groupby

from citetrack.outputs.words import plain, shown
from citetrack.timeline import ChainStep, Timeline, TimelineEvent

__all__ = ["chain_to_mermaid", "to_mermaid"]

_SAFE = frozenset(" -./–,")  # besides letters and digits
_LONGEST = 120  # characters of an entry


def to_mermaid(timeline: Timeline) -> bytes:
    r"""The events as a Mermaid timeline; those without a known year stand at the end.

    >>> to_mermaid(Timeline()).decode()
    'timeline\n'
    """
    lines = ["timeline"]
    for day, events in groupby(timeline, key=_day):
        entries = "".join(f" : {_text(_words(one))}" for one in events)
        lines.append(f"    {_text(day)}{entries}")
    return ("\n".join(lines) + "\n").encode()


def chain_to_mermaid(steps: Sequence[ChainStep]) -> bytes:
    r"""The steps of a chain as a Mermaid flowchart, each edge with its lag in days.

    >>> chain_to_mermaid(Timeline().chain("35-CT/TW")).decode()
    'flowchart TD\n    d0["35-CT/TW"]\n'
    """
    numbers = {step.document.key: f"d{at}" for at, step in enumerate(steps)}
    lines = ["flowchart TD"]
    lines += [f'    {numbers[step.document.key]}["{_text(step.document.label)}"]' for step in steps]
    for step in steps:
        if step.link:
            days = "" if step.link.lag is None else f'|"{step.link.lag} {_text("ngày")}"|'
            lines.append(f"    {numbers[step.link.parent.key]} -->{days} {numbers[step.document.key]}")
    return ("\n".join(lines) + "\n").encode()


def _day(one: TimelineEvent) -> str:
    event = one.event
    if event.date is None:
        return event.edtf or str(shown("unknown"))
    return f"{event.date} – {event.date_end}" if event.date_end else event.date


def _words(one: TimelineEvent) -> str:
    labels = ", ".join(document.label for document in one.documents)
    return ", ".join(filter(None, (shown(one.event.type), labels, one.event.organiser)))


def _text(words: str) -> str:
    """*words* as text that Mermaid does not read: all but letters, digits and blanks as numbered entities."""
    short = " ".join(plain(words).split())
    short = short if len(short) <= _LONGEST else short[:_LONGEST].rstrip() + "…"
    return "".join(c if c.isalnum() or c in _SAFE else f"#{ord(c)};" for c in short)

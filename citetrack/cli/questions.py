"""Questions of the command line: the part of a timeline that is asked for, and its answer in the format asked for."""

import argparse
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any, TextIO

from attrs import frozen

from citetrack.cli import tables
from citetrack.cli.options import DRAWN
from citetrack.cli.rows import rows_table
from citetrack.cli.streams import Faults
from citetrack.outputs import FORMATS, ROW_FORMATS
from citetrack.outputs.ics import left_out
from citetrack.outputs.mermaid import chain_to_mermaid
from citetrack.outputs.rows import Row
from citetrack.timeline import ChainStep, LagSummary, Timeline
from citetrack.tracker import Tracker

__all__ = ["answer", "answer_from"]


@frozen
class _Answer:
    """What is printed: rows, and notes on what they leave open."""

    rows: Sequence[Row]
    notes: Sequence[str] = ()


def answer_from(tracker: Tracker, options: argparse.Namespace, out: TextIO, faults: Faults) -> None:
    """Writes what *options* ask of *tracker*, with no more of the events than the answer needs."""
    if options.show == "difference":
        rows = tracker.difference(options.first, options.last).rows()
        return _write_rows(_Answer(rows), options, out, faults)
    narrowed = options.of or options.by or options.first or options.last
    if options.issuances or options.show in _WHOLE or options.format == "jsonld":
        answer(tracker.timeline(), options, out, faults)
    elif options.show in _FROM_ROWS and (not narrowed or _asks_of_alone(options)):
        _write_rows(_ANSWERS[options.show](tracker, options), options, out, faults)
    else:
        answer(_found(tracker, options), options, out, faults)


def _asks_of_alone(options: argparse.Namespace) -> bool:
    """Whether coverage of some documents is asked for, by all events."""
    return options.show == "coverage" and not (options.by or options.first or options.last)


def _found(tracker: Tracker, options: argparse.Namespace) -> Timeline:
    """Events of the database that hold all that the options let through."""
    if options.of and options.show != "coverage":
        found = (one for document in options.of for one in tracker.of(document))
        return Timeline(dict.fromkeys(found))
    if options.by:
        return tracker.by(options.by, options.below)
    if options.first or options.last:
        return tracker.between(options.first or date.min, options.last or date.max)
    return tracker.timeline()


def answer(timeline: Timeline, options: argparse.Namespace, out: TextIO, faults: Faults) -> None:
    """Writes what *options* ask of *timeline*; what the answer leaves open is said on standard error."""
    asked = _part(timeline.with_issuances() if options.issuances else timeline, options)
    if options.show == "chains":
        steps = _chains(asked, options)
        _write_rows(_Answer([step.to_row() for step in steps], _refusals(asked)), options, out, faults, steps)
    elif options.show != "events":
        _write_rows(_ANSWERS[options.show](asked, options), options, out, faults)
    elif options.format == "table":
        print(tables.timeline_table(asked), file=out)
    elif options.format in DRAWN:
        _write(out, _drawn(asked, options))
    else:
        _write(out, FORMATS[options.format](asked))
        if options.format == "ics" and (missing := left_out(asked)):
            faults.say(f"citetrack: {missing} events without a day or month are left out of the calendar")


def _drawn(timeline: Timeline, options: argparse.Namespace) -> bytes:
    """The page or a picture."""
    from citetrack.outputs.page import timeline_page
    from citetrack.outputs.pictures import timeline_picture

    if options.format == "html":
        return timeline_page(timeline, language=options.language, title=options.title, as_of=options.as_of).encode()
    return timeline_picture(timeline, options.format, language=options.language, title=options.title)


def _part(timeline: Timeline, options: argparse.Namespace) -> Timeline:
    """The events that the options let through; for chains the whole, which holds the links."""
    if options.by:
        timeline = timeline.by(options.by, options.below)
    if options.first or options.last:
        timeline = timeline.between(options.first or date.min, options.last or date.max)
    if options.of and options.show not in ("chains", "coverage"):
        wanted = {one for document in options.of for one in timeline.of(document)}
        timeline = Timeline((one for one in timeline if one in wanted), timeline.links)
    return timeline


def _chains(timeline: Timeline, options: argparse.Namespace) -> tuple[ChainStep, ...]:
    """The chains of the documents asked for, else of all that carry out none."""
    if options.of:
        return tuple(step for document in options.of for step in timeline.chain(document))
    return timeline.chains()


def _refusals(timeline: Timeline) -> list[str]:
    return [f"left out: {why}" for link in timeline.links if (why := link.refusal)]


def _first(timeline: Timeline | Tracker, options: argparse.Namespace) -> _Answer:
    return _Answer([one.to_row() for one in timeline.first(options.level)])


def _lags(timeline: Timeline | Tracker, options: argparse.Namespace) -> _Answer:
    lags = timeline.lags(options.level or "province", options.deadline)
    notes = [_distribution(one) for one in lags.summaries]
    return _Answer(lags.rows(), notes)


def _distribution(one: LagSummary) -> str:
    """How many units, and after how many days: least, quartiles and most, or the one number that there is."""
    parts = (one.least, one.lower, one.middle, one.upper, one.most)
    shown = [f"{part:g}" for part in (parts if one.exact > 1 else parts[:1]) if part is not None]
    days = f" after {', '.join(shown)} days" if shown else ""
    unknown = f", {one.units - one.exact} after an unknown number of days" if one.units > one.exact else ""
    overdue = "" if one.overdue is None else f"; {one.overdue} overdue"
    units = f"{one.units} unit" if one.units == 1 else f"{one.units} units"
    return f"{one.document.label}: {units} reached{days}{unknown}{overdue}"


def _coverage(timeline: Timeline | Tracker, options: argparse.Namespace) -> _Answer:
    table = timeline.coverage(options.level or "province", options.as_of, options.of or None)
    whole = "" if table.is_complete else ", of those that texts name or that are known"
    notes = [
        f"{document.label}: {len(table.reached(document))} of {len(table.units)} units on {table.as_of}{whole}"
        for document in table.documents
    ]
    if table.unplaced:
        notes.append(f"{len(table.unplaced)} events are in no cell: no text tells whose they are")
    if table.undated:
        notes.append(f"{table.undated} events without a known day are counted as if before {table.as_of}")
    return _Answer(table.rows(), notes)


def _anniversaries(timeline: Timeline, options: argparse.Namespace) -> _Answer:
    found = timeline.anniversaries(options.as_of, options.window)
    missing = f"{len(found.undated)} documents without a known day of issue are left out"
    return _Answer(found.rows(), [missing] if found.undated else [])


def _doubts(timeline: Timeline, options: argparse.Namespace) -> _Answer:
    return _Answer([one.to_row() for one in timeline.doubts()])


# What hangs on links and on all events, as JSON-LD does too; and what the rows of a database tell.
_WHOLE = ("anniversaries", "chains", "doubts")
_FROM_ROWS = ("coverage", "first", "lags")

_ANSWERS: Mapping[str, Callable[[Any, argparse.Namespace], _Answer]] = {
    "anniversaries": _anniversaries,
    "coverage": _coverage,
    "doubts": _doubts,
    "first": _first,
    "lags": _lags,
}


def _write_rows(
    found: _Answer, options: argparse.Namespace, out: TextIO, faults: Faults, steps: Iterable[ChainStep] = ()
) -> None:
    if options.format == "table":
        print(rows_table(found.rows), file=out)
    elif options.format == "mermaid":
        _write(out, chain_to_mermaid(tuple(steps)))
    else:
        _write(out, ROW_FORMATS[options.format](found.rows))
    for note in found.notes:
        faults.say(f"citetrack: {note}")


def _write(out: TextIO, content: bytes) -> None:
    """Writes bytes as they are: line ends of a format are no matter of the system."""
    if buffer := getattr(out, "buffer", None):
        out.flush()
        buffer.write(content)
    else:
        out.write(content.decode())

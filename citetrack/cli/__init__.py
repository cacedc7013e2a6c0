"""The command line: citetrack parse, scan, timeline and verify."""

import argparse
import json
import os
from collections.abc import Sequence
from typing import TYPE_CHECKING, TextIO

from citetrack.cli.options import USAGE, check, parser
from citetrack.cli.readings import bug, done_with_inputs, readings
from citetrack.cli.streams import Faults, opened, written
from citetrack.cli.verifying import run_verify
from citetrack.errors import CitetrackError, InputError, ParseError

if TYPE_CHECKING:
    from citetrack.inputs import Input
    from citetrack.reading import Reading

__all__ = ["main"]

DONE, SOME_FAILED = 0, 3
INTERRUPTED = 130  # as shells count it: 128 and the number of the signal


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command and returns its exit code.

    0 done, 1 errors found (`verify`, `registry check`), 2 wrong usage, 3 some inputs failed (each named on standard
    error), 130 interrupted.
    """
    faults = Faults()
    try:
        runs = {"parse": _parse, "scan": _scan, "timeline": _timeline, "verify": run_verify}
        options = parser(runs).parse_args(arguments)
        check(options)
        _spare_inputs(options)
        out = opened(options.output)
    except SystemExit as leave:
        return USAGE if leave.code else DONE
    except CitetrackError as error:
        faults.report(error)
        return USAGE
    code = DONE
    try:
        with written(out):
            code = options.run(options, out, faults) or DONE
    except CitetrackError as error:
        faults.report(error)
    except Exception as error:  # nobody at a command line is served by a traceback
        faults.report(CitetrackError(f"stopped by {bug(error)}"))
    except KeyboardInterrupt:
        faults.clear()
        return INTERRUPTED
    # What failed was not looked at, so that its code goes before the one for errors found.
    return SOME_FAILED if faults.count else code


def _spare_inputs(options: argparse.Namespace) -> None:
    """Lets no input be emptied by opening it for the output."""
    if options.output is None or options.run is _parse or not os.path.isfile(options.output):
        return
    inputs = [*options.operands, *getattr(options, "registry", ()), *_named(options, "allowed", "db")]
    for path in inputs:
        if os.path.exists(path) and os.path.samefile(path, options.output):
            raise InputError(options.output, "is an input; expected another file for the output")


def _named(options: argparse.Namespace, *names: str) -> list[str]:
    """The files that the options *names* give, of those that are there."""
    return [path for name in names if (path := getattr(options, name, None))]


def _line(record: object, out: TextIO) -> None:
    print(json.dumps(record, ensure_ascii=False), file=out)


def _parse(options: argparse.Namespace, out: TextIO, faults: Faults) -> None:
    from citetrack.cli.tables import citation_record, citation_table
    from citetrack.parsing import parse_citation

    for text in options.operands:
        try:
            citation = parse_citation(text)
        except ParseError as error:
            faults.report(error)
            continue
        if options.format == "jsonl":
            _line(citation_record(citation), out)
        else:
            print(citation_table(citation), file=out)


def _scan(options: argparse.Namespace, out: TextIO, faults: Faults) -> None:
    from citetrack.cli.tables import reading_table

    made = readings(options, faults, _record if options.format == "jsonl" else reading_table)
    for words in made:
        print(words, file=out, flush=True)  # a program behind a pipe gets each text when it is read


def _record(reading: "Reading") -> str:
    return json.dumps(reading.to_record(), ensure_ascii=False)


def _timeline(options: argparse.Namespace, out: TextIO, faults: Faults) -> None:
    from citetrack.cli.questions import answer
    from citetrack.timeline import Timeline

    if options.db:
        _tracked(options, out, faults)
    else:
        timeline = Timeline.of_readings(readings(options, faults, lambda reading: reading))
        answer(timeline, options, out, faults)


def _tracked(options: argparse.Namespace, out: TextIO, faults: Faults) -> None:
    """Answers from the database, after the texts were taken out and added that the options name."""
    from citetrack.cli.questions import answer_from
    from citetrack.cli.registers import register_of
    from citetrack.tracker import Tracker

    def add(one: "Input") -> object:
        day = one.published or options.published
        return tracker.add(one.text, day, one.source or one.id, one.id, added=options.added)

    with Tracker(options.db, authority=register_of(options, faults)) as tracker:
        for source in options.remove:
            if not tracker.remove(source):
                faults.report(InputError(source, f"is not in {options.db}; expected one of its sources"))
        for _ in done_with_inputs(options, faults, add):
            pass
        answer_from(tracker, options, out, faults)

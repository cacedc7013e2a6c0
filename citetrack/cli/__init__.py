"""The command line: citetrack parse, scan and timeline."""

import argparse
import json
import os
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, TextIO, TypeVar

from attrs import evolve

from citetrack.cli.options import USAGE, check, parser
from citetrack.cli.streams import Faults, opened, written
from citetrack.errors import CitetrackError, InputError, ParseError

if TYPE_CHECKING:
    from citetrack.reading import Reading

__all__ = ["main"]

Made = TypeVar("Made")

DONE, SOME_FAILED = 0, 3
INTERRUPTED = 130  # as shells count it: 128 and the number of the signal


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command and returns its exit code.

    0 done, 1 errors found (`registry check`), 2 wrong usage, 3 some inputs failed (each named on standard error),
    130 interrupted.
    """
    faults = Faults()
    try:
        options = parser({"parse": _parse, "scan": _scan, "timeline": _timeline}).parse_args(arguments)
        check(options)
        _spare_inputs(options)
        out = opened(options.output)
    except SystemExit as leave:
        return USAGE if leave.code else DONE
    except InputError as error:
        faults.report(error)
        return USAGE
    code = DONE
    try:
        with written(out):
            code = options.run(options, out, faults) or DONE
    except CitetrackError as error:
        faults.report(error)
    except Exception as error:  # nobody at a command line is served by a traceback
        faults.report(CitetrackError(f"stopped by {_bug(error)}"))
    except KeyboardInterrupt:
        faults.clear()
        return INTERRUPTED
    # What failed was not looked at, so that its code goes before the one for errors found.
    return SOME_FAILED if faults.count else code


def _spare_inputs(options: argparse.Namespace) -> None:
    """Lets no input be emptied by opening it for the output."""
    if options.output is None or options.run is _parse or not os.path.isfile(options.output):
        return
    for path in (*options.operands, *getattr(options, "registry", ())):
        if os.path.exists(path) and os.path.samefile(path, options.output):
            raise InputError(options.output, "is an input; expected another file for the output")


def _bug(error: Exception) -> str:
    return f"a fault of citetrack, please report it ({type(error).__name__}: {error})"


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


def _each(options: argparse.Namespace, faults: Faults, make: Callable[["Reading"], Made]) -> Iterator[Made]:
    """What *make* makes of the reading of each text."""
    from citetrack.cli.registers import register_of
    from citetrack.inputs import inputs
    from citetrack.reading import read

    register = register_of(options, faults)
    texts = inputs(options.operands, options.encoding, faults.report, options.output)
    for count, one in enumerate(texts, 1):
        faults.progress(count)
        try:
            reading = read(one.text, one.published or options.published, one.id, register)
            made = make(evolve(reading, source=one.source))
        except Exception as error:  # one text that brings citetrack down must not cost the others
            faults.report(InputError(one.place, f"cannot be read, {_bug(error)}"))
            continue
        yield made
    faults.clear()


def _scan(options: argparse.Namespace, out: TextIO, faults: Faults) -> None:
    from citetrack.cli.tables import reading_table

    made = _each(options, faults, _record if options.format == "jsonl" else reading_table)
    for words in made:
        print(words, file=out, flush=True)  # a program behind a pipe gets each text when it is read


def _record(reading: "Reading") -> str:
    return json.dumps(reading.to_record(), ensure_ascii=False)


def _timeline(options: argparse.Namespace, out: TextIO, faults: Faults) -> None:
    from citetrack.cli.questions import answer
    from citetrack.timeline import Timeline

    answer(Timeline.of_readings(_each(options, faults, lambda reading: reading)), options, out, faults)

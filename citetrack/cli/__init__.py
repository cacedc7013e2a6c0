"""The command line: citetrack parse, scan and timeline."""

import argparse
import json
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from io import TextIOWrapper
from typing import TYPE_CHECKING, TextIO

from citetrack import __version__
from citetrack.errors import CitetrackError, InputError

if TYPE_CHECKING:
    from citetrack.reading import Reading

__all__ = ["main"]

DONE, USAGE, SOME_FAILED = 0, 2, 3


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command; 0 done, 2 wrong usage, 3 some inputs failed (each named on standard error)."""
    parser = _parser()
    options = parser.parse_args(arguments)
    faults: list[CitetrackError] = []

    def report(fault: CitetrackError) -> None:
        faults.append(fault)
        print(f"citetrack: {fault}", file=sys.stderr)

    try:
        with _output(options.output) as out:
            options.run(options, out, report)
    except BrokenPipeError:
        sys.stderr.close()  # the reader of our output has gone; there is nobody to tell
        return DONE
    except CitetrackError as error:
        report(error)
    return SOME_FAILED if faults else DONE


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="citetrack",
        description="Finds citations of Vietnamese State and Party documents, and the events around them.",
    )
    parser.add_argument("--version", action="version", version=f"citetrack {__version__}")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    _command(commands, "parse", _parse, "read each TEXT as one citation", "TEXT")
    for name, run, words in (
        ("scan", _scan, "list the citations and documents of each text"),
        ("timeline", _timeline, "list the events of all texts in the order of their days"),
    ):
        command = _command(commands, name, run, words, "PATH")
        command.add_argument(
            "--published", type=_day, metavar="DATE", help="day of publication of texts that name none"
        )
        command.add_argument("--encoding", type=_encoding, default="utf-8", help="encoding of the files (utf-8)")
    return parser


def _command(
    commands: "argparse._SubParsersAction[argparse.ArgumentParser]",
    name: str,
    run: Callable[..., None],
    words: str,
    operand: str,
) -> argparse.ArgumentParser:
    command = commands.add_parser(name, help=words, description=words)
    several = "file, folder or - for standard input" if operand == "PATH" else "a citation"
    command.add_argument("operands", nargs="+", metavar=operand, help=several)
    command.add_argument("--format", choices=("table", "jsonl"), default="table", help="table (default) or jsonl")
    command.add_argument("-o", "--output", metavar="FILE", help="write to FILE instead of standard output")
    command.set_defaults(run=run)
    return command


def _day(word: str) -> date:
    try:
        return date.fromisoformat(word)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{word!r} is no day; expected one such as 2021-11-19") from None


def _encoding(word: str) -> str:
    try:
        "".encode(word)
    except LookupError:
        raise argparse.ArgumentTypeError(f"{word!r} is no encoding; expected one such as utf-8 or utf-16") from None
    return word


@contextmanager
def _output(path: str | None) -> Iterator[TextIO]:
    if path is None:
        if isinstance(sys.stdout, TextIOWrapper):
            sys.stdout.reconfigure(encoding="utf-8")
        yield sys.stdout
        return
    try:
        with open(path, "w", encoding="utf-8") as file:
            yield file
    except OSError as error:
        raise InputError(path, f"cannot be written: {error.strerror}") from error


def _line(record: object, out: TextIO) -> None:
    print(json.dumps(record, ensure_ascii=False), file=out)


def _parse(options: argparse.Namespace, out: TextIO, report: Callable[[CitetrackError], None]) -> None:
    from citetrack.cli.tables import citation_record, citation_table
    from citetrack.errors import ParseError
    from citetrack.parsing import parse_citation

    for text in options.operands:
        try:
            citation = parse_citation(text)
        except ParseError as error:
            report(error)
            continue
        if options.format == "jsonl":
            _line(citation_record(citation), out)
        else:
            print(citation_table(citation), file=out)


def _readings(options: argparse.Namespace, report: Callable[[CitetrackError], None]) -> Iterator["Reading"]:
    from citetrack.inputs import inputs
    from citetrack.reading import read

    for count, one in enumerate(inputs(options.operands, options.encoding, report), 1):
        if sys.stderr.isatty():
            print(f"\r{count} texts", end="", file=sys.stderr, flush=True)
        yield read(one.text, one.published or options.published, id=one.id)
    if sys.stderr.isatty():
        print("\r\033[K", end="", file=sys.stderr)


def _scan(options: argparse.Namespace, out: TextIO, report: Callable[[CitetrackError], None]) -> None:
    from citetrack.cli.tables import reading_table

    for reading in _readings(options, report):
        if options.format == "jsonl":
            _line(reading.to_record(), out)
        else:
            print(reading_table(reading), file=out)


def _timeline(options: argparse.Namespace, out: TextIO, report: Callable[[CitetrackError], None]) -> None:
    from citetrack.cli.tables import timeline_table
    from citetrack.timeline import Timeline

    timeline = Timeline.of_readings(_readings(options, report))
    if options.format == "jsonl":
        for event in timeline:
            _line(event.to_record(), out)
    else:
        print(timeline_table(timeline), file=out)

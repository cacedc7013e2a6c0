"""Options: the commands, what they are given, and the one line that answers wrong usage."""

import argparse
import os
from collections.abc import Callable, Mapping
from datetime import date
from importlib.util import find_spec
from typing import NoReturn, TextIO, TypeAlias

from citetrack import __version__
from citetrack.cli.registers import add_register_options
from citetrack.cli.registry import add_registry
from citetrack.cli.streams import Faults, clean
from citetrack.errors import InputError, MissingExtraError

__all__ = ["DRAWN", "USAGE", "Run", "check", "parser"]

DRAWN = ("html", "png", "svg")
_TIMELINE_FORMATS = ("csv", "xlsx", "ics", "mermaid", "jsonld", *DRAWN)
_BINARY = ("xlsx", "png")
_EXTRAS = {"xlsx": ("excel", "openpyxl"), "png": ("image", "matplotlib"), "svg": ("image", "matplotlib")}
_ROW_FORMATS = ("table", "jsonl", "csv", "xlsx")  # of answers that are no events
_SHOWN = ("events", "first", "lags", "coverage", "chains", "anniversaries", "doubts", "difference")
_OF_UNITS = ("first", "lags", "coverage")
_LEVELS = ("central", "province", "district", "commune", "cell")
USAGE = 2  # the exit code of argparse
_PATH = "file, folder, or - for standard input"

# What it returns is the exit code if all went well.
Run: TypeAlias = Callable[[argparse.Namespace, TextIO, Faults], int | None]


class _Parser(argparse.ArgumentParser):
    """A parser that answers wrong usage with one line."""

    def error(self, message: str) -> NoReturn:
        self.exit(USAGE, f"{clean(f'{self.prog}: {message}; see {self.prog} --help')}\n")


def parser(runs: Mapping[str, Run]) -> argparse.ArgumentParser:
    """The parser of the command line; the options that it returns hold the one of *runs* that was asked for."""
    top = _Parser(
        prog="citetrack",
        description="Finds citations of Vietnamese State and Party documents, and the events around them.",
    )
    top.add_argument("--version", action="version", version=f"citetrack {__version__}")
    commands = top.add_subparsers(required=True, metavar="COMMAND", parser_class=_Parser)
    for name, words, operand, meaning in (
        ("parse", "read each TEXT as one citation", "TEXT", "a citation"),
        ("scan", "list the citations and documents of each text", "PATH", _PATH),
        ("timeline", "list the events of all texts in the order of their days", "PATH", _PATH),
        ("verify", "say what is wrong or uncertain about the citations of each text", "PATH", _PATH),
    ):
        command = commands.add_parser(name, help=words, description=words)
        count = "*" if name == "timeline" else "+"  # a database alone is something to ask
        kind = _filled if operand == "PATH" else str
        command.add_argument("operands", nargs=count, metavar=operand, type=kind, help=meaning)
        extra = {"timeline": _TIMELINE_FORMATS, "verify": ("sarif",)}.get(name, ())
        formats = ("table", "jsonl", *extra)
        command.add_argument(
            "--format", choices=formats, default="table", help=f"{_either(formats)}; table if not told"
        )
        command.add_argument(
            "-o", "--output", metavar="FILE", type=_filled, help="write to FILE instead of standard output"
        )
        command.set_defaults(run=runs[name])
        if operand == "PATH":
            _add_reading(command)
        if name == "timeline":
            _add_database(command)
            _add_looks(command)
            _add_questions(command)
        if name == "verify":
            _add_verifying(command)
    words = "find, show and check documents of registers"
    add_registry(commands.add_parser("registry", help=words, description=words))
    return top


def check(options: argparse.Namespace) -> None:
    """Refuses options that do not go together, before anything is read or an output opened.

    Raises:
        InputError: which of them, and what would go.
        MissingExtraError: the format needs a package that is not installed.
    """
    if options.format in _BINARY and options.output is None:
        raise InputError(f"--format {options.format}", "is nothing to look at here; name a file with -o")
    if hasattr(options, "show"):
        _check_database(options)
        _check_questions(options)
    extra = _EXTRAS.get(options.format)
    if extra and find_spec(extra[1]) is None:
        raise MissingExtraError(*extra)


def _check_database(options: argparse.Namespace) -> None:
    if not options.operands and not options.db:
        raise InputError("timeline", f"has nothing to read; expected a PATH ({_PATH}) or --db FILE")
    if options.added and not options.db:
        raise InputError("--added", "is the day on which texts come into a database; name it with --db FILE")
    if options.remove and not options.db:
        raise InputError("--remove", "takes a text out of a database; name it with --db FILE")
    if not options.operands and not os.path.exists(options.db):
        raise InputError(options.db, "is not there; name the texts too to begin a database")


def _check_questions(options: argparse.Namespace) -> None:
    show, fits = options.show, (*_ROW_FORMATS, "mermaid") if options.show == "chains" else _ROW_FORMATS
    if show != "events" and options.format not in fits:
        raise InputError(f"--format {options.format}", f"is not for --show {show}; expected {_either(fits)}")
    if show == "anniversaries" and options.as_of is None:
        raise InputError("--show anniversaries", "needs the day around which they are due: --as-of 2024-06-14")
    if show == "difference" and not (options.db and options.first and options.last):
        words = "compares two days of a database: --db FILE --from DAY --to DAY"
        raise InputError("--show difference", f"{words}, the days on which texts came in (--added)")
    if show == "difference" and (options.of or options.by or options.issuances):
        raise InputError("--show difference", "takes neither --of, --by nor --issuances")
    if options.below and not options.by:
        raise InputError("--below", "needs the body: --by ORGAN")
    if options.deadline is not None and show != "lags":
        raise InputError("--deadline", "is for --show lags")
    if options.level and show not in _OF_UNITS:
        raise InputError("--level", f"is for --show {_either(_OF_UNITS)}")
    if options.first and options.last and options.first > options.last:
        raise InputError(f"--from {options.first}", f"is after --to {options.last}; nothing can be between them")


def _either(words: tuple[str, ...]) -> str:
    return " or ".join(filter(None, (", ".join(words[:-1]), words[-1])))


def _add_verifying(command: argparse.ArgumentParser) -> None:
    command.add_argument("--as-of", type=_day, metavar="DATE", help="say what was not in force on that day")
    words = "the only documents that may be cited: a register, or .txt with one identifier or citation a line"
    command.add_argument("--allowed", metavar="FILE", type=_filled, help=words)


def _add_reading(command: argparse.ArgumentParser) -> None:
    command.add_argument("--published", type=_day, metavar="DATE", help="day of publication of texts that name none")
    command.add_argument("--encoding", type=_encoding, default="utf-8", help="encoding of the files (utf-8)")
    add_register_options(command)


def _add_database(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--db", metavar="FILE", type=_filled, help="add the texts to this database and answer from all that it holds"
    )
    command.add_argument("--added", metavar="DAY", type=_day, help="with --db: the day on which these texts come in")
    remove = "take this text out of the database first; may be given several times"
    command.add_argument("--remove", metavar="SOURCE", action="append", default=[], help=remove)


def _add_looks(command: argparse.ArgumentParser) -> None:
    command.add_argument("--language", choices=("vi", "en"), default="vi", help="of the page or picture (vi)")
    command.add_argument("--title", metavar="WORDS", help="heading of the page or picture")


def _add_questions(command: argparse.ArgumentParser) -> None:
    add = command.add_argument
    add(
        "--of",
        action="append",
        metavar="DOC",
        type=_filled,
        help="only events of this document; may be given several times",
    )
    add("--by", metavar="ORGAN", type=_filled, help="only events that this body held")
    add("--below", action="store_true", help="with --by: bodies under it too")
    add("--from", dest="first", type=_day, metavar="DAY", help="only events that may have been on this day or later")
    add("--to", dest="last", type=_day, metavar="DAY", help="only events that may have been on this day or earlier")
    add("--issuances", action="store_true", help="add the days of issue and the chains that the register knows")
    add("--show", choices=_SHOWN, default="events", help="what is answered (events)")
    add("--level", choices=_LEVELS, help="of the units in first, lags and coverage (province in the last two)")
    add("--as-of", type=_day, metavar="DAY", help="the day of the coverage or around which anniversaries are due")
    add("--window", type=_count, default=30, metavar="DAYS", help="how far from --as-of anniversaries count (30)")
    add("--deadline", type=_deadline, metavar="DAYS|DAY", help="what is later is overdue: days after issue, or a day")


def _filled(word: str) -> str:
    if not word.strip():
        raise argparse.ArgumentTypeError("is empty; expected a name")
    return word


def _count(word: str) -> int:
    if not (word.isascii() and word.isdigit() and len(word) < 6):
        raise argparse.ArgumentTypeError(f"{word!r} is no number of days; expected one such as 30")
    return int(word)


def _deadline(word: str) -> int | date:
    try:
        return _count(word) if word.isdigit() else date.fromisoformat(word)
    except (ValueError, argparse.ArgumentTypeError):
        reason = f"{word!r} is neither days after issue, such as 30, nor a day such as 2021-11-19"
        raise argparse.ArgumentTypeError(reason) from None


def _day(word: str) -> date:
    try:
        return date.fromisoformat(word)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{word!r} is no day; expected one such as 2021-11-19") from None


def _encoding(word: str) -> str:
    try:
        "".encode(word)
    except (LookupError, ValueError):
        raise argparse.ArgumentTypeError(f"{word!r} is no encoding; expected one such as utf-8 or utf-16") from None
    return word

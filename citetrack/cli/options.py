"""Options: the commands, what they are given, and the one line that answers wrong usage."""

import argparse
from collections.abc import Callable, Mapping
from datetime import date
from typing import NoReturn, TextIO, TypeAlias

from citetrack import __version__
from citetrack.cli.streams import Faults, clean

__all__ = ["USAGE", "Run", "parser"]

_TIMELINE_FORMATS = ("html",)
USAGE = 2  # the exit code of argparse
_PATH = "file, folder, or - for standard input"

Run: TypeAlias = Callable[[argparse.Namespace, TextIO, Faults], None]


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
    ):
        command = commands.add_parser(name, help=words, description=words)
        command.add_argument("operands", nargs="+", metavar=operand, help=meaning)
        formats = ("table", "jsonl", *(_TIMELINE_FORMATS if name == "timeline" else ()))
        command.add_argument(
            "--format", choices=formats, default="table", help=f"{_either(formats)}; table if not told"
        )
        command.add_argument("-o", "--output", metavar="FILE", help="write to FILE instead of standard output")
        command.set_defaults(run=runs[name])
        if operand == "PATH":
            _add_reading(command)
        if name == "timeline":
            _add_looks(command)
    return top


def _either(words: tuple[str, ...]) -> str:
    return " or ".join(filter(None, (", ".join(words[:-1]), words[-1])))


def _add_reading(command: argparse.ArgumentParser) -> None:
    command.add_argument("--published", type=_day, metavar="DATE", help="day of publication of texts that name none")
    command.add_argument("--encoding", type=_encoding, default="utf-8", help="encoding of the files (utf-8)")


def _add_looks(command: argparse.ArgumentParser) -> None:
    command.add_argument("--language", choices=("vi", "en"), default="vi", help="of the page or picture (vi)")
    command.add_argument("--title", metavar="WORDS", help="heading of the page or picture")


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

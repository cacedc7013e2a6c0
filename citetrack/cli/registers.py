"""Registers of users at the command line: the options that name them, and the one register that they make."""

import argparse
from typing import TYPE_CHECKING

from citetrack.cli.streams import Faults

if TYPE_CHECKING:
    from citetrack.authority import AuthorityFile

__all__ = ["add_register_options", "read_register", "register_of"]


def add_register_options(command: argparse.ArgumentParser) -> None:
    """Adds the options that name registers of the user, and how they are to be read."""
    command.add_argument(
        "--registry",
        metavar="FILE",
        action="append",
        default=[],
        help="a register of your own beside that of citetrack: .jsonl, .csv, .xlsx, .db; may be given several times",
    )
    add_reading_options(command)


def add_reading_options(command: argparse.ArgumentParser) -> None:
    """Adds the options that say how a register is to be read."""
    command.add_argument(
        "--column",
        metavar="FIELD=HEADER",
        action="append",
        default=[],
        type=_column,
        help="which header holds a field of the register, such as identifier='Mã VB'",
    )
    command.add_argument("--table", metavar="NAME", help="the table or sheet of the register")


def _column(word: str) -> tuple[str, str]:
    from citetrack.authority.columns import FIELDS

    name, _, header = word.partition("=")
    if name not in FIELDS or not header:
        known = ", ".join(sorted(FIELDS))
        raise argparse.ArgumentTypeError(f"{word!r} is no FIELD=HEADER; expected one of the fields {known}")
    return name, header


def read_register(path: str, options: argparse.Namespace) -> "AuthorityFile":
    """The register in the file *path*, read as the *options* say.

    Raises:
        DataError: it cannot be read.
        MissingExtraError: it is a workbook and openpyxl is not installed.
    """
    from citetrack.authority import AuthorityFile

    return AuthorityFile.from_file(path, dict(options.column), options.table)


def register_of(options: argparse.Namespace, faults: Faults) -> "AuthorityFile":
    """The register of citetrack, merged with those of the user; how many of their rows were left out is said.

    What citetrack knows is shown before what theirs say.

    Raises:
        DataError: one of them cannot be read.
        MissingExtraError: one is a workbook and openpyxl is not installed.
    """
    from citetrack.authority import AuthorityFile

    own = [read_register(path, options) for path in options.registry]
    for path, register in zip(options.registry, own, strict=True):
        if count := len(register.problems):
            rows = "1 row was" if count == 1 else f"{count} rows were"
            faults.say(f"citetrack: {path}: {rows} left out; citetrack registry check names them")
    return AuthorityFile.merged(AuthorityFile.default(), *own) if own else AuthorityFile.default()

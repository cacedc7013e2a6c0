"""Finds the grammar files and compiles each once; turns Lark's errors into ParseError.

The grammars lie in `grammar/` at the top of the repository and, in an installed package, beside this module.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

import lark.lexer
from lark import Lark
from lark.exceptions import UnexpectedCharacters, UnexpectedInput, UnexpectedToken

from citetrack._text import unmarked
from citetrack.errors import DataError, ParseError

__all__ = ["SPELLINGS", "compiled", "parse_tree", "source"]

ACCENTED, PLAIN = "accented", "plain"
# Two spellings of one language: with Vietnamese marks, and with every mark lost.
SPELLINGS: dict[str, Callable[[str], str]] = {ACCENTED: str, PLAIN: unmarked}

# What a terminal is called in an error message; a terminal without an entry is called by its name.
WORDS = {
    "$END": "the end",
    "AND": "“và”",
    "CODE": "a code such as NĐ",
    "CODES": "a symbol such as NĐ-CP",
    "COMMA": "a comma",
    "DAY": "a day",
    "DAY_NAME": "a day of the week",
    "DOCUMENT_TYPE": "a type of document such as Nghị định",
    "HYPHEN": "a hyphen",
    "MONTH": "a month",
    "NUMBER": "a number",
    "SLASH": "a slash",
    "YEAR": "a year",
}


@cache
def folder() -> Traversable:
    """The folder that holds the grammars: in the package, else in the checkout around it.

    Raises:
        DataError: neither folder holds them.
    """
    packaged = files("citetrack") / "grammar"
    if packaged.is_dir():
        return packaged
    checkout = Path(__file__).resolve().parents[1] / "grammar"
    if (checkout / "identifier.lark").is_file():
        return checkout
    raise DataError("grammar/identifier.lark", "the file", "not found; reinstall citetrack")


def source(name: str) -> str:
    """The text of one grammar file, by its name without `.lark`."""
    return (folder() / f"{name}.lark").read_text(encoding="utf-8")


@cache
def compiled(name: str, start: str | tuple[str, ...], spelling: str = ACCENTED) -> Lark:
    """The LALR parser of one grammar file, from one start rule or from any of several."""
    respelt = SPELLINGS[spelling]

    def imported(_: object, path: str) -> tuple[str, str]:
        return path, respelt(source(path.removesuffix(".lark")))

    with _without_collision_checks():
        return Lark(
            respelt(source(name)),
            start=list(start) if isinstance(start, tuple) else start,
            parser="lalr",
            import_paths=[imported],
            source_path=f"{name}.lark",
            maybe_placeholders=True,
            propagate_positions=True,
        )


@contextmanager
def _without_collision_checks() -> Iterator[None]:
    """Keeps Lark from comparing all terminals with each other where interegular happens to be installed.

    That takes minutes and tells a user nothing; the tests do it, in strict mode.
    """
    found = lark.lexer.has_interegular
    lark.lexer.has_interegular = False
    try:
        yield
    finally:
        lark.lexer.has_interegular = found


def parse_tree(parser: Lark, text: str, form: str, original: str | None = None, start: str | None = None) -> Any:
    """The tree of *text*, or a ParseError that says where reading stopped and what was expected.

    *start* names the rule where the parser has several.

    Raises:
        ParseError: *text* is not a sentence of the grammar; the error shows *original* if given.
    """
    try:
        return parser.parse(text, start)
    except UnexpectedInput as error:
        position = _position(error, text)
        shown = text if original is None else original
        raise ParseError(form, shown, min(position, len(shown)), _expected(error)) from error


def _position(error: UnexpectedInput, text: str) -> int:
    if isinstance(error, UnexpectedToken) and error.token.type == "$END":
        return len(text.rstrip())  # Lark gives the token before the end
    return int(error.pos_in_stream or 0)


def _expected(error: UnexpectedInput) -> tuple[str, ...]:
    names: Iterable[str] = ()
    if isinstance(error, UnexpectedToken):
        names = error.accepts or error.expected
    elif isinstance(error, UnexpectedCharacters):
        names = error.allowed or ()
    return tuple(sorted({WORDS.get(name, name.lower().replace("_", " ").strip()) for name in names}))

"""Finds the grammar files and compiles each once; turns Lark's errors into ParseError.

The grammars lie in `grammar/` at the top of the repository and, in an installed package, beside this module.
"""

import re
from collections.abc import Callable, Iterator
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


def _plain(pattern: str) -> str:
    """*pattern* with every mark lost; ranges of marked letters go, for “À-ỹ” would become “A-y” and take in signs."""
    return unmarked(re.sub("[ÀẠ]-ỹ", "", pattern))


# Two spellings of one language: with Vietnamese marks, and with every mark lost.
SPELLINGS: dict[str, Callable[[str], str]] = {ACCENTED: str, PLAIN: _plain}

# What a terminal is called in an error message; a terminal without an entry is called by its name.
WORDS = {
    "$END": "the end",
    "ABBREVIATION": "an abbreviated type such as NĐ",
    "AMENDED": "“(sửa đổi)”",
    "AND": "“và”",
    "BODY": "an issuing body",
    "CENTRAL": "“Trung ương”",
    "CODE": "a code such as NĐ",
    "CODES": "a symbol such as NĐ-CP",
    "CODE_NAME": "a short name such as BLHS",
    "COMMA": "a comma",
    "CONGRESS": "“Đại hội”",
    "CONSTITUTION": "“Hiến pháp”",
    "DATE_SEPARATOR": "a separator of a date",
    "DAY": "a day",
    "DAY_NAME": "a day of the week",
    "DEMONSTRATIVE": "a demonstrative such as “này”",
    "DOCUMENT_TYPE": "a type of document such as Nghị định",
    "HYPHEN": "a hyphen",
    "JOIN": "a comma, “và”",
    "LABEL": "a provision such as “khoản”",
    "LAW_NAME": "the name of a law",
    "LAW_TYPE": "a type of law such as Luật",
    "MEETING": "“Hội nghị”",
    "MONTH": "a month",
    "NUMBER": "a number",
    "OF": "“của”",
    "ORDINAL": "an ordinal such as “lần thứ 4”",
    "PARTY_BODY": "a Party organisation such as “Đảng bộ tỉnh”",
    "PLENUM_NUMBER": "the number of a plenum",
    "PLENUM_WORD": "“NQTW”",
    "QUALIFIER": "a qualifier such as “liên tịch”",
    "RANGE": "“đến”",
    "ROMAN": "a Roman numeral",
    "SLASH": "a slash",
    "SMALL_SYMBOL": "a symbol such as nđ-cp",
    "SMALL_TAIL": "a typist's letters",
    "STATUTES": "“Điều lệ Đảng”",
    "TERM": "a Party term such as “khóa XIII”",
    "TIGHT_HYPHEN": "a hyphen",
    "VALUE": "a provision's number or letter",
    "YEAR": "a year",
    "YEAR_WORD": "“năm”",
    "_DAY_WORD": "“ngày”",
    "_MONTH_WORD": "“tháng”",
    "_NUMBER_WORD": "“số”",
    "_SEPARATOR": "a comma",
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
        names = _expected(error) | ({"$END"} if _is_sentence(parser, text[:position], start) else set())
        words = {WORDS.get(name, name.lower().replace("_", " ").strip()) for name in names}
        raise ParseError(form, shown, min(position, len(shown)), tuple(sorted(words))) from error


def _position(error: UnexpectedInput, text: str) -> int:
    if isinstance(error, UnexpectedToken) and error.token.type == "$END":
        return len(text.rstrip())  # Lark gives the token before the end
    return int(error.pos_in_stream or 0)


def _expected(error: UnexpectedInput) -> set[str]:
    """The names of the terminals that could have stood there."""
    if isinstance(error, UnexpectedToken):
        return set(error.accepts or error.expected)
    return set(error.allowed or ()) if isinstance(error, UnexpectedCharacters) else set()


def _is_sentence(parser: Lark, text: str, start: str | None) -> bool:
    """Whether *text* ends where a sentence may end: of characters that no terminal takes, Lark does not tell."""
    try:
        parser.parse(text, start)
    except UnexpectedInput:
        return False
    return True

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
from lark.grammar import Rule
from lark.parsers.lalr_analysis import Shift

from citetrack._lalr import Tables
from citetrack._text import unmarked
from citetrack.errors import DataError, ParseError

__all__ = ["SPELLINGS", "compiled", "parse_tree", "source", "tables"]

ACCENTED, PLAIN = "accented", "plain"


def _plain(pattern: str) -> str:
    """*pattern* with every mark lost; ranges of marked letters go, for “À-ỹ” would become “A-y” and take in signs."""
    return unmarked(re.sub("[ÀẠ]-ỹ", "", pattern))


# Two spellings of one language: with Vietnamese marks, and with every mark lost.
SPELLINGS: dict[str, Callable[[str], str]] = {ACCENTED: str, PLAIN: _plain}

# What a terminal is called in an error message; a test asks for each.
WORDS = {
    "$END": "the end",
    "ABBREVIATION": "an abbreviated type such as NĐ",
    "AMENDED": "“(sửa đổi)”",
    "_AND": "“và”",
    "_AT": "“lúc”",
    "BODY": "an issuing body",
    "CENTRAL": "“Trung ương”",
    "_CLOCK": "a time of day such as 8 giờ",
    "_CLOSE": "a closing bracket",
    "CODE": "a code such as NĐ",
    "CODE_NAME": "a short name such as BLHS",
    "_COMMA": "a comma",
    "COMMITTEE": "“Ban Chấp hành Trung ương”",
    "CONGRESS": "“Đại hội”",
    "CONSTITUTION": "“Hiến pháp”",
    "COMMA_OF": "“, của”",
    "COUNT": "a count",
    "_ALL": "“các”",
    "_DATED": "“dated”",
    "_FROM": "“từ”",
    "_OPEN_DAY": "a day in brackets",
    "_SO": "“số”",
    "_WITHIN": "“của”",
    "THIS": "“this”",
    "DATE_SEPARATOR": "a separator of a date",
    "DAY": "a day",
    "_DAY": "“ngày”",
    "_DAYS": "a count of days such as “hai ngày”",
    "_DAY_DASH": "a hyphen",
    "DAY_NAME": "a day of the week",
    "_DAY_NAME": "a day of the week",
    "_DAY_WORD": "“ngày”",
    "DEMONSTRATIVE": "a demonstrative such as “này”",
    "DOCUMENT_TYPE": "a type of document such as Nghị định",
    "ENGLISH_DAY": "a day such as March 5, 2020",
    "ENGLISH_SUBJECT": "a subject such as “on Enterprises”",
    "ENGLISH_TYPE": "an English type such as Decree",
    "FULL_YEAR": "a year",
    "_HALF": "“nửa”",
    "HYPHEN": "a hyphen",
    "JOIN": "a comma, “và”",
    "LABEL": "a provision such as “khoản”",
    "LAW_NAME": "the name of a law",
    "LAW_TYPE": "a type of law such as Luật",
    "_LUNAR": "“âm lịch”",
    "LONG_QUALIFIER": "a qualifier such as “tổng hợp”",
    "MEETING": "“Hội nghị”",
    "_MONTH": "“tháng”",
    "_MONTH_DASH": "a hyphen",
    "MONTH_NAME": "a month in words",
    "_MONTH_WORD": "“tháng”",
    "_NOW": "“nay”",
    "NUMBER": "a number",
    "_NUMBER_WORD": "“số”",
    "OF": "“của”",
    "_OF": "“của”",
    "_OPEN": "a bracket",
    "ORDINAL": "an ordinal such as “lần thứ 4”",
    "PARTY_BODY": "a Party organisation such as “Đảng bộ tỉnh”",
    "_PART_OF_DAY": "a part of the day such as “sáng”",
    "_PERIOD": "“giai đoạn”",
    "PLACE": "a place",
    "PLENUM_NUMBER": "the number of a plenum",
    "PLENUM_WORD": "“NQTW”",
    "QUALIFIER": "a qualifier such as “liên tịch”",
    "QUARTER": "the number of a quarter",
    "_QUARTER": "“quý”",
    "RANGE": "“đến”",
    "RELATIVE_DAY": "a day such as “hôm qua”",
    "RELATIVE_MONTH": "a month such as “tháng này”",
    "RELATIVE_WEEK": "a week such as “tuần này”",
    "RELATIVE_YEAR": "a year such as “năm nay”",
    "ROMAN": "a Roman numeral",
    "_SEPARATOR": "a comma",
    "SHORT_NAME": "an abbreviation in brackets",
    "SIDE": "“đầu”, “cuối”",
    "SLASH": "a slash",
    "SMALL_SYMBOL": "a symbol such as nđ-cp",
    "SMALL_TAIL": "a typist's letters",
    "STATUTES": "“Điều lệ Đảng”",
    "TO": "“đến”",
    "TERM": "a Party term such as “khóa XIII”",
    "THIRD": "a third such as “đầu”",
    "_THIS_YEAR": "“năm”",
    "TIGHT_HYPHEN": "a hyphen",
    "_TO": "“đến”",
    "_UNTIL": "“đến”",
    "VALUE": "a provision's number or letter",
    "YEAR": "a year",
    "_YEAR": "“năm”",
    "_YEAR_COMMA": "a comma",
    "_YEAR_DASH": "a hyphen",
    "YEAR_WORD": "“năm”",
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


@cache
def tables(name: str, start: str | tuple[str, ...], spelling: str = ACCENTED) -> Tables:
    """What Lark decided about a grammar: terminals and actions of each state, and what each rule keeps of its parts."""
    parser = compiled(name, start, spelling)
    table, lexer = parser.parser.parser._parse_table, parser.parser.lexer
    numbers = {state: number for number, state in enumerate(table.states)}
    rules = {rule: number for number, rule in enumerate(parser.rules)}
    expressions: dict[str, int] = {}
    states = []
    for state, row in table.states.items():
        terminals = lexer.lexers[state].scanner.terminals
        written = "|".join(f"(?P<{terminal.name}>{terminal.pattern.to_regexp()})" for terminal in terminals)
        actions: dict[str, int] = {}
        goto: dict[str, int] = {}
        for symbol, (action, value) in row.items():
            if action is Shift:
                (goto if symbol in _origins(parser) else actions)[str(symbol)] = numbers[value]
            else:
                actions[str(symbol)] = -1 - rules[value]
        states.append((expressions.setdefault(written, len(expressions)), actions, goto))
    return {
        "states": states,
        "rules": [_kept(rule) for rule in parser.rules],
        "expressions": list(expressions),
        "ignored": list(map(str, parser.ignore_tokens)),
        "starts": {str(rule): numbers[state] for rule, state in table.start_states.items()},
        "ends": {str(rule): numbers[state] for rule, state in table.end_states.items()},
    }


@cache
def _origins(parser: Lark) -> frozenset[str]:
    return frozenset(str(rule.origin.name) for rule in parser.rules)


def _kept(rule: Rule) -> tuple[str, str | None, int, list[tuple[int, bool, int]] | None, int, bool]:
    """Of one rule: origin, method, length, kept parts, what is missing at the end, whether a lone part stands for it.

    A kept part is its place, whether it is taken apart, and how many optional parts are missing before it.
    """
    options, size = rule.options, len(rule.expansion)
    flags = options.empty_indices or [False] * size
    missing = [len(gap) for gap in "".join(str(int(flag)) for flag in flags).split("0")]
    kept, before = [], 0
    for index, symbol in enumerate(rule.expansion):
        before += missing[index]
        if options.keep_all_tokens or not getattr(symbol, "filter_out", False):
            kept.append((index, not symbol.is_term and symbol.name.startswith("_"), before))
            before = 0
    after = before + missing[size]
    plain = after == 0 and kept == [(index, False, 0) for index in range(size)]
    origin = str(rule.origin.name)
    method = None if origin.startswith("_") else str(rule.alias or options.template_source or origin)
    return origin, method, size, None if plain else kept, after, bool(options.expand1 and not rule.alias)

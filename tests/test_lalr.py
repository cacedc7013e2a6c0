"""The loop over Lark's tables reads what Lark reads, part for part, and refuses what Lark refuses."""

import re
from collections.abc import Callable
from itertools import pairwise
from typing import Any

import pytest
from lark import Tree
from lark.exceptions import UnexpectedInput

from citetrack._grammars import ACCENTED, PLAIN, SPELLINGS, compiled, source, tables
from citetrack._lalr import Parser, RefusedError, Token
from citetrack.scanning import _STARTS

STARTS: dict[str, tuple[str, ...]] = {
    "identifier": ("start",),
    "locator": ("locator",),
    "citation": _STARTS,
    "date": ("start",),
}
EVERY = pytest.mark.parametrize("name", STARTS)
BOTH = pytest.mark.parametrize("spelling", SPELLINGS)


class Builder:
    """Makes of every rule its name and parts, so that a value is the whole tree."""

    def __getattr__(self, name: str) -> Callable[[list[Any]], Any]:
        return lambda parts: (name, [told(part) for part in parts])


def told(part: Any) -> Any:
    return (part.type, str(part), part.start_pos, part.end_pos) if isinstance(part, Token) else part


def of_lark(part: Any) -> Any:
    if isinstance(part, Tree):
        return str(part.data), [of_lark(child) for child in part.children]
    return part and (part.type, str(part), part.start_pos, part.end_pos)


def sentences(name: str) -> list[str]:
    """The examples above the rules of a grammar, also those that are no sentence of a rule that is read on its own."""
    pairs = pairwise(source(name).splitlines())
    above = [line[3:] for line, rule in pairs if line.startswith("// ") and re.match(r"\??_?[a-z_]+:", rule)]
    return [example for line in above for example in re.split(r" {3,}", line)]


def by_lark(name: str, spelling: str, start: str, text: str) -> Any:
    try:
        return of_lark(compiled(name, STARTS[name], spelling).parse(text, start))
    except UnexpectedInput:
        return None


def by_tables(parser: Parser, start: str, text: str) -> Any:
    try:
        return told(parser.parse(text, start))
    except RefusedError:
        return None


@BOTH
@EVERY
def test_each_sentence_is_read_as_lark_reads_it(name: str, spelling: str) -> None:
    parser = Parser(tables(name, STARTS[name], spelling), Builder())
    texts = [SPELLINGS[spelling](one) for one in sentences(name)]
    texts += [text[:-2] for text in texts] + [f"{text} 5" for text in texts] + ["", " ", "§"]
    read = 0
    for start in STARTS[name]:
        for text in texts:
            found = by_tables(parser, start, text)
            assert found == by_lark(name, spelling, start, text), (start, text)
            read += found is not None
    assert read >= 10


def test_no_terminal_is_renamed_after_it_is_read() -> None:
    """Lark gives a word that two terminals take to one of them; no state of a grammar needs that."""
    for name, start in STARTS.items():
        for spelling in (ACCENTED, PLAIN):
            lexers = compiled(name, start, spelling).parser.lexer.lexers.values()
            assert [lexer.callback for lexer in lexers if lexer.scanner and lexer.callback] == []

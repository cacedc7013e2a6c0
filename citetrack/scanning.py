"""The scanner: where in a text a citation may stand, by a regular expression derived from the grammar, read by Lark."""

import re
from collections.abc import Generator, Iterator
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

from attrs import frozen

from citetrack import _derive, _grammars
from citetrack._transformers.citation import CitationTransformer
from citetrack._transformers.identifier import IdentifierTransformer
from citetrack._written import WrittenIdentifier, WrittenMention
from citetrack.errors import ParseError
from citetrack.locators import Locator
from citetrack.provisions import assemble

if TYPE_CHECKING:
    from lark import Lark

__all__ = [
    "Head",
    "check_citation",
    "heads",
    "locators",
    "read_identifier",
    "read_locators",
    "read_part",
    "rule_pattern",
    "terminal_pattern",
]

# A word of the text must not run into the mention: a letter or a digit before it ends the matter, unless a small
# letter meets a capital, as where a blank was lost ("của" + "Nghị quyết").
_BEFORE = (
    r"(?:(?<![0-9A-Za-zÀ-ỹ/.\-–])|(?<=[a-zà-ỹ])(?=[A-ZĐ])|(?<=số)|(?<=so)"
    r"|(?<=[0-9]-)(?=[0-9]{1,5}_|[A-ZĐ][a-zà-ỹ]))(?<!\d,)"
)


@frozen
class Head:
    """One mention as the grammar read it: the first part of a citation, without what follows its number or name."""

    start: int
    end: int
    written: WrittenMention


# The rules that are looked for or read on their own.
_STARTS = ("start", "mention", "law_rest", "issue_date", "partial_date", "meeting", "sitting")


def _parser(spelling: str) -> "Lark":
    return _grammars.compiled("citation", _STARTS, spelling)


@cache
def rule_pattern(rule: str, spelling: str, before: str = "") -> re.Pattern[str]:
    """The regular expression of one rule of citation.lark, as group 1, after the expression *before*."""
    derived = _derive.pattern(_parser(spelling), rule)
    return re.compile(f"{before}({derived})")


@cache
def terminal_pattern(name: str, spelling: str, before: str = "") -> re.Pattern[str]:
    """The regular expression of one terminal of citation.lark, as group 1, after the expression *before*."""
    (terminal,) = (t for t in _parser(spelling).terminals if t.name == name)
    return re.compile(f"{before}({terminal.pattern.to_regexp()})")


@cache
def _locator_pattern(spelling: str) -> re.Pattern[str]:
    pattern = _derive.pattern(_grammars.compiled("locator", "locator", spelling), "locator")
    return re.compile(rf"(?<![0-9A-Za-zÀ-ỹ]){pattern}")


@lru_cache(maxsize=1 << 16)
def read_part(rule: str, surface: str, spelling: str) -> Any:
    """The value of one rule of citation.lark, or None if the scanner proposed what the grammar refuses."""
    try:
        tree = _grammars.parse_tree(_parser(spelling), surface, "a citation", start=rule)
    except ParseError:
        return None
    return CitationTransformer().transform(tree)


def read_identifier(surface: str, spelling: str, original: str) -> tuple[str | None, WrittenIdentifier]:
    """The type word, if any, and the identifier that *surface* is.

    Raises:
        ParseError: it is none; the error shows *original*.
    """
    parser = _grammars.compiled("identifier", "start", spelling)
    tree = _grammars.parse_tree(parser, surface, "an identifier", original)
    found: tuple[str | None, WrittenIdentifier] = IdentifierTransformer().transform(tree)
    return found


def check_citation(surface: str, spelling: str, original: str) -> None:
    """Raises ParseError, showing *original*, unless *surface* is a sentence of citation.lark."""
    _grammars.parse_tree(_parser(spelling), surface, "a citation", original, "start")


def heads(text: str, spelling: str) -> Generator[Head, int, None]:
    """Every candidate mention of *text*, left to right.

    The caller sends back where it stopped reading, for a name may end before the shape that the grammar allows.
    """
    search = rule_pattern("mention", spelling, _BEFORE).search
    position = 0
    while match := search(text, position):
        written = read_part("mention", match[1], spelling)
        end = match.start() + 1
        if written is not None:
            end = max(end, (yield Head(match.start(), match.end(), written)) or match.end())
        position = end


def locators(text: str, spelling: str) -> Iterator[tuple[int, int, tuple[Locator, ...]]]:
    """Every locator expression of *text*: start, end, and the provisions, each complete."""
    for match in _locator_pattern(spelling).finditer(text):
        yield match.start(), match.end(), read_locators(match.group(), spelling)


@lru_cache(maxsize=1 << 14)
def read_locators(surface: str, spelling: str) -> tuple[Locator, ...]:
    """The provisions that *surface* names, each complete.

    Raises:
        ParseError: *surface* is no locator.
    """
    tree = _grammars.parse_tree(_grammars.compiled("locator", "locator", spelling), surface, "a locator")
    return assemble(CitationTransformer().transform(tree))

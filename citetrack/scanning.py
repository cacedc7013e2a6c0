"""The scanner: where in a text a citation may stand, by a regular expression derived from the grammar, read by Lark."""

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from attrs import frozen

from citetrack import _derive, _grammars
from citetrack._transformers.citation import CitationTransformer
from citetrack._written import WrittenMention
from citetrack.errors import ParseError
from citetrack.locators import Locator
from citetrack.provisions import assemble

__all__ = ["Head", "heads", "locators", "part_pattern"]

# A word of the text must not run into the mention: a letter or a digit before it ends the matter, unless a small
# letter meets a capital, as where a blank was lost ("của" + "Nghị quyết").
_BEFORE = r"(?:(?<![0-9A-Za-zÀ-ỹ/.\-–])|(?<=[a-zà-ỹ])(?=[A-ZĐ])|(?<=số)|(?<=so))(?<!\d,)"


@frozen
class Head:
    """One mention as the grammar read it: the first part of a citation, without what follows its number or name."""

    start: int
    end: int
    written: WrittenMention


@cache
def part_pattern(rule: str, spelling: str) -> re.Pattern[str]:
    """The regular expression of one rule of citation.lark."""
    return re.compile(_derive.pattern(_grammars.compiled("citation", rule, spelling), rule))


@cache
def _mention_pattern(spelling: str) -> re.Pattern[str]:
    return re.compile(_BEFORE + part_pattern("mention", spelling).pattern)


@cache
def _locator_pattern(spelling: str) -> re.Pattern[str]:
    pattern = _derive.pattern(_grammars.compiled("locator", "locator", spelling), "locator")
    return re.compile(rf"(?<![0-9A-Za-zÀ-ỹ]){pattern}")


@lru_cache(maxsize=1 << 16)
def read_mention(surface: str, spelling: str) -> WrittenMention | None:
    """What the grammar reads in *surface*, or None if the scanner proposed what the grammar refuses."""
    try:
        tree = _grammars.parse_tree(_grammars.compiled("citation", "start", spelling), surface, "a citation")
    except ParseError:
        return None
    written: WrittenMention = CitationTransformer().transform(tree)
    return written


def heads(text: str, spelling: str) -> Iterator[Head]:
    """Every candidate mention of *text*, left to right.

    A candidate that the caller shortens (a law's name) is no reason to miss the next: send the caller's end back.
    """
    search = _mention_pattern(spelling).search
    position = 0
    while match := search(text, position):
        end = match.end()
        written = read_mention(match.group(), spelling)
        if written is not None:
            end = (yield Head(match.start(), end, written)) or end
        position = max(end, match.start() + 1)


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

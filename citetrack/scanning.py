"""The scanner: where in a text a citation may stand, by a regular expression derived from the grammar, read by Lark."""

import re
from collections.abc import Generator, Iterable, Iterator
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any, TypeAlias

from attrs import frozen

from citetrack import _derive, _grammars
from citetrack._lalr import Parser, RefusedError
from citetrack._landmarks import Joints, Openings, characters, joints, openings
from citetrack._transformers.citation import CitationTransformer
from citetrack._transformers.identifier import IdentifierTransformer
from citetrack._written import WrittenIdentifier, WrittenMention
from citetrack.locators import Locator
from citetrack.provisions import assemble

if TYPE_CHECKING:
    from lark import Lark

__all__ = [
    "Head",
    "check_citation",
    "heads",
    "locator_at",
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


_NUMBER = "NUMBER"  # the one terminal with which a mention begins and that has no letter of its own
# The rules that are looked for or read on their own.
_STARTS = ("start", "mention", "law_rest", "issue_date", "partial_date", "meeting", "sitting")


@cache
def _reader(grammar: str, start: str | tuple[str, ...], spelling: str) -> Parser:
    """Reads sentences of one grammar into the values of its transformer."""
    builder = IdentifierTransformer() if grammar == "identifier" else CitationTransformer()
    return Parser(_grammars.tables(grammar, start, spelling), builder)


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


LocatorSpan: TypeAlias = tuple[int, int, tuple[Locator, ...]]


@cache
def _locator_pattern(spelling: str) -> re.Pattern[str]:
    pattern = _derive.pattern(_grammars.compiled("locator", "locator", spelling), "locator")
    return re.compile(rf"(?<![0-9A-Za-zÀ-ỹ]){pattern}")


@lru_cache(maxsize=1 << 14)
def read_part(rule: str, surface: str, spelling: str) -> Any:
    """The value of one rule of citation.lark, or None if the scanner proposed what the grammar refuses."""
    try:
        return _reader("citation", _STARTS, spelling).parse(surface, rule)
    except RefusedError:
        return None


def read_identifier(surface: str, spelling: str, original: str) -> tuple[str | None, WrittenIdentifier]:
    """The type word, if any, and the identifier that *surface* is.

    Raises:
        ParseError: it is none; the error shows *original*.
    """
    try:
        found: tuple[str | None, WrittenIdentifier] = _reader("identifier", "start", spelling).parse(surface, "start")
    except RefusedError:
        _grammars.parse_tree(_grammars.compiled("identifier", "start", spelling), surface, "an identifier", original)
        raise
    return found


def check_citation(surface: str, spelling: str, original: str) -> None:
    """Raises ParseError, showing *original*, unless *surface* is a sentence of citation.lark."""
    _grammars.parse_tree(_parser(spelling), surface, "a citation", original, "start")


def heads(text: str, spelling: str) -> Generator[Head, int, None]:
    """Every candidate mention of *text*, left to right.

    The caller sends back where it stopped reading, for a name may end before the shape that the grammar allows.
    """
    position = 0
    for place in _places(text, spelling):
        match = _mention_at(text, place, spelling) if place >= position else None
        written = read_part("mention", match.group(), spelling) if match else None
        if match and written is not None:
            position = max(place + 1, (yield Head(place, match.end(), written)) or match.end())


def _mention_at(text: str, place: int, spelling: str) -> re.Match[str] | None:
    """What the expression of all mentions takes at *place*: the first of its forms that fits."""
    before, forms = _forms(spelling)
    if before.match(text, place):
        for opening, form in forms:
            if opening.match(text, place) and (found := _compiled(form).match(text, place)):
                return found
    return None


@cache
def _forms(spelling: str) -> tuple[re.Pattern[str], tuple[tuple[re.Pattern[str], str], ...]]:
    """What stands before a mention, and each form of one: what it opens with, and the whole."""
    forms = _derive.forms(_parser(spelling), "mention")
    return re.compile(_BEFORE), tuple((re.compile(opening), form) for opening, form in forms)


# A form is compiled when a text has what it opens with: together they take longer than most texts to read.
_compiled = cache(re.compile)


def _places(text: str, spelling: str) -> list[int]:
    """Where a mention may begin, in order: at all places where one does."""
    by_word, by_sign = _beginnings(spelling)
    return sorted(by_word.places(text) | by_sign.places(text))


@cache
def _beginnings(spelling: str) -> tuple[Openings, Joints]:
    """How to find where a mention may begin: by the words of its first terminals, or by the sign behind a number."""
    parser = _parser(spelling)
    patterns = {terminal.name: terminal.pattern.to_regexp() for terminal in parser.terminals}
    forms = [rule.expansion[0].name for rule in parser.rules if rule.origin.name == "mention"]
    begin = {form: {name for (name,) in _derive.firsts(parser, form)} for form in forms}
    words = set().union(*begin.values()) - {_NUMBER}
    numbered = [form for form in forms if _NUMBER in begin[form]]
    sentences = {sentence for form in numbered for sentence in _derive.firsts(parser, form, 4)}
    followers = [[patterns[name] for name in others] for first, *others in sentences if first == _NUMBER]
    gap = _derive.gap(parser)
    return openings(patterns[name] for name in words), joints(_BEFORE, patterns[_NUMBER], gap, followers)


def locators(text: str, spelling: str, places: Iterable[int] | None = None, between: str = "") -> Iterator[LocatorSpan]:
    """Every locator expression of *text*: start, end, and the provisions, each complete.

    If *places* are given, only those that may stand before one of them, with nothing but words of *between* in the
    middle: the text is then read from the last character before a place that no locator and no such word has.
    """
    pattern = _locator_pattern(spelling)
    if places is None:
        for match in pattern.finditer(text):
            yield match.start(), match.end(), read_locators(match.group(), spelling)
        return
    foreign, labels = _foreign(spelling, between), _label(spelling)
    position = 0  # before which all is read
    for place in sorted(places):
        stop = foreign.search(text[position:place][::-1])
        start = max(position, place - stop.start()) if stop else position
        while label := labels.search(text, start, place + 1):
            start = label.start() + 1
            if found := pattern.match(text, label.start()):
                yield found.start(), found.end(), read_locators(found.group(), spelling)
                start = found.end()
        position = max(start, place)


def locator_at(text: str, position: int, spelling: str) -> LocatorSpan | None:
    """The locator expression that starts at *position*, or None."""
    found = _locator_pattern(spelling).match(text, position)
    return (found.start(), found.end(), read_locators(found.group(), spelling)) if found else None


@cache
def _label(spelling: str) -> re.Pattern[str]:
    """What every locator begins with."""
    parser = _grammars.compiled("locator", "locator", spelling)
    patterns = {terminal.name: terminal.pattern.to_regexp() for terminal in parser.terminals}
    return re.compile("|".join(patterns[name] for (name,) in _derive.firsts(parser, "locator")))


@cache
def _foreign(spelling: str, between: str) -> re.Pattern[str]:
    """A character that stands in no locator and not in what matches *between*."""
    parser = _grammars.compiled("locator", "locator", spelling)
    own = characters([*(terminal.pattern.to_regexp() for terminal in parser.terminals), between])
    return re.compile(f"[^{re.escape(''.join(sorted(own)))}]")


@lru_cache(maxsize=1 << 14)
def read_locators(surface: str, spelling: str) -> tuple[Locator, ...]:
    """The provisions that *surface* names, each complete.

    Raises:
        ParseError: *surface* is no locator.
    """
    try:
        return assemble(_reader("locator", "locator", spelling).parse(surface, "locator"))
    except RefusedError:
        _grammars.parse_tree(_grammars.compiled("locator", "locator", spelling), surface, "a locator")
        raise

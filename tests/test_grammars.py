"""The grammars take their own examples, are free of collisions, and agree with their transformers and error words."""

import logging
import re
from collections.abc import Iterator
from itertools import combinations, pairwise

import lark
import pytest
from automata import quick_automata
from interegular import Comparator
from lark import Lark, Transformer
from lark.exceptions import LexError

from citetrack import _grammars, parse_identifier
from citetrack._grammars import ACCENTED, PLAIN, SPELLINGS, WORDS, compiled, parse_tree, source
from citetrack._transformers.citation import CitationTransformer
from citetrack._transformers.identifier import IdentifierTransformer
from citetrack._transformers.locator import LocatorTransformer
from citetrack.errors import ParseError
from citetrack.scanning import _STARTS

# Each grammar with the rules from which the library reads it, and the class that builds its values.
STARTS: dict[str, tuple[str, ...]] = {"identifier": ("start",), "locator": ("locator",), "citation": _STARTS}
TRANSFORMERS: dict[str, type[Transformer]] = {
    "identifier": IdentifierTransformer,
    "locator": LocatorTransformer,
    "citation": CitationTransformer,
}
RULE = re.compile(r"\??(_?[a-z][a-z_]*):")
# What each text lacks where reading stops, in the words of a user.
WANTED = {
    "Nghị định số": {"a number"},
    "30/2020": {"a slash", "a hyphen"},
    "30/2020/NĐ-": {"a code such as NĐ"},
    "30": {"a slash", "a hyphen", "a code such as NĐ"},
    "30/2020/NĐ-CP!": {"the end"},
}

# Terminals of all shapes that the grammars have: repetition, alternatives, what must and must not follow.
SHAPES = (
    r"[0-9]{1,5}(?:\.[0-9]{1,3})?(?![0-9])",
    r"[0-9]{4}(?![0-9])",
    r"(?:quyết|nghị)\s+định",
    r"(?!nghị|số)[a-zà-ỹ]+(?: [a-zà-ỹ]+){0,3}(?= số)",
    r"[A-ZĐ](?:[A-Z0-9]|&(?=[A-Z])){0,6}(?=của|về)|[A-ZĐ]{1,3}(?![0-9])",
    r"[IVXL]{1,6}(?![0-9A-Za-z])",
    r"(?:(?!ngày)[^0-9.;]){2,9}",
    r"/",
    r"(?i:của|by(?: the)?)",
)


def examples(name: str) -> Iterator[tuple[str, str, str]]:
    """Grammar, rule and sentence of each comment right above a rule; prose ends with a full stop."""
    lines = source(name).splitlines()
    for above, line in pairwise(lines):
        rule = RULE.match(line)
        if rule and above.startswith("// ") and not above.endswith("."):
            yield from ((name, rule[1], example) for example in re.split(r" {3,}", above[3:]))


def rules(name: str) -> list[str]:
    return sorted(rule[1] for line in source(name).splitlines() if (rule := RULE.match(line)))


EXAMPLES = [case for name in STARTS for case in examples(name)]


@pytest.mark.parametrize("name", STARTS)
def test_each_rule_has_examples_above_it(name: str) -> None:
    """All but helpers, whose examples stand above the rules that use them."""
    assert sorted({rule for _, rule, _ in examples(name)}) == [r for r in rules(name) if not r.startswith("_")]


@pytest.mark.parametrize(("name", "rule", "example"), EXAMPLES)
def test_each_rule_takes_its_examples(name: str, rule: str, example: str) -> None:
    assert str(compiled(name, rule).parse(example, rule).data) in rules(name)


@pytest.mark.parametrize(("name", "rule", "example"), EXAMPLES)
def test_each_rule_takes_its_examples_without_marks(name: str, rule: str, example: str) -> None:
    respelt = SPELLINGS[PLAIN]
    assert str(compiled(name, rule, PLAIN).parse(respelt(example), rule).data) in rules(name)


@pytest.mark.parametrize("name", STARTS)
def test_no_two_terminals_collide_and_none_is_unused(name: str, caplog: pytest.LogCaptureFixture) -> None:
    with quick_automata():
        check_strictly(name, caplog)


@pytest.mark.long  # minutes: with interegular's own searches
@pytest.mark.parametrize("name", STARTS)
def test_no_two_terminals_collide_with_searches_as_they_are(name: str, caplog: pytest.LogCaptureFixture) -> None:
    check_strictly(name, caplog)


def check_strictly(name: str, caplog: pytest.LogCaptureFixture) -> None:
    """Lark's strict mode compares the terminals and refuses every conflict that priority does not settle."""
    lark.logger.setLevel(logging.DEBUG)
    lark.logger.addHandler(caplog.handler)
    try:
        Lark(
            source(name),
            start=list(STARTS[name]),
            parser="lalr",
            strict=True,
            import_paths=[lambda _, path: (path, source(path.removesuffix(".lark")))],
            maybe_placeholders=True,
        )
    finally:
        lark.logger.removeHandler(caplog.handler)
        lark.logger.setLevel(logging.CRITICAL)
    assert [record.message for record in caplog.records if "Unused" in record.message] == []


def test_quick_automata_tell_what_slow_ones_tell() -> None:
    def disjoint() -> list[bool]:
        machines = Comparator.from_regexes(dict(enumerate(SHAPES)))
        return [machines.isdisjoint(one, other) for one, other in combinations(range(len(SHAPES)), 2)]

    with quick_automata():
        quick = disjoint()
    assert quick == disjoint()
    assert {True, False} == set(quick)


def test_strict_mode_finds_a_collision_with_quick_automata() -> None:
    grammar = "start: A | B\nA: /ab(?!c)[a-z]{2,4}/\nB: /a[a-z]+ ?(?![0-9])/"
    with quick_automata(), pytest.raises(LexError, match=r"Collision between Terminals [AB] and [AB]"):
        Lark(grammar, parser="lalr", strict=True)


def built(name: str) -> set[str]:
    """The names under which the trees of a grammar reach its transformer; an inlined lone child reaches none."""
    found = set()
    for rule in compiled(name, STARTS[name]).rules:
        inlined = rule.alias is None and rule.options.expand1 and len(rule.expansion) == 1
        if not inlined:
            found.add(str(rule.alias or rule.options.template_source or rule.origin.name))
    return {one for one in found if not one.startswith("_")}


@pytest.mark.parametrize("name", STARTS)
def test_each_rule_has_a_method_and_each_method_a_rule(name: str) -> None:
    own = {one for one in dir(TRANSFORMERS[name]) if not one.startswith("_")} - set(dir(Transformer))
    assert own == built(name)


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_each_terminal_is_called_by_words_and_nothing_else_is(spelling: str) -> None:
    names = {"$END"}
    for name, starts in {**STARTS, "date": ("start",)}.items():
        parser = compiled(name, starts, spelling)
        names |= {str(terminal.name) for terminal in parser.terminals} - set(parser.ignore_tokens)
    assert names == set(WORDS)


@pytest.mark.parametrize(("text", "wanted"), WANTED.items())
def test_an_error_says_in_words_what_was_expected(text: str, wanted: set[str]) -> None:
    with pytest.raises(ParseError) as caught:
        parse_identifier(text)
    assert wanted <= set(caught.value.expected)
    assert all(word in str(caught.value) for word in caught.value.expected)


def test_an_error_shows_the_text_as_it_was_given() -> None:
    with pytest.raises(ParseError) as caught:
        parse_tree(compiled("identifier", "start"), "30/2020/ND-", "an identifier", original="30/2020/NÐ–")
    assert (caught.value.source, caught.value.position) == ("30/2020/NÐ–", 11)


def test_a_grammar_is_compiled_once() -> None:
    assert compiled("identifier", "start", ACCENTED) is _grammars.compiled("identifier", "start", ACCENTED)

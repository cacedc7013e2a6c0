"""A regular expression derived from a Lark grammar takes the sentences of that grammar and no others."""

import re
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lark import Lark
from lark.exceptions import UnexpectedInput

from citetrack._derive import Deriver, NotRegularError, Token, choice, factored, optional, pattern, sequence

# Small grammars of the shapes that rules take; the alphabet is that of their terminals.
GRAMMARS = {
    "optional opening": 'start: [A] B\nA: "a"\nB: "b"',
    "optional end": 'start: A [B]\nA: "a"\nB: "b"',
    "any number": 'start: A*\nA: "a"',
    "one or more": 'start: A+ B\nA: "a"\nB: "b"',
    "a common beginning": 'start: A B | A C | A\nA: "a"\nB: "b"\nC: "c"',
    "a common ending": 'start: A C | B C | C\nA: "a"\nB: "b"\nC: "c"',
    "the longer alternative after the shorter": 'start: item\nitem: A | A B\nA: "a"\nB: "b"',
    "a rule in a rule": 'start: pair (C pair)*\npair: A B?\nA: "a"\nB: "b"\nC: "c"',
    "an ignored terminal": 'start: A+ B?\nA: "a"\nB: "b"\nC: "c"\n%ignore C',
    "repetition inside repetition": 'start: (A B*)+\nA: "a"\nB: "b"',
    "a rule of nothing or something": 'start: maybe B\nmaybe: A?\nA: "a"\nB: "b"',
}
WORDS = ["".join(letters) for length in range(6) for letters in product("abc", repeat=length)]

tokens = st.sampled_from([Token(name) for name in "ABC"])
productions = st.lists(st.lists(tokens, max_size=4).map(tuple), min_size=1, max_size=5)


def reads(parser: Lark, text: str) -> bool:
    try:
        parser.parse(text)
    except UnexpectedInput:
        return False
    return True


@pytest.mark.parametrize("shape", GRAMMARS)
def test_the_derived_expression_takes_what_lark_reads_and_nothing_else(shape: str) -> None:
    """What the grammar ignores stands between tokens only: a citation neither starts nor ends with a blank."""
    parser = Lark(GRAMMARS[shape], parser="lalr", maybe_placeholders=True)
    inside = {word for word in WORDS if not (parser.ignore_tokens and word != word.strip("c"))}
    expression = re.compile(pattern(parser, "start"))
    assert {w for w in inside if expression.fullmatch(w)} == {w for w in inside if reads(parser, w)}


@pytest.mark.parametrize("shape", GRAMMARS)
def test_the_derived_expression_never_settles_for_a_part(shape: str) -> None:
    parser = Lark(GRAMMARS[shape], parser="lalr", maybe_placeholders=True)
    expression = re.compile(pattern(parser, "start"))
    whole = [word for word in WORDS if expression.fullmatch(word)]
    assert [word for word in whole if (found := expression.match(word)) and found.group() != word] == []


@given(productions)
def test_taking_out_common_parts_changes_no_sentence(options: list[tuple[Token, ...]]) -> None:
    parser = Lark('start: A B C\nA: "a"\nB: "b"\nC: "c"', parser="lalr")
    expression = re.compile(Deriver(parser).written(factored(options)))
    said = {"".join(token.name.lower() for token in option) for option in options}
    assert {word for word in WORDS if expression.fullmatch(word)} == said


def test_a_rule_inside_itself_is_refused_by_name() -> None:
    parser = Lark('start: pair\npair: A pair B | A\nA: "a"\nB: "b"', parser="lalr")
    with pytest.raises(NotRegularError, match="rule pair refers to itself"):
        pattern(parser, "start")


def test_nested_sequences_and_choices_are_opened() -> None:
    a, b, c = map(Token, "ABC")
    assert sequence(a, sequence(b, c)) == sequence(a, b, c)
    assert choice(a, choice(b, a)) == choice(a, b)
    assert optional(optional(a)) == optional(a)
    assert sequence(a) == choice(a, a) == a

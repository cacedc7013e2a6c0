"""Landmarks leave out no place at which an expression begins: what they find is what a try at every letter finds."""

import json
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citetrack._grammars import ACCENTED, PLAIN, SPELLINGS, compiled
from citetrack._landmarks import characters, joints, openings
from citetrack.mentions import _BETWEEN
from citetrack.scanning import _BEFORE, _mention_at, _places, heads, locators, read_part, rule_pattern

CORPUS = Path(__file__).parent / "corpus"
# Of the shapes that terminals take: words in either case, gaps, optional ends, classes, looks ahead and behind.
SHAPES = [
    r"(?i:nghị\s+quyết(?:\s+liên\s+tịch)?|quyết\s+định)",
    r"(?:bộ\s+luật|luật)(?![a-z])",
    r"TT(?=[0-9 ])|[Qq]Đ",
    r"(?<!x)ab{2,3}c|b+c",
    r"(?i:k)[eé]t?",
]
ALPHABET = "nghị quyếtđcbộluậkKéexabTQĐ0 \n\u212a\u017f"
BOTH = pytest.mark.parametrize("spelling", SPELLINGS)


def corpus_text() -> str:
    lines = (line for path in sorted(CORPUS.rglob("*.jsonl")) for line in path.read_text("utf-8").splitlines())
    return "\n\n".join(str(json.loads(line).get("text", "")) for line in lines)


def begins(expression: str, text: str) -> set[int]:
    return {match.start() for match in re.finditer(f"(?={expression})", text)}


@pytest.mark.parametrize("expression", SHAPES)
@given(data=st.data())
def test_every_beginning_is_found(expression: str, data: st.DataObject) -> None:
    words = st.one_of(st.from_regex(expression), st.text(ALPHABET, max_size=6))
    text = "".join(data.draw(st.lists(words, max_size=5)))
    assert begins(expression, text) <= openings([expression]).places(text)


def test_a_wide_gap_between_two_words_hides_no_beginning() -> None:
    text = "theo Nghị \n\t  quyết, Nghị\u00a0quyết và  quyết định"
    assert len(begins(SHAPES[0], text)) == 3
    assert begins(SHAPES[0], text) <= openings([SHAPES[0]]).places(text)


def test_the_longer_of_two_beginnings_with_one_landmark_hides_no_shorter_one() -> None:
    assert openings([SHAPES[1]]).places("bộ luật") >= {0, 3}


def test_what_can_begin_with_any_character_is_refused() -> None:
    with pytest.raises(ValueError, match="any character"):
        openings([r"[^a]x?"])


def test_a_number_is_found_by_the_sign_behind_it() -> None:
    found = joints("(?<![0-9])", "[0-9]{1,3}", "(?: )*", [["[-/]", "[A-Z]"]])
    assert found.places("1 /A 22-B 3-c 1234/D") == {0, 5}


def test_the_characters_of_expressions() -> None:
    assert characters(["(?i:a)[0-2]?(?=x)", "b+|Ð"]) == set("aA012bÐ")
    with pytest.raises(ValueError, match="any character"):
        characters(["[^a]"])


@BOTH
def test_the_scanner_tries_every_place_at_which_a_mention_begins(spelling: str) -> None:
    text = SPELLINGS[spelling](corpus_text())
    search = rule_pattern("mention", spelling, _BEFORE).search
    starts, match = set(), search(text)
    while match:
        starts.add(match.start())
        match = search(text, match.start() + 1)
    assert len(starts) > 300
    assert starts <= set(_places(text, spelling))


@BOTH
def test_the_forms_tried_one_by_one_take_what_the_whole_expression_takes(spelling: str) -> None:
    text = SPELLINGS[spelling](corpus_text())
    whole = rule_pattern("mention", spelling, _BEFORE)
    for place in _places(text, spelling):
        taken, expected = _mention_at(text, place, spelling), whole.match(text, place)
        assert (taken and taken.span()) == (expected and expected.span())


@BOTH
def test_locators_before_a_place_are_those_of_the_whole_text(spelling: str) -> None:
    text = SPELLINGS[spelling](corpus_text())
    places = [head.start for head in heads(text, spelling)]
    near = list(locators(text, spelling, places, _BETWEEN.pattern))
    every = list(locators(text, spelling))
    assert set(near) <= set(every)
    before = [span for span in every if (found := _BETWEEN.match(text, span[1])) and found.end() in places]
    assert len(before) > 30
    assert [span for span in before if span not in near] == []


def test_few_places_are_tried_in_vain() -> None:
    """A count of work, for seconds differ from machine to machine."""
    text = corpus_text()
    tried, found = len(_places(text, ACCENTED)), sum(1 for _ in heads(text, ACCENTED))
    assert tried < 3 * found


def test_numbers_and_words_of_the_grammar_have_landmarks() -> None:
    for spelling in (ACCENTED, PLAIN):
        assert compiled("citation", "mention", spelling).rules
        assert _places("", spelling) == []


def test_each_surface_is_parsed_once_and_few_are_refused() -> None:
    """The other count of work: a mention that stands in a text ten times costs one parse."""
    text = corpus_text()
    read_part.cache_clear()
    once = sum(1 for _ in heads(text, ACCENTED))
    parsed = read_part.cache_info().misses
    assert parsed <= 1.1 * once
    assert sum(1 for _ in heads("\n\n".join([text] * 3), ACCENTED)) == 3 * once
    assert read_part.cache_info().misses == parsed

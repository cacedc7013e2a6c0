"""The copy that is read has one form of each letter, and each of its offsets leads back into the text as given."""

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citetrack._text import Span, fold, readable, unmarked

LETTERS = "aàáảãạăằắẳẵặâầấẩẫậeèéẻẽẹêềếểễệiìíỉĩịoòóỏõọôồốổỗộơờớởỡợuùúủũụưừứửữựyỳýỷỹỵđbcghklmnpqrstvx"
texts = st.text(LETTERS + LETTERS.upper() + " .,/-0123456789\n\u0301\u0300\u0323\u0303\u0309ÐðƉ", max_size=60)
NEW_TONE = {"uỷ ban": "ủy ban", "hoà": "hòa", "khoẻ": "khỏe", "Thuý": "Thúy", "khoá XI": "khóa XI", "HOÀ": "HÒA"}
SAME_TONE = ["quỷ", "quý", "hoàn", "toàn", "khoản", "thuyền", "Quỳ", "xoáy", "thúy", "của"]
FOLDED = {
    "Uỷ ban  Nhân dân": "uy ban nhan dan",
    "NGHỊ ĐỊNH": "nghi dinh",
    "NÐ-CP": "nd-cp",
    "Nghị\n quyết": "nghi quyet",
    "": "",
}


def forms(text: str) -> list[str]:
    return [text, unicodedata.normalize("NFC", text), unicodedata.normalize("NFD", text)]


@given(texts)
def test_the_copy_is_the_same_for_every_unicode_form(text: str) -> None:
    composed = unicodedata.normalize("NFC", text)
    assert readable(unicodedata.normalize("NFD", composed)).text == readable(composed).text


@given(texts)
def test_each_position_leads_to_the_letter_that_it_shows(text: str) -> None:
    """A second mark on one letter has no place of its own: it belongs to the letter."""
    for source in forms(text):
        copy = readable(source)
        for position, letter in enumerate(copy.text):
            if unicodedata.combining(letter):
                continue
            span = copy.span(position, position + 1)
            shown = unicodedata.normalize("NFD", source[span.slice].translate({0xD0: "Đ", 0xF0: "đ", 0x189: "Đ"}))
            assert unicodedata.normalize("NFD", letter)[0] == shown[0]


@given(texts)
def test_the_spans_of_the_letters_make_up_the_text(text: str) -> None:
    for source in forms(text):
        copy = readable(source)
        spans = [copy.span(at, at + 1) for at in range(len(copy.text))]
        assert "".join(source[span.slice] for span in spans) == source


@given(texts)
def test_there_and_back_is_where_one_was(text: str) -> None:
    copy = readable(unicodedata.normalize("NFD", text))
    assert [copy.position(copy.offset(at)) for at in range(len(copy.text))] == list(range(len(copy.text)))


@given(texts)
def test_reading_a_copy_changes_nothing(text: str) -> None:
    once = readable(text).text
    assert readable(once).text == once


@given(texts)
def test_a_composed_text_keeps_its_offsets(text: str) -> None:
    composed = unicodedata.normalize("NFC", "".join(c for c in text if not unicodedata.combining(c)))
    assert len(readable(composed).text) == len(composed)


@given(texts)
def test_without_marks_a_text_keeps_its_length_and_has_no_marks(text: str) -> None:
    composed = unicodedata.normalize("NFC", "".join(c for c in text if c not in "ÐðƉ" and not unicodedata.combining(c)))
    plain = unmarked(composed)
    assert (len(plain), plain.isascii()) == (len(composed), True)
    assert unmarked(plain) == plain


@given(texts)
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize(("old", "new"), NEW_TONE.items())
def test_the_tone_moves_to_the_first_vowel(old: str, new: str) -> None:
    assert readable(old).text == readable(unicodedata.normalize("NFD", old)).text == new


@pytest.mark.parametrize("word", SAME_TONE)
def test_the_tone_stays_where_the_rule_is_another(word: str) -> None:
    assert readable(word).text == word


@pytest.mark.parametrize(("text", "key"), FOLDED.items())
def test_spellings_of_one_word_have_one_key(text: str, key: str) -> None:
    assert fold(text) == key


def test_a_span_is_a_slice() -> None:
    text = "theo Nghị định số 30/2020/NĐ-CP"
    found = re.search("Nghị định", text)
    assert found is not None
    assert text[Span(*found.span()).slice] == "Nghị định"

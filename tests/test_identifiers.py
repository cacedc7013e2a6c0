"""Identifiers: what is printed is read again, spelling does not matter, and what is none is refused with a reason."""

import json
import re
import unicodedata
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citetrack import ParseError, PartyIdentifier, StateIdentifier, parse_identifier
from citetrack._text import unmarked

CORPUS = Path(__file__).parent / "corpus"


def rows(name: str) -> list[tuple[str, ...]]:
    lines = (CORPUS / name).read_text(encoding="utf-8").splitlines()
    return [tuple(line.split("\t")) for line in lines if not line.startswith("#")]


KNOWN = rows("identifiers.tsv")
REJECTED = rows("rejected.tsv")
# What the guidelines count as a document and number.
COUNTED = {
    *("Bộ luật", "Luật", "Pháp lệnh", "Sắc lệnh", "Nghị quyết", "Nghị định", "Quyết định", "Chỉ thị", "Thông tư"),
    *("Thông tư liên tịch", "Thông tư liên bộ", "Văn bản hợp nhất", "Quy định", "Kết luận", "Hướng dẫn", "Quy chế"),
    *("Công văn", "Công điện", "Thông báo", "Kế hoạch", "Chương trình", "Tờ trình", "Báo cáo"),
}
# Between two issuers no blank may stand: that hyphen comes after another, or after a third slash.
FIRST_HYPHEN = re.compile("^((?:[^-/]*/){0,2}[^-/]*)-")
# Each makes another spelling of the same identifier.
SPELLINGS: dict[str, Callable[[str], str]] = {
    "en dash": lambda text: text.replace("-", "–"),
    "minus": lambda text: text.replace("-", "\u2212"),
    "no-break hyphen": lambda text: text.replace("-", "\u2011"),
    "soft hyphen": lambda text: text.replace("-", "\u00ad"),
    "blanks at the first hyphen": lambda text: FIRST_HYPHEN.sub(r"\1 - ", text),
    "no-break blanks at the first hyphen": lambda text: FIRST_HYPHEN.sub("\\1\u00a0-\u00a0", text),
    "line break after the first hyphen": lambda text: FIRST_HYPHEN.sub("\\1-\n", text),
    "blanks at the slash": lambda text: text.replace("/", " / "),
    "blanks around": lambda text: f"  {text}\n",
    "decomposed": lambda text: unicodedata.normalize("NFD", text),
    "look-alike Đ": lambda text: text.replace("Đ", "Ð"),
    "African Đ": lambda text: text.replace("Đ", "Ɖ"),
    "leading zero": lambda text: text if re.match("[0-9]{5}", text) else f"0{text}",
    "type word": lambda text: f"Văn bản số {text}",
    "type word in capitals": lambda text: f"VĂN BẢN SỐ {text}",
    "number word": lambda text: f"Số: {text}",
    "TƯ": lambda text: re.sub(r"/TW$", "/TƯ", text),
    "T.Ư": lambda text: re.sub(r"/TW$", "/T.Ư", text),
    "T.W": lambda text: re.sub(r"/TW$", "/T.W", text),
}
EQUAL = [
    ("18-NQ/TW", "018 – NQ/TƯ"),
    ("05A/VBHN-BGTVT", "5a/VBHN-BGTVT"),
    ("205-QĐ/TW", "205/QĐ-TW"),
    ("595/TTg", "595-TTg"),
    ("15/2020/NĐ-CP", "15/2020/nđ-cp"),
    ("15/2020/NĐ-CP", "15/2020/ND-CP"),
    ("749/QĐ-TTg", "749/QĐ-TTG"),
]
DIFFERENT = [
    ("18-NQ/TW", "18-NQ/TU"),
    ("30/2008/NQ-CP", "30a/2008/NQ-CP"),
    ("15/NQ-CP", "15/2020/NQ-CP"),
    ("15-NQ/TW", "15-KL/TW"),
    ("66.20/2026/NQ-CP", "20/2026/NQ-CP"),
    ("2/2020/TT-BTC", "2/2020/TT-BTP"),
    ("06-QĐi/TW", "06-QĐ/TW"),
]


def parsed(text: str) -> PartyIdentifier | StateIdentifier:
    return parse_identifier(text)


def test_the_corpus_holds_real_identifiers_of_every_kind() -> None:
    assert len(KNOWN) >= 150
    assert {kind for *_, kind in KNOWN} >= COUNTED - {"Quy chế"}  # none is known by its number


@pytest.mark.parametrize(("canonical", "printed", "kind"), KNOWN)
def test_a_real_identifier_has_its_canonical_form_and_type(canonical: str, printed: str, kind: str) -> None:
    assert str(parsed(printed)) == canonical
    assert parsed(f"{kind} số {printed}").type == kind


@pytest.mark.parametrize("canonical", [canonical for canonical, *_ in KNOWN])
def test_what_is_printed_is_read_again(canonical: str) -> None:
    once = parsed(canonical)
    assert (str(once), parsed(str(once)), hash(parsed(str(once)))) == (canonical, once, hash(once))


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_spelling_does_not_matter(spelling: str) -> None:
    different = {}
    for canonical, *_ in KNOWN:
        written = SPELLINGS[spelling](canonical)
        if parsed(written) != parsed(canonical) or hash(parsed(written)) != hash(parsed(canonical)):
            different[written] = str(parsed(written))
    assert different == {}


def test_without_marks_only_the_committee_is_in_doubt() -> None:
    """TƯ without its mark is TU, the committee of a province: both stay possible, and the reader does not choose."""
    for canonical, *_ in KNOWN:
        assert parsed(unmarked(canonical)) == parsed(canonical)
    assert str(parsed(unmarked("18-NQ/TƯ"))) == "18-NQ/TU"


def test_the_tone_of_a_type_word_may_stand_on_either_vowel() -> None:
    assert parsed("Quy chế số 12-QC/TU").type == parsed("QUY CHẾ SỐ 12-QC/TU").type == "Quy chế"
    assert parsed("Công văn hoả tốc số 1234/UBND-VX") == parsed("Công văn hỏa tốc số 1234/UBND-VX")


@pytest.mark.parametrize(("one", "other"), EQUAL)
def test_equal_identifiers_hash_equal(one: str, other: str) -> None:
    assert (parsed(one), hash(parsed(one))) == (parsed(other), hash(parsed(other)))


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_different_identifiers_are_not_equal(one: str, other: str) -> None:
    assert parsed(one) != parsed(other)


def test_the_type_word_is_no_part_of_the_identity() -> None:
    assert parsed("Nghị quyết số 18-NQ/TW") == parsed("18-NQ/TW")
    assert parsed("Nghị quyết số 18 - NQ/TW").surface == "Nghị quyết số 18 - NQ/TW"


numbers = st.from_regex(r"[1-9][0-9]{0,3}[abc]?", fullmatch=True)
codes = st.sampled_from(["NĐ-CP", "QĐ-TTg", "TT-BTC", "TTLT-BCA-BTP", "QH15", "NQ-HĐND", "XYZ-ABC"])


@given(numbers, st.integers(1945, 2099), codes)
def test_a_state_identifier_is_what_its_parts_say(number: str, year: int, code: str) -> None:
    one = parsed(f"{number}/{year}/{code}")
    assert (one.number, one.year, one.code) == (number, year, code)
    assert one == StateIdentifier(number, code, year)


@given(numbers, st.sampled_from(["NQ/TW", "QĐ/TU", "CTr/HU", "HD/BTCTW", "KL/XYZ"]))
def test_a_party_identifier_is_what_its_parts_say(number: str, code: str) -> None:
    one = parsed(f"{number}-{code}")
    assert (one.number, one.year, one.code) == (number, None, code)
    assert one == PartyIdentifier(number, code)


def test_there_are_three_hundred_near_misses() -> None:
    assert len(set(REJECTED)) >= 300
    assert {text for text, _ in REJECTED} & {printed for _, printed, _ in KNOWN} == set()


@pytest.mark.parametrize(("text", "reason"), REJECTED)
def test_a_near_miss_is_refused_with_place_and_expectation(text: str, reason: str) -> None:
    """*reason* is what the line of the corpus says against it; it names the case."""
    with pytest.raises(ParseError) as caught:
        parsed(text)
    assert 0 <= caught.value.position <= len(text), reason
    assert caught.value.expected
    assert not any(word.isupper() for word in caught.value.expected if word.isalpha())
    assert "; expected " in str(caught.value)
    assert str(caught.value).splitlines()[2].index("^") == 4 + caught.value.position


@given(st.text("0123456789/-NĐCPTWqđ .–", max_size=24))
def test_any_other_text_is_read_or_refused_and_nothing_else(text: str) -> None:
    with suppress(ParseError):
        one = parsed(text)
        assert parsed(str(one)) == one


def test_every_known_document_is_read_and_printed_as_it_is_known(shared: Path) -> None:
    unread, unlike, count = set(), {}, 0
    for line in (shared / "domain" / "known_documents.jsonl").read_text(encoding="utf-8").splitlines():
        document = json.loads(line)
        if document["type"] not in COUNTED or not document["number"]:
            continue
        count += 1
        try:
            one = parsed(document["identifier"])
        except ParseError:
            unread.add(document["identifier"])
            continue
        if parsed(str(one)) != one or one != parsed(f"{document['type']} số {document['identifier']}"):
            unlike[document["identifier"]] = str(one)
    assert count > 6000
    assert (unread, unlike) == (set(), {})

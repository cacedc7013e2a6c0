"""What a text cites is found, with span, kind, type and document; nothing else is; and hostile texts cost little."""

import json
import random
import time
import unicodedata
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from citetrack import Citation, ParseError, find_citations, parse_citation, read
from citetrack.scanning import read_locators, read_part

CORPUS = Path(__file__).parent / "corpus" / "citations"
STRATA = sorted(path.stem for path in CORPUS.glob("*.jsonl") if path.stem != "open")


def lines(stratum: str) -> list[dict[str, Any]]:
    path = CORPUS / f"{stratum}.jsonl"
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


CASES = [(stratum, line["text"], line["mentions"]) for stratum in STRATA for line in lines(stratum)]
TEXTS = [text for _, text, _ in CASES]
BY_STRATUM = pytest.mark.parametrize(
    ("text", "mentions"),
    [pytest.param(text, mentions, id=f"{stratum}-{text[:30]}") for stratum, text, mentions in CASES],
)


def told(citation: dict[str, Any], names: dict[str, str]) -> list[Any]:
    """A citation of a record as a line of the corpus says it: the optional fields only where there is something."""
    stated = {name: citation[name] for name in ("date", "issuer", "locators") if citation[name]}
    stated |= {"doc": names.setdefault(citation["doc"], chr(ord("a") + len(names)))}
    return [*(citation[name] for name in ("text", "kind", "type", "identifier")), stated]


@BY_STRATUM
def test_each_text_is_read_as_the_guidelines_say(text: str, mentions: list[list[Any]]) -> None:
    names: dict[str, str] = {}
    found = [told(one, names) for one in read(text).to_record()["citations"]]
    wanted = [[*mention[:4], mention[4] if len(mention) > 4 else {}] for mention in mentions]
    for one, want in zip(found, wanted, strict=False):
        if "doc" not in want[4]:
            del one[4]["doc"]
    assert found == wanted


def test_each_stratum_has_enough_texts() -> None:
    counts = {stratum: len(lines(stratum)) for stratum in STRATA}
    assert {stratum for stratum, count in counts.items() if count < 25} == set()
    assert counts["look_alikes"] >= 60
    assert [line["text"] for line in lines("look_alikes") if line["mentions"]] == []


# Laws


def surfaces(text: str) -> list[str]:
    return [citation.text for citation in find_citations(text)]


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_spans_index_the_text_as_given(form: Any) -> None:
    for text in TEXTS:
        given_text = unicodedata.normalize(form, text)
        for citation in find_citations(given_text):
            assert given_text[citation.start : citation.end] == given_text[citation.span.slice] == citation.text


def test_both_unicode_forms_say_the_same() -> None:
    for text in TEXTS:
        found = [
            [unicodedata.normalize("NFC", surface) for surface in surfaces(unicodedata.normalize(form, text))]
            for form in ("NFC", "NFD")
        ]
        assert found[0] == found[1]


def test_citations_stand_in_order_and_apart() -> None:
    for text in [*TEXTS, "\n\n".join(TEXTS)]:
        found = list(find_citations(text))
        assert all(one.end <= other.start for one, other in pairwise(found))


accented = st.sampled_from([text for stratum, text, _ in CASES if stratum not in ("damaged", "carried")])


@given(accented, accented)
def test_two_texts_in_one_have_the_citations_of_both(one: str, other: str) -> None:
    """Texts with marks, without words that point back: each is read as if it stood alone."""
    assert surfaces(f"{one}\n\n{other}") == surfaces(one) + surfaces(other)


@given(accented, st.sampled_from(["Trời hôm nay đẹp.", "Ông cười.\n", "12 con gà, 3 con vịt", "— Hết —", "\n\n\n"]))
def test_words_that_cite_nothing_take_no_citation_away(text: str, words: str) -> None:
    assert surfaces(f"{text}\n\n{words}") == surfaces(text)
    assert surfaces(f"{words}\n\n{text}") == surfaces(text)


@given(accented)
def test_reading_twice_gives_the_same(text: str) -> None:
    assert list(find_citations(text)) == list(find_citations(text))
    assert read(text).to_record() == read(text).to_record()


@given(st.text(max_size=80))
def test_no_text_is_refused(text: str) -> None:
    for citation in find_citations(text):
        assert text[citation.start : citation.end] == citation.text


WORDS = ["Nghị định", "số", "30/2020", "/NĐ-CP", "-NQ/TW", "18", "ngày", "5/3", "của", "Chính phủ", "các", "và", ","]
noise = st.lists(st.sampled_from([*WORDS, "Luật", "Đất đai", "này", "Điều 5", "\n"]), max_size=14)


@given(noise, st.sampled_from(["", " "]))
def test_heaps_of_citation_words_are_read_without_harm(words: list[str], gap: str) -> None:
    text = gap.join(words)
    found = list(find_citations(text))
    assert [text[one.start : one.end] for one in found] == [one.text for one in found]
    assert all(one.end <= other.start for one, other in pairwise(found))


# One citation


def test_a_citation_alone_is_parsed_as_it_is_found() -> None:
    parsed = 0
    for text in {mention[0] for stratum in ("state", "before_1997", "party") for _, mention in mentions_of(stratum)}:
        (found,) = find_citations(text)
        assert parse_citation(text) == alone(found)
        parsed += 1
    assert parsed > 70


def mentions_of(stratum: str) -> Iterator[tuple[str, list[Any]]]:
    return ((line["text"], mention) for line in lines(stratum) for mention in line["mentions"])


def alone(citation: Citation) -> Citation:
    """*citation* as it is before any text around it was read."""
    return evolve(citation, doc=None)


def test_what_is_no_citation_is_refused() -> None:
    for line in lines("look_alikes"):
        with pytest.raises(ParseError):
            parse_citation(line["text"])


# Hostile texts: what no paper prints, made to cost time.
HOSTILE: dict[str, Callable[[int], str]] = {
    "locators without end": lambda n: "Điều 5 " * (n // 7),
    "identifiers without words": lambda n: "18-NQ/TW;" * (n // 9),
    "symbols cut short": lambda n: "15/2020/NĐ-" * (n // 11),
    "slashes": lambda n: "/" * n,
    "numbers and slashes": lambda n: "1/" * (n // 2),
    "a symbol without end": lambda n: "1/A" + "-A" * (n // 2),
    "a name of a law without end": lambda n: "Luật " + "a b c d " * (n // 8),
    "plurals": lambda n: "các " * (n // 4),
    "type words": lambda n: "Nghị định " * (n // 10),
    "a list without end": lambda n: "Nghị quyết số 1" + ", 2" * (n // 3),
    "days": lambda n: "ngày 1/1/2020 " * (n // 14),
    "issuers": lambda n: "của Bộ Chính trị " * (n // 17),
    "blanks": lambda n: "Luật" + " " * n,
    "line breaks": lambda n: "Nghị định\n" * (n // 10),
    "anaphors": lambda n: "Nghị định này " * (n // 14),
    "laws": lambda n: "Luật Đất đai " * (n // 13),
    "numbers": lambda n: "1" * n,
    "quotation marks": lambda n: "Nghị định số 1/2020/NĐ-CP “" * (n // 27),
    "loose marks": lambda n: "a\u0301\u0300" * (n // 3),
    "many documents": lambda n: " ".join(f"Nghị định số {i}/2020/NĐ-CP." for i in range(n // 28)),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_twice_the_text_costs_about_twice_the_time(name: str) -> None:
    """The faster of two runs each; below a tenth of a second nothing is proved and nothing is lost."""
    size = 12_000
    short, long = (fastest(HOSTILE[name](length)) for length in (size, 2 * size))
    assert long < 0.1 or long / short < 3.5


def fastest(text: str) -> float:
    return min(once(text) for _ in range(2))


def once(text: str) -> float:
    """The seconds of work for *text*, none of whose parts was read before."""
    read_part.cache_clear()
    read_locators.cache_clear()
    start = time.process_time()
    for _ in find_citations(text):
        pass
    return time.process_time() - start


def test_a_large_shuffled_text_is_read_whole() -> None:
    texts = [text for stratum, text, _ in CASES if stratum in ("state", "party", "look_alikes")]
    shuffled = random.Random(3).sample(texts * 3, len(texts) * 3)
    found = surfaces("\n\n".join(shuffled))
    assert sorted(found) == sorted(surface for text in texts for surface in surfaces(text) * 3)

"""Readings: all that one text says, never more; the same each time; offsets that index the text as given."""

import json
import unicodedata
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest

import citetrack as ct

EXAMPLES = Path(__file__).resolve().parents[1] / "examples"
PAGE = "Quán triệt quy định\n\nThứ Ba, 03/12/2019, 10:43 [GMT+7]\n\n"
SENTENCE = "Ngày 2-12, Tỉnh ủy Yên Bái tổ chức hội nghị quán triệt Quy định số 205-QĐ/TW."
TEXTS = {path.name: path.read_bytes().decode() for path in sorted(EXAMPLES.glob("*.txt"))} | {"sentence": SENTENCE}

each_text = pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)


def days(reading: ct.Reading) -> list[str | None]:
    return [event.date for event in reading.events]


def test_the_day_that_is_given_wins_over_that_of_the_page() -> None:
    given = ct.read(PAGE + SENTENCE, date(2021, 12, 3))
    assert (given.published, given.published_how, days(given)) == (date(2021, 12, 3), "given", ["2021-12-02"])


def test_else_the_page_s_own_line_is_the_day() -> None:
    found = ct.read(PAGE + SENTENCE)
    assert (found.published, found.published_how, days(found)) == (date(2019, 12, 3), "furniture", ["2019-12-02"])


RELATIVE = [
    "Sáng nay",
    "Hôm qua",
    "Chiều 2-12",
    "Ngày 2/12",
    "Vừa qua",
    "Mới đây",
    "Tuần trước",
    "Ngày mai",
    "Tháng 12",
]


@pytest.mark.parametrize("when", RELATIVE)
def test_without_a_day_of_publication_no_year_is_invented(when: str) -> None:
    reading = ct.read(f"{when}, Tỉnh ủy Yên Bái tổ chức hội nghị quán triệt Quy định số 205-QĐ/TW.")
    assert (reading.published, reading.published_how) == (None, None)
    assert [event.type for event in reading.events] == ["dissemination"]
    assert days(reading) == [None]
    assert reading.events[0].precision == "unknown"


def test_the_day_of_a_document_is_no_day_of_the_text() -> None:
    """The year of issue says nothing about the year of the conference."""
    reading = ct.read(SENTENCE.replace("/TW", "/TW ngày 23/9/2019 của Bộ Chính trị"))
    assert days(reading) == [None]
    assert reading.events[0].month_day == "12-02"


@each_text
def test_reading_twice_says_the_same(text: str) -> None:
    assert ct.read(text, id="a") == ct.read(text, id="a")


@each_text
def test_citations_are_cut_from_the_text_and_in_order(text: str) -> None:
    for form in ("NFC", "NFD"):
        whole = unicodedata.normalize(form, text)  # type: ignore[arg-type]
        citations = ct.read(whole).citations
        assert citations
        assert [whole[one.start : one.end] for one in citations] == [one.text for one in citations]
        assert all(one.end <= after.start for one, after in pairwise(citations))


@each_text
def test_decomposed_letters_are_read_like_composed_ones(text: str) -> None:
    composed, apart = (ct.read(unicodedata.normalize(form, text)) for form in ("NFC", "NFD"))  # type: ignore[arg-type]
    assert [one.identifier for one in apart.documents] == [one.identifier for one in composed.documents]
    assert [(e.type, e.date, e.docs) for e in apart.events] == [(e.type, e.date, e.docs) for e in composed.events]
    told = [[unicodedata.normalize("NFC", one.text[e.start : e.end]) for e in one.events] for one in (apart, composed)]
    assert told[0] == told[1]


@each_text
def test_events_lie_in_the_text_and_name_documents_of_it(text: str) -> None:
    reading = ct.read(text)
    keys = {document.doc for document in reading.documents}
    for event in reading.events:
        assert 0 <= event.start < event.end <= len(text)
        assert text[event.start : event.end].strip() == text[event.start : event.end]
        assert set(event.docs) <= keys


@each_text
def test_every_mention_has_its_document_and_every_document_its_mentions_and_its_resolution(text: str) -> None:
    reading = ct.read(text)
    by_mention = {(at, document.doc) for document in reading.documents for at in document.mentions}
    assert by_mention == {(at, citation.doc) for at, citation in enumerate(reading.citations)}
    assert {document.doc for document in reading.documents} == set(reading.resolutions)


def test_nothing_is_read_from_nothing() -> None:
    for text in ("", " ", "\n\n", "\ufeff", "Trời nắng đẹp."):
        reading = ct.read(text)
        assert (reading.citations, reading.documents, reading.events) == ((), (), ())


HOSTILE = {
    "a wall of brackets": "(" * 100_000,
    "quotation marks": "“" * 100_000,
    "digits": "1" * 100_000,
    "blanks": " \u00a0" * 50_000,
    "line breaks": "\r\n" * 50_000,
    "marks without letters": "\u0301" * 50_000,
    "null bytes": "\0" * 50_000,
    "halves of letters": "\ud800\udfff" * 10_000,
    "changes of direction": f"\u202e{SENTENCE}\u202c\u2066" * 20,
    "emoji": f"👩‍👩‍👧 {SENTENCE} 🇻🇳" * 20,
    "markup": f"<p onload='alert(1)'>{SENTENCE}</p><script>var a = '30/2020/NĐ-CP';</script>" * 20,
    "days that are none": "Ngày 31/2/2020, 0/0/0000, 99/99/9999, 29/2/2021, 31/12/9999 và 1/1/0001, Tỉnh ủy họp. " * 50,
    "years at the ends": "".join(f"Nghị định số 1/{year}/NĐ-CP ngày 01/01/{year}; " for year in (0, 1, 9999, 10000)),
    "huge numbers": f"Nghị định số {'9' * 5000}/2020/NĐ-CP; Điều {'9' * 5000} Nghị định số 30/2020/NĐ-CP. ",
    "forms mixed": unicodedata.normalize("NFD", SENTENCE) + SENTENCE + unicodedata.normalize("NFKD", SENTENCE),
    "type words alone": "Nghị định số Luật Điều khoản điểm của ngày " * 200,
    "lists without end": "các Nghị quyết số " + "20, 21 và " * 300 + "22-NQ/TW",
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
@pytest.mark.parametrize("published", [None, date.min, date.max], ids=str)
def test_a_hostile_text_is_read_like_any_other(text: str, published: date | None) -> None:
    reading = ct.read(text, published)
    assert [text[one.start : one.end] for one in reading.citations] == [one.text for one in reading.citations]
    assert all(0 <= event.start < event.end <= len(text) for event in reading.events)
    assert json.loads(json.dumps(reading.to_record())) == reading.to_record()


def test_a_visit_and_the_campaign_that_it_opens_are_two_events() -> None:
    """Both begin on the day of publication; only one of them lasts until the end of June."""
    text = (
        "Sáng nay, đoàn kiểm tra của Ban Bí thư kiểm tra việc thực hiện Chỉ thị số 40-CT/TW tại Tỉnh ủy Phú Thọ. "
        "Từ nay đến cuối tháng 6, đoàn kiểm tra sẽ kiểm tra việc thực hiện Chỉ thị số 40-CT/TW ở các huyện."
    )
    found = [(event.date, event.date_end) for event in ct.read(text, date(2019, 4, 2)).events]
    assert found == [("2019-04-02", None), ("2019-04-02", "2019-06-30")]


def test_a_document_takes_its_day_from_its_place_and_date_line() -> None:
    text = (
        "ỦY BAN NHÂN DÂN TỈNH PHÚ THỌ\nSố: 27/2022/QĐ-UBND\nPhú Thọ, ngày 14 tháng 9 năm 2022\n\n"
        "Điều 2. Quyết định này có hiệu lực kể từ ngày ký.\n"
    )
    reading = ct.read(text)
    assert [(one.doc, one.identifier, one.date) for one in reading.documents] == [
        ("self", "27/2022/QĐ-UBND", "2022-09-14")
    ]
    assert [(event.type, event.date) for event in reading.events] == [("effect", "2022-09-14")]

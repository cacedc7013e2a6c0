"""The mentions of one text fall into documents, each of which holds what its mentions say and nothing more."""

import json
from pathlib import Path

import pytest

from citetrack import Citation, Document
from citetrack._text import readable
from citetrack.context import read_citations

CORPUS = Path(__file__).parent / "corpus" / "citations"
TEXTS = [
    json.loads(line)["text"]
    for path in sorted(CORPUS.glob("*.jsonl"))
    for line in path.read_text(encoding="utf-8").splitlines()
]
# Mentions of one document: each pair in one text, whichever comes first.
SAME = [
    ("Nghị quyết số 26-NQ/TW ngày 05/8/2008", "Nghị quyết 26"),
    ("Quy định số 205-QĐ/TW", "Quyết định 205"),
    ("Nghị định số 30/2020/NĐ-CP", "Nghị định 30/2020"),
    ("Luật Đất đai năm 2024", "Luật Đất đai"),
    ("Bộ luật Hình sự năm 2015", "BLHS"),
    ("Nghị quyết Trung ương 4 khóa XII", "Nghị quyết Hội nghị lần thứ tư Ban Chấp hành Trung ương khóa XII"),
    ("Chỉ thị số 05-CT/TW", "Chỉ thị số 5-CT/TƯ"),
]
# Two documents that share a number, a name or a symbol.
APART = [
    ("Nghị quyết số 26-NQ/TW ngày 05/8/2008", "Nghị quyết số 26-NQ/TW ngày 19/5/2018"),
    ("Nghị quyết số 18-NQ/TW", "Kết luận số 18-KL/TW"),
    ("Nghị quyết số 11-NQ/TU", "Nghị quyết số 11-NQ/TW"),
    ("Nghị định số 15/2020/NĐ-CP", "Nghị định số 15/2021/NĐ-CP"),
    ("Luật Đất đai năm 2013", "Luật Đất đai năm 2024"),
    ("Bộ luật số 91/2015/QH13", "Nghị quyết số 91/2015/QH13"),
    ("Nghị quyết Trung ương 4 khóa XI", "Nghị quyết Trung ương 4 khóa XII"),
    ("Nghị quyết số 30/2008/NQ-CP", "Nghị quyết số 30a/2008/NQ-CP"),
    ("Thông tư số 01/2020/TT-BTC", "Thông tư số 01/2020/TT-BTP"),
]


def read_both(text: str) -> tuple[tuple[Citation, ...], tuple[Document, ...]]:
    citations, documents, _ = read_citations(readable(text))
    return citations, documents


@pytest.mark.parametrize("text", TEXTS)
def test_citations_and_documents_point_at_each_other(text: str) -> None:
    citations, documents = read_both(text)
    said = {document.doc: [citations[index] for index in document.mentions] for document in documents}
    assert said == {doc: [one for one in citations if one.doc == doc] for doc in said}
    assert {one.doc for one in citations} == set(said)
    assert len(said) == len(documents)


@pytest.mark.parametrize("text", TEXTS)
def test_a_document_says_only_what_a_mention_says(text: str) -> None:
    citations, documents = read_both(text)
    for document in documents:
        mentions = [citations[index] for index in document.mentions]
        for name in ("type", "date", "party_term", "number", "name"):
            stated = getattr(document, name)
            assert stated is None or stated in {getattr(mention, name) for mention in mentions}


@pytest.mark.parametrize("text", TEXTS)
def test_documents_are_numbered_by_their_first_mention(text: str) -> None:
    _, documents = read_both(text)
    firsts = [document.mentions[0] for document in documents]
    assert firsts == sorted(firsts)


@pytest.mark.parametrize(("one", "other"), SAME)
def test_mentions_of_one_document_are_put_together(one: str, other: str) -> None:
    for first, second in ((one, other), (other, one)):
        citations, documents = read_both(f"Cán bộ xã đã đọc {first}. Nhiều người nhắc tới {second}.")
        assert (len(citations), len(documents)) == (2, 1), first


@pytest.mark.parametrize(("one", "other"), APART)
def test_documents_that_share_a_number_or_name_stay_two(one: str, other: str) -> None:
    for first, second in ((one, other), (other, one)):
        citations, documents = read_both(f"Cán bộ xã đã đọc {first}. Nhiều người nhắc tới {second}.")
        assert (len(citations), len(documents)) == (2, 2), first


def test_the_identifier_is_carried_to_the_document_only() -> None:
    citations, (document,) = read_both("Nghị quyết 26 hay. Nghị quyết số 26-NQ/TW được in lại.")
    assert [citation.identifier and str(citation.identifier) for citation in citations] == [None, "26-NQ/TW"]
    assert document.identifier == "26-NQ/TW"


def test_a_word_that_points_back_needs_something_to_point_at() -> None:
    assert read_both("Nghị quyết này rất quan trọng.") == ((), ())


def test_the_number_in_the_heading_is_the_document_itself() -> None:
    text = "ỦY BAN NHÂN DÂN\nSố: 14/2007/QĐ-UBND\n\nĐiều 1. Ban hành kèm theo Quyết định này bản quy định.\n"
    citations, (document,) = read_both(text)
    assert (document.doc, [citation.kind for citation in citations]) == ("self", ["short", "anaphoric"])

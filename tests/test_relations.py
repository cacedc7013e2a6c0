"""Relations between documents: which amends, replaces, repeals, guides, carries out or is based on which."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import citetrack as ct
from citetrack.relations import RELATION_TYPES
from citetrack.relations.words import relation_words

DECREE = """CHÍNH PHỦ
Số: 45/2021/NĐ-CP
Hà Nội, ngày 31 tháng 3 năm 2021

NGHỊ ĐỊNH
Về tổ hợp tác

Căn cứ Luật Tổ chức Chính phủ ngày 19 tháng 6 năm 2015;
Căn cứ Luật Hợp tác xã số 23/2012/QH13 và Bộ luật Dân sự số 91/2015/QH13;
Căn cứ Nghị định số 107/2017/NĐ-CP ngày 15 tháng 9 năm 2017 của Chính phủ sửa đổi, bổ sung một số điều của Nghị định
số 193/2013/NĐ-CP ngày 21 tháng 11 năm 2013;
Theo đề nghị của Bộ trưởng Bộ Kế hoạch và Đầu tư,

Điều 1. Phạm vi
Căn cứ Nghị định số 1/2020/NĐ-CP, tổ hợp tác được đăng ký.

Điều 9. Hiệu lực
1. Nghị định này có hiệu lực từ ngày 15/5/2021 và thay thế Nghị định số 151/2007/NĐ-CP ngày 10/10/2007.
2. Bãi bỏ các văn bản sau:
a) Thông tư số 04/2008/TT-BKH ngày 09 tháng 7 năm 2008;
b) Thông tư số 05/2009/TT-BKH ngày 10 tháng 8 năm 2009.
"""

LOCAL_PLAN = """TỈNH ỦY YÊN BÁI
Số: 112-KH/TU
Yên Bái, ngày 14 tháng 8 năm 2023

Thực hiện Nghị quyết số 24-NQ/TW ngày 16/11/2022 của Bộ Chính trị, Ban Thường vụ Tỉnh ủy xây dựng Kế hoạch như sau:
1. Thực hiện nghiêm Chỉ thị số 05-CT/TW.
"""

# text: (type, source, target) of each relation, by identifier or name
TOLD = {
    DECREE: {
        ("based_on", "45/2021/NĐ-CP", "Luật Tổ chức Chính phủ"),
        ("based_on", "45/2021/NĐ-CP", "23/2012/QH13"),
        ("based_on", "45/2021/NĐ-CP", "91/2015/QH13"),
        ("based_on", "45/2021/NĐ-CP", "107/2017/NĐ-CP"),
        ("amends", "107/2017/NĐ-CP", "193/2013/NĐ-CP"),
        ("replaces", "45/2021/NĐ-CP", "151/2007/NĐ-CP"),
        ("repeals", "45/2021/NĐ-CP", "04/2008/TT-BKH"),
        ("repeals", "45/2021/NĐ-CP", "05/2009/TT-BKH"),
    },
    LOCAL_PLAN: {("implements", "112-KH/TU", "24-NQ/TW")},
    "Quy định số 114-QĐ/TW thay thế Quy định số 205-QĐ/TW.": {("replaces", "114-QĐ/TW", "205-QĐ/TW")},
    "Tỉnh ủy ban hành Kế hoạch số 248-KH/TU thực hiện Chỉ thị số 35-CT/TW.": {("implements", "248-KH/TU", "35-CT/TW")},
    "Chỉ thị số 15-CT/TW về việc tiếp tục triển khai thực hiện Nghị quyết số 22-NQ/TW.": {
        ("implements", "15-CT/TW", "22-NQ/TW")
    },
    "Thông tư số 80/2021/TT-BTC hướng dẫn thi hành một số điều của Luật Quản lý thuế số 38/2019/QH14.": {
        ("guides", "80/2021/TT-BTC", "38/2019/QH14")
    },
    "Nghị định số 126/2020/NĐ-CP quy định chi tiết một số điều của Luật Quản lý thuế số 38/2019/QH14 đã được sửa đổi, "
    "bổ sung tại Nghị định số 91/2022/NĐ-CP.": {
        ("guides", "126/2020/NĐ-CP", "38/2019/QH14"),
        ("amends", "91/2022/NĐ-CP", "126/2020/NĐ-CP"),
    },
    "Áp dụng Nghị định số 100/2019/NĐ-CP (được sửa đổi, bổ sung bởi Nghị định số 123/2021/NĐ-CP).": {
        ("amends", "123/2021/NĐ-CP", "100/2019/NĐ-CP")
    },
    "Theo Nghị định số 204/2004/NĐ-CP (sửa đổi tại khoản 4 Điều 1 Nghị định số 17/2013/NĐ-CP), lương tăng.": {
        ("amends", "17/2013/NĐ-CP", "204/2004/NĐ-CP")
    },
    "Điều 65 Bộ luật Hình sự số 100/2015/QH13 được hướng dẫn bởi Nghị quyết số 02/2018/NQ-HĐTP.": {
        ("guides", "02/2018/NQ-HĐTP", "100/2015/QH13")
    },
    "1 | Quyết định số 01/2015/QĐ-UBND | được thay thế bởi Quyết định số 55/2023/QĐ-UBND | 15/12/2023": {
        ("replaces", "55/2023/QĐ-UBND", "01/2015/QĐ-UBND")
    },
    "Thông tư số 22/2016/TT-BGDĐT hết hiệu lực kể từ ngày Thông tư số 27/2020/TT-BGDĐT có hiệu lực thi hành.": {
        ("repeals", "27/2020/TT-BGDĐT", "22/2016/TT-BGDĐT")
    },
    "Thông tu so 64/2017/TT-BCA sua doi, bo sung Thong tu so 15/2014/TT-BCA cua Bo Cong an.": {
        ("amends", "64/2017/TT-BCA", "15/2014/TT-BCA")
    },
    "Thông tư số 25/2018/TT-BCT sửa đổi Thông tư số 16/2014/TT-BCT và Thông tư số 18/2015/TT-BCT.": {
        ("amends", "25/2018/TT-BCT", "16/2014/TT-BCT"),
        ("amends", "25/2018/TT-BCT", "18/2015/TT-BCT"),
    },
}

# Texts that tell of no relation between documents.
SILENT = {
    "a draft": "Dự thảo Nghị định số 5/2025/NĐ-CP thay thế Nghị định số 3/2020/NĐ-CP đang được lấy ý kiến.",
    "a wish": "Đại biểu đề nghị sửa đổi Nghị định số 3/2020/NĐ-CP cho phù hợp Luật số 5/2024/QH15.",
    "a denial": "Nghị định số 5/2025/NĐ-CP không thay thế Nghị định số 3/2020/NĐ-CP.",
    "a review": "Báo cáo số 5-BC/TU về kết quả thực hiện Nghị quyết số 22-NQ/TW.",
    "a list": "Học tập Nghị quyết số 18-NQ/TW và triển khai Nghị quyết số 19-NQ/TW.",
    "a ground in passing": "Kế hoạch số 5-KH/TU triển khai phong trào thi đua theo Chỉ thị số 34-CT/TW.",
    "papers in the lump": "Thông tư số 12/2026/TT-BCT bãi bỏ một số văn bản của Bộ và Thông tư số 13/2026/TT-BTC.",
    "a lower rank": "Thông tư số 27/2018/TT-BGDĐT sửa đổi Luật Viên chức số 58/2010/QH12.",
    "itself": "Luật Đất đai số 31/2024/QH15 sửa đổi Luật Đất đai số 31/2024/QH15.",
    "one document": "Nghị định số 30/2020/NĐ-CP quy định chi tiết về văn thư.",
    "grounds of a text that is no document": "Căn cứ Nghị định số 30/2020/NĐ-CP và Luật số 80/2015/QH13, tòa tuyên án.",
}


def label(reading: ct.Reading, doc: str) -> str:
    found = next(one for one in reading.documents if one.doc == doc)
    return found.identifier or f"{found.type} {found.name}"


def told(reading: ct.Reading) -> set[tuple[str, str, str]]:
    return {(one.type, label(reading, one.source), label(reading, one.target)) for one in reading.relations}


@pytest.mark.parametrize(("text", "expected"), TOLD.items(), ids=[text[:40] for text in TOLD])
def test_the_relations_that_a_text_tells(text: str, expected: set[tuple[str, str, str]]) -> None:
    assert told(ct.read(text)) == expected


@pytest.mark.parametrize("text", SILENT.values(), ids=SILENT)
def test_what_is_no_relation(text: str) -> None:
    assert told(ct.read(text)) == set()


@pytest.mark.parametrize("text", TOLD, ids=[text[:40] for text in TOLD])
def test_the_evidence_holds_the_words_and_the_target(text: str) -> None:
    reading = ct.read(text)
    for one in reading.relations:
        evidence = " ".join(text[one.start : one.end].split())
        assert one.words in evidence
        spans = {(c.start, c.end) for c in reading.citations if c.doc == one.target}
        assert any(one.start <= start and end <= one.end for start, end in spans)


@pytest.mark.parametrize("text", TOLD, ids=[text[:40] for text in TOLD])
def test_relations_are_in_order_each_once_and_between_two_documents(text: str) -> None:
    found = ct.read(text).relations
    keys = [(one.type, one.source, one.target) for one in found]
    assert len(set(keys)) == len(keys)
    assert [one.start for one in found] == sorted(one.start for one in found)
    assert all(one.source != one.target and one.type in RELATION_TYPES for one in found)


# One text has one spelling, and is one document at most.
SENTENCES = sorted(
    text for text in (*TOLD, *SILENT.values()) if text not in (DECREE, LOCAL_PLAN) and "tu so" not in text
)


@settings(max_examples=40)
@given(st.lists(st.sampled_from(SENTENCES), max_size=3, unique=True))
def test_sentences_do_not_disturb_each_other(sentences: list[str]) -> None:
    """A text tells what its sentences tell, as far as they speak of other documents."""
    parts = [told(ct.read(sentence)) for sentence in sentences]
    assert told(ct.read("\n\n".join(sentences))) == set().union(*parts)


# Direction and days

IMPOSSIBLE = [
    "Nghị định số 30/2004/NĐ-CP ngày 5/3/2004 thay thế Nghị định số 110/2020/NĐ-CP ngày 8/4/2020.",
    "Kế hoạch số 5-KH/TU ngày 1/2/2016 thực hiện Chỉ thị số 35-CT/TW ngày 14/6/2024.",
]


@pytest.mark.parametrize("text", IMPOSSIBLE)
def test_a_child_older_than_its_parent_is_refused_with_the_reason(text: str) -> None:
    reading = ct.read(text)
    assert reading.relations == ()
    assert reading.to_record()["relations"] == []
    [refused] = reading.refused
    assert refused.source_date < refused.target_date
    assert refused.reason == (
        f"older than what it {refused.relation.type}: {refused.source_date} is before {refused.target_date}"
    )


def test_a_year_and_a_day_of_it_do_not_contradict() -> None:
    text = "Nghị định số 5/2020/NĐ-CP thay thế Nghị định số 7/2020/NĐ-CP ngày 5/3/2020."
    assert len(ct.read(text).relations) == 1


def test_a_bare_name_may_mean_an_earlier_law() -> None:
    """The register knows the Land Law of 2024 too; a decree of 2014 guides the one before."""
    reading = ct.read("Nghị định số 43/2014/NĐ-CP ngày 15/5/2014 quy định chi tiết Luật Đất đai.", date(2026, 1, 1))
    assert [one.type for one in reading.relations] == ["guides"]
    [edge] = ct.edges([reading])
    assert edge.source.startswith("/akn/vn/act/nghi-dinh/")
    assert not edge.target.startswith("/akn/")


def test_higher_documents_change_lower_ones_and_not_the_other_way_round() -> None:
    words = relation_words()
    order = ["Luật", "Pháp lệnh", "Nghị định", "Thông tư"]
    for place, kind in enumerate(order):
        assert all(words.may_change(kind, lower) for lower in order[place:])
        assert not any(words.may_change(kind, higher) for higher in order[:place])
    assert words.may_change("Nghị quyết", "Hiến pháp")
    assert words.may_change(None, "Luật")


# Across texts


@pytest.fixture(scope="module")
def readings() -> list[ct.Reading]:
    return [ct.read(text, id=f"t{number}") for number, text in enumerate(TOLD)]


def test_edges_name_known_works_by_their_iri_and_give_the_evidence(readings: list[ct.Reading]) -> None:
    rows = list(ct.edges(readings))
    assert len(rows) == sum(len(reading.relations) for reading in readings)
    texts = {reading.id: reading for reading in readings}
    for row in rows:
        assert row.evidence == texts[row.id].text[row.start : row.end]
        for node in (row.source, row.target):
            assert node.startswith(("/akn/vn", f"{row.id}#"))
    replaced = [(row.source, row.target) for row in rows if row.target_label == "205-QĐ/TW"]
    works = ct.AuthorityFile.default()
    assert replaced == [(works.candidates("114-QĐ/TW")[0].iri, works.candidates("205-QĐ/TW")[0].iri)]


def test_the_graph_has_an_edge_for_each_telling(readings: list[ct.Reading]) -> None:
    pytest.importorskip("networkx", reason="not installed: networkx; citetrack[graph] brings it")
    rows = list(ct.edges([*readings, *readings]))
    graph = ct.to_networkx(rows)
    assert graph.number_of_edges() == len(rows) / 2  # the same telling twice is one
    assert {label for _, label in graph.nodes(data="label")} == {r.source_label for r in rows} | {
        r.target_label for r in rows
    }
    assert {kind for _, _, kind in graph.edges(data="type")} == set(RELATION_TYPES)


def test_without_networkx_the_error_names_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "networkx", None)
    with pytest.raises(ct.MissingExtraError, match=r"citetrack\[graph\]"):
        ct.to_networkx([])


# Hostile texts


HOSTILE = {
    "verbs and documents": lambda n: "Nghị định số 5/2020/NĐ-CP sửa đổi " * (n // 10),
    "grounds of nothing": lambda n: "Số: 5/2020/NĐ-CP\n" + "Căn cứ " * n,
    "grounds in a line": lambda n: "Số: 5/2020/NĐ-CP\n" + "Căn cứ Luật số 5/2019/QH14; " * (n // 10),
    "provisions": lambda n: "Nghị định số 5/2020/NĐ-CP sửa đổi" + ", khoản 1" * n + " Nghị định số 3/2019/NĐ-CP",
    "open brackets": lambda n: "Luật số 5/2019/QH14 " + "(được sửa đổi bởi " * n + "Nghị định số 3/2019/NĐ-CP",
    "what is carried out": lambda n: "Số: 5/2020/NĐ-CP\n" + "Thực hiện Luật số 5/2019/QH14, xã\n" * (n // 10),
}


@pytest.mark.parametrize("text_of", HOSTILE.values(), ids=HOSTILE)
def test_twice_the_text_takes_about_twice_the_time(text_of: Callable[[int], str]) -> None:
    ct.read(text_of(10))
    took = []
    for size in (400, 800):
        text, start = text_of(size), process_time()
        ct.read(text)
        took.append(process_time() - start)
    assert took[1] < 3 * took[0] + 0.1


def test_the_relations_of_real_documents_are_between_documents_of_the_text(shared: Path) -> None:
    """The legal texts of the reference folder: every refusal has its days, every relation its documents."""
    for path in sorted((shared / "gold").glob("legal-00*.txt")):
        reading = ct.read(path.read_text(encoding="utf-8"))
        keys = {document.doc for document in reading.documents}
        assert {one.source for one in reading.relations} | {one.target for one in reading.relations} <= keys

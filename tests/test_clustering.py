"""Clusters across texts: one work together whatever its form, different works apart, texts in any order."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citetrack.authority import AuthorityFile
from citetrack.citations import Document
from citetrack.clustering import Clusters, Place, WorkCluster, cluster_readings, document_key
from citetrack.reading import Reading, read
from citetrack.resolution import Resolver

NQ18 = "18-NQ/TW@2017-10-25#Nghị quyết"

# One work under each of its forms, and others that only look alike.
TEXTS = {
    "a": ("Quán triệt Nghị quyết số 18-NQ/TW ngày 25/10/2017 của Ban Chấp hành Trung ương.", date(2017, 12, 1)),
    "b": ("Sơ kết Nghị quyết Trung ương 6 khóa XII về tổ chức bộ máy của hệ thống chính trị.", date(2019, 3, 2)),
    "c": ("Theo Nghị quyết số 18-NQ/TƯ của Trung ương khóa XII (Nghị quyết 18), tỉnh rà soát.", date(2018, 6, 6)),
    "d": ("Theo Nghị quyết số 18-NQ/TW ngày 16/6/2022, đất đai thuộc sở hữu toàn dân.", date(2022, 7, 1)),
    "e": ("Căn cứ Quyết định số 32/2020/QĐ-UBND của UBND tỉnh Bình Dương về giá đất.", date(2021, 1, 5)),
    "f": ("Căn cứ Quyết định số 32/2020/QĐ-UBND của UBND thành phố Hà Nội về giá nước.", date(2021, 1, 6)),
    "g": ("Căn cứ Quyết định số 32/2020/QĐ-UBND, sở báo cáo.", date(2021, 1, 7)),
    "h": ("Thực hiện Nghị quyết số 12-NQ/TU ngày 5/5/2021 của Tỉnh ủy Sơn La về du lịch.", date(2021, 6, 1)),
    "i": ("Thực hiện Nghị quyết số 12-NQ/TU của Tỉnh ủy Sơn La, huyện họp.", date(2021, 9, 1)),
    "j": ("Thực hiện Nghị quyết số 12-NQ/TU của Tỉnh ủy Sơn La, huyện họp lại.", date(2027, 9, 1)),
    "k": ("Chỉ thị số 35-CT/TW đã được phổ biến.", None),
    "l": ("Một cuộc họp về thời tiết.", None),
}
READINGS = {name: read(text, published, id=name) for name, (text, published) in TEXTS.items()}


def told(clusters: tuple[WorkCluster, ...] | Clusters) -> dict[str, str]:
    """The texts of each cluster, by its key."""
    clusters = clusters if isinstance(clusters, Clusters) else Clusters()
    return {one.key: "".join(sorted({place.id for place in clusters.mentions(one.key)})) for one in clusters}


def test_one_work_is_together_whatever_its_form() -> None:
    assert told(Clusters(READINGS.values()))[NQ18] == "abc"


def test_works_of_one_number_are_apart_and_what_the_place_would_decide_is_ambiguous() -> None:
    found = {one.key: one for one in cluster_readings(READINGS.values())}
    assert found["18-NQ/TW@2022-06-16#Nghị quyết"].texts == 1
    local = {key: one for key, one in found.items() if key.startswith("32-2020")}
    assert {key: one.status for key, one in local.items()} == {
        "32-2020-qd-ubnd|*": "ambiguous",
        "32-2020-qd-ubnd|Bình Dương": "unresolved",
        "32-2020-qd-ubnd|Hà Nội": "unresolved",
    }
    rivals = ("32-2020-qd-ubnd|Bình Dương", "32-2020-qd-ubnd|Hà Nội")
    assert local["32-2020-qd-ubnd|*"].candidates == rivals


def test_what_lacks_only_the_year_joins_the_one_that_its_text_can_mean() -> None:
    found = told(Clusters(READINGS.values()))
    assert found["12--nq-tu|Sơn La|2021"] == "hi"
    assert found["12--nq-tu|Sơn La|*"] == "j"


def test_with_a_second_one_that_fits_it_joins_neither() -> None:
    other = read("Thực hiện Nghị quyết số 12-NQ/TU ngày 6/12/2020 của Tỉnh ủy Sơn La.", date(2021, 1, 1), id="m")
    found = told(Clusters([READINGS["h"], READINGS["i"], other]))
    assert found == {"12--nq-tu|Sơn La|2020": "m", "12--nq-tu|Sơn La|2021": "h", "12--nq-tu|Sơn La|*": "i"}


def test_an_ambiguous_one_is_a_cluster_with_its_candidates() -> None:
    (found,) = Clusters([READINGS["k"]])
    assert found.status == "ambiguous"
    assert [key.split("#")[0] for key in found.candidates] == ["35-CT/TW@2019-05-30", "35-CT/TW@2024-06-14"]


@given(st.permutations(sorted(READINGS)), st.lists(st.sampled_from(sorted(READINGS)), max_size=4))
def test_neither_order_nor_repetition_matters(order: list[str], again: list[str]) -> None:
    expected = Clusters(READINGS.values())
    found = Clusters(READINGS[name] for name in [*order, *again])
    assert tuple(found) == tuple(expected)
    assert [found.mentions(one.key) for one in found] == [expected.mentions(one.key) for one in expected]


def test_looking_changes_nothing() -> None:
    clusters = Clusters()
    seen = []
    for reading in READINGS.values():
        clusters.add(reading)
        seen.append(tuple(clusters))
    assert tuple(clusters) == seen[-1] == cluster_readings(READINGS.values())


def test_a_text_is_taken_in_once() -> None:
    clusters = Clusters()
    assert [clusters.add(READINGS[name]) for name in "aab"] == [True, False, True]


def test_two_texts_of_one_id_are_two_texts() -> None:
    one, two = read("Nghị định 30/2020/NĐ-CP"), read("theo Nghị định 30/2020/NĐ-CP")
    (found,) = Clusters([one, two])
    assert (found.mentions, found.texts) == (2, 2)


def test_mentions_say_where_they_stand() -> None:
    clusters = Clusters([READINGS["c"]])
    text = TEXTS["c"][0]
    assert next(text[p.start : p.end] for p in clusters.mentions(NQ18)).startswith("Nghị quyết số 18-NQ/TƯ")
    assert clusters.mentions("no such key") == ()


def test_each_mention_is_in_one_cluster() -> None:
    clusters = Clusters(READINGS.values())
    places = [place for one in clusters for place in clusters.mentions(one.key)]
    expected = [Place(r.id, c.start, c.end) for r in READINGS.values() for c in r.citations]
    assert sorted(places) == sorted(expected)
    assert sum(one.mentions for one in clusters) == len(expected)


def doc(identifier: str, issuer: str | None = None, date: str | None = None, **stated: Any) -> Document:
    return Document("d", identifier, issuer=issuer, date=date, **stated)


YEN_BAI, LAO_CAI = "Tỉnh ủy Yên Bái", "Tỉnh ủy Lào Cai"

# What is stated, by twos: the same document, and different ones.
SAME = [
    (doc("18-NQ/TU", YEN_BAI, year=2021), doc("018-NQ/TU", YEN_BAI, "2021-03-04")),
    (doc("5/QĐ-UBND", "UBND tỉnh Long An", year=2020), doc("05/QĐ-UBND", "Ủy ban nhân dân tỉnh Long An", year=2020)),
    (doc("9999-QĐ/TW", date="2022-05-05", type="Quy định"), doc("9999-QĐ/TW", type="Quyết định", party_term="XIII")),
    (doc("999/2019/TT-BTC"), doc("999/2019/TT-BTC", title="về phí")),
]
DIFFERENT = [
    (doc("18-NQ/TU", YEN_BAI, year=2021), doc("18-NQ/TU", LAO_CAI, year=2021)),
    (doc("18-NQ/TU", YEN_BAI, year=2021), doc("18-NQ/TU", YEN_BAI, year=2026)),
    (doc("9999-CT/TW", date="2012-05-05"), doc("9999-CT/TW", date="2022-05-05")),
    (doc("991/2015/QH13", type="Luật"), doc("991/2015/QH13", type="Nghị quyết")),
    (doc("5/QĐ-UBND", "UBND huyện Mai Sơn", year=2020), doc("5/QĐ-UBND", "UBND huyện Sông Mã", year=2020)),
    (doc("12/CT-TTg", date="2011-05-05"), doc("12/CT-TTg", date="2012-05-05")),
]
EMPTY = Resolver(AuthorityFile([]))


def key_of(document: Document) -> str | None:
    return document_key(document, EMPTY.resolve(document))


@pytest.mark.parametrize(("one", "other"), SAME)
def test_what_is_stated_of_one_document_has_one_key(one: Document, other: Document) -> None:
    assert key_of(one) == key_of(other) is not None
    assert "*" not in str(key_of(one))


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_different_documents_have_different_keys(one: Document, other: Document) -> None:
    assert key_of(one) != key_of(other)


def test_words_of_a_text_make_no_gap() -> None:
    document = Document("d", type="Quy định", issuer="Bộ Chính trị", title="một * hai ? ba |")
    assert set("*?|").isdisjoint(str(key_of(document)))


def test_a_document_of_which_nothing_is_said_is_its_texts_own() -> None:
    own = Document("self", type="Quyết định")
    both: dict[str, Any] = {"documents": (own,), "resolutions": {"self": EMPTY.resolve(own)}}
    readings = [Reading("một", **both), Reading("hai", **both)]
    assert document_key(readings[0].documents[0], readings[0].resolutions["self"]) is None
    assert len(Clusters(readings)) == 2

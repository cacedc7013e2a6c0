"""The tracker: the timeline of what was added, whatever came in between; nothing is lost, nothing is read twice."""

from functools import cache

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

import citetrack as ct

# Tellings that agree, differ in one thing, or say less.
SENTENCES = {
    "organiser": "Ngày 2-12-2019, Tỉnh ủy Yên Bái tổ chức hội nghị quán triệt Quy định số 205-QĐ/TW.",
    "again": "Ngày 2/12/2019, tại thị xã Nghĩa Lộ, Tỉnh ủy Yên Bái quán triệt Quy định số 205-QĐ/TW.",
    "other body": "Ngày 2-12-2019, Tỉnh ủy Lào Cai tổ chức hội nghị quán triệt Quy định số 205-QĐ/TW.",
    "no body": "Ngày 2-12-2019, hội nghị quán triệt Quy định số 205-QĐ/TW được tổ chức.",
    "two documents": "Ngày 2-12-2019, Tỉnh ủy Yên Bái quán triệt Quy định số 205-QĐ/TW và Chỉ thị số 35-CT/TW.",
    "the other one": "Ngày 2-12-2019, Tỉnh ủy Yên Bái tổ chức hội nghị quán triệt Chỉ thị số 35-CT/TW.",
    "other day": "Ngày 3-12-2019, Tỉnh ủy Yên Bái tổ chức hội nghị quán triệt Quy định số 205-QĐ/TW.",
    "two days": "Từ ngày 2 đến ngày 3-12-2019, Tỉnh ủy Yên Bái tổ chức hội nghị quán triệt Quy định số 205-QĐ/TW.",
    "other act": "Ngày 2-12-2019, Tỉnh ủy Yên Bái kiểm tra việc thực hiện Quy định số 205-QĐ/TW.",
    "month": "Tháng 12-2019, Tỉnh ủy Yên Bái tổ chức hội nghị quán triệt Quy định số 205-QĐ/TW.",
    "year": "Năm 2019, Tỉnh ủy Yên Bái tổ chức hội nghị quán triệt Quy định số 205-QĐ/TW.",
    "no year": "Ngày 2-12, Tỉnh ủy Yên Bái tổ chức hội nghị quán triệt Quy định số 205-QĐ/TW.",
    "undated": "Quy định số 114-QĐ/TW thay thế Quy định số 205-QĐ/TW.",
    "people": "Sáng 2-12-2019, Tỉnh ủy Yên Bái quán triệt Quy định số 205-QĐ/TW tới gần 300 đại biểu tại 71 điểm cầu;"
    " đồng chí Phạm Thị Thanh Trà, Bí thư Tỉnh ủy chủ trì hội nghị.",
    "several": "Ngày 2-12-2019, Tỉnh ủy Yên Bái quán triệt Quy định số 205-QĐ/TW. Ngày 5-3-2020, Chính phủ ban hành"
    " Nghị định số 30/2020/NĐ-CP. Nghị định số 30/2020/NĐ-CP thay thế Nghị định số 110/2004/NĐ-CP.",
    "half a letter": "Ngày 2-12-2019, Tỉnh ủy Yên Bái \ud800 quán triệt Quy định số 205-QĐ/TW \0 về quyền lực.",
    "nothing": "Trời nắng đẹp.",
}


@cache
def told(name: str, text_id: str) -> ct.Reading:
    return evolve(ct.read(SENTENCES[name], id=text_id), source=f"https://example.vn/{text_id}")


# What is done with a database: a text comes in under one of a few names, or goes out.
steps = st.lists(st.tuples(st.sampled_from(["", *sorted(SENTENCES)]), st.sampled_from("abcdefg")), max_size=14)


few_or_many = pytest.mark.parametrize("examples", [8, pytest.param(150, marks=pytest.mark.long)])


@few_or_many
def test_the_timeline_is_that_of_the_texts_that_are_there(examples: int) -> None:
    """Whatever was added before, replaced or removed; an empty name removes."""
    settings(max_examples=examples)(given(steps)(check_steps))()


def check_steps(some: list[tuple[str, str]]) -> None:
    there: dict[str, ct.Reading] = {}
    with ct.Tracker() as tracker:
        for name, text_id in some:
            if name:
                tracker.add_reading(told(name, text_id))
                there[text_id] = told(name, text_id)
            else:
                source = f"https://example.vn/{text_id}"
                assert tracker.remove(source) == (there.pop(text_id, None) is not None)
        assert tracker.timeline() == ct.Timeline.of_readings(there.values())
        assert len(tracker) == len(there)
        tracker.check()


@few_or_many
def test_the_order_of_the_texts_does_not_matter(examples: int) -> None:
    orders = st.permutations([(name, name) for name in SENTENCES])
    settings(max_examples=examples)(given(orders)(check_order))()


def check_order(some: list[tuple[str, str]]) -> None:
    with ct.Tracker() as tracker:
        for name, text_id in some:
            tracker.add_reading(told(name, text_id))
        assert tracker.timeline() == ct.Timeline.of_readings(told(name, name) for name in SENTENCES)
        for name, _ in some:
            tracker.remove(f"https://example.vn/{name}")
        assert (len(tracker), len(tracker.timeline())) == (0, 0)
        tracker.check()

"""What a database answers is what a timeline of the same texts answers."""

from datetime import date
from functools import cache

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

import citetrack as ct

# Tellings of several documents, bodies and days, some of them vague.
TEXTS = (
    "Ngày 23/9/2019, Bộ Chính trị ban hành Quy định số 205-QĐ/TW.",
    "Ngày 2-12-2019, Tỉnh ủy Yên Bái tổ chức hội nghị quán triệt Quy định số 205-QĐ/TW.",
    "Tháng 12-2019, Tỉnh ủy Lào Cai tổ chức hội nghị quán triệt Quy định số 205-QĐ/TW và Chỉ thị số 35-CT/TW.",
    "Ngày 5-1-2020, Huyện ủy Văn Yên, tỉnh Yên Bái tổ chức hội nghị quán triệt Quy định số 205-QĐ/TW.",
    "Ngày 9-12-2019, Ban Tuyên giáo Tỉnh ủy Yên Bái quán triệt Chỉ thị số 35-CT/TW ngày 30/5/2019 của Bộ Chính trị.",
    "Năm 2021, Đảng ủy xã Tân An tổ chức hội nghị quán triệt Chỉ thị số 35-CT/TW.",
    "Ngày 4-6-2020, Tỉnh ủy Hà Giang kiểm tra việc thực hiện Quy định số 205-QĐ/TW.",
    "Ngày 2-2-2014, Tỉnh ủy Yên Bái tổ chức hội nghị quán triệt Luật Đất đai năm 2013.",
    "Quy định số 114-QĐ/TW thay thế Quy định số 205-QĐ/TW.",
    "Kế hoạch số 248-KH/TU ngày 5/8/2024 thực hiện Chỉ thị số 35-CT/TW ngày 14/6/2024 của Bộ Chính trị.",
)


@cache
def told(number: int) -> ct.Reading:
    return ct.read(TEXTS[number], date(2021, 3, 4), id=f"{number}")


ALL = ct.Timeline.of_readings(map(told, range(len(TEXTS))))


@pytest.fixture(scope="module")
def tracker() -> ct.Tracker:
    made = ct.Tracker()
    for number in range(len(TEXTS)):
        made.add_reading(told(number))
    return made


NAMES = ["205-QĐ/TW", "205 – QĐ/TƯ", "35-CT/TW", "Chỉ thị 35-CT/TW", "luật đất đai", "45/2013/QH13", "9-QĐ/TW", "", "%"]


@pytest.mark.parametrize("name", NAMES)
def test_a_document_is_found_by_any_spelling(tracker: ct.Tracker, name: str) -> None:
    assert tracker.of(name) == ALL.of(name)
    assert tracker.coverage(documents=[name]) == ALL.coverage(documents=[name])
    assert tracker.chain(name) == ALL.chain(name)


@pytest.mark.parametrize("below", [False, True])
@pytest.mark.parametrize(
    "organ", ["Tỉnh ủy Yên Bái", "tinh uy yen bai", "Ban Tuyên giáo Tỉnh ủy Yên Bái", "Bộ Chính trị", ""]
)
def test_events_of_a_body_are_found(tracker: ct.Tracker, organ: str, below: bool) -> None:
    assert tracker.by(organ, below) == ALL.by(organ, below)


days = st.dates(date(2013, 1, 1), date(2022, 12, 31))


@settings(max_examples=20)
@given(days, days)
def test_events_of_a_time_are_found(first: date, last: date) -> None:
    with ct.Tracker() as made:
        made.add_reading(told(2))
        made.add_reading(told(5))
        assert made.between(first, last) == ct.Timeline.of_readings([told(2), told(5)]).between(first, last)


def test_first_lags_and_coverage_are_those_of_the_timeline(tracker: ct.Tracker) -> None:
    assert tracker.timeline() == ALL
    assert tracker.first() == ALL.first()
    assert tracker.first("province") == ALL.first("province")
    assert tracker.lags(deadline=30) == ALL.lags(deadline=30)
    assert tracker.lags(None, date(2019, 12, 31)) == ALL.lags(None, date(2019, 12, 31))
    assert tracker.coverage() == ALL.coverage()
    assert tracker.coverage("district", date(2020, 6, 1)) == ALL.coverage("district", date(2020, 6, 1))
    of_one = [lag for lag in ALL.lags().lags if lag.first.document.identifier == "205-QĐ/TW"]
    assert list(tracker.lags(documents=["205-QĐ/TW"]).lags) == of_one != []
    assert tracker.first(documents=[]) == ()


# Tellings that many answers hang on: same days, several bodies of a province, days of issue that differ, no unit.
MORE = (
    "Ngày 2-12-2019, Ban Tuyên giáo Tỉnh ủy Yên Bái tổ chức hội nghị quán triệt Quy định số 205-QĐ/TW.",
    "Ngày 2-12-2019, hội nghị quán triệt Quy định số 205-QĐ/TW được tổ chức.",
    "Sáng 2-12, Tỉnh ủy Hà Giang quán triệt Chỉ thị số 35-CT/TW.",
    "Tỉnh ủy Hà Giang đã tổ chức quán triệt Chỉ thị số 35-CT/TW ngày 30/5/2019.",
    "Ngày 4-6-2020, Tỉnh ủy Tuyên Quang quán triệt Chỉ thị số 99-CT/TW ngày 1/2/2018.",
    "Ngày 4-6-2020, Tỉnh ủy Hà Giang quán triệt Chỉ thị số 99-CT/TW ngày 3/2/2018.",
    "Ngày 3/2/2017, Bộ Chính trị ban hành Quy định số 999-QĐ/TW.",
    "Tháng 6-2020, Tỉnh ủy Hà Giang quán triệt Quy định số 999-QĐ/TW.",
)


@cache
def told_too(number: int) -> ct.Reading:
    if number < len(TEXTS):
        return told(number)
    return ct.read(MORE[number - len(TEXTS)], id=f"{number}")


@settings(max_examples=10)
@given(
    st.lists(st.integers(0, len(TEXTS) + len(MORE) - 1), unique=True, max_size=12),
    st.sampled_from(["province", "district", "commune"]),
    st.one_of(st.none(), st.dates(date(2017, 1, 1), date(2026, 1, 1))),
)
def test_answers_of_all_texts_are_those_of_their_timeline(some: list[int], level: str, day: date | None) -> None:
    timeline = ct.Timeline.of_readings(map(told_too, some))
    with ct.Tracker() as made:
        for number in some:
            made.add_reading(told_too(number))
        assert made.first(level) == timeline.first(level)
        assert made.first() == timeline.first()
        assert made.lags(level, day) == timeline.lags(level, day)
        for documents in (None, ["99-CT/TW", "205-QĐ/TW"]):
            assert made.coverage(level, day, documents) == timeline.coverage(level, day, documents)


def test_answers_from_rows_say_that_they_are_out_of_date() -> None:
    with ct.Tracker() as made:
        made.add_reading(told(1))
        found, cells = made.first(), made.coverage().cells
        assert (found[0], found[:1], cells[:2]) == (
            ct.Timeline.of_readings([told(1)]).first()[0],
            (found[0],),
            tuple(cells)[:2],
        )
        made.add_reading(told(2))
        with pytest.raises(ct.TrackerError, match="has changed since it was asked; ask again"):
            found[0]


def test_the_links_of_documents_are_kept_with_the_texts() -> None:
    with ct.Tracker() as made:
        made.add_reading(told(9))
        assert made.timeline().links == ct.Timeline.of_readings([told(9)]).links != ()
        made.remove("9")
        assert made.timeline().links == ()


# Search

FOUND = ["quán triệt", "QUAN TRIET", "quan trie\u0323\u0302t", "dang uy xa", "Đảng ủy xã", "205-QĐ/TW", "số 205"]


@pytest.mark.parametrize("words", FOUND)
def test_words_are_found_with_and_without_marks(tracker: ct.Tracker, words: str) -> None:
    assert len(tracker.search(words)) >= 1


NOT_FOUND = [
    "",
    "  ",
    "triệt quán",
    "quán OR triệt",
    "NEAR(a)",
    '"',
    "*",
    "quá*",
    "evidence:hội",
    "'; DROP TABLE text; --",
    "\0",
    "\ud800",
]


@pytest.mark.parametrize("words", NOT_FOUND)
def test_signs_of_a_query_are_words_as_others(tracker: ct.Tracker, words: str) -> None:
    assert len(tracker.search(words)) == 0


def test_no_more_are_found_than_asked_for(tracker: ct.Tracker) -> None:
    assert len(tracker.search("quán triệt")) > len(tracker.search("quán triệt", limit=2)) == 2


# Names of persons

NAMED = (
    "Sáng 2-12-2019, Tỉnh ủy Yên Bái quán triệt Quy định số 205-QĐ/TW; đồng chí Phạm Thị Thanh Trà, Bí thư Tỉnh ủy"
    " chủ trì; ông Y Thông và bà Nguyễn Thị Hoa ở Hà Giang cùng dự."
)


def test_names_of_persons_are_left_out_when_asked_for() -> None:
    with ct.Tracker() as made:
        made.add(NAMED, source="a")
        (plain,), (masked,) = made.timeline(), made.timeline(without_names=True)
    assert plain.event.chair == "Phạm Thị Thanh Trà"
    assert masked.event.chair is None
    evidence = masked.sources[0].evidence
    assert not [name for name in ("Trà", "Thông", "Hoa") if name in evidence]
    assert [name for name in ("Tỉnh ủy Yên Bái", "Quy định số 205-QĐ/TW", "Hà Giang") if name not in evidence] == []


# Differences between days


def test_what_came_in_between_two_days_is_the_difference() -> None:
    with ct.Tracker() as made:
        made.add_reading(told(0))
        made.add_reading(told(1), added=date(2020, 1, 1))
        made.add_reading(evolve(told(1), id="copy"), added=date(2020, 2, 1))
        made.add_reading(told(2), added=date(2020, 3, 1))
        made.remove("2", on=date(2020, 4, 1))
        assert made.timeline() == ct.Timeline.of_readings([told(0), told(1), evolve(told(1), id="copy")])

        def changes(earlier: date, later: date) -> tuple[int, int, int]:
            found = made.difference(earlier, later)
            return len(found.added), len(found.removed), len(found.changed)

        assert changes(date(2019, 1, 1), date(2020, 1, 31)) == (1, 0, 0)
        assert changes(date(2020, 1, 31), date(2020, 2, 28)) == (0, 0, 1)
        assert changes(date(2020, 2, 28), date(2020, 3, 31)) == (1, 0, 0)
        assert changes(date(2020, 3, 31), date(2020, 4, 30)) == (0, 1, 0)
        assert changes(date(2020, 4, 30), date(2020, 4, 30)) == (0, 0, 0)
        assert changes(date(2020, 4, 30), date(2019, 1, 1)) == (0, 0, 0)


@settings(max_examples=12)
@given(
    st.lists(st.tuples(st.integers(0, len(TEXTS) - 1), st.integers(1, 20)), max_size=8),
    st.integers(0, 20),
    st.integers(0, 20),
)
def test_the_difference_is_that_of_the_timelines_of_both_days(some: list[tuple[int, int]], a: int, b: int) -> None:
    earlier, later = (date(2020, 1, 1 + day) for day in sorted((a, b)))
    came: dict[str, tuple[ct.Reading, date]] = {}
    with ct.Tracker() as made:
        for number, day in some:
            if f"{number}" not in came:
                came[f"{number}"] = told(number), date(2020, 1, day)
                made.add_reading(told(number), added=date(2020, 1, day))
        before, after = (
            ct.Timeline.of_readings(one for one, day in came.values() if day <= known) for known in (earlier, later)
        )
        assert made.difference(earlier, later) == before.difference(after)

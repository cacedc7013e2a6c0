"""Timelines: the same whatever the order of the texts, each event once, every question answered from all of it."""

import json
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import citetrack as ct

EXAMPLES = Path(__file__).resolve().parents[1] / "examples"

# Tellings that agree, differ in one thing, or say less; several ids for one text.
SENTENCES = {
    "organiser": "Ngày 2-12-2019, Tỉnh ủy Yên Bái tổ chức hội nghị quán triệt Quy định số 205-QĐ/TW.",
    "again": "Ngày 2/12/2019, tại thị xã Nghĩa Lộ, Tỉnh ủy Yên Bái quán triệt Quy định số 205-QĐ/TW.",
    "other body": "Ngày 2-12-2019, Tỉnh ủy Lào Cai tổ chức hội nghị quán triệt Quy định số 205-QĐ/TW.",
    "no body": "Ngày 2-12-2019, hội nghị quán triệt Quy định số 205-QĐ/TW được tổ chức.",
    "two documents": "Ngày 2-12-2019, Tỉnh ủy Yên Bái quán triệt Quy định số 205-QĐ/TW và Chỉ thị số 35-CT/TW.",
    "the other one": "Ngày 2-12-2019, Tỉnh ủy Yên Bái tổ chức hội nghị quán triệt Chỉ thị số 35-CT/TW.",
    "other day": "Ngày 3-12-2019, Tỉnh ủy Yên Bái tổ chức hội nghị quán triệt Quy định số 205-QĐ/TW.",
    "other act": "Ngày 2-12-2019, Tỉnh ủy Yên Bái kiểm tra việc thực hiện Quy định số 205-QĐ/TW.",
    "month": "Tháng 12-2019, Tỉnh ủy Yên Bái tổ chức hội nghị quán triệt Quy định số 205-QĐ/TW.",
    "year": "Năm 2019, Tỉnh ủy Yên Bái tổ chức hội nghị quán triệt Quy định số 205-QĐ/TW.",
    "no year": "Ngày 2-12, Tỉnh ủy Yên Bái tổ chức hội nghị quán triệt Quy định số 205-QĐ/TW.",
    "only month": "Tháng 11-2019, Tỉnh ủy Yên Bái tổ chức hội nghị quán triệt Quy định số 205-QĐ/TW.",
    "only yearless day": "Ngày 5-11, Tỉnh ủy Yên Bái tổ chức hội nghị quán triệt Quy định số 205-QĐ/TW.",
    "only year": "Năm 2018, Tỉnh ủy Yên Bái tổ chức hội nghị quán triệt Quy định số 205-QĐ/TW.",
    "undated": "Quy định số 114-QĐ/TW thay thế Quy định số 205-QĐ/TW.",
    "nothing": "Trời nắng đẹp.",
}


@cache
def told(name: str, text_id: str = "") -> ct.Reading:
    return ct.read(SENTENCES[name], id=text_id or name)


def timeline(*names: str) -> ct.Timeline:
    return ct.Timeline.of_readings(told(name) for name in names)


def shown(events: ct.Timeline) -> list[tuple[str, str | None, str | None, list[str], list[str]]]:
    return [
        (e.event.type, e.event.date, e.event.organiser, [d.label for d in e.documents], [s.id for s in e.sources])
        for e in events
    ]


ALL = timeline(*SENTENCES)
DATED = [one for one in ALL if one.event.date]

readings = st.lists(st.builds(told, st.sampled_from(sorted(SENTENCES)), st.sampled_from(["", "x", "y"])), max_size=8)


@given(readings, st.randoms(use_true_random=False))
def test_the_order_of_the_texts_does_not_matter(some: list[ct.Reading], chance: object) -> None:
    shuffled = list(some)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    assert ct.Timeline.of_readings(shuffled) == ct.Timeline.of_readings(some)


@given(readings)
def test_a_text_added_twice_changes_nothing(some: list[ct.Reading]) -> None:
    assert ct.Timeline.of_readings(some + some[:3]) == ct.Timeline.of_readings(some)


@given(readings)
def test_each_telling_is_a_source_of_one_event(some: list[ct.Reading]) -> None:
    tellings = {
        (one.id, event.start, event.end, one.text[event.start : event.end]) for one in some for event in one.events
    }
    sources = [(s.id, s.start, s.end, s.evidence) for one in ct.Timeline.of_readings(some) for s in one.sources]
    assert sorted(sources) == sorted(tellings)


@given(readings)
def test_events_stand_by_their_days_and_undated_ones_last(some: list[ct.Reading]) -> None:
    days = [one.event.date for one in ct.Timeline.of_readings(some)]
    known = [day for day in days if day]
    assert days == sorted(known) + [None] * (len(days) - len(known))


def test_the_pool_holds_events_of_each_sort() -> None:
    """Else the laws above would say nothing."""
    assert {one.event.precision for one in ALL} == {"day", "month", "year", "unknown"}
    assert {len(one.sources) > 1 for one in ALL} == {True, False}
    assert [one for one in ALL if one.event.month_day]
    assert {one.event.organiser for one in ALL} >= {"Tỉnh ủy Yên Bái", "Tỉnh ủy Lào Cai", None}


def test_tellings_of_one_act_are_one_event_told_by_the_fullest() -> None:
    (one,) = timeline("organiser", "again")
    assert (one.event.place, [source.id for source in one.sources]) == ("thị xã Nghĩa Lộ", ["again", "organiser"])


def test_different_bodies_are_different_events() -> None:
    assert len(timeline("organiser", "other body")) == 2


def test_a_telling_without_a_body_joins_the_only_event_that_fits() -> None:
    (one,) = timeline("no body", "organiser")
    assert (one.event.organiser, len(one.sources)) == ("Tỉnh ủy Yên Bái", 2)


def test_a_telling_without_a_body_stays_alone_where_two_events_fit() -> None:
    assert len(timeline("no body", "organiser", "other body")) == 3


def test_an_event_is_about_the_documents_of_all_its_tellings() -> None:
    (one,) = timeline("organiser", "the other one", "two documents")
    assert {d.identifier for d in one.documents} == {"205-QĐ/TW", "35-CT/TW"}
    assert len(timeline("organiser", "the other one")) == 2


@pytest.mark.parametrize("name", ["other day", "other act", "only month", "only yearless day", "only year"])
def test_another_day_or_act_is_another_event(name: str) -> None:
    assert len(timeline("organiser", name)) == 2


@pytest.mark.parametrize("name", ["month", "year", "no year"])
def test_a_telling_that_knows_less_of_the_day_joins_the_only_event_that_fits(name: str) -> None:
    (one,) = timeline("organiser", name)
    assert (one.event.date, len(one.sources)) == ("2019-12-02", 2)
    assert len(timeline("organiser", "other day", name)) == (2 if name == "no year" else 3)


def test_an_undated_telling_is_one_event_only_with_the_same_words() -> None:
    copied = ct.Timeline.of_readings([told("undated", "a"), told("undated", "b")])
    assert [[source.id for source in one.sources] for one in copied] == [["a", "b"]]


def test_evidence_is_cut_from_the_text() -> None:
    for name in SENTENCES:
        reading = told(name)
        for one in timeline(name):
            assert [reading.text[s.start : s.end] for s in one.sources] == [s.evidence for s in one.sources]


SPELLINGS = ["205-QĐ/TW", "205 – QĐ/TƯ", "Quy định số 205-QĐ/T.Ư", "0205-QĐ/TW", "QUY ĐỊNH SỐ 205-QĐ/TW"]


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_a_document_is_found_by_any_spelling(spelling: str) -> None:
    found = ALL.of(spelling)
    assert found == ALL.of("205-QĐ/TW")
    assert len(found) == len([one for one in ALL if "205-QĐ/TW" in {d.identifier for d in one.documents}]) > 5


OTHERS = [
    "5-QĐ/TW",
    "20-QĐ/TW",
    "205-QĐ/TU",
    "205-QĐi/TW",
    "Quyết định 205-QĐ/TW",
    "Quy định 20",
    "",
    " ",
    "…",
]


@pytest.mark.parametrize("other", OTHERS)
def test_what_is_only_alike_is_not_found(other: str) -> None:
    assert shown(ALL.of(other)) == []


def test_a_document_called_by_name_is_found_by_the_identifier_that_the_register_has_of_it() -> None:
    text = "Ngày 2-12-2013, Tỉnh ủy quán triệt Luật Đất đai năm 2013."
    named = ct.Timeline.of_readings([ct.read(text)])
    assert len(named.of("45/2013/QH13")) == 1
    assert len(named.of("luật đất đai")) == 1


@given(st.dates(date(2017, 1, 1), date(2021, 12, 31)), st.dates(date(2017, 1, 1), date(2021, 12, 31)))
def test_what_is_between_two_days_and_what_is_not_are_all_dated_events(first: date, last: date) -> None:
    first, last = sorted((first, last))
    inside = ALL.between(first, last)
    before = ALL.between(date.min, first)
    after = ALL.between(last, date.max)
    assert {one for part in (before, inside, after) for one in part} == set(DATED)
    assert list(ALL.between(date.min, date.max)) == DATED


@pytest.mark.parametrize(
    ("first", "last", "precisions"),
    [
        (date(2019, 12, 2), date(2019, 12, 2), {"day", "month", "year"}),
        (date(2019, 12, 31), date(2019, 12, 31), {"month", "year"}),
        (date(2019, 1, 1), date(2019, 1, 1), {"year"}),
        (date(2020, 1, 1), date(2020, 12, 31), set()),
        (date(2019, 12, 3), date(2019, 12, 2), set()),
    ],
)
def test_an_event_of_a_month_or_year_may_have_been_on_any_of_its_days(
    first: date, last: date, precisions: set[str]
) -> None:
    assert {one.event.precision for one in ALL.between(first, last)} == precisions


def test_a_range_is_between_its_days() -> None:
    text = "Từ ngày 2 đến ngày 5-12-2019, Tỉnh ủy Yên Bái tổ chức hội nghị quán triệt Quy định số 205-QĐ/TW."
    days = ct.Timeline.of_readings([ct.read(text)])
    assert [(one.event.date, one.event.date_end) for one in days] == [("2019-12-02", "2019-12-05")]
    assert len(days.between(date(2019, 12, 4), date(2019, 12, 4))) == 1
    assert len(days.between(date(2019, 12, 6), date(2019, 12, 9))) == 0


def test_the_parts_of_a_timeline_are_in_its_order() -> None:
    assert list(ALL.of("205-QĐ/TW")) == [one for one in ALL if one in set(ALL.of("205-QĐ/TW"))]


def test_the_record_of_an_event_is_plain_json() -> None:
    for one in ALL:
        record = one.to_record()
        assert json.loads(json.dumps(record)) == record
        assert {"docs", "start", "end"} & set(record) == set()
        assert [source["evidence"] for source in record["sources"]] == [source.evidence for source in one.sources]


def test_every_record_is_as_the_schema_says() -> None:
    jsonschema = pytest.importorskip("jsonschema", reason="not installed: jsonschema; citetrack[dev] brings it")
    schema = json.loads((EXAMPLES.parent / "docs" / "timeline.schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    faults = [fault.message for one in ALL for fault in validator.iter_errors(one.to_record())]
    assert faults == []
    assert not validator.is_valid(ALL.events[0].to_record() | {"more": 1})


def test_a_timeline_is_the_same_after_a_journey_as_json() -> None:
    rows = [json.loads(json.dumps(one.to_record())) for one in ALL]
    assert ct.Timeline.from_records(rows) == ALL


WRONG: dict[str, object] = {
    "type": "party",
    "date": "soon",
    "organiser": 5,
    "documents": None,
    "sources": [{}],
    "attendance": {"sites": "x"},
}


@pytest.mark.parametrize(("name", "value"), WRONG.items())
def test_what_is_no_record_of_an_event_is_refused(name: str, value: object) -> None:
    with pytest.raises(ct.DataError, match="not a record"):
        ct.Timeline.from_records([ALL.events[0].to_record() | {name: value}])


def test_the_examples_make_the_same_timeline_backwards() -> None:
    texts = [(path.name, path.read_bytes().decode()) for path in sorted(EXAMPLES.glob("*.txt"))]
    some = [ct.read(text, id=name) for name, text in texts]
    assert ct.Timeline.of_readings(some) == ct.Timeline.of_readings(some[::-1])
    assert len(ct.Timeline.of_readings(some)) > 5


# Two tellings of one act, each of which leaves open what the other tells, or tells it in other words.
ONE_ACT = (
    (
        "Ngày 5/12/2017, Thành ủy xin ý kiến về tình hình thi hành Nghị quyết số 04-NQ/TW ngày 30/10/2016.",
        "Ngày 5/12/2017, Thành ủy Hải Phòng lấy ý kiến góp ý dự thảo báo cáo tổng kết Nghị quyết số 04-NQ/TW.",
    ),
    (
        "Ngày 27/5/2019, Đoàn kiểm tra của Tỉnh ủy Tiền Giang kiểm tra việc thực hiện Nghị định số 89/2015/NĐ-CP.",
        "Ngày 27/5/2019, Tỉnh ủy giám sát việc chấp hành Nghị định số 89/2015/NĐ-CP tại cơ sở.",
    ),
    (
        "Luật số 04/2017/QH14 có hiệu lực kể từ ngày 28 tháng 6 năm 2019.",
        "Ngày 28 tháng 6 năm 2019, Luật số 04/2017/QH14 có hiệu lực thi hành.",
    ),
    (
        "Nghị định số 65/2015/NĐ-CP đã sửa đổi nhiều điều của Nghị định số 18/2013/NĐ-CP.",
        "Một số điều của Nghị định số 18/2013/NĐ-CP được sửa đổi, bổ sung bởi Nghị định số 65/2015/NĐ-CP.",
    ),
    (
        "Ngày 12/5/2014, Tỉnh ủy Lạng Sơn tổ chức hội nghị quán triệt Nghị quyết số 12-NQ/TW ngày 16/1/2012.",
        "Ngày 12/5/2014, Tỉnh ủy tổ chức hội nghị quán triệt Nghị quyết Trung ương 4 khóa XI.",
    ),
)


@pytest.mark.parametrize("texts", ONE_ACT, ids=lambda texts: texts[0][:30])
def test_tellings_that_leave_open_different_things_are_one_event(texts: tuple[str, str]) -> None:
    for ordered in (texts, texts[::-1]):
        (one,) = ct.Timeline.of_readings(ct.read(text, id=f"{n}") for n, text in enumerate(ordered))
        assert len(one.sources) == 2


def test_two_works_of_one_number_are_not_joined_by_it() -> None:
    texts = (
        "Ngày 5/12/2019, Tỉnh ủy quán triệt Nghị quyết số 36-NQ/TW ngày 01/7/2014.",
        "Ngày 5/12/2019, Tỉnh ủy quán triệt Nghị quyết số 36-NQ/TW ngày 22/10/2018.",
    )
    assert len(ct.Timeline.of_readings(ct.read(text, id=text) for text in texts)) == 2


def test_a_document_of_an_act_is_none_that_was_issued_later() -> None:
    told = ct.read("Trước đó, ngày 25/11/2016, Tỉnh ủy đã quán triệt Nghị quyết số 36-NQ/TW.", date(2022, 6, 5))
    (one,) = ct.Timeline.of_readings([told])
    assert one.documents[0].key == "36-NQ/TW@2014-07-01#Nghị quyết"

"""Questions to a timeline: what is known is answered with its days, and what is not known is said."""

import re
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

import citetrack as ct
from citetrack.gazetteer import places_on
from citetrack.timeline import unit_of
from citetrack.timeline.anniversaries import anniversaries_of
from citetrack.timeline.coverage import coverage_of
from citetrack.timeline.first import lags_of
from citetrack.timeline.units import heirs, iso_days

DIRECTIVE = ct.TimelineDocument(
    "Chỉ thị 35-CT/TW", "35-CT/TW@2024-06-14#Chỉ thị", "35-CT/TW", "35-CT/TW", "Chỉ thị", "2024-06-14", "Bộ Chính trị"
)
OLD = evolve(
    DIRECTIVE, label="Quy định 205-QĐ/TW", key="205", identifier="205-QĐ/TW", authority="205-QĐ/TW", date="2019-09-23"
)
UNDATED = ct.TimelineDocument("Kế hoạch 10-KH/TU", "ke hoach 10-kh/tu", "10-KH/TU", None, "Kế hoạch")
BEFORE_MERGERS, AFTER_MERGERS = date(2025, 6, 30), date(2025, 7, 1)


def event(
    organiser: str | None,
    day: str | None,
    *documents: ct.TimelineDocument,
    kind: str = "dissemination",
    source: str = "a",
    day_end: str | None = None,
) -> ct.TimelineEvent:
    precision = {4: "year", 7: "month", 10: "day"}.get(len(day or ""), "unknown")
    told = ct.Event(kind, (), date=day, date_end=day_end, edtf=day, precision=precision, organiser=organiser)
    return ct.TimelineEvent(told, documents or (DIRECTIVE,), (ct.Source(source, "…", 0, 1, organiser=organiser),))


def timeline(*events: ct.TimelineEvent) -> ct.Timeline:
    return ct.Timeline(events)


YEN_BAI = event("Tỉnh ủy Yên Bái", "2024-07-01")
LATER = event("Ban Tuyên giáo Tỉnh ủy Yên Bái", "2024-08-01")
LAO_CAI = event("Tỉnh ủy Lào Cai", "2024-09")
HA_NOI = event("Thành ủy Hà Nội", "2024-06-30")
DISTRICT = event("Huyện ủy Văn Yên, tỉnh Yên Bái", "2024-07-20")
NOBODY = event(None, "2024-07-05")
NO_DAY = event("Tỉnh ủy Sơn La", None)
ALL = timeline(YEN_BAI, LATER, LAO_CAI, HA_NOI, DISTRICT, NOBODY, NO_DAY)


def organisers(events: Iterable[ct.TimelineEvent]) -> list[str | None]:
    return [one.event.organiser for one in events]


@pytest.mark.parametrize("spelling", ["Tỉnh ủy Yên Bái", "TỈNH UỶ YÊN BÁI", "Ban Thường vụ Tỉnh ủy Yên Bái"])
def test_a_body_is_found_in_any_spelling(spelling: str) -> None:
    assert organisers(ALL.by(spelling)) == ["Tỉnh ủy Yên Bái"]


def test_bodies_below_are_found_on_request() -> None:
    below = organisers(ALL.by("Tỉnh ủy Yên Bái", below=True))
    assert below == ["Tỉnh ủy Yên Bái", "Huyện ủy Văn Yên, tỉnh Yên Bái", "Ban Tuyên giáo Tỉnh ủy Yên Bái"]
    assert organisers(ALL.by("", below=True)) == []


def test_central_commissions_are_below_the_central_committee() -> None:
    commission = event("Ban Tuyên giáo Trung ương", "2024-07-02")
    assert organisers(timeline(commission, YEN_BAI).by("Ban Chấp hành Trung ương", below=True)) == [
        "Ban Tuyên giáo Trung ương"
    ]


def test_each_of_several_organisers_held_the_event() -> None:
    both = timeline(event("Ban Tuyên giáo Trung ương, Ban Tổ chức Trung ương", "2024-07-02"))
    assert len(both.by("Ban Tổ chức T.Ư")) == len(both.by("BTGTW")) == 1


def test_the_first_of_each_unit_is_its_earliest_and_a_part_stands_for_its_province() -> None:
    assert [(one.unit.name, one.event.event.date) for one in ALL.first("province")] == [
        ("Hà Nội", "2024-06-30"),
        ("Yên Bái", "2024-07-01"),
        ("Lào Cai", "2024-09"),
        ("Sơn La", None),
    ]


def test_what_no_text_places_is_said_not_dropped() -> None:
    levels = {one.unit.level for one in ALL.first()}
    assert levels == {"province", "district", None}
    assert organisers(ALL.coverage(as_of=BEFORE_MERGERS).unplaced) == [None]


def test_undated_events_that_may_be_earlier_are_counted() -> None:
    (one,) = timeline(YEN_BAI, evolve(event("Tỉnh ủy Yên Bái", None), documents=(DIRECTIVE,))).first()
    assert (one.event.event.date, one.undated) == ("2024-07-01", 1)


def test_lags_run_from_issue_and_keep_what_is_not_known_to_the_day_apart() -> None:
    lags = ALL.lags(deadline=16)
    assert [(lag.first.unit.name, lag.days, lag.overdue) for lag in lags.lags] == [
        ("Hà Nội", (16, 16), False),
        ("Yên Bái", (17, 17), True),
        ("Lào Cai", (79, 108), True),
        ("Sơn La", None, None),
    ]
    (summary,) = lags.summaries
    assert (summary.units, summary.exact, summary.unknown, summary.overdue) == (4, 2, 2, 2)
    assert (summary.least, summary.lower, summary.middle, summary.upper, summary.most) == (16, 16.25, 16.5, 16.75, 17)


def test_a_deadline_may_be_a_day_and_leaves_open_what_the_texts_leave_open() -> None:
    overdue = {lag.first.unit.name: lag.overdue for lag in ALL.lags(deadline=date(2024, 9, 15)).lags}
    assert overdue == {"Hà Nội": False, "Yên Bái": False, "Lào Cai": None, "Sơn La": None}


def test_a_dissemination_before_the_issue_is_in_no_distribution() -> None:
    lags = timeline(event("Tỉnh ủy Yên Bái", "2024-06-01"), HA_NOI).lags()
    (summary,) = lags.summaries
    assert (summary.impossible, summary.exact, summary.least) == (1, 1, 16)


def test_a_told_issuance_dates_a_document_that_no_register_knows() -> None:
    issued = event("Tỉnh ủy Yên Bái", "2024-07-01", UNDATED, kind="issuance")
    (lag,) = timeline(issued, event("Tỉnh ủy Yên Bái", "2024-07-04", UNDATED)).lags().lags
    assert lag.days == (3, 3)
    (unknown,) = timeline(event("Tỉnh ủy Yên Bái", "2024-07-04", UNDATED)).lags().lags
    assert (unknown.issued, unknown.days) == (None, None)


numbers = st.lists(st.integers(0, 400), min_size=1, max_size=34, unique=True)


@given(numbers, st.integers(0, 400))
def test_the_distribution_is_in_order_and_overdue_is_what_is_later(days: list[int], deadline: int) -> None:
    names = sorted(place.name for place in places_on(AFTER_MERGERS))
    issue = date(2024, 6, 14)
    told = [event(f"Tỉnh ủy {n}", (issue + timedelta(d)).isoformat()) for n, d in zip(names, days, strict=False)]
    (summary,) = lags_of(told, "province", deadline).summaries
    parts = [summary.least, summary.lower, summary.middle, summary.upper, summary.most]
    assert parts == sorted(part for part in parts if part is not None)
    assert (summary.least, summary.most, summary.units) == (min(days), max(days), len(days))
    assert summary.overdue == sum(day > deadline for day in days)


def test_the_denominator_is_that_of_the_day() -> None:
    before, after = (ALL.coverage(as_of=day) for day in (BEFORE_MERGERS, AFTER_MERGERS))
    assert (len(before.units), len(after.units)) == (63, 34)
    assert before.is_complete
    assert after.is_complete
    assert len(before.never(DIRECTIVE)) + len(before.reached(DIRECTIVE)) == 63


def test_what_a_former_province_did_counts_for_its_successor_and_this_is_said() -> None:
    """Yên Bái became a part of Lào Cai on 1 July 2025."""
    after = {cell.unit: cell for cell in ALL.coverage(as_of=AFTER_MERGERS).cells}
    assert (after["Lào Cai"].date, after["Lào Cai"].through) == ("2024-07-01", ("Yên Bái",))
    assert (after["Hà Nội"].date, after["Hà Nội"].through) == ("2024-06-30", ())
    assert "Yên Bái" not in after
    before = {cell.unit: cell for cell in ALL.coverage(as_of=BEFORE_MERGERS).cells}
    assert (before["Lào Cai"].date, before["Yên Bái"].date) == ("2024-09", "2024-07-01")


def test_later_events_do_not_count_and_undated_ones_are_counted_as_such() -> None:
    early = ALL.coverage(as_of=date(2024, 7, 1))
    assert early.reached(DIRECTIVE) == ("Hà Nội", "Sơn La", "Yên Bái")
    assert early.undated == 1


def test_a_document_that_no_text_tells_of_was_disseminated_nowhere() -> None:
    table = ALL.coverage(as_of=BEFORE_MERGERS, documents=["35-CT/TW", "99-QĐ/TW"])
    assert [document.label for document in table.documents] == ["Chỉ thị 35-CT/TW", "99-QĐ/TW"]
    assert len(table.never(table.documents[1])) == 63


def test_a_document_that_is_not_yet_issued_is_in_no_table() -> None:
    assert ALL.coverage(as_of=date(2024, 6, 13)).documents == ()


def test_units_of_other_levels_are_those_that_texts_name() -> None:
    table = ALL.coverage("district", as_of=BEFORE_MERGERS)
    assert (table.units, table.is_complete) == (("Huyện ủy Văn Yên, tỉnh Yên Bái",), False)


@given(st.dates(date(2008, 8, 1), date(2030, 1, 1)), st.dates(date(2008, 8, 1), date(2030, 1, 1)))
def test_each_province_has_an_heir_on_every_later_day(one: date, other: date) -> None:
    day, as_of = sorted((one, other))
    names = {place.name for place in places_on(as_of)}
    for place in places_on(day):
        (heir,) = heirs(place.name, day, as_of)
        assert heir in names


@given(st.lists(st.sampled_from(ALL.events)), st.sampled_from([BEFORE_MERGERS, AFTER_MERGERS]))
def test_more_events_reach_no_fewer_units(some: list[ct.TimelineEvent], day: date) -> None:
    reached = sum(cell.reached for cell in coverage_of(some, "province", day, [DIRECTIVE]).cells)
    assert reached <= sum(cell.reached for cell in ALL.coverage(as_of=day, documents=["35-CT/TW"]).cells)


def test_anniversaries_fall_due_around_the_day_and_say_what_was_reviewed() -> None:
    reviewed = event("Tỉnh ủy Yên Bái", "2024-09-20", OLD, kind="review")
    due = timeline(reviewed, YEN_BAI, event("Tỉnh ủy", "2024", UNDATED)).anniversaries(date(2024, 9, 1), window=30)
    assert [(one.document.label, one.years, one.due, one.days, one.reviewed) for one in due.due] == [
        ("Quy định 205-QĐ/TW", 5, date(2024, 9, 23), 22, "2024-09-20")
    ]
    assert [document.label for document in due.undated] == ["Kế hoạch 10-KH/TU"]


def test_a_document_of_29_february_is_a_year_old_on_the_28th() -> None:
    leap = evolve(OLD, date="2024-02-29")
    (one,) = anniversaries_of([event("Tỉnh ủy", "2024-03", leap)], date(2025, 2, 28), 0, [1]).due
    assert one.due == date(2025, 2, 28)
    assert anniversaries_of([event("Tỉnh ủy", "2024-03", leap)], date(2025, 2, 28), 0, [9000]).due == ()


timelines = st.lists(st.sampled_from(ALL.events), unique=True).map(lambda events: ct.Timeline(events))


@given(timelines, timelines)
def test_the_difference_leads_from_one_timeline_to_the_other(old: ct.Timeline, new: ct.Timeline) -> None:
    change = old.difference(new)
    kept = [one for one in old if one not in change.removed and one not in {before for before, _ in change.changed}]
    assert ct.Timeline([*kept, *change.added, *(after for _, after in change.changed)]) == new
    assert (old.difference(old).added, old.difference(old).removed, old.difference(old).changed) == ((), (), ())


def test_an_event_that_gained_a_source_is_changed_not_new() -> None:
    more = evolve(YEN_BAI, sources=(*YEN_BAI.sources, ct.Source("b", "…", 0, 1)))
    change = timeline(YEN_BAI).difference(timeline(more))
    assert (change.added, change.removed, change.changed) == ((), (), ((YEN_BAI, more),))


def read(*texts: str) -> ct.Timeline:
    return ct.Timeline.of_readings(ct.read(text, date(2024, 12, 1), id=f"paper {at}") for at, text in enumerate(texts))


def test_the_register_dates_the_issue_and_joins_what_a_text_tells_of_it() -> None:
    told = read("Ngày 14/6/2024, Bộ Chính trị ban hành Chỉ thị số 35-CT/TW về đại hội đảng bộ các cấp.")
    (one,) = told.with_issuances()
    assert [source.id for source in one.sources] == ["paper 0", "register"]
    (alone,) = (
        read("Ngày 1/7/2024, Tỉnh ủy Yên Bái quán triệt Chỉ thị số 35-CT/TW ngày 14/6/2024.")
        .with_issuances()
        .of("35-CT/TW")
        .between(date(2024, 6, 14), date(2024, 6, 14))
    )
    assert (alone.event.type, alone.event.organiser, alone.sources[0].id) == ("issuance", "Bộ Chính trị", "register")
    assert told.with_issuances().with_issuances() == told.with_issuances()


CHAIN = (
    "Kế hoạch số 248-KH/TU ngày 5/8/2024 của Tỉnh ủy Lâm Đồng về thực hiện Chỉ thị số 35-CT/TW ngày 14/6/2024.",
    "Kế hoạch số 30-KH/ĐU ngày 1/9/2024 triển khai thực hiện Kế hoạch số 248-KH/TU ngày 5/8/2024.",
    "Kế hoạch số 7-KH/TU ngày 1/2/2024 thực hiện Chỉ thị số 35-CT/TW ngày 14/6/2024 của Bộ Chính trị.",
)


def test_a_chain_runs_from_the_centre_to_the_commune_with_words_and_days() -> None:
    steps = read(*CHAIN).chain("35-CT/TW")
    assert [(step.depth, step.document.identifier, step.link and step.link.lag) for step in steps] == [
        (0, "35-CT/TW", None),
        (1, "248-KH/TU", 52),
        (2, "30-KH/ĐU", 27),
    ]
    assert [step.level for step in steps[:2]] == ["central", "province"]
    link = steps[1].link
    assert link is not None
    (source,) = link.sources
    assert CHAIN[0][source.start : source.end] == source.evidence


def test_a_child_older_than_its_parent_is_refused_and_reported() -> None:
    (doubt,) = read(*CHAIN).doubts()
    assert (doubt.rule, doubt.sources) == ("older than its parent", ("paper 2",))
    assert "7-KH/TU of 2024-02-01 is older than" in doubt.message


def test_chains_do_not_depend_on_the_order_of_texts() -> None:
    assert read(*CHAIN).chain("35-CT/TW")[2].document == read(*CHAIN[::-1]).chain("35-CT/TW")[2].document


def test_a_circle_of_documents_ends() -> None:
    circle = "Kế hoạch số 1-KH/TU thực hiện Kế hoạch số 2-KH/TU. Kế hoạch số 2-KH/TU thực hiện Kế hoạch số 1-KH/TU."
    assert [step.depth for step in read(circle).chain("1-KH/TU")] == [0, 1]


def test_the_register_tells_what_its_documents_carry_out() -> None:
    told = read("Ngày 1/9/2012, Tỉnh ủy Yên Bái quán triệt Kết luận số 26-KL/TW ngày 02/8/2012.").with_issuances()
    assert [step.document.identifier for step in told.chain("37-NQ/TW")] == ["37-NQ/TW", "26-KL/TW"]


SITES = "Ngày 1/7/2024, Tỉnh ủy Yên Bái tổ chức hội nghị quán triệt Chỉ thị số 35-CT/TW, kết nối {} điểm cầu, gồm {}."


def test_sites_are_added_up_once_and_a_wrong_sum_is_reported() -> None:
    right, wrong = (SITES.format(71, f"{part} điểm cầu cấp huyện và 60 điểm cầu cấp xã") for part in (11, 10))
    assert read(right).doubts() == ()
    assert read(right).events[0].sources[0].breakdown == (71, 11, 60)
    (doubt,) = read(wrong).doubts()
    assert doubt.message == "71 sites are told as 10 + 60 = 70"
    (one,) = read(right, wrong)
    assert [figure.range for figure in one.figures if figure.of == "sites"] == [(71, 71)]


def test_an_act_before_its_document_is_reported() -> None:
    (doubt,) = timeline(event("Tỉnh ủy Yên Bái", "2024-06-01")).doubts()
    assert doubt.rule == "before the document"


def test_an_event_without_a_day_is_reported() -> None:
    assert [doubt.rule for doubt in timeline(NO_DAY).doubts()] == ["no day"]


@pytest.mark.parametrize(
    ("words", "days"),
    [
        ("2024-02", ("2024-02-01", "2024-02-29")),
        ("2023", ("2023-01-01", "2023-12-31")),
        ("2024-02-29", ("2024-02-29", "2024-02-29")),
    ],
)
def test_a_month_or_year_is_all_of_its_days(words: str, days: tuple[str, str]) -> None:
    assert tuple(day.isoformat() for day in iso_days(words)) == days


def test_the_unit_is_that_of_the_organiser_else_of_the_place() -> None:
    placed = evolve(NOBODY, event=evolve(NOBODY.event, place="thành phố Đà Lạt, tỉnh Lâm Đồng"))
    assert (unit_of(YEN_BAI).name, unit_of(placed).level, unit_of(placed).name) == ("Yên Bái", None, "Lâm Đồng")


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        (lambda: ct.Timeline().first("planet"), "level: is 'planet'; expected cell, commune"),
        (lambda: ct.Timeline().lags("planet"), "level: is 'planet'"),
        (lambda: ct.Timeline().lags(deadline="soon"), "deadline: is 'soon'; expected a datetime.date"),
        (lambda: ct.Timeline().coverage(as_of="2025-07-01"), "as_of: is '2025-07-01'; expected a datetime.date"),
        (lambda: ct.read("Nghị định 1/2020/NĐ-CP", "2020-01-01"), "published: is '2020-01-01'"),
        (lambda: ct.verify("Nghị định 1/2020/NĐ-CP", as_of="2020-01-01"), "as_of: is '2020-01-01'"),
    ],
)
def test_a_wrong_argument_is_named(asked: Any, words: str) -> None:
    with pytest.raises(ct.InputError, match=re.escape(words)):
        asked()


def test_one_document_may_be_named_alone() -> None:
    assert len(ct.Timeline().coverage(as_of=date(2025, 7, 1), documents="205-QĐ/TW").documents) == 1
    assert [one.rule for one in ct.verify("Nghị định 30/2020/NĐ-CP", allowed="30/2020/NĐ-CP")] == []


def test_a_day_with_its_hour_is_that_day() -> None:
    assert ct.read("Theo Luật Đất đai", datetime(2024, 1, 2, 8, 30)).published == date(2024, 1, 2)

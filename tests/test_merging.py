"""Merging: what ten newspapers tell of one act is one event, and what differs stays apart and visible."""

import runpy
from datetime import date
from pathlib import Path
from random import Random
from time import process_time

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

import citetrack as ct
from citetrack.timeline import merged
from citetrack.timeline.organs import organ_key, within

DAY = "Ngày 25/11/2021, "
TOLD = "tổ chức hội nghị quán triệt Kết luận số 21-KL/TW ngày 25/10/2021."


def timeline(*texts: str, published: date = date(2021, 11, 27)) -> ct.Timeline:
    return ct.Timeline.of_readings(ct.read(text, published, id=f"paper {at}") for at, text in enumerate(texts))


ALIKE = {
    "abbreviated": ("Ban Tuyên giáo T.Ư", "Ban Tuyên giáo Trung ương"),
    "committee of its committee": ("Ban Thường vụ Tỉnh ủy Yên Bái", "Tỉnh ủy Yên Bái"),
    "place left out": ("Tỉnh ủy", "Tỉnh ủy Yên Bái"),
    "kind of place left out": ("UBND tỉnh Yên Bái", "Ủy ban nhân dân Yên Bái"),
}


@pytest.mark.parametrize("names", ALIKE.values(), ids=ALIKE)
def test_an_organiser_is_the_same_in_any_writing(names: tuple[str, str]) -> None:
    (one,) = timeline(*(f"{DAY}{name} {TOLD}" for name in names))
    assert len(one.sources) == 2


@pytest.mark.parametrize("other", ["Ban Tuyên giáo Tỉnh ủy Yên Bái", "Tỉnh ủy Lào Cai", "Huyện ủy Văn Yên"])
def test_another_body_is_another_event(other: str) -> None:
    assert len(timeline(f"{DAY}Tỉnh ủy Yên Bái {TOLD}", f"{DAY}{other} {TOLD}")) == 2


def test_a_conference_of_two_days_is_one_event_with_each_of_its_days() -> None:
    days = ("Từ ngày 25 đến ngày 26/11/2021, ", DAY, "Ngày 26/11/2021, ")
    (one,) = timeline(*(f"{day}Tỉnh ủy Yên Bái {TOLD}" for day in days))
    assert (one.event.date, one.event.date_end, len(one.sources)) == ("2021-11-25", "2021-11-26", 3)
    assert {source.date for source in one.sources} == {"2021-11-25/2021-11-26", "2021-11-25", "2021-11-26"}


def test_a_campaign_of_months_is_no_conference() -> None:
    assert (
        len(timeline(f"Từ ngày 25/11/2021 đến ngày 25/3/2022, Tỉnh ủy Yên Bái {TOLD}", f"{DAY}Tỉnh ủy Yên Bái {TOLD}"))
        == 2
    )


def test_a_document_told_by_number_alone_is_the_one_told_in_full() -> None:
    (one,) = timeline(f"{DAY}Tỉnh ủy Yên Bái {TOLD}", f"{DAY}Tỉnh ủy Yên Bái quán triệt Kết luận số 21.")
    assert [document.identifier for document in one.documents] == ["21-KL/TW"]
    assert len(one.sources) == 2


def test_different_acts_of_one_day_are_kept_apart() -> None:
    other = TOLD.replace("tổ chức hội nghị quán triệt", "kiểm tra việc thực hiện")
    assert len(timeline(f"{DAY}Tỉnh ủy Yên Bái {TOLD}", f"{DAY}Tỉnh ủy Yên Bái {other}")) == 2


def test_competing_figures_stand_side_by_side_with_their_sources() -> None:
    texts = (
        f"{DAY}Tỉnh ủy Yên Bái {TOLD} Hội nghị có {about} 260.000 đảng viên tham dự." for about in ("gần", "hơn", "gần")
    )
    (one,) = timeline(*texts)
    assert [(figure.of, figure.range, figure.sources) for figure in one.figures] == [
        ("people", (260000, None), ("paper 1",)),
        ("people", (None, 260000), ("paper 0", "paper 2")),
    ]


# Many tellings that agree, differ, or leave things open, made without reading so that laws are cheap to test.
MOMENTS = ["2021-11-25", "2021-11-26", "2021-11-25/2021-11-26", "2021-11", "2021", "XXXX-11-25", None]
BODIES = [None, "Tỉnh ủy", "Tỉnh ủy Yên Bái", "Ban Thường vụ Tỉnh ủy Yên Bái", "Tỉnh ủy Lào Cai"]
NUMBERED = ct.TimelineDocument("Kết luận số 21", "ket luan 21", type="Kết luận", number="21")
PLAIN = evolve(NUMBERED, label="Kết luận 21-KL/TW", key="ket luan 21-kl/tw", identifier="21-KL/TW")
FULL = evolve(PLAIN, key="21-KL/TW@2021-10-25#Kết luận", authority="21-KL/TW")
OTHER = ct.TimelineDocument("Quy định 37-QĐ/TW", "quy dinh 37-qd/tw", "37-QĐ/TW", None, "Quy định", number="37")
DOCUMENTS = [(FULL,), (PLAIN,), (NUMBERED,), (OTHER,), (FULL, OTHER), (NUMBERED, OTHER)]


def telling(
    kind: str, moment: str | None, body: str | None, documents: tuple[ct.TimelineDocument, ...], at: int
) -> ct.TimelineEvent:
    first, _, last = (moment or "").partition("/")
    known = None if "X" in first or not first else first
    event = ct.Event(kind, (), date=known, date_end=last or None, edtf=moment, organiser=body)
    return ct.TimelineEvent(event, documents, (ct.Source(f"paper {at}", "…", 0, 1, date=moment, organiser=body),))


tellings = st.lists(
    st.builds(
        telling,
        st.sampled_from(["dissemination", "issuance"]),
        st.sampled_from(MOMENTS),
        st.sampled_from(BODIES),
        st.sampled_from(DOCUMENTS),
        st.integers(0, 30),
    ),
    max_size=12,
)


@settings(max_examples=60)
@given(tellings, st.randoms(use_true_random=False))
def test_the_order_of_tellings_does_not_show(some: list[ct.TimelineEvent], chance: Random) -> None:
    shuffled = list(some)
    chance.shuffle(shuffled)
    assert ct.Timeline(merged(shuffled)) == ct.Timeline(merged(some))


@settings(max_examples=60)
@given(tellings)
def test_merging_again_changes_nothing(some: list[ct.TimelineEvent]) -> None:
    once = ct.Timeline(merged(some))
    assert ct.Timeline(merged(once)) == once
    assert ct.Timeline(merged(some + some)) == once


@settings(max_examples=60)
@given(tellings)
def test_no_source_is_lost_and_none_invented(some: list[ct.TimelineEvent]) -> None:
    told = {source for one in some for source in one.sources}
    assert {source for one in merged(some) for source in one.sources} == told


@settings(max_examples=60)
@given(tellings)
def test_what_is_merged_is_of_one_type(some: list[ct.TimelineEvent]) -> None:
    types = {source: one.event.type for one in some for source in one.sources}
    for one in merged(some):
        assert len(one.sources) == 1 or one.event.type in {types[source] for source in one.sources}


def crowd(count: int) -> list[ct.TimelineEvent]:
    """Tellings of one document by many bodies on many days, a third of them vague."""
    return [
        telling(
            "dissemination",
            "2021-11" if at % 3 == 0 else f"2021-{at % 12 + 1:02}-{at % 28 + 1:02}",
            f"Đảng ủy xã Số {at // 6}" if at % 5 else None,
            (FULL,),
            at,
        )
        for at in range(count)
    ]


def cost(count: int) -> float:
    some = crowd(count)
    begun = process_time()
    merged(some)
    return process_time() - begun


def test_merging_takes_time_by_the_number_of_tellings() -> None:
    cost(1000)  # names are worked out once
    assert min(cost(1000) for _ in range(2)) < 16 * min(cost(125) for _ in range(5))


def test_a_part_of_a_body_is_within_it() -> None:
    assert within(organ_key("Tỉnh ủy Yên Bái"), organ_key("Ban Tuyên giáo Tỉnh ủy Yên Bái"))
    assert not within(organ_key("Tỉnh ủy Yên Bái"), organ_key("Tỉnh ủy Lào Cai"))
    assert not within((), organ_key("Tỉnh ủy Lào Cai"))


BENCHMARK = Path(__file__).resolve().parents[1] / "benchmarks" / "timeline.py"


def recovered(articles: int, events: int) -> dict[str, float]:
    found: dict[str, float] = runpy.run_path(str(BENCHMARK))["figures"](articles, events, seed=7)
    return found


def test_a_hidden_timeline_is_found_again_in_articles_about_it() -> None:
    found = recovered(80, 25)
    assert (found["recovered_f1"] >= 0.98, found["merged"] >= 0.97) == (True, True), found


@pytest.mark.long
def test_a_hidden_timeline_is_found_again_in_two_thousand_articles() -> None:
    found = recovered(2000, 600)
    assert (found["recovered_f1"] >= 0.98, found["merged"] >= 0.97) == (True, True), found

"""Events that leave the day open are found to be one with others exactly, however many acts there are."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import citetrack as ct
from citetrack.citations import Citation, Document
from citetrack.events import Event
from citetrack.resolution import Unresolved

# One number in two symbols, and by itself; bodies of which one begins another; days near and far, parts of years.
LABELS = ("5-CT/TW", "5-KL/TW", "")
BODIES = (None, "Tỉnh ủy", "Tỉnh ủy Yên Bái", "Tỉnh ủy Lào Cai", "Huyện ủy Văn Yên")
DAYS = ("2019-03-01", "2019-03-02", "2019-03-08", "2019-03-09", "2019-03-20", "2019-04-01", "2020-03-02")
TIMES = (*DAYS, "2019-03-01/2019-03-02", "2019-03-31/2019-04-01", "2019-03", "2019-04", "2019", "2019-21", "XXXX-03-02")


def reading(number: int, label: str, time: str, body: str | None, kind: str = "dissemination") -> ct.Reading:
    """A text that tells of one event."""
    first, _, last = time.partition("/")
    is_dated = first[:4].isdigit() and first != "2019-21"
    day, end = (first, last or None) if is_dated else (None, None)
    text = f"Tin {number}."
    citation = Citation(0, len(text), text, "full", "Chỉ thị", "5", doc="d1")
    document = Document("d1", label or None, "Chỉ thị", number="5", mentions=(0,))
    event = Event(kind, ("d1",), day, end, edtf=time, organiser=body, trigger="quán triệt", start=0, end=len(text))
    resolutions = {"d1": Unresolved(document, ("no known work",))}
    return ct.Reading(text, f"{number}", None, None, (citation,), (document,), resolutions, (event,))


def check(some: list[ct.Reading], removed: list[int]) -> None:
    with ct.Tracker() as tracker:
        for one in some:
            tracker.add_reading(one)
        assert tracker.timeline() == ct.Timeline.of_readings(some)
        for number in removed:
            tracker.remove(f"{number}")
        left = [one for one in some if int(one.id) not in removed]
        assert tracker.timeline() == ct.Timeline.of_readings(left)
        assert tracker.first() == ct.Timeline.of_readings(left).first()
        tracker.check()


tellings = st.lists(
    st.tuples(st.sampled_from(LABELS), st.sampled_from(TIMES), st.sampled_from(BODIES)), min_size=1, max_size=14
)


@pytest.mark.parametrize("examples", [10, pytest.param(800, marks=pytest.mark.long)])
def test_what_leaves_things_open_joins_the_only_act_that_fits(examples: int) -> None:
    @settings(max_examples=examples)
    @given(tellings, st.sets(st.integers(0, 13), max_size=5))
    def law(some: list[tuple[str, str, str | None]], removed: set[int]) -> None:
        check([reading(number, *one) for number, one in enumerate(some)], sorted(removed))

    law()


@pytest.mark.parametrize("label", ["5-CT/TW", "5-KL/TW"])
def test_a_year_finds_its_only_act_behind_many_of_another_document(label: str) -> None:
    days = [(date(2019, 3, 1) + timedelta(days=number)).isoformat() for number in range(40)]
    others = [reading(number, "5-CT/TW", day, "Tỉnh ủy Yên Bái") for number, day in enumerate(days)]
    one = reading(100, label, "2019-09-09", "Tỉnh ủy Yên Bái")
    check([*others, one, reading(101, label, "2019", "Tỉnh ủy Yên Bái")], [100])
    check([reading(101, label, "2019", "Tỉnh ủy Yên Bái"), *others, one], [0, 1, 2])

"""Corrections: they hold however often the texts are read again, are shown as such, and can be taken back."""

import json
from datetime import date, datetime
from pathlib import Path

import pytest
from attrs import evolve

import citetrack as ct

BY = {"reason": "the minutes say so", "author": "Lan", "made": datetime(2026, 1, 5, 9, 30)}
LATER = {"reason": "the archive says so", "author": "Minh", "made": datetime(2026, 2, 1)}
LINE = "the minutes say so (Lan, 2026-01-05T09:30:00)"

CONFERENCE = "Ngày 2-12-2019, Tỉnh ủy Yên Bái tổ chức hội nghị quán triệt Quy định số 205-QĐ/TW."
COPY = "Yên Bái. - Ngày 2/12/2019, Tỉnh ủy Yên Bái quán triệt Quy định số 205-QĐ/TW."
NEXT_DAY = "Ngày 3-12-2019, Tỉnh ủy Yên Bái tổ chức hội nghị quán triệt Quy định số 205-QĐ/TW."
UNSURE = "Ngày 2-12, Tỉnh ủy Yên Bái tổ chức hội nghị quán triệt Chỉ thị số 35-CT/TW."


def made_of(*texts: str) -> ct.Tracker:
    tracker = ct.Tracker()
    for number, text in enumerate(texts):
        tracker.add(text, source=f"{number}")
    return tracker


def shown(tracker: ct.Tracker) -> list[tuple[str | None, list[str]]]:
    return [(one.event.date, [source.id for source in one.sources]) for one in tracker.timeline()]


def read_again(tracker: ct.Tracker, *texts: str) -> None:
    """The texts come back changed around what they tell, after they were gone."""
    for number, text in enumerate(texts):
        tracker.remove(f"{number}")
        assert tracker.add(f"Tin mới nhận.\n\n{text}\n\nHết.", source=f"{number}").outcome == "added"


def test_a_mended_date_holds_through_new_readings_and_is_shown() -> None:
    tracker = made_of(CONFERENCE, COPY)
    (event,) = tracker.timeline()
    tracker.mend_date(event, "2019-12-04", **BY)
    for _ in range(2):
        (mended,) = tracker.timeline()
        assert (mended.event.date, mended.event.precision, len(mended.sources)) == ("2019-12-04", "day", 2)
        assert mended.corrected_by == (f"date: {LINE}",)
        assert {source.date for source in mended.sources} == {"2019-12-02"}  # as it is told
        assert ct.TimelineEvent.from_record(mended.to_record()) == mended
        assert len(tracker.between(date(2019, 12, 4), date(2019, 12, 4))) == 1
        assert len(tracker.between(date(2019, 12, 2), date(2019, 12, 2))) == 0
        read_again(tracker, CONFERENCE, COPY)
    tracker.check()


@pytest.mark.parametrize(
    ("day", "told"),
    [
        ("2019", ("2019", None, "year")),
        ("2019-12", ("2019-12", None, "month")),
        ("2019-12-02/2019-12-04", ("2019-12-02", "2019-12-04", "day")),
    ],
)
def test_a_date_is_mended_as_far_as_it_is_known(day: str, told: tuple[str, str | None, str]) -> None:
    tracker = made_of(CONFERENCE)
    (event,) = tracker.timeline()
    tracker.mend_date(event, day, **BY)
    (mended,) = tracker.timeline()
    assert (mended.event.date, mended.event.date_end, mended.event.precision) == told


@pytest.mark.parametrize(
    "day", ["", "2/12/2019", "2019-13", "2019-02-30", "2019-12-04/2019-12-02", "2019-12-02/", "XXXX-12-02"]
)
def test_a_day_that_is_none_is_refused(day: str) -> None:
    tracker = made_of(CONFERENCE)
    (event,) = tracker.timeline()
    with pytest.raises(ct.InputError, match="expected a day"):
        tracker.mend_date(event, day, **BY)
    assert tracker.corrections() == ()


def test_one_of_several_candidates_is_confirmed() -> None:
    tracker = made_of(UNSURE)
    (event,) = tracker.timeline()
    (document,) = event.documents
    old, new = sorted(tracker.candidates(document), key=lambda one: str(one.date))
    assert (old.date, new.date, document.authority) == ("2019-05-30", "2024-06-14", None)
    tracker.confirm(event, document, old, **BY)
    for _ in range(2):
        (mended,) = tracker.timeline()
        assert mended.documents == (old,)
        assert mended.corrected_by == (f"confirm: {LINE}",)
        assert len(tracker.of("35-CT/TW")) == 1
        read_again(tracker, UNSURE)
    with pytest.raises(ct.InputError, match="no candidate"):
        tracker.confirm(mended, old, evolve(old, key="other"), **BY)


def test_a_confirmed_document_brings_tellings_together() -> None:
    sure = "Ngày 2-12-2019, Tỉnh ủy Yên Bái quán triệt Chỉ thị số 35-CT/TW ngày 30/5/2019 của Bộ Chính trị."
    tracker = made_of(UNSURE.replace("2-12,", "2-12-2019,"), sure)
    events = tracker.timeline()
    if len(events) == 2:
        unsure = next(one for one in events if not one.documents[0].authority)
        (choice,) = (one for one in tracker.candidates(unsure.documents[0]) if one.date == "2019-05-30")
        tracker.confirm(unsure, unsure.documents[0], choice, **BY)
    assert len(tracker.timeline()) == 1


def test_events_are_merged_and_stay_so() -> None:
    tracker = made_of(CONFERENCE, NEXT_DAY)
    tracker.merge(tracker.timeline(), **BY)
    for _ in range(2):
        (event,) = tracker.timeline()
        assert len(event.sources) == 2
        assert event.corrected_by == (f"merge: {LINE}",)
        read_again(tracker, CONFERENCE, NEXT_DAY)
    tracker.remove("1")
    assert shown(tracker) == [("2019-12-02", ["0"])]
    tracker.check()


def test_an_event_is_split_and_stays_so() -> None:
    tracker = made_of(CONFERENCE, COPY)
    (event,) = tracker.timeline()
    tracker.split(event, event.sources[:1], **BY)
    for _ in range(2):
        assert shown(tracker) == [("2019-12-02", ["0"]), ("2019-12-02", ["1"])]
        read_again(tracker, CONFERENCE, COPY)
    tracker.check()


def test_what_is_taken_back_is_as_if_it_had_not_been_but_on_record() -> None:
    tracker = made_of(CONFERENCE, COPY, NEXT_DAY)
    before = tracker.timeline()
    first, second = before
    for correct in (
        lambda: tracker.mend_date(first, "2020", **BY),
        lambda: tracker.split(first, first.sources[:1], **BY),
        lambda: tracker.merge([first, second], **BY),
    ):
        correction = correct()
        assert tracker.timeline() != before
        tracker.undo(correction, **LATER)
        assert tracker.timeline() == before
        with pytest.raises(ct.InputError, match="does not hold"):
            tracker.undo(correction, **LATER)
    undone = ("the archive says so", "Minh", "2026-02-01T00:00:00")
    assert [one.undone for one in tracker.corrections()] == [undone] * 3
    tracker.check()


def test_of_two_that_contradict_the_later_holds_and_both_are_reported() -> None:
    tracker = made_of(CONFERENCE)
    (event,) = tracker.timeline()
    tracker.mend_date(event, "2019-12-05", **LATER)
    tracker.mend_date(event, "2019-12-04", **BY)
    assert [one.event.date for one in tracker.timeline()] == ["2019-12-05"]
    (conflict,) = tracker.conflicts()
    assert (conflict.earlier.value, conflict.later.value) == ("2019-12-04", "2019-12-05")
    assert str(conflict) == (
        "0: “date: the archive says so (Minh, 2026-02-01T00:00:00)” overrides "
        "“date: the minutes say so (Lan, 2026-01-05T09:30:00)”"
    )
    tracker.undo(conflict.later, **LATER)
    assert tracker.conflicts() == ()
    assert [one.event.date for one in tracker.timeline()] == ["2019-12-04"]


def test_a_correction_needs_a_reason_an_author_and_an_event_that_is_there() -> None:
    tracker = made_of(CONFERENCE)
    (event,) = tracker.timeline()
    for name in ("reason", "author"):
        with pytest.raises(ct.InputError, match=f"has no {name}"):
            tracker.mend_date(event, "2020", **(BY | {name: ""}))
    with ct.Tracker() as other, pytest.raises(ct.InputError, match="is not in the database"):
        other.mend_date(event, "2020", **BY)


# Dumps


def dumped(tracker: ct.Tracker, path: Path) -> bytes:
    tracker.dump(path)
    return path.read_bytes()


def test_a_dump_brings_back_all_there_is(tmp_path: Path) -> None:
    with ct.Tracker(keep_texts=True) as tracker, ct.Tracker() as other:
        for number, text in enumerate((CONFERENCE, COPY, UNSURE, NEXT_DAY, "Một \ud800 nửa.")):
            tracker.add(text, source=f"{number}", added=date(2026, 1, 1 + number))
        tracker.add(CONFERENCE + " ", source="1", added=date(2026, 2, 1))
        events = tracker.timeline()
        tracker.undo(tracker.mend_date(events.events[0], "2020", **BY), **LATER)
        tracker.merge(events.events[:2], **BY)
        whole = dumped(tracker, tmp_path / "a")
        assert other.load(tmp_path / "a") == 8
        assert other.timeline() == tracker.timeline()
        assert other.corrections() == tracker.corrections()
        assert other.text("4") == "Một \ud800 nửa."
        assert dumped(other, tmp_path / "b") == whole
        assert other.load(tmp_path / "a") == 0
        assert dumped(other, tmp_path / "b") == whole
        days = date(2026, 1, 1), date(2026, 2, 2)
        assert other.difference(*days) == tracker.difference(*days)
        other.check()


NO_KIND = {"kind": "x", "value": "", "targets": [], "undone": None, "reason": "", "author": "", "made": ""}
FAULTS = {
    "not json": "is no text or correction (JSONDecodeError",
    "[]": "is no text or correction (TypeError",
    '{"text": {}}': "is no text or correction (KeyError",
    f'{{"correction": {json.dumps(NO_KIND)}}}': "correction: x is no kind; expected one of: confirm, ",
}


def test_faulty_lines_of_a_dump_are_named_and_the_rest_is_stored(tmp_path: Path) -> None:
    path = tmp_path / "a"
    with made_of(CONFERENCE, COPY) as tracker, ct.Tracker() as other:
        head, first, second = dumped(tracker, path).decode().splitlines()
        path.write_text("\n".join([head, first, *FAULTS, second]), encoding="utf-8")
        told: list[ct.InputError] = []
        assert other.load(path, told.append) == 2
        assert other.timeline() == tracker.timeline()
        for number, (error, expected) in enumerate(zip(told, FAULTS.values(), strict=True), 3):
            assert str(error).startswith(f"{path}, line {number}: {expected}")
    with ct.Tracker() as other, pytest.raises(ct.InputError, match="line 3"):
        other.load(path)


@pytest.mark.parametrize("head", ["", "{}", "[]", '{"citetrack": "tracker"}', '{"citetrack": "tracker", "format": 99}'])
def test_what_is_no_dump_is_said_to_be_none(tmp_path: Path, head: str) -> None:
    path = tmp_path / "a"
    path.write_text(head, encoding="utf-8")
    with ct.Tracker() as tracker:
        with pytest.raises(ct.InputError, match=f"{path}, line 1: is (no dump|of format 99)"):
            tracker.load(path)
        with pytest.raises(ct.InputError, match="none: cannot be read"):
            tracker.load(tmp_path / "none")
        with pytest.raises(ct.InputError, match="cannot be written"):
            tracker.dump(tmp_path)

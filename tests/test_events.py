"""Events: acts told as done or planned are found once, with their date; what is no act is left alone.

tests/corpus/events/acts.jsonl holds texts of our own around documents that exist, outsider.jsonl some written before
the rules were looked at. A line gives the text, the day of its
publication, the mentions in order (surface, document, title if the text gives one) and the events to be found.
"""

import json
import re
import time
import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citetrack._text import Span
from citetrack.citations import Citation, Document
from citetrack.events import EVENT_TYPES, Attendance, Event, find_events
from citetrack.events.words import lexicon

HERE = Path(__file__).resolve().parent
DATA = HERE.parent / "citetrack" / "data"
CASES = [
    json.loads(line)
    for name in ("acts", "outsider")
    for line in (HERE / f"corpus/events/{name}.jsonl").read_text("utf-8").splitlines()
]
TYPES = sorted(
    {record["name"] for record in tomllib.loads((DATA / "document_types.toml").read_text("utf-8"))["types"]},
    key=len,
    reverse=True,
)
# Who chaired each event of a seed article.
CHAIRS = {
    "seed-000": ["Phạm Minh Chính", None],
    "seed-001": ["Trương Thị Mai; Đinh Tiến Dũng"],
    "seed-002": ["Đinh Tiến Dũng"],
    "seed-003": ["Phạm Minh Chính"],
    "seed-004": [None],
}

each_case = pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])


def day_of(surface: str) -> str | None:
    found = re.search(r"ngày (\d{1,2})[/-](\d{1,2})[/-](\d{4})", surface)
    return f"{found[3]}-{int(found[2]):02}-{int(found[1]):02}" if found else None


def cited(case: dict[str, Any]) -> list[Citation]:
    """The mentions of a case as citations, each found after the one before."""
    citations, position = [], 0
    for surface, doc, *title in case["mentions"]:
        start = case["text"].index(surface, position)
        position = start + 1
        type_name = next((name for name in TYPES if surface.lower().startswith(name.lower())), None)
        kind = "anaphoric" if surface.endswith((" này", " nói trên", " nêu trên")) else "full"
        citations.append(
            Citation(
                start,
                start + len(surface),
                surface,
                kind,
                type=type_name,
                title=title[0] if title else None,
                date=day_of(surface),
                doc=doc,
            )
        )
    return citations


def events_of(case: dict[str, Any]) -> tuple[Event, ...]:
    citations = cited(case)
    documents = [
        Document(
            doc,
            date=next((c.date for c in citations if c.doc == doc and c.date), None)
            or (case.get("self_date") if doc == "self" else None),
        )
        for doc in dict.fromkeys(str(citation.doc) for citation in citations)
    ]
    published = date.fromisoformat(case["published"]) if case["published"] else None
    return find_events(case["text"], citations, documents, published, spelling=case.get("spelling", "accented"))


def told(events: Any) -> list[tuple[str, str, str, list[str]]]:
    """What a reader compares: type, day, the day without its year, documents."""
    shown = [event.to_record() if isinstance(event, Event) else event for event in events]
    return sorted(
        (e["type"], e["date"] or "", "" if e["date"] else e.get("month_day") or "", sorted(e["docs"])) for e in shown
    )


# laws


@each_case
def test_the_acts_of_a_text_are_found_and_no_others(case: dict[str, Any]) -> None:
    assert told(events_of(case)) == told(case["events"])


@each_case
def test_an_event_says_who_chaired_and_where_in_words_of_the_text(case: dict[str, Any]) -> None:
    events = {(e.type, e.date, tuple(sorted(e.docs))): e for e in events_of(case)}
    for expected in case["events"]:
        event = events[expected["type"], expected["date"], tuple(sorted(expected["docs"]))]
        named = {key: expected[key] for key in ("organiser", "chair", "place", "date_end") if key in expected}
        assert {key: getattr(event, key) for key in named} == named


@each_case
def test_the_evidence_lies_in_the_text_and_holds_the_trigger(case: dict[str, Any]) -> None:
    for event in events_of(case):
        assert 0 <= event.start < event.end <= len(case["text"])
        assert event.type in EVENT_TYPES
        assert event.docs
        assert set(event.docs) <= {doc for _, doc, *_ in case["mentions"]}


@each_case
def test_the_order_of_the_citations_changes_nothing(case: dict[str, Any]) -> None:
    citations = cited(case)
    forth = find_events(case["text"], citations, (), None)
    assert find_events(case["text"], citations[::-1], (), None) == forth


@each_case
def test_a_text_without_citations_has_no_events(case: dict[str, Any]) -> None:
    assert find_events(case["text"], (), (), date(2020, 1, 1)) == ()


@given(st.lists(st.sampled_from(CASES), min_size=2, max_size=4), st.randoms(use_true_random=False))
def test_texts_in_any_order_and_cut_anywhere_are_read_without_failing(cases: list[dict[str, Any]], random: Any) -> None:
    text, citations = "", []
    for number, case in enumerate(cases):
        for citation in cited(case):
            doc = f"{number}{citation.doc}"
            start = len(text) + citation.start
            citations.append(Citation(start, start + len(citation.text), citation.text, citation.kind, doc=doc))
        text += case["text"]
    cut = random.randrange(len(text))
    kept = [citation for citation in citations if citation.end <= cut]
    events = find_events(text[:cut], kept, (), None)
    assert all(0 <= event.start < event.end <= cut for event in events)


# dates

TELLING = "Ngày 30/12, Tỉnh ủy tổ chức hội nghị quán triệt Chỉ thị số 7-CT/TW."


def telling(text: str, published: date | None, furniture: Span | None = None, issued: str | None = None) -> Event:
    surface = "Chỉ thị số 7-CT/TW"
    start = text.index(surface)
    citation = Citation(start, start + len(surface), surface, "full", type="Chỉ thị", doc="d1")
    [event] = find_events(text, [citation], [Document("d1", date=issued)], published, furniture)
    return event


@pytest.mark.parametrize(
    ("published", "expected"), [(date(2020, 12, 31), "2020-12-30"), (date(2021, 1, 3), "2020-12-30"), (None, None)]
)
def test_a_day_takes_the_year_nearest_to_publication(published: date | None, expected: str | None) -> None:
    assert telling(TELLING, published).date == expected


def test_without_any_year_the_day_is_kept_without_it() -> None:
    event = telling(TELLING, None)
    assert (event.month_day, event.edtf, event.precision, event.anchor) == ("12-30", "XXXX-12-30", "unknown", "none")


def test_the_text_gives_the_year_where_publication_does_not() -> None:
    event = telling(TELLING + " Các huyện tổ chức trong tháng 1/2021.", None)
    assert (event.date, event.anchor) == ("2020-12-30", "text")


def test_an_act_is_never_older_than_its_document() -> None:
    text = TELLING + " Đảng bộ thành lập ngày 20/6/1947; ngày 2/9/1995 khánh thành trụ sở."
    assert telling(text, None, issued="2018-05-05").date is None


def test_the_line_of_publication_is_no_date_of_an_act() -> None:
    line = "Thứ Hai, 05/3/2018"
    text = f"{line}\n\nTỉnh ủy vừa tổ chức hội nghị quán triệt Chỉ thị số 7-CT/TW."
    assert telling(text, date(2018, 3, 5), Span(0, len(line))).date is None


# values


def test_attendance_is_a_range_of_what_the_words_allow() -> None:
    text = TELLING + " Hội nghị trực tuyến nối 71 điểm cầu, với gần 3.000 đại biểu."
    assert telling(text, None).attendance == Attendance((71, 71), (None, 3000), "online")


def test_a_record_holds_json_values_only() -> None:
    record = telling(TELLING, date(2021, 1, 3)).to_record()
    assert json.loads(json.dumps(record)) == record


# tables


def records(name: str) -> list[dict[str, Any]]:
    tables = tomllib.loads((DATA / f"{name}.toml").read_text("utf-8"))
    return [record for entries in tables.values() for record in entries]


@pytest.mark.parametrize("record", records("triggers"), ids=lambda record: record["word"])
def test_each_example_of_a_trigger_finds_it(record: dict[str, Any]) -> None:
    for example in record["examples"]:
        found = {trigger.word for _, trigger in lexicon().triggers(example, 0, len(example))}
        assert record["word"] in found


@pytest.mark.parametrize("record", records("relations"), ids=lambda record: record["word"])
def test_each_example_of_a_relation_finds_it(record: dict[str, Any]) -> None:
    for example in record["examples"]:
        assert record["word"] in {relation.word for _, relation in lexicon().relations(example, 0, len(example))}


@pytest.mark.parametrize("record", records("event_words"), ids=lambda record: record["name"])
def test_each_example_of_a_role_is_one_of_its_words(record: dict[str, Any]) -> None:
    assert record["source"]
    assert set(record["examples"]) <= set(record["words"])
    assert len(set(record["words"])) == len(record["words"])


def test_every_type_of_event_has_words() -> None:
    types = {record["type"] for name in ("triggers", "relations") for record in records(name)}
    assert types == set(EVENT_TYPES)


# hostile input


PIECES = ["thay thế, ", "ngày 5/3, ", "quán triệt ", "( ", "a | b | c ", "“", "; ", "\n- "]
PIECES += ["các chỉ thị này có hiệu lực từ ngày 5/3, ", "bị sửa đổi bởi: ", "sau đó, ngày 5/3 ban hành ", "(ngày "]


@pytest.mark.parametrize("piece", PIECES)
def test_reading_takes_time_in_proportion_to_length(piece: str) -> None:
    """Eight times the text: work in proportion costs eight times as much, quadratic work 64 times."""

    def seconds(times: int) -> float:
        text = TELLING + " " + piece * times + TELLING
        starts = [match.start() for match in re.finditer("Chỉ thị số 7-CT/TW", text)]
        citations = [Citation(start, start + 18, text[start : start + 18], "full", doc="d1") for start in starts]
        begin = time.process_time()
        find_events(text, citations, (), date(2021, 1, 1))
        return time.process_time() - begin

    seconds(100)
    small, large = min(seconds(250), seconds(250)), seconds(2_000)
    assert large < 30 * small + 0.1


# the developers' texts


@pytest.mark.parametrize("name", CHAIRS)
def test_the_seed_articles_have_their_events(name: str, shared: Path) -> None:
    gold = json.loads((shared / "gold" / f"{name}.json").read_text("utf-8"))
    text = (shared / "gold" / f"{name}.txt").read_text("utf-8")
    wanted = ("start", "end", "text", "kind", "type", "title", "doc")
    citations = [Citation(**{key: c[key] for key in wanted}) for c in gold["citations"]]
    documents = [Document(d["doc"], date=d.get("date")) for d in gold["documents"]]
    published = date.fromisoformat(gold["published"]) if gold["published"] else None
    events = find_events(text, citations, documents, published)
    assert told(events) == told(gold["events"])
    assert [event.chair for event in events] == CHAIRS[name]

"""Outputs: what other programs read is valid, the same each time, and hostile text stays text."""

import csv
import io
import json
import re
import sys
import warnings
from datetime import date, datetime
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

import citetrack as ct
from citetrack.outputs import FORMATS, ROW_FORMATS
from citetrack.outputs.csv import rows_to_csv, to_csv
from citetrack.outputs.ics import left_out, to_ics
from citetrack.outputs.jsonl import to_jsonl
from citetrack.outputs.jsonld import to_jsonld
from citetrack.outputs.mermaid import chain_to_mermaid, to_mermaid
from citetrack.outputs.words import header, shown, web_address
from citetrack.outputs.xlsx import rows_to_xlsx, to_xlsx

TEXTS = (
    "Ngày 1/7/2024, Tỉnh ủy Yên Bái tổ chức hội nghị quán triệt Chỉ thị số 35-CT/TW, gần 300 đảng viên dự.",
    "Tháng 8/2024, Tỉnh ủy Lào Cai tổ chức hội nghị quán triệt Chỉ thị số 35-CT/TW ngày 14/6/2024.",
    "Năm 2024, Tỉnh ủy Sơn La tổ chức hội nghị quán triệt Chỉ thị số 35-CT/TW ngày 14/6/2024.",
    "Từ ngày 5 đến ngày 6/8/2024, Thành ủy Hà Nội tổ chức hội nghị quán triệt Chỉ thị số 35-CT/TW ngày 14/6/2024.",
    "Kế hoạch số 248-KH/TU ngày 5/8/2024 thực hiện Chỉ thị số 35-CT/TW ngày 14/6/2024.",
)
READINGS = [ct.read(text, id=f"https://example.vn/{at}") for at, text in enumerate(TEXTS)]
PLAIN = ct.Timeline.of_readings(READINGS)

HOSTILE = (
    '=HYPERLINK("http://evil.vn")',
    "+1",
    "-1+1",
    "@SUM(A1)",
    "\t=1",
    "</script><script>alert(1)</script>",
    '" onload="x',
    "a\nEND:VEVENT\r\nBEGIN:VEVENT",
    "x;y,z\\n: #1; [a](b) {c} |d|",
    "\x00\x07\x1b[31m\u2028\ud800\U0001f600",
    "#N/A",
    "javascript:alert(1)",
    "ngày " * 60,
)
words = st.one_of(st.sampled_from(HOSTILE), st.text(max_size=60), st.lists(st.sampled_from(HOSTILE)).map("".join))


@st.composite
def hostile(draw: st.DrawFn) -> ct.Timeline:
    """Events of which every word is chosen by somebody who means ill."""
    document = ct.TimelineDocument(
        draw(words), draw(words), draw(words), draw(words), draw(words), "2024-06-14", draw(words)
    )
    event = ct.Event(
        "dissemination", (), date="2024-07-01", organiser=draw(words), chair=draw(words), place=draw(words)
    )
    source = ct.Source(draw(words), draw(words), 0, 1, draw(words), date(2024, 7, 2), organiser=draw(words))
    return ct.Timeline([ct.TimelineEvent(event, (document,), (source,))])


def table(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def sheets(content: bytes) -> dict[str, list[list[Any]]]:
    book = workbook(content)
    return {page.title: [list(row) for row in page.iter_rows(values_only=True)] for page in book.worksheets}


def workbook(content: bytes) -> Any:
    openpyxl = pytest.importorskip("openpyxl", reason="not installed: openpyxl; citetrack[excel] brings it")
    return openpyxl.load_workbook(io.BytesIO(content))


def calendar(content: bytes) -> Any:
    icalendar = pytest.importorskip("icalendar", reason="not installed: icalendar; citetrack[dev] brings it")
    return icalendar.Calendar.from_ical(content)


def graph(content: bytes) -> Any:
    rdflib = pytest.importorskip("rdflib", reason="not installed: rdflib; citetrack[dev] brings it")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # rdflib warns of itself
        return rdflib.Graph().parse(data=content.decode(), format="json-ld")


@pytest.mark.parametrize("name", FORMATS)
def test_the_same_timeline_has_the_same_bytes(name: str) -> None:
    backwards = ct.Timeline.of_readings(READINGS[::-1])
    assert FORMATS[name](PLAIN) == FORMATS[name](backwards)


@pytest.mark.parametrize("name", FORMATS)
def test_a_timeline_without_events_can_be_written(name: str) -> None:
    assert isinstance(FORMATS[name](ct.Timeline()), bytes)


def lines(content: bytes) -> list[dict[str, Any]]:
    return [json.loads(line) for line in content.decode().split("\n") if line]


@settings(max_examples=40)
@given(hostile())
def test_json_lines_make_the_timeline_again(timeline: ct.Timeline) -> None:
    assert ct.Timeline.from_records(lines(to_jsonl(timeline))) == timeline


def test_the_example_is_the_same_after_a_journey_as_json_lines() -> None:
    assert ct.Timeline.from_records(lines(to_jsonl(PLAIN))) == PLAIN


@settings(max_examples=40)
@given(hostile())
def test_no_cell_of_a_csv_file_is_a_formula_and_every_row_is_whole(timeline: ct.Timeline) -> None:
    (row,) = table(to_csv(timeline))
    assert None not in row
    assert [cell for cell in row.values() if cell.lstrip().startswith(("=", "+", "-", "@"))] == []


def test_a_csv_file_has_vietnamese_headers_and_a_mark_for_excel_on_request() -> None:
    _, first, *_ = table(to_csv(PLAIN))
    assert (first["Loại sự kiện"], first["Đơn vị tổ chức"], first["Số người dự"]) == (
        "Quán triệt, triển khai",
        "Tỉnh ủy Yên Bái",
        "≤ 300",
    )
    assert to_csv(PLAIN).startswith(b"\xef\xbb\xbf")
    assert not to_csv(PLAIN, bom=False).startswith(b"\xef\xbb\xbf")


def test_numbers_stay_numbers_and_claims_are_words() -> None:
    assert rows_to_csv([{"days": -3, "overdue": True}], bom=False).decode().splitlines()[1] == '-3,"Có"'


@settings(max_examples=15)
@given(hostile())
def test_no_cell_of_a_workbook_is_a_formula_or_an_error(timeline: ct.Timeline) -> None:
    book = workbook(to_xlsx(timeline))
    cells = [cell for page in book.worksheets for row in page.iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} <= {"s", "n", "d"}
    links = [cell.hyperlink.target for cell in cells if cell.hyperlink]
    assert [link for link in links if not re.match(r"https?://", link)] == []


def test_a_workbook_has_its_sheets_with_real_dates_and_a_frozen_header() -> None:
    book = workbook(to_xlsx(PLAIN))
    assert book.sheetnames == ["Sự kiện", "Văn bản", "Độ phủ"]
    events = book["Sự kiện"]
    assert events.freeze_panes == "A2"
    head = [cell.value for cell in events[1]]
    assert [events[row][0].value for row in (2, 3)] == ["2024", datetime(2024, 7, 1)]
    assert events[3][head.index("Liên kết")].hyperlink.target == "https://example.vn/0"
    assert len(sheets(to_xlsx(PLAIN))["Độ phủ"][0]) == 1 + 63


def test_a_workbook_without_its_package_names_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    with pytest.raises(ct.CitetrackError, match=r"citetrack\[excel\]"):
        to_xlsx(PLAIN)


@settings(max_examples=40)
@given(hostile())
def test_a_calendar_stays_one_entry_whatever_the_words(timeline: ct.Timeline) -> None:
    content = to_ics(timeline)
    (entry,) = calendar(content).walk("VEVENT")
    assert entry.decoded("DTSTART") == date(2024, 7, 1)
    assert [line for line in content.split(b"\r\n") if len(line) > 75] == []
    assert b"\n" not in content.replace(b"\r\n", b"")


def test_a_calendar_holds_days_months_and_ranges_and_counts_what_it_leaves_out() -> None:
    content = to_ics(PLAIN)
    found = calendar(content)
    spans = [(str(one.decoded("DTSTART")), str(one.decoded("DTEND"))) for one in found.walk("VEVENT")]
    assert sorted(spans) == [("2024-07-01", "2024-07-02"), ("2024-08-01", "2024-09-01"), ("2024-08-05", "2024-08-07")]
    assert left_out(PLAIN) == 1
    assert "1 events" in str(found["X-WR-CALDESC"])
    for entry in found.walk("VEVENT"):
        assert {"UID", "DTSTAMP", "SUMMARY"} <= set(entry)
        assert str(entry["URL"]).startswith("https://example.vn/")
    assert "Quán triệt, triển khai: Chỉ thị 35-CT/TW" in {str(one["SUMMARY"]) for one in found.walk("VEVENT")}


def test_an_entry_keeps_its_id_when_another_text_tells_it() -> None:
    more = ct.Timeline.of_readings([*READINGS, evolve(READINGS[0], id="elsewhere")])
    assert len(more) == len(PLAIN)
    ids = [[str(one["UID"]) for one in calendar(to_ics(some)).walk("VEVENT")] for some in (PLAIN, more)]
    assert ids[0] == ids[1]


@settings(max_examples=40)
@given(hostile())
def test_no_word_of_a_mermaid_text_is_read_as_its_grammar(timeline: ct.Timeline) -> None:
    """A line is the day and the entries; all else that could steer Mermaid stands as a numbered entity."""
    head, line, end = to_mermaid(timeline).decode().split("\n")
    assert (head, end) == ("timeline", "")
    day, *entries = line.split(" : ")
    assert (day.strip(), len(entries)) == ("2024-07-01", 1)
    bare = re.sub(r"#\d+;", "", entries[0])
    assert not set(bare) & set('#;:"<>{}[]()|&%`\\')


def test_a_chain_is_a_flowchart_with_lags() -> None:
    chart = chain_to_mermaid(PLAIN.chain("35-CT/TW")).decode()
    assert chart.split("\n")[1:4] == [
        '    d0["Chỉ thị 35-CT/TW"]',
        '    d1["Kế hoạch 248-KH/TU"]',
        '    d0 -->|"52 ngày"| d1',
    ]


@settings(max_examples=40)
@given(hostile())
def test_json_ld_is_a_graph_that_cannot_end_a_script(timeline: ct.Timeline) -> None:
    content = to_jsonld(timeline)
    assert not set(content.decode()) & set("<>&")
    (legislation, event) = json.loads(content)["@graph"]
    assert (legislation["@type"], event["@type"], event["about"]) == ("Legislation", "Event", [legislation["@id"]])


def test_json_ld_says_in_rdf_what_the_timeline_says() -> None:
    found = graph(to_jsonld(PLAIN))
    asked = """PREFIX s: <https://schema.org/>
        SELECT ?day ?who WHERE {
            ?event a s:Event; s:startDate ?day; s:organizer/s:name ?who; s:about/s:legislationIdentifier "35-CT/TW" }"""
    assert {(str(row.day), str(row.who)) for row in found.query(asked)} == {
        (one.event.date, one.event.organiser) for one in PLAIN
    }
    based = "SELECT ?n WHERE { ?p <https://schema.org/isBasedOn>/<https://schema.org/legislationIdentifier> ?n }"
    assert [str(row.n) for row in found.query(based)] == ["35-CT/TW"]


@settings(max_examples=10)
@given(hostile())
def test_hostile_words_make_a_valid_graph(timeline: ct.Timeline) -> None:
    assert len(graph(to_jsonld(timeline))) > 4


ADDRESSES = {
    "https://example.vn/tin?id=1#a": True,
    "HTTP://example.vn": True,
    "javascript:alert(1)": False,
    "https://a b": False,
    'https://a"b': False,
    "https://a\nb": False,
    "file:///etc/passwd": False,
    "https://" + "a" * 3000: False,
}


@pytest.mark.parametrize(("address", "is_web"), ADDRESSES.items())
def test_only_web_addresses_become_links(address: str, is_web: bool) -> None:
    assert (web_address(address) is not None) == is_web


@pytest.mark.parametrize("name", ROW_FORMATS)
def test_the_answers_to_questions_have_rows_in_each_format(name: str) -> None:
    rows = PLAIN.lags(deadline=30).rows()
    assert len(rows) == 4
    assert ROW_FORMATS[name](rows) == ROW_FORMATS[name](rows) != b""


def test_each_column_of_each_answer_has_a_vietnamese_header() -> None:
    day = date(2024, 6, 20)
    answers = [
        PLAIN.lags().rows(),
        PLAIN.coverage().rows(),
        PLAIN.anniversaries(day, 4000).rows(),
        [one.to_row() for one in PLAIN.first()],
        [one.to_row() for one in PLAIN.chain("35-CT/TW")],
        [one.to_row() for one in PLAIN.links],
        [one.to_row() for one in PLAIN.lags().summaries],
    ]
    names = {name for rows in answers for row in rows for name in row}
    assert [name for name in names if header(name) == name] == []


def test_a_workbook_of_rows_has_one_sheet() -> None:
    assert sheets(rows_to_xlsx([{"unit": "Yên Bái", "days": 17}])) == {
        "Kết quả": [["Đơn vị", "Số ngày"], ["Yên Bái", 17]]
    }


def test_every_type_of_event_has_its_vietnamese_word() -> None:
    from citetrack.events import EVENT_TYPES

    assert [kind for kind in EVENT_TYPES if shown(kind) == kind] == []

"""Arrow: rows are what `find_citations` and `read` say, whatever batch texts come in; SQL finds what Python finds."""

import json
from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import citetrack as ct

pa = pytest.importorskip("pyarrow", reason="not installed: citetrack[dev] brings it")

from made_texts import Told, made_up, table, told_by_one, told_by_query  # noqa: E402 likewise

from citetrack import arrow  # noqa: E402 after the check for what it needs

TEXTS = [
    "theo khoản 2, điểm đ khoản 3 Điều 5 Nghị định số 30/2020/NĐ-CP ngày 05/3/2020 của Chính phủ về công tác văn thư",
    None,
    "",
    "Ngày 2-12, Tỉnh ủy Yên Bái quán triệt Quy định số 205-QĐ/TW và Chỉ thị 35-CT/TW tại 71 điểm cầu.",
    "Luật Đất đai 2024 và Nghị quyết Trung ương 4 khóa XII",
]
DAYS = ["2021-11-19", None, None, "2019-12-03", None]


def texts(kind: Any = None) -> Any:
    made = pa.array(TEXTS, kind or pa.string())
    return pa.record_batch({"id": ["a", "b", "c", "d", "e"], "text": made, "day": pa.array(DAYS)})


def test_there_is_a_row_for_each_citation_with_what_it_says() -> None:
    rows = arrow.scan_batch(texts(), id_columns=["id"]).to_pylist()
    told = [(number, one) for number, text in enumerate(TEXTS) for one in ct.find_citations(text or "")]
    assert [(row["row"], row["id"]) for row in rows] == [(number, "abcde"[number]) for number, _ in told]
    plain = ("start", "end", "text", "kind", "type", "number", "year", "code", "name", "date", "issuer", "title")
    for row, (_, one) in zip(rows, told, strict=True):
        assert [row[name] for name in plain] == [getattr(one, name) for name in plain]
        assert row["identifier"] == (str(one.identifier) if one.identifier else None)
        assert json.loads(row["locators"] or "[]") == [locator.to_record() for locator in one.locators]


@pytest.mark.parametrize("kind", [pa.large_string(), pa.string_view(), pa.dictionary(pa.int32(), pa.string())])
def test_any_kind_of_string_column_gives_the_same(kind: Any) -> None:
    batch = texts() if pa.types.is_dictionary(kind) else texts(kind)
    if pa.types.is_dictionary(kind):
        batch = batch.set_column(1, "text", batch.column("text").dictionary_encode())
    assert arrow.scan_batch(batch) == arrow.scan_batch(texts())


@given(st.integers(0, 5), st.integers(0, 5))
def test_a_slice_gives_the_rows_of_its_texts(start: int, length: int) -> None:
    rows = [row for row in arrow.scan_batch(texts()).to_pylist() if start <= row["row"] < start + length]
    cut = arrow.scan_batch(texts().slice(start, length)).to_pylist()
    assert [row | {"row": row["row"] - start} for row in rows] == cut


@pytest.mark.parametrize("batch", [texts().slice(0, 0), texts().slice(1, 2), pa.record_batch({"text": pa.nulls(2)})])
def test_nothing_to_find_is_an_empty_batch_of_the_same_schema(batch: Any) -> None:
    assert arrow.scan_batch(batch).num_rows == arrow.read_batch(batch).num_rows == 0
    assert arrow.scan_batch(batch).schema == arrow.schema()
    assert arrow.read_batch(batch).schema == arrow.read_schema()


def test_the_schema_is_the_one_that_is_promised() -> None:
    id_field = texts().schema.field("id")
    assert arrow.scan_batch(texts(), id_columns=["id"]).schema == arrow.schema([id_field])
    assert arrow.read_batch(texts(), id_columns=["id"], published="day").schema == arrow.read_schema([id_field])


def test_documents_and_events_are_those_of_the_reading() -> None:
    rows = arrow.read_batch(texts(), id_columns=["id"], published="day").to_pylist()
    reading = ct.read(TEXTS[3] or "", date(2019, 12, 3), "d")
    mine = [row for row in rows if row["id"] == "d"]
    assert [row["doc"] for row in mine if not row["event"]] == [one.doc for one in reading.documents]
    works = [row["work"] for row in mine if not row["event"]]
    assert works == [one["work"] for one in reading.to_record()["documents"]]
    [event] = reading.events
    told = [row for row in mine if row["event"]]
    assert [row["doc"] for row in told] == list(event.docs)
    assert {(row["event"], row["event_date"], row["organiser"]) for row in told} == {
        ("dissemination", "2019-12-02", "Tỉnh ủy Yên Bái")
    }
    assert {row["sites_low"] for row in told} == {71}
    assert [bool(row["telling"]) for row in told] == [True, False]
    assert arrow.timeline_of(row["telling"] for row in told if row["telling"]) == ct.Timeline.of_readings([reading])


@pytest.mark.parametrize("day", ["2019-12-03", date(2019, 12, 3), datetime(2019, 12, 3, 5)])
def test_days_come_as_dates_as_times_or_as_words(day: Any) -> None:
    batch = pa.record_batch({"text": ["Sáng nay, Tỉnh ủy quán triệt Chỉ thị 35-CT/TW."], "day": [day]})
    assert arrow.read_batch(batch, published="day").to_pylist()[-1]["event_date"] == "2019-12-03"


def test_a_row_that_cannot_be_read_is_told_and_the_rest_is_read() -> None:
    batch = pa.record_batch({"text": ["18-NQ/TW", "35-CT/TW"], "day": ["hôm qua", None]})
    bad, good = arrow.read_batch(batch, published="day").to_pylist()
    assert (bad["row"], bad["doc"]) == (0, None)
    assert "hôm qua" in bad["error"]
    assert (good["row"], good["error"]) == (1, None)


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ({"column": "body"}, "column body: expected once; the batch has id, text, day"),
        ({"id_columns": ["url"]}, "column url: expected once; the batch has id, text, day"),
        ({"id_columns": ["text"]}, "column text: is a column of the result too; rename it"),
    ],
)
def test_columns_that_are_not_there_are_named(options: dict[str, Any], told: str) -> None:
    with pytest.raises(ct.InputError, match=told):
        arrow.scan_batch(texts(), **options)


def test_a_column_of_numbers_is_refused() -> None:
    with pytest.raises(ct.InputError, match="column text: holds int64; expected strings"):
        arrow.scan_batch(pa.record_batch({"text": [1, 2]}))


def test_a_telling_that_is_none_is_refused() -> None:
    with pytest.raises(ct.DataError, match="is no telling"):
        arrow.timeline_of(["{"])


def by_duckdb(texts: list[tuple[str, str, date]]) -> Told:
    duckdb = pytest.importorskip("duckdb", reason="not installed: citetrack[dev] brings it")
    batches = table(texts).to_batches(max_chunksize=1000)
    readings = pa.Table.from_batches(arrow.read_batches(batches, id_columns=["id"], published="published"))
    with duckdb.connect() as database:
        database.register("readings", readings)
        clusters = database.sql(arrow.CLUSTERS).fetchall()
        acts = database.sql(arrow.ACTS).to_arrow_table()
    one_each = pa.Table.from_batches(arrow.act_batches(acts.to_batches()))
    return told_by_query(clusters, one_each.column("telling").to_pylist())


def test_a_query_of_duckdb_finds_the_clusters_and_events_that_one_process_finds() -> None:
    texts = list(made_up(300))
    clusters, events = told_by_one(texts)
    assert len(clusters) > 10
    assert any(len(event["sources"]) > 1 for event in events)
    assert by_duckdb(texts) == (clusters, events)


@pytest.mark.long
def test_a_query_of_duckdb_does_so_on_100_000_texts() -> None:
    texts = list(made_up(100_000))
    assert by_duckdb(texts) == told_by_one(texts)


def test_polars_carries_the_function() -> None:
    polars = pytest.importorskip("polars", reason="not installed: citetrack[dev] brings it")
    frame = polars.DataFrame({"id": ["a", "b"], "text": ["theo 18-NQ/TW", "Chỉ thị 35-CT/TW và 18-NQ/TW"]})
    found = polars.from_arrow(list(arrow.scan_batches(frame.to_arrow().to_batches(), id_columns=["id"])))
    counted = found.group_by("identifier").agg(polars.col("id").n_unique()).sort("identifier")
    assert counted.rows() == [("18-NQ/TW", 2), ("35-CT/TW", 1)]

"""Records: plain JSON, described by docs/record.schema.json down to the last field."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import citetrack as ct
from citetrack.events import EVENT_TYPES
from citetrack.inputs import inputs
from citetrack.relations import RELATION_TYPES
from citetrack.verification import verify_reading

jsonschema = pytest.importorskip("jsonschema", reason="not installed: jsonschema; citetrack[dev] brings it")

TOP = Path(__file__).resolve().parents[1]
SCHEMA = json.loads((TOP / "docs" / "record.schema.json").read_text(encoding="utf-8"))
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)


def texts() -> dict[str, tuple[str, str | None]]:
    """The example articles and the texts of the corpus, with the day of publication where the file gives it."""
    found: dict[str, tuple[str, str | None]] = {}
    for one in inputs([str(TOP / "examples")], "utf-8", pytest.fail):
        found[Path(one.id).name] = (one.text, one.published and one.published.isoformat())
    for path in sorted((TOP / "tests" / "corpus").rglob("*.jsonl")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            record = json.loads(line)
            if isinstance(record.get("text"), str):
                found[f"{path.stem} {number}"] = (record["text"], record.get("published"))
    return found


TEXTS = texts()


def record_of(name: str) -> dict[str, Any]:
    text, published = TEXTS[name]
    return ct.read(text, date.fromisoformat(published) if published else None, id=name).to_record()


@pytest.fixture(scope="module")
def records() -> dict[str, dict[str, Any]]:
    return {name: record_of(name) for name in TEXTS}


@pytest.mark.parametrize("name", TEXTS)
def test_every_record_is_as_the_schema_says(records: dict[str, dict[str, Any]], name: str) -> None:
    faults = [f"{fault.json_path}: {fault.message}" for fault in VALIDATOR.iter_errors(records[name])]
    assert faults == []


@pytest.mark.parametrize("name", TEXTS)
def test_a_record_is_the_same_after_a_journey_as_json(records: dict[str, dict[str, Any]], name: str) -> None:
    assert json.loads(json.dumps(records[name])) == records[name]


def test_a_record_is_the_same_each_time(records: dict[str, dict[str, Any]]) -> None:
    for name in list(TEXTS)[:12]:
        assert json.dumps(record_of(name)) == json.dumps(records[name])


def test_offsets_index_the_text_and_keys_lead_to_documents(records: dict[str, dict[str, Any]]) -> None:
    for name, record in records.items():
        text = TEXTS[name][0]
        keys = {document["doc"] for document in record["documents"]}
        assert [text[one["start"] : one["end"]] for one in record["citations"]] == [
            one["text"] for one in record["citations"]
        ]
        assert {one["doc"] for one in record["citations"]} == keys
        assert {doc for event in record["events"] for doc in event["docs"]} <= keys


def test_status_and_authority_and_candidates_agree(records: dict[str, dict[str, Any]]) -> None:
    for record in records.values():
        for document in record["documents"]:
            status = {one["status"] for one in record["citations"] if one["doc"] == document["doc"]}
            known = "resolved" if document["authority"] else "ambiguous" if document["candidates"] else "unresolved"
            assert status == {known}


def required(part: dict[str, Any]) -> set[str]:
    return set(part["required"])


def test_the_schema_is_a_schema_and_closed() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    shapes = [SCHEMA, *SCHEMA["$defs"].values()]
    objects = [shape for shape in shapes if "properties" in shape]
    assert [shape for shape in objects if shape["additionalProperties"] is not False] == []


def test_the_schema_names_every_field_that_a_record_has(records: dict[str, dict[str, Any]]) -> None:
    parts = {"citations": "citation", "documents": "document", "events": "event", "relations": "relation"}
    for record in records.values():
        assert set(record) == required(SCHEMA)
        for part, definition in parts.items():
            for entry in record[part]:
                assert set(entry) - {"month_day"} == required(SCHEMA["$defs"][definition])


def test_the_schema_knows_the_types_of_events_and_the_keys_of_provisions() -> None:
    definitions = SCHEMA["$defs"]
    assert definitions["event"]["properties"]["type"]["enum"] == list(EVENT_TYPES)
    assert definitions["relation"]["properties"]["type"]["enum"] == list(RELATION_TYPES)
    names = {field.name for field in ct.Locator.__attrs_attrs__}  # type: ignore[attr-defined]
    assert set(definitions["locator"]["properties"]) == names


def test_a_record_with_findings_is_as_the_schema_says() -> None:
    reading = ct.read("Thông tư số 30/2020/NĐ-CP ngày 31/4/2020. Ngày 30/2/2020.")
    findings = [one.to_record() for one in verify_reading(reading)]
    assert [one["doc"] for one in findings] == ["d1", "d1", None]
    assert not list(VALIDATOR.iter_errors(reading.to_record() | {"findings": findings}))
    assert not VALIDATOR.is_valid(reading.to_record() | {"findings": [findings[0] | {"severity": "fatal"}]})


WRONG: dict[str, Any] = {
    "id": 1,
    "published": "19/11/2021",
    "citations": None,
    "documents": [{}],
    "events": [{"type": "party"}],
    "more": 1,
}


@pytest.mark.parametrize(("name", "value"), WRONG.items())
def test_the_schema_refuses_what_is_no_record(name: str, value: object) -> None:
    record = ct.read("Nghị định số 30/2020/NĐ-CP").to_record()
    assert VALIDATOR.is_valid(record)
    assert not VALIDATOR.is_valid(record | {name: value})


def test_the_corpus_shows_each_shape(records: dict[str, dict[str, Any]]) -> None:
    """Else the schema would be tested on nothing."""
    citations = [one for record in records.values() for one in record["citations"]]
    events = [one for record in records.values() for one in record["events"]]
    documents = [one for record in records.values() for one in record["documents"]]
    assert {one["kind"] for one in citations} == {"full", "short", "named", "anaphoric", "group"}
    assert {one["status"] for one in citations} == {"resolved", "ambiguous", "unresolved"}
    assert [one for one in citations if one["locators"]]
    assert [one for one in documents if one["candidates"]]
    assert {one["type"] for one in events} >= {"dissemination", "issuance", "inspection", "review", "consultation"}
    assert [one for one in events if one["attendance"]]

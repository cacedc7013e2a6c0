"""The example articles are read as expected.toml says, which was written by hand."""

import json
import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import citetrack as ct

EXAMPLES = Path(__file__).resolve().parents[1] / "examples"
EXPECTED = tomllib.loads((EXAMPLES / "expected.toml").read_text(encoding="utf-8"))["text"]


def text_of(expected: dict[str, Any]) -> str:
    whole = (EXAMPLES / expected["file"]).read_text(encoding="utf-8")
    if "id" not in expected:
        return whole
    records = (json.loads(line) for line in whole.splitlines())
    return next(record["text"] for record in records if record["id"] == expected["id"])


def reading_of(expected: dict[str, Any]) -> ct.Reading:
    """The reading with the day of publication given only where the file itself holds it as data."""
    known = date.fromisoformat(expected["published"]) if "id" in expected else None
    return ct.read(text_of(expected), published=known)


def named(expected: dict[str, Any]) -> str:
    return str(expected.get("id", expected["file"]))


each_text = pytest.mark.parametrize("expected", EXPECTED, ids=named)


@each_text
def test_the_identifiers_of_an_example_are_found_and_no_others(expected: dict[str, Any]) -> None:
    found = {document.identifier for document in reading_of(expected).documents if document.identifier}
    assert found == set(expected["identifiers"])


@each_text
def test_mentions_of_one_document_are_one_document(expected: dict[str, Any]) -> None:
    assert len(reading_of(expected).documents) == expected["documents"]


@each_text
def test_the_events_of_an_example_are_found_and_no_others(expected: dict[str, Any]) -> None:
    reading = reading_of(expected)
    identifiers = {document.doc: document.identifier for document in reading.documents}
    found = [
        (event.type, event.date or "", sorted(filter(None, (identifiers[doc] for doc in event.docs))))
        for event in reading.events
    ]
    wanted = [(event["type"], event["date"], sorted(event["identifiers"])) for event in expected["event"]]
    assert sorted(found) == sorted(wanted)


@each_text
def test_the_day_of_publication_is_read_from_the_page(expected: dict[str, Any]) -> None:
    assert reading_of(expected).to_record()["published"] == expected.get("published")


@each_text
def test_every_mention_is_cut_from_the_text_as_given(expected: dict[str, Any]) -> None:
    text = text_of(expected)
    citations = reading_of(expected).citations
    assert citations
    assert all(text[citation.start : citation.end] == citation.text for citation in citations)


def test_every_example_has_its_expectation() -> None:
    files = {path.name for path in EXAMPLES.iterdir()} - {"expected.toml"}
    assert {expected["file"] for expected in EXPECTED} == files

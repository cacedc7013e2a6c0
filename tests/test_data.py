"""The data files: every record can be read, has a source, and is found by its own examples."""

import json
import tomllib
import unicodedata
from datetime import date
from pathlib import Path

import pytest

from citetrack import gazetteer
from citetrack.authority import AuthorityFile

DATA = Path(gazetteer.__file__).parents[1] / "data"
REGISTER = AuthorityFile.default()
MINE = (
    "document_types.toml",
    "issuing_bodies.toml",
    "laws.toml",
    "national_assembly.toml",
    "outputs.toml",
    "page_metadata.toml",
    "party_terms.toml",
    "provinces.toml",
    "symbols.toml",
    "timeline.toml",
)
AMENDING = ("sửa đổi", "bổ sung", "gia hạn")


@pytest.mark.parametrize("name", MINE)
def test_every_record_has_a_source(name: str) -> None:
    tables = tomllib.loads((DATA / name).read_text(encoding="utf-8"))
    bare = [(table, row) for table, rows in tables.items() for row in rows if not row.get("source")]
    assert tables
    assert bare == []


@pytest.mark.parametrize("name", [*MINE, "documents.jsonl"])
def test_text_is_composed_and_has_no_look_alike_letters(name: str) -> None:
    text = (DATA / name).read_text(encoding="utf-8")
    assert unicodedata.is_normalized("NFC", text)
    assert not set(text) & set("ÐðƉɖ")


def test_every_table_can_be_read() -> None:
    counts = (
        len(gazetteer.document_types()),
        len(gazetteer.issuing_bodies()),
        len(gazetteer.places()),
        len(gazetteer.party_terms()),
        len(gazetteer.plenums()),
        len(gazetteer.law_names()),
    )
    assert counts > (30, 200, 97, 8, 100, 200)


def test_every_document_can_be_used() -> None:
    assert REGISTER.problems == ()
    assert len(REGISTER) > 7000


def test_every_code_of_a_type_leads_to_it_or_is_shared() -> None:
    """An example of a type is a document of that type in the register, if it is there."""
    for kind in gazetteer.document_types():
        for example in kind.examples:
            works = REGISTER.candidates(example)
            assert not works or kind.name in {work.type for work in works}


def test_the_type_of_a_symbol_agrees_with_the_register() -> None:
    told = [(work, gazetteer.type_of_code(work.code, work.is_party)) for work in REGISTER if work.code]
    wrong = [(work.identifier, kind) for work, kind in told if kind not in (None, work.type)]
    # Symbols on paper contradict the words on it in a few hundred official documents at most.
    assert len(wrong) < 0.03 * len(told), wrong[:20]


def test_each_look_alike_is_found_by_its_examples() -> None:
    rules = tomllib.loads((DATA / "symbols.toml").read_text(encoding="utf-8"))["look_alikes"]
    codes = [example.split("/")[-1] for rule in rules for example in rule["examples"] if "/" in example]
    assert [code for code in codes if not (gazetteer.court_code(code) or ":" in code or "BXD" in code)] == []


def test_no_known_document_looks_like_a_judgment_or_contract() -> None:
    assert [work.identifier for work in REGISTER if work.code and gazetteer.court_code(work.code)] == []


def test_names_of_laws_agree_with_the_register() -> None:
    """The small table that the scanner reads is what the titles of the register say."""
    titled = {(w.type, w.law_name) for w in REGISTER.laws if not (w.law_name or "").lower().startswith(AMENDING)}
    assert {(law.type, law.name) for law in gazetteer.law_names()} == titled


def test_documents_of_plenums_are_in_the_register() -> None:
    keys = {work.key for work in REGISTER}
    assert [key for one in gazetteer.plenums() for key in one.documents if key not in keys] == []
    assert [one for one in gazetteer.plenums() if one.usual and one.usual not in one.documents] == []


def test_party_documents_are_dated_in_their_term() -> None:
    dated = [w for w in REGISTER if w.party_term and w.date_issued and w.date_issued >= date(1987, 1, 1)]
    wrong = [(w.key, w.party_term) for w in dated if gazetteer.party_term_on(w.date_issued) != w.party_term]
    assert len(wrong) <= 0.02 * len(dated), wrong


def test_terms_of_the_party_follow_each_other() -> None:
    days = [(term.term_from, term.term_to) for term in gazetteer.party_terms()]
    assert [end for _, end in days[:-1]] == [begin for begin, _ in days[1:]]


def test_merged_provinces_were_merged_into_one_that_exists() -> None:
    new = {place.name for place in gazetteer.places_on(date(2025, 7, 1))}
    old = gazetteer.places_on(date(2025, 6, 30))
    assert {place.merged_into for place in old} == new
    assert sorted(name for place in gazetteer.places_on(date(2025, 7, 1)) for name in place.formed_from) == sorted(
        place.name for place in old
    )


def test_sessions_of_the_national_assembly_are_in_order() -> None:
    terms = tomllib.loads((DATA / "national_assembly.toml").read_text(encoding="utf-8"))["terms"]
    days = [one["date_from"] for term in terms for one in term.get("sessions", ()) if "date_from" in one]
    assert days == sorted(days)


def test_the_register_holds_one_object_a_line() -> None:
    lines = (DATA / "documents.jsonl").read_text(encoding="utf-8").splitlines()
    assert all(isinstance(json.loads(line), dict) for line in lines)

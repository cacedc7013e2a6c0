"""Keys: what makes a work that one, and its addresses in two standards; each way there has a way back."""

import re
from datetime import date

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

import citetrack as ct
from citetrack.gazetteer import document_types, issuing_bodies, places
from citetrack.keys import (
    SYSTEMS,
    WorkKey,
    parse_iri,
    parse_pinpoint,
    parse_urn,
    render_iri,
    render_pinpoint,
    render_urn,
)
from citetrack.locators import Locator

WORKS = ct.AuthorityFile.default().works
ADDRESSED = [work for work in WORKS if work.iri]

# Akoma Ntoso Naming Convention 1.0 (OASIS Standard, 21 February 2019), 4.5, 4.8.1, 4.8.4 and 5.4, in its own terms:
# /akn / country / type / [subtype] / [actor] / date / [number or name] [/ [! component] [~ eId [-> eId]]]
PCHAR = r"(?:[A-Za-z0-9._+-]|%[0-9A-F]{2})"  # RFC 3986, without what the convention keeps for itself: ! ~ @ : /
EID = rf"{PCHAR}+?_{PCHAR}+?(?:__{PCHAR}+?_{PCHAR}+?)*"  # [prefix "__"] element_ref ["_" number]
PINPOINT = rf"(?:!{PCHAR}+(?:->{PCHAR}+)?)?(?:~{EID}(?:->{EID})?)?"
AKN = re.compile(
    rf"/akn/[a-z]{{2}}(?:-{PCHAR}+)?/(?:act|doc)(?:/(?!\d{{4}}){PCHAR}+){{0,2}}"
    rf"/\d{{4}}(?:-\d{{2}}(?:-\d{{2}})?)?(?:/{PCHAR}+)?(?:/{PINPOINT})?"
)
ELEMENTS = {"part", "chp", "sec", "art", "cl", "point", "al", "annex"}  # the table in 5.4.2

# RFC 9676, 8, for the name of a work:
#   jurisdiction = jurisdiction-code *(";" jurisdiction-unit)      work = authority ":" measure ":" details
#   authority = issuer *("+" issuer)                               details = (dates / period) ";" numbers
#   document-id is of letters, digits, dots and others; the rest of letters, digits and dots; all in small letters
WORD = r"(?:[a-z0-9]|%[0-9A-F]{2})(?:[a-z0-9.]|%[0-9A-F]{2})*"
DOCUMENT_ID = r"(?:[a-z0-9]|%[0-9A-F]{2})(?:[a-z0-9._'=()-]|%[0-9A-F]{2})*"
LEX = re.compile(
    rf"urn:lex:[a-z]{{2}}(?:;{WORD})*:{WORD}(?:\+{WORD})*:{WORD}:(?:\d{{4}}-\d\d-\d\d|{WORD});(?:{DOCUMENT_ID}|lex-\d+)"
)

EXAMPLES = {
    "/akn/vn/act/nghi-dinh/chinh-phu/2020-03-05/30-2020-nd-cp": WorkKey.of(
        "Nghị định", "30", 2020, "NĐ-CP", "2020-03-05", "Chính phủ"
    ),
    "/akn/vn/doc/nghi-quyet/bo-chinh-tri/2024-12-22/57-nq-tw": WorkKey.of(
        "Nghị quyết", "57", None, "NQ/TW", "2024-12-22", "Bộ Chính trị"
    ),
    "/akn/vn-yen-bai/doc/quyet-dinh/tinh-uy/2023-05-15/123-qd-tu": WorkKey.of(
        "Quyết định", "123", None, "QĐ/TU", "2023-05-15", "Tỉnh ủy Yên Bái"
    ),
    "/akn/vn/act/luat/quoc-hoi/2025/103-2025-qh15": WorkKey.of("Luật", "103", 2025, "QH15", None, "Quốc hội"),
    "/akn/vn/act/hien-phap/quoc-hoi/2013-11-28": WorkKey.of("Hiến pháp", date="2013-11-28", issuer="Quốc hội"),
    "/akn/vn/act/nghi-quyet/chinh-phu/2008-12-27/30a-2008-nq-cp": WorkKey.of(
        "Nghị quyết", "30a", 2008, "NQ-CP", "2008-12-27", "Chính phủ"
    ),
    "/akn/vn/act/nghi-quyet/chinh-phu/2026/66.14-2026-nq-cp": WorkKey.of(
        "Nghị quyết", "66.14", 2026, "NQ-CP", None, "Chính phủ"
    ),
    "/akn/vn/act/thong-tu-lien-tich/bo-y-te+bo-tai-chinh/2013-01-02/1-2013-ttlt-byt-btc": WorkKey.of(
        "Thông tư liên tịch", "01", 2013, "TTLT-BYT-BTC", "2013-01-02", "Bộ Y tế; Bộ Tài chính"
    ),
}


@pytest.mark.parametrize(("iri", "key"), EXAMPLES.items())
def test_the_addresses_are_those_of_the_contract(iri: str, key: WorkKey) -> None:
    assert render_iri(key) == iri
    assert parse_iri(iri) == (key, None)


def test_every_work_of_the_register_with_a_date_has_an_address_of_its_own() -> None:
    assert [work.identifier for work in WORKS if not work.iri] == ["20-QĐ/TW"]  # neither day nor year is known
    assert len({work.iri for work in ADDRESSED}) == len(ADDRESSED)
    assert len({render_urn(work.identity) for work in ADDRESSED}) == len(ADDRESSED)


def test_every_address_of_the_register_is_read_back_and_of_its_standard() -> None:
    for work in ADDRESSED:
        key = work.identity
        iri, urn = render_iri(key), render_urn(key)
        assert parse_iri(iri) == (key, None)
        assert parse_urn(urn) == key
        assert AKN.fullmatch(iri), iri
        assert LEX.fullmatch(urn), urn


def test_every_known_type_body_and_place_is_read_back() -> None:
    for body in issuing_bodies():
        key = WorkKey("state", "Nghị quyết", "1", code="X-Y", date="2000-01-01", organs=(body.name,))
        assert parse_iri(render_iri(key))[0] == key
    for kind in document_types():
        for system in SYSTEMS:
            assert parse_urn(render_urn(key := WorkKey(system, kind.name, "1", date="2000"))) == key
    for place in places():
        key = WorkKey("party", "Chỉ thị", "2", date="2000", organs=("Tỉnh ủy",), locality=place.name)
        assert parse_iri(render_iri(key))[0] == parse_urn(render_urn(key)) == key


NAMES = st.sampled_from(["Bộ Tài chính", "Tỉnh ủy", "Đảng ủy xã Đông Đô", "ban x", "Tổ 3, khu A+B/C", "_0", "đ"])
WORDS = NAMES | st.text(min_size=1, max_size=12)
CODES = st.sampled_from(["NĐ-CP", "NQ/TW", "QĐ/TU", "L/CTN", "HĐBT", "NQ-TW", "BGDĐT-GDTrH", "2020", "a b", "-", "TTg"])
DATES = st.dates(date(1945, 9, 2), date(2100, 1, 1)).map(date.isoformat)


@st.composite
def keys(draw: st.DrawFn) -> WorkKey:
    number = draw(st.none() | st.integers(0, 999_999).map(str))
    year = draw(st.none() | st.integers(1945, 2100)) if number else None
    day = draw(DATES | DATES.map(lambda one: one[:7]) | DATES.map(lambda one: one[:4]) | (st.none() if year else DATES))
    return WorkKey(
        draw(st.sampled_from(SYSTEMS)),
        draw(st.sampled_from([kind.name for kind in document_types()]) | WORDS),
        number,
        draw(st.sampled_from(["", "a", "đ", "d", ".14", ".1a", "aa"])) if number else "",
        year,
        draw(st.none() | CODES | st.text(min_size=1, max_size=8)),
        None if day == str(year) else day,
        tuple(draw(st.lists(WORDS, max_size=3))),
        draw(st.none() | WORDS),
    )


@given(keys())
@example(WorkKey("party", "Quy định", "5", "đ", code="QĐ/TW", date="2000"))
@example(WorkKey("mass", "Kế hoạch", date="2000-12", organs=("Đoàn thanh niên",)))
@example(WorkKey("state", "Luật", "44", code="L/CTN", date="1996-05-23"))
@example(WorkKey("state", "Hiến pháp", code="0:", date="2000-01-01"))
@example(WorkKey("state", "Hiến pháp", code="Px", date="2000-01-01"))
def test_every_key_is_read_back_from_its_addresses(key: WorkKey) -> None:
    iri, urn = render_iri(key), render_urn(key)
    assert parse_iri(iri) == (key, None)
    assert parse_urn(urn) == key
    assert AKN.fullmatch(iri), iri
    assert LEX.fullmatch(urn), urn


@settings(max_examples=50)
@given(keys(), keys())
def test_two_keys_never_share_an_address(one: WorkKey, other: WorkKey) -> None:
    assert (render_iri(one) == render_iri(other)) == (one == other)


@settings(max_examples=40)  # strings of a long expression are slow to draw
@given(st.text(max_size=60) | st.from_regex(AKN, fullmatch=True))
@example("/akn/vn/act/nghi-dinh/chinh-phu/2020-03-05/030-2020-nd-cp")
@example("/akn/vn/doc/nghi-dinh/chinh-phu/2020-03-05/30-2020-nd-cp")
@example("/akn/vn/act/nghi-dinh/chinh-phu/2020-13-05/30-2020-nd-cp")
@example("/akn/vn/act/luat/__ffffff_/2020/1")
@example("/akn/vn/act/luat/_zz/2020/1-nd--cp")
def test_an_address_is_refused_or_is_the_one_that_would_be_written(text: str) -> None:
    try:
        key, locator = parse_iri(text)
    except ct.ParseError:
        return
    assert render_iri(key, locator) == text


@settings(max_examples=20)
@given(st.text(max_size=60) | st.from_regex(LEX, fullmatch=True))
def test_a_lex_name_is_refused_or_is_the_one_that_would_be_written(text: str) -> None:
    try:
        key = parse_urn(text)
    except ct.ParseError:
        return
    assert render_urn(key) == text


# Pinpoints

PINPOINTS = {
    "~art_5__cl_3__point_dd": Locator(article="5", clause="3", point="đ"),
    "~art_5__cl_3__point_d": Locator(article="5", clause="3", point="d"),
    "~art_4->art_6": Locator(article="4-6"),
    "~art_4__cl_1->art_4__cl_3": Locator(article="4", clause="1-3"),
    "~chp_II__sec_2": Locator(chapter="II", section="2"),
    "!annex_I": Locator(annex="I"),
    "!annex_I->annex_III": Locator(annex="I-III"),
    "!annex_II~part_A__art_3": Locator(annex="II", part="A", article="3"),
    "~point_d-64-": Locator(point="dd"),
    "~art_15a__al_2": Locator(article="15a", paragraph="2"),
}


@pytest.mark.parametrize(("pinpoint", "locator"), PINPOINTS.items())
def test_pinpoints_are_those_of_the_standard(pinpoint: str, locator: Locator) -> None:
    assert render_pinpoint(locator) == pinpoint
    assert parse_pinpoint(pinpoint) == locator
    assert re.fullmatch(PINPOINT, pinpoint)
    assert set(re.findall(r"(?:[~!]|__|->)([a-z]+)", pinpoint)) <= ELEMENTS


VALUES = st.none() | st.sampled_from(
    ["1", "2-4", "d", "đ", "đ1", "dd", "ddd", "đd", "dđ", "D", "IV", "1.2", "a-b-c", "1-1"]
)
LOCATORS = st.builds(Locator, *[VALUES | st.text(max_size=5)] * 8).filter(lambda one: bool(one.to_record()))


@given(LOCATORS)
def test_every_provision_is_read_back_from_its_pinpoint(locator: Locator) -> None:
    pinpoint = render_pinpoint(locator)
    assert parse_pinpoint(pinpoint) == locator
    assert re.fullmatch(PINPOINT, pinpoint)
    key = next(iter(EXAMPLES.values()))
    assert parse_iri(render_iri(key, locator)) == (key, locator)


def test_a_locator_of_nothing_has_no_pinpoint() -> None:
    with pytest.raises(ValueError, match="names no provision"):
        render_pinpoint(Locator())


# Patterns

PATTERNS = [
    WorkKey(),
    WorkKey(number="30", year=2020, code="NĐ-CP"),
    WorkKey("state", "Luật"),
    WorkKey.of("Nghị quyết", "18", code="NQ/TW"),
]


@pytest.mark.parametrize("pattern", PATTERNS)
def test_a_pattern_has_no_address(pattern: WorkKey) -> None:
    assert pattern.is_pattern
    for render in (render_iri, render_urn):
        with pytest.raises(ValueError, match="a pattern has no"):
            render(pattern)


@settings(max_examples=50)
@given(keys(), st.sets(st.sampled_from(["system", "type", "year", "code", "date", "organs", "locality"])))
def test_a_key_with_gaps_matches_what_it_was_made_from(key: WorkKey, gaps: set[str]) -> None:
    stated = {name: getattr(key, name) for name in ("system", "type", "number", "suffix", "year", "code", "date")}
    stated |= {"organs": key.organs, "locality": key.locality}
    kept = {name: value for name, value in stated.items() if name not in gaps}
    pattern = WorkKey(**kept)
    assert pattern.matches(key)
    assert WorkKey().matches(key)


def test_a_pattern_finds_the_works_that_share_a_number() -> None:
    pattern = WorkKey.of("Nghị quyết", "26", code="NQ/TW")
    assert len([work for work in WORKS if pattern.matches(work.identity)]) == 5
    assert [work.date for work in WORKS if WorkKey(code="NQ/TW", number="26", date="2008").matches(work.identity)] == [
        "2008-08-05"
    ]


REFUSED = [
    ({"number": "x"}, "number"),
    ({"date": "5/3/2020"}, "date"),
    ({"date": "2020-13"}, "date"),
    ({"number": "1", "year": 20}, "year"),
    ({"system": "army"}, "system"),
    ({"code": ""}, "code"),
]


@pytest.mark.parametrize(("fact", "named"), REFUSED)
def test_a_fact_that_is_none_is_refused_by_name(fact: dict[str, object], named: str) -> None:
    with pytest.raises(ValueError, match=f"^{named}: "):
        WorkKey.of("Luật", **fact)  # type: ignore[arg-type]


SEATS = {
    "Tỉnh ủy Yên Bái": (("Tỉnh ủy",), "Yên Bái"),
    "UBND tỉnh Hòa Bình": (("Ủy ban nhân dân tỉnh",), "Hòa Bình"),
    "Ủy ban nhân dân xã Tân An, tỉnh Long An": (("Ủy ban nhân dân xã Tân An",), "Long An"),
    "Bộ TN&MT": (("Bộ Tài nguyên và Môi trường",), None),
    "Ban Bí thư T.Ư": (("Ban Bí thư",), None),
    "Thành ủy Hà Nội": (("Thành ủy",), "Hà Nội"),
}


@pytest.mark.parametrize(("issuer", "seat"), SEATS.items())
def test_a_local_body_is_told_from_its_place(issuer: str, seat: tuple[tuple[str, ...], str | None]) -> None:
    key = WorkKey.of("Quyết định", "1", issuer=issuer)
    assert (key.organs, key.locality) == seat


def test_spellings_of_one_document_have_one_key() -> None:
    one = WorkKey.of("Thông báo", "07", code="TB/TW", date="2022-01-02", issuer="Ban Bí thư T.Ư")
    assert one == WorkKey.of("Thông báo", "7", code="TB/TW", date="2022-01-02", issuer="Ban Bí thư")

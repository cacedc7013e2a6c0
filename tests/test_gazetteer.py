"""The gazetteer finds what a spelling stands for, and says nothing about what it does not know."""

from datetime import date
from pathlib import Path

import pytest
from attrs import frozen

from citetrack import gazetteer
from citetrack._text import fold, unmarked
from citetrack.errors import DataError
from citetrack.gazetteer import _tables

STATE, PARTY = False, True

TYPE_OF_CODE = {
    ("TT-BCT", STATE): "Thông tư",
    ("TTLT-BCA-BTP", STATE): "Thông tư liên tịch",
    ("QĐ-TTg", STATE): "Quyết định",
    ("QyĐ-BTL", STATE): "Quy định",
    ("CT-TTg", STATE): "Chỉ thị",
    ("CĐ-TTg", STATE): "Công điện",
    ("VBHN-VPQH", STATE): "Văn bản hợp nhất",
    ("PL-UBTVQH11", STATE): "Pháp lệnh",
    ("NQ-UBTVQH14", STATE): "Nghị quyết",
    ("SL", STATE): "Sắc lệnh",
    ("L-CTN", STATE): "Lệnh",
    ("SL-LPQT", STATE): "Sao lục",
    ("TCT-CS", STATE): "Công văn",
    ("CT-TTHT", STATE): "Công văn",
    ("BGDĐT-GDTrH", STATE): "Công văn",
    ("nd-cp", STATE): "Nghị định",
    ("NQ/TW", PARTY): "Nghị quyết",
    ("QĐi/TW", PARTY): "Quy định",
    ("TT/TW", PARTY): "Thông tri",
    ("CV/VPTW", PARTY): "Công văn",
}
NO_TYPE = [
    ("QĐ/TW", PARTY),
    ("QH15", STATE),
    ("UBTVQH14", STATE),
    ("CP", STATE),
    ("HĐBT", STATE),
    ("CT", STATE),
    ("L/CTN", STATE),
    ("XYZ-ABC", STATE),
    ("", STATE),
]
CANONICAL = {
    "TƯ": "TW",
    "T.Ư": "TW",
    "T,Ư": "TW",
    "T.W": "TW",
    "Tw": "TW",
    "nd": "NĐ",
    "NÐ": "NĐ",
    "QD": "QĐ",
    "QĐI": "QĐi",
    "TTG": "TTg",
    "CTR": "CTr",
    "TTR": "TTr",
    "HDND": "HĐND",
    "BGDDT": "BGDĐT",
    "BTCTƯ": "BTCTW",
    "hđnd": "HĐND",
}
KEPT = ["TU", "HD", "HĐ", "XYZ", "abc", "ĐUSYT"]
GLUED = {"TTBGDĐT": ("TT", "BGDĐT"), "NĐCP": ("NĐ", "CP"), "QDTTG": ("QĐ", "TTg"), "NQTW": ("NQ", "TW")}
NOT_GLUED = ["TTCP", "BCA", "XYZ", "CTCP", ""]
NO_DOCUMENTS = [
    "DS-ST",
    "HS-PT",
    "HS-GĐT",
    "TLST-DS",
    "QĐXXST-DS",
    "QĐ-PT",
    "AL",
    "HĐ-ABC",
    "HĐMB",
    "BB-VPHC",
    "GP-BTTTT",
]
DOCUMENTS = ["QĐ-TTg", "NĐ-CP", "HĐND", "HĐBT", "NQ-HĐTP", "CT-TTg", "TT-VKSTC", "QH13"]
EXPANDED = {
    "BCH Trung ương": "Ban Chấp hành Trung ương",
    "UBND tỉnh Long An": "Ủy ban nhân dân tỉnh Long An",
    "Ban Bí thư TW": "Ban Bí thư Trung ương",
    "Ban Tổ chức T.Ư": "Ban Tổ chức Trung ương",
    "BCA": "Bộ Công an",
    "HĐND tỉnh": "Hội đồng nhân dân tỉnh",
    "BCT": "Bộ Chính trị",
    "Bộ GD&ĐT": "Bộ Giáo dục và Đào tạo",
    "UBND TP.HCM": "Ủy ban nhân dân Thành phố Hồ Chí Minh",
}
LEVELS = {
    "Bộ Lao động - Thương binh và Xã hội": "central",
    "Đảng ủy Công an Trung ương": "central",
    "Hải quan": None,
    "Sở Lao động - Thương binh và Xã hội": "province",
    "Thành ủy Hà Nội": "province",
    "UBND thị xã Phú Thọ": "district",
    "Đảng ủy": "commune",
    "Chi bộ 3": "cell",
    "một ai đó": None,
}
BODIES = {
    "bo truong bo khoa hoc va cong nghe ban hanh": (8, "Bộ Khoa học và Công nghệ"),
    "thu tuong chinh phu ve": (4, "Thủ tướng Chính phủ"),
    "chanh an toa an nhan dan toi cao": (8, "Chánh án Tòa án nhân dân tối cao"),
    "ban thuong vu tinh uy yen bai": (7, "Tỉnh ủy"),
    "bo chinh tri khoa xii": (3, "Bộ Chính trị"),
}
LAWS = {
    "dat dai 2013": (2, "Đất đai"),
    "to chuc hoi dong nhandan va uy ban nhan dan ngay": (10, "Tổ chức Hội đồng nhân dân và Ủy ban nhân dân"),
    "phong-chong tac hai cua ruou, bia": (6, "Phòng, chống tác hại của rượu, bia"),
    "ban hanh vbqppl nam 2015": (3, "Ban hành văn bản quy phạm pháp luật"),
    "xu li vi pham hanh chinh": (6, "Xử lý vi phạm hành chính"),
    "hon nhan gia dinh": (4, "Hôn nhân và gia đình"),
}


def first_type(code: str, party: bool) -> str | None:
    return gazetteer.type_of_code(code, party)


def test_each_code_gives_its_type() -> None:
    assert {case: first_type(*case) for case in TYPE_OF_CODE} == TYPE_OF_CODE


@pytest.mark.parametrize(("code", "party"), NO_TYPE)
def test_a_code_that_does_not_decide_gives_no_type(code: str, party: bool) -> None:
    assert first_type(code, party) is None


def test_each_part_has_one_official_spelling() -> None:
    assert {part: gazetteer.canonical_part(part) for part in CANONICAL} == CANONICAL


@pytest.mark.parametrize("part", KEPT)
def test_unknown_and_official_parts_stay(part: str) -> None:
    assert gazetteer.canonical_part(part) == part


def official_parts() -> list[str]:
    types = [code for kind in gazetteer.document_types() for code in (*kind.codes, *kind.party_codes)]
    return sorted({*types, *(code for body in gazetteer.issuing_bodies() for code in body.codes)})


def test_the_official_spelling_is_its_own() -> None:
    assert {part: gazetteer.canonical_part(part) for part in official_parts()} == {p: p for p in official_parts()}


def test_lost_accents_and_case_lead_to_a_code_of_the_same_letters() -> None:
    found = {part: gazetteer.canonical_part(unmarked(part).lower()) for part in official_parts()}
    assert {part: code for part, code in found.items() if fold(code) != fold(part)} == {}


def test_a_provincial_committee_never_becomes_the_central_one() -> None:
    assert [gazetteer.canonical_part(part) for part in ("TU", "tu", "Tu", "T.U")] == ["TU"] * 4


def test_glued_parts_come_apart() -> None:
    assert {part: gazetteer.split_glued(part) for part in GLUED} == GLUED


@pytest.mark.parametrize("part", NOT_GLUED)
def test_whole_parts_stay_whole(part: str) -> None:
    assert gazetteer.split_glued(part) is None


def test_symbols_of_judgments_contracts_and_licences_are_known() -> None:
    assert [code for code in NO_DOCUMENTS if not gazetteer.court_code(code)] == []
    assert [code for code in DOCUMENTS if gazetteer.court_code(code)] == []


def test_party_organs_are_told_from_state_bodies() -> None:
    organs = [
        "TW",
        "TU",
        "HU",
        "QU",
        "ĐU",
        "ĐUK",
        "ThU",
        "BTCTW",
        "BTCTƯ",
        "UBKTTW",
        "VPTW",
        "BTGTW",
        "BCSĐ",
        "ĐUQSTW",
        "BCĐTW",
        "BTCHU",
        "ĐUSYT",
        "TWĐTN",
    ]
    others = ["BTC", "UBND", "CP", "HĐND", "TTg", "QH15", "BNV", "CA", "CT", "SNV", "TT", "NĐ"]
    assert [part for part in organs if not gazetteer.is_party_organ(part)] == []
    assert [part for part in others if gazetteer.is_party_organ(part)] == []


def test_each_name_of_a_type_leads_to_it() -> None:
    for kind in gazetteer.document_types():
        assert gazetteer.type_named(unmarked(kind.name).upper()) == kind
    assert gazetteer.type_named("luật sư") is None


def test_abbreviations_are_written_out_and_the_place_stays() -> None:
    assert {name: gazetteer.expand(name) for name in EXPANDED} == EXPANDED


def test_writing_out_twice_changes_nothing() -> None:
    for name in (*EXPANDED, *(body.name for body in gazetteer.issuing_bodies())):
        assert gazetteer.expand(gazetteer.expand(name)) == gazetteer.expand(name)


def test_the_level_of_a_body_is_read_from_its_name() -> None:
    assert {name: gazetteer.level(name) for name in LEVELS} == LEVELS


def test_the_longest_name_of_a_body_is_found_with_title_and_place() -> None:
    found = {text: gazetteer.longest_body(text.split()) for text in BODIES}
    assert {text: match and (match[0], match[1].name) for text, match in found.items()} == BODIES
    assert gazetteer.longest_body(["mot", "ai", "do"]) is None


def test_the_longest_name_of_a_law_is_found() -> None:
    assert {text: gazetteer.longest_law_name(text.split()) for text in LAWS} == LAWS
    assert gazetteer.longest_law_name(["va", "dat", "dai"]) is None


def test_every_law_is_found_by_its_name_in_any_spelling() -> None:
    for law in gazetteer.law_names():
        assert gazetteer.law_named(unmarked(law.name).upper()) == law.name


@pytest.mark.parametrize(
    ("day", "count"), [(date(2009, 1, 1), 63), (date(2025, 6, 30), 63), (date(2025, 7, 1), 34), (date(2026, 5, 1), 34)]
)
def test_the_provinces_of_a_day_are_as_many_as_there_were(day: date, count: int) -> None:
    assert len(gazetteer.places_on(day)) == count


def test_a_unit_has_the_committee_of_its_rank_on_each_day() -> None:
    days = {("Huế", date(2024, 12, 31)), ("Huế", date(2025, 1, 1)), ("Huế", date(2026, 1, 1))}
    days |= {("Đồng Nai", date(2026, 4, 29)), ("Đồng Nai", date(2026, 4, 30))}
    found = [(name, gazetteer.place_named(name, day)) for name, day in sorted(days)]
    assert [(name, place and (place.kind, place.party_committee)) for name, place in found] == [
        ("Huế", ("province", "Tỉnh ủy Thừa Thiên Huế")),
        ("Huế", ("city", "Thành ủy Huế")),
        ("Huế", ("city", "Thành ủy Huế")),
        ("Đồng Nai", ("province", "Tỉnh ủy Đồng Nai")),
        ("Đồng Nai", ("city", "Thành ủy Đồng Nai")),
    ]


def test_the_committee_of_a_place_is_a_name_and_no_note() -> None:
    names = [place.party_committee for place in gazetteer.places() if place.party_committee]
    assert [name for name in names if not name.startswith(("Tỉnh ủy ", "Thành ủy ")) or set(name) & set("();:/")] == []


def test_a_merged_province_no_longer_exists() -> None:
    assert gazetteer.place_named("Long An", date(2025, 7, 1)) is None
    assert gazetteer.place_of("Thành ủy TPHCM") == gazetteer.place_named("Hồ Chí Minh")


def test_each_day_since_1986_has_one_term() -> None:
    assert [gazetteer.party_term_on(date(year, 6, 30)) for year in (1980, 1990, 2011, 2016, 2021, 2026)] == [
        None,
        "VI",
        "XI",
        "XII",
        "XIII",
        "XIV",
    ]


def test_a_plenum_of_another_term_is_another_plenum() -> None:
    assert gazetteer.plenum("4", "XI") != gazetteer.plenum("4", "XII")
    assert gazetteer.plenum("99", "XI") is None


@frozen
class Pair:
    one: str


def test_a_bad_record_is_reported_with_file_and_entry(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "pairs.toml").write_text('[[pairs]]\none = "a"\n[[pairs]]\ntwo = "b"\n', encoding="utf-8")
    monkeypatch.setattr(_tables, "files", lambda package: tmp_path)
    with pytest.raises(DataError, match=r"pairs\.toml, pairs\[1\]: .*two"):
        _tables.records(Pair, "pairs.toml", "pairs")


def test_a_missing_file_is_reported_by_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_tables, "files", lambda package: tmp_path)
    with pytest.raises(DataError, match=r"nothing\.toml, the file"):
        _tables.records(Pair, "nothing.toml", "pairs")

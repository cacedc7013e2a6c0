"""Verification: each contradiction is found with its rule and its place, and clean texts raise no alarm."""

import time
from datetime import date

import pytest
from attrs import evolve
from contradictions import BREAKS, SPELLINGS, alarms, contradictions, is_found

import citetrack as ct
from citetrack.authority.series import CompleteSeries
from citetrack.parsing import parse_identifier
from citetrack.verification import allowed_works, rules, verify, verify_reading
from citetrack.verification.symbols import is_body_of, is_type_of, types_of, unknown_organs

REGISTER = ct.AuthorityFile.default()
DECREE = "Nghị định số 30/2020/NĐ-CP"


def said(text: str, **how: object) -> list[tuple[str, str]]:
    """Rule and marked words of what is more than a note."""
    found = verify(text, **how)  # type: ignore[arg-type]
    return [(one.rule, text[one.start : one.end]) for one in found if one.severity != "info"]


def noted(text: str, **how: object) -> set[str]:
    return {one.rule for one in verify(text, **how)}  # type: ignore[arg-type]


# Contradictions and repairs


def unfound(count: int, seed: int, spelling: str = "as written") -> list[str]:
    made = (one.respelt(SPELLINGS[spelling]) for one in contradictions(count, seed))
    return [f"{one.rule}: {one.text}" for one in made if not is_found(one) or alarms("".join(one.clean), one.how_clean)]


def test_each_contradiction_is_found_and_its_clean_twin_raises_no_alarm() -> None:
    """Eight of each kind; the long run has 5,000."""
    assert unfound(len(BREAKS) * 8, seed=3) == []


@pytest.mark.parametrize("spelling", ["decomposed", "without marks"])
def test_contradictions_are_found_in_other_spellings(spelling: str) -> None:
    assert unfound(len(BREAKS) * 3, seed=5, spelling=spelling) == []


@pytest.mark.long
@pytest.mark.parametrize("spelling", ["as written", "decomposed", "without marks"])
def test_five_thousand_contradictions_are_found(spelling: str) -> None:
    assert unfound(5000 if spelling == "as written" else 500, seed=1, spelling=spelling) == []


SAID: dict[str, list[tuple[str, str]]] = {
    f"{DECREE} ngày 05/3/2021": [("year_differs", "ngày 05/3/2021")],
    f"Ngày 5/3/2021, Chính phủ ban hành {DECREE}.": [("year_differs", "Ngày 5/3/2021")],
    f"{DECREE} ngày 06/3/2020": [("date_differs", "ngày 06/3/2020")],
    f"{DECREE} ngày 31/4/2020": [("impossible_date", "ngày 31/4/2020")],
    "Ngày 29/02/2021, Tỉnh ủy họp.": [("impossible_date", "Ngày 29/02/2021")],
    "Thông tư 30/2020/NĐ-CP": [("type_differs", "Thông tư")],
    "Chỉ thị số 18-NQ/TW": [("type_differs", "Chỉ thị")],
    "Nghị định số 31/2024/QH15": [("type_differs", "Nghị định")],
    f"{DECREE} của Bộ Tài chính": [("issuer_differs", "Bộ Tài chính")],
    # The ministry has passed part of its work on to a body that was there already, and did not issue for it.
    "Thông tư số 34/2016/TT-BLĐTBXH của Bộ Y tế": [("issuer_differs", "Bộ Y tế")],
    f"Bộ Y tế vừa ban hành {DECREE}.": [("issuer_differs", "Bộ Y tế")],
    "Nghị quyết số 18-NQ/TW của Chính phủ": [("issuer_differs", "Chính phủ")],
    "Luật Đất đai số 45/2019/QH14": [("name_differs", "Luật Đất đai số 45/2019/QH14")],
    "Nghị định số 15/2020/NĐ-CP sửa đổi Nghị định số 14/2022/NĐ-CP.": [
        ("older_than_parent", "Nghị định số 15/2020/NĐ-CP sửa đổi Nghị định số 14/2022/NĐ-CP")
    ],
    # Two faults of one citation are two findings, at their places.
    "Thông tư số 30/2020/NĐ-CP ngày 05/3/2021 của Bộ Y tế": [
        ("type_differs", "Thông tư"),
        ("year_differs", "ngày 05/3/2021"),
        ("issuer_differs", "Bộ Y tế"),
    ],
    # A number cannot be given twice in one term of the Party, nor in one year.
    "Nghị quyết số 18-NQ/TW ngày 26/10/2017": [("date_differs", "ngày 26/10/2017")],
    "Nghị định số 999/2019/NĐ-CP ngày 1/2/2019; Nghị định 999/2019/NĐ-CP ngày 2/2/2019": [
        ("two_dates", "ngày 2/2/2019")
    ],
}


@pytest.mark.parametrize(("text", "found"), SAID.items())
def test_what_is_wrong_is_said_at_its_words(text: str, found: list[tuple[str, str]]) -> None:
    assert said(text) == found


CLEAN = (
    f"{DECREE} ngày 05/3/2020 của Chính phủ",
    "Nghị quyết số 18-NQ/TW ngày 25/10/2017 và Nghị quyết số 18-NQ/TW ngày 16/6/2022",  # two terms
    "Nghị quyết số 18-NQ/TW ngày 25/10/1994",  # a term of which the register has no such number
    "Bộ luật số 91/2015/QH13 và Nghị quyết số 91/2015/QH13",
    "Quyết định số 205-QĐ/TW và Quy định số 205-QĐ/TW",  # one code and one series for both
    "Quy định số 205-QĐ/TW của Ban Bí thư",  # any organ of the Central Committee has its symbol
    "Thông tư số 01/2014/TTLT-BTC-BNV",  # a joint circular is a circular
    "Thông tư liên bộ số 05-TT/LB ngày 13-6-1994",
    "Nghị quyết số 66.20/2026/NQ-CP ngày 18/6/2026",
    "Tờ trình số 279/TTr-HĐND của Ban Pháp chế Hội đồng nhân dân tỉnh",
    "Quyết định số 102/QĐ-UBND của Chủ tịch UBND tỉnh Yên Bái",
    "Thông tư số 03/2011/TT-BKHĐT của Bộ Kế hoạch và Đầu tư",
    "Quyết định số 12/2021/QĐ-UBND ngày 5/4/2021 và Quyết định số 12/2021/QĐ-UBND ngày 9/9/2021",  # of two provinces
    "Kế hoạch 01-KH/TU ngày 5/1/2021 và Kế hoạch 01-KH/TU ngày 9/2/2021",
    "Thông tư số 01/2020/TT-BTC, 02/2020/TT-BYT của Bộ Y tế",  # the issuer is that of the last
    "Văn bản số 749/QĐ-TTg",  # the word names no type
    "Xe không được vào từ 16h3 0-19 h",
    "67/2014/QH13\nLuật đầu tư\n68/2014/QH13 Luật doanh nghiệp",  # a list, the number of each before its name
    "Luật số 24-L/CTN",
    "Thông tư số 19/2016/TT-BNNPTNT của Bộ Nông nghiệp và Môi trường",  # made of the one that issued it
    "Quyết định số 367-QĐ/TWĐTN của Ban Bí thư Trung ương Đoàn TNCS Hồ Chí Minh",
    "",
)


@pytest.mark.parametrize("text", CLEAN)
def test_what_may_be_right_raises_no_alarm(text: str) -> None:
    assert said(text) == []


EXPECTED = {
    f"{DECREE} ngày 05/3/2021": "2020-03-05",
    "Chỉ thị số 18-NQ/TW": "Nghị quyết",
    f"{DECREE} của Bộ Tài chính": "Chính phủ",
    "Luật Đất đai số 45/2019/QH14": "Lao động",
    # The number is wrong, not the day: of that day another decree is known.
    "Nghị định 100/2014/NĐ-CP ngày 20-10-2015": "100/2015/NĐ-CP",
    "Nghị định số 999/2019/NĐ-CP ngày 1/2/2020": None,
}


@pytest.mark.parametrize(("text", "expected"), EXPECTED.items())
def test_the_right_value_is_named_where_it_is_known(text: str, expected: str | None) -> None:
    (one,) = [one for one in verify(text) if one.severity == "error"]
    assert one.expected == expected
    assert expected is None or expected in one.message


# The register


def test_no_work_of_the_register_contradicts_its_symbol() -> None:
    """But one: a correction of the gazette that names the Government for its Prime Minister."""
    wrong = []
    for work in REGISTER:
        identifier = parse_identifier(work.identifier) if work.number else None
        kinds = types_of(identifier) if identifier else ()
        if kinds and not any(is_type_of(work.type, kind) for kind in kinds):
            wrong.append(work.key)
        if identifier and work.issuer and is_body_of(work.issuer, identifier) is False:
            wrong.append(work.key)
    assert wrong == [work.key for work in REGISTER.candidates("1928/TTg-PL")]


def test_a_code_that_no_table_knows_is_noted_once() -> None:
    text = "Thông tư 05/2020/TT-BXZ và Thông tư 05/2020/TT-BXZ"
    assert [text[one.start : one.end] for one in verify(text) if one.rule == "unknown_organ"] == ["05/2020/TT-BXZ"]
    assert unknown_organs(parse_identifier("05/2020/TT-BYT")) == ()


def test_a_document_that_is_not_in_the_register_is_noted_not_called_wrong() -> None:
    assert noted("Nghị định số 999/2019/NĐ-CP") == {"unknown_document"}
    assert noted("Nghị quyết 18-NQ/TW") == {"ambiguous"}


def test_a_document_cannot_be_cited_before_it_was_issued() -> None:
    assert said(DECREE, published=date(2020, 3, 4)) == [("not_yet_issued", DECREE)]
    assert said(DECREE, published=date(2020, 3, 5)) == []
    assert said(DECREE, as_of=date(2019, 1, 1)) == [("not_yet_issued", DECREE)]
    assert said("Nghị định số 999/2021/NĐ-CP", published=date(2020, 6, 1)) == [
        ("not_yet_issued", "Nghị định số 999/2021/NĐ-CP")
    ]


def test_a_number_that_comes_back_is_not_too_early() -> None:
    """Before the two known 35-CT/TW of 2019 and 2024 there were others."""
    assert said("Chỉ thị 35-CT/TW", published=date(2001, 1, 1)) == []


def test_what_was_replaced_is_said_with_what_replaced_it_and_since_when() -> None:
    (one,) = verify("Quy định số 37-QĐ/TW ngày 25/10/2021", as_of=date(2026, 7, 26))
    assert (one.rule, one.severity, one.expected) == ("not_in_force", "warning", "207-QĐ/TW")
    assert "2026-07-26" in one.message
    assert "2026-07-26" in one.message_vi
    assert noted("Quy định số 37-QĐ/TW ngày 25/10/2021", as_of=date(2026, 7, 25)) == set()


def test_what_has_not_taken_effect_is_not_in_force() -> None:
    work = ct.Work(
        "9/2020/NĐ-CP",
        "Nghị định",
        "a",
        number="9",
        year=2020,
        code="NĐ-CP",
        date_issued="2020-01-05",
        effective_from="2020-03-01",
    )  # type: ignore[arg-type]
    own = ct.AuthorityFile([work])
    text = "Nghị định số 9/2020/NĐ-CP"
    assert said(text, as_of=date(2020, 2, 1), authority=own) == [("not_in_force", text)]


def test_status_that_is_not_known_is_said_to_be_unknown_only_if_asked() -> None:
    assert noted(DECREE) == set()
    assert noted(DECREE, as_of=date(2026, 1, 1)) == {"status_unknown"}
    assert noted("Nghị định 15/2020/NĐ-CP", as_of=date(2026, 1, 1)) == {"status_unknown", "amended"}


def decree(identifier: str, day: str) -> ct.Work:
    number, year, code = identifier.split("/")
    return ct.Work(identifier, "Nghị định", "a", None, number, int(year), code, date.fromisoformat(day))


def test_a_register_of_one_s_own_decides_alone() -> None:
    own = ct.AuthorityFile([decree("30/2020/NĐ-CP", "2020-03-09")])
    assert said(f"{DECREE} ngày 05/3/2020", authority=own) == [("date_differs", "ngày 05/3/2020")]
    assert noted("Nghị định 15/2020/NĐ-CP", authority=own) == {"unknown_document"}


def test_a_provision_beyond_the_last_article_does_not_exist() -> None:
    own = ct.AuthorityFile([evolve(decree("30/2020/NĐ-CP", "2020-03-05"), last_article=38)])
    assert said(f"khoản 2 Điều 39 {DECREE}", authority=own) == [("no_such_provision", "Điều 39")]
    assert said(f"Điều 3, 39 và 40 {DECREE}", authority=own) == [
        ("no_such_provision", "39"),
        ("no_such_provision", "40"),
    ]
    assert said(f"{DECREE}, Điều 38 và Điều 5", authority=own) == []
    (one,) = verify(f"Điều 39 {DECREE}", authority=own)
    assert one.expected == "38"


def test_what_a_complete_register_lacks_does_not_exist() -> None:
    own = ct.AuthorityFile([decree("30/2020/NĐ-CP", "2020-03-05")], complete_series=[CompleteSeries("NĐ-CP", 2020)])
    missing = "Nghị định số 31/2020/NĐ-CP"
    assert said(f"{DECREE} và {missing}", authority=own) == [("no_such_document", missing)]
    assert noted(missing, authority=own) == {"no_such_document"}
    assert said("Nghị định số 31/2021/NĐ-CP; Quyết định số 31/2020/QĐ-TTg", authority=own) == []


def test_a_series_of_one_place_says_nothing_of_another() -> None:
    series = CompleteSeries("QĐ-UBND", 2020, place="Yên Bái")
    own = ct.AuthorityFile([], complete_series=[series])
    text = "Quyết định số 7/2020/QĐ-UBND của Ủy ban nhân dân tỉnh {}"
    assert [len(said(text.format(place), authority=own)) for place in ("Yên Bái", "Long An")] == [1, 0]


def test_the_end_that_a_register_declares_counts() -> None:
    own = ct.AuthorityFile([evolve(decree("30/2020/NĐ-CP", "2020-03-05"), ends=date(2024, 1, 1))])
    assert said(DECREE, as_of=date(2024, 1, 1), authority=own) == [("not_in_force", DECREE)]
    assert noted(DECREE, as_of=date(2023, 12, 31), authority=own) == set()


# The closed set

BOTH = "Theo Nghị định 30/2020/NĐ-CP và Luật Đất đai 2024"


@pytest.mark.parametrize(
    "allowed",
    [
        ["30/2020/NĐ-CP", "Luật Đất đai 2024"],
        ["nghị định số 30/2020/NĐ-CP ngày 05/3/2020 của Chính phủ", "31/2024/QH15"],
        [REGISTER.candidates("30/2020/NĐ-CP")[0], parse_identifier("31/2024/QH15")],
        REGISTER,
    ],
)
def test_what_is_allowed_in_whatever_form_is_allowed(allowed: object) -> None:
    assert said(BOTH, allowed=allowed) == []


def test_each_mention_of_what_is_not_allowed_is_said() -> None:
    text = "Nghị định 15/2020/NĐ-CP; Nghị định này và Nghị định 30/2020/NĐ-CP"
    assert said(text, allowed=["30/2020/NĐ-CP"]) == [
        ("not_allowed", "Nghị định 15/2020/NĐ-CP"),
        ("not_allowed", "Nghị định này"),
    ]
    assert said(BOTH, allowed=[]) == [("not_allowed", "Nghị định 30/2020/NĐ-CP"), ("not_allowed", "Luật Đất đai 2024")]


def test_of_several_works_with_one_number_only_the_allowed_one_is_allowed() -> None:
    allowed = ["18-NQ/TW ngày 25/10/2017"]
    assert said("Nghị quyết 18-NQ/TW ngày 25/10/2017", allowed=allowed) == []
    land = "Nghị quyết 18-NQ/TW ngày 16/6/2022"
    assert said(land, allowed=allowed) == [("not_allowed", land)]
    assert said("Nghị quyết 18-NQ/TW", allowed=allowed) == [("perhaps_not_allowed", "Nghị quyết 18-NQ/TW")]
    assert said("Nghị quyết 18-NQ/TW", allowed=["18-NQ/TW"]) == []


def test_documents_that_no_register_knows_can_be_allowed() -> None:
    own = ct.Work("7/QĐ-VKC", "Quyết định", "a", number="7", code="QĐ-VKC", date_issued=date(2021, 2, 3))
    assert said("Quyết định số 7/QĐ-VKC ngày 3/2/2021", allowed=[own]) == []
    assert said("Quyết định số 8/QĐ-VKC", allowed=["Quyết định 8/QĐ-VKC"]) == []
    assert said("Quyết định số 9/QĐ-VKC", allowed=[own, "Quyết định 8/QĐ-VKC"]) == [
        ("not_allowed", "Quyết định số 9/QĐ-VKC")
    ]


def test_an_allowed_document_with_a_wrong_date_has_one_fault() -> None:
    assert said(f"{DECREE} ngày 06/3/2020", allowed=["30/2020/NĐ-CP"]) == [("date_differs", "ngày 06/3/2020")]


@pytest.mark.parametrize("words", ["", "con mèo", "30/2020/NĐ-CP và 15/2020/NĐ-CP"])
def test_an_allowed_word_that_is_no_citation_is_an_error(words: str) -> None:
    with pytest.raises(ct.ParseError, match="one document"):
        verify("", allowed=[words])


def test_a_closed_set_that_was_looked_up_serves_many_texts() -> None:
    closed = allowed_works(["30/2020/NĐ-CP"])
    assert [len(verify_reading(ct.read(text), allowed=closed)) for text in (DECREE, "Nghị định 15/2020/NĐ-CP")] == [
        0,
        1,
    ]


# Laws

LAW_TEXTS = [*SAID, *CLEAN, BOTH]


def test_findings_are_the_same_each_time_sorted_and_each_once() -> None:
    for text in LAW_TEXTS:
        found = verify(text, as_of=date(2026, 1, 1))
        assert found == verify(text, as_of=date(2026, 1, 1))
        assert list(found) == sorted(found, key=lambda one: (one.start, one.end))
        assert len(found) == len(set(found))


def test_findings_move_with_their_text() -> None:
    before = "Hội trường đông kín người.\n\n"
    for text in SAID:
        moved = [(one.rule, one.start - len(before), one.end - len(before)) for one in verify(before + text)]
        assert moved == [(one.rule, one.start, one.end) for one in verify(text)]


def test_each_finding_is_of_a_rule_of_the_table_and_lies_in_the_text() -> None:
    for text in LAW_TEXTS:
        for one in verify(text):
            assert rules()[one.rule].severity == one.severity
            assert 0 <= one.start < one.end <= len(text)
            assert "{" not in one.message + one.message_vi


def test_words_of_the_text_are_no_templates() -> None:
    text = f"Luật {{expected}} số 31/2024/QH15, {DECREE} ngày 06/3/2020 của {{0.__class__}}"
    assert all("class" not in one.message.replace("{0.__class__}", "") for one in verify(text))


def test_verifying_takes_linear_time() -> None:
    line = "Thông tư số 30/2020/NĐ-CP ngày 05/3/2021 của Bộ Y tế; Nghị định 999/2019/NĐ-CP ngày 31/4/2019;\n"

    def seconds(times: int) -> float:
        reading = ct.read(line * times)
        begun = time.process_time()
        verify_reading(reading)
        return time.process_time() - begun

    seconds(20)
    assert seconds(400) < 8 * max(seconds(100), 0.02)

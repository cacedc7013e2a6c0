"""Dates: what the expressions mean, what is found in running text, and the laws of partial dates."""

import random
import re
import time
from datetime import date, timedelta
from functools import cache
from pathlib import Path

import pytest
from automata import quick_automata
from hypothesis import given
from hypothesis import strategies as st
from lark import Lark, UnexpectedInput

from citetrack._grammars import SPELLINGS, compiled, source
from citetrack._text import fold, readable, unmarked
from citetrack._transformers.date import DateTransformer
from citetrack._written_dates import date_word, date_words
from citetrack.dates import PartialDate, find_dates, parse_date
from citetrack.errors import ParseError

ANCHOR = date(2023, 9, 20)
CORPUS = Path(__file__).parent / "corpus" / "dates.tsv"
TABLES = ("months", "weekdays", "quarters", "thirds", "sides", "shifts", "furniture")


def rows(path: Path) -> list[list[str]]:
    lines = path.read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if not line.startswith("#")]


OWN = rows(CORPUS)
MEANT = [row for row in OWN if row[1] != "(none)"]


def meaning(text: str, anchor: date | None) -> str:
    try:
        return str(parse_date(text, anchor))
    except ParseError:
        return "(none)"


def found(text: str, spelling: str = "accented") -> list[str]:
    return [hit.expression.text for hit in find_dates(text, spelling)]


@pytest.mark.parametrize(("text", "expected"), OWN)
def test_an_expression_means_its_date(text: str, expected: str) -> None:
    assert meaning(text, ANCHOR) == expected


def test_the_shared_table_of_expressions_comes_out_as_expected(shared: Path) -> None:
    table = rows(shared / "bench" / "dates.tsv")
    assert [[text, meaning(text, date(2024, 3, 15))] for text, _ in table] == table


@pytest.mark.parametrize("text", [text for text, _ in MEANT if not text.startswith("Huế")])
def test_in_a_sentence_the_whole_expression_is_found(text: str) -> None:
    assert found(f"Theo tin của tỉnh, {text}, đoàn họp.") == [text]


@pytest.mark.parametrize("text", [text for text, _ in MEANT if re.search(r"\d", text) and "Huế" not in text])
def test_lost_accents_change_neither_span_nor_meaning(text: str) -> None:
    [hit] = find_dates(unmarked(f"Theo tin, {text}, họp."), "plain")
    assert hit.expression.text == unmarked(text)
    assert str(hit.expression.resolve(ANCHOR)) == str(parse_date(text, ANCHOR))


def test_other_unicode_forms_and_cases_mean_the_same() -> None:
    assert parse_date("nga\u0300y 12 tha\u0301ng 3").edtf == parse_date("NGÀY 12 THÁNG 3").edtf == "XXXX-03-12"


# What is no date although it looks like one.
REJECTED = (
    "Nghị định 15/2020/NĐ-CP",
    "Chỉ thị 12/CT-TTg",
    "Nghị quyết Trung ương 4 khóa XII",
    "Trực ban 24/24, điện thoại 0912.12.12.2020",
    "đội nhà thắng 2-1, đứng hạng 10/12",
    "có 3/4 số hộ tham gia",
    "nhà số 25/7/12 đường số 8",
    "chiều 11-12 giờ",
    "sáng 15/20 đại biểu",
    "hai tháng trước, 5 năm trước, các năm nay",
    "có hiệu lực sau 10 ngày kể từ ngày ký",
    "bị phạt 7 tháng 13 ngày tù",
    "trong 2-3 năm",
    "trước ngày 15 hằng tháng",
)


@pytest.mark.parametrize("text", REJECTED)
def test_numbers_that_are_no_dates_are_left_alone(text: str) -> None:
    assert found(text) == []


# Where an expression ends, and how many stand side by side.
IN_TEXT = (
    ("Ngày 12-4. 15 đại biểu dự", ["Ngày 12-4"]),
    ("ngày 12/5. 15 xã", ["ngày 12/5"]),
    ("sáng 3/12, Quyết định 15/2020/QĐ-UBND ngày 5-6-2020", ["sáng 3/12", "ngày 5-6-2020"]),
    ("ngày 1/2/2020 và ngày 3/4/2021", ["ngày 1/2/2020", "ngày 3/4/2021"]),
    ("Thứ Sáu, 19/11/2021, 10:43", ["Thứ Sáu, 19/11/2021"]),
    ("chiều\n\n12/3/2020", ["12/3/2020"]),
    ("ngày 25\ntháng 11 năm 2013", ["ngày 25\ntháng 11 năm 2013"]),
    ("Căn cứ Luật ngày26/11/2003;", ["ngày26/11/2003"]),
    ("họp ngày 31/4/2021 tại", ["ngày 31/4/2021"]),
)


@pytest.mark.parametrize(("text", "expected"), IN_TEXT)
def test_expressions_end_where_they_end(text: str, expected: list[str]) -> None:
    assert found(text) == expected


def test_spans_index_the_text_as_given() -> None:
    text = "Sáng 10/9, huyện họp; từ ngày 25 đến 27/11, tỉnh họp."
    assert [text[start:end] for start, end, _ in find_dates(text)] == ["Sáng 10/9", "từ ngày 25 đến 27/11"]


def test_an_impossible_day_is_found_marked_and_refused() -> None:
    [hit] = find_dates("họp ngày 31/4/2021 tại huyện")
    assert hit.expression.is_impossible
    assert hit.expression.resolve(ANCHOR) == PartialDate()
    with pytest.raises(ParseError, match="a day that exists"):
        parse_date("ngày 31/4/2021")


def test_a_lunar_date_is_found_and_not_worked_out() -> None:
    [hit] = find_dates("lễ hội mở ngày 10 tháng giêng")
    assert (hit.expression.is_impossible, hit.expression.resolve(ANCHOR).edtf) == (False, None)


@pytest.mark.parametrize("text", ["sáng nay", "hôm qua", "thứ Năm tuần trước", "tháng trước", "cuối năm"])
def test_without_a_day_of_telling_nothing_is_invented(text: str) -> None:
    assert parse_date(text) == PartialDate()
    assert next(find_dates(f"họp {text}.")).expression.is_relative


def test_a_missing_year_stays_unknown_without_an_anchor() -> None:
    when = parse_date("chiều 12-4")
    assert (when.edtf, when.earliest, when.month_day, when.precision) == ("XXXX-04-12", None, "04-12", "day")
    assert parse_date("từ ngày 25 đến 27/11").edtf == "XXXX-11-25/XXXX-11-27"
    assert parse_date("từ năm 2016 đến nay").edtf == "2016/"


def test_the_anchor_is_named_only_where_it_was_used() -> None:
    assert parse_date("ngày 5/3", ANCHOR).anchor == ANCHOR
    assert parse_date("ngày 5/3/2020", ANCHOR).anchor is None


def test_a_period_is_told_from_the_time_of_an_act() -> None:
    assert [hit.expression.is_period for hit in find_dates("nhiệm kỳ 2020-2025; từ năm 2020 đến năm 2025")] == [
        True,
        False,
    ]


def test_a_record_is_as_precise_as_the_words() -> None:
    assert parse_date("từ ngày 25 đến 27/11/2013").to_record() == {
        "date": "2013-11-25",
        "date_end": "2013-11-27",
        "edtf": "2013-11-25/2013-11-27",
        "precision": "day",
        "anchor": None,
    }
    assert parse_date("trung tuần tháng 8/2012").first == "2012-08"
    assert (parse_date("quý I/2024").first, parse_date("quý I/2024").last) == ("2024", None)


DAYS = st.dates(date(1945, 1, 1), date(2044, 12, 31))


@given(DAYS)
def test_a_written_day_reads_back(day: date) -> None:
    for form in ("ngày {0.day}/{0.month}/{0.year}", "ngày {0.day:02} tháng {0.month:02} năm {0.year}", "{0:%d-%m-%Y}"):
        when = parse_date(form.format(day))
        assert (when.earliest, when.latest, str(when)) == (day, day, day.isoformat())


@given(DAYS, st.integers(-182, 182))
def test_a_day_without_a_year_lies_within_half_a_year_of_the_anchor(anchor: date, distance: int) -> None:
    day = anchor + timedelta(days=distance)
    if (day.month, day.day) != (2, 29):
        assert parse_date(f"ngày {day.day}/{day.month}", anchor).earliest == day


@given(DAYS, DAYS)
def test_both_ends_of_a_range_are_kept_and_a_reversed_one_is_impossible(first: date, last: date) -> None:
    text = f"từ ngày {first:%d/%m/%Y} đến ngày {last:%d/%m/%Y}"
    assert meaning(text, None) == (f"{first}/{last}" if first <= last else "(none)")


@given(st.sampled_from([text for text, _ in MEANT]), DAYS)
def test_what_is_resolved_ends_no_earlier_than_it_begins(text: str, anchor: date) -> None:
    when = parse_date(text, anchor)
    assert not (when.earliest and when.latest) or when.earliest <= when.latest
    assert when.anchor in (None, anchor)


def test_partial_dates_are_ordered_and_equal_by_what_they_cover() -> None:
    texts = ["ngày 5/3/2020", "tháng 3/2020", "năm 2020", "ngày 1/1/2020", "sáng nay"]
    once = sorted(map(parse_date, texts))
    assert [str(when) for when in once] == ["2020-01-01", "2020", "2020-03", "2020-03-05", ""]
    assert once == sorted(map(parse_date, reversed(texts)))
    assert parse_date("5/3/2020") == parse_date("ngày 05 tháng 3 năm 2020")
    assert hash(parse_date("5/3/2020")) == hash(parse_date("ngày 05 tháng 3 năm 2020"))


# The grammar itself.
def examples() -> list[tuple[str, str]]:
    """The rule and each example of the comments that stand above the productions of date.lark."""
    above = re.findall(r"^// (.+)\n\??([a-z]\w*):", source("date"), re.MULTILINE)
    return [(rule, example.strip()) for comment, rule in above for example in comment.split("   ")]


@cache
def parser_of_rules() -> Lark:
    return Lark(source("date"), start=sorted({rule for rule, _ in examples()}), parser="lalr")


@pytest.mark.parametrize(("rule", "example"), examples())
def test_the_examples_in_the_grammar_are_read_by_its_rule(rule: str, example: str) -> None:
    assert parser_of_rules().parse(example, start=rule)


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_the_grammar_has_no_conflicts_and_nothing_unused(spelling: str, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("DEBUG", logger="lark")
    with quick_automata():
        assert Lark(SPELLINGS[spelling](source("date")), start="start", parser="lalr", strict=True)
    assert [record.message for record in caplog.records if "Unused" in record.message] == []


def test_rules_and_methods_are_the_same_names() -> None:
    rules = {
        str(rule.alias or rule.options.template_source or rule.origin.name) for rule in compiled("date", "start").rules
    }
    kept = {name for name in rules if not name.startswith("_") and name not in {"date", "stretch"}}
    assert kept == {name for name in vars(DateTransformer) if not name.startswith("_")}


SAMPLES = {
    "NUMBER": ("5", "08", "12"),
    "FULL_YEAR": ("2019",),
    "YEAR": ("21",),
    "_SEPARATOR": ("/", "-", "."),
    "_DAY_DASH": ("-",),
    "_YEAR_DASH": ("-", " - "),
    "_MONTH_DASH": ("-",),
    "_FROM": ("từ ", "kể từ "),
    "_UNTIL": ("trước ", "đến hết "),
    "_TO": (" đến ", " tới hết "),
    "_NOW": ("nay",),
    "_PERIOD": ("giai đoạn ", "nhiệm kỳ "),
    "_DAY": ("ngày ", "ngày", "mùng "),
    "_DAYS": ("trong hai ngày ",),
    "_MONTH": (" tháng ",),
    "_YEAR": (" năm ",),
    "_THIS_YEAR": (" năm",),
    "_QUARTER": ("quý ",),
    "QUARTER": ("II", "4"),
    "_CLOCK": ("8h30 ", "7:15 "),
    "_AT": ("lúc ",),
    "_PART_OF_DAY": ("chiều ",),
    "_DAY_NAME": ("thứ Ba ",),
    "DAY_NAME": ("thứ Ba ",),
    "MONTH_NAME": ("tư", "mười hai"),
    "THIRD": ("trung tuần ", "cuối "),
    "_HALF": ("nửa ",),
    "SIDE": ("đầu ",),
    "COUNT": ("sáu ",),
    "RELATIVE_DAY": ("sáng nay", "hôm qua"),
    "RELATIVE_WEEK": ("tuần trước",),
    "RELATIVE_MONTH": ("tháng này",),
    "RELATIVE_YEAR": (" năm ngoái",),
    "_COMMA": (", ",),
    "_YEAR_COMMA": (", ",),
    "_OPEN": (" (",),
    "_CLOSE": (")",),
    "_AND": (" và ",),
    "_OF": ("của ",),
    "_LUNAR": (" âm lịch",),
}


def sentence(chance: random.Random, parser: Lark, rule: str = "date") -> str:
    """A random walk over the rules; most walks are sentences, some join what the terminals keep apart."""
    options = [each for each in parser.rules if each.origin.name == rule]
    parts = chance.choice(options).expansion
    return "".join(
        chance.choice(SAMPLES[part.name]) if part.is_term else sentence(chance, parser, part.name) for part in parts
    )


@pytest.mark.parametrize("seed", range(20))
def test_the_scanner_finds_every_sentence_of_the_grammar_whole(seed: int) -> None:
    """A sentence that the parser reads is found as one match; 1,000 walks, of which hundreds are sentences."""
    chance, parser, read = random.Random(seed), compiled("date", "start"), 0
    for _ in range(50):
        text = " ".join(sentence(chance, parser).split())
        try:
            tree = parser.parse(text)
        except UnexpectedInput:  # a walk that is no sentence
            continue
        if tree.children[0] is not None:  # by chance read as a place, which the scanner leaves out
            continue
        spans = [(start, end) for start, end, expression in find_dates(text) if not expression.is_impossible]
        read += 1
        assert spans == [(0, len(text))] or meaning(text, ANCHOR) == "(none)", text
    assert read


@pytest.mark.parametrize("table", TABLES)
def test_each_example_of_a_word_holds_the_word_and_is_read(table: str) -> None:
    for name, word in date_words(table).items():
        assert word.source
        for example in word.examples:
            assert name in fold(example)
            assert table == "furniture" or parse_date(example, ANCHOR)


def test_a_quantity_makes_a_length_of_time_of_what_follows() -> None:
    examples = [word.examples[0] for word in date_words("quantities").values()]
    assert [found(example) for example in examples] == [[] for _ in examples]


def test_a_word_counts_the_same_in_every_spelling() -> None:
    assert date_word("months", "Mười Một") == date_word("months", "muoi mot")


@pytest.mark.parametrize("unit", ["ngày ", "từ ngày 5 đến ", "12/", "ngày 5, ", "sáng ", "tháng 5 - ", " ", "1"])
def test_hostile_repetition_costs_no_more_than_its_length(unit: str) -> None:
    """Four times the text takes at most about four times as long; a squared cost would take sixteen."""

    def cost(size: int) -> float:
        text = unit * (size // len(unit))
        best = 9.0
        for _ in range(3):
            begun = time.process_time()
            list(find_dates(text))
            best = min(best, time.process_time() - begun)
        return best

    cost(1_000)
    assert cost(40_000) < 10 * max(cost(10_000), 0.002)


def test_a_text_read_from_decomposed_letters_keeps_its_spans() -> None:
    given_text = "Sa\u0301ng 18/9, ho\u0323p"
    copy = readable(given_text)
    [hit] = find_dates(copy.text)
    assert given_text[copy.span(hit.start, hit.end).slice] == "Sa\u0301ng 18/9"


def test_a_day_outside_the_calendar_is_unknown() -> None:
    assert [str(one.expression.resolve(date.min)) for one in find_dates("Hôm qua họp")] == [str(PartialDate())]

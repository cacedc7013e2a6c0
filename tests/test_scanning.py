"""The scanner and the grammar are one: what the grammar can say the scanner finds, what it finds the grammar reads."""

import json
import random
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from lark import Lark
from lark.exceptions import UnexpectedInput

from citetrack import _derive
from citetrack._grammars import ACCENTED, PLAIN, SPELLINGS, compiled
from citetrack.scanning import _BEFORE, heads, locators, read_part, rule_pattern

CORPUS = Path(__file__).parent / "corpus" / "citations"
# Words of each terminal: every sentence of the grammar is made of them.
SAMPLES = {
    "ABBREVIATION": ["NĐ", "QĐ", "TTLT"],
    "AMENDED": ["(sửa đổi)"],
    "BODY": ["Bộ Chính trị", "Ủy ban nhân dân tỉnh Long An"],
    "CENTRAL": ["Trung ương", "Ban Chấp hành Trung ương Đảng", "T.Ư", "TW", "BCHTW"],
    "CODE": ["NĐ", "TTg", "QĐi", "NN&PTNT", "QH15", "T.Ư", "CP", "BTC", "TTLT"],
    "CODE_NAME": ["BLHS", "BLTTDS"],
    "COMMITTEE": ["Ban Chấp hành Trung ương Đảng", "của BCH T.Ư", "BCHTW"],
    "COMMA_OF": [", của"],
    "CONGRESS": ["Đại hội", "Đại hội đại biểu toàn quốc", "đại hội đại biểu"],
    "CONSTITUTION": ["Hiến pháp", "Hiến pháp nước Cộng hòa xã hội chủ nghĩa Việt Nam"],
    "DEMONSTRATIVE": ["này", "nói trên", "đã nêu trên"],
    "DOCUMENT_TYPE": ["Nghị quyết", "Thông tư liên tịch", "chương trình hành động", "QUYẾT ĐỊNH", "Công điện khẩn"],
    "ENGLISH_SUBJECT": ["on Enterprises", "on Handling of Complaints"],
    "ENGLISH_TYPE": ["Decree", "Official Letter"],
    "HYPHEN": ["-", "–", "\u2011"],
    "JOIN": [",", "và", ", và", ";"],
    "LABEL": ["Điều", "khoản", "điểm", "Chương", "phụ lục"],
    "LAW_NAME": ["Đất đai", "Phòng, chống tham nhũng", "Giao thông đường bộ"],
    "LAW_TYPE": ["Luật", "Bộ luật", "Pháp lệnh"],
    "LONG_QUALIFIER": ["tổng hợp"],
    "MEETING": ["Hội nghị", "hội nghị"],
    "NUMBER": ["15", "30a", "66.14", "1656", "3", "05"],
    "OF": ["của"],
    "ORDINAL": ["lần thứ 4", "lần thứ tư", "lần thứ XIII", "thứ mười hai"],
    "PARTY_BODY": ["Đảng bộ tỉnh Yên Bái", "của Đảng", "Đảng bộ huyện Cẩm Xuyên"],
    "PLENUM_NUMBER": ["4", "10"],
    "PLENUM_WORD": ["NQTW", "KLTW", "NQ TW"],
    "QUALIFIER": ["liên tịch", "cá biệt"],
    "RANGE": ["-", "đến"],
    "ROMAN": ["XIII", "IV"],
    "SHORT_NAME": ["(BLDS)", "(BLHS)"],
    "SLASH": ["/"],
    "SMALL_SYMBOL": ["nđ-cp", "qđ-ttg", "qh14"],
    "SMALL_TAIL": ["nb"],
    "STATUTES": ["Điều lệ Đảng", "điều lệ Đảng Cộng sản Việt Nam"],
    "THIS": ["this", "The said"],
    "TERM": ["khóa XIII", "(khóa X)"],
    "TIGHT_HYPHEN": ["-", "–"],
    "TO": ["đến"],
    "VALUE": ["5", "12a", "III", "đ", "1.2"],
    "YEAR": ["2020", "1998", "2025"],
    "YEAR_WORD": ["năm"],
    "_WITHIN": ["của", "thuộc", "of"],
    "_ALL": ["các", "những"],
    "_FROM": ["từ"],
    "_NUMBER_WORD": ["số", "Số:", "số hiệu"],
    "_SO": ["số"],
    "_SEPARATOR": [",", " và", ";"],
}
# What a terminal's own look ahead allows to follow it: a range goes on with a digit, a separator with “số” or a digit.
FOLLOWING = {
    ("RANGE", "VALUE"): ["5", "12a"],
    ("_SEPARATOR", "_NUMBER_WORD"): ["số"],
    ("LONG_QUALIFIER", "_NUMBER_WORD"): ["số"],
    ("LAW_NAME", "_NUMBER_WORD"): ["số"],
    ("ENGLISH_SUBJECT", "_NUMBER_WORD"): ["No."],
    ("_WITHIN", "LABEL"): ["Điều", "khoản"],
    ("NUMBER", "CODE"): ["NĐ", "QĐi", "TTLT"],  # behind a number T.Ư is the committee of a plenum
}
NEEDED = {"LONG_QUALIFIER": "_NUMBER_WORD"}
# What the expression takes and Lark reads otherwise: small words after “Luật” are the law's name, and four digits
# after a name or a symbol are a year.
FORBIDDEN = {("LAW_TYPE", "LONG_QUALIFIER")}
SHORT_NUMBERS = ["15", "30a", "66.14", "3", "05"]
FOLLOWING |= {
    (before, "NUMBER"): SHORT_NUMBERS
    for before in ("AMENDED", "CODE", "CODE_NAME", "LAW_NAME", "SMALL_SYMBOL", "SMALL_TAIL", "YEAR")
}
STARTS = {"identifier": "start", "locator": "locator", "citation": "mention"}
COUNT = 600


class Walk:
    """Random sentences of the rules of one grammar."""

    def __init__(self, parser: Lark, seed: int) -> None:
        self.random = random.Random(seed)
        self.productions: dict[str, list[list[tuple[str, bool]]]] = {}
        for rule in parser.rules:
            symbols = [(str(symbol.name), symbol.is_term) for symbol in rule.expansion]
            self.productions.setdefault(str(rule.origin.name), []).append(symbols)

    def terminals(self, rule: str, depth: int = 0) -> Iterator[str]:
        options = self.productions[rule]
        for name, is_terminal in self.random.choice(options) if depth < 10 else min(options, key=len):
            if is_terminal:
                yield name
            else:
                yield from self.terminals(name, depth + 1)

    def names(self, rule: str) -> list[str]:
        """The terminals of a sentence in which each stands before what it looks ahead for."""
        while True:
            names = list(self.terminals(rule))
            pairs = list(zip(names, [*names[1:], ""], strict=True))
            if not FORBIDDEN & set(pairs) and all(NEEDED.get(name, after) == after for name, after in pairs):
                return names

    def sentence(self, rule: str) -> str:
        sentence, before = "", ""
        for name in self.names(rule):
            word = self.random.choice(FOLLOWING.get((before, name), SAMPLES[name]))
            sentence += self.gap(sentence, before, name, word) + word
            before = name
        return sentence

    def gap(self, sentence: str, before: str, name: str, word: str) -> str:
        """A blank between words, none at a hyphen between issuers, either elsewhere."""
        if not sentence or "TIGHT_HYPHEN" in (before, name):
            return ""
        if "RANGE" in (before, name) or (sentence[-1].isalnum() and word[0].isalnum()):
            return " "
        return self.random.choice(["", " "])


@cache
def sentences(name: str, spelling: str) -> tuple[str, ...]:
    """At least 500 different sentences of one grammar."""
    walk = Walk(compiled(name, STARTS[name]), seed=7)
    found = dict.fromkeys(walk.sentence(STARTS[name]) for _ in range(COUNT * 3))
    return tuple(map(SPELLINGS[spelling], list(found)[:COUNT]))


def is_read(name: str, spelling: str, sentence: str) -> bool:
    try:
        compiled(name, STARTS[name], spelling).parse(sentence, STARTS[name])
    except UnexpectedInput:
        return False
    return True


@cache
def derived(name: str, spelling: str) -> re.Pattern[str]:
    return re.compile(_derive.pattern(compiled(name, STARTS[name], spelling), STARTS[name]))


GRAMMARS = pytest.mark.parametrize("name", STARTS)
BOTH = pytest.mark.parametrize("spelling", SPELLINGS)


def takes(expression: re.Pattern[str], word: str) -> bool:
    """Whether a terminal is *word*, beside what its look behind and look ahead may want."""
    beside = [
        ("", ""),
        ("", " 5"),
        ("", "5"),
        ("", ";"),
        ("", " năm 2013"),
        ("", " Bộ Y tế"),
        ("", " số 5"),
        ("", " Điều 5"),
        ("", " Decree"),
        ("", " No. 5"),
        ("T", "B"),
    ]
    spans = ((expression.match(before + word + after, len(before)), len(before)) for before, after in beside)
    return any(found and found.end() == start + len(word) for found, start in spans)


@GRAMMARS
def test_each_terminal_has_samples_that_are_its_own(name: str) -> None:
    parser = compiled(name, STARTS[name])
    for terminal in parser.terminals:
        if terminal.name not in parser.ignore_tokens:
            expression = re.compile(terminal.pattern.to_regexp())
            assert [word for word in SAMPLES[terminal.name] if not takes(expression, word.strip())] == []


@GRAMMARS
def test_there_are_five_hundred_sentences(name: str) -> None:
    assert len(set(sentences(name, ACCENTED))) >= 500


@BOTH
@GRAMMARS
def test_the_grammar_reads_each_of_its_sentences(name: str, spelling: str) -> None:
    assert [s for s in sentences(name, spelling) if not is_read(name, spelling, s)] == []


@BOTH
@GRAMMARS
def test_the_derived_expression_takes_each_sentence_whole(name: str, spelling: str) -> None:
    """Both when it must reach the end and when it may stop: it never settles for a part."""
    expression = derived(name, spelling)
    assert [s for s in sentences(name, spelling) if not expression.fullmatch(s)] == []
    parts = {s: m.group() for s in sentences(name, spelling) if (m := expression.match(s)) and m.group() != s}
    assert parts == {}


@BOTH
@pytest.mark.parametrize("carrier", ["Theo {};\nhết.", "({}; xem thêm)", "“{};”"])
def test_the_scanner_finds_each_mention_in_a_text(carrier: str, spelling: str) -> None:
    missed = {}
    for sentence in sentences("citation", spelling):
        found = [(head.start, head.end) for head in heads(carrier.format(sentence), spelling)]
        start = carrier.index("{")
        if found != [(start, start + len(sentence))]:
            missed[sentence] = found
    assert missed == {}


@BOTH
def test_the_scanner_finds_each_locator_in_a_text(spelling: str) -> None:
    for sentence in sentences("locator", spelling):
        assert [span[:2] for span in locators(f"theo {sentence} ...", spelling)] == [(5, 5 + len(sentence))]


def corpus_text() -> str:
    lines = (line for path in sorted(CORPUS.glob("*.jsonl")) for line in path.read_text("utf-8").splitlines())
    return "\n\n".join(json.loads(line)["text"] for line in lines)


@BOTH
def test_the_grammar_reads_all_that_the_scanner_proposes(spelling: str) -> None:
    text = SPELLINGS[spelling](corpus_text())
    assert len(text.split()) > 2000
    proposed = [match[1] for match in rule_pattern("mention", spelling, _BEFORE).finditer(text)]
    assert len(proposed) > 200
    assert [surface for surface in proposed if read_part("mention", surface, spelling) is None] == []


def test_without_marks_the_plain_grammar_is_needed() -> None:
    text = "theo nghi dinh so 30/2020/ND-CP"
    found = [[(head.start, head.end) for head in heads(text, spelling)] for spelling in (ACCENTED, PLAIN)]
    assert found == [[(18, 31)], [(5, 31)]]


def test_the_caller_says_where_the_scanner_goes_on() -> None:
    text = "Luật Đất đai và Luật Nhà ở"
    scan = heads(text, ACCENTED)
    first = next(scan)
    assert (first.end, scan.send(12).start) == (len(text), 16)

"""Findings: what is said of a place in a text, and the rules by which it is said."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from attrs import field, frozen

from citetrack._text import Span
from citetrack.gazetteer._tables import filled, one_of, records, strings

__all__ = ["SEVERITIES", "Finding", "Reason", "Rule", "SymbolTypes", "found", "reasons", "rules", "symbol_types"]

SEVERITIES = ("error", "warning", "info")


@frozen
class Rule:
    """One rule of data/rules.toml.

    >>> rules()["year_differs"].severity
    'error'

    Attributes:
        id: the word under which findings name it.
        severity: "error" (a contradiction), "warning" (worth a look) or "info" (what the register cannot tell).
        name, name_vi: what it finds, in English and in Vietnamese.
        message, message_vi: the words of a finding, with names in braces for the facts.
        repair, repair_vi: what follows where the right value is known.
        source: where the rule comes from.
    """

    id: str = field(validator=filled)
    severity: str = field(validator=one_of(*SEVERITIES))
    name: str = field(validator=filled)
    name_vi: str = field(validator=filled)
    message: str = field(validator=filled)
    message_vi: str = field(validator=filled)
    source: str = field(validator=filled)
    repair: str = ""
    repair_vi: str = ""


@frozen
class SymbolTypes:
    """The types of documents that bear a symbol without a code of its type."""

    symbol: str = field(validator=filled)
    types: tuple[str, ...] = field(converter=strings)
    source: str = field(validator=filled)


@frozen
class Reason:
    """Words for why a document was not in force."""

    id: str = field(validator=filled)
    words: str = field(validator=filled)
    words_vi: str = field(validator=filled)
    source: str = field(validator=filled)


@frozen
class Finding:
    """What is to be said of a place in a text.

    >>> one = Finding("impossible_date", "error", "there is no such day: 31/4", "không có ngày này: 31/4", 5, 9)
    >>> one.to_record()["expected"] is None
    True

    Attributes:
        rule: the id of the rule that found it.
        severity: "error", "warning" or "info".
        message, message_vi: what is wrong, in English and in Vietnamese.
        start, end: the words it is about; code points in the text as given, half-open.
        expected: the right value where the register or the symbol decides, several joined by "; "; else None.
        doc: the key of the document in the reading, None if it is about none.
    """

    rule: str
    severity: str
    message: str
    message_vi: str
    start: int
    end: int
    expected: str | None = None
    doc: str | None = None

    def to_record(self) -> dict[str, Any]:
        """The finding as an entry of a record's *findings*."""
        names = ("rule", "severity", "message", "message_vi", "start", "end", "expected", "doc")
        return {name: getattr(self, name) for name in names}


@cache
def rules() -> Mapping[str, Rule]:
    """The rules by their ids, in the order of the table."""
    return {rule.id: rule for rule in records(Rule, "rules.toml", "rules")}


@cache
def symbol_types() -> Mapping[str, tuple[str, ...]]:
    """The types that each symbol without a code of its type stands for.

    >>> symbol_types()["UBTVQH"]
    ('Pháp lệnh', 'Nghị quyết')
    """
    return {row.symbol: row.types for row in records(SymbolTypes, "rules.toml", "symbol_types")}


@cache
def reasons() -> Mapping[str, Reason]:
    """The words for why a document was not in force, by their ids."""
    return {row.id: row for row in records(Reason, "rules.toml", "reasons")}


def found(rule_id: str, span: Span, doc: str | None = None, expected: str | None = None, **facts: object) -> Finding:
    """The finding of a rule at *span*, its message filled with *facts* and, if it is known, the *expected* value.

    >>> facts = {"identifier": "30/2020/NĐ-CP", "year": 2020, "stated": 2021}
    >>> found("year_differs", Span(0, 9), "d1", "2020-03-05", **facts).message
    'the number 30/2020/NĐ-CP is of 2020, the date of 2021; the register has 2020-03-05'
    """
    rule = rules()[rule_id]
    words = facts | {"expected": expected}
    message, message_vi = (
        (text + (repair if expected else "")).format_map(words)
        for text, repair in ((rule.message, rule.repair), (rule.message_vi, rule.repair_vi))
    )
    return Finding(rule_id, rule.severity, message, message_vi, span.start, span.end, expected, doc)

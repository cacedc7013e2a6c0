"""Tails: the date, issuer and Party term that follow a number or name without a break and belong to its mention."""

import re
from datetime import date

from attrs import define

from citetrack._text import CAPITALS, Span
from citetrack.gazetteer import expand
from citetrack.issuers import issuer_at, issuers_at
from citetrack.numerals import arabic, roman
from citetrack.scanning import read_part, rule_pattern, terminal_pattern

__all__ = ["Tail", "issue_day", "issuer_name", "read_tail"]

_COMMA_GAP = r"[ \t\u00a0]*,?[ \t\u00a0]*\n?[ \t\u00a0]*"  # behind a date: “…, ngày 28-7-2021, của Bộ Chính trị”
_PLENUM = re.compile("Hội nghị (?:Ban Chấp hành )?Trung ương", re.IGNORECASE)
_GAP = r"[ \t\u00a0]*\n?[ \t\u00a0]*"
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_ROMAN = re.compile(r"(?:[IVXLC]+|[0-9]+)(?=[\s)]*$)", re.IGNORECASE)

# “…, ngày 21/6/2024 Giám đốc ký”: after a comma, a day with a subject behind it is when the next thing happened.
_OPENS_CLAUSE = re.compile(rf"[ \t\u00a0]*,?[ \t\u00a0]+(?!Quy|Về|VỀ|CỦA|Ban hành|Sửa)[{CAPITALS}]")


@define
class Tail:
    """What follows a mention: ISO day, issuer written out, term in Roman numerals, the plenum named as issuer."""

    end: int
    date: str | None = None
    issuer: str | None = None
    term: str | None = None
    sitting: str | None = None


def issuer_name(words: str) -> str:
    """The body's name as stated, abbreviations written out, several bodies joined by "; ".

    >>> issuer_name("BCH Trung ương"), issuer_name("Bộ Tài chính và Bộ Y tế")
    ('Ban Chấp hành Trung ương', 'Bộ Tài chính; Bộ Y tế')
    """
    names = [expand(" ".join(words[one.slice].split())) for one in issuers_at(words, 0) or [Span(0, len(words))]]
    return "; ".join("Ban Chấp hành Trung ương" if _PLENUM.match(name) else name for name in names)


def issue_day(surface: str) -> str | None:
    """The ISO day of “ngày 25/10/2017” or “ngày 5 tháng 3 năm 2020”; None for a day that does not exist.

    >>> issue_day(", ngày 05 tháng 3 năm 2020")
    '2020-03-05'
    """
    numbers = [int(digits) for digits in re.findall(r"[0-9]+", surface)]
    month = next((at for at, name in enumerate(_MONTHS, 1) if name in surface), None)
    day, month, year = (numbers[0], month, numbers[1]) if month else numbers
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def read_tail(text: str, position: int, spelling: str, dated: bool = True) -> Tail:
    """What follows at *position*, each kind at most once, in any order."""
    tail = Tail(position)
    while _step(tail, text, spelling, dated):
        pass
    return tail


def _step(tail: Tail, text: str, spelling: str, dated: bool) -> bool:
    """One more part of the tail, or False."""
    if dated and tail.date is None and (found := _rule("issue_date", text, tail.end, spelling)):
        if found[1].startswith(",") and _OPENS_CLAUSE.match(text, found.end()):
            return False
        tail.date, tail.end = issue_day(found[1]), found.end()
        return tail.date is not None
    if dated and tail.date is None and tail.issuer is None:
        found = _rule("partial_date", text, tail.end, spelling)
        issued = found and _terminal("OF", text, found.end(), spelling)
        if issued and _take_issuer(tail, text, issued.end(), spelling):
            return True
    if tail.term is None and (found := _terminal("TERM", text, tail.end, spelling)):
        tail.term, tail.end = _roman(found[1]), found.end()
        return True
    if tail.issuer is None and (found := _rule("meeting", text, tail.end, spelling)):
        return _take_sitting(tail, "meeting", found, spelling)
    gap = _COMMA_GAP if tail.date else _GAP
    if tail.issuer is None and (found := terminal_pattern("OF", spelling, gap).match(text, tail.end)):
        return _take_issuer(tail, text, found.end(), spelling)
    return False


def _rule(rule: str, text: str, position: int, spelling: str) -> re.Match[str] | None:
    """A part of the grammar at *position*, after an optional gap: group 1 is the part."""
    return rule_pattern(rule, spelling, _GAP).match(text, position)


def _terminal(name: str, text: str, position: int, spelling: str) -> re.Match[str] | None:
    """A terminal of the grammar at *position*, after an optional gap: group 1 is the terminal."""
    return terminal_pattern(name, spelling, _GAP).match(text, position)


def _roman(surface: str) -> str | None:
    found = _ROMAN.search(surface)
    return roman(found.group()) if found else None


def _take_sitting(tail: Tail, rule: str, found: re.Match[str], spelling: str) -> bool:
    """A plenum as issuer is the Central Committee."""
    tail.sitting = arabic(read_part(rule, found[1], spelling))
    tail.issuer, tail.end = "Ban Chấp hành Trung ương", found.end()
    return True


def _take_issuer(tail: Tail, text: str, start: int, spelling: str) -> bool:
    if found := _rule("sitting", text, start, spelling):
        return _take_sitting(tail, "sitting", found, spelling)
    start += len(re.match(_GAP, text[start : start + 8]).group())  # type: ignore[union-attr]  # an empty gap matches
    end = issuer_at(text, start)
    if end is None:
        return False
    tail.issuer, tail.end = issuer_name(text[start:end]), end
    return True

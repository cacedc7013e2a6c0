"""Dates: partial dates in EDTF, and the expressions of a text that are worked out to them, day first."""

import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import date, timedelta
from functools import cache, lru_cache
from typing import NamedTuple, TypeVar

from attrs import evolve, field, frozen
from dateutil.relativedelta import relativedelta

from citetrack._derive import pattern
from citetrack._grammars import compiled, parse_tree, tables
from citetrack._lalr import Parser, RefusedError
from citetrack._partial_dates import PartialDate
from citetrack._text import fold, readable
from citetrack._transformers.date import DateTransformer
from citetrack._written_dates import (
    Written,
    WrittenDate,
    WrittenInterval,
    WrittenList,
    WrittenPart,
    WrittenShift,
    date_words,
)
from citetrack.errors import ParseError

__all__ = ["DateExpression", "FoundDate", "PartialDate", "find_dates", "parse_date"]

_Date = TypeVar("_Date", WrittenDate, Written | None)
_LEAP_REACH = 8  # 29 February: two leap years are at most eight years apart


_UNKNOWN = PartialDate()


@frozen
class DateExpression:
    """What the words of a date say, before it is known when they were written.

    >>> expression = next(find_dates("Chiều 12-4, đoàn làm việc tại Hà Nội")).expression
    >>> str(expression.resolve(None)), str(expression.resolve(date(2022, 4, 14)))
    ('XXXX-04-12', '2022-04-12')

    Attributes:
        text: the words.
        written: what they say.
    """

    text: str
    written: Written = field(repr=False)

    @property
    def is_impossible(self) -> bool:
        """Whether the words name a day that does not exist, or an interval that ends before it begins."""
        return _is_impossible(self.written)

    @property
    def is_period(self) -> bool:
        """Whether it is the time of a plan or a term ("nhiệm kỳ 2020-2025"), not the time of an act."""
        return isinstance(self.written, WrittenInterval) and self.written.is_period

    @property
    def is_relative(self) -> bool:
        """Whether it says nothing without the day of telling: "sáng nay", "tháng trước", "năm ngoái"."""
        match self.written:
            case WrittenShift() | WrittenDate(year_shift=int()):
                return True
            case WrittenPart(of):
                return isinstance(of, WrittenShift) or of.year_shift is not None
        return False

    def resolve(self, anchor: date | None) -> PartialDate:
        """The date that the words mean when they are told on the day *anchor*.

        A missing year is the one that puts the date nearest to *anchor*; without it the year stays unknown.
        """
        if self.is_impossible:
            return _UNKNOWN
        try:
            return _resolved(self.written, anchor)
        except OverflowError:  # the day before the first day of the calendar, or behind its last
            return _UNKNOWN


class FoundDate(NamedTuple):
    """A date expression and where it stands in the text as given to `find_dates`."""

    start: int
    end: int
    expression: DateExpression


def parse_date(text: str, anchor: date | None = None) -> PartialDate:
    """The date that the whole of *text* means when it is told on the day *anchor*.

    >>> str(parse_date("ngày 05 tháng 12 năm 2019")), str(parse_date("hôm qua", anchor=date(2024, 3, 15)))
    ('2019-12-05', '2024-03-14')

    Raises:
        ParseError: *text* is not a date expression, or the day does not exist.
    """
    copy = readable(text).text.strip()
    try:
        expression = DateExpression(copy, _read(copy, "accented"))
    except RefusedError:
        parse_tree(compiled("date", "start", "accented"), copy, "a date")
        raise
    if expression.is_impossible:
        raise ParseError("a day of the calendar", text, 0, ("a day that exists",))
    return expression.resolve(anchor)


def find_dates(text: str, spelling: str = "accented") -> Iterator[FoundDate]:
    """Every date expression of *text*, the longest at each place, from left to right; impossible ones too.

    *text* is a readable copy (composed, tone marks in place). A day without a year counts only after a word
    that announces it ("ngày", "sáng", "thứ Ba"): scores, fractions and symbols of documents are no dates.

    >>> [found.expression.text for found in find_dates("Ngày 18/11 bàn về 15/2020/NĐ-CP ngày 3-2-2020")]
    ['Ngày 18/11', 'ngày 3-2-2020']
    """
    for match in _finder(spelling).finditer(text):
        with suppress(RefusedError):  # without marks "tới" and "tối" are one word, and only the parser minds
            expression = DateExpression(match[0], _read(match[0], spelling))
            before = text[max(match.start() - 12, 0) : match.start()]
            if not (_is_chance(expression, before, spelling) or _is_fraction(text, match)):
                yield FoundDate(match.start(), match.end(), expression)


@cache
def _finder(spelling: str) -> re.Pattern[str]:
    """The scanner. No date begins inside a word or inside a number that a dash, slash or stop divides."""
    # Most words open no date: one look at what may open one is cheaper than a try of every form.
    opening = "|".join(sorted(_openings(spelling)))
    forms = pattern(compiled("date", "start", spelling), "date")
    return re.compile(rf"\b(?=\w)(?<!\w[-/.](?=\d))(?={opening}){forms}")


def _openings(spelling: str) -> set[str]:
    """The regular expressions of the terminals with which a date can begin."""
    parser = compiled("date", "start", spelling)
    patterns = {terminal.name: terminal.pattern.to_regexp() for terminal in parser.terminals}
    names, seen = ["date"], set()
    while names:
        name = names.pop()
        if name not in seen:
            seen.add(name)
            names += [rule.expansion[0].name for rule in parser.rules if rule.origin.name == name]
    return {patterns[name] for name in seen & patterns.keys()}


@lru_cache(maxsize=1 << 14)
def _read(text: str, spelling: str) -> Written:
    written: Written = _reader(spelling).parse(text, "start")
    return written


@cache
def _reader(spelling: str) -> Parser:
    return Parser(tables("date", "start", spelling), DateTransformer(), inline=True)


# Three figures, or the word for a day or a month: what names a day that does not exist, not a fraction.
_STATES_DAY = re.compile(r"ngay|thang|\d\D{1,9}\d{1,9}\D{1,9}\d")
# Without marks "tội này" is "tối nay" and "tháng tù" is "tháng tư": of dates without a figure few are sure.
_SURE = re.compile(r"\d|^(?:hom|sang|chieu|ngay)\b")


def _is_chance(expression: DateExpression, before: str, spelling: str) -> bool:
    """Whether the words only look like a date: a length of time, or a fraction that names no day."""
    if expression.is_relative and _quantity().search(fold(before)):
        return True
    words = fold(expression.text)
    if spelling != "accented" and not _SURE.search(words):
        return True
    return expression.is_impossible and not _STATES_DAY.search(words)


# "từ 1/6" is a day where the clause ends, "từ 3/4 số phiếu" a fraction of something.
_BARE_SINCE = re.compile(r"[^\W\d]+\s+(?:[^\W\d]+\s+)?\d{1,2}\s?/\s?\d{1,2}")
_CLAUSE_END = re.compile(r"\s*(?:[.,;:)\n](?!\d)|$)")


def _is_fraction(text: str, match: re.Match[str]) -> bool:
    """Whether what follows "từ 3/4" says that two numbers with a slash are no day."""
    bare = _BARE_SINCE.fullmatch(match[0]) and fold(match[0]).split()[-2] in ("tu", "sau")
    return bool(bare) and _CLAUSE_END.match(text, match.end()) is None


@cache
def _quantity() -> re.Pattern[str]:
    """What makes a length of time of the words after it: hai tháng trước."""
    return re.compile(rf"(?:\d|\b(?:{'|'.join(date_words('quantities'))}))$")


def _is_impossible(written: Written | None) -> bool:
    match written:
        case WrittenDate():
            return not _exists(written)
        case WrittenPart(of, first, last):
            return _is_impossible(of) or not 1 <= first <= (last or 31) <= 31
        case WrittenList(members):
            return any(_is_impossible(member) for member in _with_months(members))
        case WrittenInterval(first, last):
            return _is_impossible(last) or _is_impossible(_with_month(first, last)) or _is_reversed(written)
    return False


def _exists(written: WrittenDate) -> bool:
    # A leap year stands in for an unknown year, a long month for an unknown month.
    stated = (written.year, written.month, written.day)
    year, month, day = (part if known is None else known for known, part in zip(stated, (2000, 1, 1), strict=True))
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def _is_reversed(written: WrittenInterval) -> bool:
    begin, end = _ends(written, None)
    return bool(begin.earliest and end.latest and end.latest < begin.earliest)


def _resolved(written: Written | None, anchor: date | None) -> PartialDate:
    if anchor and _lacks_year(written):
        return _nearest(written, anchor)
    match written:
        case WrittenDate():
            return _resolved_date(written, anchor)
        case WrittenShift() if anchor:
            return _shifted(written, anchor)
        case WrittenPart():
            return _resolved_part(written, anchor)
        case WrittenInterval():
            return _resolved_interval(written, anchor)
        case WrittenList(members):
            return _resolved_list(members, anchor)
    return _UNKNOWN


def _lacks_year(written: Written | None) -> bool:
    match written:
        case WrittenDate():
            return written.year is None and written.year_shift is None and not written.is_lunar
        case WrittenPart(of):
            return _lacks_year(of)
    return False


def _in_year(written: Written | None, year: int) -> PartialDate:
    """What lacks its year, in *year*; unknown if that year has no such day."""
    match written:
        case WrittenDate():
            dated = evolve(written, year=year)
            return _calendar(dated) if _exists(dated) else _UNKNOWN
        case WrittenPart(WrittenDate() as of):
            return _resolved_part(evolve(written, of=evolve(of, year=year)), None)
    return _UNKNOWN


def _nearest(written: Written | None, anchor: date) -> PartialDate:
    years = range(anchor.year - _LEAP_REACH, anchor.year + _LEAP_REACH + 1)
    possible = [found for year in years if (found := _in_year(written, year)).is_known]
    return evolve(min(possible, key=lambda found: _distance(found, anchor), default=_UNKNOWN), anchor=anchor)


def _distance(found: PartialDate, anchor: date) -> timedelta:
    after = found.earliest - anchor if found.earliest else timedelta.max
    before = anchor - found.latest if found.latest else timedelta.max
    return max(after, before, timedelta())


def _resolved_date(written: WrittenDate, anchor: date | None) -> PartialDate:
    if written.is_lunar:
        return _UNKNOWN
    if written.year is not None:
        return _calendar(written)
    if written.year_shift is not None and anchor:
        return evolve(_in_year(written, anchor.year + written.year_shift), anchor=anchor)
    if written.month is None:
        return _UNKNOWN
    month, day = f"XXXX-{written.month:02}", written.day
    return PartialDate(f"{month}-{day:02}", precision="day") if day else PartialDate(month, precision="month")


def _calendar(written: WrittenDate) -> PartialDate:
    """The days of a date whose year is known."""
    first = date(written.year or 1, written.month or 1, written.day or 1)
    if written.day:
        return PartialDate(first.isoformat(), first, first, "day")
    if written.month:
        # relativedelta(day=31) stops at the last day that the month has.
        return PartialDate(first.isoformat()[:7], first, first + relativedelta(day=31), "month")
    return PartialDate(first.isoformat()[:4], first, first + relativedelta(month=12, day=31), "year")


def _shifted(written: WrittenShift, anchor: date) -> PartialDate:
    if written.unit == "month":
        month = anchor + relativedelta(months=written.by)
        return evolve(_calendar(WrittenDate(month.year, month.month)), anchor=anchor)
    if written.unit == "day":
        return _days(anchor + relativedelta(days=written.by), None, "day", anchor)
    monday = anchor + relativedelta(days=-anchor.weekday(), weeks=written.by)
    if written.weekday is None:
        return _days(monday, monday + relativedelta(days=6), "day", anchor)
    return _days(monday + relativedelta(days=written.weekday), None, "day", anchor)


def _days(first: date, last: date | None, precision: str, anchor: date | None) -> PartialDate:
    edtf = f"{first}/{last}" if last else first.isoformat()
    return PartialDate(edtf, first, last or first, precision, anchor)


def _resolved_part(written: WrittenPart, anchor: date | None) -> PartialDate:
    whole = _resolved(written.of, anchor)
    if whole.earliest is None or whole.latest is None:
        return whole  # the month without its year says all that is sure
    unit = "days" if whole.precision == "month" else "months"
    first, last = whole.earliest + relativedelta(**{unit: written.first - 1}), whole.latest  # type: ignore[arg-type]
    if written.last:
        after = whole.earliest + relativedelta(**{unit: written.last})  # type: ignore[arg-type]
        last = min(last, after - relativedelta(days=1))
    return _days(first, last, whole.precision, whole.anchor)


def _resolved_interval(written: WrittenInterval, anchor: date | None) -> PartialDate:
    begin, end = _ends(written, anchor)
    stated = begin if begin.edtf else end
    if stated.edtf is None or (begin.earliest and end.latest and end.latest < begin.earliest):
        return _UNKNOWN
    opening = (begin.edtf or "").split("/")[0] if written.first else ".."
    closing = (end.edtf or "").split("/")[-1] if written.last else ".."
    used = begin.anchor or end.anchor
    return PartialDate(f"{opening}/{closing}", begin.earliest, end.latest, stated.precision, used)


def _ends(written: WrittenInterval, anchor: date | None) -> tuple[PartialDate, PartialDate]:
    """Both ends; the one that lacks its year takes the year that puts it next to the other."""
    first, last = _with_month(written.first, written.last), written.last
    begin, end = _resolved(first, anchor), _resolved(last, anchor)
    if end.latest and _lacks_year(first):
        begin = _last_before(first, end)
    elif begin.earliest and _lacks_year(last):
        years = (begin.earliest.year, begin.earliest.year + 1)
        later = (_in_year(last, year) for year in years)
        end = next((found for found in later if found.latest and found.latest >= begin.earliest), end)
    return begin, end


def _last_before(first: Written | None, end: PartialDate) -> PartialDate:
    assert end.latest is not None
    earlier = (_in_year(first, year) for year in (end.latest.year, end.latest.year - 1))
    found = next((found for found in earlier if found.earliest and found.earliest <= end.latest), _UNKNOWN)
    return evolve(found, anchor=end.anchor)


def _resolved_list(members: tuple[WrittenDate, ...], anchor: date | None) -> PartialDate:
    *others, last = _with_months(members)
    end = _resolved(last, anchor)
    days = [_last_before(day, end) if end.latest else _resolved(day, anchor) for day in others]
    edtf = ",".join(str(day) for day in (*days, end))
    return PartialDate(edtf, days[0].earliest, end.latest, end.precision, end.anchor)


def _with_months(members: tuple[WrittenDate, ...]) -> list[WrittenDate]:
    return [_with_month(member, members[-1]) for member in members]


def _with_month(first: _Date, last: Written | None) -> _Date:
    """A day whose month is told only with a later day: ngày 25 đến 27/11, and 28 đến 3/3 is 28/2."""
    if not (isinstance(first, WrittenDate) and isinstance(last, WrittenDate)):
        return first
    if first.day is None or first.month or not last.month:
        return first
    crosses = last.day is not None and first.day > last.day
    return evolve(first, month=(last.month - 2) % 12 + 1 if crosses else last.month)

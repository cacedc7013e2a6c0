"""When an act took place: the dates of a page, and the year of those that leave it out."""

import re
from bisect import bisect_left
from datetime import date

from attrs import define, field, frozen

from citetrack.dates import DateExpression, PartialDate, find_dates
from citetrack.events.page import MASKS, Mention, Page
from citetrack.events.words import Lexicon, lexicon

__all__ = ["Clock", "Time", "When"]

_CLAUSE_END = re.compile(r"[.;\n]")
_CLAUSE, _NEAR = 120, 40


@frozen
class When:
    """A date as an event holds it; see Event for the fields."""

    date: str | None = None
    date_end: str | None = None
    edtf: str | None = None
    precision: str = "unknown"
    anchor: str = "none"
    month_day: str | None = None


@frozen
class Time:
    """One expression of time on the page: where it stands and what it says on its own.

    Attributes:
        start, end: its range on the page.
        expression: what was written, still without an anchor.
        alone: its date if nothing else is known.
    """

    start: int
    end: int
    expression: DateExpression = field(eq=False, repr=False)
    alone: PartialDate = field(eq=False, repr=False)

    @property
    def is_year(self) -> bool:
        """Whether it says no more than a year."""
        return self.alone.precision == "year" and "-" not in (self.alone.edtf or "")

    @property
    def is_coarse(self) -> bool:
        """Whether it names a month, a quarter or a year, and not from the day of telling."""
        return self.alone.precision != "day" and not self.expression.is_relative

    @property
    def is_known(self) -> bool:
        """Whether it needs no anchor."""
        return self.alone.is_known

    @property
    def lacks_year(self) -> bool:
        """Whether it gives day or month, and only the year is missing."""
        return not self.is_known and "XXXX" in (self.alone.edtf or "")


@define
class Clock:
    """Reads the times of one page and gives each its year."""

    page: Page
    published: date | None
    _witnesses: tuple[date, ...] | None = None
    _read: dict[tuple[int, int], tuple[Time, ...]] = field(factory=dict)

    @property
    def _words(self) -> Lexicon:
        return lexicon(self.page.spelling)

    def times(self, start: int, end: int) -> tuple[Time, ...]:
        """The times of a range at which something took place: no periods, goals or dates of issue."""
        key = (start, end)
        if key not in self._read:
            self._read[key] = tuple(self._found(start, end))
        return self._read[key]

    def own_day(self, mention: Mention) -> Time | None:
        """The day of issue inside the words for a document, if they give one."""
        for each in find_dates(self.page.text[mention.start : mention.end], self.page.spelling):
            time = Time(
                mention.start + each.start, mention.start + each.end, each.expression, each.expression.resolve(None)
            )
            if time.is_known and time.alone.precision == "day":
                return time
        return None

    def _found(self, start: int, end: int) -> list[Time]:
        masked, found = self.page.masked, []
        for each in find_dates(masked[start:end], self.page.spelling):
            time = Time(start + each.start, start + each.end, each.expression, each.expression.resolve(None))
            blotted = any(mask in masked[time.start : time.end] for mask in MASKS)
            if not blotted and not self._bounds(time):
                found.append(time)
        return found

    def _bounds(self, time: Time) -> bool:
        """Whether the words bound a period, an occasion or a year's plan instead of dating an act."""
        masked, words = self.page.masked, self._words
        before = masked[max(0, time.start - 30) : time.start]
        return bool(
            time.expression.is_period
            or words.roles["period"].match(masked, time.start)
            or words.before["span"].search(before)
            or (time.is_year and words.before["yearly"].search(before))
        )

    def when(self, time: Time | None, floor: str | None) -> When:
        """The date of an act at *time*; it cannot lie before *floor*, when its documents were issued."""
        if time is None:
            return When()
        if time.is_known:
            return _when(time.alone, "none")
        if self.published is not None:
            return _when(time.expression.resolve(self.published), "published")
        if time.lacks_year:
            for witness in self._before(time) or self._told():
                found = _when(time.expression.resolve(witness), "text")
                if found.date and (floor is None or found.date >= floor[: len(found.date)]):
                    return found
        return _when(time.alone, "none")

    def _before(self, time: Time) -> tuple[date, ...]:
        """The day told last, if *time* is said to follow it: một tuần sau, ngày 16/9."""
        masked = self.page.masked
        if self._words.before["sequel"].search(masked[max(0, time.start - 24) : time.start].rstrip(" ,(")) is None:
            return ()
        told = self.times(0, len(masked))
        last = told[: bisect_left(told, time.start, key=lambda each: each.start)][-1:]
        return tuple(each.alone.latest for each in last if each.alone.latest is not None)

    def _told(self) -> tuple[date, ...]:
        """Days that the text gives for what it tells, the latest first, then limits, then years."""
        if self._witnesses is None:
            known = [
                time
                for time in self.times(0, len(self.page.masked))
                if time.alone.latest is not None and not self._is_elsewhere(time)
            ]
            exact = [time for time in known if not time.is_year]
            days = [t.alone.latest for t in exact if t.alone.latest and t.alone.earliest]
            limits = [t.alone.latest for t in exact if t.alone.latest and not t.alone.earliest]
            years = [t.alone.latest.replace(month=7, day=1) for t in known if t.alone.latest and self._within(t)]
            self._witnesses = (*sorted(days, reverse=True), *sorted(limits), *sorted(years, reverse=True))
        return self._witnesses

    def _is_elsewhere(self, time: Time) -> bool:
        """Whether a day is that of another act: a document was issued or came into force, or it was before."""
        masked, words = self.page.masked, self._words
        if time.alone.precision != "day":
            return False
        clause = _CLAUSE_END.search(masked, time.end, time.end + _CLAUSE)
        after = masked[time.end : clause.start() if clause else time.end + _CLAUSE]
        begin = masked.rfind(".", max(0, time.start - _CLAUSE), time.start) + 1 or max(0, time.start - _CLAUSE)
        before = masked[begin : time.start]
        return bool(
            words.before["earlier"].search(before.rstrip(" ,("))
            or words.roles["enacting"].search(after)
            or words.roles["enacting"].search(before[-_NEAR:])
        )

    def _within(self, time: Time) -> bool:
        if not time.is_year:
            return False
        before = self.page.masked[max(0, time.start - 12) : time.start]
        words = self._words
        return bool(words.before["within"].search(before) or words.roles["within"].match(self.page.masked, time.start))


def _when(partial: PartialDate, anchor: str) -> When:
    if partial.first is None:
        return When(edtf=partial.edtf, month_day=partial.month_day)
    used = anchor if partial.anchor is not None else "none"
    return When(partial.first, partial.last, partial.edtf, partial.precision, used)

"""date.lark: trees become written dates."""

from attrs import evolve

from citetrack._lalr import Token
from citetrack._text import fold
from citetrack._written_dates import (
    Written,
    WrittenDate,
    WrittenInterval,
    WrittenList,
    WrittenPart,
    WrittenShift,
    date_word,
)

__all__ = ["DateTransformer"]

# The State was founded in 1945: a two-digit year from 45 on lies in the twentieth century.
_PIVOT = 45
_NOTHING = WrittenDate()


def _shift(words: str) -> int:
    """How far the last of *words* points away from now."""
    return date_word("shifts", words.split()[-1]).number


class DateTransformer:
    """Builds the values of date.lark."""

    def start(self, place: Token | None, date: Written) -> Written:
        """The date without its place."""
        return date

    def interval(self, first: Written, last: Written) -> WrittenInterval:
        """Two stated ends."""
        return WrittenInterval(first, last)

    def period(self, first: Written, last: Written) -> WrittenInterval:
        """Two years of a plan or a term."""
        return WrittenInterval(first, last, is_period=True)

    def since(self, first: Written) -> WrittenInterval:
        """An open end."""
        return WrittenInterval(first, None)

    def until(self, last: Written) -> WrittenInterval:
        """An open beginning."""
        return WrittenInterval(None, last)

    def lunar(self, date: Written) -> WrittenDate:
        """A date of the lunar calendar, whatever it says."""
        return WrittenDate(is_lunar=True)

    def listing(self, *days: WrittenDate) -> WrittenList:
        """The days in order."""
        return WrittenList(days)

    def told(self, relative: WrittenShift, day: WrittenDate) -> WrittenDate:
        """The day of the calendar: it is said to explain the other."""
        return day

    def told_day(self, day: WrittenDate) -> WrittenDate:
        """The day of the calendar alone: its name and the words before it only announce it."""
        return day

    def relative_day(self, words: Token) -> WrittenShift:
        """sáng nay, hôm qua."""
        return WrittenShift("day", _shift(words))

    def relative_week(self, words: Token) -> WrittenShift:
        """tuần này, tuần trước."""
        return WrittenShift("week", _shift(words))

    def relative_weekday(self, day: Token, week: Token) -> WrittenShift:
        """thứ Năm tuần trước; the word thứ is dropped, chủ nhật has none."""
        name = fold(day).removeprefix("thu ")
        return WrittenShift("week", _shift(week), date_word("weekdays", name).number)

    def relative_month(self, words: Token) -> WrittenShift:
        """tháng này, tháng trước."""
        return WrittenShift("month", _shift(words))

    def day(self, number: Token, month: Token | WrittenDate, year: WrittenDate | None) -> WrittenDate:
        """A day of a month, with its year if it has one."""
        stated = month if isinstance(month, WrittenDate) else self.named_month(month)
        return self._joined(evolve(stated, day=int(number)), year)

    def short(self, number: Token, month: Token) -> WrittenDate:
        """A day of a month."""
        return WrittenDate(day=int(number), month=int(month))

    def lone(self, number: Token) -> WrittenDate:
        """A day whose month follows later."""
        return WrittenDate(day=int(number))

    def part(self, third: Token, whole: WrittenDate | WrittenShift) -> WrittenPart:
        """A third: ten days of a month, four months of a year."""
        index, size = date_word("thirds", third).number, 10 if self._is_month(whole) else 4
        return WrittenPart(whole, size * (index - 1) + 1, size * index if index < 3 else None)

    def half(self, side: Token, whole: WrittenDate | WrittenShift) -> WrittenPart:
        """A half: fifteen days of a month, six months of a year."""
        size = 15 if self._is_month(whole) else 6
        return WrittenPart(whole, 1, size) if self._is_first(side) else WrittenPart(whole, size + 1, None)

    def some_months(self, count: Token, side: Token, year: WrittenDate) -> WrittenPart:
        """The first or the last months of a year."""
        months = date_word("months", count).number
        return WrittenPart(year, 1, months) if self._is_first(side) else WrittenPart(year, 13 - months, None)

    def quarter(self, number: Token, year: WrittenDate | None) -> WrittenPart:
        """Three months of a year."""
        last = 3 * date_word("quarters", number).number
        return WrittenPart(year or _NOTHING, last - 2, last)

    def month(self, named: WrittenDate, year: WrittenDate | None) -> WrittenDate:
        """A month, with its year if it has one."""
        return self._joined(named, year)

    def last_month(self, number: Token, year: WrittenDate) -> WrittenDate:
        """A month in figures."""
        return evolve(year, month=int(number))

    def named_month(self, name: Token) -> WrittenDate:
        """A month by number or name."""
        word = date_word("months", name)
        return WrittenDate(month=word.number, is_lunar=word.lunar)

    def year(self, number: Token) -> WrittenDate:
        """A year of four digits."""
        return WrittenDate(year=int(number))

    bare_year = year

    def short_year(self, digits: Token) -> WrittenDate:
        """A year of two digits, or of a wrong number of them, which is kept and does not exist."""
        if len(digits) != 2:
            return WrittenDate(year=-int(digits))
        return WrittenDate(year=int(digits) + (1900 if int(digits) >= _PIVOT else 2000))

    def relative_year(self, words: Token) -> WrittenDate:
        """năm nay, năm ngoái."""
        return WrittenDate(year_shift=_shift(words))

    def this_year(self) -> WrittenDate:
        """The year of the telling, unnamed: cuối năm."""
        return WrittenDate(year_shift=0)

    def now(self) -> WrittenShift:
        """The day of telling."""
        return WrittenShift("day", 0)

    @staticmethod
    def _joined(date: WrittenDate, year: WrittenDate | None) -> WrittenDate:
        return evolve(date, year=year.year, year_shift=year.year_shift) if year else date

    @staticmethod
    def _is_month(whole: WrittenDate | WrittenShift) -> bool:
        return isinstance(whole, WrittenShift) or whole.month is not None

    @staticmethod
    def _is_first(side: Token) -> bool:
        return date_word("sides", side).number == 1

"""Where in a text the parts of a citation stand: its type word, symbol, date and issuer."""

import re
from bisect import bisect_left
from datetime import date

from attrs import field, frozen

from citetrack._text import CAPITALS, ReadableText, Span, fold, unmarked
from citetrack.citations import Citation
from citetrack.dates import FoundDate, find_dates
from citetrack.gazetteer import type_named
from citetrack.issuers import issuer_at
from citetrack.spellings import spelling_of
from citetrack.tails import issuer_name

__all__ = ["Places"]

_REACH = 240  # how far from a mention its clause may state the date or the issuer
_TYPE_WORDS = re.compile(r"\s*(.*?)[\s:]*(?:(?:số|so|no)\b[.\s:]*)?", re.IGNORECASE | re.DOTALL)
_GOES_ON = re.compile(rf"[ \t\u00a0]+[{CAPITALS}]")
_OF = re.compile(r"\b(?:của|cua|do)\s+", re.IGNORECASE)


@frozen
class Places:
    """The text as it is read, with every date expression in it; finds the words that state a fact.

    >>> from citetrack._text import readable
    >>> text = "theo Nghị định số 30/2020/NĐ-CP ngày 05/3/2021 của Chính phủ"
    >>> from citetrack.reading import read
    >>> places, (decree,) = Places(readable(text)), read(text).citations
    >>> [text[span.slice] for span in (places.date(decree, None), places.symbol(decree), places.issuer(decree))]
    ['ngày 05/3/2021', '30/2020/NĐ-CP', 'Chính phủ']

    Attributes:
        copy: the copy of the text that is read.
        dates: its date expressions in order.
    """

    copy: ReadableText = field(repr=False)
    dates: tuple[FoundDate, ...] = field(init=False, repr=False)

    @dates.default
    def _dates(self) -> tuple[FoundDate, ...]:
        spelling = spelling_of(self.copy.text)
        text = self.copy.text if spelling == "accented" else unmarked(self.copy.text)
        return tuple(find_dates(text, spelling))

    def _within(self, citation: Citation) -> tuple[int, int]:
        return self.copy.position(citation.start), self.copy.position(citation.end)

    def _between(self, start: int, end: int) -> tuple[FoundDate, ...]:
        at = bisect_left(self.dates, start, key=lambda one: one.start)
        stop = bisect_left(self.dates, end, key=lambda one: one.start)
        return self.dates[at:stop]

    def date(self, citation: Citation, anchor: date | None) -> Span:
        """The words that state the citation's date: in the mention, else before or behind it; else the mention."""
        start, end = self._within(citation)
        near = (
            *self._between(start, end),
            *self._between(start - _REACH, start)[::-1],
            *self._between(end, end + _REACH),
        )
        for one in near:
            stated = one.expression.resolve(anchor)
            if stated.precision == "day" and stated.first == citation.date:
                return self.copy.span(one.start, one.end)
        return citation.span

    def dated(self, day: str) -> Span | None:
        """The first words of the text that are the ISO *day*."""
        for one in self.dates:
            if one.expression.resolve(None).first == day:
                return self.copy.span(one.start, one.end)
        return None

    def symbol(self, citation: Citation) -> Span:
        """Number and symbol; the mention if they are not spelled out in it."""
        found = self._symbol(citation)
        return self.copy.span(*found) if found else citation.span

    def _symbol(self, citation: Citation) -> tuple[int, int] | None:
        start, end = self._within(citation)
        surface = citation.identifier.surface if citation.identifier else ""
        surface = surface[next((at for at, letter in enumerate(surface) if letter.isdigit()), 0) :].rstrip()
        at = unmarked(self.copy.text[start:end]).find(unmarked(surface)) if surface else -1
        return (start + at, start + at + len(surface)) if at >= 0 else None

    def type_word(self, citation: Citation) -> Span | None:
        """The type word if it stands in the mention as the full name or a short form of the citation's type."""
        symbol = self._symbol(citation)
        if symbol is None:
            return None
        start, _ = self._within(citation)
        match = _TYPE_WORDS.fullmatch(self.copy.text, start, symbol[0])
        word = match[1] if match else ""
        kind = type_named(word)
        # "Văn bản số …" names no type, though the number makes a letter of it.
        full = kind and (fold(word) in (fold(kind.name), fold(kind.name_en)) or word.isupper())
        if match is None or kind is None or kind.name != citation.type or not full:
            return None
        return self.copy.span(match.start(1), match.end(1))

    def issuer(self, citation: Citation) -> Span | None:
        """The words that name the issuer, in the mention or in the clause before it; None if they are elsewhere."""
        start, end = self._within(citation)
        text = self.copy.text
        symbol = self._symbol(citation)
        for of in _OF.finditer(text, symbol[1] if symbol else start, end):
            stop = issuer_at(text, of.end())
            if stop is not None and stop <= end:
                return self.copy.span(of.end(), stop)
        if citation.kind == "group":
            return None  # in a list the issuer is that of the last member
        return self._issuer_before(citation.issuer or "", start)

    def article(self, citation: Citation, number: str) -> Span:
        """The words that name the article *number*, nearest before the mention or behind it; else the mention."""
        start, end = self._within(citation)
        words = re.compile(rf"(?:\b(?:điều|dieu|article)\s+)?(?<!\d){number}(?!\d)", re.IGNORECASE)
        before = [*words.finditer(self.copy.text, max(0, start - _REACH), start)][-1:]
        for match in (*before, *words.finditer(self.copy.text, end, end + _REACH)):
            return self.copy.span(match.start(), match.end())
        return citation.span

    def goes_on(self, span: Span) -> bool:
        """Whether the name at *span* goes on behind it: “Ban Bí thư Trung ương” before “Đoàn” is another body."""
        return _GOES_ON.match(self.copy.text, self.copy.position(span.end)) is not None

    def _issuer_before(self, issuer: str, position: int) -> Span | None:
        floor = max(0, position - _REACH)
        found = None
        for capital in re.finditer(r"\b[^\W\d_]", self.copy.text[floor:position]):
            start = floor + capital.start()
            end = issuer_at(self.copy.text, start) if capital[0].isupper() else None
            if end is not None and end <= position and issuer_name(self.copy.text[start:end]) == issuer:
                found = self.copy.span(start, end)
        return found

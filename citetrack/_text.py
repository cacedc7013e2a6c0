"""Spans, and the copy of a text that is read: composed, respelt, with a way back to the text as given."""

import re
import unicodedata
from bisect import bisect_right

from attrs import field, frozen

__all__ = ["ReadableText", "Span", "fold", "readable", "unmarked"]

_MARK_RUN = re.compile("[\u0300-\u0323]+")
_DETACHED = "\u0301\u0300\u0323\u0303\u0309\u0302\u0306\u031b"  # the marks that Vietnamese letters are made of
_LOOKALIKES = str.maketrans({"Ð": "Đ", "ð": "đ", "Ɖ": "Đ", "ɖ": "đ"})
# Old tone placement, on the second vowel of an open oa, oe, uy: hoà, khoẻ, uỷ (not in quỷ, where u belongs to qu).
_OLD_TONE = re.compile(r"([oO])([àáảãạèéẻẽẹÀÁẢÃẠÈÉẺẼẸ])(?!\w)|(?<![qQ])([uU])([ỳýỷỹỵỲÝỶỸỴ])(?!\w)")
_VIETNAMESE = "ăâđêôơưàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ"


def _strip_table() -> dict[int, str]:
    table = {}
    for letter in _VIETNAMESE + _VIETNAMESE.upper():
        base = unicodedata.normalize("NFD", letter)[0]
        table[ord(letter)] = {"đ": "d", "Đ": "D"}.get(letter, base)
    return table


_UNMARKED = _strip_table()


@frozen
class Span:
    """A half-open range of code points in a text as given.

    >>> "số 18-NQ/TW"[Span(3, 11).slice]
    '18-NQ/TW'
    """

    start: int
    end: int

    @property
    def slice(self) -> slice:
        """The range as a slice of the text."""
        return slice(self.start, self.end)


def unmarked(text: str) -> str:
    """*text* without Vietnamese marks, letter for letter: the same length, the same case.

    >>> unmarked("Nghị định số 30/2020/NĐ-CP")
    'Nghi dinh so 30/2020/ND-CP'
    """
    return text.translate(_UNMARKED)


def fold(text: str) -> str:
    """The key under which two spellings are one: no marks, lower case, single blanks.

    >>> fold("Uỷ ban  Nhân dân")
    'uy ban nhan dan'
    """
    composed = unicodedata.normalize("NFC", text).translate(_LOOKALIKES)
    return " ".join(unmarked(composed).lower().split())


@frozen
class ReadableText:
    """A text as citetrack reads it, with the way back to the text as given.

    Attributes:
        text: the copy that is read.
        source: the text as given.
        _breaks, _shifts: at which offsets of *text* the distance to *source* changes, and to what.
    """

    text: str
    source: str
    _breaks: tuple[int, ...] = field(default=(), repr=False)
    _shifts: tuple[int, ...] = field(default=(), repr=False)

    def offset(self, position: int) -> int:
        """The offset in *source* of a *position* in the copy."""
        at = bisect_right(self._breaks, position)
        return position + (self._shifts[at - 1] if at else 0)

    def position(self, offset: int) -> int:
        """The position in the copy of an *offset* in *source*: the way back of `offset`."""
        at = bisect_right(self._source_breaks, offset)
        return offset - (self._shifts[at - 1] if at else 0)

    @property
    def _source_breaks(self) -> list[int]:
        return [position + shift for position, shift in zip(self._breaks, self._shifts, strict=True)]

    def span(self, start: int, end: int) -> Span:
        """The span in *source* of a range of the copy, with all marks of its last letter."""
        return Span(self.offset(start), self.offset(end))


def readable(source: str) -> ReadableText:
    """The copy of *source* that is read: NFC, look-alike letters mended, tone marks in their new place.

    Only marked letters are composed; a text that is already composed keeps its offsets.

    >>> copy = readable("uỷ ban".replace("ỷ", "y\u0309"))
    >>> copy.text, copy.span(0, 2)
    ('ủy ban', Span(start=0, end=3))
    """
    text = source
    breaks: tuple[int, ...] = ()
    shifts: tuple[int, ...] = ()
    if any(mark in source for mark in _DETACHED):
        text, breaks, shifts = _composed(source)
    if not text.isascii():
        text = _OLD_TONE.sub(_new_tone, text.translate(_LOOKALIKES) if _has_lookalike(text) else text)
    return ReadableText(text, source, breaks, shifts)


def _has_lookalike(text: str) -> bool:
    return any(letter in text for letter in "ÐðƉɖ")


def _composed(source: str) -> tuple[str, tuple[int, ...], tuple[int, ...]]:
    """*source* with its marked letters composed, and where the distance between the two changes."""
    parts, breaks, shifts = [], [], []
    position = length = shift = 0
    for run in _MARK_RUN.finditer(source):
        start = max(run.start() - 1, position)
        letter = unicodedata.normalize("NFC", source[start : run.end()])
        parts += [source[position:start], letter]
        length += start - position + len(letter)
        if lost := run.end() - start - len(letter):
            shift += lost
            breaks.append(length)
            shifts.append(shift)
        position = run.end()
    parts.append(source[position:])
    return "".join(parts), tuple(breaks), tuple(shifts)


def _new_tone(match: re.Match[str]) -> str:
    """hoà -> hòa: the tone mark moves to the first vowel."""
    first, second = (match[1], match[2]) if match[1] else (match[3], match[4])
    parted = unicodedata.normalize("NFD", second)
    return unicodedata.normalize("NFC", first + parted[1]) + parted[0]

"""Spans, and the copy of a text that is read: composed, respelt, with a way back to the text as given."""

import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache

from attrs import field, frozen

from citetrack._html import has_markup, markup_of, shown
from citetrack._legacy import decoded, encoding_of
from citetrack._offsets import OffsetMap, edited

__all__ = ["CAPITALS", "ReadableText", "Span", "fold", "has_old_tone", "readable", "unmarked"]

_DETACHED = "\u0301\u0300\u0323\u0303\u0309\u0302\u0306\u031b"  # the marks that Vietnamese letters are made of
_MARKS = re.compile("[\u0300-\u0323]+")
_LOOKALIKES = str.maketrans({"Ð": "Đ", "ð": "đ", "Ɖ": "Đ", "ɖ": "đ", "⁄": "/", "−": "-"})
# Old tone placement, on the second vowel of an open oa, oe, uy: hoà, khoẻ, uỷ (not in quỷ, where u belongs to qu).
# One expression for each first letter: a search that opens with one letter is ten times as fast.
_OLD_TONE = (
    re.compile(r"(o)([àáảãạèéẻẽẹÀÁẢÃẠÈÉẺẼẸ])(?!\w)"),
    re.compile(r"(O)([àáảãạèéẻẽẹÀÁẢÃẠÈÉẺẼẸ])(?!\w)"),
    re.compile(r"(u)(?<![qQ]u)([ỳýỷỹỵỲÝỶỸỴ])(?!\w)"),
    re.compile(r"(U)(?<![qQ]U)([ỳýỷỹỵỲÝỶỸỴ])(?!\w)"),
)
# The capital letters, as the inside of a character class; a range such as À-Ỹ takes in small letters too.
CAPITALS = "A-ZÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝĂĐĨŨƠƯẠẢẤẦẨẪẬẮẰẲẴẶẸẺẼẾỀỂỄỆỈỊỌỎỐỒỔỖỘỚỜỞỠỢỤỦỨỪỬỮỰỲỴỶỸ"
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


@lru_cache(maxsize=1 << 15)
def fold(text: str) -> str:
    """The key under which two spellings are one: no marks, lower case, single blanks.

    >>> fold("Uỷ ban  Nhân dân")
    'uy ban nhan dan'
    """
    composed = unicodedata.normalize("NFC", text).translate(_LOOKALIKES)
    plain = unmarked(composed)
    if not plain.isascii():
        plain = _MARKS.sub("", plain)  # a second mark on one letter, as misreading leaves it
    return " ".join(plain.lower().split())


@frozen
class ReadableText:
    """A text as citetrack reads it, with the way back to the text as given.

    Attributes:
        text: the copy that is read.
        source: the text as given.
        maps: the way back, one map for each kind of edit, in the order in which they were made.
        encoding: the legacy encoding of the source ("TCVN3", "VNI"), or None.
    """

    text: str
    source: str
    maps: tuple[OffsetMap, ...] = field(default=(), repr=False)
    encoding: str | None = None

    def offset(self, position: int) -> int:
        """The offset in *source* at which the character at *position* of the copy begins."""
        for one in reversed(self.maps):
            position = one.start(position)
        return position

    def position(self, offset: int) -> int:
        """The position in the copy of an *offset* in *source*: the way back of `offset`."""
        for one in self.maps:
            offset = one.position(offset)
        return offset

    def span(self, start: int, end: int) -> Span:
        """The span in *source* of a range of the copy, with all marks of its last letter, without tags around it."""
        first, last = start, end
        for one in reversed(self.maps):
            first, last = one.start(first), one.end(last)
        return Span(first, last)


def readable(source: str) -> ReadableText:
    """The copy of *source* that is read.

    Letters of legacy encodings become Unicode; tags, entities, footnote marks and what a page never shows go; letters
    are composed, look-alike letters mended, tone marks put in their new place, letters that misread digits become
    digits. A text that needs none of this keeps its offsets.

    >>> copy = readable("uỷ ban".replace("ỷ", "y\u0309"))
    >>> copy.text, copy.span(0, 2)
    ('ủy ban', Span(start=0, end=3))
    >>> readable("QĐ-BNN&amp;PTNT của <b>Bộ</b>").text
    'QĐ-BNN&PTNT của Bộ'
    """
    text = source
    maps: list[OffsetMap] = []
    encoding = encoding_of(source)
    if encoding:
        text, back = decoded(source, encoding)
        maps.append(back)
    if has_markup(text):
        text, back = edited(text, markup_of(text), shown)
        maps.append(back)
    for needed, pattern, replace in _EDITS:
        if needed(text):
            text, back = edited(text, pattern, replace)
            maps.append(back)
    if not text.isascii():
        text = _in_new_tones(text.translate(_LOOKALIKES) if _has_lookalike(text) else text)
    if any(misread.search(text) for misread in _MISREAD):
        text = _MISREAD_DIGIT.sub(lambda match: match.group().translate(_DIGIT), text)
    return ReadableText(text, source, tuple(one for one in maps if one.starts), encoding)


def _has_lookalike(text: str) -> bool:
    return any(letter in text for letter in "ÐðƉɖ⁄−")


def _has_detached_marks(text: str) -> bool:
    return any(mark in text for mark in _DETACHED)


def _has_strays(text: str) -> bool:
    return any(sign in text for sign in _STRAY_SIGNS)


def _composed(match: re.Match[str]) -> str:
    return unicodedata.normalize("NFC", match.group())


def _nothing(_: re.Match[str]) -> str:
    return ""


# Signs that carry nothing: of no width, and the small figures or bracketed numbers of footnotes right behind a word.
_STRAY_SIGNS = "\u200b\u200c\u200d\u2060\ufeff¹²³⁴⁵⁶⁷⁸⁹["
_STRAY = re.compile("[\u200b\u200c\u200d\u2060\ufeff]|(?<=[0-9A-Za-zÀ-ỹ])(?:[¹²³⁴-⁹]{1,3}|\\[[0-9]{1,3}\\])")
# O for 0 and l for 1, between digits or before the rest of a number or day.
_MISREAD_DIGIT = re.compile("(?<=[0-9])[Oo]{1,3}(?=[0-9/])|(?<![0-9A-Za-zÀ-ỹ])[OolI](?=[0-9]{1,3}[/.-])")
_DIGIT = str.maketrans("OolI", "0011")
# The same letter by letter, which is how to see cheaply that there is none: each has a digit or a slash behind it.
_MISREAD = tuple(
    re.compile(
        f"{letter}(?=[0-9/])(?:(?<=[0-9]{letter})|(?<=[0-9][Oo]{letter})|(?<=[0-9][Oo][Oo]{letter})"
        f"|(?<![0-9A-Za-zÀ-ỹ]{letter}))"
    )
    for letter in "oOlI"
)
# What may have to be edited, in this order: whether it can be there, where it is, what replaces it.
_EDITS: tuple[tuple[Callable[[str], bool], re.Pattern[str], Callable[[re.Match[str]], str]], ...] = (
    (_has_strays, _STRAY, _nothing),
    (_has_detached_marks, re.compile(f"[^{_DETACHED}][\u0300-\u0323]+"), _composed),
)


def has_old_tone(text: str) -> bool:
    """Whether a tone mark of *text* stands where it stood until the 1980s: hoà for hòa.

    >>> has_old_tone("khoá X"), has_old_tone("khóa X")
    (True, False)
    """
    return any(old.search(text) for old in _OLD_TONE)


def _in_new_tones(text: str) -> str:
    for old in _OLD_TONE:
        text = old.sub(_new_tone, text)
    return text


def _new_tone(match: re.Match[str]) -> str:
    """hoà -> hòa: the tone mark moves to the first vowel."""
    first, second = match.groups()
    parted = unicodedata.normalize("NFD", second)
    return unicodedata.normalize("NFC", first + parted[1]) + parted[0]

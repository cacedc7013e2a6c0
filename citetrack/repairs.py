"""Repairs: what had to be mended in a mention's characters to read it, by name."""

import re
import unicodedata
from functools import lru_cache

from citetrack._grammars import PLAIN
from citetrack._text import has_old_tone

__all__ = ["repairs_of"]

_LOOKALIKE = re.compile("[ÐðƉɖ]")
_ODD_DASH = re.compile("[\u2010-\u2015\u2212\u00ad_]")
_ODD_BLANK = re.compile("[\u00a0\u2000-\u200b\u202f\u3000]")
_WORDS = re.compile("[a-z]{2}|[A-Z]{2} [A-Z]{2}")  # a bare symbol has no marks to lose
_MARKUP = re.compile(r"</?[A-Za-z]|&#?[0-9A-Za-z]+;")
_FOOTNOTE = re.compile(r"[¹²³⁴-⁹]|\[[0-9]+\]")
_MISREAD = re.compile("[0-9][Oo]{1,3}[0-9/]|(?<![0-9A-Za-zÀ-ỹ])[OolI][0-9]{1,3}[/.-]")
_GLUED = re.compile(r"(?:ngày|số|năm|tháng)[0-9]|[0-9](?:ngày|tháng|năm)|[A-ZĐ](?:ngày|của)")


@lru_cache(1 << 14)
def repairs_of(surface: str, spelling: str, encoding: str | None = None) -> tuple[str, ...]:
    """The names of the repairs without which *surface*, written in a legacy *encoding* or none, could not be read.

    >>> repairs_of("121/2021/NÐ–CP", "accented")
    ('look-alike letter', 'dash')
    """
    if encoding:
        return (f"{encoding} letters",)
    composed = unicodedata.normalize("NFC", surface)
    found = {
        "nfd": composed != surface,
        "lost or wrong marks": spelling == PLAIN and bool(_WORDS.search(composed)),
        "look-alike letter": bool(_LOOKALIKE.search(surface)),
        "tone placement": has_old_tone(composed),
        "markup": bool(_MARKUP.search(surface)),
        "footnote mark": bool(_FOOTNOTE.search(surface)),
        "misread digit": bool(_MISREAD.search(surface)),
        "dash": bool(_ODD_DASH.search(surface)),
        "blank": bool(_ODD_BLANK.search(surface)),
        "line break": "\n" in surface,
        "glued words": bool(_GLUED.search(composed)),
    }
    return tuple(name for name, mended in found.items() if mended)

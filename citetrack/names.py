"""How far the name of a law reaches in running text: by the table of laws, the shape of amending laws, its words."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache
from itertools import islice
from typing import NamedTuple

from attrs import frozen

from citetrack import gazetteer
from citetrack._text import fold
from citetrack.wordlists import words as word_list

__all__ = ["LawName", "Word", "law_name", "words_from"]

# A word, and what may stand between it and the next word of a name.
_WORD = re.compile(
    r"(?:((?:T ?[.,] ?[ƯWU]|TƯ|TW)(?![0-9A-Za-zÀ-ỹ]))|([0-9A-Za-zÀ-ỹ&]+))"
    r"([ \t\u00a0]*(?:,[ \t\u00a0]*)?(?:\n[ \t\u00a0]*(?=\S))?(?:[-–][ \t\u00a0]*)?)"
)
_MOST_WORDS = 32
# Abbreviations that stand inside the names of laws.
_INSIDE = {"ubnd": "uy ban nhan dan", "hdnd": "hoi dong nhan dan", "dh": "dai hoc"}
_AMENDING = re.compile(
    r"s[uử]a\s*[dđ][oổ]i\s*(?:,?\s*b[oổ]\s*sung)?(?:\s*m[oộ]t\s*s[oố])?\s*(?:c[aá]c\s*)?[dđ]i[eề]u"
    r"(?:\s*,\s*kho[aả]n)?\s*(?:c[uủ]a|t[aạ]i)?\s*(?:c[aá]c\s+)?(?:[0-9]{1,2}\s+)?",
    re.IGNORECASE,
)
_LAW_WORD = re.compile(r"\s*(?:,|v[aà])?\s*(?:B[oộ]\s+lu[aậ]t|Lu[aậ]t|Ph[aá]p\s+l[eệ]nh)\s+", re.IGNORECASE)


class Word(NamedTuple):
    """A word of the text: folded, with its place, whether it opens with a capital, whether a comma stands before it."""

    key: str
    start: int
    end: int
    capital: bool
    comma: bool


@frozen
class LawName:
    """The name of a law: canonical, where it ends, and whether the table knows it."""

    name: str
    end: int
    known: bool


def words_from(text: str, position: int, most: int = _MOST_WORDS) -> list[Word]:
    """The words of *text* from *position* on, up to the first sign that no name runs across."""
    return list(islice(_words(text, position), most))


def _words(text: str, position: int) -> Iterator[Word]:
    comma = False
    while match := _WORD.match(text, position):
        central, word, joint = match.groups()
        start = position
        position = match.end()
        end = position - len(joint)
        if word is None:
            yield Word("trung", start, end, central[0].isupper(), comma)
            yield Word("uong", start, end, central[0].isupper(), comma)
        else:
            yield Word(fold(word), start, end, word[0].isupper(), comma)
        comma = "," in joint


def law_name(text: str, position: int, capital: bool, nested: bool = False) -> LawName | None:
    """The name that starts at *position*, after the word Luật, Bộ luật or Pháp lệnh; None if no law is named.

    A law word in small letters needs a name that the table knows, for “luật” is a common word. A name *nested* in
    that of an amending law is none of another amending law.

    >>> text = "Luật Đất đai được Quốc hội thông qua"
    >>> law_name(text, 5, capital=True)
    LawName(name='Đất đai', end=12, known=True)
    """
    amending = _AMENDING.match(text, position)
    if amending and capital and not nested:
        return _amending_law(text, position, amending.end())
    first = next(_words(text, position), None)
    if first is None:
        return None
    ends: list[int] = []
    known = gazetteer.longest_law_name(_expanded(islice(_words(text, position), _MOST_WORDS), ends))
    marked = not text[max(0, position - 8) : position].isascii()
    if known and (not marked or _marks_agree(text[first.start : first.end], known[1])):
        count, name = known
        return LawName(name, ends[count - 1], True)
    if first.key.upper() == text[first.start : first.end] and len(first.key) > 2:
        return LawName(text[first.start : first.end], first.end, False)
    if not (capital and first.capital):
        return None
    words = words_from(text, position)
    return None if _opens_type(words) else _unknown(text, words)


def _marks_agree(written: str, name: str) -> bool:
    """Whether the first word, as written with its marks, can open *name*: “luật gia” is no Luật Giá."""
    expected = name.split()[0].strip(",")
    return written.lower() == expected.lower() or fold(written) != fold(expected)


def _amending_law(text: str, start: int, position: int) -> LawName | None:
    """Luật sửa đổi, bổ sung một số điều của Luật A và Luật B: the laws inside belong to the name."""
    end = 0
    while law := _LAW_WORD.match(text, position):
        inner = law_name(text, law.end(), capital=True, nested=True)
        if inner is None:
            break
        end = position = inner.end
    if not end:
        words = words_from(text, position)
        inner = _unknown(text, words, least=2) if words else None
        end = inner.end if inner else 0
    return LawName(" ".join(text[start:end].split()), end, False) if end else None


def _expanded(words: Iterable[Word], ends: list[int]) -> Iterator[str]:
    """Folded words with abbreviations written out and glued words taken apart; where each ends goes into *ends*."""
    for word in words:
        written = _INSIDE.get(word.key) or _apart(word.key) or word.key
        for piece in written.split():
            ends.append(word.end)
            yield piece


@cache
def _vocabulary() -> frozenset[str]:
    return frozenset(word for law in gazetteer.law_names() for word in re.findall(r"\w+", fold(law.name)))


@lru_cache(1 << 14)
def _apart(key: str) -> str | None:
    """*key* as two words of law names if it is none: "nhandan" is "nhan dan"."""
    vocabulary = _vocabulary()
    if key in vocabulary or len(key) < 4:
        return None
    halves = ((key[:at], key[at:]) for at in range(2, len(key) - 1))
    return next((f"{a} {b}" for a, b in halves if a in vocabulary and b in vocabulary), None)


def _opens_type(words: Sequence[Word]) -> bool:
    """Whether the words open with a type of document: the next mention, not more of this name."""
    pair = " ".join(word.key for word in words[:2])
    return bool(gazetteer.type_named(words[0].key) or gazetteer.type_named(pair))


def _unknown(text: str, words: Sequence[Word], least: int = 1) -> LawName | None:
    """A name that no table knows, as far as its words carry: to a comma, a stop word or twelve words.

    One word alone is no name; *least* words belong to it whatever they are.
    """
    marked = not text[words[0].start : words[-1].end].isascii()
    stops = word_list("law name stops") if marked else frozenset(map(fold, word_list("law name stops")))
    count = least
    while count < min(len(words), 12):
        word = words[count]
        here = text[word.start : words[min(count + 1, len(words) - 1)].end].lower().split()[:2]
        if (
            word.comma
            or here[0] in stops
            or " ".join(here) in stops
            or word.key.isdigit()
            or (word.capital and _opens_type(words[count:]))
        ):
            break
        count += 1
    if not 1 < count <= len(words):
        return None
    name = text[words[0].start : words[count - 1].end]
    return LawName(" ".join(name.split()), words[count - 1].end, False)

"""Masking: an event without the names of persons, for exports that leave them out."""

import re
from functools import cache

from attrs import evolve, field, frozen

from citetrack._text import CAPITALS, fold
from citetrack.gazetteer import longest_place
from citetrack.gazetteer._tables import filled, records, strings
from citetrack.timeline import TimelineEvent

__all__ = ["masked", "unnamed"]

MASK = "[…]"


@frozen
class _Words:
    words: tuple[str, ...] = field(converter=strings)
    source: str = field(validator=filled)


def unnamed(one: TimelineEvent) -> TimelineEvent:
    """*one* without its chair, and with masks for the names of persons in the words that tell it."""
    known = (one.event.chair or "").split("; ")
    sources = [evolve(source, evidence=masked(source.evidence, known)) for source in one.sources]
    return evolve(one, event=evolve(one.event, chair=None), sources=sources)


def masked(words: str, known: list[str] | tuple[str, ...] = ()) -> str:
    """*words* with a mask for each name of a person: those *known*, and what is written as one.

    A name is a surname with one or more capitalised words after it, no place, or what follows a word of address.
    Rather a name too many is masked than one too few.

    >>> masked("đồng chí Phạm Thị Thanh Trà, Bí thư Tỉnh ủy Yên Bái, chủ trì")
    'đồng chí […], Bí thư Tỉnh ủy Yên Bái, chủ trì'
    """
    for name in known:
        if name.strip():
            words = words.replace(name.strip(), MASK)
    return _names().sub(_mask, words)


def _mask(found: re.Match[str]) -> str:
    name = found["name"]
    place = longest_place(fold(name).split())
    if place and place[0] >= 2 and not found["address"]:
        return found[0]
    return f"{found['address'] or ''}{MASK}"


@cache
def _names() -> re.Pattern[str]:
    """A name in running text, with the word of address before it if there is one."""
    address, surnames = (_alternatives(table) for table in ("honorifics", "surnames"))
    word = rf"[{CAPITALS}]\w*"
    addressed = rf"(?P<address>(?<!\w)(?:{address})\s)(?={word}(?:\s{word}|\W))"
    return re.compile(rf"(?:{addressed}|(?<!\w)(?=(?:{surnames})\s))(?P<name>{word}(?:\s{word}){{0,5}})")


def _alternatives(table: str) -> str:
    words = {word for row in records(_Words, "person_words.toml", table) for word in row.words}
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))

"""Names of organising bodies compared: however they are abbreviated and however far they are written out."""

from functools import cache, lru_cache

from citetrack._text import fold
from citetrack.gazetteer import bodies_named, expand, longest_place
from citetrack.timeline.words import timeline_words

__all__ = ["organ_key", "within"]


@cache
def _listed(table: str) -> frozenset[tuple[str, ...]]:
    return frozenset(tuple(fold(word).split()) for word in timeline_words(table))


@lru_cache(1 << 16)
def organ_key(name: str) -> tuple[str, ...]:
    """The words of a body's name by which it is compared; one name is a vaguer form of another that begins with it.

    >>> organ_key("Ban Tuyên giáo T.Ư") == organ_key("Ban Tuyên giáo Trung ương")
    True
    >>> organ_key("Ban Thường vụ Tỉnh ủy Yên Bái"), organ_key("Tỉnh ủy")
    (('tinh', 'uy', 'yen', 'bai'), ('tinh', 'uy'))
    """
    full = expand(name)
    known = {body.name for body in bodies_named(full) if body.level == "central"}
    if len(known) == 1:
        return tuple(fold(known.pop()).split())
    words = fold(full.replace(",", " ").replace(";", " ").replace("&", " và ")).split()
    while agent := _opening("agents", words):
        words = words[agent:]
    return tuple(_placed(words))


def within(organ: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether the body *other* is *organ* or a part of it: its name ends with *organ*'s or begins with it.

    >>> within(organ_key("Tỉnh ủy Yên Bái"), organ_key("Ban Tuyên giáo Tỉnh ủy Yên Bái"))
    True
    """
    size = len(organ)
    return size > 0 and (other[:size] == organ or other[-size:] == organ)


def _opening(table: str, words: list[str]) -> int:
    """How many words of *table* open *words*, if more follow."""
    return max((size for size in range(1, min(5, len(words))) if tuple(words[:size]) in _listed(table)), default=0)


def _placed(words: list[str]) -> list[str]:
    """*words* with places under their usual names, without the words for their kind."""
    at, kept = 0, []
    while at < len(words):
        match = longest_place(tuple(words[at : at + 6]))
        if match and match[0] > 1:
            kept += fold(match[1].name).split()
            at += match[0]
            continue
        unit = max((size for size in (1, 2) if tuple(words[at : at + size]) in _listed("units")), default=0)
        if unit and tuple(words[at + unit : at + unit + 1]) not in _listed("joined"):
            at += unit
            continue
        kept.append(words[at])
        at += 1
    return kept

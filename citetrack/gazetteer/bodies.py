"""Bodies of Party and State that issue documents: names, codes, levels."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache, lru_cache

from attrs import field, frozen

from citetrack._text import fold
from citetrack.gazetteer._tables import NameTable, day, filled, key, name_table, one_of, records, strings
from citetrack.gazetteer.places import longest_place

__all__ = [
    "IssuingBody",
    "bodies_named",
    "bodies_with_code",
    "expand",
    "issuing_bodies",
    "level",
    "longest_body",
    "opens_body",
]

_FILE = "issuing_bodies.toml"
LEVELS = ("cell", "commune", "district", "province", "central")  # the smallest first
_UNIT_WORDS = (("thanh", "pho"), ("tinh",), ("tp",), ("tp.",))
# Kinds of bodies whose code also stands in running text.
_NAMED_BY_CODE = ("ministry", "ministerial_agency", "government_agency")


@frozen
class IssuingBody:
    """One body, or one kind of body that each locality has.

    >>> bodies_with_code("BGDĐT")[0].name
    'Bộ Giáo dục và Đào tạo'

    Attributes:
        name: the Vietnamese name.
        name_en: an English name.
        family: "party" or "state".
        level: "central", "province", "district", "commune", "cell", "local" or "any".
        kind: ministry, court, party_committee and so on.
        source: where the record comes from.
        codes: what stands for it in symbols, the usual one first.
        aliases: other names and abbreviations of running text.
        parent: code of the body it belongs to.
        valid_from, valid_to: first and last day, None if not limited or unknown.
        successors: codes of the bodies that took its place.
    """

    name: str = field(validator=filled)
    name_en: str = field(validator=filled)
    family: str = field(validator=one_of("party", "state"))
    level: str = field(validator=one_of(*LEVELS, "local", "any"))
    kind: str = field(validator=filled)
    source: str = field(validator=filled)
    codes: tuple[str, ...] = field(default=(), converter=strings)
    aliases: tuple[str, ...] = field(default=(), converter=strings)
    parent: str | None = None
    valid_from: date | None = field(default=None, converter=day)
    valid_to: date | None = field(default=None, converter=day)
    successors: tuple[str, ...] = field(default=(), converter=strings)


@frozen
class _Title:
    """The title of a head, which stands before the name of the body."""

    name: str = field(validator=filled)
    source: str = field(validator=filled)


@frozen
class _Abbreviation:
    """An abbreviation of running text and what it stands for."""

    short: str = field(validator=filled)
    long: str = field(validator=filled)
    source: str = field(validator=filled)


@frozen
class _LevelWords:
    """Words that tell the level of a body; *weak* ones only if no other does."""

    level: str = field(validator=one_of(*LEVELS, "none"))
    words: tuple[str, ...] = field(converter=strings)
    source: str = field(validator=filled)
    weak: bool = False


@cache
def issuing_bodies() -> tuple[IssuingBody, ...]:
    """Every known body.

    >>> issuing_bodies()[0].name
    'Ban Chấp hành Trung ương'
    """
    return records(IssuingBody, _FILE, "bodies")


@cache
def _bodies_by_key() -> Mapping[str, tuple[IssuingBody, ...]]:
    found: dict[str, tuple[IssuingBody, ...]] = {}
    for body in issuing_bodies():
        for name in {key(name) for name in (body.name, *body.aliases)}:
            found[name] = (*found.get(name, ()), body)
    return found


def bodies_named(name: str) -> tuple[IssuingBody, ...]:
    """The bodies with that name or alias, in any spelling.

    >>> [body.name for body in bodies_named("toa an nhan dan toi cao")]
    ['Tòa án nhân dân tối cao']
    """
    return _bodies_by_key().get(key(name), ())


def bodies_with_code(code: str) -> tuple[IssuingBody, ...]:
    """The bodies that a code stands for; several share some codes.

    >>> len(bodies_with_code("CP"))
    2
    """
    return tuple(body for body in issuing_bodies() if code in body.codes)


@cache
def _names() -> NameTable[IssuingBody]:
    full = [(name, body) for body in issuing_bodies() for name in (body.name, body.name_en.split(" (")[0])]
    aliases = [(alias, body) for body in issuing_bodies() for alias in body.aliases]
    return name_table(full + aliases, skipped=("va", "&"))  # ministries are written with and without them


@cache
def _titles() -> NameTable[_Title]:
    return name_table((title.name, title) for title in records(_Title, _FILE, "titles"))


def longest_body(words: Sequence[str], start: int = 0) -> tuple[int, IssuingBody] | None:
    """How many of the folded *words* the longest name of a body takes, with its head's title and its place.

    >>> count, body = longest_body("bo truong bo xay dung ban hanh".split())
    >>> count, body.name
    (5, 'Bộ Xây dựng')
    >>> longest_body("ubnd tinh long an ve".split())[0]
    4
    """
    title = _titles().longest(words, start)
    matches = [(0, _names().longest(words, start))]
    matches += [(title[0], _names().longest(words, start + title[0]))] if title else []
    found = [(skipped + match[0], match[1]) for skipped, match in matches if match]
    if not found:
        return None
    count, body = max(found, key=lambda match: match[0])
    return (count if body.level == "central" else count + _place_words(words, start + count)), body


def opens_body(word: str) -> bool:
    """Whether the name of a body, or the title of its head, can begin with the folded *word*.

    >>> opens_body("bo"), opens_body("nha")
    (True, False)
    """
    return _names().opens(word) or _titles().opens(word)


def _place_words(words: Sequence[str], start: int) -> int:
    """How many words from *start* on name a province: "tinh long an" 3."""
    unit = next((len(unit) for unit in _UNIT_WORDS if tuple(words[start : start + len(unit)]) == unit), 0)
    place = longest_place(tuple(words[start + unit : start + unit + 6]))
    return unit + place[0] if place else 0


@cache
def _abbreviations() -> tuple[re.Pattern[str], Mapping[str, str]]:
    rows = [(row.short, row.long) for row in records(_Abbreviation, _FILE, "abbreviations")]
    for body in issuing_bodies():
        if body.kind in _NAMED_BY_CODE:
            rows += [(code, body.name) for code in (*body.codes[:1], *filter(_has_capitals, body.aliases))]
    table: dict[str, str] = {}
    for short, long in rows:
        table.setdefault(short.lower(), long)
    shorts = sorted(table, key=len, reverse=True)
    return re.compile(rf"(?<![\w&])(?:{'|'.join(map(re.escape, shorts))})(?![\w&])", re.I), table


def _has_capitals(alias: str) -> bool:
    return any(len(word) > 1 and word.isupper() for word in re.split(r"[\s&,-]", alias))


@lru_cache(4096)
def expand(name: str) -> str:
    """A body's name with the usual abbreviations written out; the place stays.

    >>> expand("BCH Trung ương"), expand("UBND tỉnh Long An"), expand("Ban Tổ chức T.Ư")
    ('Ban Chấp hành Trung ương', 'Ủy ban nhân dân tỉnh Long An', 'Ban Tổ chức Trung ương')
    >>> expand("Bộ Kế hoạch và Đầu tư")
    'Bộ Kế hoạch và Đầu tư'
    """
    pattern, table = _abbreviations()

    def written_out(match: re.Match[str]) -> str:
        short = match[0]
        # A word with one capital is a word: the Tư of Bộ Tư pháp is not TƯ; nor is the tư of Bộ Kế hoạch và Đầu tư.
        is_word = short.isalpha() and (short == short.capitalize() or (short.islower() and not short.isascii()))
        return short if is_word else table[short.lower()]

    return " ".join(pattern.sub(written_out, name).split())


@cache
def _level_words() -> NameTable[_LevelWords]:
    return name_table((word, row) for row in records(_LevelWords, _FILE, "levels") for word in row.words)


@lru_cache(4096)
def level(name: str) -> str | None:
    """Where a body stands: "central", "province", "district", "commune", "cell"; None if the name is silent.

    Of bodies joined by "; " the highest counts.

    >>> level("Đảng ủy xã Tân An"), level("UBND tỉnh"), level("Bộ Y tế; UBND tỉnh")
    ('commune', 'province', 'central')
    """
    if "; " in name:
        return max(filter(None, map(level, name.split("; "))), key=LEVELS.index, default=None)
    known = {body.level for body in bodies_named(name)}
    if len(known) == 1 and known <= set(LEVELS):
        return known.pop()
    words, found = fold(expand(name)).replace(",", " ").split(), []
    at = 0
    while at < len(words):
        match = _level_words().longest(words, at)
        found += [match[1]] if match and match[1].level != "none" else []
        at += match[0] if match else 1
    strong = [row.level for row in found if not row.weak] or [row.level for row in found]
    if strong:
        return min(strong, key=LEVELS.index)
    body = longest_body(words)
    return body[1].level if body and body[1].level in LEVELS else None

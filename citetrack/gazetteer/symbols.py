"""The parts of a symbol: type codes, issuers' codes, official spellings, and codes that name no document."""

import re
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache

from attrs import field, frozen

from citetrack._text import fold, readable
from citetrack.gazetteer._tables import filled, records, strings
from citetrack.gazetteer.bodies import issuing_bodies
from citetrack.gazetteer.types import types_by_code

__all__ = [
    "canonical_part",
    "court_code",
    "is_issuer_code",
    "is_organ_of_both",
    "is_party_organ",
    "is_type_code",
    "is_undecided",
    "split_glued",
    "type_of_code",
]

_FILE = "symbols.toml"
_LETTER = "Công văn"  # the only State document whose symbol has no type code


@frozen
class Spelling:
    """Ways of writing a part that fold to another key than its official spelling."""

    official: str = field(validator=filled)
    written: tuple[str, ...] = field(converter=strings)
    source: str = field(validator=filled)


@frozen
class CodeRule:
    """Codes known by their first part, a later part, or (organs of the Party) the two halves of one."""

    source: str = field(validator=filled)
    kind: str = ""
    heads: tuple[str, ...] = field(default=(), converter=strings)
    tails: tuple[str, ...] = field(default=(), converter=strings)
    codes: tuple[str, ...] = field(default=(), converter=strings)
    examples: tuple[str, ...] = field(default=(), converter=strings)


@cache
def _rules(table: str) -> tuple[CodeRule, ...]:
    return records(CodeRule, _FILE, table)


@cache
def _codes(table: str) -> frozenset[str]:
    return frozenset(code for rule in _rules(table) for code in rule.codes)


@cache
def _spellings() -> Mapping[str, str]:
    rows = records(Spelling, _FILE, "spellings")
    return {written.upper(): row.official for row in rows for written in row.written}


@cache
def _issuers() -> frozenset[str]:
    return frozenset(code for body in issuing_bodies() for code in body.codes) | _codes("other_issuers")


@cache
def _party_codes() -> frozenset[str]:
    return frozenset(code for body in issuing_bodies() if body.family == "party" for code in body.codes)


@cache
def _types() -> tuple[str, ...]:
    return tuple(dict.fromkeys([*types_by_code(False), *types_by_code(True)]))


@cache
def _official() -> frozenset[str]:
    rules = (*_rules("look_alikes"), *_rules("party_organs"))
    named = {part for rule in rules for part in (*rule.heads, *rule.tails)}
    return frozenset(_types()) | _issuers() | named | _composed_organs()


@cache
def _composed_organs() -> frozenset[str]:
    rules = _rules("party_organs")
    return frozenset(head + tail for rule in rules for head in rule.heads for tail in rule.tails)


@cache
def _by_key(marked: bool) -> Mapping[str, str]:
    """Official spellings by their lower-case letters, with marks only if *marked*; type codes come first."""
    rest = sorted(_official() - set(_types()))
    found: dict[str, str] = {}
    for code in (*_types(), *sorted(_issuers()), *rest) if not marked else (*_types(), *rest):
        found.setdefault(code.lower() if marked else fold(code), code)
    return found


@lru_cache(4096)
def canonical_part(part: str) -> str:
    """One part of a symbol in its official spelling; an unknown part with its look-alike letters mended.

    TU, a provincial committee, never becomes TW.

    >>> [canonical_part(part) for part in ("T.Ư", "nd", "QD", "TTG", "BGDDT", "TU", "XYZ")]
    ['TW', 'NĐ', 'QĐ', 'TTg', 'BGDĐT', 'TU', 'XYZ']
    """
    mended = readable(part).text.replace(" ", "")
    if mended in _official():
        return mended
    if spelled := _spellings().get(mended.upper()):
        return spelled
    central = mended.upper().replace("TƯ", "TW")
    if central in _official():
        return central
    if marked := _by_key(True).get(mended.lower()):
        return marked
    return _by_key(False).get(fold(mended), mended) if mended.isascii() else mended


@lru_cache(4096)
def is_type_code(part: str) -> bool:
    """Whether *part* stands for a type of document.

    >>> is_type_code("QĐ"), is_type_code("UBND")
    (True, False)
    """
    return canonical_part(part) in _types()


@lru_cache(4096)
def is_issuer_code(part: str) -> bool:
    """Whether *part* stands for a body, with or without the number of its term.

    >>> is_issuer_code("UBTVQH14"), is_issuer_code("NĐ")
    (True, False)
    """
    code = canonical_part(part)
    return code in _issuers() or code.rstrip("0123456789") in _issuers() or is_party_organ(code)


def is_organ_of_both(part: str) -> bool:
    """Whether Party and State alike have a body of that code, so that only the order of the symbol tells them apart.

    >>> is_organ_of_both("BCĐ"), is_organ_of_both("TU")
    (True, False)
    """
    return canonical_part(part) in _codes("organs_of_both")


@lru_cache(4096)
def is_party_organ(part: str) -> bool:
    """Whether *part* stands for an organ of the Party or of a body that numbers like it.

    >>> is_party_organ("BTCTƯ"), is_party_organ("ĐUSYT"), is_party_organ("BTC")
    (True, True, False)
    """
    code = canonical_part(part)
    prefixes = tuple(head for rule in _rules("party_organs") if not rule.tails for head in rule.heads)
    return code in _party_codes() or code in _composed_organs() or code.startswith(prefixes)


def _parts(code: str) -> list[str]:
    return [canonical_part(part) for part in re.split(r"[-/]", code) if part]


@lru_cache(4096)
def type_of_code(code: str, party: bool) -> str | None:
    """The full name of the type that a symbol stands for; None if it has none or does not decide.

    >>> type_of_code("TT-BCT", party=False), type_of_code("VPCP-KTTH", party=False)
    ('Thông tư', 'Công văn')
    >>> type_of_code("QĐ/TW", party=True) is None  # Quyết định or Quy định
    True
    """
    parts, types = _parts(code), types_by_code(party)
    if not parts or is_undecided(code):
        return None
    names = types.get("-".join(parts)) or types.get(parts[0], ())
    if len(parts) == 1 and is_issuer_code(parts[0]):
        return None
    if not party and _is_letter(parts):
        return _LETTER
    return names[0] if len(names) == 1 else None


def is_undecided(code: str) -> bool:
    """Whether a symbol is a document's though it does not say of which type.

    >>> is_undecided("LCT/HĐNN8"), is_undecided("TT-BTC")
    (True, False)
    """
    return fold(code) in map(fold, _codes("undecided"))


def _is_letter(parts: list[str]) -> bool:
    """Issuer before department, as TCT-CS; if the issuer's code is a type code too, a known department."""
    if len(parts) < 2 or not is_issuer_code(parts[0]):
        return False
    return not is_type_code(parts[0]) or (parts[1] in _codes("units") and not is_issuer_code(parts[1]))


@lru_cache(4096)
def split_glued(part: str) -> tuple[str, ...] | None:
    """Type code and issuer's code of a part that lost its hyphen, or None.

    >>> split_glued("TTBGDĐT"), split_glued("TTCP")
    (('TT', 'BGDĐT'), None)
    """
    if canonical_part(part) in _official():
        return None
    for end in range(len(part) - 1, 0, -1):
        if is_type_code(part[:end]) and is_issuer_code(part[end:]):
            return canonical_part(part[:end]), canonical_part(part[end:])
    return None


@lru_cache(4096)
def court_code(code: str) -> bool:
    """Whether a symbol is of a judgment, contract, minutes, licence or standard: none is a document.

    >>> court_code("DS-PT"), court_code("HĐ-ABC"), court_code("HĐND-VP")
    (True, True, False)
    """
    parts = _parts(code)
    return bool(parts) and any(_matches(rule, parts[0], parts[1:]) for rule in _rules("look_alikes"))


def _matches(rule: CodeRule, head: str, later: Iterable[str]) -> bool:
    if rule.heads and head not in rule.heads:
        return False
    return not rule.tails or any(part in rule.tails for part in later)

"""Slugs: names as parts of an address, in small ASCII letters, each of which gives its name back.

A name that a table knows loses its marks: the table gives them back. Any other keeps them as escapes: "_u7" is a letter
u with its seventh mark or case, "__2c_" the character U+002C; "_0" opens an escaped name that has no other escape or
begins with no letter.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from functools import cache, lru_cache

from citetrack._text import fold, unmarked
from citetrack.gazetteer import canonical_part, document_types, issuing_bodies, places

__all__ = ["LETTERS", "code_slug", "escaped", "joined", "named", "parts_of", "slug_of", "unescaped"]

_PLAIN = re.compile(r"[a-z0-9]")
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
_ESCAPE = re.compile(r"__([0-9a-f]{1,6})_|_([a-z])([0-9a-z])|_0|-|[a-z0-9]")
# One name inside a code: what stands between two separators.
LETTERS = r"(?:__[0-9a-f]{1,6}_|_[a-z][0-9a-z]|_0|[a-z0-9])+"
_OTHER_SEPARATOR = {"-": "/", "/": "-"}


def escaped(name: str) -> str:
    """*name* with every mark kept, as an escape.

    >>> escaped("Tổ 5"), unescaped(escaped("Tổ 5"))
    ('_t0_ok-5', 'Tổ 5')
    """
    slug = "".join(_letter(letter) for letter in name)
    return slug if "_" in slug and (slug[0] == "_" or slug[0].isalpha()) else "_0" + slug


def _letter(letter: str) -> str:
    if _PLAIN.fullmatch(letter):
        return letter
    if letter == " ":
        return "-"
    base, index = _marked().get(letter, ("", 0))
    return f"_{base}{_DIGITS[index]}" if base else f"__{ord(letter):x}_"


@cache
def _letters_of() -> Mapping[str, str]:
    """The capital and marked letters of each plain one, in the order of their code points, which never changes."""
    found: dict[str, str] = {}
    for letter in map(chr, range(ord("A"), ord("ỹ") + 1)):
        base = unmarked(letter).lower()
        if "a" <= base <= "z" and letter != base:
            found[base] = found.get(base, "") + letter
    return found


@cache
def _marked() -> Mapping[str, tuple[str, int]]:
    """The base of each marked or capital letter, and its place among the letters of that base."""
    return {letter: (base, at) for base, letters in _letters_of().items() for at, letter in enumerate(letters)}


def unescaped(slug: str) -> str | None:
    """The name that was escaped as *slug*, or None if no name is written so."""
    name, at = [], 0
    while at < len(slug):
        match = _ESCAPE.match(slug, at)
        letter = match and _read(match)
        if letter is None or match is None:
            return None
        name.append(letter)
        at = match.end()
    found = "".join(name)
    return found if escaped(found) == slug else None


def _read(match: re.Match[str]) -> str | None:
    if match[1]:
        number = int(match[1], 16)
        return chr(number) if number < 0x110000 else None
    if match[2]:
        letters, index = _letters_of().get(match[2], ""), _DIGITS.index(match[3])
        return letters[index] if index < len(letters) else None
    return "" if match[0] == "_0" else " " if match[0] == "-" else match[0]


@cache
def _table(kind: str) -> Mapping[str, str]:
    """Names by their slug; of two that would have one slug the first has it."""
    names: Mapping[str, Callable[[], Iterable[str]]] = {
        "type": lambda: (one.name for one in document_types()),
        "body": lambda: (one.name for one in issuing_bodies()),
        "place": lambda: (one.name for one in places()),
    }
    found: dict[str, str] = {}
    for name in names[kind]():
        found.setdefault(_unmarked_slug(name), name)
    return found


def _unmarked_slug(name: str) -> str:
    return "-".join(re.findall(r"[a-z0-9]+", fold(name)))


@lru_cache(4096)
def slug_of(name: str, kind: str) -> str:
    """The slug of a type, a body or a place; *kind* says which.

    >>> slug_of("Nghị định", "type"), slug_of("Tuyên bố chung", "type"), slug_of("Yên Bái", "place")
    ('nghi-dinh', '_t0uy_e6n-b_og-chung', 'yen-bai')
    """
    slug = _unmarked_slug(name)
    return slug if _table(kind).get(slug) == name else escaped(name)


@lru_cache(4096)
def named(slug: str, kind: str) -> str | None:
    """The name with that slug, or None if there is none: the way back of `slug_of`.

    >>> named("yen-bai", "place"), named("yenbai", "place")
    ('Yên Bái', None)
    """
    return unescaped(slug) if "_" in slug else _table(kind).get(slug)


@lru_cache(4096)
def code_slug(code: str, party: bool) -> str:
    """The slug of a symbol; a hyphen is the usual separator of its system, "_." the other one.

    >>> code_slug("NQ/TW", party=True), code_slug("NĐ-CP", party=False), code_slug("L/CTN", party=False)
    ('nq-tw', 'nd-cp', 'l_.ctn')
    """
    pieces = re.split(r"([-/])", code)
    slug = _part_slug(pieces[0])
    for count, (separator, part) in enumerate(zip(pieces[1::2], pieces[2::2], strict=True)):
        slug += ("-" if separator == _usual(party, count) else "_.") + _part_slug(part)
    return slug


def _usual(party: bool, count: int) -> str:
    """What stands before the part of that place in symbols of the system: the Party's organ follows a slash."""
    return "/" if party and count == 0 else "-"


def _part_slug(part: str) -> str:
    plain = fold(part)
    # What begins with a digit would be read as the number or the year.
    known = re.fullmatch(r"[a-z][a-z0-9]*", plain) and canonical_part(plain.upper()) == part
    return plain if known else escaped(part).replace("-", "__20_")


def parts_of(slug: str) -> tuple[list[str], list[str]] | None:
    """The parts of a symbol and the separators between them as the slug has them, or None if it is none."""
    pieces = re.split(r"(_\.|-)", slug)
    parts = [part for part in map(_part, pieces[::2]) if part is not None]
    return (parts, pieces[1::2]) if len(parts) == len(pieces[::2]) else None


def _part(slug: str) -> str | None:
    if not re.fullmatch(LETTERS, slug):
        return None
    return unescaped(slug.replace("__20_", "-")) if "_" in slug else canonical_part(slug.upper())


def joined(parts: list[str], separators: list[str], party: bool) -> str:
    """The symbol of *parts* with the separators that the slug stands for in its system."""
    code = parts[0]
    for count, (separator, part) in enumerate(zip(separators, parts[1:], strict=True)):
        usual = _usual(party, count)
        code += (usual if separator == "-" else _OTHER_SEPARATOR[usual]) + part
    return code

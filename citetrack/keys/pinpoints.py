"""Pinpoints: the provision of a work as the end of its address, and the way back.

The form is that of Akoma Ntoso Naming Convention 1.0, 4.8.4 and 5.4: a component after "!", a portion after "~", whose
parts are called by the names of the standard's table and go from the largest to the smallest.
"""

import re
from collections.abc import Mapping

from citetrack.errors import ParseError
from citetrack.locators import Locator

__all__ = ["parse_pinpoint", "render_pinpoint"]

_FORM = "a pinpoint"
_EXPECTED = "[!annex[_number]]~part_number[__part_number ...][->...]"
# From the largest to the smallest, with the names of the table in 5.4.2; khoản is clause, đoạn is alinea.
_NAMES = {
    "part": "part",
    "chapter": "chp",
    "section": "sec",
    "article": "art",
    "clause": "cl",
    "point": "point",
    "paragraph": "al",
}
_FIELDS = {name: part for part, name in _NAMES.items()}
_EID = r"[a-z]+_[A-Za-z0-9.-]+(?:__[a-z]+_[A-Za-z0-9.-]+)*"
_PINPOINT = re.compile(
    r"(?:!annex(?:_(?P<annex>[A-Za-z0-9.-]+?)(?:->annex_(?P<last>[A-Za-z0-9.-]+))?)?)?"
    rf"(?:~(?P<first>{_EID}?)(?:->(?P<end>{_EID}))?)?"
)
_RANGE = re.compile(r"([^-]+)-([^-]+)")
_ESCAPED = re.compile(r"-([0-9a-f]{1,6})-|--|dd|DD|[A-Za-z0-9.]")


def render_pinpoint(locator: Locator) -> str:
    """The end of an address that names the provision; điểm d is `point_d` and điểm đ `point_dd`.

    >>> render_pinpoint(Locator(article="4-6")), render_pinpoint(Locator(annex="II", point="đ"))
    ('~art_4->art_6', '!annex_II~point_dd')

    Raises:
        ValueError: the locator names no provision.
    """
    stated = locator.to_record()
    annex = stated.pop("annex", None)
    if annex is None and not stated:
        raise ValueError("a locator that names no provision has no pinpoint")
    first, end = _ends([(_NAMES[part], stated[part]) for part in _NAMES if part in stated])
    portion = "" if not first else f"~{first}" if first == end else f"~{first}->{end}"
    return ("" if annex is None else f"!{_component(annex)}") + portion


def _component(annex: str) -> str:
    if not annex:
        return "annex"
    first, end = _ends([("annex", annex)])
    return first if first == end else f"{first}->{end}"


def _ends(parts: list[tuple[str, str]]) -> tuple[str, str]:
    """The identifiers of the first and the last provision of what may be a range."""
    bounds = [(name, *_bounds(value)) for name, value in parts]
    return "__".join(f"{name}_{low}" for name, low, _ in bounds), "__".join(
        f"{name}_{high}" for name, _, high in bounds
    )


def _bounds(value: str) -> tuple[str, str]:
    match = _RANGE.fullmatch(value)
    low, high = (match[1], match[2]) if match and match[1] != match[2] else (value, value)
    return _escaped(low), _escaped(high)


def _escaped(value: str) -> str:
    """*value* in ASCII: đ is dd, so a second d after a d is written as its number, as other characters are."""
    slug = ""
    for at, letter in enumerate(value):
        doubled = letter in "dD" and value[at - 1 : at] in tuple("dDđĐ")
        if letter in "đĐ":
            slug += f"-{ord(letter):x}-" if value[at - 1 : at] in tuple("dD") else {"đ": "dd", "Đ": "DD"}[letter]
        elif letter.isascii() and (letter.isalnum() or letter == ".") and not doubled:
            slug += letter
        else:
            slug += f"-{ord(letter):x}-"
    return slug or "--"


def parse_pinpoint(text: str) -> Locator:
    """The provision that the end of an address names: the way back of `render_pinpoint`.

    >>> str(parse_pinpoint("~art_5__cl_3__point_dd"))
    'điểm đ khoản 3 Điều 5'

    Raises:
        ParseError: it is no pinpoint, or one that `render_pinpoint` would write otherwise.
    """
    match = _PINPOINT.fullmatch(text)
    locator = _locator(match) if match and text else None
    if locator is None or render_pinpoint(locator) != text:
        raise ParseError(_FORM, text, 0, (_EXPECTED,))
    return locator


def _locator(match: re.Match[str]) -> Locator | None:
    first = _parts(match["first"])
    end = _parts(match["end"]) if match["end"] else first
    if first is None or end is None or list(first) != list(end):
        return None
    stated = {part: _joined(first[part], end[part]) for part in first}
    if match[0].startswith("!"):
        low = _unescaped(match["annex"] or "")
        stated["annex"] = _joined(low, _unescaped(match["last"]) if match["last"] else low)
    return Locator(**stated) if stated else None


def _joined(low: str, high: str) -> str:
    return low if low == high else f"{low}-{high}"


def _parts(eid: str | None) -> Mapping[str, str] | None:
    """The parts of one identifier with their numbers, or None if one is unknown or comes twice."""
    pairs = [part.split("_", 1) for part in eid.split("__")] if eid else []
    found = {_FIELDS[name]: _unescaped(number) for name, number in pairs if name in _FIELDS}
    return found if len(found) == len(pairs) else None


def _unescaped(slug: str) -> str:
    letters = {"dd": "đ", "DD": "Đ", "--": ""}
    return _ESCAPED.sub(lambda m: chr(int(m[1], 16)) if m[1] else letters.get(m[0], m[0]), slug)

"""Addresses of works by the Akoma Ntoso naming convention, and the way back.

The form is that of Akoma Ntoso Naming Convention 1.0, 4.5: country, type of document, subtype, author, date, number.
"""

import re
from typing import Any

from citetrack.errors import ParseError
from citetrack.gazetteer import type_named
from citetrack.keys.identity import WorkKey, family_of
from citetrack.keys.pinpoints import parse_pinpoint, render_pinpoint
from citetrack.keys.slugs import code_slug, escaped, joined, named, parts_of, slug_of
from citetrack.locators import Locator

__all__ = ["ascii_number", "key_from", "parse_iri", "render_iri"]

_FORM = "the IRI of a work"
_EXPECTED = "/akn/vn[-place]/(act|doc)/type[/body[+body]]/date[/number-symbol]"
_SEGMENT = r"[a-z0-9_.-]+"
_IRI = re.compile(
    rf"/akn/vn(?:-(?P<locality>{_SEGMENT}))?/(?P<element>act|doc)/(?P<type>{_SEGMENT})"
    rf"(?:/(?P<organs>(?!\d){_SEGMENT}(?:\+{_SEGMENT})*))?"
    rf"/(?P<date>\d{{4}}(?:-\d\d){{0,2}})(?:/(?P<number>{_SEGMENT}))?"
    r"(?P<pinpoint>/[!~].+)?"
)
_FLAGS = {"party": "_.p", "state": "_.s", "mass": "_.m"}
_NUMBER = re.compile(
    r"(?P<system>_\.[psm])?(?:(?P<number>0|[1-9]\d{0,8})(?P<suffix>(?:[a-z.]|_d[0-9a-z])(?:[a-z0-9.]|_d[0-9a-z])*)?"
    r"(?:-(?P<year>\d{4})(?![^-]))?)?(?P<rest>.*)"
)


def render_iri(key: WorkKey, locator: Locator | None = None) -> str:
    """The Akoma Ntoso IRI of a work, or of one provision of it.

    Known names stand without marks, others with marks written out; where the day of issue is not known the year stands
    alone, and `WorkKey.is_incomplete` is true.

    >>> decree = WorkKey.of("Nghị định", "30", 2020, "NĐ-CP", "2020-03-05", "Chính phủ")
    >>> render_iri(decree)
    '/akn/vn/act/nghi-dinh/chinh-phu/2020-03-05/30-2020-nd-cp'
    >>> render_iri(decree, Locator(article="5", clause="3", point="đ"))
    '/akn/vn/act/nghi-dinh/chinh-phu/2020-03-05/30-2020-nd-cp/~art_5__cl_3__point_dd'

    Raises:
        ValueError: the key is a pattern, which has no address.
    """
    if key.is_pattern or key.type is None:
        raise ValueError(f"a pattern has no IRI; expected system, type and a date or year in {key}")
    place = f"-{slug_of(key.locality, 'place')}" if key.locality is not None else ""
    organs = "+".join(slug_of(organ, "body") for organ in key.organs)
    parts = [f"/akn/vn{place}", element_of(key), slug_of(key.type, "type"), organs]
    parts += [key.date or str(key.year), ascii_number(key)]
    return "/".join(filter(None, parts)) + (f"/{render_pinpoint(locator)}" if locator else "")


def element_of(key: WorkKey) -> str:
    """The element of Akoma Ntoso that holds such a document: "act" for what the State makes norms in, else "doc"."""
    kind = type_named(key.type or "")
    normative = kind is not None and kind.name == key.type and kind.normative
    return "act" if normative and key.system == "state" else "doc"


def ascii_number(key: WorkKey) -> str:
    """Number, year and symbol as the last part of an address; it opens with the system where nothing else tells it."""
    symbol = [] if key.code is None else [code_slug(key.code, key.system == "party")]
    number = [] if key.number is None else [key.number + "".join(_letter(one) for one in key.suffix)]
    year = [] if key.year is None else [str(key.year)]
    flag = "" if key.system == family_of(key.code, key.organs) else _FLAGS[key.system or ""]
    return flag + "-".join([*number, *year, *symbol])


def _letter(letter: str) -> str:
    return letter if letter.isascii() else escaped(letter)


def parse_iri(text: str) -> tuple[WorkKey, Locator | None]:
    """The key of the work that an IRI names, and the provision if it names one: the way back of `render_iri`.

    >>> key, locator = parse_iri("/akn/vn/doc/nghi-quyet/bo-chinh-tri/2024-12-22/57-nq-tw/~art_2")
    >>> key.type, key.number, key.code, key.organs, str(locator)
    ('Nghị quyết', '57', 'NQ/TW', ('Bộ Chính trị',), 'Điều 2')

    Raises:
        ParseError: it is no such IRI, or one that `render_iri` would write otherwise.
    """
    match = _IRI.fullmatch(text)
    key = match and key_from(match.groupdict())
    if match is None or key is None:
        raise ParseError(_FORM, text, _stop(text), (_EXPECTED,))
    work = text[: match.start("pinpoint")] if match["pinpoint"] else text
    if render_iri(key) != work:
        raise ParseError(_FORM, text, 0, (f"{render_iri(key)}, as it is written",))
    return key, parse_pinpoint(match["pinpoint"][1:]) if match["pinpoint"] else None


def _stop(text: str) -> int:
    """Where reading stopped, as far as it can be told: behind the longest part that opens an IRI."""
    opening = re.match(r"/akn(?:/vn(?:-[^/]*)?(?:/(?:act|doc)(?:/|\Z))?)?", text)
    return opening.end() if opening else 0


def key_from(parts: dict[str, str | None]) -> WorkKey | None:
    """The key with these slugs for locality, type, organs, date and number; None if one of them names nothing."""
    number = _NUMBER.fullmatch(parts["number"] or "")
    names = [named(slug, "body") for slug in (parts["organs"] or "").split("+") if slug]
    kind, place = named(parts["type"] or "", "type"), parts["locality"] and named(parts["locality"], "place")
    symbol = parts_of(number["rest"].removeprefix("-")) if number and number["rest"] else ([], [])
    if number is None or kind is None or None in names or symbol is None or (parts["locality"] and place is None):
        return None
    organs = tuple(filter(None, names))
    system = next((name for name, flag in _FLAGS.items() if flag == number["system"]), None)
    system = system or family_of("-".join(symbol[0]), organs)
    facts: dict[str, Any] = {"type": kind, "organs": organs, "locality": place, "system": system}
    facts["code"] = joined(*symbol, system == "party") if symbol[0] else None
    facts["year"] = int(number["year"]) if number["year"] else None
    if number["number"]:
        facts |= {"number": number["number"], "suffix": _suffix(number["suffix"] or "")}
    facts["date"] = parts["date"] if parts["date"] != str(number["year"]) else None
    try:
        return WorkKey(**facts)
    except ValueError:
        return None


def _suffix(slug: str) -> str:
    return re.sub(r"_d[0-9a-z]", "đ", slug)

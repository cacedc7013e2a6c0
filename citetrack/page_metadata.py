"""The day of publication in the metadata of a page: JSON-LD, <meta>, <time>."""

import html
import json
import re
import tomllib
from collections.abc import Iterator
from contextlib import suppress
from datetime import date, datetime, timedelta, timezone
from functools import cache
from importlib.resources import files
from typing import Any

from attrs import frozen

from citetrack._html import ATTRIBUTES, UNSHOWN, has_markup
from citetrack.dates import find_dates
from citetrack.publication import Published

__all__ = ["metadata_date"]

_VIETNAM = timezone(timedelta(hours=7))
# No page is older than the web; what claims to be holds a default such as 0001-01-01.
_FIRST_YEAR = 1991
_LONGEST_VALUE, _LONGEST_TAG, _LONGEST_JSON = 60, 4000, 1_000_000

_PIECE = re.compile(rf"{UNSHOWN}|<(?P<tag>meta|time|h1)(?:[\s/](?P<attributes>{ATTRIBUTES}))?>", re.I | re.S)
_ATTRIBUTE = re.compile(r"""(?<![\w:.-])([\w:.-]++)\s*+(?:=\s*+(?:"([^"]*)"|'([^']*)'|([^\s"'>]++)))?""")
_OPENING = re.compile(rf"<script(?P<attributes>{ATTRIBUTES})>", re.I)
_BLANK_BEFORE_ZONE = re.compile(r" (?=[+-]\d\d:?\d\d$|Z$)")
# For JSON that is broken, as newspapers' templates leave it.
_TOLD_IN_JSON = re.compile(r'"datePublished"\s{0,9}:\s{0,9}"([^"]{1,60})"')


@frozen
class _Statement:
    """A day that a page states, the place of the tag, and how far to trust it: the lowest rank first."""

    rank: int
    date: date
    start: int
    end: int


def metadata_date(text: str) -> Published | None:
    r"""The day of publication that the metadata of a page state, the surest first; None where they state none.

    The order is JSON-LD, <meta> by the table page_metadata.toml, <time>. A time with a zone is moved to that of
    Vietnam (+07:00), so a page of 18:00 UTC is of the next day; a time without one is taken as it is printed.

    >>> page = '<meta property="article:published_time" content="2021-11-18T17:30:00Z">'
    >>> found = metadata_date(page)
    >>> found.date, found.how
    (datetime.date(2021, 11, 19), 'metadata')
    """
    if not has_markup(text):
        return None
    first = min(_statements(text), key=lambda one: (one.rank, one.start), default=None)
    return Published(first.date, first.start, first.end, "metadata") if first else None


def _statements(text: str) -> Iterator[_Statement]:
    in_article = False
    for piece in _PIECE.finditer(text):
        tag = (piece["tag"] or "").lower()
        in_article = in_article or tag == "h1"
        if tag in ("meta", "time"):
            said = _tag_statement(tag, _attributes(piece["attributes"] or ""), in_article)
        elif (piece["element"] or "").lower() == "script":
            said = 0, _linked_data(piece.group())
        else:
            continue
        if said[1] and (day := _day(said[1])):
            yield _Statement(said[0], day, *piece.span())


def _tag_statement(tag: str, attributes: dict[str, str], in_article: bool) -> tuple[int, str | None]:
    """The rank and the value of a <meta> or <time>: a mark of publication counts before a place below the headline."""
    names = {attributes.get(name, "").lower() for name in ("name", "property", "itemprop")}
    if tag == "meta":
        ranks = [_ranks()[name] for name in names & _ranks().keys()]
        return (min(ranks), attributes.get("content")) if ranks else (0, None)
    is_marked = "pubdate" in attributes or "datepublished" in names
    return len(_ranks()) + (1 if is_marked else 2 if in_article else 3), attributes.get("datetime")


def _attributes(written: str) -> dict[str, str]:
    """The attributes of a tag, names in lower case; the first of a name counts, as in a browser."""
    found: dict[str, str] = {}
    for name, *values in _ATTRIBUTE.findall(written[:_LONGEST_TAG]):
        found.setdefault(name.lower(), html.unescape("".join(values)))
    return found


def _linked_data(script: str) -> str | None:
    """The `datePublished` of a script with JSON-LD: an article's, which has a headline, before that of a page."""
    opening = _OPENING.match(script)
    if not opening or _attributes(opening["attributes"]).get("type", "").lower() != "application/ld+json":
        return None
    written = script[opening.end() :].rpartition("</")[0]
    if len(written) <= _LONGEST_JSON:
        with suppress(ValueError, RecursionError):
            dated = [one for one in _objects(json.loads(written, strict=False)) if "datePublished" in one]
            dated.sort(key=lambda one: "headline" not in one)
            return str(dated[0]["datePublished"]) if dated else None
    told = _TOLD_IN_JSON.search(written)
    return told and told[1]


def _objects(value: Any) -> Iterator[dict[str, Any]]:
    """The objects that a script describes: itself, the members of a list or of its graph; not those inside them."""
    for one in value if isinstance(value, list) else [value]:
        if isinstance(one, dict):
            yield one
            graph = one.get("@graph")
            yield from (member for member in graph if isinstance(member, dict)) if isinstance(graph, list) else ()


def _day(value: str) -> date | None:
    """The day that a value means in Vietnam: ISO 8601, or a date as Vietnamese pages write it."""
    value = value.strip()
    if len(value) > _LONGEST_VALUE:
        return None
    day = _moment(value) or _written(value)
    return day if day and day.year >= _FIRST_YEAR else None


def _moment(value: str) -> date | None:
    with suppress(ValueError, OverflowError):
        when = datetime.fromisoformat(_BLANK_BEFORE_ZONE.sub("", value))
        return (when.astimezone(_VIETNAM) if when.tzinfo else when).date()
    return None


def _written(value: str) -> date | None:
    days = [expression.resolve(None) for _, _, expression in find_dates(value)]
    return days[0].earliest if len(days) == 1 and days[0].precision == "day" else None


@cache
def _ranks() -> dict[str, int]:
    """The place of each name of <meta> in the table, counted from 1: JSON-LD comes before all."""
    table = tomllib.loads((files("citetrack") / "data" / "page_metadata.toml").read_text(encoding="utf-8"))
    return {one["name"]: rank for rank, one in enumerate(table["meta"], 1)}

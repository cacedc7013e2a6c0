"""Assembly: the page's template, style, programs and data put together into one safe text."""

import base64
import hashlib
import html
import json
import re
import zlib
from datetime import date
from functools import cache
from importlib.resources import files

from citetrack.outputs.page.payload import payload, words
from citetrack.timeline import Timeline

__all__ = ["timeline_page"]

# In this order: each uses what stands before it.
_PROGRAM = ("elements", "data", "filters", "lanes", "chart", "coverage", "lags", "table", "detail", "main")
_CHARTS = "vendor/echarts.min.js"
# Characters of JSON from which the data is deflated: smaller ones stay readable, and need no zlib of one version.
_LARGE = 1_000_000
# In a script element nothing but these can end it or begin a comment; JavaScript once took the last two for line ends.
_ESCAPES = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}


def timeline_page(
    timeline: Timeline, *, language: str = "vi", title: str | None = None, as_of: date | None = None
) -> str:
    """One HTML page of *timeline* that loads nothing: chart, coverage, lags and table of its events.

    The same timeline and arguments give the same page.

    Args:
        timeline: what is shown; events without a day have a place of their own.
        language: "vi" or "en", the one it opens in; a button switches.
        title: the heading; None is "Timeline of documents" in the language shown.
        as_of: the day whose provinces the coverage counts; None is the day of the last event.

    Raises:
        ValueError: the language is another one.

    >>> page = timeline_page(Timeline(), title="A & B")
    >>> page.count("<h1"), "A &amp; B" in page, "http" in page.partition("<script")[0].replace("http-equiv", "")
    (1, True, False)
    """
    if language not in words():
        raise ValueError(f"{language!r} is no language of the page; expected one of {', '.join(sorted(words()))}")
    data = json.dumps(payload(timeline, title, as_of), ensure_ascii=False, separators=(",", ":"))
    is_large = len(data) > _LARGE
    parts = {
        "language": language,
        "policy": _policy(),
        "title": html.escape(title or words()[language]["title"]),
        "noscript": html.escape(words()[language]["noscript"]),
        "style": _style(),
        "charts": _charts(),
        "program": _program(),
        "encoding": "application/octet-stream" if is_large else "application/json",
        "data": base64.b64encode(zlib.compress(data.encode(), 9)).decode() if is_large else data.translate(_ESCAPES),
    }
    # One pass: what is put in is never looked at again for places to fill.
    return re.sub(r"\{\{(\w+)\}\}", lambda place: parts[place[1]], _asset("template.html"))


@cache
def _asset(name: str) -> str:
    return (files("citetrack") / "outputs" / "page" / name).read_text(encoding="utf-8")


@cache
def _style() -> str:
    return _asset("style.css")


@cache
def _charts() -> str:
    return _asset(_CHARTS)


@cache
def _program() -> str:
    """All of the page's own JavaScript, in a scope of its own."""
    return '"use strict";(() => {\n' + "\n".join(_asset(f"js/{name}.js") for name in _PROGRAM) + "})();\n"


@cache
def _policy() -> str:
    """What the browser may run: the page's two programs and its style, by their hashes, and no connection at all."""
    programs = " ".join(map(_hash, (_charts(), _program())))
    return (
        f"default-src 'none'; script-src {programs}; style-src {_hash(_style())}; base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"

"""HTML in a text: what is a tag, what is written on a page and never shown, and whether a text is a page."""

import html
import re

__all__ = ["ATTRIBUTES", "UNSHOWN", "has_markup", "markup_of", "shown"]

# Comments, and elements whose content is no text of the page. One that nothing ends goes to the end, as in a browser:
# so each match consumes what it looked at, and the time stays linear.
UNSHOWN = (
    r"<!--(?:-?>|.*?(?:--!?>|\Z))"
    r"|<(?P<element>script|style|title|textarea|template|iframe)(?=[\s/>]).*?(?:</(?P=element)(?=[\s/>])[^<>]*>?|\Z)"
)
# Of two openings in a row at most two can run on over the next "<" in a quotation, so this is linear too.
ATTRIBUTES = r"""(?:[^<>"']|"[^"]{0,5000}"|'[^']{0,5000}')*+"""

_TAG = (
    r"</?(?P<tag>[a-z][a-z0-9]{0,15}|[a-z]{2,12}-[a-z0-9-]{2,30})"
    rf"(?:(?:[\s/]{ATTRIBUTES})?>|\s[^<>]{{0,500}}>)|<[!?][a-z\[][^<>]{{0,500}}>"
)
_ENTITY = r"&(?:#[0-9]{1,6}|#x[0-9a-f]{1,5}|[a-z]{2,8});"
_MARKUP = re.compile(f"{UNSHOWN}|{_TAG}|{_ENTITY}", re.I | re.S)
# In the source of a page a line ends anywhere: only tags part lines.
_PAGE_MARKUP = re.compile(rf"{UNSHOWN}|{_TAG}|{_ENTITY}|(?<=\s)[ \t\n\f\r]++|(?P<line_end>[\t\n\f\r])", re.I | re.S)
_PAGE = re.compile(r"<(?:!doctype\s+html|html|body)[\s>]", re.I)
_PAGE_BEGINS = 20_000
_INLINE = {"a", "b", "em", "font", "i", "mark", "s", "small", "span", "strong", "sub", "sup", "time", "u"}


def has_markup(text: str) -> bool:
    """Whether there can be a tag or an entity in *text*."""
    return ("<" in text and ">" in text) or ("&" in text and ";" in text)


def markup_of(text: str) -> re.Pattern[str]:
    r"""What is no text in *text*: tags, entities, what is never shown; in a page also how its source is laid out.

    >>> markup_of("<!DOCTYPE html><p>Nghị quyết").sub(shown, "<p>Nghị\nquyết<script>var a</script> 18")
    '\nNghị quyết 18'
    """
    return _PAGE_MARKUP if _PAGE.search(text, 0, _PAGE_BEGINS) else _MARKUP


def shown(match: re.Match[str]) -> str:
    """What a page shows for a piece of markup: nothing for a tag inside a line, else a line break; a character."""
    written = match.group()
    if name := match["tag"]:
        return "" if name.lower() in _INLINE else "\n"
    if written.startswith("&"):
        character = html.unescape(written)
        return character if len(character) == 1 else written
    return " " if match.lastgroup == "line_end" else ""

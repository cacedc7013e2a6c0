"""Names of works in the URN namespace LEX (RFC 9676), which are an alias of the IRI, and the way back.

The form is urn:lex:jurisdiction:authority:measure:details, with "." between words, ";" between levels and "+" between
authorities that act together; the details are a date, or a period where no day is known, and the number.
"""

import re

from citetrack.errors import ParseError
from citetrack.keys.identity import WorkKey
from citetrack.keys.iris import ascii_number, key_from
from citetrack.keys.slugs import slug_of

__all__ = ["parse_urn", "render_urn"]

_FORM = "the LEX name of a work"
_EXPECTED = "urn:lex:vn[;place]:authority[+authority]:type:date;number"
_WORD = r"[a-z0-9.%A-F]+"
_URN = re.compile(
    rf"urn:lex:vn(?:;(?P<locality>{_WORD}))?:(?P<organs>{_WORD}(?:\+{_WORD})*):(?P<type>{_WORD})"
    rf":(?P<date>\d{{4}}(?:-\d\d-\d\d|\.\d\d)?);(?P<number>[a-z0-9.%A-F-]+)"
)
_NOBODY = "%5F0"  # the empty name: RFC 9676 wants an authority
_UNNUMBERED = "lex-1"  # RFC 9676: a document without a number gets one of the namespace


def render_urn(key: WorkKey) -> str:
    """The LEX name of a work.

    >>> decision = WorkKey.of("Quyết định", "123", code="QĐ/TU", date="2023-05-15", issuer="Tỉnh ủy Yên Bái")
    >>> render_urn(decision)
    'urn:lex:vn;yen.bai:tinh.uy:quyet.dinh:2023-05-15;123-qd-tu'

    Raises:
        ValueError: the key is a pattern, which has no name.
    """
    if key.is_pattern or key.type is None:
        raise ValueError(f"a pattern has no LEX name; expected system, type and a date or year in {key}")
    place = f";{_dotted(slug_of(key.locality, 'place'))}" if key.locality is not None else ""
    organs = "+".join(_dotted(slug_of(organ, "body")) for organ in key.organs) or _NOBODY
    day = key.date or str(key.year)
    period = day if len(day) == len("2020-03-05") else day.replace("-", ".")
    number = ascii_number(key).replace("_", "%5F") or _UNNUMBERED
    return f"urn:lex:vn{place}:{organs}:{_dotted(slug_of(key.type, 'type'))}:{period};{number}"


def _dotted(slug: str) -> str:
    return slug.replace("-", ".").replace("_", "%5F")


def parse_urn(text: str) -> WorkKey:
    """The key of the work that a LEX name names: the way back of `render_urn`.

    >>> parse_urn("urn:lex:vn:chinh.phu:nghi.dinh:2020-03-05;30-2020-nd-cp").code
    'NĐ-CP'

    Raises:
        ParseError: it is no such name, or one that `render_urn` would write otherwise.
    """
    match = _URN.fullmatch(text)
    key = match and key_from({name: _slug(name, value) for name, value in match.groupdict().items()})
    if key is None or render_urn(key) != text:
        raise ParseError(_FORM, text, 0, (_EXPECTED,))
    return key


def _slug(name: str, value: str | None) -> str | None:
    """The slug in an IRI of a part of a LEX name."""
    if value is None or (name, value) in (("organs", _NOBODY), ("number", _UNNUMBERED)):
        return None
    plain = value.replace("%5F", "_")
    return plain if name == "number" else plain.replace(".", "-")

"""What a symbol says of the type and the issuer of its document, and whether the words of a citation agree."""

import re
from functools import lru_cache

from citetrack._text import fold
from citetrack.gazetteer import (
    IssuingBody,
    bodies_with_code,
    canonical_part,
    expand,
    is_issuer_code,
    is_party_organ,
    is_type_code,
    longest_body,
    type_of_code,
)
from citetrack.gazetteer._tables import key
from citetrack.gazetteer.types import types_by_code
from citetrack.identifiers import Identifier, PartyIdentifier
from citetrack.verification.values import symbol_types

__all__ = ["bodies_of", "is_body_of", "is_type_of", "types_of", "unknown_organs"]

_REMEMBERED = 4096


def _parts(identifier: Identifier) -> list[str]:
    return [canonical_part(part) for part in re.split(r"[-/]", identifier.code) if part]


def types_of(identifier: Identifier) -> tuple[str, ...]:
    """The types of documents that bear the symbol; none where it does not tell.

    >>> from citetrack.parsing import parse_identifier
    >>> types_of(parse_identifier("205-QĐ/TW")), types_of(parse_identifier("388-HĐBT"))
    (('Quyết định', 'Quy định'), ())
    """
    parts = _parts(identifier)
    # Old circulars of several ministries are numbered in the order of the Party: 05-TT/LB.
    party = isinstance(identifier, PartyIdentifier) and is_party_organ(parts[1])
    if own := symbol_types().get(parts[0].rstrip("0123456789")):
        return own
    known = types_by_code(party)
    names = known.get("-".join(parts)) or (known.get(parts[0], ()) if len(parts) > 1 else ())
    return names if party or type_of_code(identifier.code, party) in names else ()


def is_type_of(stated: str, known: str) -> bool:
    """Whether a citation may call a document of the type *known* so: a joint circular is a circular, a code a law.

    >>> is_type_of("Thông tư", "Thông tư liên tịch"), is_type_of("Luật", "Bộ luật"), is_type_of("Nghị định", "Luật")
    (True, True, False)
    """
    one, other = fold(stated), fold(known)
    return one.startswith(other) or other.startswith(one) or {one, other} == {"luat", "bo luat"}


@lru_cache(_REMEMBERED)
def bodies_of(identifier: Identifier) -> tuple[IssuingBody, ...]:
    """The known bodies that the symbol names, one or several of a joint document.

    >>> from citetrack.parsing import parse_identifier
    >>> [body.name for body in bodies_of(parse_identifier("01/2020/TTLT-BTC-BNV"))]
    ['Bộ Tài chính', 'Bộ Nội vụ']
    """
    codes = dict.fromkeys(form for part in _organs(identifier) for form in (part, part.rstrip("0123456789")))
    return tuple(body for code in codes for body in bodies_with_code(code))


def _organs(identifier: Identifier) -> list[str]:
    """The parts of the symbol that stand for bodies; of a letter the first alone, the others are its departments."""
    parts = _parts(identifier)
    if len(parts) < 2 and not symbol_types().get(parts[0].rstrip("0123456789")):
        return []  # before 1997 one code stood for a body, for its head or for a type
    if not is_type_code(parts[0]) or symbol_types().get(parts[0].rstrip("0123456789")):
        return parts[:1]
    # A law's "L/CTN" is the symbol of the order that promulgated it: what tells no type tells no issuer.
    return parts[1:] if types_of(identifier) else parts[:1] if is_issuer_code(parts[0]) else []


def unknown_organs(identifier: Identifier) -> tuple[str, ...]:
    """The codes of bodies in the symbol that no table knows; only the first counts where departments follow.

    >>> from citetrack.parsing import parse_identifier
    >>> unknown_organs(parse_identifier("05/2020/TT-BXZ")), unknown_organs(parse_identifier("05/2020/TT-BTC"))
    (('BXZ',), ())
    """
    head = _organs(identifier)[:1]
    return tuple(part for part in head if not (is_issuer_code(part) or is_party_organ(part) or is_type_code(part)))


def is_body_of(stated: str, identifier: Identifier) -> bool | None:
    """Whether one of the bodies *stated*, joined by "; ", is a body of the symbol; None if that cannot be told.

    A body answers for the symbol of the body that it came from or went into, and an organ without a code of its
    own for that of the body it belongs to: the Politburo issues NQ/TW.

    >>> from citetrack.parsing import parse_identifier
    >>> resolution = parse_identifier("18-NQ/TW")
    >>> [is_body_of(name, resolution) for name in ("Bộ Chính trị", "Chính phủ", "Câu lạc bộ")]
    [True, False, None]
    """
    known = bodies_of(identifier)
    named = [_named(name) for name in stated.split("; ")]
    if not known or None in named:
        return None
    if any(key(body.name) in key(expand(stated)) for body in known):
        return True  # an organ or the head of it: Ban Pháp chế Hội đồng nhân dân
    return any(_answers(body, one) for one in named if one for body in known)


@lru_cache(_REMEMBERED)
def _named(name: str) -> IssuingBody | None:
    """The body that *name* names, with its head's title; what follows can only be the place of a local one."""
    words = fold(expand(name)).split()
    found = longest_body(words)
    return found[1] if found and (found[0] == len(words) or found[1].level not in ("central", "any")) else None


def _answers(body: IssuingBody, stated: IssuingBody) -> bool:
    codes, own = set(body.codes), set(stated.codes)
    part = (not own and stated.parent in codes) or (not codes and body.parent in own)
    return body == stated or bool(codes & own) or part or _follows(stated, body) or _follows(body, stated)


def _follows(later: IssuingBody, earlier: IssuingBody) -> bool:
    """Whether one body was made of the other or of its part: not one that was there and took some of its work over."""
    if not set(later.codes) & set(earlier.successors):
        return False
    if earlier.parent in later.codes:
        return True
    return later.valid_from is not None and (earlier.valid_to is None or later.valid_from >= earlier.valid_to)

"""Document keys: under what the documents of different texts are the same; what is not said is a gap in the key."""

import re
from datetime import date
from functools import lru_cache

from attrs import frozen

from citetrack._text import fold
from citetrack.authority.works import identity_of
from citetrack.citations import Document
from citetrack.gazetteer import bodies_with_code, is_party_organ, level, party_term_on, place_of
from citetrack.gazetteer._tables import key as letters
from citetrack.identifiers import unpadded
from citetrack.resolution import Ambiguous, Resolution, Resolved

__all__ = ["GAP", "OPEN", "StatedKey", "document_key", "stated_key"]

GAP = "*"  # what a text leaves unsaid
OPEN = "?"  # before the key of a document that may be several works
_LOCAL = ("province", "district", "commune", "cell")
_LAWS = ("Luật", "Bộ luật", "Pháp lệnh")
_ASSEMBLY = re.compile(r"(?:ubtv)?qh\d+")  # laws and resolutions have one symbol and number in two series
_PARTS = re.compile(r"[-/]")
_NUMBERED = re.compile(r"[^-/]*[-/](?:\d{4}[-/])?")


@frozen
class StatedKey:
    """What a document states of its identity, in a form in which equal documents are equal.

    Attributes:
        base: the number and symbol, the name, or the words.
        place: the locality of a local document, "" for others, a gap if it is not said.
        time: the year, or the Party term of a central Party document, "" where the base has it, a gap if not said.
    """

    base: str
    place: str = ""
    time: str = ""

    @property
    def is_complete(self) -> bool:
        """Whether it names one work."""
        return GAP not in (self.place, self.time) and not self.base.endswith(GAP)

    def __str__(self) -> str:
        """The key as text."""
        return "|".join((self.base, self.place, self.time)).rstrip("|")


def document_key(document: Document, resolution: Resolution) -> str | None:
    """The key under which texts agree on *document*; None if nothing is said that others could agree with.

    That of the register if it is resolved. Otherwise what is stated, with a gap for what is not said: keys with a gap
    are equal too, but whoever joins them joins what may be several works.

    >>> from citetrack.resolution import Resolver
    >>> def key(document):
    ...     return document_key(document, Resolver().resolve(document))
    >>> key(Document("d1", "205-QĐ/TW", date="2019-09-23"))
    '205-QĐ/TW@2019-09-23#Quy định'
    >>> key(Document("d1", "32/2020/QĐ-UBND", issuer="UBND tỉnh Bình Dương")), key(Document("d1", "32/2020/QĐ-UBND"))
    ('32-2020-qd-ubnd|Bình Dương', '32-2020-qd-ubnd|*')
    >>> key(Document("d1", "35-CT/TW"))
    '?35--ct-tw||*'
    """
    if isinstance(resolution, Resolved):
        return resolution.work.key
    stated = stated_key(document)
    if stated is None:
        return None
    return f"{OPEN}{stated}" if isinstance(resolution, Ambiguous) else str(stated)


def stated_key(document: Document) -> StatedKey | None:
    """What *document* states of its identity, or None if that is nothing.

    >>> stated_key(Document("d1", "91/2015/QH13", type="Bộ luật")), stated_key(Document("d1", "91/2015/QH13"))
    (StatedKey(base='91-2015-qh13-law', place='', time=''), StatedKey(base='91-2015-qh13-*', place='', time=''))
    """
    if document.identifier and (parts := identity_of(document.identifier)):
        return _numbered(document, document.identifier, parts)
    if document.name:
        return _named(document, document.name)
    kind = fold(document.type or "")
    if document.number and kind:
        issuer = _seat(document.issuer) if document.issuer else GAP
        return StatedKey(f"{kind} {unpadded(document.number)} {issuer} {GAP}", "", _year(document) or GAP)
    if document.issuer and document.title and kind:
        return StatedKey(f"{kind} {_seat(document.issuer)} {letters(document.title)}".replace(GAP, ""))
    return None


def _numbered(document: Document, identifier: str, parts: tuple[str, ...]) -> StatedKey:
    base = "-".join(parts).replace(GAP, "")
    if any(_ASSEMBLY.fullmatch(part) for part in parts[2:]):
        base = f"{base}-{_series(document.type)}"
    local, party = _owner(_NUMBERED.sub("", identifier, count=1))
    place = (_seat(document.issuer) if document.issuer else GAP) if local else ""
    if parts[1]:
        return StatedKey(base, place)
    time = _term(document) if party and not local else _year(document)
    return StatedKey(base, place, time or GAP)


def _series(type_name: str | None) -> str:
    """In which of the National Assembly's two series of numbers a type stands."""
    if type_name is None:
        return GAP
    return "law" if type_name in _LAWS else "resolution"


@lru_cache(4096)
def _owner(code: str) -> tuple[bool, bool]:
    """Whether a symbol is of a local body, and whether it is of the Party."""
    parts = _PARTS.split(code)
    bodies = [bodies_with_code(part) for part in parts]
    local = any(found and all(body.level in (*_LOCAL, "local", "any") for body in found) for found in bodies)
    return local, any(map(is_party_organ, parts[1:]))


@lru_cache(4096)
def _seat(issuer: str) -> str:
    """The locality that *issuer* names: the province, or the name of a smaller or central body."""
    place = place_of(issuer)
    if level(issuer) == "province" or (place and level(issuer) not in _LOCAL):
        return place.name if place else GAP
    return letters(issuer) or GAP


def _term(document: Document) -> str | None:
    return document.party_term or (party_term_on(date.fromisoformat(document.date)) if document.date else None)


def _year(document: Document) -> str | None:
    year = document.year or (document.date and document.date[:4])
    return str(year) if year else None


def _named(document: Document, name: str) -> StatedKey:
    """A law by its name and year, a plenum or congress by its term."""
    base = f"{fold(document.type or '')} {fold(name)}".replace(GAP, "")
    if name.startswith("congress:"):
        return StatedKey(base)
    if name.startswith("plenum:"):
        return StatedKey(base, "", "" if not name.endswith(":") else document.party_term or GAP)
    return StatedKey(base, "", _year(document) or GAP)

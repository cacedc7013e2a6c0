"""Checks: what rules a work out, from the cheapest to the dearest."""

from datetime import date
from functools import lru_cache

from citetrack.authority import Work
from citetrack.citations import Document
from citetrack.gazetteer import IssuingBody, Place, bodies_named, expand, level, place_of, places
from citetrack.gazetteer._tables import key
from citetrack.resolution.evidence import LOCAL, TITLE_DIFFERS, day_of, is_telling_title, title_agreement
from citetrack.resolution.steps import Check, Setting

__all__ = [
    "CHECKS",
    "contradiction",
    "date_differs",
    "issued_after_the_text",
    "issuer_did_not_exist",
    "level_differs",
    "place_differs",
    "term_differs",
    "title_differs",
    "type_differs",
]

_REMEMBERED = 4096
_PLACES_KNOWN_FROM = date(2008, 8, 1)  # the table of provinces is complete from here on
# Types that texts and symbols confuse: each is accepted for the other of its group.
_ALIKE = (
    {"Luật", "Bộ luật"},
    {"Thông tư", "Thông tư liên tịch", "Thông tư liên bộ"},
    {"Nghị quyết", "Nghị quyết liên tịch"},
    {"Công văn", "Đính chính"},  # a correction is a letter and has the symbol of one
)
_ALIKE_IN_PARTY = {"Quyết định", "Quy định"}  # one code and one series of numbers


def type_differs(document: Document, work: Work, setting: Setting) -> str | None:
    """The stated type is another."""
    stated = document.type
    if stated is None or stated == work.type or any({stated, work.type} <= alike for alike in _ALIKE):
        return None
    if work.is_party and {stated, work.type} <= _ALIKE_IN_PARTY:
        return None
    return f"a {work.type}, not a {stated}"


def date_differs(document: Document, work: Work, setting: Setting) -> str | None:
    """The stated day or year is another."""
    if document.date and work.date_issued and day_of(document.date) != work.date_issued:
        return f"issued on {work.date}, not on {document.date}"
    if document.year and document.year != work.year:
        years = {work.year, *(day.year for day in (work.date_issued, work.effective_from) if day)} - {None}
        if years and document.year not in years:
            return f"of {' or '.join(map(str, sorted(filter(None, years))))}, not of {document.year}"
    return None


def term_differs(document: Document, work: Work, setting: Setting) -> str | None:
    """The stated Party term is another."""
    if document.party_term and work.party_term and document.party_term != work.party_term:
        return f"of term {work.party_term}, not of term {document.party_term}"
    return None


def level_differs(document: Document, work: Work, setting: Setting) -> str | None:
    """The stated issuer is local and the work's central, or the other way round."""
    if not document.issuer or not work.issuer or key(work.issuer).startswith(key(document.issuer)):
        return None  # nothing to compare, or a long name cut short
    stated, known = level(document.issuer), level(work.issuer)
    if stated in LOCAL and known == "central":
        return f"issued by {work.issuer}, not by a local body"
    if stated == "central" and known in LOCAL:
        return f"issued by {work.issuer}, not by a central body"
    return None


def place_differs(document: Document, work: Work, setting: Setting) -> str | None:
    """A local work is of another place than the stated issuer, else than the text.

    A text about a province may cite what its parts issued before they were merged.
    """
    if not work.issuer or level(work.issuer) not in LOCAL or (known := place_of(work.issuer)) is None:
        return None
    stated = place_of(document.issuer) if document.issuer else None
    if stated:
        return None if stated.name == known.name else f"of {known.name}, not of {stated.name}"
    about = place_of(setting.place) if setting.place else None
    if about is None or about.name in _with_parts(known.name):
        return None
    return f"of {known.name}, not of {about.name}"


@lru_cache(_REMEMBERED)
def _with_parts(name: str) -> frozenset[str]:
    """The names of a province, of those that it was made of and of those that it became part of."""
    parts = {part for unit in _units(name) for part in (*unit.formed_from, unit.merged_into)}
    return frozenset({name, *filter(None, parts)})


def _units(name: str) -> tuple[Place, ...]:
    """The units of that name, old and new."""
    return tuple(place for place in places() if place.name == name)


def issued_after_the_text(document: Document, work: Work, setting: Setting) -> str | None:
    """A document cannot be cited before it exists; a stated day or year is checked elsewhere."""
    published = setting.published
    if published is None or work.date_issued is None or work.date_issued <= published or _is_pinned(document, work):
        return None
    return f"issued on {work.date}, after the text"


def _is_pinned(document: Document, work: Work) -> bool:
    """Whether a day, or a number with its year, says which document is meant."""
    return bool(document.date or (work.year and document.identifier))


def issuer_did_not_exist(document: Document, work: Work, setting: Setting) -> str | None:
    """The stated issuer or its province was not there on the day of the work.

    >>> decision = Work("5/QĐ-BNV", "Quyết định", "a list", date_issued="1999-03-01")
    >>> issuer_did_not_exist(Document("d1", "5/QĐ-BNV", issuer="Bộ Nông nghiệp và Môi trường"), decision, Setting())
    'there was no Bộ Nông nghiệp và Môi trường on 1999-03-01'
    """
    if not document.issuer or work.date_issued is None or _is_pinned(document, work):
        return None
    for name, spans in _existence(document.issuer):
        if not any(begun <= work.date_issued <= ended for begun, ended in spans):
            return f"there was no {name} on {work.date}"
    return None


@lru_cache(_REMEMBERED)
def _existence(issuer: str) -> tuple[tuple[str, tuple[tuple[date, date], ...]], ...]:
    """Each body in *issuer* that did not always exist, or its province, with its first and last days."""
    found = []
    for name in issuer.split("; "):
        place = place_of(name) if level(name) in LOCAL else None
        bodies = tuple(_days(body) for body in bodies_named(expand(name)))
        for spans in (bodies, tuple(_days(unit) for unit in _units(place.name)) if place else ()):
            if spans and (date.min, date.max) not in spans:
                found.append((name, spans))
    return tuple(found)


def _days(unit: IssuingBody | Place) -> tuple[date, date]:
    """The first and last day of *unit*; what the table of provinces begins with may be older."""
    begun = unit.valid_from or date.min
    older = isinstance(unit, Place) and begun <= _PLACES_KNOWN_FROM
    return date.min if older else begun, unit.valid_to or date.max


def title_differs(document: Document, work: Work, setting: Setting) -> str | None:
    """The stated title has little in common with the work's, and no day or name pins the document down."""
    if not document.title or document.name or _is_pinned(document, work):
        return None
    agreement = title_agreement(document.title, work.title)
    if agreement is None or agreement >= TITLE_DIFFERS or not is_telling_title(document.title):
        return None
    return f"its title is “{work.title}”"


CHECKS: tuple[Check, ...] = (
    date_differs,
    type_differs,
    issued_after_the_text,
    term_differs,
    level_differs,
    place_differs,
    issuer_did_not_exist,
    title_differs,
)


def contradiction(document: Document, work: Work, setting: Setting, checks: tuple[Check, ...] = CHECKS) -> str | None:
    """Why *work* cannot be the *document*, in words, or None.

    >>> from citetrack.authority import AuthorityFile
    >>> old = AuthorityFile.default().candidates("35-CT/TW")[0]
    >>> contradiction(Document("d1", "35-CT/TW", date="2024-06-14"), old, Setting())
    'issued on 2019-05-30, not on 2024-06-14'
    """
    for check in checks:
        if against := check(document, work, setting):
            return against
    return None

"""Finders: the works that identifier, name, sitting or number lead to."""

from collections.abc import Iterator

from citetrack.authority import Work
from citetrack.citations import Document
from citetrack.gazetteer import Plenum, plenums
from citetrack.resolution.evidence import TITLE_AGREES, day_of, name_agreement, same_issuer, title_agreement
from citetrack.resolution.steps import Finder, Found, Setting

__all__ = ["FINDERS", "LAWS", "by_identifier", "by_name", "by_number", "by_sitting"]

LAWS = ("Luật", "Bộ luật", "Pháp lệnh")

_ALL_BUT_EQUAL = 0.85  # agreement of the names of amending laws
_INTERCHANGED = ("Quyết định", "Quy định")  # newspapers call one document by either word


def by_identifier(document: Document, setting: Setting) -> Found | None:
    """The works of the document's identifier.

    >>> [work.date for work in by_identifier(Document("d1", "35-CT/TW"), Setting()).works]
    ['2019-05-30', '2024-06-14']
    """
    if not document.identifier:
        return None
    works = _as_spelled(document.identifier, setting.authority.candidates(document.identifier))
    return Found(works, f"no known work has the identifier {document.identifier}")


def _as_spelled(identifier: str, works: tuple[Work, ...]) -> tuple[Work, ...]:
    """The *works* spelled with QĐi if *identifier* is; QĐ stands for both."""
    if "qđi" not in identifier.lower():
        return works
    return tuple(work for work in works if "qđi" in work.identifier.lower()) or works


def by_sitting(document: Document, setting: Setting) -> Found | None:
    """What "plenum:4:XII" passed; without a term, what the newest such plenum did that the text can know.

    A plenum that passed nothing of the stated type is meant loosely: all that it passed, and none is taken.
    """
    kind, _, rest = (document.name or "").partition(":")
    if kind == "congress":
        return Found((), "resolutions of congresses are in no register")
    if kind != "plenum":
        return None
    number, _, term = rest.partition(":")
    works = _passed(number, term or document.party_term, setting)
    if works and not any(work.type == document.type for work in works):
        return Found(works, "", f"plenum {number} passed no {document.type}; its name is used loosely")
    return Found(works, f"no known work of plenum {number}")


def _passed(number: str, term: str | None, setting: Setting) -> tuple[Work, ...]:
    sittings: list[Plenum] = [one for one in plenums() if one.number == number and term in (None, one.term)]
    passed = [works for one in sittings if (works := setting.authority.passed_by(one))]
    if setting.published and term is None:
        day = setting.published
        passed = [works for works in passed if works[0].date_issued and works[0].date_issued <= day][-1:]
    return tuple(work for works in passed for work in works)


def by_name(document: Document, setting: Setting) -> Found | None:
    """The laws, codes and ordinances of a name, or the constitutions; amending laws also by a name that all but equals.

    >>> [work.year for work in by_name(Document("d1", type="Hiến pháp"), Setting()).works]
    [1946, 1959, 1980, 1992, 2013]
    """
    name, kind = document.name or "", document.type or ""
    if kind != "Hiến pháp" and not (name and kind in LAWS):
        return None
    works = setting.authority.by_name(name, kind) or setting.authority.by_name(name)
    if not works and name:
        laws = setting.authority.laws
        works = tuple(work for work in laws if name_agreement(name, work.law_name or "") >= _ALL_BUT_EQUAL)
    return Found(works, f"no known {kind} has the name “{name}”")


def by_number(document: Document, setting: Setting) -> Found | None:
    """The works of a type and number under any symbol, if date, issuer or title speak for them too."""
    return Found(tuple(_numbered(document, setting)), "without a symbol nothing leads to a known work")


def _numbered(document: Document, setting: Setting) -> Iterator[Work]:
    if not (document.number and document.type):
        return
    for kind in _INTERCHANGED if document.type in _INTERCHANGED else (document.type,):
        for work in setting.authority.numbered(document.number, kind):
            if _speaks_for(document, work):
                yield work


def _speaks_for(document: Document, work: Work) -> bool:
    if document.date is not None and work.date_issued is not None:
        return day_of(document.date) == work.date_issued
    if document.issuer and same_issuer(document.issuer, work.issuer):
        return True
    return document.title is not None and (title_agreement(document.title, work.title) or 0.0) >= TITLE_AGREES


FINDERS: tuple[Finder, ...] = (by_identifier, by_sitting, by_name, by_number)

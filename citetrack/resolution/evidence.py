"""What speaks for and against a work being the one that a document of a text is."""

from collections.abc import Iterable
from datetime import date
from functools import lru_cache

from citetrack.authority import Work
from citetrack.citations import Document
from citetrack.gazetteer import bodies_named, expand, level, place_of
from citetrack.gazetteer._tables import key

__all__ = ["agreements", "contradiction", "name_agreement", "same_issuer", "title_agreement"]

TITLE_AGREES, TITLE_DIFFERS = 0.65, 0.45
_LETTERS_THAT_TELL = 10  # a shorter title says too little to speak against a work
_REMEMBERED = 4096  # titles and names of issuers, which come again and again
_LOCAL = ("province", "district", "commune", "cell")
# Types that texts and symbols confuse: each is accepted for the other of its group.
_ALIKE = (
    {"Luật", "Bộ luật"},
    {"Thông tư", "Thông tư liên tịch", "Thông tư liên bộ"},
    {"Nghị quyết", "Nghị quyết liên tịch"},
)
_ALIKE_IN_PARTY = {"Quyết định", "Quy định"}  # one code and one series of numbers


def title_agreement(stated: str | None, title: str | None) -> float | None:
    """How far two titles agree, from 0 to 1: which share of one's runs of three letters the other has.

    Spelling, lost blanks and missing words do little harm; None if one of the two is missing.

    >>> title_agreement("phát triển kinh tế tư nhân", "Về phát triển kinh tế tư nhân")
    1.0
    """
    runs, known = _runs(stated or ""), _runs(title or "")
    if not runs or not known:
        return None
    shared = len(runs & known)
    return max(shared / len(runs), shared / len(known))


def name_agreement(one: str, other: str) -> float:
    """How far two names are the same, from 0 to 1: which share of all their runs of three letters both have.

    >>> name_agreement("Luật sửa đổi, bổ sung Luật Giá", "Luật Giá") < 0.5
    True
    """
    runs, others = _runs(one), _runs(other)
    return len(runs & others) / max(1, len(runs | others))


@lru_cache(_REMEMBERED)
def _runs(title: str) -> frozenset[str]:
    letters = key(title)
    return frozenset(letters[at : at + 3] for at in range(len(letters) - 2))


def contradiction(document: Document, work: Work, published: date | None, place: str | None) -> str | None:
    """Why *work* cannot be the *document*, in words, or None.

    >>> from citetrack.authority import AuthorityFile
    >>> old = AuthorityFile.default().candidates("35-CT/TW")[0]
    >>> contradiction(Document("d1", "35-CT/TW", date="2024-06-14"), old, None, None)
    'issued on 2019-05-30, not on 2024-06-14'
    """
    checks = (
        _type_differs(document, work),
        _date_differs(document, work),
        _term_differs(document, work),
        _level_differs(document, work),
        _place_differs(document, work, place),
        _too_late(document, work, published),
        _title_differs(document, work),
    )
    return next((reason for reason in checks if reason), None)


def _type_differs(document: Document, work: Work) -> str | None:
    stated = document.type
    if stated is None or stated == work.type or any({stated, work.type} <= alike for alike in _ALIKE):
        return None
    if work.is_party and {stated, work.type} <= _ALIKE_IN_PARTY:
        return None
    return f"a {work.type}, not a {stated}"


def _date_differs(document: Document, work: Work) -> str | None:
    if document.date and work.date and document.date != work.date:
        return f"issued on {work.date}, not on {document.date}"
    days = (work.date_issued, work.effective_from)
    years = {work.year, *(day.year for day in days if day)} - {None}
    if document.year and years and document.year not in years:
        return f"of {' or '.join(map(str, sorted(filter(None, years))))}, not of {document.year}"
    return None


def _term_differs(document: Document, work: Work) -> str | None:
    if document.party_term and work.party_term and document.party_term != work.party_term:
        return f"of term {work.party_term}, not of term {document.party_term}"
    return None


def _level_differs(document: Document, work: Work) -> str | None:
    stated = level(document.issuer) if document.issuer else None
    known = level(work.issuer) if work.issuer else None
    if stated in _LOCAL and known == "central":
        return f"issued by {work.issuer}, not by a local body"
    if stated == "central" and known in _LOCAL:
        return f"issued by {work.issuer}, not by a central body"
    return None


def _place_differs(document: Document, work: Work, place: str | None) -> str | None:
    known = place_of(work.issuer or "")
    stated = place_of(document.issuer or "") or place_of(place or "")
    if known and level(work.issuer or "") in _LOCAL and stated and stated.name != known.name:
        return f"of {known.name}, not of {stated.name}"
    return None


def _too_late(document: Document, work: Work, published: date | None) -> str | None:
    pinned = document.date or (work.year and document.identifier)
    if published and work.date_issued and work.date_issued > published and not pinned:
        return f"issued on {work.date}, after the text"
    return None


def _title_differs(document: Document, work: Work) -> str | None:
    pinned = document.date or document.name or (work.year and document.identifier)
    agreement = title_agreement(document.title, work.title)
    if pinned or agreement is None or agreement >= TITLE_DIFFERS or len(key(document.title or "")) < _LETTERS_THAT_TELL:
        return None
    return f"its title is “{work.title}”"


def same_issuer(stated: str | None, known: str | None) -> bool:
    """Whether one of the bodies *stated* is one of the bodies *known*.

    >>> same_issuer("Ban Bí thư T.Ư", "Bộ Chính trị; Ban Bí thư")
    True
    """
    return bool(_bodies(stated) & _bodies(known))


@lru_cache(_REMEMBERED)
def _bodies(names: str | None) -> frozenset[str]:
    found: set[str] = set()
    for name in filter(None, (names or "").split("; ")):
        spelled = expand(name)
        found |= {body.name for body in bodies_named(spelled)} or {key(spelled)}
    return frozenset(found)


def agreements(document: Document, work: Work) -> tuple[str, ...]:
    """What *document* states that *work* fulfils, in words.

    >>> from citetrack.authority import AuthorityFile
    >>> new = AuthorityFile.default().candidates("35-CT/TW")[1]
    >>> agreements(Document("d1", "35-CT/TW", date="2024-06-14"), new)
    ('date',)
    """
    title = title_agreement(document.title, work.title)
    stated: Iterable[tuple[str, object]] = (
        ("type", document.type and document.type == work.type),
        ("date", document.date and document.date == work.date),
        ("year", document.year and document.year in (work.year, work.date_issued and work.date_issued.year)),
        ("term", document.party_term and document.party_term == work.party_term),
        ("issuer", same_issuer(document.issuer, work.issuer)),
        ("title", title is not None and title >= TITLE_AGREES),
    )
    return tuple(name for name, agrees in stated if agrees)

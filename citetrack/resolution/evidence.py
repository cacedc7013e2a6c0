"""Evidence: how far what a document states and what is known of a work agree."""

import re
from functools import lru_cache

from citetrack.authority import Work
from citetrack.citations import Document
from citetrack.gazetteer import bodies_named, expand, level
from citetrack.gazetteer._tables import key

__all__ = ["agreements", "is_local", "name_agreement", "same_issuer", "same_title", "title_agreement"]

TITLE_AGREES, TITLE_DIFFERS = 0.65, 0.45
LOCAL = ("province", "district", "commune", "cell")
_OTHER_YEARS = 0.5  # the most that titles of different years agree: neither the same nor surely different
_REMEMBERED = 4096  # titles and names of issuers, which come again and again
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_LETTERS_THAT_TELL = 10
_ABOUT = ("veviec", "ve")


def title_agreement(stated: str | None, title: str | None) -> float | None:
    """How far two titles agree, from 0 to 1: which share of one's runs of three letters the other has.

    Spelling, lost blanks and missing words do little harm, another year does; None if one of the two is missing.

    >>> title_agreement("phát triển kinh tế tư nhân", "Về phát triển kinh tế tư nhân")
    1.0
    >>> title_agreement("phiên họp Chính phủ tháng 4 năm 2015", "phiên họp Chính phủ tháng 4 năm 2016")
    0.5
    """
    if not stated or not title:
        return None
    one, other = _letters(stated), _letters(title)
    if len(one) < 3 or len(other) < 3:
        return None
    if one in other or other in one:
        return 1.0
    runs, known = _runs(stated), _runs(title)
    shared = len(runs & known)
    agreement = max(shared / len(runs), shared / len(known))
    return min(agreement, _OTHER_YEARS) if _years_differ(stated, title) else agreement


def is_telling_title(title: str | None) -> bool:
    """Whether a stated title is long enough to speak against a work that has another.

    >>> is_telling_title("về đất"), is_telling_title("về công tác dân số")
    (False, True)
    """
    return len(_letters(title or "")) >= _LETTERS_THAT_TELL


def _years_differ(stated: str, title: str) -> bool:
    years, others = set(_YEAR.findall(stated)), set(_YEAR.findall(title))
    return bool(years and others) and not (years <= others or others <= years)


def same_title(stated: str | None, title: str | None) -> bool:
    """Whether two titles are the same but for marks, case, blanks and a leading “về”.

    >>> same_title("Phát triển kinh tế tư nhân", "Về phát triển kinh tế tư nhân")
    True
    """
    return bool(stated and title) and _bare(stated or "") == _bare(title or "")


def may_be_cut_from(stated: str | None, title: str | None) -> bool:
    """Whether the stated title is the beginning of *title*, or all of it: texts cut long titles short.

    >>> may_be_cut_from("công tác dân số", "Về công tác dân số trong tình hình mới")
    True
    """
    return bool(stated and title) and _bare(title or "").startswith(_bare(stated or ""))


def _bare(title: str) -> str:
    letters = _letters(title)
    return next((letters.removeprefix(about) for about in _ABOUT if letters.startswith(about)), letters)


def name_agreement(one: str, other: str) -> float:
    """How far two names are the same, from 0 to 1: which share of all their runs of three letters both have.

    >>> name_agreement("Luật sửa đổi, bổ sung Luật Giá", "Luật Giá") < 0.5
    True
    """
    runs, others = _runs(one), _runs(other)
    return len(runs & others) / max(1, len(runs | others))


_letters = lru_cache(_REMEMBERED)(key)


@lru_cache(_REMEMBERED)
def _runs(title: str) -> frozenset[str]:
    letters = _letters(title)
    return frozenset(letters[at : at + 3] for at in range(len(letters) - 2))


def same_issuer(stated: str | None, known: str | None) -> bool:
    """Whether one of the bodies *stated* is one of the bodies *known*.

    >>> same_issuer("Ban Bí thư T.Ư", "Bộ Chính trị; Ban Bí thư")
    True
    """
    return not _bodies(stated).isdisjoint(_bodies(known))


@lru_cache(_REMEMBERED)
def _bodies(names: str | None) -> frozenset[str]:
    found: set[str] = set()
    for name in filter(None, (names or "").split("; ")):
        spelled = expand(name)
        found |= {body.name for body in bodies_named(spelled)} or {key(spelled)}
    return frozenset(found)


def is_local(work: Work) -> bool:
    """Whether a province or a smaller unit issued *work*: each has its own series of numbers.

    >>> is_local(Work("32/2020/QĐ-UBND", "Quyết định", "gazette", issuer="Ủy ban nhân dân tỉnh Bình Dương"))
    True
    """
    return work.issuer is not None and level(work.issuer) in LOCAL


def agreements(document: Document, work: Work) -> tuple[str, ...]:
    """What *document* states that *work* fulfils, in words.

    >>> from citetrack.authority import AuthorityFile
    >>> new = AuthorityFile.default().candidates("35-CT/TW")[1]
    >>> agreements(Document("d1", "35-CT/TW", date="2024-06-14"), new)
    ('date',)
    """
    found = []
    if document.type and document.type == work.type:
        found.append("type")
    if document.date and document.date == work.date:
        found.append("date")
    if document.year and document.year in (work.year, work.date_issued and work.date_issued.year):
        found.append("year")
    if document.party_term and document.party_term == work.party_term:
        found.append("term")
    if document.issuer and same_issuer(document.issuer, work.issuer):
        found.append("issuer")
    if document.title and (title_agreement(document.title, work.title) or 0.0) >= TITLE_AGREES:
        found.append("title")
    return tuple(found)

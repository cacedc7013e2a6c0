"""Evidence: how far what a document states and what is known of a work agree."""

import re
from datetime import date
from functools import lru_cache

from attrs import frozen

from citetrack.authority import Work
from citetrack.citations import Document
from citetrack.gazetteer import bodies_named, expand, level
from citetrack.gazetteer._tables import key

__all__ = [
    "agreements",
    "day_of",
    "is_local",
    "name_agreement",
    "same_issuer",
    "same_title",
    "title_agreement",
]

TITLE_AGREES, TITLE_DIFFERS = 0.65, 0.45
LOCAL = ("province", "district", "commune", "cell")
_OTHER_YEARS = 0.5  # the most that titles of different years agree: neither the same nor surely different
_REMEMBERED = 4096  # names of issuers and stated titles, which come again and again
_VERBATIM = 10  # characters, of which some three are letters
_TITLES, _WORDS = 1 << 17, 1 << 14  # titles take some 400 bytes each; Vietnamese has 7,000 syllables
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_LETTERS_THAT_TELL = 10
_ABOUT = ("veviec", "ve")


@frozen
class _Title:
    """What is compared of a title: its letters and its years."""

    letters: str
    years: frozenset[str]


_letters_of_word = lru_cache(_WORDS)(key)


@lru_cache(_TITLES)
def _title(title: str) -> _Title:
    letters = "".join(map(_letters_of_word, title.split()))
    return _Title(letters, frozenset(_YEAR.findall(title)))


@lru_cache(_REMEMBERED)
def _runs(letters: str) -> frozenset[str]:
    return frozenset(letters[at : at + 3] for at in range(len(letters) - 2))


@lru_cache(_REMEMBERED)
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
    if len(stated) > _VERBATIM and stated in title:
        return 1.0
    one, other = _title(stated), _title(title)
    if min(len(one.letters), len(other.letters)) < 3:
        return None
    if one.letters in other.letters or other.letters in one.letters:
        return 1.0
    # To look each run up in the letters is as right as to meet two sets of runs, and needs no set of each known title.
    runs, known = _runs(one.letters), other.letters
    shared = sum([run in known for run in runs])
    agreement = shared / min(len(runs), len(known) - 2)
    return min(agreement, _OTHER_YEARS) if _years_differ(one.years, other.years) else agreement


def is_telling_title(title: str | None) -> bool:
    """Whether a stated title is long enough to speak against a work that has another.

    >>> is_telling_title("về đất"), is_telling_title("về công tác dân số")
    (False, True)
    """
    return title is not None and len(_title(title).letters) >= _LETTERS_THAT_TELL


def _years_differ(years: frozenset[str], others: frozenset[str]) -> bool:
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
    letters = _title(title).letters
    return next((letters.removeprefix(about) for about in _ABOUT if letters.startswith(about)), letters)


def name_agreement(one: str, other: str) -> float:
    """How far two names are the same, from 0 to 1: which share of all their runs of three letters both have.

    >>> name_agreement("Luật sửa đổi, bổ sung Luật Giá", "Luật Giá") < 0.5
    True
    """
    runs, others = _runs(_title(one).letters), _runs(_title(other).letters)
    return len(runs & others) / max(1, len(runs | others))


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


@lru_cache(_REMEMBERED)
def day_of(iso: str) -> date:
    """The day of an ISO date.

    >>> day_of("2020-03-05")
    datetime.date(2020, 3, 5)
    """
    return date.fromisoformat(iso)


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
    if document.date and day_of(document.date) == work.date_issued:
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

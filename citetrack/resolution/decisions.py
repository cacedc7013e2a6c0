"""Rules: which of the works that fit is the one, from the surest to the last; no rule guesses."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date, timedelta
from functools import lru_cache

from citetrack.authority import AuthorityFile, Work
from citetrack.citations import Document
from citetrack.gazetteer import party_terms, place_of
from citetrack.resolution.evidence import (
    TITLE_AGREES,
    agreements,
    day_of,
    is_local,
    is_telling_title,
    may_be_cut_from,
    same_issuer,
    same_title,
    title_agreement,
)
from citetrack.resolution.finders import LAWS
from citetrack.resolution.steps import Decision, Rule, Setting

__all__ = ["RULES", "by_date", "by_issuer", "by_time", "by_title", "by_type", "decided", "the_only_one"]

_CENTRAL_COMMITTEE = "Ban Chấp hành Trung ương"
# Numbers without a year restart on 1 January: an older one is not meant without a word of it.
_STATE_SERIES = timedelta(days=365)
_RECENT = timedelta(days=5 * 365)  # what is newer than this in the register may be newer than the text
_WITHOUT_EFFECT = timedelta(days=18 * 30)  # a law adopted so recently may not have taken effect
_CLEAR_LEAD, _SAME, _HAIR = 0.15, 0.98, 0.03  # between the agreements of two titles


def decided(
    document: Document, works: Sequence[Work], setting: Setting, rules: tuple[Rule, ...] | None = None
) -> Decision:
    """The one of *works* that the document is, with the reason, or None if nothing decides.

    >>> from citetrack.authority import AuthorityFile
    >>> both = AuthorityFile.default().candidates("91/2015/QH13")
    >>> decided(Document("d1", "91/2015/QH13", type="Bộ luật"), both, Setting())[1]
    'the type decides between 2 works'
    """
    for rule in RULES if rules is None else rules:
        if decision := rule(document, works, setting):
            return decision
    return None


def the_only_one(document: Document, works: Sequence[Work], setting: Setting) -> Decision:
    """The only work that fits, if no unknown one may be meant."""
    if len(works) != 1:
        return None
    reason = _enough_alone(document, works[0], setting)
    return (works[0], reason) if reason else None


def _enough_alone(document: Document, work: Work, setting: Setting) -> str | None:
    """Why the only fitting work is the one, or None if another that is not known may be meant."""
    agreed = agreements(document, work)
    telling = sorted({"date", "title"} & set(agreed))
    if is_local(work) and not _same_place(document, work, setting) and len(telling) < 2:
        return None  # each province has its own series of numbers
    if telling:
        return f"the {' and the '.join(telling)} agree with the only known work"
    if work.year and document.identifier:
        return "the identifier with its year is unique"
    if document.name or document.type == "Hiến pháp":
        return None if _may_be_older(document, work, setting) else "the only known work of that name"
    if not document.identifier or is_telling_title(document.title):
        return None  # a title that the work has not speaks for another one
    return _enough_by_number(agreed, work, setting)


def _may_be_older(document: Document, work: Work, setting: Setting) -> bool:
    """Whether a text of no known day may be older than a law, which is then another of that name, or a bill."""
    issued = work.date_issued or (date(work.year, 1, 1) if work.year else None)
    newest = _newest_law(setting.authority)
    if setting.published or document.year or document.type not in LAWS or issued is None or newest is None:
        return False
    cites_later = setting.not_before is not None and setting.not_before >= issued
    return not cites_later and newest - issued < _RECENT


@lru_cache(8)
def _newest_law(authority: AuthorityFile) -> date | None:
    return max((work.date_issued for work in authority.laws if work.date_issued), default=None)


def _same_place(document: Document, work: Work, setting: Setting) -> bool:
    known = place_of(work.issuer or "")
    stated = (place_of(document.issuer) if document.issuer else None) or place_of(setting.place or "")
    return known is not None and stated is not None and known.name == stated.name


def _enough_by_number(agreed: Collection[str], work: Work, setting: Setting) -> str | None:
    """Why a number without a year, of which one work is known, is that work's: such numbers restart."""
    series = {"year", "term"} & set(agreed)
    if series:
        return f"the only known work of that number and {min(series)}"
    if work.is_party:
        return (
            _in_recent_term(work, setting.published) if setting.published else "the only known work of that identifier"
        )
    recent = setting.published and work.date_issued and setting.published - work.date_issued <= _STATE_SERIES
    return "the only known work of that number in the twelve months before" if recent else None


def _in_recent_term(work: Work, day: date | None) -> str | None:
    if day is None:
        return "the only known work of that identifier"
    return "the only one of the current and the preceding Party term" if _current(work, day) else None


def _only(works: Iterable[Work], count: int, name: str) -> Decision:
    found = list(works)
    return (found[0], f"the {name} decides between {count} works") if len(found) == 1 < count else None


def by_date(document: Document, works: Sequence[Work], setting: Setting) -> Decision:
    """The only one issued on the stated day."""
    if not document.date:
        return None
    day = day_of(document.date)
    return _only((work for work in works if work.date_issued == day), len(works), "date")


def by_type(document: Document, works: Sequence[Work], setting: Setting) -> Decision:
    """The only one of the stated type, of one number and year or one day, as a law and a resolution."""
    pinned = document.date or (document.identifier and all(work.year for work in works))
    return _only((work for work in works if pinned and work.type == document.type), len(works), "type")


def by_title(document: Document, works: Sequence[Work], setting: Setting) -> Decision:
    """The one whose title agrees by far the best with the stated one, or the only one that has just that title."""
    if not document.title or len(works) < 2:
        return None
    same = _only((work for work in works if may_be_cut_from(document.title, work.title)), len(works), "title")
    if same and same_title(document.title, same[0].title):
        return same
    agreed = [(title_agreement(document.title, work.title) or 0.0, at) for at, work in enumerate(works)]
    (best, at), (second, _) = sorted(agreed, reverse=True)[:2]
    leads = best - second >= (_HAIR if best >= _SAME else _CLEAR_LEAD)
    return (works[at], f"the title decides between {len(works)} works") if best >= TITLE_AGREES and leads else None


def by_issuer(document: Document, works: Sequence[Work], setting: Setting) -> Decision:
    """The only one of the stated issuer; “Ban Chấp hành Trung ương” is written for others too and decides nothing."""
    if not document.issuer or same_issuer(document.issuer, _CENTRAL_COMMITTEE):
        return None
    return _only((work for work in works if same_issuer(document.issuer, work.issuer)), len(works), "issuer")


def by_time(document: Document, works: Sequence[Work], setting: Setting) -> Decision:
    """The only one that a text of that time can mean.

    >>> from citetrack.authority import AuthorityFile
    >>> homes = AuthorityFile.default().by_name("Nhà ở", "Luật")
    >>> housing = Document("d1", type="Luật", name="Nhà ở")
    >>> work, reason = by_time(housing, homes, Setting(date(2019, 5, 1)))
    >>> work.identifier, reason
    ('65/2014/QH13', 'the newest law of that name on 2019-05-01')
    """
    day = setting.earliest
    if day is None or len(works) < 2:
        return None
    if document.name and document.type in LAWS:
        return _law_in_force(works, day, setting.published is not None)
    if all(work.is_party for work in works):
        current = [work for work in works if _current(work, day)]
        return (current[0], "the only one of the current and the preceding Party term") if len(current) == 1 else None
    if setting.published is None or any(work.year for work in works):
        return None
    recent = [work for work in works if work.date_issued and day - work.date_issued <= _STATE_SERIES]
    reason = "the only one of the twelve months before; numbers restart each year"
    return (recent[0], reason) if len(recent) == 1 else None


def _current(work: Work, day: date) -> bool:
    """Whether *work* is of the Party term in office on *day*, of the one before, or later."""
    return bool(work.date_issued and work.date_issued >= _memory_from(day))


@lru_cache(4096)
def _memory_from(day: date) -> date:
    """The first day of the Party term before the one in office on *day*."""
    begun = [term.term_from for term in party_terms() if term.term_from and term.term_from <= day]
    return begun[-2:][0] if begun else date.max


def _law_in_force(works: Sequence[Work], day: date, known: bool) -> Decision:
    """The newest law of the name on *day* if it had effect; unless that day is *known*, the newest of all."""
    if any(work.date_issued is None for work in works):
        return None
    adopted = [work for work in works if work.date_issued and work.date_issued <= day]
    newest = adopted[-1] if adopted else None
    if newest is None or (not known and newest is not works[-1]) or not _took_effect(newest, day):
        return None
    return newest, f"the newest law of that name on {day.isoformat()}"


def _took_effect(work: Work, day: date) -> bool:
    if work.effective_from:
        return work.effective_from <= day
    return work.date_issued is not None and day - work.date_issued >= _WITHOUT_EFFECT


RULES: tuple[Rule, ...] = (the_only_one, by_date, by_type, by_title, by_issuer, by_time)

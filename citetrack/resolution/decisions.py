"""Which of the works that fit is the one: rules from the surest to the last; no rule guesses."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta
from typing import TypeAlias

from attrs import evolve, frozen

from citetrack.authority import Work
from citetrack.citations import Document
from citetrack.gazetteer import party_terms
from citetrack.resolution.evidence import TITLE_AGREES, agreements, same_issuer, title_agreement

__all__ = ["LAWS", "TextTime", "decided", "decided_by_time"]

LAWS = ("Luật", "Bộ luật", "Pháp lệnh")
Decision: TypeAlias = tuple[Work, str] | None

_CENTRAL_COMMITTEE = "Ban Chấp hành Trung ương"
# Numbers without a year restart on 1 January: an older one is not meant without a word of it.
_STATE_SERIES = timedelta(days=365)
_STATE_MEMORY = timedelta(days=5 * 365)
_WITHOUT_EFFECT = timedelta(days=18 * 30)  # a law adopted so recently may not have taken effect
_CLEAR_LEAD, _SAME, _HAIR = 0.15, 0.98, 0.03  # between the agreements of two titles


@frozen
class TextTime:
    """When a text was written, as far as it is known.

    >>> TextTime(not_before=date(2019, 12, 30)).earliest
    datetime.date(2019, 12, 30)

    Attributes:
        published: the day, or None.
        not_before: the latest day of issue that the text knows of, or None.
    """

    published: date | None = None
    not_before: date | None = None

    @property
    def earliest(self) -> date | None:
        """The first day on which it can have been written."""
        return self.published or self.not_before

    def known_since(self, day: date | None) -> "TextTime":
        """The same time, now that the text is known to cite a document of *day*."""
        if day is None or (self.not_before and self.not_before >= day):
            return self
        return evolve(self, not_before=day)


def decided(document: Document, works: Sequence[Work], time: TextTime) -> Decision:
    """The one of *works* that the document is, with the reason, or None if nothing decides.

    >>> from citetrack.authority import AuthorityFile
    >>> both = AuthorityFile.default().candidates("91/2015/QH13")
    >>> decided(Document("d1", "91/2015/QH13", type="Bộ luật"), both, TextTime())[1]
    'the type decides between 2 works'
    """
    if len(works) == 1:
        reason = _enough_alone(document, works[0], time)
        return (works[0], reason) if reason else None
    for name, rule in _RULES:
        if work := rule(document, works):
            return work, f"the {name} decides between {len(works)} works"
    return decided_by_time(document, works, time)


def _enough_alone(document: Document, work: Work, time: TextTime) -> str | None:
    """Why the only fitting work is the one, or None if another that is not known may be meant."""
    if agreed := {"date", "title"} & set(agreements(document, work)):
        return f"the {' and the '.join(sorted(agreed))} agree with the only known work"
    if work.year and document.identifier:
        return "the identifier with its year is unique"
    if document.name or document.type == "Hiến pháp":
        return "the only known work of that name"
    if not document.identifier:
        return None
    if time.published is None:
        return "the only known work of that identifier"
    if work.is_party:
        return _in_recent_term(work, time.published)
    recent = work.date_issued and time.published - work.date_issued < _STATE_MEMORY
    return "the only known work of that number in the years before" if recent else None


def _in_recent_term(work: Work, day: date) -> str | None:
    return "the only one of the current and the preceding Party term" if _current(work, day) else None


def _only(works: Iterable[Work]) -> Work | None:
    found = list(works)
    return found[0] if len(found) == 1 else None


def _by_date(document: Document, works: Sequence[Work]) -> Work | None:
    return _only(work for work in works if document.date and work.date == document.date)


def _by_type(document: Document, works: Sequence[Work]) -> Work | None:
    """The type decides between works of one number and year, as a law and a resolution."""
    pinned = document.date or (document.identifier and all(work.year for work in works))
    return _only(work for work in works if pinned and work.type == document.type)


def _by_title(document: Document, works: Sequence[Work]) -> Work | None:
    agreed = [(title_agreement(document.title, work.title) or 0.0, at) for at, work in enumerate(works)]
    (best, at), (second, _) = sorted(agreed, reverse=True)[:2]
    leads = best - second >= (_HAIR if best >= _SAME else _CLEAR_LEAD)
    return works[at] if best >= TITLE_AGREES and leads else None


def _by_issuer(document: Document, works: Sequence[Work]) -> Work | None:
    """“Ban Chấp hành Trung ương” is written for the Politburo too, so it decides nothing."""
    if not document.issuer or same_issuer(document.issuer, _CENTRAL_COMMITTEE):
        return None
    return _only(work for work in works if same_issuer(document.issuer, work.issuer))


_RULES: tuple[tuple[str, Callable[[Document, Sequence[Work]], Work | None]], ...] = (
    ("date", _by_date),
    ("type", _by_type),
    ("title", _by_title),
    ("issuer", _by_issuer),
)


def decided_by_time(document: Document, works: Sequence[Work], time: TextTime) -> Decision:
    """The only one of *works* that a text of that time can mean, with the reason, or None.

    >>> from citetrack.authority import AuthorityFile
    >>> homes = AuthorityFile.default().by_name("Nhà ở", "Luật")
    >>> housing = Document("d1", type="Luật", name="Nhà ở")
    >>> work, reason = decided_by_time(housing, homes, TextTime(date(2019, 5, 1)))
    >>> work.identifier, reason
    ('65/2014/QH13', 'the newest law of that name on 2019-05-01')
    """
    day = time.earliest
    if day is None:
        return None
    if document.name and document.type in LAWS:
        return _law_in_force(works, day, time.published is not None)
    if all(work.is_party for work in works):
        work = _only(work for work in works if _current(work, day))
        return (work, "the only one of the current and the preceding Party term") if work else None
    if time.published is None or any(work.year for work in works):
        return None
    work = _only(work for work in works if work.date_issued and day - work.date_issued <= _STATE_SERIES)
    return (work, "the only one of the twelve months before; numbers restart each year") if work else None


def _current(work: Work, day: date) -> bool:
    """Whether *work* is of the Party term in office on *day*, of the one before, or later."""
    begun = [term.term_from for term in party_terms() if term.term_from and term.term_from <= day]
    return bool(begun and work.date_issued and work.date_issued >= begun[-2:][0])


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

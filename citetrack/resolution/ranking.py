"""Ranking: works that nothing decides between, the likeliest first, with what speaks for each."""

from collections.abc import Sequence
from datetime import date
from functools import cache

from citetrack.authority import Work, is_in_force
from citetrack.citations import Document
from citetrack.gazetteer import plenums
from citetrack.resolution.evidence import agreements, title_agreement
from citetrack.resolution.results import Ambiguous, Candidate
from citetrack.resolution.steps import Setting

__all__ = ["ranked"]


def ranked(document: Document, works: Sequence[Work], setting: Setting, doubt: str = "") -> Ambiguous:
    """All *works* as candidates: by title, usual meaning, agreement, force on the day of the text, and age.

    >>> from citetrack.authority import AuthorityFile
    >>> both = AuthorityFile.default().candidates("35-CT/TW")
    >>> [one.work.date for one in ranked(Document("d1", "35-CT/TW"), both, Setting()).candidates]
    ['2024-06-14', '2019-05-30']
    """
    rows = [_row(document, work, setting) for work in works]
    rows.sort(key=lambda row: row[0], reverse=True)
    candidates = tuple(Candidate(work, rank, reason) for rank, (_, work, reason) in enumerate(rows, 1))
    alone = "the only known one, but the register may lack the right one"
    reason = doubt or (alone if len(works) == 1 else f"{len(works)} known works fit")
    return Ambiguous(document, candidates, (reason,))


def _row(document: Document, work: Work, setting: Setting) -> tuple[tuple[float, bool, int, bool, date], Work, str]:
    """By what it is ranked, the work, and the reason in words."""
    agreed = agreements(document, work)
    title = title_agreement(document.title, work.title) or 0.0
    ended = _had_ended(work, setting)
    likelihood = (title, work.key in _usual(), len(agreed), not ended, work.date_issued or date.min)
    day = f"issued on {work.date}" if work.date else "issued on an unknown day"
    force = f"; no longer in force on {setting.earliest}" if ended else ""
    return likelihood, work, f"{' and '.join(agreed) or 'identifier or name'} agree; {day}{force}"


def _had_ended(work: Work, setting: Setting) -> bool:
    """Whether another work is known to have replaced or repealed it before the text was written."""
    day = setting.earliest
    if day is None or work.date_issued is None or day < work.date_issued:
        return False
    ended = bool(setting.authority.ended_by(work)) and is_in_force(work, day, setting.authority) is False
    return ended and not (work.effective_from and day < work.effective_from)


@cache
def _usual() -> frozenset[str]:
    """The works that the names of plenums usually mean."""
    return frozenset(sitting.usual for sitting in plenums() if sitting.usual)

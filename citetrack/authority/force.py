"""Whether a work was in force on a day, as far as the register can tell."""

import re
from collections.abc import Iterator
from datetime import date

from citetrack.authority.register import AuthorityFile
from citetrack.authority.works import Work

__all__ = ["is_in_force"]

_AMENDED_IN_PART = re.compile(r"một phần|một số|điều \d|khoản \d|phụ lục|nội dung", re.IGNORECASE)


def is_in_force(work: Work, day: date, authority: AuthorityFile | None = None) -> bool | None:
    """Whether *work* was in force on *day*, or None if the register cannot tell.

    The register does not hold every repeal: a work is known to be in force only before a known end.

    >>> old, new = AuthorityFile.default().candidates("205-QĐ/TW")[0], date(2023, 9, 1)
    >>> is_in_force(old, date(2019, 1, 1)), is_in_force(old, date(2020, 1, 1)), is_in_force(old, new)
    (False, True, False)
    """
    begins = work.effective_from or work.date_issued
    if begins is None:
        return None
    if day < begins:
        return False
    if work.ends is not None:
        return day < work.ends
    ends = [
        (end, whole) for end, whole in _ends(work, AuthorityFile.default() if authority is None else authority) if whole
    ]
    if not ends:
        return None
    return day < min(end for end, _ in ends)


def _ends(work: Work, authority: AuthorityFile) -> Iterator[tuple[date, bool]]:
    """When other works end it, and whether they end all of it."""
    for ender in authority.ended_by(work):
        end = ender.effective_from or ender.date_issued
        if end is not None:
            yield end, bool(ender.replaces) or not _AMENDED_IN_PART.search(ender.title or "")

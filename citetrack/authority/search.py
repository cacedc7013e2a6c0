"""Search: the works that words of their titles and usual names lead to."""

from collections.abc import Iterable

from citetrack._text import fold
from citetrack.authority.works import Work, age

__all__ = ["works_with_words"]


def works_with_words(works: Iterable[Work], words: str) -> tuple[Work, ...]:
    """The works whose title or a usual name has all the *words*, whatever their marks and order.

    First those so called, then those with the words side by side, then the rest; among equals the newest first.
    """
    wanted = fold(words)
    ranked = ((rank, work) for work in works if (rank := _rank(work, wanted)) is not None)
    return tuple(work for _, work in sorted(ranked, key=lambda found: (found[0], -age(found[1]).toordinal())))


def _rank(work: Work, wanted: str) -> int | None:
    names = [fold(name) for name in (work.title, *work.short_names) if name]
    if not wanted or not names:
        return None
    if wanted in names:
        return 0
    if any(f" {wanted} " in f" {name} " for name in names):
        return 1
    return 2 if any(set(wanted.split()) <= set(name.split()) for name in names) else None

"""Provisions: from the labels and values of a locator, in the order of the text, to complete locators."""

from collections.abc import Sequence

from attrs import evolve

from citetrack._text import fold
from citetrack.locators import Locator

__all__ = ["assemble"]

# The parts of a document by their folded Vietnamese word, the smallest first.
_PARTS = {
    "tiet": "point",
    "diem": "point",
    "doan": "paragraph",
    "khoan": "clause",
    "dieu": "article",
    "tieu muc": "section",
    "muc": "section",
    "chuong": "chapter",
    "phan": "part",
    "phu luc": "annex",
}
_ORDER = ("paragraph", "point", "clause", "article", "section", "chapter", "part", "annex")


def assemble(pairs: Sequence[tuple[str | None, str]]) -> tuple[Locator, ...]:
    """The locators of labelled values; a value without a label repeats the label before it.

    A larger part that follows completes the smaller ones before it (khoản 2 Điều 5), a smaller part that follows
    a larger one belongs to it (Điều 5 khoản 2).

    >>> [str(one) for one in assemble([("điểm", "a"), (None, "b"), ("khoản", "3"), ("Điều", "16")])]
    ['điểm a khoản 3 Điều 16', 'điểm b khoản 3 Điều 16']
    """
    done: list[Locator] = []
    pending: list[Locator] = []
    label = ""
    for word, value in pairs:
        again = word is None or _PARTS[fold(word)] == label
        label = label if word is None else _PARTS[fold(word)]
        pending, finished = _extended(pending, label, value, again)
        done += finished
    return _completed(done + pending)


def _completed(found: list[Locator]) -> tuple[Locator, ...]:
    """*found* with the article of the next provision where one names none: điểm a khoản 1 và khoản 2 Điều 7."""
    for index in range(len(found) - 2, -1, -1):
        if max(map(_ORDER.index, found[index].to_record())) < _ORDER.index("article"):
            larger = {n: v for n, v in found[index + 1].to_record().items() if n in _ORDER[3:]}
            found[index] = evolve(found[index], **larger)
    return tuple(found)


def _extended(pending: list[Locator], label: str, value: str, again: bool) -> tuple[list[Locator], list[Locator]]:
    """The open locators after one more labelled value, and those that it closed."""
    if not pending:
        return [Locator(**{label: value})], []
    if again:
        return _repeated(pending, label, value)
    stated = {name for one in pending for name in one.to_record()}
    if label not in stated and _ORDER.index(label) > max(map(_ORDER.index, stated)):
        return [evolve(one, **{label: value}) for one in pending], []
    larger = {n: v for n, v in pending[-1].to_record().items() if _ORDER.index(n) > _ORDER.index(label)}
    if label not in stated and larger and max(map(_ORDER.index, stated)) == min(map(_ORDER.index, stated)):
        return [*pending[:-1], evolve(pending[-1], **{label: value})], []
    return [Locator(**{label: value})], pending


def _repeated(pending: list[Locator], label: str, value: str) -> tuple[list[Locator], list[Locator]]:
    """One more value of the same part: a sibling if that part is the smallest stated, else a new provision."""
    smallest = min(pending[-1].to_record(), key=_ORDER.index)
    if smallest == label:
        return [*pending, evolve(pending[-1], **{label: value})], []
    return [Locator(**{label: value})], pending

"""Provisions: from the labels and values of a locator, in the order of the text, to complete locators."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from attrs import evolve

from citetrack._text import fold
from citetrack.locators import Locator

__all__ = ["Place", "assemble"]

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
    "paragraph": "paragraph",
    "appendix": "annex",
    "annex": "annex",
    **{word + s: word for word in ("point", "clause", "article", "section", "chapter", "part") for s in ("", "s")},
}
# Article 5.2(d), Clause 2(d), Point (d): the clause behind a point, the point in brackets.
_ENGLISH = re.compile(r"([0-9]+)?(?:\.([0-9]+))?(?:\(([a-zđ])\))?")
_ORDER = ("paragraph", "point", "clause", "article", "section", "chapter", "part", "annex")


class Place(NamedTuple):
    """One labelled value: the word of the part, None for a further value of the same word; *anew* behind “và”."""

    label: str | None
    value: str
    anew: bool = False


def assemble(places: Sequence[Place]) -> tuple[Locator, ...]:
    """The locators of labelled values; a value without a label repeats the label before it.

    A larger part that follows completes the smaller ones before it (khoản 2 Điều 5), a smaller part that follows
    a larger one belongs to it (Điều 5 khoản 2); another part behind “và” opens a provision of its own.

    >>> [str(one) for one in assemble([Place("điểm", "a"), Place(None, "b"), Place("khoản", "3"), Place("Điều", "21")])]
    ['điểm a khoản 3 Điều 21', 'điểm b khoản 3 Điều 21']
    >>> [str(one) for one in assemble([Place("Article", "5.2(d)")])]
    ['điểm d khoản 2 Điều 5']
    """
    done: list[Locator] = []
    pending: list[Locator] = []
    labels: list[str] = []  # of the provision that is open, in the order of the text
    stated = list(_stated(places))
    for index, (label, value, anew) in enumerate(stated):
        if not pending:
            pending, labels = [Locator(**{label: value})], [label]
        elif value.startswith("-") and label in labels:
            pending[-1] = evolve(pending[-1], **{label: f"{pending[-1].to_record()[label]}{value}"})
        elif label == labels[-1] and _is_smallest(label, pending[-1]):
            pending.append(evolve(pending[-1], **{label: value}))
        elif label not in labels and _continues(labels, label) and not (anew or _has_own(stated, index, labels)):
            pending = _joined(pending, label, value, labels)
            labels.append(label)
        else:
            done += pending
            pending, labels = [Locator(**{label: value})], [label]
    return _completed(done + pending)


def _stated(places: Sequence[Place]) -> Iterator[tuple[str, str, bool]]:
    """Part, value and whether it opens anew, of each place; Article 5.2(d) is three of them."""
    label = ""
    for word, value, anew in places:
        label = label if word is None else _PARTS[fold(word)]
        if label == "section" and len(value) == 1 and value.islower():
            label = "point"  # mục c khoản 3 Điều 102
        parted = _ENGLISH.fullmatch(value)
        if parted is None or (word is not None and not word.isascii()):
            yield label, value, anew
            continue
        for part, number in zip((label, "clause", "point"), parted.groups(), strict=True):
            if number:
                yield part, number, anew
                anew = False


def _has_own(stated: Sequence[tuple[str, str, bool]], index: int, labels: Sequence[str]) -> bool:
    """Whether a smaller part names its own larger one behind it: the khoản 2 of “Điều 5, khoản 2 Điều 7”."""
    following, _, anew = stated[index + 1] if index + 1 < len(stated) else ("", "", True)
    return following in labels and not anew and _ORDER.index(stated[index][0]) < _ORDER.index(labels[-1])


def _is_smallest(label: str, locator: Locator) -> bool:
    return min(locator.to_record(), key=_ORDER.index) == label


def _continues(labels: Sequence[str], label: str) -> bool:
    """Whether *label* goes on in the direction of the labels before it, from small to large or from large to small."""
    places = [_ORDER.index(one) for one in (*labels, label)]
    return places in (sorted(places), sorted(places, reverse=True))


def _joined(pending: list[Locator], label: str, value: str, labels: Sequence[str]) -> list[Locator]:
    """A larger part completes all that is open, a smaller one the last."""
    if _ORDER.index(label) > _ORDER.index(labels[-1]):
        return [evolve(one, **{label: value}) for one in pending]
    return [*pending[:-1], evolve(pending[-1], **{label: value})]


def _completed(found: list[Locator]) -> tuple[Locator, ...]:
    """*found* with the article of the next provision where one names none: điểm a khoản 1 và khoản 2 Điều 7."""
    for index in range(len(found) - 2, -1, -1):
        if max(map(_ORDER.index, found[index].to_record())) < _ORDER.index("article"):
            larger = {n: v for n, v in found[index + 1].to_record().items() if n in _ORDER[3:]}
            found[index] = evolve(found[index], **larger)
    return tuple(found)

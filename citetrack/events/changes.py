"""Drafts of amendments, repeals and effects settled: days carried from one to another, each change once."""

from attrs import evolve

from citetrack.events.drafts import Draft
from citetrack.events.times import When

__all__ = ["settled"]


def settled(drafts: list[Draft], own: str) -> tuple[Draft, ...]:
    """Each change of *drafts* once, dated as far as the text allows; *own* is the text's own document."""
    kept: list[Draft] = []
    for draft in _carried(drafts, own):
        for place, other in enumerate(kept):
            if _same(draft, other):
                docs = tuple(dict.fromkeys((*other.docs, *draft.docs)))
                dated = draft if draft.when.date and not other.when.date else other
                kept[place] = evolve(dated, docs=docs)
                break
        else:
            kept.append(draft)
    return tuple(kept)


def _carried(drafts: list[Draft], own: str) -> list[Draft]:
    """What the text's own document ends, it ends on the day it comes into force, if no other day is told."""
    effect = next((draft for draft in drafts if draft.type == "effect" and draft.docs[0] == own), None)
    if effect is None:
        return drafts
    return [
        evolve(draft, when=effect.when, time=effect.time, date_words=effect.date_words)
        if draft.type == "repeal" and draft.docs[0] == own and len(draft.docs) > 1 and draft.when == When()
        else draft
        for draft in drafts
    ]


def _same(one: Draft, two: Draft) -> bool:
    """Whether two drafts tell of one change: the documents of one among the other's, on days that agree."""
    nested = set(one.docs) <= set(two.docs) or set(two.docs) <= set(one.docs)
    if one.type != two.type or not nested:
        return False
    return one.when.date == two.when.date or not (one.when.date and two.when.date)

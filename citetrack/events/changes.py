"""Drafts of amendments, repeals and effects settled: days carried from one to another, each change once."""

import re

from attrs import evolve

from citetrack.events.drafts import Draft
from citetrack.events.page import Page
from citetrack.events.times import When

__all__ = ["settled"]

_FIGURE = re.compile(r"\d")


def settled(drafts: list[Draft], own: str, page: Page) -> tuple[Draft, ...]:
    """Each change of *drafts* once, dated as far as the text allows; *own* is the text's own document."""
    kept: list[Draft] = []
    for draft in _carried(drafts, own, page):
        for place, other in enumerate(kept):
            if _same(draft, other):
                docs = tuple(dict.fromkeys((*other.docs, *draft.docs)))
                dated = draft if draft.when.date and not other.when.date else other
                kept[place] = evolve(dated, docs=docs)
                break
        else:
            kept.append(draft)
    return tuple(kept)


def _carried(drafts: list[Draft], own: str, page: Page) -> list[Draft]:
    """Ends with the day on which the document that brings them comes into force, if no other day is told.

    The text must say so ("kể từ ngày Luật này có hiệu lực"), or its own document end the others as a whole.
    A day in a page's table of data says nothing of other documents.
    """
    effects = {draft.docs[0]: draft for draft in reversed(drafts) if draft.type == "effect" and draft.sentence >= 0}
    carried = []
    for draft in drafts:
        effect = effects.get(draft.docs[0])
        lacks = draft.type == "repeal" and draft.when == When() and len(draft.docs) > 1
        if effect and lacks and (draft.date_words or (draft.docs[0] == own and _is_whole(draft, page))):
            words = draft.date_words or effect.date_words
            draft = evolve(draft, when=effect.when, time=effect.time, date_words=words)
        carried.append(draft)
    return carried


def _is_whole(draft: Draft, page: Page) -> bool:
    """Whether no article or clause stands between the verb and the first document that it ends."""
    ended = page.mentions_in(draft.verb, draft.end)
    return not (ended and _FIGURE.search(page.masked, draft.verb, ended[0].start))


def _same(one: Draft, two: Draft) -> bool:
    """Whether two drafts tell of one change: the documents of one among the other's, on days that agree."""
    nested = set(one.docs) <= set(two.docs) or set(two.docs) <= set(one.docs)
    if one.type != two.type or not nested:
        return False
    return one.when.date == two.when.date or not (one.when.date and two.when.date)

"""Tellings of one act brought together, and acts told only in passing left out."""

from attrs import evolve

from citetrack.events.drafts import Draft, one_act
from citetrack.events.page import Page
from citetrack.events.times import Clock, When

__all__ = ["dated", "merged"]


def dated(drafts: tuple[Draft, ...], page: Page, clock: Clock) -> tuple[Draft, ...]:
    """The drafts with the dates that their words give; no act is older than its documents."""
    return tuple(_dated(draft, page, clock) for draft in drafts)


def _dated(draft: Draft, page: Page, clock: Clock) -> Draft:
    when = clock.when(draft.time, _floor(draft, page))
    if draft.type == "issuance" and draft.time is not None and when.month_day is None:
        # A year, or "năm ngoái", with a document that gives its day: that is the day of the act.
        document = page.documents.get(draft.docs[0])
        day = document.date if document else None
        if day and len(day) == 10 and day.startswith(when.date or ""):
            when = When(day, None, day, "day")
    return evolve(draft, when=when)


def _floor(draft: Draft, page: Page) -> str | None:
    known = [page.documents[doc] for doc in draft.docs if doc in page.documents]
    days = [document.date or str(document.year or "") for document in known]
    return max(days, default="") or None


def merged(drafts: tuple[Draft, ...], page: Page) -> tuple[Draft, ...]:
    """Each act once, in the order of the text; undated ones only where the text reports them as news."""
    acts: list[Draft] = []
    for draft in sorted(drafts, key=lambda draft: (draft.time is None, not draft.fresh)):
        for place, act in enumerate(acts):
            if (joined := one_act(act, draft, page.text)) is not None:
                acts[place] = joined
                break
        else:
            acts.append(draft)
    news = [act for act in acts if act.time is not None or act.fresh]
    news = news or [act for act in acts if act.session]
    return tuple(sorted(news, key=lambda act: act.start))

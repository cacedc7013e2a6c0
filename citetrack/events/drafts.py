"""Drafts: acts as one sentence tells them, before tellings of one act are brought together."""

import re

from attrs import evolve, field, frozen

from citetrack.events.page import Mention
from citetrack.events.times import Time, When

__all__ = ["Draft", "one_act"]

_FEW = 3  # words that name no other body


@frozen
class Draft:
    """One telling of one act.

    Attributes:
        type, docs, trigger: as in Event.
        start, end: the sentence or clause.
        verb: where the trigger begins.
        time: the words that date it, or None.
        when: the date those words give.
        date_words: the words that date it where they are no date ("sau 10 ngày kể từ ngày ký").
        fresh: whether the sentence reports it as news ("vừa"), dated or not.
        sentence: the number of its sentence.
        session: whether the sentence is told from inside a meeting ("tại hội nghị").
        organiser, chair, place: as far as this sentence tells.
        relation: how *acting* then stands to *changed* ("amends", "replaces", "repeals"), or None.
        acting, changed: the mentions of the document that does it (none: the text's own) and of those it is done to.
    """

    type: str
    docs: tuple[str, ...]
    trigger: str
    start: int
    end: int
    sentence: int
    verb: int
    time: Time | None = None
    when: When = field(factory=When)
    fresh: bool = False
    session: bool = False
    date_words: str | None = None
    organiser: str | None = None
    chair: str | None = None
    place: str | None = None
    relation: str | None = None
    acting: tuple[Mention, ...] = ()
    changed: tuple[Mention, ...] = ()


def one_act(first: Draft, second: Draft, text: str) -> Draft | None:
    """The two tellings as one act, or None if they tell of two."""
    if first.type != second.type or not (set(first.docs) & set(second.docs) or _goes_on(first, second, text)):
        return None
    if not _same_time(first, second, text):
        return None
    main, other = (second, first) if first.time is None and second.time is not None else (first, second)
    if main.time is not None and other.time is not None and other.when.date and not main.when.date:
        main, other = other, main
    extra = other.docs if main.time is not None and other.time is not None else ()
    return evolve(
        main,
        docs=tuple(dict.fromkeys((*main.docs, *extra))),
        fresh=main.fresh or other.fresh,
        session=main.session or other.session,
        organiser=main.organiser or other.organiser,
        chair=main.chair or other.chair,
        place=main.place or other.place,
    )


def _goes_on(first: Draft, second: Draft, text: str) -> bool:
    """Whether one act goes on with other documents in its sentence: …; kết hợp phổ biến Kế hoạch số 5."""
    early, late = sorted((first, second), key=lambda draft: draft.verb)
    if early.sentence != late.sentence or early.time is None or early.time != late.time:
        return False
    return len(re.split(r"[,;]", text[early.verb : late.verb])[-1].split()) <= _FEW


def _is_long(when: When) -> bool:
    """Whether the time is a stretch of more than a month: no one conference lasts so long."""
    return bool(when.date and when.date_end) and str(when.date)[:7] != str(when.date_end)[:7]


def _same_time(first: Draft, second: Draft, text: str) -> bool:
    if first.time is None or second.time is None:
        return True
    one, two = first.when, second.when
    if one.date and two.date:
        if _is_long(one) != _is_long(two):
            return False  # a day's visit opens a campaign of months: two acts, though both begin that day
        return one.date.startswith(two.date) or two.date.startswith(one.date)
    if one.month_day and two.month_day:
        return one.month_day == two.month_day
    return text[first.time.start : first.time.end].lower() == text[second.time.start : second.time.end].lower()

"""Finds events in a text: who did what with which documents, when and where."""

from collections.abc import Sequence
from datetime import date

from citetrack._text import Span
from citetrack.citations import Citation, Document
from citetrack.events.acts import acts
from citetrack.events.attendance import attendance, site_counts
from citetrack.events.drafts import Draft
from citetrack.events.merging import dated, merged
from citetrack.events.page import Page, page
from citetrack.events.parties import with_parties
from citetrack.events.relations import relations
from citetrack.events.times import Clock
from citetrack.events.values import EVENT_TYPES, Attendance, Event, Range

__all__ = ["EVENT_TYPES", "Attendance", "Event", "Range", "events_on", "find_events", "site_counts"]


# What becomes of a document has nobody who attends it.
_CHANGES = frozenset({"amendment", "repeal", "effect", "issuance"})


def find_events(
    text: str,
    citations: Sequence[Citation],
    documents: Sequence[Document],
    published: date | None,
    furniture: Span | None = None,
    spelling: str = "accented",
) -> tuple[Event, ...]:
    """The events that *text* reports around its *citations*, in order, each once.

    Offsets are those of *text*; *citations* point into it and carry the keys of *documents*. A date without
    a year takes it from *published*, else from what the text says of its own time. *furniture* is the page's line
    of publication, never an event.

    >>> text = "Ngày 6/9, Huyện ủy tổ chức hội nghị quán triệt Chỉ thị số 5."
    >>> cited = Citation(47, 59, "Chỉ thị số 5", "short", type="Chỉ thị", doc="d1")
    >>> [event] = find_events(text, [cited], [Document("d1")], published=date(2021, 9, 8))
    >>> event.type, event.date, event.organiser, event.docs
    ('dissemination', '2021-09-06', 'Huyện ủy', ('d1',))
    """
    return events_on(page(text, citations, documents, furniture, spelling), published)


def events_on(laid: Page, published: date | None) -> tuple[Event, ...]:
    """The events that a page reports, in order, each once: `find_events` for a text that is laid out already."""
    if not laid.mentions:
        return ()
    clock = Clock(laid, published)
    told = merged(dated(acts(laid, clock), laid, clock), laid)
    news = [with_parties(draft, laid) for draft in told]
    changes = relations(laid, clock)
    return tuple(_event(draft, laid) for draft in sorted((*news, *changes), key=lambda draft: draft.start))


def _event(draft: Draft, laid: Page) -> Event:
    when = draft.when
    return Event(
        type=draft.type,
        docs=draft.docs,
        date=when.date,
        date_end=when.date_end,
        edtf=when.edtf,
        precision=when.precision if when.date else "unknown",
        anchor=when.anchor,
        date_text=draft.date_words or (laid.text[draft.time.start : draft.time.end] if draft.time else None),
        month_day=when.month_day,
        organiser=draft.organiser,
        chair=draft.chair,
        place=draft.place,
        attendance=attendance(draft, laid) if draft.type not in _CHANGES else None,
        trigger=draft.trigger,
        start=draft.start,
        end=draft.end,
    )

"""Issuances: the days of issue that the register knows, as events of the timeline."""

from collections.abc import Iterable, Iterator

from citetrack.authority import AuthorityFile, Work
from citetrack.events import Event
from citetrack.timeline.values import Source, TimelineDocument, TimelineEvent

__all__ = ["REGISTER", "issuances_of", "works_of"]

REGISTER = "register"  # the id of the source of what the register says


def works_of(events: Iterable[TimelineEvent], authority: AuthorityFile) -> dict[str, tuple[TimelineDocument, Work]]:
    """The documents of *events* that the register holds, with their works, by their keys."""
    documents = {one.key: one for event in events for one in event.documents if one.authority}
    found = {}
    for key, document in documents.items():
        for work in authority.candidates(document.authority or ""):
            if work.key == key:
                found[key] = (document, work)
    return found


def issuances_of(events: Iterable[TimelineEvent], authority: AuthorityFile) -> Iterator[TimelineEvent]:
    """The issuance of each document of *events* of which the register knows the day."""
    for document, work in works_of(events, authority).values():
        if work.date:
            event = Event(
                "issuance", (), date=work.date, edtf=work.date, precision="day", organiser=work.issuer, trigger=""
            )
            address = work.source if work.source.startswith(("https://", "http://")) else None
            words = f"{work.type} {work.identifier}: {work.source}"
            told = Source(REGISTER, words, 0, len(words), address, date=work.date, organiser=work.issuer)
            yield TimelineEvent(event, (document,), (told,))

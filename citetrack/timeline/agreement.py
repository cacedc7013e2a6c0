"""Agreement of tellings: by what two tell of one act, and what a vaguer telling may leave open."""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache

from citetrack._text import fold
from citetrack.gazetteer import plenums
from citetrack.identifiers import unpadded
from citetrack.timeline.organs import organ_key
from citetrack.timeline.values import TimelineDocument, TimelineEvent

__all__ = ["body_of", "fineness", "moment_days", "moment_of", "vaguer_bodies", "vaguer_keys", "vaguer_moments"]

# A document is issued, changed, ended once: whoever is named with it, it is one event.
_ONCE = frozenset({"amendment", "effect", "issuance", "repeal"})
_CONFERENCE = 8  # days; what lasts longer is a campaign, and its days are acts of their own


def moment_of(one: TimelineEvent) -> str:
    """By what tellings of one act agree in time: the days as far as they are known; else the words.

    What is done to a document once is the same whatever the words, if all its documents are.
    """
    event = one.event
    if not (event.edtf or event.date) and event.type in _ONCE:
        return f"undated: {' '.join(sorted(document.key for document in one.documents))}"
    if event.date and event.date_end:
        return f"{event.date}/{event.date_end}"
    if event.edtf and event.type in _ONCE:
        return event.edtf.removesuffix("/..")  # in force from a day on: that is the day
    return event.edtf or event.date or f"undated: {fold(one.sources[0].evidence if one.sources else '')}"


def body_of(one: TimelineEvent) -> tuple[str, ...]:
    """The organiser's words for comparison; empty where the kind of event has one organiser by nature."""
    return organ_key(one.event.organiser) if one.event.organiser and one.event.type not in _ONCE else ()


def fineness(moment: str) -> tuple[int, int]:
    """The order in which moments are laid down, the most telling first."""
    if days := moment_days(moment):
        return (0, -len(days)) if "/" in moment else (1, 0)
    return (2, -len(moment)) if "X" not in moment else (3, -len(moment))


def vaguer_moments(moment: str) -> Iterator[str]:
    """The moments that leave open what *moment* tells: the month and year of a day, a day of a conference.

    >>> list(vaguer_moments("2019-12-02"))
    ['2019-12', '2019', 'XXXX-12-02']
    """
    days = moment_days(moment)
    if "/" in moment:
        for first, one in enumerate(days):
            yield one
            yield from (f"{one}/{last}" for last in days[first + 1 :])
    for day in days:
        yield from (day[:7], day[:4], f"XXXX{day[4:]}")
    if not days and len(moment) == len("2019-12") and moment[:4].isdigit():
        yield moment[:4]


def moment_days(moment: str) -> list[str]:
    """The days of a day or of a conference; none of a month, a campaign or what is open.

    >>> moment_days("2019-12-02/2019-12-03"), moment_days("2019-12")
    (['2019-12-02', '2019-12-03'], [])
    """
    first, _, last = moment.partition("/")
    try:
        begin, end = date.fromisoformat(first), date.fromisoformat(last or first)
    except ValueError:
        return []
    length = (end - begin).days + 1
    return [(begin + timedelta(days=by)).isoformat() for by in range(length)] if length <= _CONFERENCE else []


def vaguer_bodies(body: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """The beginnings of a body's words, down to none."""
    return (body[:size] for size in range(len(body), -1, -1))


def vaguer_keys(document: TimelineDocument) -> Iterator[str]:
    """The keys of *document* where a text tells less of it: no place of the issuer, no type, no symbol, its plenum."""
    forms = [
        form
        for identifier in (document.identifier, document.authority)
        if identifier
        for form in (fold(f"{document.type} {identifier}"), fold(identifier))
    ]
    yield from (form for form in forms if form != document.key)
    yield from (fold(f"{document.type} {plenum}") for plenum in _plenums_by_document().get(document.key, ()))
    if document.type and document.number and (document.authority or document.identifier):
        yield fold(f"{document.type} {unpadded(document.number)}")


@cache
def _plenums_by_document() -> dict[str, tuple[str, ...]]:
    """The names of the plenums that passed each work, by its key: "Nghị quyết Trung ương 4 khóa XI" may mean it."""
    passed = [(key, f"plenum:{one.number}:{one.term}") for one in plenums() for key in one.documents]
    return {key: tuple(name for other, name in passed if other == key) for key, _ in passed}

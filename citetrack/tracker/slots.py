"""Slots: the few facts by which events that may be one find each other, without building any event."""

from collections.abc import Iterable, Iterator
from functools import lru_cache

from attrs import frozen

from citetrack.timeline import TimelineDocument, TimelineEvent
from citetrack.timeline.agreement import body_of, moment_days, moment_of, vaguer_keys
from citetrack.tracker.database import LISTED, Database, hashed, listed, serial

__all__ = ["Slot", "meets", "merge_slot", "slots_of", "stored_slots", "witnesses"]

# Days between two tellings that no conference spans, where every month is counted as one of 31 days.
_APART = 12
_MONTHS = {f"{number:02}" for number in range(1, 13)}


@frozen
class Slot:
    """What a telling says of one document: type and number, days, body, and what the document is called.

    Attributes:
        slot: a hash of the type and of what all ways to tell of the document share.
        first, last: the days, of a month until the 31st; what is told instead of them, where none are.
        body: the words of the organiser.
        key, forms: hashes of the document's key, and of it and its vaguer forms.
    """

    slot: int
    first: str
    last: str
    body: str
    key: int
    forms: frozenset[int]

    @property
    def is_open(self) -> bool:
        """Whether it leaves open which day of a month or year it was."""
        return self.first.endswith("-01") and self.last.endswith("-31")

    def is_within(self, other: "Slot") -> bool:
        """Whether it tells the same of the same document as the open *other*, and more of the days."""
        inside = other.first <= self.first and self.last <= other.last
        finer = (self.first, self.last) != (other.first, other.last)
        return self.key == other.key and inside and finer and _begins(self.body, other.body)

    def concerns(self, other: "Slot") -> bool:
        """Whether both may be about one document."""
        return other.key in self.forms or self.key in other.forms


def _begins(body: str, start: str) -> bool:
    return not start or f"{body} ".startswith(f"{start} ")


def slots_of(one: TimelineEvent) -> Iterator[Slot]:
    """The slots of a telling or of an event."""
    first, last = _days(moment_of(one))
    body = " ".join(body_of(one)).replace("\0", " ").encode("utf-8", "replace").decode()
    for document in one.documents:
        shared, key, forms = _document(document)
        for form in shared:
            yield Slot(hashed(one.event.type, form), first, last, body, key, forms)


def merge_slot(number: int) -> Slot:
    """The slot that all have whom people brought together with the correction *number*."""
    return Slot(hashed("merge", str(number)), "", "", "", 0, frozenset({0}))


@lru_cache(1 << 12)
def _days(moment: str) -> tuple[str, str]:
    if days := moment_days(moment):
        return days[0], days[-1]
    if moment.isascii() and moment[:4].isdecimal() and len(moment) in (4, 7):
        year = moment[:4]  # also of what is no month: a part of a year
        return (f"{moment}-01", f"{moment}-31") if moment[5:] in _MONTHS else (f"{year}-01-01", f"{year}-12-31")
    told = moment if moment.startswith("XXXX-") else f"#{hashed(moment):x}"
    return told, told


@lru_cache(1 << 12)
def _document(document: TimelineDocument) -> tuple[tuple[str, ...], int, frozenset[int]]:
    """What all ways to tell of *document* share: its serial number, else its key; and its key and forms as hashes."""
    told = (document.identifier, document.authority, document.number)
    numbers = {number for words in told if (number := serial(words))}
    is_numbered = numbers and (serial(document.authority) or not document.authority)
    shared = numbers if is_numbered else {*numbers, document.key}
    return tuple(sorted(shared)), hashed(document.key), frozenset(map(hashed, (document.key, *vaguer_keys(document))))


_COLUMNS = "event, slot, first, last, body, key, forms"
_BODY = "(substr(:body, 1, length(body)) = body OR substr(body, 1, length(:body)) = :body)"
# Months and years begin no earlier than the year, conferences at most a week before the day.
_SAME_DAYS = f"""
SELECT {_COLUMNS} FROM slot WHERE slot = :slot AND first BETWEEN :from AND :last AND last >= :first AND {_BODY}"""
_YEARLESS = f"""
UNION ALL SELECT {_COLUMNS} FROM slot
WHERE slot = :slot AND first IN (SELECT value FROM json_each(:days)) AND {_BODY}"""
_ANY_YEAR = f"""
SELECT {_COLUMNS} FROM slot
WHERE slot = :slot AND {_BODY} AND (first = :first OR substr(first, 5) = :day OR last > first)"""


def meets(database: Database, one: Slot) -> list[tuple[int, Slot]]:
    """The stored slots that tell what *one* tells, or less of it, or more; each with its event."""
    asked: dict[str, object] = {"slot": one.slot, "first": one.first, "last": one.last, "body": one.body}
    sql = _SAME_DAYS
    if one.first.startswith("XXXX-"):
        sql, asked["day"] = _ANY_YEAR, one.first[4:]
    elif one.first[:4].isdecimal():
        asked["from"] = f"{int(one.first[:4]) - 1:04}-12-25"
        if not one.is_open:
            sql = _SAME_DAYS + _YEARLESS
            asked["days"] = _listed_days(one.first, one.last)
    else:
        asked["from"] = one.first
    found = ((event, _slot(*row)) for event, *row in database.rows(sql, asked))
    return [(event, other) for event, other in found if one.concerns(other)]


def stored_slots(database: Database, events: Iterable[int]) -> list[tuple[int, Slot]]:
    """The slots of *events* that are stored, each with its event."""
    rows = database.rows(f"SELECT {_COLUMNS} FROM slot WHERE event IN ({LISTED})", (listed(events),))
    return [(event, _slot(*row)) for event, *row in rows]


@lru_cache(1 << 10)
def _listed_days(first: str, last: str) -> str:
    days = moment_days(f"{first}/{last}" if first != last else first)
    return "[" + ",".join(f'"XXXX{day[4:]}"' for day in days) + "]"


@lru_cache(1 << 12)
def _slot(slot: int, first: str, last: str, body: str, key: int, forms: str) -> Slot:
    return Slot(slot, first, last, body, key, frozenset(map(int, forms.split())))


def witnesses(slots: Iterable[tuple[int, Slot]]) -> tuple[int, ...]:
    """Two of the events of *slots* that no text can make one act, or none.

    Acts so far apart are days of no conference; and of two bodies that are one act one is the other's beginning. What
    would fit both stays by itself, whatever else is told.
    """
    known = sorted(slots, key=lambda one: one[1].first)
    if not known:
        return ()
    (early, begin), (late, end) = min(known, key=lambda one: one[1].last), known[-1]
    if _ordinal(end.first) - _ordinal(begin.last) >= _APART:
        return early, late
    longest, whole = max(known, key=lambda one: len(one[1].body))
    other = next((event for event, one in known if not _begins(whole.body, one.body)), None)
    return () if other is None else (longest, other)


def _ordinal(day: str) -> int:
    year, month, number = map(int, day.split("-"))
    return (year * 12 + month) * 31 + number

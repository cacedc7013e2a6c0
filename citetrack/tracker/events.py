"""Events of the database as events of a timeline."""

from calendar import monthrange
from collections.abc import Iterator, Sequence
from datetime import date

from attrs import evolve

from citetrack.timeline import TimelineEvent
from citetrack.tracker.corrections import applied
from citetrack.tracker.database import Database
from citetrack.tracker.grouping import one_event
from citetrack.tracker.rows import tellings_where

__all__ = ["events_by_id", "events_where", "last_day"]


def events_where(database: Database, where: str, values: Sequence[object] = ()) -> Iterator[TimelineEvent]:
    """The events whose id is among those that the query *where* gives, each with all its tellings."""
    return iter(events_by_id(database, where, values).values())


def events_by_id(database: Database, where: str, values: Sequence[object] = ()) -> dict[int, TimelineEvent]:
    """The same events by their ids."""
    told = tellings_where(database, f"SELECT id FROM telling WHERE event IN ({where})", values)
    asked = "SELECT telling.event, telling.id, corrected FROM telling JOIN event ON event.id = telling.event"
    members: dict[int, list[int]] = {}
    mended = {}
    for event, telling, is_corrected in database.rows(f"{asked} WHERE telling.event IN ({where})", values):
        members.setdefault(event, []).append(telling)
        if is_corrected:
            mended[telling] = told[telling]
    by_people = applied(database, mended) if mended else None
    found = {}
    for event, ids in members.items():
        if by_people and ids[0] in mended:
            one = one_event([by_people.mended.get(telling) or told[telling] for telling in ids])
            notes = (note for telling in ids for note in by_people.notes.get(telling, ()))
            found[event] = evolve(one, corrected_by=dict.fromkeys(notes))
        else:
            found[event] = one_event([told[telling] for telling in ids])
    return found


def last_day(database: Database) -> date | None:
    """The last day that is told of, None if no event has a day."""
    ((last,),) = database.rows("SELECT max(last) FROM event")
    if last is None:
        return None
    year, month, day = map(int, last.split("-"))  # of months that are told without a day the 31st is stored
    return date(year, month, min(day, monthrange(year, month)[1]))

"""What was known on a day: the texts that had come in by then and had not been replaced or removed."""

from collections.abc import Iterator, Mapping
from datetime import date

from citetrack.timeline import TimelineEvent
from citetrack.tracker.corrections import applied
from citetrack.tracker.database import LISTED, Database, listed
from citetrack.tracker.grouping import event_groups
from citetrack.tracker.regrouping import near
from citetrack.tracker.rows import tellings_where

__all__ = ["known_on_both"]

_OF_TEXTS = "SELECT telling.id FROM telling JOIN text ON text.id = telling.text WHERE"
# A text without a day was always known; one that is no longer there was until a day.
_CHANGED = f"{_OF_TEXTS} added > :a AND added <= :b OR until > :a AND until <= :b"
_ENDED = f"{_OF_TEXTS} until > :b AND (added IS NULL OR added <= :b)"
_KNOWN = f"{_OF_TEXTS} (added IS NULL OR added <= ?) AND (until IS NULL OR until > ?) AND telling.id IN ({LISTED})"


def known_on_both(database: Database, a: date, b: date) -> tuple[list[TimelineEvent], list[TimelineEvent]]:
    """The events that were known on *a* and those on *b*, without such as no text that came or went can concern."""
    days = {"a": a.isoformat(), "b": b.isoformat()}
    fresh = {row[0] for row in database.rows(_CHANGED, days)}
    if not fresh:
        return [], []
    fresh |= {row[0] for row in database.rows(_ENDED, days)}
    told: dict[int, TimelineEvent] = {}
    while fresh:
        told |= tellings_where(database, LISTED, (listed(fresh),))
        by_people = applied(database, told)
        groups = [
            list(event_groups({telling: told[telling] for telling in _known(database, told, day)}, by_people))
            for day in (a, b)
        ]
        events = near(database, (group for some in groups for group in some))
        mates = database.rows(f"SELECT id FROM telling WHERE event IN ({LISTED})", (listed(events),))
        fresh = {row[0] for row in mates} - told.keys()
    before, after = groups
    return [group.event for group in before], [group.event for group in after]


def _known(database: Database, told: Mapping[int, TimelineEvent], day: date) -> Iterator[int]:
    rows = database.rows(_KNOWN, (day.isoformat(), day.isoformat(), listed(told)))
    return (row[0] for row in rows)

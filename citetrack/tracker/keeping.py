"""Events as rows: what a change leaves as it was is not written again."""

from collections.abc import Iterable, Mapping

from citetrack.timeline import TimelineEvent
from citetrack.timeline.units import days_of, unit_of
from citetrack.tracker.database import LISTED, Database, Row, listed, storable
from citetrack.tracker.grouping import Group
from citetrack.tracker.slots import Slot, stored_slots

__all__ = ["DAYS", "keep_groups"]

# The letters of an arrival's rank that hold its first and last day; its place in the timeline follows a blank.
DAYS = len("2019-12-02 2019-12-02")
_UNDATED = "~" * DAYS  # after all days
_ARRIVAL = "event, type, key, level, unit, rank, issued"
_PUT_ARRIVAL = f"INSERT INTO arrival ({_ARRIVAL}) VALUES (?, ?{', CAST(? AS TEXT)' * 5})"
_PUT_SLOT = "INSERT INTO slot (event, slot, first, last, body, key, forms) VALUES (?, ?, ?, ?, ?, ?, ?)"


def keep_groups(database: Database, groups: Iterable[Group], homes: Mapping[int, int | None]) -> None:
    """Stores the events that *groups* are; *homes* are the events that their tellings had.

    An event keeps its row as long as its tellings stay together.
    """
    before: dict[int, set[int]] = {}
    for telling, event in homes.items():
        if event is not None:
            before.setdefault(event, set()).add(telling)
    rows = _event_rows(database, before)
    unused = set(before)
    for group in groups:
        members = group.members.keys()
        mine = sorted(unused & {homes[telling] for telling in members})
        row = next((event for event in mine if before[event] <= members), None)
        if row is not None:
            unused.discard(row)
            if before[row] == members and not group.corrected and not rows[row][-1]:
                continue  # what texts tell follows from the tellings alone
        _keep(database, group, row, rows.get(row or 0), homes)
    if unused:
        database.run(f"DELETE FROM event WHERE id IN ({LISTED})", (listed(unused),))


def _event_rows(database: Database, events: Iterable[int]) -> dict[int, Row]:
    asked = f"SELECT id, type, first, last, corrected FROM event WHERE id IN ({LISTED})"
    return {event: tuple(row) for event, *row in database.rows(asked, (listed(events),))} if events else {}


def _keep(
    database: Database, group: Group, event: int | None, stored: Row | None, homes: Mapping[int, int | None]
) -> None:
    told = (group.event.event.type, *_days(group.event), int(group.corrected))
    if event is None:
        row = database.run("INSERT INTO event (type, first, last, corrected) VALUES (?, ?, ?, ?)", told)
        slots, arrivals = set[Slot](), set[Row]()
    else:
        row = event
        slots = {slot for _, slot in stored_slots(database, [row])}
        arrivals = set(database.rows(f"SELECT {_ARRIVAL} FROM arrival WHERE event = ?", (row,)))
        if stored != told:
            database.run("UPDATE event SET type = ?, first = ?, last = ?, corrected = ? WHERE id = ?", (*told, row))
    moved = [(row, telling) for telling in group.members if homes[telling] != row]
    database.run_each("UPDATE telling SET event = ? WHERE id = ?", moved)
    if group.slots != slots:
        if slots - group.slots:
            database.run("DELETE FROM slot WHERE event = ?", (row,))
            slots = set()
        database.run_each(_PUT_SLOT, (_slot_row(row, slot) for slot in group.slots - slots))
    if (wanted := _arrivals(row, group.event)) != arrivals:
        if arrivals:
            database.run("DELETE FROM arrival WHERE event = ?", (row,))
        database.run_each(_PUT_ARRIVAL, ((*one[:2], *map(storable, one[2:])) for one in wanted))


def _slot_row(event: int, slot: Slot) -> Row:
    forms = " ".join(map(str, sorted(slot.forms)))
    return event, slot.slot, slot.first, slot.last, slot.body, slot.key, forms


def _days(one: TimelineEvent) -> tuple[str | None, str | None]:
    """The first and the last day on which the event may have been.

    No month has more days than 31, and texts of days compare as days do.
    """
    start, end = one.event.date, one.event.date_end or one.event.date
    if not start or not end:
        return None, None
    return (start + "-01-01")[:10], end + "-12-31"[len(end) - 4 :]


def _arrivals(event: int, one: TimelineEvent) -> set[Row]:
    """One row for each document that *one* is about, or one without a document."""
    told, unit = one.event, unit_of(one)
    days = days_of(one)
    span = f"{days[0]} {days[1]}" if days else _UNDATED
    rank = f"{span} {int(told.date is None)}{told.date or told.edtf or ''} {told.date_end or ''}"
    documents: list[tuple[str | None, str | None]] = [(document.key, document.date) for document in one.documents]
    return {(event, told.type, key, unit.level, unit.name, rank, issued) for key, issued in documents or [(None, None)]}

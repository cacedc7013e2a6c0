"""Decisions of people: how a correction is made, taken back, and laid over the events that it concerns."""

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from hashlib import blake2b

from attrs import asdict, evolve

from citetrack.errors import InputError
from citetrack.timeline import TimelineDocument, TimelineEvent
from citetrack.tracker.corrections import KINDS, Correction, Target, anchors, corrections, document_target, target
from citetrack.tracker.database import LISTED, Database, listed, storable
from citetrack.tracker.regrouping import neighbours, regroup
from citetrack.tracker.rows import tellings_where

__all__ = ["candidates", "confirmation", "decide", "new_day", "restore", "take_back", "targets_of"]

_ISO = r"\d{4}(?:-\d{2}(?:-\d{2})?)?"
_WANTED = "expected a day, month or year such as 2021-11-19, or a range such as 2021-11-19/2021-11-20"


def targets_of(database: Database, *events: TimelineEvent) -> tuple[Target, ...]:
    """Every telling of *events*, as the texts have it.

    Raises:
        InputError: one of them is not in the database.
    """
    return tuple(target(one, one.sources[0]) for event in events for one in _tellings(database, event))


def _tellings(database: Database, event: TimelineEvent) -> list[TimelineEvent]:
    told: list[TimelineEvent] = []
    for source in event.sources:
        at = (storable(source.id), event.event.type, source.start, source.end)
        told += tellings_where(database, _AT, at).values()
    if not told:
        raise InputError("event", "is not in the database; expected one of its timeline")
    return told


_AT = """
SELECT telling.id FROM telling JOIN text ON text.id = telling.text
WHERE name = CAST(? AS TEXT) AND type = ? AND start = ? AND stop = ? AND NOT past"""


def new_day(words: str) -> str:
    """*words* if they are an ISO day, month, year or range of such.

    Raises:
        InputError: they are not.
    """
    first, _, last = words.partition("/")
    try:
        if not re.fullmatch(rf"{_ISO}(?:/{_ISO})?", words):
            raise ValueError
        for part in filter(None, (first, last)):
            date.fromisoformat((part + "-01-01")[:10])
    except ValueError:
        raise InputError("date", f"“{words}” is none; {_WANTED}") from None
    if last and last < first:
        raise InputError("date", f"“{words}” ends before it begins; {_WANTED}")
    return words


def candidates(database: Database, document: TimelineDocument) -> tuple[TimelineDocument, ...]:
    """The works that *document* may be, each as the document that it then is, the likeliest first."""
    stored = json.dumps(document.to_record())
    rows = database.rows("SELECT candidates FROM document WHERE key = ? AND record = ?", (document.key, stored))
    return tuple(_as_work(document, work) for (listed_,) in rows for work in json.loads(listed_))


def _as_work(document: TimelineDocument, work: dict[str, str | None]) -> TimelineDocument:
    facts = {name: work[name] or getattr(document, name) for name in ("date", "issuer", "title")}
    kind = document.type or work["type"]
    return TimelineDocument(
        document.label, str(work["key"]), document.identifier, work["identifier"], kind, number=document.number, **facts
    )


def confirmation(
    database: Database, one: TimelineEvent, document: TimelineDocument, choice: TimelineDocument
) -> tuple[str, tuple[Target, ...]]:
    """Value and targets of the correction by which *document* is *choice* in all texts that tell of the event.

    Raises:
        InputError: *choice* is none of the candidates.
    """
    possible = candidates(database, document)
    if choice not in possible:
        keys = ", ".join(work.key for work in possible) or "there are none"
        raise InputError(document.label, f"{choice.key} is no candidate; expected one of: {keys}")
    targets = (
        document_target(named, telling.sources[0])
        for telling in _tellings(database, one)
        for named in telling.documents
        if named.key == document.key
    )
    return json.dumps(choice.to_record()), tuple(dict.fromkeys(targets))


def decide(database: Database, correction: Correction) -> Correction:
    """Stores *correction* and makes the events anew that it concerns; the same one again changes nothing.

    Raises:
        InputError: it has no target, reason or author.
    """
    for name in ("targets", "reason", "author"):
        if not getattr(correction, name):
            raise InputError("correction", f"has no {name}; expected what it is about, a reason and an author")
    restore(database, correction)
    return next(one for one in corrections(database, "WHERE mark = ?", (_mark(correction),)))


def restore(database: Database, correction: Correction) -> bool:
    """Stores *correction* as it is, undone or not; False if the same one is there and says the same of that.

    Raises:
        InputError: it is of no known kind.
    """
    if correction.kind not in KINDS:
        raise InputError("correction", f"{correction.kind} is no kind; expected one of: {', '.join(KINDS)}")
    mark, undone = _mark(correction), json.dumps(correction.undone) if correction.undone else None
    with database.writing():
        known = database.rows("SELECT undone FROM correction WHERE mark = ?", (mark,))
        if known and (known[0][0] == undone or known[0][0] is not None):
            return False
        if known:
            database.run("UPDATE correction SET undone = ? WHERE mark = ?", (undone, mark))
        else:
            _put(database, correction, mark, undone)
        _lay(database, correction.targets)
    return True


def _mark(correction: Correction) -> bytes:
    """What tells *correction* from others, whether it holds or not."""
    told = [correction.kind, correction.value, correction.reason, correction.author, correction.made]
    return blake2b(json.dumps([told, *map(asdict, correction.targets)]).encode(), digest_size=16).digest()


def _put(database: Database, correction: Correction, mark: bytes, undone: str | None) -> None:
    told = (correction.kind, correction.value, correction.reason, correction.author, correction.made)
    row = database.run(
        "INSERT INTO correction (mark, kind, value, reason, author, made, undone)"
        f" VALUES (?{', CAST(? AS TEXT)' * 5}, ?)",
        (mark, *map(storable, told), undone),
    )
    rows = ((row, at, about.anchor, json.dumps(asdict(about))) for at, about in enumerate(correction.targets))
    database.run_each("INSERT INTO target (correction, position, anchor, record) VALUES (?, ?, ?, ?)", rows)


def take_back(database: Database, correction: Correction, by: tuple[str, str, str]) -> None:
    """Marks *correction* as undone, with reason, author and time, and makes its events anew.

    Raises:
        InputError: the database has no such correction that holds.
    """
    if not restore(database, evolve(correction, undone=by)) or not all(by):
        raise InputError("correction", f"“{correction}” does not hold; expected one of `corrections()`")


def _lay(database: Database, targets: Iterable[Target]) -> None:
    concerned = set(_concerned(database, tuple(targets)))
    regroup(database, {}, neighbours(database, concerned))


def _concerned(database: Database, targets: Sequence[Target]) -> Iterator[int]:
    """The tellings that *targets* are about."""
    wanted = {about.anchor for about in targets}
    of_text = (
        "SELECT telling.id FROM telling JOIN text ON text.id = telling.text WHERE NOT past AND name = CAST(? AS TEXT)"
    )
    for source in {about.source for about in targets}:
        rows = database.rows(of_text, (storable(source),))
        told = tellings_where(database, LISTED, (listed(row[0] for row in rows),))
        yield from (telling for telling, one in told.items() if anchors(one) & wanted)

"""Corrections: what people decided about tellings, kept apart from them and laid over them when they are taken out."""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from attrs import evolve, field, frozen

from citetrack._text import fold
from citetrack.timeline import Source, TimelineDocument, TimelineEvent
from citetrack.tracker.database import LISTED, Database, Row, hashed, listed

__all__ = [
    "KINDS",
    "Applied",
    "Conflict",
    "Correction",
    "Target",
    "anchors",
    "applied",
    "conflicts",
    "corrections",
    "document_target",
    "target",
]

KINDS = ("confirm", "date", "merge", "split")


def _tuple(items: Any) -> tuple[Any, ...]:
    return tuple(items)


@frozen
class Target:
    """What a correction is about, in words of a text: it finds its place again when the text is read anew.

    Attributes:
        source: the id of the text.
        documents: the labels of the documents, without marks or case, in order.
        type: of the event; None if it is about a document wherever the text names it.
        evidence: the words that tell the event, without marks or case; None likewise.
    """

    source: str
    documents: tuple[str, ...] = field(converter=_tuple)
    type: str | None = None
    evidence: str | None = None

    @property
    def anchor(self) -> int:
        """A hash of all of it."""
        return hashed(self.source, self.type or "", self.evidence or "", *self.documents)


def target(one: TimelineEvent, source: Source) -> Target:
    """The telling of *one* in *source*."""
    labels = sorted(fold(document.label) for document in one.documents)
    return Target(source.id, labels, one.event.type, fold(source.evidence))


def document_target(document: TimelineDocument, source: Source) -> Target:
    """*document* wherever the text of *source* names it."""
    return Target(source.id, (fold(document.label),))


@frozen
class Correction:
    """What somebody decided, when and why.

    Attributes:
        kind: "confirm", "date", "merge" or "split".
        value: of "confirm" the record of the document as it is known then, of "date" the ISO date or range; else empty.
        targets: what it is about.
        reason, author, made: in the author's words; *made* is an ISO day or time.
        undone: reason, author and time of taking it back, or None.
        id: by which it is undone; a number of this database alone.
    """

    kind: str
    value: str
    targets: tuple[Target, ...] = field(converter=_tuple)
    reason: str
    author: str
    made: str
    undone: tuple[str, str, str] | None = None
    id: int = field(default=0, eq=False)

    def __str__(self) -> str:
        """One line for people."""
        return f"{self.kind}: {self.reason} ({self.author}, {self.made})"


@frozen
class Conflict:
    """Two corrections that cannot both hold; the later one does.

    Attributes:
        earlier, later: the corrections.
        about: what both are about.
    """

    earlier: Correction
    later: Correction
    about: Target

    def __str__(self) -> str:
        """One line for people."""
        return f"{self.about.source}: “{self.later}” overrides “{self.earlier}”"


_ASKED = "SELECT id, kind, value, reason, author, made, undone FROM correction"


def corrections(database: Database, where: str = "", values: Iterable[object] = ()) -> list[Correction]:
    """The corrections in the order in which they were made, those that were undone too."""
    rows = database.rows(f"{_ASKED} {where} ORDER BY made, mark", tuple(values))
    about: dict[int, list[Target]] = {}
    asked = f"SELECT correction, record FROM target WHERE correction IN ({LISTED}) ORDER BY correction, position"
    for number, record in database.rows(asked, (listed(row[0] for row in rows),)):
        about.setdefault(number, []).append(Target(**json.loads(record)))
    return [_correction(row, about.get(row[0], [])) for row in rows]


def _correction(row: Row, about: list[Target]) -> Correction:
    number, kind, value, reason, author, made, undone = row
    back = json.loads(undone) if undone else None
    return Correction(kind, value, about, reason, author, made, tuple(back) if back else None, number)


@frozen
class Applied:
    """What corrections make of tellings, by the ids of their rows.

    Attributes:
        mended: the tellings that are other than the texts have them.
        notes: what was done to a telling, for people.
        splits: the correction that sets a telling apart.
        merges: the corrections that bring it together with others.
    """

    mended: Mapping[int, TimelineEvent] = field(factory=dict)
    notes: Mapping[int, tuple[str, ...]] = field(factory=dict)
    splits: Mapping[int, int] = field(factory=dict)
    merges: Mapping[int, tuple[int, ...]] = field(factory=dict)


_NONE = Applied()
_CONCERNING = (
    "WHERE undone IS NULL AND id IN (SELECT correction FROM target WHERE anchor IN (SELECT value FROM json_each(?)))"
)


def applied(database: Database, told: Mapping[int, TimelineEvent]) -> Applied:
    """What the corrections that hold make of the tellings *told*."""
    if not database.rows("SELECT 1 FROM correction LIMIT 1"):
        return _NONE
    places: dict[int, list[int]] = {}
    for telling, one in told.items():
        for anchor in anchors(one):
            places.setdefault(anchor, []).append(telling)
    found = Applied({}, {}, {}, {})
    for correction in corrections(database, _CONCERNING, (listed(places),)):
        for place in correction.targets:
            for telling in places.get(place.anchor, ()):
                _apply(correction, place, telling, found, told[telling])
    return found


def anchors(one: TimelineEvent) -> set[int]:
    """By what corrections find the telling *one*: for itself, and for each of its documents."""
    (source,) = one.sources
    return {target(one, source).anchor, *(document_target(document, source).anchor for document in one.documents)}


def _apply(correction: Correction, about: Target, telling: int, found: Any, told: TimelineEvent) -> None:
    """Lays one correction over one telling; of two that contradict each other the later comes later."""
    found.notes[telling] = (*found.notes.get(telling, ()), str(correction))
    if correction.kind == "split":
        found.splits[telling] = correction.id
        found.merges.pop(telling, None)
    elif correction.kind == "merge":
        found.merges[telling] = (*found.merges.get(telling, ()), correction.id)
        found.splits.pop(telling, None)
    else:
        mend = _with_date if correction.kind == "date" else _with_work
        found.mended[telling] = mend(found.mended.get(telling, told), correction, about)


def _with_date(one: TimelineEvent, correction: Correction, about: Target) -> TimelineEvent:
    first, _, last = correction.value.partition("/")
    precision = {4: "year", 7: "month"}.get(len(first), "day")
    event = evolve(
        one.event, date=first, date_end=last or None, edtf=correction.value, precision=precision, month_day=None
    )
    return evolve(one, event=event)


def _with_work(one: TimelineEvent, correction: Correction, about: Target) -> TimelineEvent:
    chosen = TimelineDocument.from_record(json.loads(correction.value))
    (label,) = about.documents
    return evolve(one, documents=(chosen if fold(each.label) == label else each for each in one.documents))


def conflicts(database: Database) -> tuple[Conflict, ...]:
    """The pairs of corrections that contradict each other."""
    known: dict[tuple[int, bool], Correction] = {}
    found = []
    for correction in corrections(database, "WHERE undone IS NULL"):
        groups = correction.kind in {"merge", "split"}
        for place in correction.targets:
            before = known.get((place.anchor, groups))
            if before and (before.kind, before.value) != (correction.kind, correction.value):
                found.append(Conflict(before, correction, place))
            known[place.anchor, groups] = correction
    return tuple(found)

"""Difference: what one timeline has that another has not."""

from collections.abc import Iterable

from attrs import frozen

from citetrack.timeline.values import TimelineEvent

__all__ = ["Difference", "difference_of"]


@frozen
class Difference:
    """From one timeline to another.

    Attributes:
        added, removed: events that only the later, only the earlier one has.
        changed: events of both that share a telling and differ: as they were, as they are.
    """

    added: tuple[TimelineEvent, ...]
    removed: tuple[TimelineEvent, ...]
    changed: tuple[tuple[TimelineEvent, TimelineEvent], ...]

    def rows(self) -> list[dict[str, str | None]]:
        """One row for each event that came, went or changed: what became of it and what it says."""
        told = [("added", one) for one in self.added] + [("removed", one) for one in self.removed]
        told += [row for before, after in self.changed for row in (("before", before), ("after", after))]
        return [{"change": change, **_row(one)} for change, one in told]


def _row(one: TimelineEvent) -> dict[str, str | None]:
    return {
        "date": one.event.edtf or one.event.date,
        "type": one.event.type,
        "organiser": one.event.organiser,
        "documents": "; ".join(document.label for document in one.documents),
        "sources": "; ".join(dict.fromkeys(source.id for source in one.sources)),
    }


def difference_of(earlier: Iterable[TimelineEvent], later: Iterable[TimelineEvent]) -> Difference:
    """What changed from *earlier* to *later*."""
    old, new = tuple(earlier), tuple(later)
    same = set(old) & set(new)
    known = {telling: one for one in old if one not in same for telling in _tellings(one)}
    changed: list[tuple[TimelineEvent, TimelineEvent]] = []
    added = []
    for one in new:
        if one in same:
            continue
        before = next((known[telling] for telling in _tellings(one) if telling in known), None)
        if before is None:
            added.append(one)
        else:
            changed.append((before, one))
    kept = {before for before, _ in changed}
    removed = tuple(one for one in old if one not in same and one not in kept)
    return Difference(tuple(added), removed, tuple(changed))


def _tellings(one: TimelineEvent) -> list[tuple[str, str, int, int]]:
    return [(one.event.type, source.id, source.start, source.end) for source in one.sources]

"""Long answers: their rows are known at once, what each holds is built when it is looked at."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any, TypeVar, overload

from citetrack.errors import TrackerError
from citetrack.tracker.database import Database

__all__ = ["Answers"]

_Answer = TypeVar("_Answer", covariant=True)
_AT_ONCE = 256


class Answers(Sequence[_Answer]):
    """A sequence that equals the tuple of its items; valid as long as the database is open and stays as it is.

    >>> from citetrack.tracker import Tracker
    >>> with Tracker() as tracker:
    ...     found = tracker.first()
    ...     len(found), found == (), tuple(found)
    (0, True, ())

    Args:
        database: that answers.
        rows: one for each item.
        build: makes the items of some of the rows.

    Raises:
        TrackerError: an item is looked at after the database was closed or has changed.
    """

    def __init__(
        self, database: Database, rows: Sequence[Any], build: Callable[[Sequence[Any]], Sequence[_Answer]]
    ) -> None:
        self._database, self._rows, self._build = database, rows, build
        self._state = database.state()

    def __len__(self) -> int:
        return len(self._rows)

    @overload
    def __getitem__(self, at: int) -> _Answer: ...
    @overload
    def __getitem__(self, at: slice) -> tuple[_Answer, ...]: ...
    def __getitem__(self, at: int | slice) -> _Answer | tuple[_Answer, ...]:
        if isinstance(at, slice):
            return tuple(self._built(self._rows[at]))
        return self._built([self._rows[at]])[0]

    def __iter__(self) -> Iterator[_Answer]:
        for start in range(0, len(self._rows), _AT_ONCE):
            yield from self._built(self._rows[start : start + _AT_ONCE])

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, tuple | Answers):
            return NotImplemented
        return len(self) == len(other) and all(mine == its for mine, its in zip(self, other, strict=True))

    def __hash__(self) -> int:
        return hash(tuple(self))

    def __repr__(self) -> str:
        return f"<{len(self)} answers>"

    def _built(self, rows: Sequence[Any]) -> Sequence[_Answer]:
        with self._database.reading():
            if self._database.state() != self._state:
                raise TrackerError(self._database.name, "has changed since it was asked; ask again")
            return self._build(rows)

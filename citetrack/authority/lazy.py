"""Works of JSON Lines that are built when they are asked for, and what leads to them before that."""

import json
import re
from collections.abc import Hashable, Iterable, Sequence
from functools import cached_property
from typing import NamedTuple, overload

from citetrack.authority.works import Identity, Work, age, identity_of, key_of, work_of_row
from citetrack.identifiers import unpadded

__all__ = ["Head", "IdentityIndex", "Index", "LazyWorks", "heads_of"]

# The canonical form of a line: type, number, year, symbol, identifier, date, then the rest.
_LINE = re.compile(
    r'^(\{"type": "([^"]*)",.*?"identifier": "([^"]*)"(?:, "date_issued": "([^"]*)")?.*)$|^(.*\S.*)$', re.MULTILINE
)
_NUMBER = re.compile(r"[^\s/-]*")
_ENDS_OTHERS = ('"replaces": ', '"repeals": ')


class Head(NamedTuple):
    """What leads to a work.

    Attributes:
        identifier, type, date, place: as in the work, the date in ISO form.
        ends_others: whether it replaces or repeals other works.
    """

    identifier: str
    type: str
    date: str | None
    ends_others: bool = False
    place: str | None = None

    @property
    def key(self) -> str:
        """The key of the work."""
        return key_of(self.identifier, self.date, self.type, self.place)


def heads_of(works: Iterable[Work]) -> tuple[Head, ...]:
    """The heads of works that are there already."""
    return tuple(
        Head(one.identifier, one.type, one.date, bool(one.replaces or one.repeals), one.place) for one in works
    )


class LazyWorks(Sequence[Work]):
    """The works of a text of lines in canonical form."""

    def __init__(self, text: str) -> None:
        self._lines = _LINE.findall(text)  # one call for all, which takes a third of the time of a loop
        if strange := next((line[4] for line in self._lines if line[4]), None):
            raise ValueError(f"not a line in canonical form: {strange[:60]!r}")
        self._works: list[Work | None] = [None] * len(self._lines)

    def __len__(self) -> int:
        return len(self._lines)

    @overload
    def __getitem__(self, at: int) -> Work: ...
    @overload
    def __getitem__(self, at: slice) -> tuple[Work, ...]: ...
    def __getitem__(self, at: int | slice) -> Work | tuple[Work, ...]:
        if isinstance(at, slice):
            return tuple(self[one] for one in range(*at.indices(len(self))))
        work = self._works[at]
        if work is None:
            work = self._works[at] = work_of_row(json.loads(self._lines[at][0]))
        return work

    @property
    def text(self) -> str:
        """The lines, without blank ones."""
        return "\n".join(line[0] for line in self._lines)

    @property
    def identifiers(self) -> list[str]:
        """The identifier of each work, in order."""
        return [line[2] for line in self._lines]

    @cached_property
    def heads(self) -> tuple[Head, ...]:
        """The head of each work, in order."""
        return tuple(
            Head(identifier, kind, day or None, any(words in line for words in _ENDS_OTHERS))
            for line, kind, identifier, day, _ in self._lines
        )


class Index:
    """Which works a key leads to; the works are built and put in order when they are first asked for."""

    def __init__(self, works: Sequence[Work], keyed: Iterable[tuple[Hashable, int]] = ()) -> None:
        self._works = works
        self._places: dict[Hashable, list[int]] = _grouped(keyed)
        self._found: dict[Hashable, tuple[Work, ...]] = {}

    def get(self, key: Hashable) -> tuple[Work, ...]:
        """The works of *key*, the oldest first."""
        found = self._found.get(key)
        if found is None:
            places = self._places.get(key)
            if places is None:
                return ()
            found = self._found[key] = tuple(sorted((self._works[at] for at in places), key=age))
        return found


class IdentityIndex(Index):
    """Which works an identity leads to; symbols are compared only within a number that was asked for."""

    def __init__(self, works: Sequence[Work], identifiers: Sequence[str]) -> None:
        super().__init__(works)
        self._identifiers = identifiers
        self._unread = _grouped((_number(words), at) for at, words in enumerate(identifiers))

    def of(self, identity: Identity | None) -> tuple[Work, ...]:
        """The works of *identity*, the oldest first."""
        if identity is None:
            return ()
        if (rows := self._unread.get(identity[0])) is not None:
            self._places.update(_grouped((identity_of(self._identifiers[at]), at) for at in rows))
            self._unread.pop(identity[0], None)  # last, so that no other thread finds half of them
        return self.get(identity)


def _number(identifier: str) -> str:
    match = _NUMBER.match(identifier.lstrip())
    return unpadded(match[0]) if match else ""


def _grouped(keyed: Iterable[tuple[Hashable, int]]) -> dict[Hashable, list[int]]:
    found: dict[Hashable, list[int]] = {}
    for key, at in keyed:
        found.setdefault(key, []).append(at)
    return found

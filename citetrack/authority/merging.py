"""Merging: registers made one; which records are of one work, and what they say differently of it."""

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from itertools import chain
from typing import Any, NamedTuple, TypeAlias

from attrs import evolve, field, frozen

from citetrack._text import fold
from citetrack.authority.works import Work, identity_of
from citetrack.gazetteer import bodies_named, expand, level, place_of
from citetrack.gazetteer._tables import filled, key, records, strings

__all__ = ["Merged", "Origins", "RegisterConflict", "merged"]

_LOCAL = ("province", "district", "commune")
_LISTS = ("short_names", "amends", "replaces", "repeals", "corrects", "implements", "mentions")
# Of these the first that is stated is shown; in the facts, a difference is a conflict.
_FACTS = ("date_issued", "title", "issuer", "effective_from", "ends", "status", "last_article", "party_term")
_OTHERS = ("verification", "family", "doubt", "place")
_MOST_PARTS = 200  # days of one number and symbol that are compared: no true series has more within a period

Origins: TypeAlias = Mapping[str, str]


@frozen
class RegisterConflict:
    """What registers say differently of one work.

    Attributes:
        key: of the work, as the merged register shows it.
        field: the attribute of Work.
        values: what each says and the source of that; the first is shown, which does not make it right.
    """

    key: str
    field: str
    values: tuple[tuple[str, str], ...]


@frozen
class Merged:
    """Registers made one.

    Attributes:
        works: each once, in the order in which they first come.
        conflicts: in that order.
        origins: of each work that several records tell of, by its key: the source of each field.
    """

    works: tuple[Work, ...]
    conflicts: tuple[RegisterConflict, ...]
    origins: Mapping[str, Origins]


class _Entry(NamedTuple):
    """A record: its place among all, the number of its file, the work, and the sources of its fields."""

    at: int
    file: int
    work: Work
    origins: Origins


_Part: TypeAlias = list[_Entry]


@frozen
class _Opening:
    """Words that a title may begin with or not."""

    words: tuple[str, ...] = field(converter=strings)
    source: str = field(validator=filled)


def merged(files: Sequence[tuple[Iterable[Work], Mapping[str, Origins]]]) -> Merged:
    """The works of *files* in one list; each file comes with the origins of works that were merged before."""
    groups: dict[Any, _Part] = {}
    listed = ((file, work, origins) for file, (works, origins) in enumerate(files) for work in works)
    for at, (file, work, origins) in enumerate(listed):
        named = identity_of(work.identifier) or key(work.identifier)
        groups.setdefault((named, key(work.type)), []).append(_Entry(at, file, work, origins.get(work.key, {})))
    parts = sorted(chain.from_iterable(map(_works_of, groups.values())), key=lambda part: part[0].at)
    joined = [_joined(part) for part in parts]
    return Merged(
        tuple(work for work, _, _ in joined),
        tuple(chain.from_iterable(conflicts for _, conflicts, _ in joined)),
        {work.key: origins for work, _, origins in joined if origins},
    )


def _works_of(group: _Part) -> list[_Part]:
    """The records of one number, symbol and type, those of one work together.

    Records of one day and place are of one work. Others are if they can be, and none of them can be of yet another:
    then the registers differ about the day, or leave out day or place.
    """
    exact: dict[Any, _Part] = {}
    for entry in group:
        exact.setdefault((entry.work.date, _place(entry.work)), []).append(entry)
    parts = list(exact.values())
    if not 1 < len(parts) <= _MOST_PARTS:
        return parts
    near = [frozenset(n for n, other in enumerate(parts) if other is part or _fit(part, other)) for part in parts]
    found = []
    for at, part in enumerate(parts):
        if any(near[other] != near[at] for other in near[at]):
            found.append(part)
        elif at == min(near[at]):
            found.append(sorted(chain.from_iterable(parts[other] for other in near[at])))
    return found


def _fit(part: _Part, other: _Part) -> bool:
    """Whether two parts can be of one work: no file tells of both, and neither period nor place speaks against it."""
    one, two = part[0].work, other[0].work
    periods, places = {_period(one), _period(two)} - {None}, {_place(one), _place(two)} - {None}
    files = {entry.file for entry in part} & {entry.file for entry in other}
    return not files and len(periods) < 2 and len(places) < 2


def _period(work: Work) -> str | None:
    """The time within which a number is given once: the year of the symbol, the Party term, or the year of issue."""
    if work.year or work.party_term:
        return str(work.year or work.party_term)
    return str(work.date_issued.year) if work.date_issued else None


def _place(work: Work) -> str | None:
    if work.place or not work.issuer or level(work.issuer) not in _LOCAL:
        return work.place
    found = place_of(work.issuer)
    return found.name if found else None


def _joined(part: _Part) -> tuple[Work, tuple[RegisterConflict, ...], Origins]:
    """The work that the records of *part* tell of, what they say differently, and the source of each field."""
    first = part[0].work
    if len(part) == 1:
        return first, (), part[0].origins
    told = {name: _told(part, name) for name in (*_FACTS, *_OTHERS, *_LISTS)}
    shown: dict[str, Any] = {name: told[name][0][0] for name in (*_FACTS, *_OTHERS) if told[name]}
    shown |= {name: tuple(dict.fromkeys(chain.from_iterable(value for value, _ in told[name]))) for name in _LISTS}
    sources = dict.fromkeys(source for values in told.values() for _, source in values)
    work = evolve(first, **shown, source="; ".join(sources) or first.source)
    differing = ((name, _apart(name, told[name], work.type)) for name in _FACTS)
    conflicts = tuple(RegisterConflict(work.key, name, values) for name, values in differing if len(values) > 1)
    return work, conflicts, {name: values[0][1] for name, values in told.items() if values}


def _told(part: _Part, name: str) -> list[tuple[Any, str]]:
    """What the records say of a field, each with its source."""
    values = ((getattr(entry.work, name), entry) for entry in part)
    return [(value, entry.origins.get(name, entry.work.source)) for value, entry in values if value]


def _apart(name: str, told: Sequence[tuple[Any, str]], type_name: str) -> tuple[tuple[str, str], ...]:
    """The values that are not one, each once, with the first source of it."""
    found: dict[Any, tuple[str, str]] = {}
    if len({value for value, _ in told}) < 2:
        return ()
    for value, source in told:
        found.setdefault(_compared(name, value, type_name), (str(value), source))
    return tuple(found.values())


def _compared(name: str, value: Any, type_name: str) -> Any:
    """What must be equal for two values to be one: spelling and abbreviations do not matter."""
    if name == "issuer":
        return frozenset(_body(one) for one in value.split(";"))
    return _bare(value, type_name) if name == "title" else value


def _body(name: str) -> str:
    known = bodies_named(name)
    return known[0].name if len(known) == 1 else key(expand(name))


def _bare(title: str, type_name: str) -> str:
    """The letters of a title without the type and the words that open it."""
    words = fold(title).removeprefix(fold(type_name)).strip()
    opening = next((one for one in _openings() if words.startswith(f"{one} ")), "")
    return key(words[len(opening) :])


@cache
def _openings() -> tuple[str, ...]:
    rows = records(_Opening, "register_columns.toml", "title_openings")
    return tuple(fold(words) for row in rows for words in row.words)

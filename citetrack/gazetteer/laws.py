"""Names of laws, codes and ordinances."""

from collections.abc import Iterable
from functools import cache

from attrs import field, frozen

from citetrack.gazetteer._tables import NameTable, filled, key, name_table, one_of, records, strings

__all__ = ["LawName", "law_abbreviation", "law_named", "law_names", "longest_law_name"]

_OPTIONAL = ("va", "&", "cua")  # names come with and without them


@frozen
class LawName:
    """The name of one or several laws, without the type word and the year.

    >>> law_names()[0].type
    'Bộ luật'

    Attributes:
        type: "Luật", "Bộ luật" or "Pháp lệnh".
        name: as the newest title spells it.
        source: where the record comes from.
        aliases: other names.
        examples: identifiers of laws of this name.
    """

    type: str = field(validator=one_of("Luật", "Bộ luật", "Pháp lệnh"))
    name: str = field(validator=filled)
    source: str = field(validator=filled)
    aliases: tuple[str, ...] = field(default=(), converter=strings)
    examples: tuple[str, ...] = field(default=(), converter=strings)


@frozen
class _Short:
    """An abbreviation and the law, or the words, that it stands for."""

    short: str = field(validator=filled)
    source: str = field(validator=filled)
    type: str | None = None
    name: str | None = None
    long: str | None = None


@cache
def law_names() -> tuple[LawName, ...]:
    """Every known name, each type and name once.

    >>> "Đất đai" in {law.name for law in law_names()}
    True
    """
    return records(LawName, "laws.toml", "laws")


@cache
def _names() -> NameTable[str]:
    full = [(law.name, law.name) for law in law_names()]
    full += [(alias, law.name) for law in law_names() for alias in law.aliases]
    return name_table(full + [pair for name in full for pair in _abbreviated(*name)], skipped=_OPTIONAL)


def _abbreviated(spelled: str, name: str) -> list[tuple[str, str]]:
    """*spelled* with each run of phrases that has an abbreviation shortened, one more at a time."""
    found: list[tuple[str, str]] = []
    for phrase in records(_Short, "laws.toml", "phrases"):
        at = spelled.lower().find(str(phrase.long).lower())
        if at >= 0:
            spelled = spelled[:at] + phrase.short + spelled[at + len(str(phrase.long)) :]
            found.append((spelled, name))
    return found


def longest_law_name(words: Iterable[str], start: int = 0) -> tuple[int, str] | None:
    """How many of the folded *words* the longest known name of a law takes, and that name.

    >>> longest_law_name("to chuc hdnd va ubnd ngay".split())
    (5, 'Tổ chức Hội đồng nhân dân và Ủy ban nhân dân')
    """
    return _names().longest(words, start)


def law_named(name: str) -> str | None:
    """The canonical name of the law that is called *name*, in any spelling, or None.

    >>> law_named("Tổ chức HĐND & UBND")
    'Tổ chức Hội đồng nhân dân và Ủy ban nhân dân'
    """
    return _names().named(name)


@cache
def _abbreviations() -> dict[str, tuple[str, str]]:
    rows = records(_Short, "laws.toml", "abbreviations")
    return {key(row.short): (str(row.type), str(row.name)) for row in rows}


def law_abbreviation(word: str) -> tuple[str, str] | None:
    """Type and name of the law that an abbreviation stands for, or None.

    >>> law_abbreviation("BLHS")
    ('Bộ luật', 'Hình sự')
    """
    return _abbreviations().get(key(word))

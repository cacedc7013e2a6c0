"""The words that events are told in, read from the tables once and made into patterns for one spelling."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any, TypeAlias, TypeVar

from attrs import field, frozen

from citetrack._grammars import ACCENTED, SPELLINGS
from citetrack._text import fold
from citetrack.errors import DataError

__all__ = ["Lexicon", "Relation", "Trigger", "alternation", "lexicon", "said", "table"]

NEEDS = ("object", "close", "meeting", "adjacent", "actor", "visit")
VOICES = ("acts", "becomes")
Record: TypeAlias = dict[str, Any]
_folded = lru_cache(maxsize=4_096)(fold)


@frozen
class Guard:
    """What must not stand beside a word for it to have its meaning."""

    after: re.Pattern[str] | None = field(default=None, repr=False)
    before: re.Pattern[str] | None = field(default=None, repr=False)

    def allows(self, text: str, start: int, end: int) -> bool:
        """Whether the words beside the range leave it its meaning."""
        if self.after is not None and self.after.search(text[max(0, start - 24) : start]):
            return False
        return self.before is None or self.before.match(text, end) is None


@frozen
class Trigger:
    """One word that reports an act, the type of the act and what must stand by it."""

    word: str
    type: str
    needs: str
    guard: Guard = field(repr=False)


@frozen
class Relation:
    """One word that says what becomes of a document, the type of that event and who is its subject.

    *relation* is how the documents then stand to each other, or None where only one is told of.
    """

    word: str
    type: str
    voice: str
    adjacent: bool
    guard: Guard = field(repr=False)
    relation: str | None = None


@frozen
class Lexicon:
    """Triggers, relations and roles of one spelling, compiled.

    Attributes:
        roles: one pattern a role.
        before: the same words, but ending where the search ends.
    """

    _triggers: MappingProxyType[str, Trigger]
    _relations: MappingProxyType[str, Relation]
    _trigger: re.Pattern[str]
    _relation: re.Pattern[str]
    roles: MappingProxyType[str, re.Pattern[str]]
    before: MappingProxyType[str, re.Pattern[str]]

    def triggers(self, text: str, start: int, end: int) -> Iterator[tuple[re.Match[str], Trigger]]:
        """The words of a range that may report an act, the longest at each place.

        >>> text = "buổi học tập nghị quyết, học tập và làm theo Bác"
        >>> [found[0] for found, _ in lexicon().triggers(text, 0, len(text))]
        ['học tập']
        """
        yield from _guarded(self._trigger, self._triggers, text, start, end)

    def relations(self, text: str, start: int, end: int) -> Iterator[tuple[re.Match[str], Relation]]:
        """The words of a range that may say what becomes of a document, the longest at each place."""
        yield from _guarded(self._relation, self._relations, text, start, end)


Word = TypeVar("Word", Trigger, Relation)


def _guarded(
    pattern: re.Pattern[str], meanings: Mapping[str, Word], text: str, start: int, end: int
) -> Iterator[tuple[re.Match[str], Word]]:
    """The words of a range with their meanings; where a guard speaks against one, reading goes on inside it."""
    match = pattern.search(text, start, end)
    while match is not None:
        word = meanings[_folded(match[0])]
        allowed = word.guard.allows(text, match.start(), match.end())
        if allowed:
            yield match, word
        match = pattern.search(text, match.end() if allowed else match.start() + 1, end)


@cache
def table(name: str) -> tuple[Record, ...]:
    """The records of one table of events, all its lists in one.

    Raises:
        DataError: a record has no word or no source.
    """
    text = (files("citetrack") / "data" / f"{name}.toml").read_text(encoding="utf-8")
    records = tuple(record for entries in tomllib.loads(text).values() for record in entries)
    for place, record in enumerate(records):
        if not record.get("source") or not (record.get("word") or record.get("words")):
            raise DataError(f"{name}.toml", f"record {place + 1}", "needs a word and a source")
    return records


@cache
def lexicon(spelling: str = ACCENTED) -> Lexicon:
    """The words of events in one spelling, compiled.

    Raises:
        DataError: a record names a need or a voice that does not exist.
    """
    triggers = _checked("triggers", "needs", NEEDS)
    relations = _checked("relations", "voice", VOICES)
    roles = [(record["name"], _role(record, spelling), _flags(record)) for record in table("event_words")]
    return Lexicon(
        MappingProxyType(
            {fold(r["word"]): Trigger(r["word"], r["type"], r["needs"], _guard(r, spelling)) for r in triggers}
        ),
        MappingProxyType({fold(r["word"]): _relation(r, spelling) for r in relations}),
        _any([record["word"] for record in triggers], spelling),
        _any([record["word"] for record in relations], spelling),
        MappingProxyType({name: re.compile(words, flags) for name, words, flags in roles}),
        MappingProxyType({name: re.compile(words + r"\s*\Z", flags) for name, words, flags in roles}),
    )


def said(role: re.Pattern[str], text: str) -> bool:
    """Whether *text* holds a word of a role as a word, not as part of a name: cần, but not Cần Thơ.

    >>> demand = lexicon().roles["demand"]
    >>> said(demand, "UBND thành phố Cần Thơ vừa"), said(demand, "UBND tỉnh cần")
    (False, True)
    """
    return any(match[0][0].islower() or not text[: match.start()].strip() for match in role.finditer(text))


def _checked(name: str, key: str, allowed: tuple[str, ...]) -> tuple[Record, ...]:
    for record in table(name):
        if record[key] not in allowed:
            raise DataError(f"{name}.toml", record["word"], f"{key} must be one of {', '.join(allowed)}")
    return table(name)


def _relation(record: Record, spelling: str) -> Relation:
    adjacent = bool(record.get("adjacent", False))
    guard = _guard(record, spelling)
    return Relation(record["word"], record["type"], record["voice"], adjacent, guard, record.get("relation"))


def _guard(record: Record, spelling: str) -> Guard:
    after, before = record.get("not_after"), record.get("not_before")
    return Guard(
        re.compile(rf"(?<!\w)(?:{alternation(after, spelling)})\s+\Z", re.IGNORECASE) if after else None,
        re.compile(rf"\s+(?:{alternation(before, spelling)})(?!\w)", re.IGNORECASE) if before else None,
    )


def _any(words: list[str], spelling: str) -> re.Pattern[str]:
    """A pattern for any of *words*; the set of first letters spares it most places."""
    first = "".join(sorted({letter for word in words for letter in SPELLINGS[spelling](word[0] + word[0].upper())}))
    return re.compile(rf"(?<!\w)(?=[{first}])(?:{alternation(words, spelling)})(?!\w)", re.IGNORECASE)


def _flags(record: Record) -> re.RegexFlag:
    """Names begin with capitals; other words are found in any case."""
    return re.NOFLAG if all(word[0].isupper() for word in record["words"]) else re.IGNORECASE


def _role(record: Record, spelling: str) -> str:
    respelt = SPELLINGS[spelling]
    after = "".join(rf"(?<!\b{re.escape(respelt(word))}\s)" for word in record.get("not_after", ()))
    before = record.get("not_before", ())
    ahead = rf"(?!\s+(?:{alternation(before, spelling)})(?!\w))" if before else ""
    return rf"(?<!\w){after}(?:{alternation(record['words'], spelling)})(?!\w){ahead}"


def alternation(words: list[str], spelling: str) -> str:
    """An alternation of *words*, the longer first, with any blanks between their parts."""
    respelt = SPELLINGS[spelling]
    ordered = sorted(words, key=len, reverse=True)
    return "|".join(r"\s+".join(re.escape(respelt(part)) for part in word.split()) for word in ordered)

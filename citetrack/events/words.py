"""The words that events are told in, read from the tables once and made into patterns for one spelling."""

import re
import tomllib
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from attrs import frozen

from citetrack._grammars import ACCENTED, SPELLINGS
from citetrack._text import fold
from citetrack.errors import DataError

__all__ = ["Lexicon", "Relation", "Trigger", "lexicon", "said"]

NEEDS = ("object", "meeting", "adjacent", "actor", "visit")
VOICES = ("acts", "becomes")


@frozen
class Trigger:
    """One word that reports an act, the type of the act and what must stand by it."""

    word: str
    type: str
    needs: str


@frozen
class Relation:
    """One word that says what becomes of a document, the type of that event and who is its subject."""

    word: str
    type: str
    voice: str
    adjacent: bool = False


@frozen
class Lexicon:
    """Triggers, relations and roles of one spelling, each with one compiled pattern.

    Attributes:
        triggers, relations: what each word means, by its folded form.
        trigger, relation: patterns that find any of them, longer words first.
        chain: a trigger with the triggers that are strung to it by a comma or "và".
        roles: one pattern a role.
        before: the same words, but ending where the search ends.
    """

    triggers: MappingProxyType[str, Trigger]
    relations: MappingProxyType[str, Relation]
    trigger: re.Pattern[str]
    relation: re.Pattern[str]
    roles: MappingProxyType[str, re.Pattern[str]]
    before: MappingProxyType[str, re.Pattern[str]]


@cache
def table(name: str) -> tuple[dict[str, Any], ...]:
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
    respelt = SPELLINGS[spelling]
    triggers, relations, roles = table("triggers"), table("relations"), table("event_words")
    for name, records, key, allowed in (
        ("triggers", triggers, "needs", NEEDS),
        ("relations", relations, "voice", VOICES),
    ):
        for record in records:
            if record[key] not in allowed:
                raise DataError(f"{name}.toml", record["word"], f"{key} must be one of {', '.join(allowed)}")
    return Lexicon(
        MappingProxyType({fold(r["word"]): Trigger(r["word"], r["type"], r["needs"]) for r in triggers}),
        MappingProxyType({fold(r["word"]): Relation(r["word"], r["type"], r["voice"], r.get("adjacent", False)) for r in relations}),
        re.compile(respelt(_any(triggers)), re.IGNORECASE),
        re.compile(respelt(_any(relations)), re.IGNORECASE),
        MappingProxyType({r["name"]: re.compile(respelt(_role(r)), _flags(r)) for r in roles}),
        MappingProxyType({r["name"]: re.compile(respelt(_role(r)) + r"\s*\Z", _flags(r)) for r in roles}),
    )


def said(role: re.Pattern[str], text: str) -> bool:
    """Whether *text* holds a word of a role as a word, not as part of a name: cần, but not Cần Thơ.

    >>> demand = lexicon().roles["demand"]
    >>> said(demand, "UBND thành phố Cần Thơ vừa"), said(demand, "UBND tỉnh cần")
    (False, True)
    """
    return any(match[0][0].islower() or not text[: match.start()].strip() for match in role.finditer(text))


def _flags(record: dict[str, Any]) -> re.RegexFlag:
    """Names begin with capitals; other words are found in any case."""
    return re.NOFLAG if all(word[0].isupper() for word in record["words"]) else re.IGNORECASE


def _any(records: tuple[dict[str, Any], ...]) -> str:
    """A pattern for any of the records' words, with what must not stand beside each."""
    longest_first = sorted(records, key=lambda record: -len(record["word"]))
    return rf"(?<!\w)(?:{'|'.join(_guarded(record, (record['word'],)) for record in longest_first)})"


def _role(record: dict[str, Any]) -> str:
    return rf"(?<!\w){_guarded(record, tuple(sorted(record['words'], key=len, reverse=True)))}"


def _guarded(record: dict[str, Any], words: tuple[str, ...]) -> str:
    after = "".join(rf"(?<!\b{re.escape(word)}\s)" for word in record.get("not_after", ()))
    before = record.get("not_before", ())
    ahead = rf"(?!\s+(?:{'|'.join(_spaced(word) for word in before)})(?!\w))" if before else ""
    return rf"{after}(?:{'|'.join(_spaced(word) for word in words)})(?!\w){ahead}"


def _spaced(word: str) -> str:
    """*word* with any blanks between its parts."""
    return r"\s+".join(re.escape(part) for part in word.split())

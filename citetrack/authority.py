"""The authority file: the works that are known, and what is known of each."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cache, cached_property, lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from attrs import field, fields_dict, frozen

from citetrack._text import fold
from citetrack.errors import DataError
from citetrack.gazetteer import Plenum, canonical_part, law_named, plenum
from citetrack.gazetteer._tables import day, filled, key, strings
from citetrack.identifiers import Identifier, symbol_key, unpadded

__all__ = ["AuthorityFile", "Work", "is_in_force"]

# "19-2018/NQ-CP" is printed so on an official document.
_IDENTIFIER = re.compile(r"(\d{1,6}(?:\.\d{1,3})?[a-zđ]?)\s?[-/]\s?(?:(\d{4})[-/])?(\S.*)", re.IGNORECASE)
_LAWS = ("Luật", "Bộ luật", "Pháp lệnh")
_AMENDED_IN_PART = re.compile(r"một phần|một số|điều \d|khoản \d|phụ lục|nội dung", re.IGNORECASE)


@frozen
class Work:
    """One known document: the authorised form of its identity, and its relations.

    >>> AuthorityFile.default().candidates("15/2020/NĐ-CP")[0].key
    '15/2020/NĐ-CP@2020-02-03#Nghị định'

    Attributes:
        identifier: the official spelling; "Hiến pháp 2013" where there is no number.
        type: the full Vietnamese name.
        source: where the record comes from.
        verification: how far it was checked ("gazette", "attested", "search", ...).
        number, year, code: the parts of the identifier, None where it has none.
        date_issued: the day of issue, None if unknown.
        issuer: the issuing bodies, joined by "; ".
        title: without the type word where the source leaves it out.
        short_names: usual names.
        effective_from: the day it took effect, if known.
        family: "state_normative", "state_admin", "party", ...
        party_term: the term of the committee that issued it.
        doubt: what is uncertain about the record.
        amends, replaces, repeals, corrects, implements, mentions: identifiers of other works.
    """

    identifier: str = field(validator=filled)
    type: str = field(validator=filled)
    source: str = field(validator=filled)
    verification: str | None = None
    number: str | None = None
    year: int | None = None
    code: str | None = None
    date_issued: date | None = field(default=None, converter=day)
    issuer: str | None = None
    title: str | None = None
    short_names: tuple[str, ...] = field(default=(), converter=strings)
    effective_from: date | None = field(default=None, converter=day)
    family: str | None = None
    party_term: str | None = None
    doubt: str | None = None
    amends: tuple[str, ...] = field(default=(), converter=strings)
    replaces: tuple[str, ...] = field(default=(), converter=strings)
    repeals: tuple[str, ...] = field(default=(), converter=strings)
    corrects: tuple[str, ...] = field(default=(), converter=strings)
    implements: tuple[str, ...] = field(default=(), converter=strings)
    mentions: tuple[str, ...] = field(default=(), converter=strings)

    @property
    def date(self) -> str | None:
        """The day of issue in ISO form, or None."""
        return self.date_issued.isoformat() if self.date_issued else None

    @property
    def key(self) -> str:
        """What names this work and no other: identifier, date and type."""
        return f"{self.identifier}@{self.date or ''}#{self.type}"

    @property
    def is_party(self) -> bool:
        """Whether an organ of the Party issued it."""
        return self.family == "party"

    @property
    def law_name(self) -> str | None:
        """The canonical name of a law, code or ordinance without the type word; None for other types."""
        if self.type not in _LAWS or not self.title:
            return None
        bare = re.sub(rf"^{self.type}\s+|\s*\(sửa đổi\)$", "", self.title, flags=re.IGNORECASE)
        return law_named(bare) or bare


class AuthorityFile:
    """Works, found by identifier, by name, or by the plenum that passed them.

    Attributes:
        works: in the order of the file.
        problems: one DataError for each row that could not be used.
    """

    def __init__(self, works: Iterable[Work], problems: Iterable[DataError] = ()) -> None:
        self.works = tuple(works)
        self.problems = tuple(problems)

    @classmethod
    @cache
    def default(cls) -> "AuthorityFile":
        """The register that comes with citetrack, read once.

        >>> AuthorityFile.default().problems
        ()
        """
        text = (files("citetrack") / "data" / "documents.jsonl").read_text(encoding="utf-8")
        return cls._read("documents.jsonl", text.split("\n"))

    @classmethod
    def from_jsonl(cls, path: str | Path) -> "AuthorityFile":
        """The register in a file of JSON Lines; rows that cannot be used are listed in `problems`."""
        return cls._read(str(path), Path(path).read_text(encoding="utf-8").split("\n"))

    @classmethod
    def _read(cls, name: str, lines: Iterable[str]) -> "AuthorityFile":
        works: dict[str, Work] = {}
        problems: list[DataError] = []
        for number, line in enumerate(lines, 1):
            if not line.strip():
                continue
            try:
                work = _work(json.loads(line))
                if work.key in works:
                    raise ValueError(f"a second record of {work.key}")
                works[work.key] = work
            except (TypeError, ValueError) as error:
                problems.append(DataError(name, f"line {number}", str(error)))
        return cls(works.values(), problems)

    @cached_property
    def _by_identity(self) -> Mapping[tuple[str, ...], tuple[Work, ...]]:
        return _grouped((_identity(w.number, w.year, w.code), w) for w in self.works if w.number and w.code)

    @cached_property
    def _by_number(self) -> Mapping[tuple[str, ...], tuple[Work, ...]]:
        return _grouped(((unpadded(w.number), w.type), w) for w in self.works if w.number)

    @cached_property
    def _by_law(self) -> Mapping[tuple[str, ...], tuple[Work, ...]]:
        return _grouped(((_law_key(w.law_name or ""),), w) for w in self.laws)

    @cached_property
    def laws(self) -> tuple[Work, ...]:
        """The laws, codes and ordinances, the oldest first."""
        return tuple(sorted((work for work in self.works if work.law_name), key=_age))

    @cached_property
    def _by_key(self) -> Mapping[str, Work]:
        return {work.key: work for work in self.works}

    @cached_property
    def enders(self) -> Mapping[str, tuple[Work, ...]]:
        """The works that replace or repeal others, by the key of the work that they end."""
        return _grouped(
            (target.key, work) for work in self.works for target in self._targets(work, (*work.replaces, *work.repeals))
        )

    def __iter__(self) -> Iterator[Work]:
        return iter(self.works)

    def __len__(self) -> int:
        return len(self.works)

    def candidates(self, identifier: str | Identifier, type_name: str | None = None) -> tuple[Work, ...]:
        """The works of that identifier, the oldest first; spelling and leading zeros do not matter.

        >>> [work.date for work in AuthorityFile.default().candidates("35-CT/TW")]
        ['2019-05-30', '2024-06-14']
        """
        if isinstance(identifier, str):
            match = _IDENTIFIER.fullmatch(identifier.strip())
            parts = (match[1], int(match[2]) if match[2] else None, match[3]) if match else ("", None, "")
        else:
            parts = (identifier.number, identifier.year, identifier.code)
        found = self._by_identity.get(_identity(*parts), ())
        return tuple(work for work in found if type_name in (None, work.type))

    def numbered(self, number: str, type_name: str) -> tuple[Work, ...]:
        """The works of that type with that number under any symbol, the oldest first.

        >>> [work.identifier for work in AuthorityFile.default().numbered("205", "Quy định")]
        ['205-QĐ/TW']
        """
        return self._by_number.get((unpadded(number), type_name), ())

    def by_name(self, name: str, type_name: str | None = None) -> tuple[Work, ...]:
        """The laws, codes and ordinances of that name, or the constitutions, the oldest first.

        >>> [work.date for work in AuthorityFile.default().by_name("Nhà ở", "Luật")]
        ['2005-11-29', '2014-11-25', '2023-11-27']
        """
        if type_name == "Hiến pháp":
            return self._constitutions
        found = self._by_law.get((_law_key(law_named(name) or name),), ())
        return tuple(work for work in found if type_name in (None, work.type))

    @cached_property
    def _constitutions(self) -> tuple[Work, ...]:
        return tuple(sorted((work for work in self.works if work.type == "Hiến pháp"), key=_age))

    def plenum(self, number: str, term: str) -> tuple[Work, ...]:
        """The works that a plenum passed, the oldest first.

        >>> [work.identifier for work in AuthorityFile.default().plenum("4", "XI")]
        ['12-NQ/TW', '13-NQ/TW']
        """
        return self.passed_by(plenum(number, term))

    def passed_by(self, sitting: Plenum | None) -> tuple[Work, ...]:
        """The works of this file that a plenum passed, the oldest first."""
        keys = sitting.documents if sitting else ()
        return tuple(sorted((self._by_key[key] for key in keys if key in self._by_key), key=_age))

    def ended_by(self, work: Work) -> tuple[Work, ...]:
        """The works that replace or repeal *work*, wholly or in part, the oldest first."""
        return self.enders.get(work.key, ())

    def _targets(self, work: Work, identifiers: Iterable[str]) -> Iterator[Work]:
        for identifier in identifiers:
            plain, _, issued = identifier.partition("@")
            for target in self.candidates(plain):
                if target.key != work.key and (target.date == issued if issued else _age(target) <= _age(work)):
                    yield target


def is_in_force(work: Work, day: date, authority: AuthorityFile | None = None) -> bool | None:
    """Whether *work* was in force on *day*, or None if the register cannot tell.

    The register does not hold every repeal: a work is known to be in force only before a known end.

    >>> old, new = AuthorityFile.default().candidates("205-QĐ/TW")[0], date(2023, 9, 1)
    >>> is_in_force(old, date(2019, 1, 1)), is_in_force(old, date(2020, 1, 1)), is_in_force(old, new)
    (False, True, False)
    """
    begins = work.effective_from or work.date_issued
    if begins is None:
        return None
    if day < begins:
        return False
    ends = [(end, whole) for end, whole in _ends(work, authority or AuthorityFile.default()) if whole]
    if not ends:
        return None
    return day < min(end for end, _ in ends)


def _ends(work: Work, authority: AuthorityFile) -> Iterator[tuple[date, bool]]:
    """When other works end it, and whether they end all of it."""
    for ender in authority.ended_by(work):
        end = ender.effective_from or ender.date_issued
        if end is not None:
            yield end, bool(ender.replaces) or not _AMENDED_IN_PART.search(ender.title or "")


def _work(row: Any) -> Work:
    if not isinstance(row, dict):
        raise ValueError("expected an object")
    if unknown := sorted(set(row) - set(fields_dict(Work))):
        raise ValueError(f"unknown field {unknown[0]!r}")
    return Work(**row)


def _age(work: Work) -> date:
    return work.date_issued or date(work.year or 9999, 12, 31)


def _grouped(pairs: Iterable[tuple[Any, Work]]) -> dict[Any, tuple[Work, ...]]:
    found: dict[Any, list[Work]] = {}
    for group, work in pairs:
        found.setdefault(group, []).append(work)
    return {group: tuple(sorted(works, key=_age)) for group, works in found.items()}


def _identity(number: str, year: int | None, code: str) -> tuple[str, ...]:
    """Under which a register and a citation are compared; QĐi is one way of writing a Party QĐ."""
    parts = (_part_key(part) for part in re.split(r"[-/]", code) if part)
    return (unpadded(number), str(year or ""), *parts)


@lru_cache(4096)
def _part_key(part: str) -> str:
    folded = "".join(symbol_key(canonical_part(part)))
    return "qd" if folded == "qdi" else folded


def _law_key(name: str) -> str:
    return key(" ".join(word for word in fold(name).split() if word not in ("va", "&", "cua")))

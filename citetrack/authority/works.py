"""Works: what is known of one document, and the identity under which it is looked up."""

import re
from datetime import date
from functools import cached_property, lru_cache
from typing import Any, TypeAlias

from attrs import field, fields_dict, frozen

from citetrack.gazetteer import canonical_part, law_named
from citetrack.gazetteer._tables import day, filled, strings
from citetrack.identifiers import Identifier, symbol_key, unpadded
from citetrack.keys import WorkKey, render_iri

__all__ = ["LAWS", "Identity", "Work", "age", "identity_of", "key_of", "parts_of", "work_of_row"]

LAWS = ("Luật", "Bộ luật", "Pháp lệnh")
# "19-2018/NQ-CP" is printed so on an official document; a star for the number is a whole series.
_IDENTIFIER = re.compile(r"(\d{1,6}(?:\.\d{1,3})?[a-zđ]?|\*)[-/](?:(\d{4})[-/])?(\S.*)", re.IGNORECASE)
_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—―−", "-") | {"⁄": "/"})
_AROUND_DASH = re.compile(r"\s*([-/])\s*")
_LONGEST = 200  # characters of an identifier
_YEARS = range(1900, 2200)

Identity: TypeAlias = tuple[str, ...]


def _plausible(_: Any, attribute: Any, value: Any) -> None:
    if not isinstance(value, date | None):
        raise ValueError(f"{attribute.name}: expected a day such as 2020-03-05, not {value!r}")
    if value is not None and value.year not in _YEARS:
        raise ValueError(f"{attribute.name}: {value} lies outside the years {_YEARS[0]} to {_YEARS[-1]}")


def _counted(_: Any, attribute: Any, value: Any) -> None:
    if value is not None and (not isinstance(value, int) or value < 1):
        raise ValueError(f"{attribute.name}: expected a number from 1 on, not {value!r}")


def _words_or_none(_: Any, attribute: Any, value: Any) -> None:
    if not isinstance(value, str | None):
        raise ValueError(f"{attribute.name}: expected words, not {value!r}")


def _year_or_none(_: Any, attribute: Any, value: Any) -> None:
    if value is not None and (not isinstance(value, int) or value not in _YEARS):
        raise ValueError(f"{attribute.name}: expected a year from {_YEARS[0]} to {_YEARS[-1]}, not {value!r}")


@frozen
class Work:
    """One known document: the authorised form of its identity, and its relations.

    >>> from citetrack.authority import AuthorityFile
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
        place: the province or city whose body issued it; None if it is a central one or unknown.
        ends: the first day on which it has no effect any more, as its register declares.
        status: as its register declares: "in_force", "ended", "ended_in_part", "not_yet", or the owner's own words.
        last_article: the number of its last article, as its register declares.
    """

    identifier: str = field(validator=filled)
    type: str = field(validator=filled)
    source: str = field(validator=filled)
    verification: str | None = field(default=None, validator=_words_or_none)
    number: str | None = field(default=None, validator=_words_or_none)
    year: int | None = field(default=None, validator=_year_or_none)
    code: str | None = field(default=None, validator=_words_or_none)
    date_issued: date | None = field(default=None, converter=day, validator=_plausible)
    issuer: str | None = field(default=None, validator=_words_or_none)
    title: str | None = field(default=None, validator=_words_or_none)
    short_names: tuple[str, ...] = field(default=(), converter=strings)
    effective_from: date | None = field(default=None, converter=day, validator=_plausible)
    family: str | None = field(default=None, validator=_words_or_none)
    party_term: str | None = field(default=None, validator=_words_or_none)
    doubt: str | None = field(default=None, validator=_words_or_none)
    amends: tuple[str, ...] = field(default=(), converter=strings)
    replaces: tuple[str, ...] = field(default=(), converter=strings)
    repeals: tuple[str, ...] = field(default=(), converter=strings)
    corrects: tuple[str, ...] = field(default=(), converter=strings)
    implements: tuple[str, ...] = field(default=(), converter=strings)
    mentions: tuple[str, ...] = field(default=(), converter=strings)
    place: str | None = field(default=None, validator=_words_or_none)
    ends: date | None = field(default=None, converter=day, validator=_plausible)
    status: str | None = field(default=None, validator=_words_or_none)
    last_article: int | None = field(default=None, validator=_counted)

    @property
    def date(self) -> str | None:
        """The day of issue in ISO form, or None."""
        return self.date_issued.isoformat() if self.date_issued else None

    @property
    def key(self) -> str:
        """What names this work and no other: identifier, date, type, and the place of a local one."""
        return key_of(self.identifier, self.date, self.type, self.place)

    @cached_property
    def identity(self) -> WorkKey:
        """What makes it that one, part by part; bodies and places under their full names.

        Raises:
            ValueError: its number is none.
        """
        systems = {"party": "party", "mass_organisation": "mass"}
        system = systems.get(self.family, "state") if self.family else None
        return WorkKey.of(self.type, self.number, self.year, self.code, self.date, self.issuer, system)

    @cached_property
    def iri(self) -> str | None:
        """Its Akoma Ntoso IRI, or None where neither the day nor the year of issue is known, or the number is none.

        >>> from citetrack.authority import AuthorityFile
        >>> AuthorityFile.default().candidates("57-NQ/TW")[0].iri
        '/akn/vn/doc/nghi-quyet/bo-chinh-tri/2024-12-22/57-nq-tw'
        """
        try:
            return None if self.identity.is_pattern else render_iri(self.identity)
        except ValueError:
            return None

    @property
    def is_party(self) -> bool:
        """Whether an organ of the Party issued it."""
        return self.family == "party"

    @property
    def law_name(self) -> str | None:
        """The canonical name of a law, code or ordinance without the type word; None for other types."""
        if self.type not in LAWS or not self.title:
            return None
        bare = re.sub(rf"^{self.type}\s+|\s*\(sửa đổi\)$", "", self.title, flags=re.IGNORECASE)
        return law_named(bare) or bare


def key_of(identifier: str, day: str | None, type_name: str, place: str | None) -> str:
    """The key of the work of that identifier, ISO day, type and place."""
    return f"{identifier}@{day or ''}#{type_name}" + (f"~{place}" if place else "")


def work_of_row(row: Any) -> Work:
    """The work of one record; a ValueError or TypeError says what is wrong with it."""
    if not isinstance(row, dict):
        raise ValueError("expected an object")
    if unknown := sorted(set(row) - set(fields_dict(Work))):
        raise ValueError(f"unknown field {unknown[0]!r}")
    return Work(**row)


def age(work: Work) -> date:
    """The day by which works are ordered: of issue, else the last of its year, else the last of all."""
    return work.date_issued or date(work.year or 9999, 12, 31)


@lru_cache(1 << 14)
def parts_of(identifier: str) -> tuple[str, int | None, str] | None:
    """Number, year and symbol of an identifier as registers write it; None if it has no number.

    >>> parts_of("15/2020/NĐ-CP"), parts_of("Hiến pháp 2013")
    (('15', 2020, 'NĐ-CP'), None)
    """
    if len(identifier) > _LONGEST:
        return None
    match = _IDENTIFIER.fullmatch(_AROUND_DASH.sub(r"\1", identifier.translate(_DASHES).strip()))
    return (match[1], int(match[2]) if match[2] else None, match[3]) if match else None


def identity_of(identifier: str | Identifier) -> Identity | None:
    """Under which registers and citations are compared; None if there is no number.

    Spelling, leading zeros and kinds of dashes do not matter; QĐi is one way of writing a Party QĐ.

    >>> identity_of("018 - nq/tư") == identity_of("18-NQ/TW")
    True
    """
    if isinstance(identifier, str):
        return _identity_of_words(identifier)
    return _identity(identifier.number, identifier.year, identifier.code)


@lru_cache(1 << 17)
def _identity_of_words(identifier: str) -> Identity | None:
    parts = parts_of(identifier)
    return _identity(*parts) if parts else None


def _identity(number: str, year: int | None, code: str) -> Identity:
    return (unpadded(number), str(year or ""), *_symbol_of(code))


@lru_cache(1 << 14)
def _symbol_of(code: str) -> tuple[str, ...]:
    return tuple(_part_key(part) for part in re.split(r"[-/]", code) if part)


@lru_cache(4096)
def _part_key(part: str) -> str:
    folded = "".join(symbol_key(canonical_part(part)))
    return "qd" if folded == "qdi" else folded

"""Works: what is known of one document, and the identity under which it is looked up."""

import re
from datetime import date
from functools import cached_property, lru_cache
from typing import Any, TypeAlias

from attrs import field, fields_dict, frozen

from citetrack.gazetteer import canonical_part, law_named
from citetrack.gazetteer._tables import day, filled, strings
from citetrack.identifiers import symbol_key, unpadded
from citetrack.keys import WorkKey, render_iri

__all__ = ["Identity", "Work", "age", "identity", "work_of_row"]

_LAWS = ("Luật", "Bộ luật", "Pháp lệnh")

Identity: TypeAlias = tuple[str, ...]


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
        if self.type not in _LAWS or not self.title:
            return None
        bare = re.sub(rf"^{self.type}\s+|\s*\(sửa đổi\)$", "", self.title, flags=re.IGNORECASE)
        return law_named(bare) or bare


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


def identity(number: str, year: int | None, code: str) -> Identity:
    """Under which a register and a citation are compared; QĐi is one way of writing a Party QĐ."""
    parts = (_part_key(part) for part in re.split(r"[-/]", code) if part)
    return (unpadded(number), str(year or ""), *parts)


@lru_cache(4096)
def _part_key(part: str) -> str:
    folded = "".join(symbol_key(canonical_part(part)))
    return "qd" if folded == "qdi" else folded

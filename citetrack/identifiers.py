"""Identifiers: a document's number and symbol, State style (15/2020/NĐ-CP) or Party style (18-NQ/TW)."""

import re
from typing import TypeAlias

from attrs import field, frozen

from citetrack._text import fold

__all__ = ["Identifier", "PartyIdentifier", "StateIdentifier"]


def unpadded(number: str) -> str:
    """*number* without leading zeros, in lower case: the form under which numbers are equal."""
    return number.lstrip("0").lower() or "0"


def symbol_key(code: str) -> tuple[str, ...]:
    """The parts of *code* without marks or case: the form under which symbols are equal."""
    return tuple(re.split(r"[-/]", fold(code)))


@frozen
class StateIdentifier:
    """Number, year and symbol of a State document; the year is None where the symbol carries none.

    Equal when only spelling differs; prints as the State prints it, with the zeros of the text.
    Source: Nghị định 30/2020/NĐ-CP, Phụ lục I and III.

    >>> str(StateIdentifier("30", "NĐ-CP", 2020)), str(StateIdentifier("388", "HĐBT"))
    ('30/2020/NĐ-CP', '388-HĐBT')
    >>> StateIdentifier("01", "NQ-CP") == StateIdentifier("1", "NQ-CP")
    True

    Attributes:
        number: as written, with a letter or a point if it has one ("30a", "66.14").
        code: the canonical symbol ("NĐ-CP", "QH15").
        year: the year that stands in the symbol, or None.
        type: the type word given with it, not part of the identity.
        surface: the characters it was read from.
    """

    number: str = field(eq=unpadded)
    code: str = field(eq=symbol_key)
    year: int | None = None
    type: str | None = field(default=None, eq=False)
    surface: str = field(default="", eq=False, repr=False)

    def __str__(self) -> str:
        """The canonical form; before mid-1997 one body's code follows a hyphen, SL and the QH14 of today slashes."""
        if self.year is not None:
            return f"{self.number}/{self.year}/{self.code}"
        joint = "-" in self.code or "/" in self.code or self.code == "SL" or self.code[-1:].isdigit()
        return f"{self.number}{'/' if joint else '-'}{self.code}"


@frozen
class PartyIdentifier:
    """Number and symbol of a Party document, type before organ. Numbers restart with each committee term.

    Source: Hướng dẫn 36-HD/VPTW of 2018.

    >>> str(PartyIdentifier("18", "NQ/TW"))
    '18-NQ/TW'

    Attributes:
        number: as written.
        code: the canonical symbol, type and organ ("NQ/TW", "QĐ/TU").
        type: the type word given with it, not part of the identity.
        surface: the characters it was read from.
    """

    number: str = field(eq=unpadded)
    code: str = field(eq=symbol_key)
    type: str | None = field(default=None, eq=False)
    surface: str = field(default="", eq=False, repr=False)

    @property
    def year(self) -> None:
        """A Party identifier carries no year."""

    def __str__(self) -> str:
        """The canonical identifier."""
        return f"{self.number}-{self.code}"


Identifier: TypeAlias = StateIdentifier | PartyIdentifier

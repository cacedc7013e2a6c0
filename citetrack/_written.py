"""What the letters of a citation say, before any table is asked: the values that the transformers build."""

from typing import TypeAlias

from attrs import frozen

__all__ = [
    "Anaphor",
    "Authored",
    "Congress",
    "Constitution",
    "Law",
    "LawRest",
    "Member",
    "Numbered",
    "Plenum",
    "Statutes",
    "Symbol",
    "WrittenIdentifier",
    "WrittenMention",
]


@frozen
class Symbol:
    """The codes of a symbol and what stands between them, as written; *end* is an offset in the parsed text."""

    codes: tuple[str, ...]
    separators: tuple[str, ...]
    end: int


@frozen
class WrittenIdentifier:
    """Number, year and symbol as written; *party_order* when the number is followed by a hyphen or a blank."""

    number: str
    year: str | None
    symbol: Symbol
    party_order: bool
    start: int

    @property
    def end(self) -> int:
        """Where it ends in the parsed text."""
        return self.symbol.end


@frozen
class Member:
    """One number of a list: with a symbol, or alone, or with a year."""

    number: str
    year: str | None
    identifier: WrittenIdentifier | None
    start: int
    end: int


@frozen
class Numbered:
    """A type word and its numbers; *marked* when “số” stands before the first; *year* is that of “năm 2021”;
    *qualified* when words between say what kind it is.
    """

    type_word: str
    members: tuple[Member, ...]
    marked: bool
    year: str | None = None
    qualified: bool = False


@frozen
class Bare:
    """An identifier without a type word."""

    identifier: WrittenIdentifier


@frozen
class Plenum:
    """A resolution or conclusion of a plenum; *number* is the document's, *plenum* the sitting's."""

    type_word: str
    number: str | None
    plenum: str


@frozen
class Congress:
    """A resolution of a Party congress: which one, and of which organisation."""

    type_word: str
    ordinal: str
    body: str | None


@frozen
class Statutes:
    """The Party Statutes."""


@frozen
class Constitution:
    """The Constitution of a year, or the one in force."""

    year: str | None


@frozen
class LawRest:
    """What follows the name of a law."""

    identifier: WrittenIdentifier | None = None
    year: str | None = None


@frozen
class Law:
    """A law by name: where the name starts in the parsed text, and what the grammar read after it."""

    type_word: str
    name: str | None
    name_start: int
    rest: LawRest


@frozen
class Authored:
    """A type word with its issuer and no number; *issuer_start* is where the word after “của” starts."""

    type_word: str
    issuer_start: int


@frozen
class Anaphor:
    """A type word with a demonstrative."""

    type_word: str
    demonstrative: str


WrittenMention: TypeAlias = Numbered | Bare | Plenum | Congress | Statutes | Constitution | Law | Authored | Anaphor

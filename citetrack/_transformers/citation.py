"""citation.lark: trees become written mentions."""

from typing import Any

from citetrack._lalr import Token
from citetrack._text import fold
from citetrack._transformers.identifier import IdentifierTransformer, _identifier
from citetrack._transformers.locator import LocatorTransformer
from citetrack._written import (
    Anaphor,
    Authored,
    Bare,
    Congress,
    Constitution,
    Law,
    LawRest,
    Member,
    Numbered,
    Plenum,
    Statutes,
    Symbol,
    WrittenIdentifier,
    WrittenMention,
)

__all__ = ["CitationTransformer"]


class CitationTransformer(IdentifierTransformer, LocatorTransformer):
    """Builds the values of citation.lark."""

    def start(self, parts: list[Any]) -> WrittenMention:  # type: ignore[override]
        """The mention; what stands around it is read by the same code as in running text."""
        return next(part for part in parts if isinstance(part, WrittenMention))

    def mention(self, parts: list[WrittenMention]) -> WrittenMention:
        """The one mention."""
        return parts[0]

    def locators(self, parts: list[Any]) -> Any:
        """The pairs of the locator."""
        return parts[0]

    def numbered(self, parts: list[Any]) -> Numbered:
        """A type word and its numbers."""
        type_word, qualifier, marked, *rest = parts
        members = tuple(part for part in rest if isinstance(part, Member))
        qualified = isinstance(qualifier, Token) and qualifier.type == "LONG_QUALIFIER"
        return Numbered(str(type_word), members, bool(marked), rest[-1] and str(rest[-1]), qualified)

    def member(self, parts: list[Any]) -> Member:
        """One number of a list."""
        first = parts[0]
        if isinstance(first, WrittenIdentifier):
            return Member(first.number, first.year, first, first.start, first.end)
        year = str(parts[-1]) if len(parts) > 1 else None
        return Member(str(first), year, None, first.start_pos, parts[-1].end_pos)

    def bare(self, parts: list[WrittenIdentifier]) -> Bare:
        """An identifier alone."""
        return Bare(parts[0])

    def bare_state(self, parts: list[Any]) -> WrittenIdentifier:
        """An identifier in State order."""
        return _identifier(parts, party_order=False)

    def bare_party(self, parts: list[Any]) -> WrittenIdentifier:
        """An identifier in Party order."""
        return _identifier(parts, party_order=True)

    def bare_old(self, parts: list[Any]) -> WrittenIdentifier:
        """An identifier of one code, in the style of the State until 1997."""
        number, _, code = parts
        symbol = Symbol((str(code),), (), code.end_pos or 0)
        return WrittenIdentifier(str(number), None, symbol, True, number.start_pos or 0)

    def plenum(self, parts: list[Any]) -> Plenum:
        """A resolution of a plenum."""
        if isinstance(parts[0], Token):
            return Plenum(str(parts[0])[:2], None, str(parts[1]))
        type_word, between, *rest = parts
        if len(rest) == 1 or (isinstance(between, Token) and between.type == "OF"):
            return Plenum(type_word, None, rest[0])
        return Plenum(type_word, str(rest[0]), _sitting(rest))

    def sitting(self, parts: list[Any]) -> str:
        """The number of the sitting as written."""
        return _sitting(parts)

    def meeting(self, parts: list[Any]) -> str:
        """The number of the sitting as written."""
        return _sitting(parts)

    def congress(self, parts: list[Any]) -> Congress:
        """A resolution of a congress."""
        type_word, *rest = parts
        tokens = [part for part in rest if part is not None]
        ordinal = next(_numeral(t) for t in tokens if t.type in ("ORDINAL", "ROMAN", "TERM"))
        body = next((str(t) for t in tokens if t.type == "PARTY_BODY"), None)
        return Congress(type_word, ordinal, body)

    def statutes(self, _: list[Token]) -> Statutes:
        """The Party Statutes."""
        return Statutes()

    def constitution(self, parts: list[Any]) -> Constitution:
        """The Constitution of a year."""
        return Constitution(parts[-1] and str(parts[-1]))

    def law(self, parts: list[Any]) -> Law:
        """A law by name."""
        tokens = {part.type: part for part in parts if isinstance(part, Token)}
        rests = [part for part in parts if isinstance(part, LawRest)]
        if year := tokens.get("YEAR"):
            rests.append(LawRest(year=str(year)))
        name = tokens.get("LAW_NAME")
        start = name.start_pos or 0 if name else 0
        return Law(str(parts[0]), name and str(name), start, _merged(rests))

    def law_rest(self, parts: list[Any]) -> LawRest:
        """A number, a year, or (sửa đổi)."""
        identifier = next((part for part in parts if isinstance(part, WrittenIdentifier)), None)
        year = next((str(p) for p in parts if isinstance(p, Token) and p.type == "YEAR"), None)
        return LawRest(identifier, year)

    def authored(self, parts: list[Any]) -> Authored:
        """A type word and its issuer."""
        return Authored(parts[0], parts[1].end_pos + 1)

    def anaphor(self, parts: list[Any]) -> Anaphor:
        """A type word with a demonstrative, behind it or in English before it."""
        if isinstance(parts[0], Token):
            return Anaphor(str(parts[1]), str(parts[0]))
        return Anaphor(parts[0], str(parts[-1]))

    def tail(self, _: list[Any]) -> None:
        """Read again in running text."""

    def issue_date(self, _: list[Any]) -> None:
        """Read again in running text."""

    def partial_date(self, _: list[Any]) -> None:
        """Read again in running text."""

    def issuer(self, _: list[Any]) -> None:
        """Read again in running text."""


def _sitting(parts: list[Any]) -> str:
    """The number of a sitting: of a token, or already read."""
    for part in parts:
        if isinstance(part, Token) and part.type in ("PLENUM_NUMBER", "ORDINAL"):
            return _numeral(part)
    return str(parts[0])


def _numeral(token: Token) -> str:
    """The numeral of “lần thứ mười ba” or “(khóa XII)”, without the words and signs around it."""
    words = str(token).strip("(),–- ").split()
    return " ".join(word for word in words if fold(word) not in ("lan", "thu", "khoa"))


def _merged(rests: list[LawRest]) -> LawRest:
    identifier = next((rest.identifier for rest in rests if rest.identifier), None)
    year = next((rest.year for rest in rests if rest.year), None)
    return LawRest(identifier, year)

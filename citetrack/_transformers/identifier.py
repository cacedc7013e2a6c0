"""identifier.lark: trees become written identifiers."""

import re
from typing import Any

from citetrack._lalr import Token
from citetrack._written import Symbol, WrittenIdentifier

_SEPARATED = re.compile("([-/])")

__all__ = ["IdentifierTransformer"]


class IdentifierTransformer:
    """Builds the values of identifier.lark."""

    def start(self, parts: list[Any]) -> tuple[str | None, WrittenIdentifier]:
        """The type word, if any, and the identifier."""
        type_word, _, identifier = parts
        return type_word, identifier

    def type(self, words: list[Token]) -> str:
        """The type word as written."""
        return str(words[0])

    def number_word(self, _: list[Token]) -> bool:
        """“số” stands there."""
        return True

    def state(self, parts: list[Any]) -> WrittenIdentifier:
        """An identifier in State order."""
        return _identifier(parts, party_order=False)

    def party(self, parts: list[Any]) -> WrittenIdentifier:
        """An identifier in Party order, or of the old State style with a hyphen."""
        return _identifier(parts, party_order=True)

    def symbol(self, parts: list[Any]) -> Symbol:
        """The codes of a symbol."""
        return _symbol(parts)

    def code(self, parts: list[Any]) -> Symbol:
        """The codes after the first separator."""
        return _symbol(parts)


def _identifier(parts: list[Any], party_order: bool) -> WrittenIdentifier:
    number = parts[0]
    year = next((part for part in parts[1:] if isinstance(part, Token) and part.type == "YEAR"), None)
    codes = [part for part in parts[1:] if isinstance(part, Symbol) or part.type in ("CODE", "SLASH", "HYPHEN")]
    while isinstance(codes[0], Token) and codes[0].type != "CODE":
        del codes[0]  # the separators before the symbol
    return WrittenIdentifier(str(number), year and str(year), _symbol(codes), party_order, number.start_pos or 0)


def _symbol(parts: list[Any]) -> Symbol:
    """One symbol of tokens and symbols in order."""
    codes: list[str] = []
    separators: list[str] = []
    end = 0
    for part in parts:
        if isinstance(part, Symbol):
            codes += part.codes
            separators += part.separators
            end = part.end
        elif part.type == "SLASH":
            separators.append("/")
        elif part.type in ("HYPHEN", "TIGHT_HYPHEN"):
            separators.append("-")
        else:
            pieces = _SEPARATED.split(part) if part.type == "SMALL_SYMBOL" else [str(part)]
            codes += pieces[::2]
            separators += pieces[1::2]
            end = part.end_pos
    return Symbol(tuple(codes), tuple(separators), end)

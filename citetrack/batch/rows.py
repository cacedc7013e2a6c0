"""Rows: citations as plain tuples, which are packed in a third of the time that the objects take."""

from operator import attrgetter
from typing import Any, TypeAlias

from attrs import fields

from citetrack.citations import Citation
from citetrack.identifiers import Identifier, PartyIdentifier, StateIdentifier
from citetrack.locators import Locator

__all__ = ["Row", "citation_of", "row_of"]

Row: TypeAlias = tuple[Any, ...]

_BUILT = ("text", "identifier", "locators")  # what is not a plain value, or is known where the row goes
_PLAIN = tuple(one.name for one in fields(Citation) if one.name not in _BUILT)
_plain = attrgetter(*_PLAIN)
_state = attrgetter(*(one.name for one in fields(StateIdentifier)))
_party = attrgetter(*(one.name for one in fields(PartyIdentifier)))
_locator = attrgetter(*(one.name for one in fields(Locator)))


def row_of(citation: Citation) -> Row:
    """*citation* as a tuple of plain values, without its text."""
    identifier = citation.identifier
    parts = None
    if identifier is not None:
        parts = _state(identifier) if isinstance(identifier, StateIdentifier) else _party(identifier)
    return *_plain(citation), parts, [_locator(one) for one in citation.locators]


def citation_of(row: Row, text: str) -> Citation:
    """The citation in *text* that *row* was made of.

    >>> from citetrack.context import find_citations
    >>> text = "theo khoản 2 Điều 5 Nghị định số 30/2020/NĐ-CP"
    >>> [one] = find_citations(text)
    >>> citation_of(row_of(one), text) == one
    True
    """
    *plain, parts, locators = row
    told = dict(zip(_PLAIN, plain, strict=True))
    surface = text[told["start"] : told["end"]]
    identifier: Identifier | None = None
    if parts is not None:
        identifier = StateIdentifier(*parts) if len(parts) == _STATE else PartyIdentifier(*parts)
    return Citation(**told, text=surface, identifier=identifier, locators=[Locator(*one) for one in locators])


_STATE = len(fields(StateIdentifier))

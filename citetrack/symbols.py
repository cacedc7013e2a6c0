"""From the letters of a symbol to its canonical identifier: which codes they are, State or Party."""

import re

from citetrack import gazetteer
from citetrack._written import Symbol, WrittenIdentifier
from citetrack.identifiers import Identifier, PartyIdentifier, StateIdentifier

__all__ = ["identify", "is_document", "type_of"]

_YEARS = range(1930, 2101)
# What the State itself wrote with a slash until 1996: laws (24-L/CTN), circulars of several ministries (05-TT/LB).
_WITH_SLASH = {("L", "CTN"), ("TT", "LB")}


def identify(written: WrittenIdentifier, type_name: str | None = None, surface: str = "") -> Identifier:
    """The canonical identifier of what was written.

    A Party organ makes a Party identifier in whatever order it was written (205/QĐ-TW is 205-QĐ/TW);
    a hyphen before a single code, or before codes that name no Party organ, is the State's style until 1997.

    >>> from citetrack._written import Symbol
    >>> str(identify(WrittenIdentifier("205", None, Symbol(("QĐ", "T.Ư"), ("-",), 10), False, 0)))
    '205-QĐ/TW'
    """
    parts, separators = _parts(written.symbol)
    number = _number(written.number)
    if len(parts) > 1 and written.year is None and _is_party(parts, separators, written.party_order):
        rest = "".join(sep + part for sep, part in zip(separators[1:], parts[2:], strict=True))
        return PartyIdentifier(number, f"{parts[0]}/{parts[1]}{rest}", type_name, surface)
    code = parts[0] + "".join(sep + part for sep, part in zip(separators, parts[1:], strict=True))
    return StateIdentifier(number, code, int(written.year) if written.year else None, type_name, surface)


def _number(number: str) -> str:
    """The number as canonical text: a letter after it keeps its case, capitals that misread digits are mended."""
    return re.sub(r"(?<=\d)[Oo](?=\d)", "0", number).replace(" ", "")


def _parts(symbol: Symbol) -> tuple[list[str], list[str]]:
    """The canonical parts and separators; a part that glues two known codes is taken apart."""
    parts: list[str] = []
    separators: list[str] = []
    for index, code in enumerate(symbol.codes):
        part = gazetteer.canonical_part(code)
        pieces = None
        if index == 0 and len(symbol.codes) == 1:
            pieces = gazetteer.split_glued(part)
        if index:
            separators.append(symbol.separators[index - 1])
        parts += pieces or (part,)
        separators += ["-"] * (len(pieces or (part,)) - 1)
    return parts, _state_separators(parts, separators)


def _state_separators(parts: list[str], separators: list[str]) -> list[str]:
    """A slash typed for the hyphen of a State symbol (NĐ/CP) is a hyphen."""
    wrong = (
        separators == ["/"]
        and tuple(parts) not in _WITH_SLASH
        and gazetteer.is_type_code(parts[0])
        and _is_state_issuer(parts[1])
    )
    return ["-"] if wrong else separators


def _is_state_issuer(part: str) -> bool:
    return gazetteer.is_issuer_code(part) and not gazetteer.is_party_organ(part)


def _is_party(parts: list[str], separators: list[str], party_order: bool) -> bool:
    if gazetteer.is_party_organ(parts[1]) and (party_order or not gazetteer.is_organ_of_both(parts[1])):
        return gazetteer.is_type_code(parts[0])
    return party_order and separators[0] == "/"


def type_of(identifier: Identifier) -> str | None:
    """The type that the symbol alone tells, or None where several types share it (QĐ/TW, QH15)."""
    return gazetteer.type_of_code(identifier.code, isinstance(identifier, PartyIdentifier))


def _is_legacy(code: str) -> bool:
    """Whether a code that stands alone names an issuer or a type, as symbols did before 1997: 388-HĐBT, 47/SL."""
    return re.fullmatch(r"\D+|QH\d+", code) is not None and (
        gazetteer.is_issuer_code(code) or gazetteer.is_type_code(code)
    )


def is_document(identifier: Identifier, has_type_word: bool) -> bool:
    """Whether the symbol can be a document's: not a judgment's or contract's; without a type word, of known codes."""
    if gazetteer.court_code(identifier.code):
        return False
    if has_type_word:
        return identifier.year is not None or not identifier.code.isalnum() or _is_legacy(identifier.code)
    first, *rest = re.split(r"[-/]", identifier.code)
    if identifier.year is not None and identifier.year not in _YEARS:
        return False
    if gazetteer.is_undecided(identifier.code):
        return True
    if re.match(r"(?:UBTV)?QH\d", first):
        return identifier.year is not None
    if gazetteer.is_type_code(first):
        return bool(rest) and (len(rest[0]) > 1 or rest[0].isupper())
    return isinstance(identifier, StateIdentifier) and identifier.year is None and gazetteer.is_issuer_code(first)

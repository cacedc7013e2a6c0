"""Types of documents by their full Vietnamese name."""

from collections.abc import Mapping
from functools import cache

from attrs import field, frozen

from citetrack.gazetteer._tables import NameTable, filled, name_table, one_of, records, strings

__all__ = ["DocumentType", "document_types", "is_english_type", "type_named", "types_by_code"]


@frozen
class DocumentType:
    """One type of document, as citations and the register name it.

    >>> decree = type_named("nghi dinh")
    >>> decree.name, decree.codes
    ('Nghị định', ('NĐ',))

    Attributes:
        name: the full Vietnamese name.
        name_en: an English name.
        family: "state", "party" or "both".
        normative: whether the State ranks it as a legal normative document.
        source: where the record comes from.
        codes: what stands for it in State symbols.
        party_codes: what stands for it in Party symbols.
        aliases: words and abbreviations that stand for it before a number.
        examples: identifiers of such documents.
    """

    name: str = field(validator=filled)
    name_en: str = field(validator=filled)
    family: str = field(validator=one_of("state", "party", "both"))
    normative: bool
    source: str = field(validator=filled)
    codes: tuple[str, ...] = field(default=(), converter=strings)
    party_codes: tuple[str, ...] = field(default=(), converter=strings)
    aliases: tuple[str, ...] = field(default=(), converter=strings)
    examples: tuple[str, ...] = field(default=(), converter=strings)


@cache
def document_types() -> tuple[DocumentType, ...]:
    """Every known type, the weightiest first.

    >>> document_types()[0].name
    'Hiến pháp'
    """
    return records(DocumentType, "document_types.toml", "types")


@cache
def _names() -> NameTable[DocumentType]:
    full = [(name, kind) for kind in document_types() for name in (kind.name, kind.name_en, kind.name_en + "s")]
    return name_table(full + [(alias, kind) for kind in document_types() for alias in kind.aliases])


@cache
def is_english_type(word: str) -> bool:
    """Whether *word* is the English name of a type.

    >>> is_english_type("Decrees"), is_english_type("Nghi dinh")
    (True, False)
    """
    kind = type_named(word)
    return kind is not None and word.lower() in (kind.name_en.lower(), kind.name_en.lower() + "s")


def type_named(word: str) -> DocumentType | None:
    """The type that a word or abbreviation of running text stands for, in any spelling, or None.

    >>> [type_named(word).name for word in ("NGHỊ ĐỊNH", "NĐ", "Thong tu lien bo")]
    ['Nghị định', 'Nghị định', 'Thông tư liên bộ']
    """
    return _names().named(word)


@cache
def types_by_code(party: bool) -> Mapping[str, tuple[str, ...]]:
    """The names of the types that each code stands for in State or Party symbols."""
    found: dict[str, tuple[str, ...]] = {}
    for kind in document_types():
        for code in kind.party_codes if party else kind.codes:
            found[code] = (*found.get(code, ()), kind.name)
    return found

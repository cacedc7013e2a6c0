"""The gazetteer: which types, codes, bodies, places, laws and Party terms there are.

Each table is read once, on first use; a record that cannot be used raises DataError with file and entry.
"""

from citetrack.gazetteer.bodies import (
    IssuingBody,
    bodies_named,
    bodies_with_code,
    expand,
    issuing_bodies,
    level,
    longest_body,
    opens_body,
)
from citetrack.gazetteer.laws import LawName, law_abbreviation, law_named, law_names, longest_law_name
from citetrack.gazetteer.places import Place, longest_place, place_named, place_of, places, places_on
from citetrack.gazetteer.symbols import (
    canonical_part,
    court_code,
    is_issuer_code,
    is_organ_of_both,
    is_party_organ,
    is_type_code,
    is_undecided,
    split_glued,
    type_of_code,
)
from citetrack.gazetteer.terms import PartyTerm, Plenum, party_term_on, party_terms, plenum, plenums
from citetrack.gazetteer.types import DocumentType, document_types, is_english_type, type_named

__all__ = [
    "DocumentType",
    "IssuingBody",
    "LawName",
    "PartyTerm",
    "Place",
    "Plenum",
    "bodies_named",
    "bodies_with_code",
    "canonical_part",
    "court_code",
    "document_types",
    "expand",
    "is_english_type",
    "is_issuer_code",
    "is_organ_of_both",
    "is_party_organ",
    "is_type_code",
    "is_undecided",
    "issuing_bodies",
    "law_abbreviation",
    "law_named",
    "law_names",
    "level",
    "longest_body",
    "longest_law_name",
    "longest_place",
    "opens_body",
    "party_term_on",
    "party_terms",
    "place_named",
    "place_of",
    "places",
    "places_on",
    "plenum",
    "plenums",
    "split_glued",
    "type_named",
    "type_of_code",
]

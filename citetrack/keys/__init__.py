"""Keys: what makes a work that one, as a tuple, as an Akoma Ntoso IRI, as a URN:LEX; each is read back."""

from citetrack.keys.identity import SYSTEMS, WorkKey
from citetrack.keys.iris import parse_iri, render_iri
from citetrack.keys.lex import parse_urn, render_urn
from citetrack.keys.pinpoints import parse_pinpoint, render_pinpoint

__all__ = [
    "SYSTEMS",
    "WorkKey",
    "parse_iri",
    "parse_pinpoint",
    "parse_urn",
    "render_iri",
    "render_pinpoint",
    "render_urn",
]

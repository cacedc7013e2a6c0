"""Resolution: from a document of a text to the work that it is, with the reasons; never a guess."""

from citetrack.resolution.decisions import TextTime
from citetrack.resolution.evidence import title_agreement
from citetrack.resolution.resolver import (
    Ambiguous,
    Candidate,
    Resolution,
    Resolved,
    Resolver,
    Unresolved,
)

__all__ = [
    "Ambiguous",
    "Candidate",
    "Resolution",
    "Resolved",
    "Resolver",
    "TextTime",
    "Unresolved",
    "title_agreement",
]

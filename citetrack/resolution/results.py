"""Resolutions: one work, several that fit, or none, each with the reasons in words."""

from typing import TypeAlias

from attrs import frozen

from citetrack.authority import Work
from citetrack.citations import Document

__all__ = ["Ambiguous", "Candidate", "Resolution", "Resolved", "Unresolved"]


@frozen
class Candidate:
    """A work that fits a document.

    Attributes:
        work: the work.
        rank: 1 for the likeliest.
        reason: what speaks for it, and what makes it less likely, in words.
    """

    work: Work
    rank: int
    reason: str


@frozen
class Resolved:
    """The document is this work.

    Attributes:
        document: as the text has it.
        work: the work.
        reasons: what decided, in words.
    """

    document: Document
    work: Work
    reasons: tuple[str, ...]


@frozen
class Ambiguous:
    """The document may be one of these works, and nothing that is stated decides.

    Attributes:
        document: as the text has it.
        candidates: the works, the likeliest first; a single one if the register may lack the right one.
        reasons: why none was taken, in words.
    """

    document: Document
    candidates: tuple[Candidate, ...]
    reasons: tuple[str, ...]


@frozen
class Unresolved:
    """No known work is the document.

    Attributes:
        document: as the text has it.
        reasons: why, in words.
    """

    document: Document
    reasons: tuple[str, ...]


Resolution: TypeAlias = Resolved | Ambiguous | Unresolved

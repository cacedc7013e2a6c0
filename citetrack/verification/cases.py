"""Cases: one citation with all that the rules look at."""

from datetime import date
from functools import lru_cache

from attrs import field, frozen

from citetrack.authority import AuthorityFile, Work
from citetrack.citations import Citation, Document
from citetrack.errors import ParseError
from citetrack.gazetteer import level, party_term_on, place_of
from citetrack.identifiers import Identifier
from citetrack.parsing import parse_identifier
from citetrack.resolution import Resolution
from citetrack.verification.spans import Places
from citetrack.verification.symbols import bodies_of, is_type_of, types_of

__all__ = ["Case", "contradicted", "fitting", "identifier_of"]


@frozen
class Case:
    """One mention of one document, what the register knows under its identifier, and the days asked about.

    Attributes:
        citation, document: the mention and its document.
        resolution: the work that the document is, its candidates, or neither.
        identifier: of the mention, else of the document; None if neither has one.
        works: the known works of that identifier whose type the mention can mean, the oldest first.
        is_first: whether it is the first mention of the document.
        places: where the facts stand in the text.
        authority: the register.
        published: the day of the text, or None.
        as_of: the day for which validity is asked, or None.
    """

    citation: Citation
    document: Document
    resolution: Resolution
    identifier: Identifier | None
    works: tuple[Work, ...] = field(repr=False)
    is_first: bool
    places: Places = field(repr=False)
    authority: AuthorityFile = field(repr=False)
    published: date | None = None
    as_of: date | None = None

    @property
    def label(self) -> str:
        """What messages call the document: its identifier, else the words of the mention."""
        return str(self.identifier or " ".join(self.citation.text.split()))


@lru_cache(4096)
def identifier_of(written: str | None) -> Identifier | None:
    """*written* as a value, None for a name."""
    try:
        return parse_identifier(written) if written else None
    except ParseError:
        return None


def fitting(works: tuple[Work, ...], stated: str | None, identifier: Identifier) -> tuple[Work, ...]:
    """Those of *works* that a citation of the type *stated* can mean; a type that the symbol refutes rules none out."""
    kinds = types_of(identifier)
    if stated is None or (kinds and not any(is_type_of(stated, kind) for kind in kinds)):
        return works
    return tuple(work for work in works if is_type_of(stated, work.type))


def contradicted(day: str, issuer: str | None, identifier: Identifier, works: tuple[Work, ...]) -> tuple[Work, ...]:
    """Those of *works* that cannot share their number with a document of the ISO *day*; none if one has that day.

    A number with its year is given once; one without a year once in a Party term or a calendar year; that of a
    local body once in its place, so the place must be the same.

    >>> decree = identifier_of("30/2020/NĐ-CP")
    >>> known = AuthorityFile.default().candidates(decree)
    >>> [work.date for work in contradicted("2020-03-06", None, decree, known)]
    ['2020-03-05']
    >>> land = identifier_of("18-NQ/TW")  # of three terms
    >>> [work.date for work in contradicted("2019-10-25", None, land, AuthorityFile.default().candidates(land))]
    ['2017-10-25']
    """
    if not works or any(work.date in (day, None) for work in works):
        return ()
    return tuple(work for work in works if _share_series(work, date.fromisoformat(day), issuer, identifier))


def _share_series(work: Work, day: date, issuer: str | None, identifier: Identifier) -> bool:
    if not _is_central(work, identifier):
        place = place_of(issuer or "")
        if place is None or place != place_of(work.issuer or ""):
            return False
    if identifier.year is not None:
        return True
    if work.date_issued is None:
        return False
    if work.is_party:
        return party_term_on(day) == party_term_on(work.date_issued)
    return day.year == work.date_issued.year


def _is_central(work: Work, identifier: Identifier) -> bool:
    """Whether a central body issued *work*; without an issuer the symbol tells."""
    if work.issuer:
        return level(work.issuer) == "central"
    bodies = bodies_of(identifier)
    return bool(bodies) and all(body.level == "central" for body in bodies)

"""From a document of a text to the work that it is: one, several that fit, or none; never a guess."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import TypeAlias

from attrs import field, frozen

from citetrack.authority import AuthorityFile, Work
from citetrack.citations import Document
from citetrack.gazetteer import plenums
from citetrack.resolution.decisions import LAWS, TextTime, decided
from citetrack.resolution.evidence import agreements, contradiction, name_agreement, title_agreement

__all__ = ["Ambiguous", "Candidate", "Resolution", "Resolved", "Resolver", "Unresolved"]

_ALL_BUT_EQUAL = 0.85  # agreement of the names of amending laws
_NEIGHBOURS = 3  # how far apart numbers cited side by side may be


@frozen
class Candidate:
    """A work that fits a document.

    Attributes:
        work: the work.
        rank: 1 for the likeliest.
        reason: what speaks for it, in words.
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


@frozen
class Resolver:
    """Resolves documents of texts to the works of an authority file.

    >>> resolver = Resolver()
    >>> directive = Document("d1", identifier="35-CT/TW", type="Chỉ thị", issuer="Bộ Chính trị", number="35")
    >>> resolver.resolve(directive, published=date(2019, 12, 3)).work.date
    '2019-05-30'
    >>> [candidate.work.date for candidate in resolver.resolve(directive).candidates]
    ['2024-06-14', '2019-05-30']

    Attributes:
        authority: where the works are looked up.
    """

    authority: AuthorityFile = field(factory=AuthorityFile.default)

    def resolve(self, document: Document, published: date | None = None, place: str | None = None) -> Resolution:
        """The work that *document* is, for a text of the day *published* about *place*."""
        return self._resolve(document, TextTime(published), place)

    def resolve_all(
        self, documents: Iterable[Document], published: date | None = None, place: str | None = None
    ) -> Mapping[str, Resolution]:
        """The resolutions of the documents of one text by their keys; what is sure of one helps the others.

        The text cannot be older than what it cites, and numbers cited side by side are of one series.

        >>> old = Document("d1", identifier="20-NQ/TW", type="Nghị quyết", number="20", date="2008-01-28")
        >>> bare = Document("d2", identifier="21-NQ/TW", type="Nghị quyết", number="21")
        >>> Resolver().resolve_all([old, bare])["d2"].work.date
        '2008-01-30'
        """
        listed = tuple(documents)
        time = TextTime(published or next((_stated_day(d) for d in listed if d.doc == "self"), None))
        found = {document.doc: self._resolve(document, time, place) for document in listed}
        for document in listed:
            time = time.known_since(_day_of(found[document.doc]) or _stated_day(document))
        open_ones = [one for one in found.values() if isinstance(one, Ambiguous)]
        sure = [one for one in found.values() if isinstance(one, Resolved)]
        for one in open_ones:
            found[one.document.doc] = _beside(one, sure) or self._resolve(one.document, time, place)
        return found

    def _resolve(self, document: Document, time: TextTime, place: str | None) -> Resolution:
        found, missing = self._found(document, time.published)
        if not found:
            return Unresolved(document, (missing,))
        against = {work.key: contradiction(document, work, time.published, place) for work in found}
        kept = [work for work in found if not against[work.key]]
        if not kept:
            return Unresolved(document, tuple(f"{work.identifier}: {against[work.key]}" for work in found))
        if decision := decided(document, kept, time):
            return Resolved(document, decision[0], (decision[1],))
        return _ambiguous(document, kept)

    def _found(self, document: Document, published: date | None) -> tuple[tuple[Work, ...], str]:
        """The works that symbol, name or number lead to, and what to say if there are none."""
        if document.identifier:
            works = _as_spelled(document.identifier, self.authority.candidates(document.identifier))
            return works, f"no known work has the identifier {document.identifier}"
        if document.name and document.name.startswith(("plenum:", "congress:")):
            return self._sitting(document.name, document.party_term, published)
        if document.type == "Hiến pháp" or (document.name and document.type in LAWS):
            return self._law(document), f"no known {document.type} has the name “{document.name or ''}”"
        return self._numbered(document), "without a symbol nothing leads to a known work"

    def _sitting(self, name: str, term: str | None, published: date | None) -> tuple[tuple[Work, ...], str]:
        """The works of "plenum:4:XII"; without a term of the newest such plenum that the text can know."""
        kind, number, *rest = name.split(":")
        if kind == "congress":
            return (), "resolutions of congresses are in no register"
        wanted = next(filter(None, (*rest, term)), None)
        sittings = [one for one in plenums() if one.number == number and wanted in (None, one.term)]
        passed = [works for one in sittings if (works := self.authority.passed_by(one))]
        if published and wanted is None:
            passed = [works for works in passed if works[0].date_issued and works[0].date_issued <= published][-1:]
        return tuple(work for works in passed for work in works), f"no known work of plenum {number}"

    def _law(self, document: Document) -> tuple[Work, ...]:
        """The works of a name; of an amending law also those whose name all but equals it."""
        name, kind = document.name or "", document.type or ""
        found = self.authority.by_name(name, kind) or self.authority.by_name(name)
        if found or not name:
            return found
        return tuple(w for w in self.authority.laws if name_agreement(name, w.law_name or "") >= _ALL_BUT_EQUAL)

    def _numbered(self, document: Document) -> tuple[Work, ...]:
        """The works of a number without symbol, if date, issuer or title speak for them too."""
        if not (document.number and document.type):
            return ()
        alike = {"Quyết định", "Quy định"}
        types = sorted(alike if document.type in alike else {document.type})
        found = (work for kind in types for work in self.authority.numbered(document.number, kind))
        return tuple(work for work in found if {"date", "issuer", "title"} & set(agreements(document, work)))


def _as_spelled(identifier: str, works: tuple[Work, ...]) -> tuple[Work, ...]:
    """The *works* spelled with QĐi if *identifier* is; QĐ stands for both."""
    if "qđi" not in identifier.lower():
        return works
    return tuple(work for work in works if "qđi" in work.identifier.lower()) or works


def _stated_day(document: Document) -> date | None:
    return date.fromisoformat(document.date) if document.date else None


def _day_of(resolution: Resolution) -> date | None:
    return resolution.work.date_issued if isinstance(resolution, Resolved) else None


def _beside(open_one: Ambiguous, sure: Sequence[Resolved]) -> Resolved | None:
    """*open_one* resolved by a document of the same symbol and nearly the same number: one Party term."""
    for other in sure:
        fitting = [one.work for one in open_one.candidates if _neighbours(one.work, other.work)]
        if len(fitting) == 1:
            reason = f"of term {other.work.party_term}, as {other.work.identifier} beside it"
            return Resolved(open_one.document, fitting[0], (reason,))
    return None


def _neighbours(one: Work, other: Work) -> bool:
    if not one.party_term or (one.party_term, one.code) != (other.party_term, other.code):
        return False
    numbers = str(one.number), str(other.number)
    return all(number.isdigit() for number in numbers) and abs(int(numbers[0]) - int(numbers[1])) <= _NEIGHBOURS


def _ambiguous(document: Document, works: Sequence[Work]) -> Ambiguous:
    usual = {sitting.usual for sitting in plenums() if sitting.usual}

    def likelihood(work: Work) -> tuple[float, bool, int, date]:
        title = title_agreement(document.title, work.title) or 0.0
        return title, work.key in usual, len(agreements(document, work)), work.date_issued or date.min

    ranked = sorted(works, key=likelihood, reverse=True)
    candidates = tuple(Candidate(work, rank, _why(document, work)) for rank, work in enumerate(ranked, 1))
    alone = "the only known one, but the register may lack the right one"
    return Ambiguous(document, candidates, (alone if len(works) == 1 else f"{len(works)} known works fit",))


def _why(document: Document, work: Work) -> str:
    agreed = " and ".join(agreements(document, work)) or "identifier or name"
    return f"{agreed} agree; issued {f'on {work.date}' if work.date else 'on an unknown day'}"

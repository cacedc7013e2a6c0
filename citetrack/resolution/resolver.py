"""From a document of a text to the work that it is: one, several that fit, or none; never a guess."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from operator import attrgetter
from types import MappingProxyType

from attrs import field, frozen

from citetrack.authority import AuthorityFile, Work
from citetrack.citations import Citation, Document
from citetrack.resolution.checks import CHECKS, contradiction
from citetrack.resolution.decisions import RULES, decided
from citetrack.resolution.evidence import day_of
from citetrack.resolution.finders import FINDERS
from citetrack.resolution.ranking import ranked
from citetrack.resolution.results import Ambiguous, Resolution, Resolved, Unresolved
from citetrack.resolution.steps import Check, Finder, Found, Rule, Setting

__all__ = ["Resolver"]

_REMEMBERED = 1 << 14  # answers, of about a kilobyte each
_NEIGHBOURS = 3  # how far apart numbers cited side by side may be
_NOTHING = Found((), "nothing in it leads to a known work")


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
        finders: what looks works up; the first that looks for such documents is believed.
        checks: what rules a work out.
        rules: what decides between the works that are left; the first that decides is believed.

    Steps are pure functions: what was answered is remembered by all that the document states and by the setting.
    """

    authority: AuthorityFile = field(factory=AuthorityFile.default)
    finders: tuple[Finder, ...] = FINDERS
    checks: tuple[Check, ...] = CHECKS
    rules: tuple[Rule, ...] = RULES
    _answers: dict[tuple[object, ...], Resolution] = field(factory=dict, init=False, repr=False, eq=False)

    def resolve(
        self, document: Document | Citation, published: date | None = None, place: str | None = None
    ) -> Resolution:
        """The work that *document* is, for a text of the day *published* about *place*.

        >>> from citetrack.parsing import parse_citation
        >>> Resolver().resolve(parse_citation("Nghị quyết Trung ương 3 khóa X")).work.key
        '04-NQ/TW@2006-08-21#Nghị quyết'
        """
        stated = _document(document) if isinstance(document, Citation) else document
        return self._resolve(stated, Setting(published, None, place, self.authority))

    def resolve_all(
        self,
        documents: Iterable[Document],
        published: date | None = None,
        place: str | None = None,
        days: Mapping[str, date] = MappingProxyType({}),
    ) -> Mapping[str, Resolution]:
        """The resolutions of the documents of one text by their keys; what is sure of one helps the others.

        The text cannot be older than what it cites, and numbers cited side by side are of one series. *days* says, by
        their keys, on which day a document was there already, since something was done with it.

        >>> old = Document("d1", identifier="20-NQ/TW", type="Nghị quyết", number="20", date="2008-01-28")
        >>> bare = Document("d2", identifier="21-NQ/TW", type="Nghị quyết", number="21")
        >>> Resolver().resolve_all([old, bare])["d2"].work.date
        '2008-01-30'
        """
        listed = tuple(documents)
        own = next((_stated_day(document) for document in listed if document.doc == "self"), None)
        setting = Setting(published or own, None, place, self.authority)
        found = {one.doc: self._resolve(one, setting.told_on(days.get(one.doc))) for one in listed}
        open_ones = [one for one in found.values() if isinstance(one, Ambiguous)]
        if not open_ones:
            return found
        for document in listed:
            setting = setting.known_since(_day_of(found[document.doc]) or _stated_day(document))
        sure = [one for one in found.values() if isinstance(one, Resolved)]
        for one in open_ones:
            found[one.document.doc] = _beside(one, sure) or self._resolve(
                one.document, setting.told_on(days.get(one.document.doc))
            )
        return found

    def _resolve(self, document: Document, setting: Setting) -> Resolution:
        """The answer for *document*, worked out once for all that state the same in the same setting."""
        asked = (*_stated(document), setting.published, setting.not_before, setting.place)
        answer = self._answers.get(asked)
        if answer is None:
            if len(self._answers) >= _REMEMBERED:
                self._answers.clear()
            answer = self._answers[asked] = self._worked_out(document, setting)
        return answer if answer.document is document else _about(document, answer)

    def _worked_out(self, document: Document, setting: Setting) -> Resolution:
        found = self._found(document, setting)
        if not found.works:
            return Unresolved(document, (found.missing,))
        if found.doubt:
            return ranked(document, found.works, setting, found.doubt)
        checks = self.checks
        against = [contradiction(document, work, setting, checks) for work in found.works]
        kept = [work for work, reason in zip(found.works, against, strict=True) if reason is None]
        if not kept:
            return Unresolved(document, _refusals(found.works, against))
        if decision := decided(document, kept, setting, self.rules):
            return Resolved(document, decision[0], (decision[1],))
        return ranked(document, kept, setting)

    def _found(self, document: Document, setting: Setting) -> Found:
        for finder in self.finders:
            if found := finder(document, setting):
                return found
        return _NOTHING


_STATED = ("identifier", "type", "date", "issuer", "title", "party_term", "name", "number", "year")
_stated = attrgetter(*_STATED)


def _about(document: Document, answer: Resolution) -> Resolution:
    """The same *answer*, about another document that states the same."""
    match answer:
        case Resolved(_, work, reasons):
            return Resolved(document, work, reasons)
        case Ambiguous(_, candidates, reasons):
            return Ambiguous(document, candidates, reasons)
    return Unresolved(document, answer.reasons)


def _document(citation: Citation) -> Document:
    """What one mention alone says of its document."""
    identifier, *stated = _stated(citation)
    names = ("type", "date", "issuer", "title", "party_term", "name", "number", "year")
    return Document(
        citation.doc or "", str(identifier) if identifier else None, **dict(zip(names, stated, strict=True))
    )


def _refusals(works: Sequence[Work], against: Sequence[str | None]) -> tuple[str, ...]:
    return tuple(f"{work.identifier}: {reason}" for work, reason in zip(works, against, strict=True))


def _stated_day(document: Document) -> date | None:
    return day_of(document.date) if document.date else None


def _day_of(resolution: Resolution) -> date | None:
    return resolution.work.date_issued if isinstance(resolution, Resolved) else None


def _beside(open_one: Ambiguous, sure: Sequence[Resolved]) -> Resolved | None:
    """*open_one* resolved by documents of the same symbol and nearly the same number: one Party term."""
    if not open_one.document.number:
        return None
    pairs = [(c.work, other.work) for c in open_one.candidates for other in sure if _neighbours(c.work, other.work)]
    if len({work.key for work, _ in pairs}) != 1:
        return None
    work, other = pairs[0]
    return Resolved(open_one.document, work, (f"of term {other.party_term}, as {other.identifier} beside it",))


def _neighbours(one: Work, other: Work) -> bool:
    if not one.party_term or (one.party_term, one.code) != (other.party_term, other.code):
        return False
    numbers = str(one.number), str(other.number)
    return all(number.isdigit() for number in numbers) and abs(int(numbers[0]) - int(numbers[1])) <= _NEIGHBOURS

"""The closed set: whether what a text cites is one of the documents that it may cite."""

from collections.abc import Iterable, Iterator
from typing import TypeAlias

from attrs import field, frozen

from citetrack.authority import AuthorityFile, Work
from citetrack.citations import Document
from citetrack.errors import ParseError
from citetrack.identifiers import Identifier
from citetrack.reading import read
from citetrack.resolution import Ambiguous, Resolved, Resolver
from citetrack.verification.cases import Case, identifier_of
from citetrack.verification.knowledge import described
from citetrack.verification.symbols import is_type_of
from citetrack.verification.values import Finding, found

__all__ = ["Allowed", "AllowedWorks", "allowed_works", "outside"]

Allowed: TypeAlias = AuthorityFile | Iterable["str | Identifier | Work"]


@frozen
class AllowedWorks:
    """The documents that a text may cite, looked up once for many texts.

    Attributes:
        register: the register by which texts are to be resolved: it holds the allowed works too.
        keys: of the known works that are allowed.
        documents: what no register knows, by identifier or name.
    """

    register: AuthorityFile = field(repr=False)
    keys: frozenset[str] = frozenset()
    documents: tuple[Document, ...] = ()

    def named(self, document: Document) -> bool:
        """Whether an allowed document has the identifier of *document*, or its name, and no other type."""
        return any(_alike(document, one) for one in self.documents)


def allowed_works(
    allowed: Allowed | AllowedWorks | None, authority: AuthorityFile | None = None
) -> AllowedWorks | None:
    """What is *allowed*, looked up in *authority*; None if nothing is said.

    A citation that fits several known works allows all of them.

    >>> len(allowed_works(["18-NQ/TW", "Nghị định 30/2020/NĐ-CP"]).keys)
    4

    Raises:
        ParseError: a word is no citation of one document.
    """
    if allowed is None or isinstance(allowed, AllowedWorks):
        return allowed
    register = AuthorityFile.default() if authority is None else authority
    entries = (allowed,) if isinstance(allowed, str) else tuple(allowed)
    works = {entry.key: entry for entry in entries if isinstance(entry, Work)}
    known = {work.key for work in register} if works else set()
    if missing := [work for key, work in works.items() if key not in known]:
        register = AuthorityFile((*register, *missing), complete_series=register.complete_series)
    keys, documents = set(works), [_of_work(work) for work in works.values()]
    for entry in entries:
        if not isinstance(entry, Work):
            document = _document(str(entry))
            keys |= _keys(document, register)
            documents.append(document)
    return AllowedWorks(register, frozenset(keys), tuple(documents))


def _of_work(work: Work) -> Document:
    return Document("allowed", work.identifier if work.number else None, work.type, name=work.law_name)


def _document(words: str) -> Document:
    identifier = identifier_of(words)
    if identifier is not None:
        return Document("allowed", str(identifier), identifier.type, number=identifier.number, year=identifier.year)
    reading = read(words)
    if len(reading.documents) != 1:
        raise ParseError("a citation of one document", words, 0, ("an identifier or a citation",))
    return reading.documents[0]


def _keys(document: Document, register: AuthorityFile) -> set[str]:
    match Resolver(register).resolve(document):
        case Resolved(_, work):
            return {work.key}
        case Ambiguous(_, candidates):
            return {one.work.key for one in candidates}
    return set()


def _alike(one: Document, other: Document) -> bool:
    types = one.type is None or other.type is None or is_type_of(one.type, other.type)
    if one.identifier and other.identifier:
        return types and identifier_of(one.identifier) == identifier_of(other.identifier)
    return types and one.name is not None and one.name == other.name


def outside(case: Case, allowed: AllowedWorks, faulty: Iterable[str | None] = ()) -> Iterator[Finding]:
    """Says that the mention's document is not allowed, or that it may be another than the allowed one.

    Of a document in *faulty* an error was said already, so that nothing more is said if its identifier is allowed.
    """
    span, doc = case.citation.span, case.document.doc
    match case.resolution:
        case Resolved(_, work) if work.key in allowed.keys:
            return
        case Ambiguous(_, candidates):
            inside = [one.work.key in allowed.keys for one in candidates]
            if all(inside):
                return
            if any(inside):
                works = "; ".join(described(one.work) for one in candidates)
                yield found("perhaps_not_allowed", span, doc, works, identifier=case.label)
                return
        case Resolved():
            pass
        case _ if allowed.named(case.document):
            if doc not in faulty and case.works:
                yield found("perhaps_not_allowed", span, doc, described(case.works[-1]), identifier=case.label)
            return
    yield found("not_allowed", span, doc, None, identifier=case.label)

"""Verifying: the findings of one text, by all rules."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date

from citetrack._arguments import checked_day
from citetrack._text import readable
from citetrack.authority import AuthorityFile
from citetrack.reading import Reading, read
from citetrack.resolution import Resolution, Resolver
from citetrack.verification.allowed import Allowed, AllowedWorks, allowed_works, outside
from citetrack.verification.cases import Case, fitting, identifier_of
from citetrack.verification.knowledge import (
    ambiguous,
    in_force,
    issued_later,
    no_such_document,
    no_such_provision,
    unknown,
)
from citetrack.verification.spans import Places
from citetrack.verification.statements import (
    impossible_dates,
    issuer_differs,
    law_differs,
    older_than_parent,
    own_date,
    stated_date,
    two_dates,
    type_differs,
    unknown_organ,
)
from citetrack.verification.values import SEVERITIES, Finding

__all__ = ["verify", "verify_reading"]

# Each looks at one mention; what it says of the whole document it says at the first.
_RULES: tuple[Callable[[Case], Iterator[Finding]], ...] = (
    stated_date,
    own_date,
    type_differs,
    issuer_differs,
    law_differs,
    unknown_organ,
    no_such_document,
    no_such_provision,
    issued_later,
    in_force,
    ambiguous,
)


def verify(
    text: str,
    as_of: date | None = None,
    published: date | None = None,
    authority: AuthorityFile | None = None,
    allowed: Allowed | None = None,
) -> tuple[Finding, ...]:
    """What is wrong or uncertain about the citations of *text*, in the order of the text.

    *as_of* asks what was in force on that day; *published* is the day of the text; *authority* is the register, that
    of citetrack unless told; *allowed* are the only documents that the text may cite: a register, or identifiers,
    citations and works.

    >>> for one in verify("Nghị định số 30/2020/NĐ-CP ngày 05/3/2021 của Chính phủ"):
    ...     print(one.severity, one.rule, one.expected)
    error year_differs 2020-03-05

    Raises:
        ParseError: a word in *allowed* is no citation of one document.
        InputError: a day is none.
    """
    return verify_reading(read(text, published, authority=authority), as_of, authority, allowed)


def verify_reading(
    reading: Reading,
    as_of: date | None = None,
    authority: AuthorityFile | None = None,
    allowed: Allowed | AllowedWorks | None = None,
) -> tuple[Finding, ...]:
    """The same for a text that was read.

    Raises:
        ParseError: a word in *allowed* is no citation of one document.
    """
    as_of = checked_day(as_of, "as_of")
    closed = allowed_works(allowed, authority)
    register = closed.register if closed else AuthorityFile.default() if authority is None else authority
    resolutions = reading.resolutions
    if reading.data_version != register.version:
        resolutions = Resolver(register).resolve_all(reading.documents, reading.published)
    places = Places(readable(reading.text))
    cases = list(_cases(reading, resolutions, register, places, as_of))
    findings = [finding for case in cases for rule in _RULES for finding in rule(case)]
    findings += [*impossible_dates(places, cases), *two_dates(cases), *older_than_parent(reading.refused)]
    faulty = {one.doc for one in findings if one.severity == "error"}
    findings += [finding for case in cases if case.document.doc not in faulty for finding in unknown(case)]
    if closed:
        findings += [finding for case in cases for finding in outside(case, closed, faulty)]
    return _in_order(findings)


def _cases(
    reading: Reading,
    resolutions: Mapping[str, Resolution],
    register: AuthorityFile,
    places: Places,
    as_of: date | None,
) -> Iterator[Case]:
    documents = {document.doc: document for document in reading.documents}
    for index, citation in enumerate(reading.citations):
        document = documents[citation.doc or ""]
        identifier = citation.identifier or identifier_of(document.identifier)
        works = fitting(register.candidates(identifier), citation.type, identifier) if identifier else ()
        first = document.mentions[0] == index
        resolution = resolutions[document.doc]
        yield Case(citation, document, resolution, identifier, works, first, places, register, reading.published, as_of)


def _in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    def place(one: Finding) -> tuple[object, ...]:
        return one.start, one.end, SEVERITIES.index(one.severity), one.rule, one.message

    return tuple(sorted(set(findings), key=place))

"""What a text says against itself, its symbols, or the dates that the register knows."""

import re
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import groupby

from attrs import evolve

from citetrack._text import Span, fold
from citetrack.authority import Work
from citetrack.gazetteer import IssuingBody, law_named, level, party_term_on
from citetrack.identifiers import Identifier, PartyIdentifier, StateIdentifier
from citetrack.relations import RefusedRelation
from citetrack.resolution.evidence import name_agreement, same_issuer
from citetrack.verification.cases import Case, contradicted
from citetrack.verification.spans import Places
from citetrack.verification.symbols import bodies_of, is_body_of, is_type_of, types_of, unknown_organs
from citetrack.verification.values import Finding, found

__all__ = [
    "impossible_dates",
    "issuer_differs",
    "law_differs",
    "older_than_parent",
    "own_date",
    "stated_date",
    "two_dates",
    "type_differs",
    "unknown_organ",
]

# Number 66.20 of 2026: “66.20/2026/NQ-CP” holds no day.
_IN_SYMBOL = re.compile(r"\s*[/-]\s*[^\W\d_]")
_FULL_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
# Between a law's name and its number: without “số” the number may begin the next entry of a list.
_NUMBERED = re.compile(r"[^\n]*\b(?:số|so|no)\b[^\n]*", re.IGNORECASE)
_SAME_NAME = 0.5  # agreement of the names of one law, differently worded


def impossible_dates(places: Places, cases: Iterable[Case]) -> Iterator[Finding]:
    """Each day of the text that does not exist."""
    inside = {(case.citation.start, case.citation.end): case for case in cases}
    spans = sorted(inside)
    at = 0
    for one in places.dates:
        if not one.expression.is_impossible or _is_no_day(one.expression.text, places.copy.text, one.end):
            continue
        span = places.copy.span(one.start, one.end)
        while at < len(spans) and spans[at][1] <= span.start:
            at += 1
        case = inside[spans[at]] if at < len(spans) and spans[at][0] <= span.start else None
        doc = case.document.doc if case else None
        known = _days(case.works) if case else ""
        yield found("impossible_date", span, doc, known or None, stated=one.expression.text)


def _is_no_day(words: str, text: str, end: int) -> bool:
    """Whether what looks like a day is a span of hours (16h3 0-19) or belongs to a symbol."""
    states_day = fold(words).startswith("ngay") or _FULL_YEAR.search(words)
    return not states_day or _IN_SYMBOL.match(text, end) is not None


def _days(works: Iterable[Work]) -> str:
    """The days of issue of *works*; nothing if one is unknown."""
    days = [work.date for work in works]
    return "" if None in days else "; ".join(dict.fromkeys(map(str, days)))


def stated_date(case: Case) -> Iterator[Finding]:
    """The date of the mention against the year of its number, then against the register: one finding at most."""
    day, identifier = case.citation.date, case.identifier
    if day is None or identifier is None:
        return
    yield from _date_fault(case, day, identifier, case.places.date(case.citation, case.published))


def own_date(case: Case) -> Iterator[Finding]:
    """The same for the day on the place-and-date line of the document that the text is."""
    day, identifier = case.document.date, case.identifier
    stands = case.places.dated(day) if day and case.citation.date is None else None
    if case.document.doc == "self" and case.is_first and day and identifier and stands:
        yield from _date_fault(case, day, identifier, stands)


def _date_fault(case: Case, day: str, identifier: Identifier, span: Span) -> Iterator[Finding]:
    if any(work.date == day for work in case.works):
        return
    against = contradicted(day, case.citation.issuer, identifier, case.works)
    known = _days(against) or None
    if identifier.year is not None and identifier.year != int(day[:4]):
        facts = {"identifier": identifier, "year": identifier.year, "stated": day[:4]}
        yield found("year_differs", span, case.document.doc, known or _meant(case, day), **facts)
    elif against:
        yield found("date_differs", span, case.document.doc, known, identifier=identifier, stated=day)


def _meant(case: Case, day: str) -> str | None:
    """The identifier of the known work with the same number and symbol that is of the ISO *day*."""
    identifier = case.identifier
    if not isinstance(identifier, StateIdentifier):
        return None
    works = case.authority.candidates(evolve(identifier, year=int(day[:4])))
    return next((work.identifier for work in works if work.date == day), None)


def type_differs(case: Case) -> Iterator[Finding]:
    """The type word against the symbol."""
    stated, identifier = case.citation.type, case.citation.identifier
    if stated is None or identifier is None:
        return
    kinds = types_of(identifier)
    span = (
        case.places.type_word(case.citation) if kinds and not any(is_type_of(stated, kind) for kind in kinds) else None
    )
    if span:
        facts = {"stated": stated, "code": identifier.code}
        yield found("type_differs", span, case.document.doc, "; ".join(kinds), **facts)


def issuer_differs(case: Case) -> Iterator[Finding]:
    """The issuer that the mention or its clause names against the symbol."""
    stated, identifier = case.citation.issuer, case.citation.identifier
    if stated is None or identifier is None or is_body_of(stated, identifier) is not False:
        return
    span = case.places.issuer(case.citation)
    if span and not any(same_issuer(stated, work.issuer) for work in case.works) and not case.places.goes_on(span):
        names = "; ".join(dict.fromkeys(body.name for body in _bodies_then(identifier, case)))
        yield found("issuer_differs", span, case.document.doc, names, stated=stated, code=identifier.code)


def _bodies_then(identifier: Identifier, case: Case) -> Iterable[IssuingBody]:
    """The bodies of the symbol in the document's year; all of them if it is not known."""
    year = identifier.year or case.document.year
    bodies = bodies_of(identifier)
    then = [body for body in bodies if year and _existed(body, year)]
    return then or bodies


def _existed(body: IssuingBody, year: int) -> bool:
    begun = body.valid_from is None or body.valid_from.year <= year
    return begun and (body.valid_to is None or year <= body.valid_to.year)


def unknown_organ(case: Case) -> Iterator[Finding]:
    """The code of a body that no table knows, once for each document; one that the register knows is known."""
    if case.citation.identifier is None or not case.is_first or case.works:
        return
    for code in unknown_organs(case.citation.identifier):
        yield found("unknown_organ", case.places.symbol(case.citation), case.document.doc, stated=code)


def law_differs(case: Case) -> Iterator[Finding]:
    """The name of a law against its number, where the register has only laws of that number."""
    name = law_named(case.citation.name or "")
    known = [work.law_name for work in case.works]
    if name is None or not known or None in known or not _NUMBERED.fullmatch(case.citation.text):
        return
    if not any(name_agreement(name, other or "") >= _SAME_NAME for other in known):
        names = "; ".join(dict.fromkeys(map(str, known)))
        yield found(
            "name_differs", case.citation.span, case.document.doc, names, identifier=case.identifier, stated=name
        )


def older_than_parent(refused: Iterable[RefusedRelation]) -> Iterator[Finding]:
    """Each relation that the text tells and the days of issue forbid."""
    for one in refused:
        told = one.relation
        facts = {"stated": " ".join(told.words.split()), "source": one.source_date, "target": one.target_date}
        yield found("older_than_parent", Span(told.start, told.end), told.source, None, **facts)


def two_dates(cases: Iterable[Case]) -> Iterator[Finding]:
    """Two days for one number where only one can be right and the register does not say which."""
    dated = [case for case in cases if case.citation.date and case.citation.identifier and not case.works]
    dated.sort(key=_identity)
    for _, group in groupby(dated, _identity):
        members = sorted(group, key=lambda case: case.citation.start)
        for case in members[1:]:
            if _collide(members[0], case):
                span = case.places.date(case.citation, case.published)
                facts = {"identifier": case.identifier, "stated": case.citation.date, "other": members[0].citation.date}
                yield found("two_dates", span, case.document.doc, None, **facts)


def _identity(case: Case) -> tuple[str, str, str]:
    identifier = case.citation.identifier
    assert identifier is not None
    return identifier.number.lstrip("0").lower(), str(identifier.year), identifier.code.lower()


def _collide(one: Case, other: Case) -> bool:
    """Whether both mentions must mean one document and yet give it two days."""
    identifier, days = one.citation.identifier, (str(one.citation.date), str(other.citation.date))
    types = {one.citation.type, other.citation.type} - {None}
    if identifier is None or days[0] == days[1] or len(types) > 1:
        return False
    bodies = bodies_of(identifier)
    if not bodies or any(body.level != "central" for body in bodies):
        issuers = (one.citation.issuer, other.citation.issuer)
        if None in issuers or issuers[0] != issuers[1] or level(str(issuers[0])) is None:
            return False
    if identifier.year is not None:
        return True
    if isinstance(identifier, PartyIdentifier):
        return party_term_on(date.fromisoformat(days[0])) == party_term_on(date.fromisoformat(days[1]))
    return days[0][:4] == days[1][:4]

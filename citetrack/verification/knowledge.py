"""What the register says against a citation: not yet issued, not in force, no such provision, unknown, ambiguous."""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from functools import lru_cache

from citetrack.authority import AuthorityFile, Work, is_in_force
from citetrack.gazetteer import place_of
from citetrack.resolution import Ambiguous, Resolved, Unresolved
from citetrack.verification.cases import Case
from citetrack.verification.values import Finding, found, reasons

__all__ = ["ambiguous", "described", "in_force", "issued_later", "no_such_document", "no_such_provision", "unknown"]


def described(work: Work) -> str:
    """Identifier and day of a work, as messages name it."""
    return f"{work.identifier} ({work.date or '?'})"


def issued_later(case: Case) -> Iterator[Finding]:
    """A document that did not exist on the day of the text, or, without one, on the day asked about."""
    day = case.published or case.as_of
    issued = _issued(case)
    if day and issued and case.is_first and case.document.doc != "self" and day.isoformat()[: len(issued)] < issued:
        yield found("not_yet_issued", case.citation.span, case.document.doc, None, day=day, issued=issued)


def _issued(case: Case) -> str | None:
    """The first day, or year, on which the document can have been issued; None where a number may mean an older one."""
    if isinstance(case.resolution, Resolved):
        return case.resolution.work.date
    if case.identifier is None:
        return None
    if case.document.date:
        return case.document.date
    if case.identifier.year is None:
        return None
    days = [work.date for work in case.works if work.date]
    return min(days) if days else str(case.identifier.year)


def in_force(case: Case) -> Iterator[Finding]:
    """What is known of a document on the day asked about: ended or not begun, amended, or nothing."""
    if case.as_of is None or not case.is_first or not isinstance(case.resolution, Resolved):
        return
    work, day, doc = case.resolution.work, case.as_of, case.document.doc
    if work.date_issued and case.published is None and day < work.date_issued:
        return  # cited before it was issued: said by the rule above
    status = is_in_force(work, day, case.authority)
    span = case.citation.span
    if status is False:
        words, words_vi, by = _why(work, day, case.authority)
        yield found("not_in_force", span, doc, by, day=day, reason=words, reason_vi=words_vi)
    elif status is None:
        yield found("status_unknown", span, doc, None, identifier=case.label, day=day)
    amended = [one for one in _amenders(case.authority).get(work.key, ()) if one.date_issued and one.date_issued <= day]
    if amended and status is not False:
        names = "; ".join(map(described, amended))
        yield found("amended", span, doc, None, stated=names)


def _why(work: Work, day: date, authority: AuthorityFile) -> tuple[str, str, str | None]:
    """Why *work* was not in force on *day*, in both languages, and the identifiers of what ended it."""
    begins = work.effective_from or work.date_issued
    if begins and day < begins:
        reason = reasons()["not_begun"]
        return reason.words.format(since=begins), reason.words_vi.format(since=begins), None
    if work.ends and work.ends <= day:
        reason = reasons()["ended"]
        return reason.words.format(since=work.ends), reason.words_vi.format(since=work.ends), None
    parts, parts_vi, enders = [], [], []
    for ender in authority.ended_by(work):
        since = ender.effective_from or ender.date_issued
        if since and since <= day:
            replaced = any(work in authority.candidates(name.partition("@")[0]) for name in ender.replaces)
            reason = reasons()["replaced" if replaced else "repealed"]
            parts.append(reason.words.format(by=ender.identifier, since=since))
            parts_vi.append(reason.words_vi.format(by=ender.identifier, since=since))
            enders.append(ender.identifier)
    return "; ".join(parts), "; ".join(parts_vi), "; ".join(enders) or None


@lru_cache(8)
def _amenders(authority: AuthorityFile) -> Mapping[str, tuple[Work, ...]]:
    """The works that amend others, by the key of the work that they amend, the oldest first."""
    pairs: dict[str, list[Work]] = {}
    for work in authority:
        for name in work.amends:
            plain, _, issued = name.partition("@")
            for target in authority.candidates(plain):
                older = (target.date or "") <= (work.date or "9")
                if target.key != work.key and (target.date == issued if issued else older):
                    pairs.setdefault(target.key, []).append(work)
    return {key: tuple(sorted(works, key=lambda one: one.date or "9")) for key, works in pairs.items()}


def no_such_document(case: Case) -> Iterator[Finding]:
    """A document that a register does not hold though its owner declares the series complete."""
    identifier, document = case.identifier, case.document
    if identifier is None or not case.is_first or document.doc == "self":
        return
    year = identifier.year or document.year
    place = place_of(document.issuer or "")
    known = [work for work in case.works if identifier.year or (work.date_issued and work.date_issued.year == year)]
    if not known and case.authority.is_complete_for(identifier, document.type, year, place.name if place else None):
        yield found("no_such_document", case.citation.span, document.doc, None, identifier=case.label)


def no_such_provision(case: Case) -> Iterator[Finding]:
    """An article beyond the last one of the document, or of each document that it may be."""
    works = (case.resolution.work,) if isinstance(case.resolution, Resolved) else case.works
    lasts = [work.last_article for work in works if work.last_article]
    if not lasts or len(lasts) < len(works):
        return
    for article in dict.fromkeys(locator.article for locator in case.citation.locators if locator.article):
        numbers = re.findall(r"[0-9]{1,6}", article)
        if numbers and int(numbers[-1]) > max(lasts):
            span = case.places.article(case.citation, numbers[-1])
            facts = {"identifier": case.label, "stated": f"Điều {article}"}
            yield found("no_such_provision", span, case.document.doc, str(max(lasts)), **facts)


def unknown(case: Case) -> Iterator[Finding]:
    """A document that the register does not hold."""
    numbered = case.identifier or case.document.name
    if case.is_first and numbered and case.document.doc != "self" and isinstance(case.resolution, Unresolved):
        yield found("unknown_document", case.citation.span, case.document.doc, None, identifier=case.label)


def ambiguous(case: Case) -> Iterator[Finding]:
    """A document that may be one of several works."""
    if case.is_first and isinstance(case.resolution, Ambiguous):
        works = "; ".join(described(one.work) for one in case.resolution.candidates)
        yield found("ambiguous", case.citation.span, case.document.doc, works)

"""Terms of the Party's Central Committee and its plenums."""

from datetime import date
from functools import cache

from attrs import field, frozen

from citetrack.gazetteer._tables import day, filled, records, strings

__all__ = ["PartyTerm", "Plenum", "party_term_on", "party_terms", "plenum", "plenums"]


@frozen
class PartyTerm:
    """One term of the Central Committee; its documents are numbered anew.

    >>> party_terms()[-1].term
    'XIV'

    Attributes:
        term: in Roman numerals.
        congress_from, congress_to: the days of the congress that elected it.
        term_from, term_to: from the close of that congress to the close of the next, None if still running.
        source: where the record comes from.
    """

    term: str = field(validator=filled)
    source: str = field(validator=filled)
    congress_from: date | None = field(default=None, converter=day)
    congress_to: date | None = field(default=None, converter=day)
    term_from: date | None = field(default=None, converter=day)
    term_to: date | None = field(default=None, converter=day)


@frozen
class Plenum:
    """One plenum of the Central Committee, with the documents that it passed.

    >>> plenum("4", "XII").documents[0]
    '04-NQ/TW@2016-10-30#Nghị quyết'

    Attributes:
        number: in Arabic numerals.
        term: the Party term in Roman numerals.
        source: where the record comes from.
        part: "lần 1" or "lần 2" if the plenum sat twice.
        date_from, date_to: its days, None if unknown.
        documents: keys of the works that it passed.
        usual: key of the one that its name alone usually means, where it passed several.
    """

    number: str = field(validator=filled)
    term: str = field(validator=filled)
    source: str = field(validator=filled)
    part: str | None = None
    date_from: date | None = field(default=None, converter=day)
    date_to: date | None = field(default=None, converter=day)
    documents: tuple[str, ...] = field(default=(), converter=strings)
    usual: str | None = None


@cache
def party_terms() -> tuple[PartyTerm, ...]:
    """The terms in order of time.

    >>> party_terms()[0].term
    'VI'
    """
    return records(PartyTerm, "party_terms.toml", "terms")


def party_term_on(day: date) -> str | None:
    """The term in office on *day*, in Roman numerals; None before the first known one.

    >>> party_term_on(date(2021, 11, 19))
    'XIII'
    """
    begun = [term for term in party_terms() if term.term_from and term.term_from <= day]
    return begun[-1].term if begun else None


@cache
def plenums() -> tuple[Plenum, ...]:
    """Every known plenum in order of time.

    >>> plenums()[0].term
    'VI'
    """
    return records(Plenum, "party_terms.toml", "plenums")


def plenum(number: str, term: str) -> Plenum | None:
    """The plenum of that number and term; of two sittings the one that passed a document.

    >>> plenum("6", "VIII").part
    'lần 2'
    """
    found = [one for one in plenums() if (one.number, one.term) == (number, term)]
    return max(found, key=lambda one: len(one.documents), default=None)

"""Steps of resolving: what a finder, a check and a rule are, and what they are told about the text."""

from collections.abc import Sequence
from datetime import date
from typing import Protocol, TypeAlias

from attrs import evolve, field, frozen

from citetrack.authority import AuthorityFile, Work
from citetrack.citations import Document

__all__ = ["Check", "Decision", "Finder", "Found", "Rule", "Setting"]

Decision: TypeAlias = tuple[Work, str] | None


@frozen
class Setting:
    """When and where a text was written, as far as it is known, and the works that are known.

    >>> Setting(not_before=date(2019, 12, 30)).earliest
    datetime.date(2019, 12, 30)

    Attributes:
        published: the day of publication, or None.
        not_before: the latest day of issue that the text knows of, or None.
        place: the province or body that the text is about, or None.
        authority: the known works.
    """

    published: date | None = None
    not_before: date | None = None
    place: str | None = None
    authority: AuthorityFile = field(factory=AuthorityFile.default, repr=False)

    @property
    def earliest(self) -> date | None:
        """The first day on which the text can have been written."""
        return self.published or self.not_before

    def told_on(self, day: date | None) -> "Setting":
        """The same setting for a document of which something is told that was done on *day*: it was there then."""
        if day is None or (self.published and self.published <= day):
            return self
        return evolve(self, published=day)

    def known_since(self, day: date | None) -> "Setting":
        """The same setting, now that the text is known to cite a document of *day*."""
        if day is None or (self.not_before and self.not_before >= day):
            return self
        return evolve(self, not_before=day)


@frozen
class Found:
    """What a finder found.

    Attributes:
        works: those that identifier, name or number lead to, the oldest first.
        missing: what to say if there are none.
        doubt: why none of them may be taken whatever speaks for it; empty if one may.
    """

    works: tuple[Work, ...]
    missing: str
    doubt: str = ""


class Finder(Protocol):
    """Looks works up: what it found, or None if it does not look for such documents."""

    def __call__(self, document: Document, setting: Setting, /) -> Found | None:
        """What was found."""


class Check(Protocol):
    """Speaks against a work: why it cannot be the document, in words, or None."""

    def __call__(self, document: Document, work: Work, setting: Setting, /) -> str | None:
        """What speaks against *work*."""


class Rule(Protocol):
    """Decides: the one of *works* that the document is, with the reason in words, or None. Works are one or more."""

    def __call__(self, document: Document, works: Sequence[Work], setting: Setting, /) -> Decision:
        """The decision."""

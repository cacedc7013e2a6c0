"""Drafts: mentions in the making, as the scanner's heads, their tails and the context fill them in."""

from attrs import define

from citetrack.gazetteer import type_named
from citetrack.identifiers import Identifier
from citetrack.locators import Locator

__all__ = ["YEARS", "Draft", "type_of_word"]

YEARS = range(1930, 2101)  # in which a document can have been issued


@define
class Draft:
    """A mention in the making; offsets are those of the copy that is read.

    Attributes:
        key: what names it besides a number: a law's name, "plenum:4:XII", "congress:XIII".
        weak: a number that is a document's only if the text knows that document otherwise.
        demonstrative: the word of an anaphor.
        sitting: the plenum named as its issuer.
        list_end: of a list member, where the list ends.
        void: it is read, so that nothing inside it is, but is no mention: a draft, a provision of a law.
    """

    start: int
    end: int
    kind: str
    type: str | None = None
    number: str | None = None
    year: int | None = None
    identifier: Identifier | None = None
    key: str | None = None
    date: str | None = None
    issuer: str | None = None
    title: str | None = None
    party_term: str | None = None
    locators: tuple[Locator, ...] = ()
    weak: bool = False
    demonstrative: str | None = None
    sitting: str | None = None
    list_end: int | None = None
    void: bool = False
    doc: str | None = None


def type_of_word(word: str) -> str | None:
    """The full name of the type that *word* stands for, or None.

    >>> type_of_word("NĐ")
    'Nghị định'
    """
    found = type_named(word)
    return found.name if found else None

"""Citations: what one mention of a document says, and the documents of one text."""

from typing import Any

from attrs import field, frozen

from citetrack._text import Span
from citetrack.identifiers import Identifier
from citetrack.locators import Locator

__all__ = ["Citation", "Document"]


def _tuple(items: Any) -> tuple[Any, ...]:
    return tuple(items)


@frozen
class Citation:
    """One mention of one document, with what the text says of it there.

    Attributes:
        start, end: code points in the text as given, half-open.
        text: the characters of the mention.
        kind: "full", "short", "named", "anaphoric" or "group" (a member of a list).
        type: the full Vietnamese type name, or None.
        number, year, code: what the mention itself says; a list member shares the code of its list.
        identifier: the identifier that the mention spells out, or None.
        name: the name of a law, plenum or congress, normalised; None for numbered mentions.
        date: ISO day of issue as stated with the mention, or None.
        issuer: the issuing body as stated, abbreviations written out; several joined by "; ".
        title: the title or subject as stated, without quotation marks.
        party_term: the Party term in Roman numerals, or None.
        locators: the provisions pointed at.
        repairs: what was mended to read it ("nfd", "unaccented", "look-alike letter", ...).
        doc: the key of its document in the text ("d1", "self"), None before context was read.
    """

    start: int
    end: int
    text: str
    kind: str
    type: str | None = None
    number: str | None = None
    year: int | None = None
    code: str | None = None
    identifier: Identifier | None = None
    name: str | None = None
    date: str | None = None
    issuer: str | None = None
    title: str | None = None
    party_term: str | None = None
    locators: tuple[Locator, ...] = field(default=(), converter=_tuple)
    repairs: tuple[str, ...] = field(default=(), converter=_tuple)
    doc: str | None = None

    @property
    def span(self) -> Span:
        """Where the mention stands in the text as given."""
        return Span(self.start, self.end)


@frozen
class Document:
    """One document of one text: its mentions merged. What the text supports, nothing from a register.

    Attributes:
        doc: its key in the text; "self" is the document that the text is.
        identifier: its canonical identifier, or None.
        type, date, issuer, title, party_term: as the text states them anywhere, or None.
        name: its name if it is cited by name.
        number, year: of any mention.
        mentions: indices of its citations, in order.
    """

    doc: str
    identifier: str | None = None
    type: str | None = None
    date: str | None = None
    issuer: str | None = None
    title: str | None = None
    party_term: str | None = None
    name: str | None = None
    number: str | None = None
    year: int | None = None
    mentions: tuple[int, ...] = field(default=(), converter=_tuple)

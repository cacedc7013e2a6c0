"""Readings: all that one text says, put together: citations, documents, the works they are, events."""

from collections.abc import Mapping
from datetime import date
from typing import Any, TypeVar

from attrs import evolve, field, frozen

from citetrack._arguments import checked_day
from citetrack._text import ReadableText, Span, readable
from citetrack.authority import AuthorityFile
from citetrack.citations import Citation, Document
from citetrack.context import read_citations
from citetrack.events import Event, events_on
from citetrack.events.page import page
from citetrack.page_metadata import metadata_date
from citetrack.publication import publication_in
from citetrack.relations import RefusedRelation, Relation, find_relations, possible
from citetrack.resolution import Ambiguous, Resolution, Resolved, Resolver

__all__ = ["Reading", "read"]

_STATUS = {"Resolved": "resolved", "Ambiguous": "ambiguous", "Unresolved": "unresolved"}


@frozen
class Reading:
    """What one text says of documents and events.

    Attributes:
        text: the text as given; all offsets are code points in it, half-open.
        id: what the caller calls the text.
        published: the day of publication that was used, or None.
        published_how: "given", "metadata" (of an HTML page), "furniture" (a line of the page), or None.
        citations: the mentions, in order.
        documents: the documents that they are mentions of, by first mention.
        resolutions: for each document's key, the work it is, its candidates, or neither, with reasons.
        events: what the text reports, in order.
        relations: how its documents stand to each other, in order.
        refused: relations that the text tells and that cannot be, each with the reason.
        source: where the text comes from, an address or a name, if the caller says so.
        data_version: the version of the register that was asked.
    """

    text: str = field(repr=False)
    id: str = ""
    published: date | None = None
    published_how: str | None = None
    citations: tuple[Citation, ...] = ()
    documents: tuple[Document, ...] = ()
    resolutions: Mapping[str, Resolution] = field(factory=dict, repr=False)
    events: tuple[Event, ...] = ()
    relations: tuple[Relation, ...] = ()
    refused: tuple[RefusedRelation, ...] = ()
    source: str | None = None
    data_version: str = ""

    def to_record(self) -> dict[str, Any]:
        """The reading as the record that `citetrack scan --format jsonl` prints; docs/record.schema.json describes it.

        >>> read("Nghị định số 30/2020/NĐ-CP").to_record()["documents"][0]["authority"]["date"]
        '2020-03-05'
        """
        identifiers = {document.doc: document.identifier for document in self.documents}
        return {
            "id": self.id,
            "published": self.published and self.published.isoformat(),
            "published_how": self.published_how,
            "citations": [self._citation(one, identifiers) for one in self.citations],
            "documents": [self._document(one) for one in self.documents],
            "events": [event.to_record() for event in self.events],
            "relations": [relation.to_record() for relation in self.relations],
            "data_version": self.data_version,
        }

    def _citation(self, citation: Citation, identifiers: Mapping[str, str | None]) -> dict[str, Any]:
        names = ("start", "end", "text", "kind", "type", "number", "year", "code")
        record: dict[str, Any] = {name: getattr(citation, name) for name in names}
        record["identifier"] = identifiers[citation.doc or ""]
        record |= {name: getattr(citation, name) for name in ("date", "issuer", "title", "party_term")}
        record["locators"] = [locator.to_record() for locator in citation.locators]
        record["doc"] = citation.doc
        record["status"] = _STATUS[type(self.resolutions[citation.doc or ""]).__name__]
        return record | {"repairs": list(citation.repairs)}

    def _document(self, document: Document) -> dict[str, Any]:
        names = ("doc", "identifier", "type", "date", "issuer", "title")
        record = {name: getattr(document, name) for name in names}
        record["work"], record["authority"], record["candidates"] = None, None, []
        match self.resolutions[document.doc]:
            case Resolved(_, work):
                record["work"] = work.iri
                facts = ("identifier", "date", "type", "issuer", "title")
                record["authority"] = {name: getattr(work, name) for name in facts}
                record["authority"] |= {"status": work.verification, "source": work.source}
            case Ambiguous(_, candidates):
                record["candidates"] = [
                    {name: getattr(one.work, name) for name in ("identifier", "date", "type")} | {"reason": one.reason}
                    for one in candidates
                ]
        return record


def read(
    text: str,
    published: date | None = None,
    id: str = "",  # noqa: A002 the record's word
    authority: AuthorityFile | None = None,
) -> Reading:
    """All that *text* says; *published* is the day of its publication, else the page's metadata or its own line say it.

    Documents are looked up in *authority*, the shipped register unless it is given.
    A date without a year and “sáng nay” are worked out from that day; without it they stay unknown.

    >>> reading = read("Ngày 2-12, Tỉnh ủy tổ chức hội nghị quán triệt Quy định số 205-QĐ/TW.", date(2019, 12, 3))
    >>> [(event.type, event.date, event.organiser) for event in reading.events]
    [('dissemination', '2019-12-02', 'Tỉnh ủy')]

    Raises:
        InputError: *published* is no date.
    """
    published = checked_day(published, "published")
    copy = readable(text)
    furniture = publication_in(copy)
    stated = metadata_date(text) or furniture
    day = published or (stated.date if stated else None)
    how = "given" if published else (stated.how if stated else None)
    citations, documents, spelling = read_citations(copy, day)
    register = AuthorityFile.default() if authority is None else authority
    if not citations:
        return Reading(text, id, day, how, data_version=register.version)  # nothing happens without a document
    in_copy = tuple(evolve(c, start=copy.position(c.start), end=copy.position(c.end)) for c in citations)
    line = Span(copy.position(furniture.start), copy.position(furniture.end)) if furniture else None
    laid = page(copy.text, in_copy, documents, line, spelling)
    events = tuple(_in_source(event, copy) for event in events_on(laid, day))
    resolutions = Resolver(register).resolve_all(documents, day, days=_days_of(events))
    told = (_in_source(relation, copy) for relation in find_relations(laid, day))
    kept, refused = possible(told, _Days(citations, {one.doc: one for one in documents}, resolutions).issued)
    found = (citations, documents, resolutions, events, kept, refused)
    return Reading(text, id, day, how, *found, data_version=register.version)


Found = TypeVar("Found", Event, Relation)


def _in_source(found: Found, copy: ReadableText) -> Found:
    """The same with offsets into the text as given."""
    return evolve(found, start=copy.offset(found.start), end=copy.offset(found.end))


def _days_of(events: tuple[Event, ...]) -> dict[str, date]:
    """The first day on which something is told to have been done with each document."""
    days: dict[str, date] = {}
    for event in events:
        if event.date and event.precision == "day":
            day = date.fromisoformat(event.date)
            days |= {doc: min(day, days.get(doc, day)) for doc in event.docs}
    return days


@frozen
class _Days:
    """The days of issue of the documents of one text."""

    citations: tuple[Citation, ...]
    documents: Mapping[str, Document]
    resolutions: Mapping[str, Resolution]

    def issued(self, relation: Relation, doc: str) -> str | None:
        """The ISO day or year of a document in a relation; None for a bare name, which may mean another law."""
        mentions = (self.citations[at] for at in self.documents[doc].mentions)
        near = [one for one in mentions if relation.start <= one.start < relation.end]
        if near and not any(one.number or one.date or one.year or one.kind == "anaphoric" for one in near):
            return None
        document, resolution = self.documents[doc], self.resolutions[doc]
        known = resolution.work.date if isinstance(resolution, Resolved) else None
        return document.date or known or (str(document.year) if document.year else None)

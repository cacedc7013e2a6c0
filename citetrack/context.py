"""Context: from the mentions of a text to its citations and documents: titles, issuing clauses, clusters, anaphors."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from attrs import evolve

from citetrack._grammars import PLAIN
from citetrack._text import ReadableText, readable
from citetrack.anaphora import own_day, own_document, resolve_anaphors
from citetrack.citations import Citation, Document
from citetrack.clusters import Cluster, clustered
from citetrack.drafts import Draft
from citetrack.identifiers import Identifier
from citetrack.issuers import respelt
from citetrack.issuing import common_clauses, grouped_issuers, issuing_clause
from citetrack.repairs import repairs_of
from citetrack.spellings import mentions_of
from citetrack.titles import title_after

# Between two documents of one act: “ban hành Nghị định A và Nghị định B”.
_JOINED = re.compile(r"\s*(?:,|và|, và)\s*(?:các\s+|số\s+)?")

__all__ = ["citation_of", "find_citations", "read_citations"]


def find_citations(text: str) -> Iterator[Citation]:
    """The citations of *text* in order, with offsets into the text as given.

    >>> [(one.text, one.kind) for one in find_citations("theo Nghị định số 30/2020/NĐ-CP và Luật Đất đai 2024")]
    [('Nghị định số 30/2020/NĐ-CP', 'full'), ('Luật Đất đai 2024', 'named')]
    """
    yield from read_citations(readable(text))[0]


def read_citations(
    copy: ReadableText, published: date | None = None
) -> tuple[tuple[Citation, ...], tuple[Document, ...], str]:
    """The citations and documents of a text, and the spelling in which it was read ("accented" or "plain").

    Documents hold what the text says and nothing else; *published* dates an issuing clause that names no year.
    """
    drafts, spelling = mentions_of(copy.text)
    drafts = [draft for draft in drafts if draft.type is not None or draft.identifier is not None]
    _add_statements(drafts, copy.text, published, spelling)
    anaphors = [draft for draft in drafts if draft.kind == "anaphoric"]
    clusters = clustered([d for d in drafts if d.kind != "anaphoric"], grouped_issuers(copy.text))
    own = own_document(clusters, copy.text)
    own = resolve_anaphors(anaphors, clusters, copy.text, own)
    clusters.sort(key=lambda cluster: min(member.start for member in cluster.members))
    keys = {id(cluster): "self" if cluster is own else f"d{number}" for number, cluster in enumerate(clusters, 1)}
    for cluster in clusters:
        kind = cluster.first("type")
        for member in cluster.members:
            member.doc, member.type = keys[id(cluster)], member.type or kind
    kept = sorted((draft for draft in drafts if draft.doc), key=lambda draft: draft.start)
    places = {id(draft): index for index, draft in enumerate(kept)}
    citations = tuple(citation_of(draft, copy, spelling) for draft in kept)
    documents = tuple(_document(cluster, places) for cluster in clusters)
    day = own_day(copy.text) if own else None
    dated = tuple(evolve(d, date=d.date or day) if d.doc == "self" else d for d in documents)
    return citations, dated, spelling


def _add_statements(drafts: Sequence[Draft], text: str, published: date | None, spelling: str) -> None:
    """Gives each mention its title and, where the clause around it says so, its day and issuer."""
    numbered = _next_numbered(drafts)
    subject: str | None = None  # who the clause says issued the mention before
    for index, draft in enumerate(drafts):
        if spelling == PLAIN and draft.issuer:
            draft.issuer = respelt(draft.issuer)
        if draft.kind == "anaphoric":
            continue
        following = drafts[index + 1].start if index + 1 < len(drafts) else None
        if draft.list_end in (None, draft.end):
            draft.title = title_after(text, draft.end, following)
        joined = index > 0 and bool(_JOINED.fullmatch(text, drafts[index - 1].end, draft.start))
        day, issuer = issuing_clause(draft, text, published, numbered[index])
        subject = issuer or (subject if joined else None)
        draft.issuer = draft.issuer or subject
        if day and draft.date is None:
            draft.date, draft.year = day, draft.year or int(day[:4])
    for start, end, day, issuer in common_clauses(text, published):
        for draft in drafts:
            if start <= draft.start < end and draft.kind != "anaphoric":
                draft.issuer, draft.date = draft.issuer or issuer, draft.date or day


def _next_numbered(drafts: Sequence[Draft]) -> list[int | None]:
    """For each mention, where the next one with a number starts."""
    found: list[int | None] = []
    start = None
    for draft in reversed(drafts):
        found.append(start)
        start = draft.start if draft.number else start
    return found[::-1]


def citation_of(draft: Draft, copy: ReadableText, spelling: str) -> Citation:
    """The citation of a mention that is made, with offsets into the source of the copy."""
    span = copy.span(draft.start, draft.end)
    surface = copy.source[span.slice]
    identifier: Identifier | None = draft.identifier
    return Citation(
        span.start,
        span.end,
        surface,
        draft.kind,
        type=draft.type,
        number=draft.number,
        year=draft.year,
        code=identifier.code if identifier else None,
        identifier=identifier,
        name=draft.key,
        date=draft.date,
        issuer=draft.issuer,
        title=draft.title,
        party_term=draft.party_term,
        locators=draft.locators,
        repairs=repairs_of(surface, spelling, copy.encoding),
        doc=draft.doc,
    )


def _document(cluster: Cluster, places: Mapping[int, int]) -> Document:
    """The document of *cluster*; *places* holds where each mention stands among the citations."""
    members = sorted(cluster.members, key=lambda draft: draft.start)
    stated = {name: cluster.first(name) for name in ("type", "date", "title", "party_term", "number")}
    return Document(
        str(members[0].doc),
        identifier=cluster.completed(),
        name=cluster.first("key"),
        issuer=cluster.issuer,
        year=cluster.year,
        mentions=[places[id(draft)] for draft in members],
        **stated,
    )

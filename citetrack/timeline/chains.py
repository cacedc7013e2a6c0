"""Chains: which document carries out which, from the centre to the communes, with words and lags."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from attrs import evolve, field, frozen

from citetrack.authority import AuthorityFile
from citetrack.gazetteer import level
from citetrack.reading import Reading
from citetrack.timeline.agreement import vaguer_keys
from citetrack.timeline.issuances import REGISTER, works_of
from citetrack.timeline.tellings import documents_of
from citetrack.timeline.values import Source, TimelineDocument, TimelineEvent

__all__ = ["ChainStep", "Link", "chain_of", "joined", "links_of", "register_links"]


def _tuple(items: Any) -> tuple[Any, ...]:
    return tuple(items)


@frozen
class Link:
    """One document that carries out another.

    Attributes:
        parent: what is carried out.
        child: what carries it out.
        sources: where this is told; of the register the id is "register".
        reason: why the text's own days forbid it, or None.
    """

    parent: TimelineDocument
    child: TimelineDocument
    sources: tuple[Source, ...] = field(converter=_tuple)
    reason: str | None = None

    @property
    def lag(self) -> int | None:
        """The days from the issue of the parent to that of the child; None if a day is unknown."""
        if not (self.parent.date and self.child.date):
            return None
        return (date.fromisoformat(self.child.date) - date.fromisoformat(self.parent.date)).days

    @property
    def refusal(self) -> str | None:
        """Why it cannot be: the child is older than its parent; None if nothing speaks against it."""
        if self.lag is None or self.lag >= 0:
            return self.reason and f"{self.child.label} and {self.parent.label}: {self.reason}"
        told = f"{self.child.label} of {self.child.date} is older than {self.parent.label} of {self.parent.date}"
        return f"{told}, which it is said to carry out"

    def to_row(self) -> dict[str, Any]:
        """One row of a table."""
        return {
            "parent": self.parent.label,
            "child": self.child.label,
            "issued": self.child.date,
            "days": self.lag,
            "refusal": self.refusal,
            "source": self.sources[0].id if self.sources else None,
            "evidence": self.sources[0].evidence if self.sources else None,
        }


@frozen
class ChainStep:
    """One document of a chain, in the order in which a tree is printed.

    Attributes:
        depth: 0 for the document at the top.
        document: which.
        link: what ties it to the step above it; None at the top.
    """

    depth: int
    document: TimelineDocument
    link: Link | None = None

    @property
    def level(self) -> str | None:
        """Of the issuing body: "central", "province" and so on; None if unknown."""
        return level(self.document.issuer) if self.document.issuer else None

    def to_row(self) -> dict[str, Any]:
        """One row of a table."""
        row = {"depth": self.depth, "document": self.document.label, "level": self.level, "issued": self.document.date}
        source = self.link.sources[0] if self.link and self.link.sources else None
        row["days"] = self.link.lag if self.link else None
        return row | {"source": source and source.id, "evidence": source and source.evidence}


def links_of(reading: Reading) -> Iterator[Link]:
    """What one text says of documents that carry out others.

    >>> from citetrack.reading import read
    >>> text = "Kế hoạch số 248-KH/TU ngày 5/8/2024 thực hiện Chỉ thị số 35-CT/TW ngày 14/6/2024 của Bộ Chính trị."
    >>> [(link.child.identifier, link.parent.identifier, link.lag) for link in links_of(read(text))]
    [('248-KH/TU', '35-CT/TW', 52)]
    """
    told = [(one, None) for one in reading.relations] + [(one.relation, one.reason) for one in reading.refused]
    carried_out = [(one, why) for one, why in told if one.type == "implements"]
    documents = documents_of(reading) if carried_out else {}
    for one, why in carried_out:
        words = " ".join(reading.text[one.start : one.end].split())
        source = Source(reading.id, words, one.start, one.end, reading.source, reading.published)
        yield Link(documents[one.target], documents[one.source], (source,), why)


def register_links(events: Iterable[TimelineEvent], authority: AuthorityFile) -> Iterator[Link]:
    """What the register says of the documents of *events*: which of them carry out others of its works."""
    known = works_of(events, authority)
    for child, work in known.values():
        for named in work.implements:
            identifier, _, issued = named.partition("@")
            found = [one for one in authority.candidates(identifier) if not issued or one.date == issued]
            if len(found) != 1:
                continue
            parent = known[found[0].key][0] if found[0].key in known else _document(found[0])
            words = f"{work.type} {work.identifier}: {work.source}"
            yield Link(parent, child, (Source(REGISTER, words, 0, len(words)),))


def _document(work: Any) -> TimelineDocument:
    label = f"{work.type} {work.identifier}"
    facts = (work.type, work.date, work.issuer, work.title, work.number)
    return TimelineDocument(label, work.key, work.identifier, work.identifier, *facts)


def joined(links: Iterable[Link]) -> tuple[Link, ...]:
    """*links*, each once, with all its sources; a document told by less is the only one that it can be."""
    told = sorted(links, key=_place)
    documents = {one.key: one for link in told for one in (link.parent, link.child)}
    fuller: dict[str, set[str]] = {}
    for key, document in documents.items():
        for form in set(vaguer_keys(document)) & documents.keys():
            fuller.setdefault(form, set()).add(key)
    names = {key: next(iter(full)) for key, full in fuller.items() if len(full) == 1}
    found: dict[tuple[str, str], list[Link]] = {}
    for link in told:
        ends = (names.get(link.parent.key, link.parent.key), names.get(link.child.key, link.child.key))
        if ends[0] != ends[1]:
            found.setdefault(ends, []).append(link)
    return tuple(_joined(documents[parent], documents[child], some) for (parent, child), some in found.items())


def _joined(parent: TimelineDocument, child: TimelineDocument, links: Sequence[Link]) -> Link:
    sources = dict.fromkeys(source for link in links for source in link.sources)
    return Link(
        _dated(parent, (one.parent for one in links)), _dated(child, (one.child for one in links)), tuple(sources)
    )


def _dated(document: TimelineDocument, told: Iterable[TimelineDocument]) -> TimelineDocument:
    """*document* with the day and issuer that any of its tellings gives."""
    for one in told:
        document = evolve(document, date=document.date or one.date, issuer=document.issuer or one.issuer)
    return document


def _place(link: Link) -> tuple[object, ...]:
    told = tuple((source.id, source.start, source.end) for source in link.sources)
    return (link.parent.key, link.child.key, told, repr(link))


def chain_of(links: Iterable[Link], tops: Sequence[TimelineDocument]) -> tuple[ChainStep, ...]:
    """What carries out *tops*, directly and through others, as the lines of a tree; each document once.

    Refused links are left out, and a link back to a document that is already there.
    """
    below: dict[str, list[Link]] = {}
    for link in links:
        if link.refusal is None:
            below.setdefault(link.parent.key, []).append(link)
    steps, seen = [], set()
    waiting = [ChainStep(0, top) for top in reversed(tops)]
    while waiting:
        step = waiting.pop()
        if step.document.key in seen:
            continue
        seen.add(step.document.key)
        steps.append(step)
        children = sorted(below.get(step.document.key, ()), key=lambda link: (link.child.date or "~", link.child.key))
        waiting += [ChainStep(step.depth + 1, link.child, link) for link in reversed(children)]
    return tuple(steps)

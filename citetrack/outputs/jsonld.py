"""JSON-LD: documents as Legislation and acts as Event of schema.org, safe to stand inside a page."""

import json
from typing import Any

from citetrack.outputs.words import plain, shown, web_address
from citetrack.timeline import Source, Timeline, TimelineDocument, TimelineEvent

__all__ = ["to_jsonld"]

# Written out, so that nobody has to fetch the vocabulary to read the file.
_CONTEXT = {
    "@vocab": "https://schema.org/",
    "about": {"@type": "@id"},
    "isBasedOn": {"@type": "@id"},
    "eventAttendanceMode": {"@type": "@vocab"},
    "url": {"@type": "@id"},
}
_MODES = {
    "onsite": "OfflineEventAttendanceMode",
    "online": "OnlineEventAttendanceMode",
    "mixed": "MixedEventAttendanceMode",
}


def to_jsonld(timeline: Timeline) -> bytes:
    """One graph: each document, what it is based on, and each event with its documents and sources.

    >>> json.loads(to_jsonld(Timeline()))["@graph"]
    []
    """
    links = [link for link in timeline.links if not link.refusal]
    parents: dict[str, set[str]] = {}
    for link in links:
        parents.setdefault(link.child.key, set()).add(link.parent.key)
    linked = {end.key: end for link in links for end in (link.parent, link.child)}
    documents = linked | {document.key: document for document in timeline.documents}
    ids = {key: f"_:document{at}" for at, key in enumerate(sorted(documents), 1)}
    graph = [_document(documents[key], node, [ids[one] for one in parents.get(key, ())]) for key, node in ids.items()]
    graph += [_event(one, ids) for one in timeline]
    words = json.dumps({"@context": _CONTEXT, "@graph": graph}, ensure_ascii=False, indent=1)
    # Inside a string these can be written as numbers; outside of strings JSON has none of them.
    for letter in "<>&":
        words = words.replace(letter, f"\\u{ord(letter):04x}")
    return words.encode() + b"\n"


def _document(one: TimelineDocument, node: str, parents: list[str]) -> dict[str, Any]:
    return _without_none(
        {
            "@id": node,
            "@type": "Legislation",
            "name": _text(one.label),
            "legislationIdentifier": _text(one.authority or one.identifier),
            "legislationType": _text(one.type),
            "legislationDate": one.date,
            "legislationPassedBy": _organisation(one.issuer),
            "headline": _text(one.title),
            "isBasedOn": sorted(parents) or None,
        }
    )


def _event(one: TimelineEvent, ids: dict[str, str]) -> dict[str, Any]:
    event = one.event
    labels = "; ".join(document.label for document in one.documents)
    return _without_none(
        {
            "@type": "Event",
            "name": _text(": ".join(filter(None, (shown(event.type), labels)))),
            "keywords": event.type,
            "startDate": event.date,
            "endDate": event.date_end,
            "organizer": _organisation(event.organiser),
            "location": {"@type": "Place", "name": _text(event.place)} if event.place else None,
            "eventAttendanceMode": _MODES.get(event.attendance.mode or "") if event.attendance else None,
            "about": [ids[document.key] for document in one.documents],
            "subjectOf": [_source(source) for source in one.sources],
        }
    )


def _source(source: Source) -> dict[str, Any]:
    return _without_none(
        {
            "@type": "CreativeWork",
            "identifier": _text(source.id),
            "url": web_address(source.address or source.id),
            "datePublished": source.published and source.published.isoformat(),
            "abstract": _text(source.evidence),
        }
    )


def _organisation(name: str | None) -> dict[str, str | None] | None:
    return {"@type": "Organization", "name": _text(name)} if name else None


def _text(words: str | None) -> str | None:
    return None if words is None else plain(words)


def _without_none(node: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in node.items() if value is not None}

"""citetrack finds, resolves and dates citations of Vietnamese legal and Communist-Party documents.

Names are loaded on first use, so that importing the package costs next to nothing.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from citetrack.authority import AuthorityFile, CompleteSeries, RegisterConflict, Work
    from citetrack.batch import Found, FoundReading, find_in, read_in
    from citetrack.citations import Citation, Document
    from citetrack.clustering import Clusters, WorkCluster, cluster_readings, document_key
    from citetrack.context import find_citations
    from citetrack.dates import PartialDate, parse_date
    from citetrack.errors import (
        CitetrackError,
        DataError,
        InputError,
        MissingExtraError,
        ParseError,
        TrackerError,
        WorkerError,
    )
    from citetrack.events import Attendance, Event
    from citetrack.graph import Edge, edges, to_networkx
    from citetrack.identifiers import Identifier, PartyIdentifier, StateIdentifier
    from citetrack.keys import WorkKey, parse_iri, parse_urn, render_iri, render_urn
    from citetrack.locators import Locator
    from citetrack.outputs.page import timeline_page
    from citetrack.outputs.pictures import timeline_picture
    from citetrack.parsing import parse_citation, parse_identifier
    from citetrack.reading import Reading, read
    from citetrack.relations import RefusedRelation, Relation
    from citetrack.rendering import render
    from citetrack.resolution import Ambiguous, Candidate, Resolution, Resolved, Resolver, Unresolved
    from citetrack.timeline import Source, Timeline, TimelineDocument, TimelineEvent
    from citetrack.tracker import Added, Conflict, Correction, Tracker
    from citetrack.verification import Finding, verify

__all__ = [
    "Added",
    "Ambiguous",
    "Attendance",
    "AuthorityFile",
    "Candidate",
    "Citation",
    "CitetrackError",
    "Clusters",
    "CompleteSeries",
    "Conflict",
    "Correction",
    "DataError",
    "Document",
    "Edge",
    "Event",
    "Finding",
    "Found",
    "FoundReading",
    "Identifier",
    "InputError",
    "Locator",
    "MissingExtraError",
    "ParseError",
    "PartialDate",
    "PartyIdentifier",
    "Reading",
    "RefusedRelation",
    "RegisterConflict",
    "Relation",
    "Resolution",
    "Resolved",
    "Resolver",
    "Source",
    "StateIdentifier",
    "Timeline",
    "TimelineDocument",
    "TimelineEvent",
    "Tracker",
    "TrackerError",
    "Unresolved",
    "Work",
    "WorkCluster",
    "WorkKey",
    "WorkerError",
    "cluster_readings",
    "document_key",
    "edges",
    "find_citations",
    "find_in",
    "parse_citation",
    "parse_date",
    "parse_identifier",
    "parse_iri",
    "parse_urn",
    "read",
    "read_in",
    "render",
    "render_iri",
    "render_urn",
    "timeline_page",
    "timeline_picture",
    "to_networkx",
    "verify",
]

__version__ = "0.1.0"

_ROOMS = {
    "authority": ("AuthorityFile", "CompleteSeries", "RegisterConflict", "Work"),
    "batch": ("Found", "FoundReading", "find_in", "read_in"),
    "citations": ("Citation", "Document"),
    "clustering": ("Clusters", "WorkCluster", "cluster_readings", "document_key"),
    "context": ("find_citations",),
    "dates": ("PartialDate", "parse_date"),
    "errors": (
        "CitetrackError",
        "DataError",
        "InputError",
        "MissingExtraError",
        "ParseError",
        "TrackerError",
        "WorkerError",
    ),
    "events": ("Attendance", "Event"),
    "graph": ("Edge", "edges", "to_networkx"),
    "identifiers": ("Identifier", "PartyIdentifier", "StateIdentifier"),
    "keys": ("WorkKey", "parse_iri", "parse_urn", "render_iri", "render_urn"),
    "locators": ("Locator",),
    "outputs.page": ("timeline_page",),
    "outputs.pictures": ("timeline_picture",),
    "parsing": ("parse_citation", "parse_identifier"),
    "reading": ("Reading", "read"),
    "relations": ("RefusedRelation", "Relation"),
    "rendering": ("render",),
    "resolution": ("Ambiguous", "Candidate", "Resolution", "Resolved", "Resolver", "Unresolved"),
    "timeline": ("Source", "Timeline", "TimelineDocument", "TimelineEvent"),
    "tracker": ("Added", "Conflict", "Correction", "Tracker"),
    "verification": ("Finding", "verify"),
}
_ROOM_OF = {name: room for room, names in _ROOMS.items() for name in names}


def __getattr__(name: str) -> Any:
    """The public *name*, loaded now."""
    if name not in _ROOM_OF:
        raise AttributeError(f"module 'citetrack' has no attribute {name!r}")
    found = getattr(import_module(f"citetrack.{_ROOM_OF[name]}"), name)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    """The public names, loaded or not."""
    return sorted({*globals(), *__all__})

"""The graph of documents across texts: relations as rows, and as a networkx graph."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from attrs import asdict, frozen

from citetrack.errors import MissingExtraError
from citetrack.reading import Reading
from citetrack.relations import Relation
from citetrack.resolution import Resolved

if TYPE_CHECKING:
    import networkx

__all__ = ["Edge", "edges", "to_networkx"]


@frozen
class Edge:
    """One relation of one text, with the works that it is between.

    Attributes:
        type: "amends", "replaces", "repeals", "guides", "implements" or "based_on".
        source, target: IRI of the known work; else the text and its key for the document ("a.txt#d1").
        source_label, target_label: identifier or name, for people.
        id: the text.
        origin: where the text comes from, or None.
        start, end: the words that say so, as offsets into the text.
        evidence: these words.
    """

    type: str
    source: str
    target: str
    source_label: str
    target_label: str
    id: str
    origin: str | None
    start: int
    end: int
    evidence: str


def edges(readings: Iterable[Reading]) -> Iterator[Edge]:
    """The relations of *readings* as rows, in their order.

    >>> from citetrack.reading import read
    >>> [row] = edges([read("Nghị định số 30/2020/NĐ-CP thay thế Nghị định số 110/2004/NĐ-CP.", id="a")])
    >>> row.type, row.source, row.target_label
    ('replaces', '/akn/vn/act/nghi-dinh/chinh-phu/2020-03-05/30-2020-nd-cp', '110/2004/NĐ-CP')
    """
    for reading in readings:
        for relation in reading.relations:
            yield Edge(
                type=relation.type,
                source=_node(reading, relation, relation.source),
                target=_node(reading, relation, relation.target),
                source_label=_label(reading, relation.source),
                target_label=_label(reading, relation.target),
                id=reading.id,
                origin=reading.source,
                start=relation.start,
                end=relation.end,
                evidence=reading.text[relation.start : relation.end],
            )


def _node(reading: Reading, relation: Relation, doc: str) -> str:
    """The work's IRI if it is known and the relation agrees with its day; a bare name may mean an earlier law."""
    resolution = reading.resolutions[doc]
    iri = resolution.work.iri if isinstance(resolution, Resolved) else None
    return iri if iri and (doc == relation.source or not _contradicted(reading, relation)) else f"{reading.id}#{doc}"


def _contradicted(reading: Reading, relation: Relation) -> bool:
    days = [_day(reading, doc) for doc in (relation.source, relation.target)]
    return bool(days[0] and days[1] and days[0] < days[1])


def _day(reading: Reading, doc: str) -> str | None:
    resolution = reading.resolutions[doc]
    return resolution.work.date if isinstance(resolution, Resolved) else None


def _label(reading: Reading, doc: str) -> str:
    document = next(one for one in reading.documents if one.doc == doc)
    return document.identifier or " ".join(filter(None, (document.type, document.name or document.number))) or doc


def to_networkx(rows: Iterable[Edge]) -> "networkx.MultiDiGraph[str]":
    """A graph of *rows*: a node a document (attribute `label`), an edge a telling (key: type, text and place).

    Raises:
        MissingExtraError: networkx is not installed.
    """
    try:
        import networkx
    except ImportError as error:
        raise MissingExtraError("graph", "networkx") from error
    graph: Any = networkx.MultiDiGraph()
    for row in rows:
        graph.add_node(row.source, label=row.source_label)
        graph.add_node(row.target, label=row.target_label)
        told = {name: value for name, value in asdict(row).items() if name not in ("source", "target")}
        graph.add_edge(row.source, row.target, key=f"{row.type} {row.id}:{row.start}-{row.end}", **told)
    found: networkx.MultiDiGraph[str] = graph
    return found

"""Clusters across texts: the mentions of one work together, whatever their form and in whatever order texts come."""

from array import array
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from hashlib import blake2b

from attrs import Factory, define, frozen

from citetrack.citations import Citation, Document
from citetrack.clustering.keys import GAP, OPEN, StatedKey, document_key, stated_key
from citetrack.gazetteer import party_term_on
from citetrack.reading import Reading
from citetrack.resolution import Ambiguous, Resolution, Resolved

__all__ = ["Clusters", "Place", "WorkCluster", "cluster_readings"]

_SERIES = timedelta(days=365)  # numbers without a year restart each year
_INTS = 3  # of one mention: its text, start and end


@frozen(order=True)
class Place:
    """Where a mention stands: the id of the text and the offsets, in code points, half-open."""

    id: str
    start: int
    end: int


@frozen
class WorkCluster:
    """The mentions, in all texts, of what is one work, or of what may be several.

    Attributes:
        key: under which texts agree on it; see `document_key`.
        status: "resolved" (a work of the register), "unresolved" (one work, not in the register), or "ambiguous"
            (what is said does not name one work).
        label: the words of the first mention, by the ids of the texts.
        mentions: how many there are.
        texts: in how many texts.
        candidates: of an ambiguous one, the keys of the works and of the other clusters that it may be.
    """

    key: str
    status: str
    label: str
    mentions: int
    texts: int
    candidates: tuple[str, ...] = ()


@define(eq=False)
class _Gathered:
    """What is kept of one cluster while texts are added: numbers, and the words of its first mention."""

    places: "array[int]" = Factory(lambda: array("I"))
    first: tuple[str, int, str] = ("", 0, "")
    stated: StatedKey | None = None
    day: str | None = None
    candidates: set[str] = Factory(set)
    resolved: bool = False

    def take(self, text: int, id_: str, mentions: Iterable[Citation]) -> None:
        """Takes the *mentions* in one text in."""
        for one in mentions:
            if not self.places or (id_, one.start) < self.first[:2]:
                self.first = (id_, one.start, " ".join(one.text.split()))
            self.places.extend((text, one.start, one.end))

    def take_in(self, other: "_Gathered") -> None:
        """Takes another one in, whole."""
        self.places.extend(other.places)
        self.first = min(self.first, other.first)


class Clusters:
    """Clusters of the mentions in many texts; texts may come in any order, and again, without a difference.

    Texts are not kept, only where the mentions stand: 12 bytes a mention, beside its cluster's key.

    >>> from citetrack.reading import read
    >>> clusters = Clusters()
    >>> clusters.add(read("Nghị quyết Trung ương 6 khóa XII về tổ chức bộ máy", id="a"))
    True
    >>> clusters.add(read("Nghị quyết số 18-NQ/TƯ ngày 25/10/2017, gọi tắt là Nghị quyết 18", id="b"))
    True
    >>> [(one.key, one.mentions, one.texts) for one in clusters]
    [('18-NQ/TW@2017-10-25#Nghị quyết', 3, 2)]
    """

    def __init__(self, readings: Iterable[Reading] = ()) -> None:
        self._seen: set[bytes] = set()
        self._ids: list[str] = []
        self._gathered: dict[tuple[str, date | None], _Gathered] = {}
        for reading in readings:
            self.add(reading)

    def add(self, reading: Reading) -> bool:
        """Whether *reading* was new: the same text under the same id is taken in once."""
        digest = blake2b(f"{reading.id}\0{reading.text}".encode("utf-8", "surrogatepass"), digest_size=16).digest()
        if digest in self._seen:
            return False
        self._seen.add(digest)
        at = len(self._ids)
        self._ids.append(reading.id)
        for document in reading.documents:
            resolution = reading.resolutions[document.doc]
            key = document_key(document, resolution) or f"{digest.hex()}:{document.doc}"
            cluster = self._of(key, document, resolution, reading.published)
            cluster.take(at, reading.id, (reading.citations[index] for index in document.mentions))
        return True

    def _of(self, key: str, document: Document, resolution: Resolution, published: date | None) -> _Gathered:
        """The cluster of that key; what has a gap in its time is kept by the day of the text, which may fill it."""
        stated = None if isinstance(resolution, Resolved) else stated_key(document)
        by_day = stated is not None and stated.time == GAP and not key.startswith(OPEN)
        group = key, published if by_day else None
        if (cluster := self._gathered.get(group)) is None:
            cluster = self._gathered[group] = _Gathered(stated=stated, resolved=isinstance(resolution, Resolved))
        if document.date and (cluster.day is None or document.date < cluster.day):
            cluster.day = document.date
        if isinstance(resolution, Ambiguous):
            cluster.candidates.update(one.work.key for one in resolution.candidates)
        return cluster

    def __iter__(self) -> Iterator[WorkCluster]:
        """The clusters in the order of their keys."""
        joined = self._joined()
        rivals = _rivals(joined)
        for key in sorted(joined):
            yield _cluster(key, joined[key], rivals)

    def __len__(self) -> int:
        return len(self._joined())

    def mentions(self, key: str) -> tuple[Place, ...]:
        """Where the mentions of one cluster stand, by text and offset; none if there is no such cluster."""
        cluster = self._joined().get(key)
        numbers = cluster.places if cluster else ()
        triples = zip(numbers[::_INTS], numbers[1::_INTS], numbers[2::_INTS], strict=True)
        return tuple(sorted(Place(self._ids[text], start, end) for text, start, end in triples))

    def _joined(self) -> dict[str, _Gathered]:
        """The clusters by key, each with those that only lacked the time and fit no other."""
        complete: dict[tuple[str, str], list[str]] = {}
        found: dict[str, _Gathered] = {}
        gaps: list[tuple[str, date | None, _Gathered]] = []
        for (key, published), cluster in self._gathered.items():
            if cluster.stated and cluster.stated.time == GAP and not key.startswith(OPEN):
                gaps.append((key, published, cluster))
                continue
            found[key] = cluster
            if cluster.stated and cluster.stated.is_complete and not key.startswith(OPEN):
                complete.setdefault((cluster.stated.base, cluster.stated.place), []).append(key)
        grown: dict[str, _Gathered] = {}
        for key, published, cluster in gaps:
            stated = cluster.stated or StatedKey(key)
            options = [one for one in complete.get((stated.base, stated.place), ()) if _fits(found[one], published)]
            target = options[0] if len(options) == 1 else key
            if target not in grown:
                grown[target] = _copy(found.get(target, _Gathered(stated=stated)))
            grown[target].take_in(cluster)
        return found | grown


def cluster_readings(readings: Iterable[Reading]) -> tuple[WorkCluster, ...]:
    """The clusters of *readings*, by key; the order of the readings does not matter.

    >>> from citetrack.reading import read
    >>> texts = ["theo Quyết định 32/2020/QĐ-UBND của UBND tỉnh Bình Dương", "theo Quyết định 32/2020/QĐ-UBND"]
    >>> found = cluster_readings(read(text, id=str(number)) for number, text in enumerate(texts))
    >>> [(one.key, one.status, one.candidates) for one in found]  # doctest: +NORMALIZE_WHITESPACE
    [('32-2020-qd-ubnd|*', 'ambiguous', ('32-2020-qd-ubnd|Bình Dương',)),
     ('32-2020-qd-ubnd|Bình Dương', 'unresolved', ())]
    """
    return tuple(Clusters(readings))


def _copy(cluster: _Gathered) -> _Gathered:
    """One that can grow without a change to what was gathered."""
    first = cluster.first if cluster.places else ("\U0010ffff", 0, "")  # behind the first mention of any text
    return _Gathered(cluster.places[:], first, cluster.stated, cluster.day, cluster.candidates, cluster.resolved)


def _fits(cluster: _Gathered, published: date | None) -> bool:
    """Whether a text of that day, which does not say when the document was issued, can mean this one."""
    if published is None or cluster.stated is None:
        return False
    time = cluster.stated.time
    if not time.isdigit():
        return time == party_term_on(published)
    day = date.fromisoformat(cluster.day) if cluster.day else None
    return timedelta(0) <= published - day <= _SERIES if day else published.year == int(time)


def _rivals(clusters: dict[str, _Gathered]) -> dict[str, list[StatedKey]]:
    """The complete keys of each base, which those with a gap may be."""
    found: dict[str, list[StatedKey]] = {}
    for key, cluster in clusters.items():
        if cluster.stated and cluster.stated.is_complete and not key.startswith(OPEN):
            found.setdefault(cluster.stated.base, []).append(cluster.stated)
    return found


def _cluster(key: str, cluster: _Gathered, rivals: dict[str, list[StatedKey]]) -> WorkCluster:
    stated = cluster.stated
    is_open = key.startswith(OPEN) or (stated is not None and not stated.is_complete)
    candidates = set(cluster.candidates)
    if is_open and stated is not None:
        candidates |= {str(other) for other in rivals.get(stated.base, ()) if _may_be(stated, other)}
    return WorkCluster(
        key,
        "resolved" if cluster.resolved else ("ambiguous" if is_open else "unresolved"),
        cluster.first[2],
        len(cluster.places) // _INTS,
        len(set(cluster.places[::_INTS])),
        tuple(sorted(candidates)),
    )


def _may_be(stated: StatedKey, other: StatedKey) -> bool:
    return stated.place in (GAP, other.place) and stated.time in (GAP, other.time)

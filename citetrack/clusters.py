"""Clusters: which mentions of one text are one document, by number, name, sitting and title; from the text alone."""

from bisect import bisect_left, insort
from collections.abc import Iterable, Sequence
from typing import Any

from attrs import Factory, define

from citetrack import gazetteer
from citetrack.drafts import Draft
from citetrack.identifiers import Identifier, PartyIdentifier, unpadded
from citetrack.titles import agreement

__all__ = ["Cluster", "clustered"]

_ALIKE = 0.6
_BEHIND = 1 << 62  # behind the end of every text
_STATED = ("identifier", "type", "number", "year", "key", "date", "issuer", "title", "party_term", "sitting")
# Newspapers call one document by either word, and the Party's symbol is QĐ for both.
_LAWS = {"Luật", "Bộ luật", "Pháp lệnh"}
_INTERCHANGED = {"Quyết định", "Quy định"}
# The types that the guidelines let a central issuer complete: Chỉ thị 35 của Bộ Chính trị is 35-CT/TW.
_COMPLETED = {
    "Nghị quyết": "NQ",
    "Chỉ thị": "CT",
    "Kết luận": "KL",
    "Hướng dẫn": "HD",
    "Thông báo": "TB",
    "Kế hoạch": "KH",
}


@define(eq=False)
class Cluster:
    """The mentions of one document.

    Attributes:
        members: in the order in which they were put together; put them there by `add`.
        group_issuer: what the text says of several documents at once.
    """

    members: list[Draft] = Factory(list)
    group_issuer: str | None = None
    _starts: list[int] = Factory(list)
    _stated: dict[str, tuple[int, Any]] = Factory(dict)

    def add(self, draft: Draft) -> None:
        """Takes one more mention in."""
        self.members.append(draft)
        insort(self._starts, draft.start)
        for name in _STATED:
            value = getattr(draft, name)
            if value is not None and draft.start < self._stated.get(name, (_BEHIND, None))[0]:
                self._stated[name] = (draft.start, value)

    def first(self, name: str) -> Any:
        """The first value of a field among the members, in the order of the text."""
        return self._stated.get(name, (0, None))[1]

    def distance(self, position: int) -> tuple[bool, int]:
        """How far from *position* it was last mentioned before, else how far on it is first mentioned behind."""
        at = bisect_left(self._starts, position)
        return (False, position - self._starts[at - 1]) if at else (True, self._starts[0] - position)

    @property
    def identifier(self) -> Identifier | None:
        """The identifier that a member spells out, with the most said in it."""
        found: Identifier | None = self.first("identifier")
        return found

    @property
    def year(self) -> int | None:
        """The year of its symbol or date."""
        identifier = self.identifier
        year: int | None = (identifier.year if identifier else None) or self.first("year")
        return year

    @property
    def issuer(self) -> str | None:
        """The issuer that a member or a statement about the whole list gives."""
        issuer: str | None = self.first("issuer") or self.group_issuer
        return issuer

    def completed(self) -> str | None:
        """The canonical identifier, from a symbol or, for the types that allow it, from number and issuer."""
        if self.identifier is not None:
            return str(self.identifier)
        number, kind = self.first("number"), self.first("type")
        if number is None or (str(self.first("key") or "").startswith("plenum") and not self.issuer):
            return None
        if kind == "Nghị định" and self.year:
            return f"{number}/{self.year}/NĐ-CP"
        if kind in _COMPLETED and _is_central_party(self.issuer):
            return f"{number}-{_COMPLETED[str(kind)]}/TW"
        return None


def _is_central_party(issuer: str | None) -> bool:
    """Whether one of the issuers is the Central Committee, the Politburo or the Secretariat."""
    bodies = [body for part in (issuer or "").split("; ") for body in gazetteer.bodies_named(part)]
    return any(body.kind == "party_committee" and body.level == "central" for body in bodies)


def clustered(drafts: Sequence[Draft], grouped: Iterable[tuple[int, str, str]] = ()) -> list[Cluster]:
    """The documents of all but the anaphors; a weak mention that no document stands by is in none.

    *grouped* holds what the text says of several documents at once: an offset, a type and an issuer.
    """
    clusters: list[Cluster] = []
    _by_identifier(drafts, clusters)
    _by_name(drafts, clusters)
    _by_number(drafts, clusters)
    for draft in drafts:
        if draft.kind == "named" and draft.key is None and draft.issuer is not None and draft.type != "Hiến pháp":
            _add(draft, None, clusters)  # by its issuer and subject, perhaps equated below
    _give_group_issuers(clusters, grouped)
    _equate(clusters)
    return clusters


def _add(draft: Draft, cluster: Cluster | None, clusters: list[Cluster]) -> None:
    if cluster is None:
        cluster = Cluster()
        clusters.append(cluster)
    cluster.add(draft)


def _nearest(draft: Draft, options: Sequence[Cluster]) -> Cluster | None:
    """The option last mentioned before *draft*, else the first mentioned after it."""
    return min(options, key=lambda cluster: cluster.distance(draft.start), default=None)


def _dates_agree(draft: Draft, cluster: Cluster) -> bool:
    stated = cluster.first("date")
    return draft.date is None or stated is None or draft.date == stated


def _types_agree(one: object, other: object) -> bool:
    return one is None or other is None or one == other or {one, other} <= _INTERCHANGED


def _by_identifier(drafts: Sequence[Draft], clusters: list[Cluster]) -> None:
    """Equal symbols are one document unless their types or dates differ; those with a date go first, weak ones last."""
    known: dict[Identifier, list[Cluster]] = {}
    for draft in sorted(drafts, key=lambda d: (d.weak, d.date is None)):
        if draft.identifier is None:
            continue
        same = known.setdefault(draft.identifier, [])
        options = [c for c in same if _types_agree(draft.type, c.first("type")) and _dates_agree(draft, c)]
        nearest = _nearest(draft, options)
        if options or not draft.weak:
            _add(draft, nearest, clusters)
        if nearest is None and not draft.weak:
            same.append(clusters[-1])


def _by_name(drafts: Sequence[Draft], clusters: list[Cluster]) -> None:
    """Equal names of one type are one document unless their years differ; those with a year go first."""
    known: dict[str, list[Cluster]] = {}
    for cluster in clusters:
        known.setdefault(_name_key(cluster.members[0]), []).append(cluster)
    for draft in sorted(drafts, key=lambda d: d.year is None):
        if draft.identifier is not None or draft.kind != "named" or (draft.key is None and draft.type != "Hiến pháp"):
            continue
        same = known.setdefault(_name_key(draft), [])
        nearest = _nearest(draft, [c for c in same if _same_name(draft, c)])
        _add(draft, nearest, clusters)
        if nearest is None:
            same.append(clusters[-1])
    for draft in drafts:
        if draft.weak and draft.kind == "named":  # “Luật năm 2015”
            options = [c for c in clusters if c.first("type") in (draft.type, "Bộ luật") and c.year == draft.year]
            if options:
                _add(draft, _nearest(draft, options), clusters)


def _name_key(draft: Draft) -> str:
    """What mentions of one name have in common: a plenum's name may lack its term."""
    key = draft.key or ""
    return key.rpartition(":")[0] if key.startswith("plenum:") else key


def _same_name(draft: Draft, cluster: Cluster) -> bool:
    key, other = draft.key, cluster.first("key")
    if draft.type != cluster.first("type") or (key != other and not _same_sitting(key, other)):
        return False
    years = {draft.year, cluster.year} - {None}
    return len(years) < 2 and _dates_agree(draft, cluster)


def _same_sitting(key: object, other: object) -> bool:
    """Whether two plenum names agree, one without its term."""
    if not (isinstance(key, str) and isinstance(other, str) and key.startswith("plenum:")):
        return False
    return key.rpartition(":")[0] == other.rpartition(":")[0] and key.endswith(":") != other.endswith(":")


def _by_number(drafts: Sequence[Draft], clusters: list[Cluster]) -> None:
    """A type word and number join the document of that number; those that say more go first."""
    known: dict[str, list[Cluster]] = {}
    for cluster in clusters:
        for number in {unpadded(d.number) for d in cluster.members if d.number is not None}:
            known.setdefault(number, []).append(cluster)
    short = [d for d in drafts if d.identifier is None and d.number is not None]
    for draft in sorted(short, key=lambda d: (d.weak, d.date is None, d.year is None, d.issuer is None)):
        same = known.setdefault(unpadded(draft.number or ""), [])
        options = [c for c in same if _same_number(draft, c)]
        nearest = _nearest(draft, options)
        if options or not draft.weak:
            _add(draft, nearest, clusters)
            if nearest is None:
                same.append(clusters[-1])


def _same_number(draft: Draft, cluster: Cluster) -> bool:
    if not _types_agree(draft.type, cluster.first("type")) or not _dates_agree(draft, cluster):
        return False
    years = {draft.year, cluster.year} - {None}
    central = isinstance(cluster.identifier, PartyIdentifier) and cluster.identifier.code.endswith("/TW")
    foreign = cluster.identifier is not None and _is_central_party(draft.issuer) and not central
    return len(years) < 2 and not foreign


def _give_group_issuers(clusters: list[Cluster], grouped: Iterable[tuple[int, str, str]]) -> None:
    """What is said of several documents at once holds for the numbers without symbol that follow."""
    bare = [c for c in clusters if c.identifier is None and c.first("number") is not None]
    if not any(cluster.issuer is None for cluster in bare):
        return  # nothing asks for it, and looking for it costs a search of the whole text
    for position, type_name, issuer in grouped:
        for cluster in bare:
            fits = cluster.issuer is None and cluster.first("type") == type_name
            if fits and cluster.members[0].start > position:
                cluster.group_issuer = issuer


def _equate(clusters: list[Cluster]) -> None:
    """Merges a document cited by sitting, or by issuer and subject, with the numbered one that the text equates."""
    numbered = [c for c in clusters if c.first("number") is not None]
    for cluster in [c for c in clusters if c.first("number") is None and _can_be_equated(c)]:
        twins = [c for c in numbered if c.first("type") == cluster.first("type") and _equated(cluster, c)]
        if len(twins) == 1:
            for member in cluster.members:
                twins[0].add(member)
            clusters.remove(cluster)
    _join_appositions(clusters)


def _join_appositions(clusters: list[Cluster]) -> None:
    """Luật Đất đai 2024 (Luật số 31/2024/QH15): a law's number and its name side by side are one law."""
    laws = [c for c in clusters if c.first("type") in _LAWS]
    at = {member.start: cluster for cluster in laws for member in cluster.members}
    for cluster in laws:
        for member in list(cluster.members):
            beside = at.get(member.end + 1) or at.get(member.end + 2)
            if beside is None or beside is cluster or not cluster.members or not beside.members:
                continue
            same_type = cluster.first("type") == beside.first("type")
            if same_type and (cluster.identifier is None) != (beside.identifier is None):
                _merge(beside, cluster, clusters, at)


def _merge(gone: Cluster, kept: Cluster, clusters: list[Cluster], at: dict[int, Cluster]) -> None:
    for member in gone.members:
        kept.add(member)
        at[member.start] = kept
    clusters.remove(gone)
    gone.members = []


def _can_be_equated(cluster: Cluster) -> bool:
    """Whether it is cited by sitting, or by issuer and subject alone."""
    key = cluster.first("key")
    return str(key).startswith("plenum:") if key is not None else cluster.first("issuer") is not None


def _equated(named: Cluster, numbered: Cluster) -> bool:
    key = str(named.first("key") or "")
    if key.startswith("plenum:"):
        _, plenum, term = key.split(":")
        same_sitting = numbered.first("sitting") == plenum and term in ("", str(numbered.first("party_term")))
        return same_sitting or (_titles_agree(named, numbered) and term in ("", numbered.first("party_term"), None))
    by_author = named.first("key") is None and named.first("issuer") is not None
    return by_author and _titles_agree(named, numbered)


def _titles_agree(one: Cluster, other: Cluster) -> bool:
    titles = one.first("title"), other.first("title")
    return all(titles) and agreement(str(titles[0]), str(titles[1])) >= _ALIKE

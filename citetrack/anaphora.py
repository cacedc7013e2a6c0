"""Anaphora: which document “Nghị định này”, “luật trên”, “nghị quyết sau” is, and which document the text itself is."""

import re
from bisect import bisect_left, insort
from collections.abc import Iterator, Sequence
from typing import TypeAlias

from citetrack._text import CAPITALS, fold
from citetrack.clusters import Cluster
from citetrack.drafts import Draft
from citetrack.tails import issue_day

__all__ = ["own_day", "own_document", "resolve_anaphors"]

# “Số: 14/2014/QĐ-UBND” in a heading or data block.
_OWN_NUMBER = re.compile(r"(?:^|\n)[^\n]{0,40}\b(?:Số|SỐ|So)(?:\s+hiệu|\s*,\s*ký\s+hiệu|\s+hieu)?\s*:\s*$")
_ARTICLE = r"[ \t]*(?:Điều|ĐIỀU|Dieu)\s+[0-9]+[a-z]?\s*[.:]"
# Two expressions, for the search of one that opens with one character is ten times as fast.
_OPENING_ARTICLE, _FURTHER_ARTICLE = re.compile(_ARTICLE), re.compile(rf"\n{_ARTICLE}")
# What is named as agent or as object of the sentence is not what it speaks of.
_MADE_BY = re.compile(
    r"(?:bởi|bằng|thay\s+thế|thay|bãi\s+bỏ|sửa\s+đổi|bổ\s+sung|điều\s+của|so\s+với|boi|bang|thay\s+the|sua\s+doi)\s+(?:các\s+)?$",
    re.IGNORECASE,
)
_MOST_PASSED = 200  # mentions that are passed over for one that is spoken of
_HEADING_REACH = 700
_PLACE_AND_DAY = re.compile(
    rf"(?:^|\n|[ \t]{{2,}})[{CAPITALS}][^,\n.;:]{{1,40}},[ \t]*"
    r"(ngày[ \t]*[0-9]{1,2}[ \t]*tháng[ \t]*[0-9]{1,2}[ \t]*năm[ \t]*[0-9]{4})[ \t]*(?=\n|$)"
)
_TITLE_REACH = 300
# The mentions of each type: where one starts, its rank (of two at one place the first is the last), its document.
_Mentions: TypeAlias = list[tuple[int, int, Cluster]]
_Spoken: TypeAlias = dict[object, _Mentions]
_LAWS = {"Luật", "Bộ luật", "Pháp lệnh"}


def _operative(text: str) -> int | None:
    """Where the first article of a document stands that opens a line; None in a text without articles."""
    found = _OPENING_ARTICLE.match(text) or _FURTHER_ARTICLE.search(text)
    return found.start() if found else None


def own_document(clusters: Sequence[Cluster], text: str) -> Cluster | None:
    """The document that the text is: the one whose number stands in the heading's number line; None for other texts."""
    for cluster in clusters:
        if any(d.identifier and _stands_in_number_line(text[max(0, d.start - 60) : d.start]) for d in cluster.members):
            return cluster
    return _titled(clusters, text) if _operative(text) is not None else None


def _stands_in_number_line(before: str) -> bool:
    """Whether what stands before a number is “Số:” at the head of a document."""
    return before.rstrip().endswith(":") and _OWN_NUMBER.search(before) is not None


def own_day(text: str) -> str | None:
    """The ISO day of the place-and-date line in the heading of a document: “Hà Nội, ngày 20 tháng 6 năm 2017”.

    >>> own_day("Số: 12/KH-UBND    Long An, ngày 10 tháng 03 năm 2014")
    '2014-03-10'
    """
    line = _PLACE_AND_DAY.search(text, 0, _HEADING_REACH)
    return issue_day(line[1]) if line else None


def _titled(clusters: Sequence[Cluster], text: str) -> Cluster | None:
    """The document of a title line: the first mention of the text, at the start of a line, ahead of the first Điều."""
    first = min(clusters, key=lambda c: min(d.start for d in c.members), default=None)
    if first is None or first.identifier is None:
        return None
    start = min(d.start for d in first.members)
    operative = _operative(text)
    opens = not text[:start].strip() or text[:start].rstrip(" \t").endswith("\n")
    return first if opens and start < _TITLE_REACH and (operative is None or start < operative) else None


def resolve_anaphors(
    anaphors: Sequence[Draft], clusters: list[Cluster], text: str, own: Cluster | None
) -> Cluster | None:
    """Puts each anaphor to its document, or leaves it out; gives back the text's own document, new if need be.

    “Này” in the operative part of a document is the document itself; elsewhere it is the one last spoken of.
    """
    if not anaphors:
        return own
    operative = _operative(text) is not None
    spoken: _Spoken = {}
    for known in clusters:
        for member in known.members:
            _speak(spoken, member, known)
    for anaphor in anaphors:
        cluster = _antecedent(anaphor, spoken, text, own, operative)
        if cluster is None and operative and anaphor.demonstrative == "này" and own is None:
            cluster = own = Cluster()
            clusters.append(own)
        if cluster is not None:
            cluster.add(anaphor)
            _speak(spoken, anaphor, cluster)
    return own


def _speak(spoken: _Spoken, draft: Draft, cluster: Cluster) -> None:
    """Puts a mention among those of the type of its document."""
    mentions = spoken.setdefault(cluster.first("type"), [])
    insort(mentions, (draft.start, -len(mentions), cluster))


def _antecedent(anaphor: Draft, spoken: _Spoken, text: str, own: Cluster | None, operative: bool) -> Cluster | None:
    here = fold(anaphor.demonstrative or "") == "nay"
    if here and own is not None and _fits(anaphor, own):
        return own
    if here and operative and own is None:
        return None
    kinds = (anaphor.type, "Bộ luật") if anaphor.type == "Luật" else (anaphor.type,)
    earlier = [(mentions, bisect_left(mentions, (anaphor.start,))) for kind in kinds if (mentions := spoken.get(kind))]
    if fold(anaphor.demonstrative or "") == "sau":
        options = {id(c): c for mentions, end in earlier for _, _, c in mentions[:end]}.values()
        return max(options, key=lambda c: min(m.start for m in c.members), default=None)
    last = [found for mentions, end in earlier for found in _last(mentions, end, text)]
    # What was spoken of goes before what was only an agent or object, else the later before the earlier.
    return max(last, key=lambda found: found[:2], default=(False, 0, None))[2]


def _last(mentions: _Mentions, end: int, text: str) -> Iterator[tuple[bool, int, Cluster]]:
    """Of the first *end* mentions the last ones, back to the last that is spoken of."""
    for start, _, cluster in reversed(mentions[max(0, end - _MOST_PASSED) : end]):
        is_spoken_of = not _MADE_BY.search(text[max(0, start - 12) : start])
        yield is_spoken_of, start, cluster
        if is_spoken_of:
            return


def _fits(anaphor: Draft, cluster: Cluster) -> bool:
    kind = cluster.first("type")
    return kind == anaphor.type or (
        anaphor.type in _LAWS and kind in _LAWS and anaphor.type == "Luật" and kind == "Bộ luật"
    )

"""Relations told in the name of a document, or right behind it: Nghị định số 5 sửa đổi Nghị định số 3."""

import re
from collections.abc import Iterator
from itertools import pairwise

from attrs import frozen

from citetrack.events.page import CITED, Mention, Page
from citetrack.events.words import lexicon
from citetrack.relations.values import CHANGES, Relation
from citetrack.relations.words import relation_words

__all__ = ["named_relations"]

_FAR = 300  # letters between two documents of one name
_AMENDED = re.compile(r"[^.;()\n]{0,240}")  # what stands between "sửa đổi" and the document
_JOINED = re.compile(r"[^.;()\n]{0,160}?(?:,|\bvà|\bva)\s+(?:(?:các|của|tại|một số điều của)\s+)*", re.IGNORECASE)
_JOINING = re.compile(r"(?:,|\b(?:và|va|cùng|hoặc))\s*$", re.IGNORECASE)
_BY_ALSO = re.compile(r"[\s,]*(?:và\s+|va\s+|bởi\s+|theo\s+|tại\s+)*", re.IGNORECASE)


@frozen
class _Told:
    """One relation as it is told: what kind, by which words, from which document to which."""

    type: str
    source: Mention
    target: Mention
    words: str


def named_relations(page: Page) -> Iterator[Relation]:
    """The relations between documents that are cited one behind the other."""
    text = _cited(page)
    for place, (first, second) in enumerate(pairwise(page.mentions)):
        if second.start - first.end > _FAR or second.start < first.end:
            continue
        rest = page.mentions[place + 2 :]
        for told in _active(page, text, first, second, rest) or _passive(page, text, first, second, rest):
            if _holds(page, told):
                start, end = min(told.source.start, told.target.start), max(told.source.end, told.target.end)
                yield Relation(told.type, told.source.doc, told.target.doc, start, end, told.words)


def _holds(page: Page, told: _Told) -> bool:
    """Whether it is told of two documents, neither of them a draft, of which the one can change the other."""
    if told.source.doc == told.target.doc or told.source.draft or told.target.draft:
        return False
    return told.type not in CHANGES or relation_words(page.spelling).may_change(told.source.type, told.target.type)


def _cited(page: Page) -> str:
    """The text with its citations blotted out and its titles readable."""
    parts, position = [], 0
    for mention in page.mentions:
        start = max(mention.start, position)
        parts += [page.text[position:start], CITED * max(0, mention.end - start)]
        position = max(position, mention.end)
    return "".join((*parts, page.text[position:]))


def _active(page: Page, text: str, first: Mention, second: Mention, rest: tuple[Mention, ...]) -> list[_Told]:
    """The first document does something to the second, and to those that are joined to the second."""
    words, lexical = relation_words(page.spelling), lexicon(page.spelling)
    opening = words.opening.match(text, first.end, second.start)
    verb = words.naming.match(text, opening.end() if opening else first.end, second.start)
    if verb is None or (verb.start() == first.end and verb.start()):
        return []
    kind = words.type_of(verb[0])
    between = text[verb.end() : second.start]
    if lexical.before["mere"].search(between) or not _leads_to(page, kind, text, verb.end(), second.start):
        return []
    targets = [second]
    for mention in rest if kind in CHANGES else ():
        gap = _JOINED.fullmatch(text, targets[-1].end, mention.start)
        if gap is None or lexical.before["mere"].search(gap[0]) or words.naming.search(gap[0]):
            break
        targets.append(mention)
    return [_Told(kind, first, target, " ".join(verb[0].split())) for target in targets]


def _leads_to(page: Page, kind: str, text: str, start: int, end: int) -> bool:
    """Whether the words between the verb and the document make the document its object."""
    words = relation_words(page.spelling)
    if kind == "implements":
        return words.fillers.fullmatch(text, start, end) is not None
    if _AMENDED.fullmatch(text, start, end) is None:
        return False
    # "sửa đổi cho phép … và Nghị quyết 8": the document is joined to something else.
    between = text[start:end]
    if kind not in CHANGES:
        return not _JOINING.search(between)
    others = {words.type_of(verb[0]) for verb in words.naming.finditer(between)} - set(CHANGES)
    return not (others or _JOINING.search(between) or words.lump.search(between))


def _passive(page: Page, text: str, first: Mention, second: Mention, rest: tuple[Mention, ...]) -> list[_Told]:
    """Something is done to the first document by the second, and by those that are joined to the second."""
    words = relation_words(page.spelling)
    told = words.changed.match(text, first.end, second.start)
    verb = told and (told["passive"] or told["by"] or told["bracketed"])
    if told is None or verb is None or not _names_agent(text, told.end(), second.start):
        return []
    sources = [second]
    for mention in rest:
        if _BY_ALSO.fullmatch(text, sources[-1].end, mention.start) is None:
            break
        sources.append(mention)
    return [_Told(words.type_of(verb), source, first, " ".join(verb.split())) for source in sources]


def _names_agent(text: str, start: int, end: int) -> bool:
    """Whether the acting document follows at once, its article before it at most."""
    return end - start <= 60 and re.fullmatch(r"[\s,]*(?:[^.;()\n,]{0,50})?", text[start:end]) is not None

"""Grounds: the documents that the text's own document is based on or carries out, as its head names them."""

import re
from collections.abc import Iterator

from citetrack.events.governed import run
from citetrack.events.page import Mention, Page
from citetrack.events.relations import SELF
from citetrack.relations.values import Relation
from citetrack.relations.words import relation_words

__all__ = ["carried_out", "grounds"]

_OPERATIVE = re.compile(r"(?:^|\n)[ \t]*(?:Điều|ĐIỀU|Dieu)\s+[0-9]+[a-z]?\s*[.:]")
_GROUND = re.compile(r"[;\n]|\.\s")
_LONGEST = 900  # letters of one ground
_REACH = 160  # letters between "căn cứ" and its first document


def grounds(page: Page) -> Iterator[Relation]:
    """One relation for each document that a ground names, and for what the head says is carried out.

    Documents in titles are none.
    """
    if SELF not in page.documents:
        return
    operative = _OPERATIVE.search(page.masked)
    limit = operative.start() if operative else len(page.masked)
    words = relation_words(page.spelling).grounds
    for opening in words.finditer(page.masked, 0, limit):
        start = opening.end()
        stop = _GROUND.search(page.masked, start, min(limit, start + _LONGEST))
        named = _named(page, start, stop.start() if stop else min(limit, start + _LONGEST))
        for mention in named:
            if mention.doc != SELF:
                said = " ".join(opening[0].strip(" \t\n-–+*•").split())
                first = opening.start() + len(opening[0]) - len(opening[0].lstrip(" \t\n-–+*•"))
                yield Relation("based_on", SELF, mention.doc, first, mention.end, said)


def carried_out(page: Page) -> Iterator[Relation]:
    """What the own document carries out, by its head: Thực hiện Nghị quyết số 5, Ủy ban … ban hành Kế hoạch …."""
    words = relation_words(page.spelling)
    for opening in words.carried_out.finditer(page.masked) if SELF in page.documents else ():
        start, stop = opening.end(), _GROUND.search(page.masked, opening.end(), opening.end() + _LONGEST)
        named = _named(page, start, stop.start() if stop else min(len(page.masked), start + _LONGEST))
        if not named or words.fillers.fullmatch(page.masked, start, named[0].start) is None:
            continue
        if words.made_under.search(page.masked, named[-1].end, stop.start() if stop else start + _LONGEST):
            said = opening[0].strip()
            for mention in named:
                if mention.doc != SELF:
                    yield Relation(
                        "implements", SELF, mention.doc, start - len(said), mention.end, " ".join(said.split())
                    )


def _named(page: Page, start: int, end: int) -> tuple[Mention, ...]:
    """The documents that a ground names, those joined to the first included."""
    standing = tuple(m for m in page.mentions_in(start, end) if m.stands and m.kind != "anaphoric")
    if not standing or standing[0].start - start > _REACH:
        return ()
    return tuple(mention for mention in run(page, standing) if mention.start < end)

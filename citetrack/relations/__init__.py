"""Finds relations between the documents of a text: which amends, replaces, guides or is based on which."""

from collections.abc import Callable, Iterable
from datetime import date

from citetrack.events.page import Page
from citetrack.relations.changes import changes
from citetrack.relations.grounds import carried_out, grounds
from citetrack.relations.names import named_relations
from citetrack.relations.values import RELATION_TYPES, RefusedRelation, Relation

__all__ = ["RELATION_TYPES", "RefusedRelation", "Relation", "find_relations", "possible"]

_VERBS = {"based_on": "is based on"}


def find_relations(page: Page, published: date | None = None) -> tuple[Relation, ...]:
    """The relations that a page tells, each once, in the order of the words that tell them.

    The first telling is kept. Wishes, drafts and denials tell none.
    """
    if len(page.documents) < 2:
        return ()
    named = tuple(named_relations(page))
    # What stands right before the verb does it, not the subject of the sentence.
    done = {(one.type, one.target, one.end) for one in named}
    others = (one for one in changes(page, published) if (one.type, one.target, one.end) not in done)
    told = sorted((*named, *others, *grounds(page), *carried_out(page)), key=lambda one: one.start)
    kept: dict[tuple[str, str, str], Relation] = {}
    for relation in told:
        kept.setdefault((relation.type, relation.source, relation.target), relation)
    return tuple(kept.values())


def possible(
    relations: Iterable[Relation], issued: Callable[[Relation, str], str | None]
) -> tuple[tuple[Relation, ...], tuple[RefusedRelation, ...]]:
    """The relations that the days of issue allow, and those that they forbid: nothing acts on what came after it.

    *issued* gives the ISO day, month or year of a document as a relation speaks of it, or None.

    >>> told = Relation("based_on", "self", "d1", 0, 30, "Căn cứ")
    >>> kept, refused = possible([told], lambda _, doc: {"self": "2020-05-01", "d1": "2021"}[doc])
    >>> len(kept), refused[0].reason
    (0, 'older than what it is based on: 2020-05-01 is before 2021')
    """
    kept, refused = [], []
    for relation in relations:
        source, target = issued(relation, relation.source), issued(relation, relation.target)
        if source and target and _is_before(source, target):
            verb = _VERBS.get(relation.type, relation.type)
            reason = f"older than what it {verb}: {source} is before {target}"
            refused.append(RefusedRelation(relation, reason, source, target))
        else:
            kept.append(relation)
    return tuple(kept), tuple(refused)


def _is_before(one: str, other: str) -> bool:
    """Whether *one* ended before *other* began; a year and a day of it are not apart."""
    shared = min(len(one), len(other))
    return one[:shared] < other[:shared]

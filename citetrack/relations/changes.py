"""Changes: what sentences tell that one document does to another: it amends, replaces or repeals it."""

from collections.abc import Iterator
from datetime import date

from citetrack.events.drafts import Draft
from citetrack.events.page import Mention, Page
from citetrack.events.relations import SELF, tellings
from citetrack.events.times import Clock
from citetrack.relations.values import Relation
from citetrack.relations.words import relation_words

__all__ = ["changes"]


def changes(page: Page, published: date | None) -> Iterator[Relation]:
    """The relations behind the amendments and repeals of *page*; a change that names nobody is the own document's."""
    words = relation_words(page.spelling)
    for draft in tellings(page, Clock(page, published)):
        if draft.relation is None:
            continue
        acting = draft.acting
        if not acting and not _is_own(page, draft):
            continue
        sources = [mention.doc for mention in acting] or [SELF]
        for source in dict.fromkeys(sources):
            for target in _objects(page, draft):
                if target.doc != source and words.may_change(_type_of(page, source), target.type):
                    start, end = _evidence(draft, acting, target)
                    yield Relation(draft.relation, source, target.doc, start, end, draft.trigger)


def _type_of(page: Page, doc: str) -> str | None:
    return page.documents[doc].type if doc in page.documents else None


def _objects(page: Page, draft: Draft) -> Iterator[Mention]:
    """The documents that are changed, as far as no other relation comes between: …, hướng dẫn thi hành Luật số 5."""
    naming, last = relation_words(page.spelling).naming, None
    for mention in draft.changed:
        if last is not None and last.end <= mention.start and naming.search(page.masked, last.end, mention.start):
            return
        if not mention.draft:
            yield mention
        last = mention


def _is_own(page: Page, draft: Draft) -> bool:
    """Whether the own document does it, in its operative part: Điều 3. Bãi bỏ Thông tư số 5."""
    return SELF in page.documents and SELF in draft.docs and all(m.doc != SELF for m in draft.changed)


def _evidence(draft: Draft, acting: tuple[Mention, ...], target: Mention) -> tuple[int, int]:
    """From the first to the last of the acting document, the verb and the target."""
    ends = [target.end, draft.verb + len(draft.trigger), *(mention.end for mention in acting)]
    return min(draft.verb, target.start, *(mention.start for mention in acting)), max(ends)

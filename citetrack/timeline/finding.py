"""Finding: whether a document or a body is the one that a question names, in whatever spelling."""

import re
from collections.abc import Callable
from functools import lru_cache

from citetrack._text import fold
from citetrack.errors import ParseError
from citetrack.gazetteer import bodies_named, expand, level, place_of
from citetrack.gazetteer.bodies import LEVELS
from citetrack.identifiers import Identifier
from citetrack.parsing import parse_identifier
from citetrack.timeline.organs import organ_key, within
from citetrack.timeline.values import TimelineDocument, TimelineEvent

__all__ = ["is_by", "is_called"]

# Several organisers in one phrase: "Ban Tuyên giáo Trung ương, Ban Tổ chức Trung ương".
_JOINED = re.compile(r"[,;]|\s+phối hợp(?:\s+với)?\s+")


def is_called(words: str) -> Callable[[TimelineDocument], bool]:
    """Whether a document has *words* for its identifier, in any spelling, or in its label."""
    try:
        wanted = parse_identifier(words)
    except ParseError:
        folded = fold(words)
        return lambda document: bool(folded) and _bears(folded, document)
    return lambda document: _is_meant(wanted, document)


def _bears(words: str, document: TimelineDocument) -> bool:
    """Whether the label holds *words* as whole words: “Chỉ thị 3” is not in “Chỉ thị 35”."""
    return bool(re.search(rf"(?<!\w){re.escape(words)}(?!\w)", fold(document.label)))


def _is_meant(wanted: Identifier, document: TimelineDocument) -> bool:
    """Whether the text or the register calls *document* so; of two documents with one number the type tells."""
    kinds = {kind for kind in (wanted.type, document.type) if kind}
    return len(kinds) < 2 and wanted in (_identifier(document.identifier), _identifier(document.authority))


@lru_cache(maxsize=4096)
def _identifier(written: str | None) -> Identifier | None:
    """*written* as a value, None for a name such as that of a constitution."""
    try:
        return parse_identifier(written) if written else None
    except ParseError:
        return None


def is_by(organ: str, below: bool) -> Callable[[TimelineEvent], bool]:
    """Whether *organ* held an event, as any of its texts calls it; with *below* also whether a body under it did."""
    wanted = organ_key(organ)

    def holds(one: TimelineEvent) -> bool:
        named = {words for words in (one.event.organiser, *(source.organiser for source in one.sources)) if words}
        bodies = {part.strip() for words in named for part in (words, *_JOINED.split(words)) if part.strip()}
        return any(organ_key(body) == wanted or (below and _is_below(body, organ)) for body in bodies)

    return holds if wanted else lambda one: False


@lru_cache(1 << 14)
def _is_below(body: str, organ: str) -> bool:
    """Whether *body* is a part of *organ*, answers to it, or stands lower in its province."""
    if within(organ_key(organ), organ_key(body)):
        return True
    codes = {code for one in bodies_named(expand(organ)) for code in one.codes}
    if any(one.parent in codes for one in bodies_named(expand(body))):
        return True
    place = place_of(organ)
    levels = level(organ), level(body)
    if place is None or place_of(body) != place or None in levels:
        return False
    return LEVELS.index(str(levels[1])) < LEVELS.index(str(levels[0]))

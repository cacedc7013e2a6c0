"""Spellings: whether a text has its Vietnamese marks, has lost them, or has them wrong; its mentions, read accordingly."""

import re
from collections.abc import Sequence

from citetrack import gazetteer
from citetrack._grammars import ACCENTED, PLAIN
from citetrack._text import fold, unmarked
from citetrack.mentions import Draft, read_mentions

__all__ = ["mentions_of", "spelling_of"]

_SAMPLE = 4000
_MARKED = re.compile("[ăâđêôơưàảãáạèẻẽéẹìỉĩíịòỏõóọùủũúụỳỷỹýỵ\u1ea0-\u1ef9]")
_LEAST_MARKED = 0.03  # of all letters; Vietnamese prose has 0.2 and more
_TYPE_BEFORE = re.compile(r"(?:^|[^0-9A-Za-zÀ-ỹ])([A-Za-zÀ-ỹ]+\s+[A-Za-zÀ-ỹ]+)(?:\s+([A-Za-zÀ-ỹ]{2}):?)?\s*$")


def spelling_of(text: str) -> str:
    """Whether *text* is written with Vietnamese marks ("accented") or has lost them ("plain").

    >>> spelling_of("theo Nghị định 100"), spelling_of("theo nghi dinh 100")
    ('accented', 'plain')
    """
    sample = text[:_SAMPLE]
    letters = sum(map(str.isalpha, sample))
    return ACCENTED if len(_MARKED.findall(sample)) > _LEAST_MARKED * letters else PLAIN


def mentions_of(text: str) -> tuple[list[Draft], str]:
    """The mentions of a readable *text* and the spelling in which they were read.

    A text with wrong marks (OCR, marks strewn against filters) is read without any: a symbol stands alone in it,
    behind words that would be its type word if their marks were not wrong.
    """
    if spelling_of(text) == ACCENTED:
        found = read_mentions(text, ACCENTED)
        if not _has_wrong_marks(found, text):
            return found, ACCENTED
    return read_mentions(unmarked(text), PLAIN), PLAIN


def _has_wrong_marks(drafts: Sequence[Draft], text: str) -> bool:
    return any(_is_mismarked(text[max(0, d.start - 30) : d.start]) for d in drafts if d.kind == "short" and d.identifier)


def _is_mismarked(before: str) -> bool:
    """Whether *before* ends with a type word and perhaps “số”, recognisable only when their marks are dropped."""
    match = _TYPE_BEFORE.search(before)
    if match is None or (match[2] and fold(match[2]) != "so"):
        return False
    kind = gazetteer.type_named(match[1])
    return kind is not None and " ".join(match[1].lower().split()) != kind.name.lower()

"""Spellings: whether a text has its Vietnamese marks, has lost them or has them wrong; its mentions accordingly."""

import re
from functools import cache

from citetrack import gazetteer
from citetrack._grammars import ACCENTED, PLAIN, SPELLINGS
from citetrack._text import fold, unmarked
from citetrack.drafts import Draft
from citetrack.mentions import read_mentions
from citetrack.scanning import terminal_pattern

__all__ = ["mentions_of", "spelling_of"]

_SAMPLE = 4000
_MARKED = re.compile("[ăâđêôơưàảãáạèẻẽéẹìỉĩíịòỏõóọùủũúụỳỷỹýỵ\u1ea0-\u1ef9]")
_FREQUENT = "đáưàạế"
# A figure behind each kind of blank: a search that opens with one character is ten times as fast.
_FIGURES = tuple(re.compile(f"{blank}(?=[0-9])") for blank in " \n\t\r\u00a0")
_WORD = 24  # letters and blanks before a number in which the last word of a type has room
_REACH = 80  # letters before a number in which a type word and “số” have room
_LEAST_MARKED = 0.03  # of all letters; Vietnamese prose has 0.2 and more


def spelling_of(text: str) -> str:
    """Whether *text* is written with Vietnamese marks ("accented") or has lost them ("plain").

    >>> spelling_of("theo Nghị định 100"), spelling_of("theo nghi dinh 100")
    ('accented', 'plain')
    """
    sample = text[:_SAMPLE]
    # A few letters of a part of the sample mostly prove it at once: no text has more letters than characters.
    if sum(map(sample[: _SAMPLE // 2].count, _FREQUENT)) > _LEAST_MARKED * len(sample):
        return ACCENTED
    letters = sum(map(str.isalpha, sample))
    return ACCENTED if len(_MARKED.findall(sample)) > _LEAST_MARKED * letters else PLAIN


def mentions_of(text: str) -> tuple[list[Draft], str]:
    """The mentions of a readable *text* and the spelling in which they were read.

    A text with wrong marks (OCR, marks strewn against filters) is read without any.
    """
    if spelling_of(text) == ACCENTED and not _has_wrong_marks(text[:_SAMPLE]):
        return read_mentions(text, ACCENTED), ACCENTED
    return read_mentions(unmarked(text), PLAIN), PLAIN


@cache
def _numbered_type() -> re.Pattern[str]:
    # Respelt here, for the grammar without marks is compiled only for a text that needs it.
    type_word = SPELLINGS[PLAIN](terminal_pattern("DOCUMENT_TYPE", ACCENTED).pattern)
    return re.compile(rf"(?<![0-9A-Za-zÀ-ỹ]){type_word}(?:\s+so)?\s+\Z")


@cache
def _last_words() -> frozenset[str]:
    """The words that stand right before the number where a type word does: the last of each, and “số”."""
    names = (fold(kind.name) for kind in gazetteer.document_types())
    return frozenset(name.split()[-1] for name in names) | {"so"}


def _has_wrong_marks(sample: str) -> bool:
    """Whether a number stands behind what is a type word only when its marks are dropped: “Kết lúận số 121”."""
    for position in sorted(match.end() for figure in _FIGURES for match in figure.finditer(sample)):
        last = sample[max(0, position - _WORD) : position].split()[-1:]
        if not last or fold(last[0]) not in _last_words():
            continue
        before = sample[max(0, position - _REACH) : position]
        match = _numbered_type().search(unmarked(before))
        if match is None:
            continue
        written = " ".join(before[match.start(1) : match.end(1)].lower().split())
        kind = gazetteer.type_named(written)
        if kind is not None and fold(written) == fold(kind.name) and written != kind.name.lower():
            return written != unmarked(written)
    return False

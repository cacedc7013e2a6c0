"""How far the name of an issuing body reaches in running text, by the table of bodies and by its words."""

import re
from functools import cache

from citetrack import gazetteer
from citetrack._text import fold
from citetrack.names import Word, words_from
from citetrack.wordlists import words as word_list

__all__ = ["issuer_at", "respelt"]


_JOIN = re.compile(r"\s*(?:,\s*(?:và\s+|va\s+)?|và\s+|va\s+|-\s*)")
_OF = re.compile(r"[ \t\u00a0]*\n?[ \t\u00a0]*(?:(?:của|cua)[ \t\u00a0]+\n?)?")
_LEVEL = re.compile(
    r"\s*(?:,\s*)?(?:tỉnh|thành phố|TP\.?|huyện|quận|thị xã|thị trấn|xã|phường|đặc khu"
    r"|tinh|thanh pho|huyen|quan|thi xa|xa|phuong)"
    r"(?![0-9A-Za-zÀ-ỹ])",
    re.IGNORECASE,
)
_PROPER = re.compile(r"[ \t\u00a0]+[A-ZÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝĂĐĨŨƠƯẠ-ỹ][0-9A-Za-zÀ-ỹ]*(?:-[A-ZĐÀ-Ỹ][A-Za-zÀ-ỹ]*)?")


def issuer_at(text: str, position: int) -> int | None:
    """Where the issuing body that starts at *position* ends, several joined bodies included; None if none starts.

    >>> text = "của UBND tỉnh Long An về việc"
    >>> text[4:issuer_at(text, 4)]
    'UBND tỉnh Long An'
    """
    end = _one_body(text, position)
    while end is not None and (join := _JOIN.match(text, end)):
        following = _one_body(text, join.end(), joined=True)
        if following is None:
            break
        end = following
    return end


def _one_body(text: str, position: int, joined: bool = False) -> int | None:
    """The end of one body; after a joint, only of one that the table knows or that opens like one."""
    words = words_from(text, position, 16)
    if not words:
        return None
    known = gazetteer.longest_body([word.key for word in words], 0)
    if known:
        return _extended(text, words[known[0] - 1].end, _is_local(words[: known[0]]))
    head = words[0]
    if head.key not in word_list("body heads") or not head.capital:
        return None
    end = _proper_end(text, words)
    return None if joined and end == head.end else _extended(text, end, True)


def _is_local(words: list[Word]) -> bool:
    """Whether the body may carry the name of a place."""
    return not any(word.key in ("uong", "phu", "hoi") for word in words[-1:])


def _proper_end(text: str, words: list[Word]) -> int:
    """The end of a run of capitalised words and of the small words that stand inside such names."""
    inside = word_list("body words")
    end = words[0].end
    for index, word in enumerate(words[1:], 1):
        if word.comma or not (word.capital or word.key in inside):
            break
        closing = index + 1 == len(words) or not words[index + 1].capital
        if word.key in ("va", "cac") and closing:
            break
        end = word.end
    return end


def _extended(text: str, end: int, local: bool) -> int:
    """*end* moved past a level, a place and the body of which this one is a part."""
    of = _OF.match(text, end)
    if of and (whole := _council(text, of.end())):
        return whole
    if local:
        if level := _LEVEL.match(text, end):
            end = level.end()
        for _ in range(5):
            proper = _PROPER.match(text, end)
            if not proper:
                break
            end = proper.end()
    return end


def _council(text: str, position: int) -> int | None:
    """The end of a People's Council or Committee at *position*: Ban Pháp chế của Hội đồng nhân dân tỉnh."""
    words = words_from(text, position, 16)
    known = gazetteer.longest_body([word.key for word in words], 0) if words else None
    if known is None or not words[0].capital or known[1].kind not in ("local_council", "local_executive"):
        return None
    return _extended(text, words[known[0] - 1].end, True)


@cache
def _spelt() -> dict[str, str]:
    names = [name for body in gazetteer.issuing_bodies() for name in (body.name, *body.aliases)]
    return {fold(name): name for name in reversed(names)}


def respelt(issuer: str) -> str:
    """*issuer* with the marks that it lost, where the table of bodies knows it.

    >>> respelt("Bo Chinh tri; Ban Bi thu")
    'Bộ Chính trị; Ban Bí thư'
    """
    return "; ".join(_spelt().get(fold(name), name) for name in issuer.split("; "))

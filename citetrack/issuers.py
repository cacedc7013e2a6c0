"""How far the name of an issuing body reaches in running text, by the table of bodies and by its words."""

import re
from functools import cache

from citetrack import gazetteer
from citetrack._text import CAPITALS, Span, fold
from citetrack.names import Word, words_from
from citetrack.wordlists import words as word_list

__all__ = ["issuer_at", "issuers_at", "respelt"]


# Bodies of which others are a part.
_WHOLES = {"local_council", "local_executive", "court", "procuracy"}
_JOIN = re.compile(r"\s*(?:,\s*(?:và\s+|va\s+)?|và\s+|va\s+|-\s*)")
_CLOSING = re.compile(
    r"[ \t\u00a0]*(?:$|[\n.;:)(”\"]|,?[ \t\u00a0]*(?:về|ve|ngày|ngay|khóa|khoá|“|‘)"
    rf"|,[ \t\u00a0]*[{CAPITALS}]|(?:và|va|-)[ \t\u00a0])"
)
_OF = re.compile(r"[ \t\u00a0]*\n?[ \t\u00a0]*(?:(?:của|cua)[ \t\u00a0]+\n?)?")
_LEVEL = re.compile(
    r"\s*(?:,\s*)?(?:tỉnh|thành phố|TP\.?|huyện|quận|thị xã|thị trấn|xã|phường|đặc khu"
    r"|tinh|thanh pho|huyen|quan|thi xa|xa|phuong)"
    r"(?![0-9A-Za-zÀ-ỹ])",
    re.IGNORECASE,
)
# The point of “UBND TP. Hồ Chí Minh”, where the name of the body took TP along.
_SHORT_LEVEL = re.compile(rf"(?<=TP|Tp|tp)\.|[ \t\u00a0]+[QPHX]\.(?=[ \t\u00a0][{CAPITALS}])")
_PROPER = re.compile(rf"[ \t\u00a0]+[{CAPITALS}][0-9A-Za-zÀ-ỹ]*(?:-[{CAPITALS}][A-Za-zÀ-ỹ]*)?")


def issuer_at(text: str, position: int) -> int | None:
    """Where the issuing body that starts at *position* ends, several joined bodies included; None if none starts.

    >>> text = "của UBND tỉnh Long An về việc"
    >>> text[4:issuer_at(text, 4)]
    'UBND tỉnh Long An'
    """
    found = issuers_at(text, position)
    return found[-1].end if found else None


def issuers_at(text: str, position: int) -> list[Span]:
    """Where each of the joined issuing bodies stands that start at *position*.

    >>> text = "Bộ Tài chính và Bộ Công an hướng dẫn"
    >>> [text[one.slice] for one in issuers_at(text, 0)]
    ['Bộ Tài chính', 'Bộ Công an']
    """
    found: list[Span] = []
    end = _one_body(text, position)
    while end is not None:
        found.append(Span(position, end))
        join = _JOIN.match(text, end)
        following = _one_body(text, join.end()) if join else None
        if join is None or following is None or ("," in join.group() and not _closes(text, following)):
            break
        position, end = join.end(), following
    return found


def _closes(text: str, position: int) -> bool:
    """Whether a list of issuers may end at *position*: with the sentence, a subject, a date, the next issuer, a term.

    What goes on with a verb is a clause, and the body its subject: “của UBND tỉnh, Sở Y tế tổ chức …”.
    """
    return _CLOSING.match(text, position) is not None


def _one_body(text: str, position: int) -> int | None:
    """The end of one body: as the table knows it, or as far as words that open and continue such names go."""
    head = next(iter(words_from(text, position, 1)), None)
    if head is None or not (gazetteer.opens_body(head.key) or head.key in word_list("body heads")):
        return None  # as most words of a text
    words = words_from(text, position, 16)
    known = _known(text, words)
    if known:
        return _extended(text, words[known[0] - 1].end, known[1].level != "central")
    if head.key not in word_list("body heads") or not head.capital:
        return None
    end = _proper_end(text, words)
    return None if end == head.end else _extended(text, end, True)


def _known(text: str, words: list[Word]) -> tuple[int, gazetteer.IssuingBody] | None:
    """The longest body of the table that the words open with; one word in capitals alone (ĐU, not dù)."""
    known = gazetteer.longest_body([word.key for word in words], 0)
    if known is None or words[known[0] - 1].end > words[0].end:
        return known
    word = text[words[0].start : words[0].end]
    return known if word.isupper() or word == known[1].name_en else None


def _stops_headline(word: str, text: str, end: int) -> bool:
    """Whether *word*, in capitals, goes on with something else than the name: CỦA BỘ CHÍNH TRỊ VỀ …"""
    if not word.isupper():
        return False
    first = word.strip().lower()
    following = text[end : end + 8].lower().split(maxsplit=1)
    stops = word_list("headline stops")
    return first in stops or f"{first} {following[0] if following else ''}" in stops


def _proper_end(text: str, words: list[Word]) -> int:
    """The end of a run of capitalised words and of the small words that stand inside such names."""
    inside = word_list("body words")
    end = words[0].end
    for index, word in enumerate(words[1:], 1):
        if word.comma or not (word.capital or word.key in inside):
            break
        if _stops_headline(text[word.start : word.end], text, word.end):
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
    level = _LEVEL.match(text, end)
    placed = level is not None and _PROPER.match(text, level.end()) is not None
    if not (local or placed):
        return end
    if level and (placed or "," not in level[0]):  # “của Tỉnh ủy, huyện đã …” stops
        end = level.end()
    elif short := _SHORT_LEVEL.match(text, end):
        end = short.end()
    for _ in range(5):
        proper = _PROPER.match(text, end)
        if not proper or _stops_headline(proper.group(), text, proper.end()):
            break
        end = proper.end()
    return end


def _council(text: str, position: int) -> int | None:
    """The end of the body at *position* of which another is a part: Ban Pháp chế của Hội đồng nhân dân tỉnh."""
    words = words_from(text, position, 16)
    known = _known(text, words) if words else None
    if known is None or not words[0].capital or known[1].kind not in _WHOLES:
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

"""Titles: the title or subject that stands with a mention, and how far two titles agree."""

import re

from citetrack._text import fold

__all__ = ["agreement", "title_after"]

_LONGEST = 600
_QUOTES = {"“": '”"', '"': '"”', "‘": "’'", "«": "»"}
_ABOUT = re.compile(r"[\s,]{0,3}(?:về(?:\s+việc)?|ve(?:\s+viec)?|V/v)(?=[\s“\"‘:])[\s:]*", re.IGNORECASE)
_VERB = re.compile(
    r"[\s,]{0,3}(?=(?:quy định|hướng dẫn|ban hành|phê duyệt|sửa đổi|bổ sung|hợp nhất|tổng kết|thành lập|công bố|xử phạt"
    r"|bãi bỏ|Quy định|Sửa đổi|Hướng dẫn)\s)"
)
_QUOTED = re.compile(r"[\s,]{0,3}(?=[“\"‘«]\s?\w)")
_ABOUT_INSIDE = re.compile(r"^(?:về(?:\s+việc)?|ve(?:\s+viec)?)\s+", re.IGNORECASE)
_END = re.compile(r"[.;:](?=\s|$)|\n|\s\((?:sau đây|gọi)|\)\s*[.;]|[”\"]|\s+(?:và|do)\s+(?=$)")
_SMALL_WORDS = {
    "ve",
    "viec",
    "mot",
    "so",
    "va",
    "cua",
    "cac",
    "trong",
    "doi",
    "voi",
    "cho",
    "den",
    "la",
    "theo",
}


def title_after(text: str, position: int, following: int | None) -> str | None:
    """The title that starts at *position*, without quotation marks and without a leading “về”; None if none does.

    *following* is where the next mention starts that may belong to another document: a title in a list stops before it.

    >>> title_after("Quy định 41-QĐ/TW về miễn nhiệm, từ chức đối với cán bộ; Kết luận", 17, None)
    'miễn nhiệm, từ chức đối với cán bộ'
    """
    about = _ABOUT.match(text, position)
    opening = about or _QUOTED.match(text, position) or _VERB.match(text, position)
    if opening is None:
        return None
    start = opening.end()
    window = text[start : start + _LONGEST]
    if window[:1] in _QUOTES:
        return _quoted(window)
    end = _END.search(window)
    limit = end.start() if end else len(window)
    if following is not None and re.search(r"(?:[,;]|\svà|\s[-–])\s*(?:các\s+)?$", text[start:following]):
        limit = min(limit, following - start)
    return _clean(window[:limit])


def _quoted(window: str) -> str | None:
    """The words inside the quotation that *window* opens with, or up to the line's end if it is never closed."""
    closing = [at for at in (window.find(sign, 1) for sign in _QUOTES[window[0]]) if at > 0]
    line = window.find("\n")
    end = min(closing) if closing else (line if line > 0 else len(window))
    return _clean(_ABOUT_INSIDE.sub("", window[1:end]))


def _clean(words: str) -> str | None:
    title = " ".join(words.split()).strip(" ,-–")
    return re.sub(r"\s(?:và|do)$", "", title) or None


def agreement(one: str, other: str) -> float:
    """The share of the shorter title's telling words that stand in the longer: 1.0 for a title and its beginning.

    >>> agreement("kiểm soát quyền lực trong công tác cán bộ", "Kiểm soát quyền lực và chống chạy chức")
    0.5...
    """
    sets = [set(re.findall(r"\w+", fold(title))) - _SMALL_WORDS for title in (one, other)]
    small = min(map(len, sets))
    return len(sets[0] & sets[1]) / small if small > 1 else 0.0

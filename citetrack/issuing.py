"""Issuing clauses: who issued a document, and when, where the words stand before its mention, not inside it."""

import re
from collections.abc import Iterator
from datetime import date

from citetrack import gazetteer
from citetrack._text import CAPITALS
from citetrack.dates import PartialDate, find_dates
from citetrack.drafts import Draft
from citetrack.issuers import issuer_at
from citetrack.tails import issuer_name

__all__ = ["common_clauses", "grouped_issuers", "issuing_clause"]

_REACH, _LONG_SENTENCE = 220, 1500
_VERB = re.compile(
    r"(?:ký\s+ban\s+hành|ban\s+hành|ký|có|ra|công\s+bố\s+theo|hướng\s+dẫn\s+(?:chi\s+tiết\s+)?tại|quy\s+định\s+(?:chi\s+tiết\s+)?tại)"
    r"\s+(?:bản\s+|số\s+)?$"
)
_LONGEST_VERB = 60
_ADVERBS = re.compile(r"(?:\s+(?:đã|vừa|mới|cũng|kịp\s+thời|chính\s+thức|tiếp\s+tục|thống\s+nhất|thay\s+mặt))*\s*$")
# [2] Bộ Chính trị, Nghị quyết số …: the same in a list of references.
_REFERENCE = re.compile(r"[ \t]*\[[0-9]{1,3}\][ \t]+")
_AFTER_AUTHOR = re.compile(r"(?:\s+khóa\s+[IVXL]+)?(?:\s*\([0-9]{4}\))?\s*[,:]\s*")
_LISTED = re.compile(r"\((?:[0-9]{4})\),?\s*$")
# 2. Bộ Chính trị, Nghị quyết số …: the author at the head of a numbered entry.
_ENTRY = re.compile(r"(?:^|\n)[ \t]*\[?[0-9]{1,3}[\].)]+[ \t]+$")
_WORD_START = re.compile(r"(?<![0-9A-Za-zÀ-ỹ])[A-Za-zÀ-ỹ]")
_INSIDE_NAME = re.compile(rf"(?<![0-9A-Za-zÀ-ỹ])[{CAPITALS}][a-zà-ỹ]+ $")  # Thanh Hóa, in Nguyễn Thanh Hóa
# Between the day and the body: nothing, where it was, or who acted for the body.
_ASIDE = re.compile(r"[\s,)]*(?:tại\s[^,.;]{2,40},\s*)?(?:(?:ông|bà|đồng chí|đ/c)\s[^,.;]{2,40},\s*)?")
_SENTENCE = re.compile(r"[.;!?…]\s|\n")
_FULL_STOP = re.compile(r"[.!?…]\s|\n")
_BY = re.compile(rf"\b(?:do|được)\s+(?=[{CAPITALS}])")
_COMMON = re.compile(r",\s+(?:đều|cùng)(?=\s+(?:do|được)\s)")
_ISSUED = re.compile(r"(?:\s+[0-9]{1,2})?\s+(?:đã\s+)?(?:(?:ký\s+)?ban\s+hành|thông\s+qua)")
_PLURAL = re.compile(
    r"(?:các|những|một số|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười|[0-9]{1,2})\s+((?:nghị\s+quyết|chỉ\s+thị|kết\s+luận|quy"
    rf"\s+định|hướng\s+dẫn|thông\s+báo|kế\s+hoạch))\s+(?:mới\s+)?(?:của\s+)?(?:(hội\s+nghị|trung\s+ương)|(?=[{CAPITALS}]))",
    re.IGNORECASE,
)


def issuing_clause(
    draft: Draft, text: str, published: date | None, following: int | None = None
) -> tuple[str | None, str | None]:
    """The ISO day and the issuer that the clause around a mention states; None for what it does not.

    The body stands right before “ban hành”, “ký” or “có”, the day before the body: “Ngày 24/01/2025, Bộ Chính trị
    ban hành Nghị quyết 59-NQ/TW”. In a list of references the body comes with a year in brackets. Behind the mention,
    before *following*, stands “do” or “được” with the body: “Kế hoạch 15 được Ủy ban nhân dân tỉnh ban hành ngày …”.
    """
    start = _sentence_start(text, draft.start)
    segment = text[start : draft.start]
    words = segment.rstrip()
    verb = None
    if len(words) < len(segment):
        verb = _VERB.search(segment, max(0, len(words) - _LONGEST_VERB))
    if verb is None and words.endswith((")", "),")):
        verb = _LISTED.search(segment)
    if verb is None:
        author = _author_of_entry(text, start, draft.start)
        return (None, author) if author else _author_behind(text, draft.end, following, published)
    body = _body_before(text, start, start + verb.start())
    if body is None:
        return None, None
    issuer = issuer_name(text[body[0] : body[1]])
    if segment[verb.start()] == "(":
        return None, issuer
    return _day(text, start, body[0], published), issuer


def _author_of_entry(text: str, start: int, position: int) -> str | None:
    """The body that opens an entry of a list, with nothing but a term or a year before the mention at *position*."""
    numbered = _REFERENCE.match(text, start)
    if numbered is None and not _ENTRY.search(text[max(0, start - 12) : start]):
        return None
    start = numbered.end() if numbered else start
    end = issuer_at(text, start)
    return issuer_name(text[start:end]) if end and _AFTER_AUTHOR.fullmatch(text, end, position) else None


def _sentence_start(text: str, position: int, reach: int = _REACH) -> int:
    """Where the sentence starts that goes on at *position*; a semicolon ends a clause, no long list."""
    floor = max(0, position - reach)
    ends = _SENTENCE if reach == _REACH else _FULL_STOP
    breaks = [match.end() for match in ends.finditer(text, floor, position)]
    return breaks[-1] if breaks else floor


def _body_before(text: str, start: int, verb: int) -> tuple[int, int] | None:
    """The longest body between *start* and the verb that nothing but adverbs part from the verb."""
    for match in _WORD_START.finditer(text, start, verb):
        if _INSIDE_NAME.search(text, start, match.start()):
            continue
        end = issuer_at(text, match.start())
        if end is not None and end <= verb and _ADVERBS.match(text[end:verb]):
            return match.start(), end
    return None


def _author_behind(
    text: str, position: int, following: int | None, published: date | None
) -> tuple[str | None, str | None]:
    """The day and the body of “… do Bộ Tài chính ban hành ngày 9/5/2024” later in the sentence."""
    stop = min(position + 300, following or len(text))
    line = _SENTENCE.split(text[position:stop], maxsplit=1)[0]
    by = _BY.search(line) if "do" in line or "được" in line else None
    end = issuer_at(line, by.end()) if by else None
    issued = _ISSUED.match(line, end) if end else None
    if by is None or issued is None:
        return None, None
    rest = line[issued.end() :]
    found = next(find_dates(rest), None)
    day = _iso(found.expression.resolve(published)) if found and not rest[: found.start].strip() else None
    return day, issuer_name(line[by.end() : end])


def common_clauses(text: str, published: date | None) -> Iterator[tuple[int, int, str | None, str]]:
    """What “…, đều do Bộ Chính trị ban hành ngày …” says of all documents that its sentence names before.

    Where the sentence starts and where the words stand, the ISO day or None, and the issuer.
    """
    for common in _COMMON.finditer(text):
        day, issuer = _author_behind(text, common.start(), None, published)
        if issuer:
            yield _sentence_start(text, common.start(), _LONG_SENTENCE), common.start(), day, issuer


def _iso(resolved: PartialDate) -> str | None:
    """The one day that *resolved* is, or None."""
    single = resolved.precision == "day" and resolved.earliest and resolved.earliest == resolved.latest
    return resolved.earliest.isoformat() if single and resolved.earliest else None


def _day(text: str, start: int, body: int, published: date | None) -> str | None:
    """The day stated right before the body, in words or as a full date."""
    for found in find_dates(text[start:body]):
        if _ASIDE.fullmatch(text[start + found.end : body]):
            return _iso(found.expression.resolve(published))
    return None


def grouped_issuers(text: str) -> Iterator[tuple[int, str, str]]:
    """What the text says of several documents at once: offset, type and issuer of “bốn nghị quyết của Bộ Chính trị”."""
    for match in _PLURAL.finditer(text):
        kind = gazetteer.type_named(match[1])
        if kind is None:
            continue
        if match[2]:
            yield match.start(), kind.name, "Ban Chấp hành Trung ương"
            continue
        end = issuer_at(text, match.end())
        if end is not None:
            yield match.start(), kind.name, issuer_name(text[match.end() : end])

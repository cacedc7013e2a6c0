"""Who did it, who chaired it and where, in the words of the sentence."""

import re
from typing import TypedDict

from citetrack.events.occurrences import Occurrence
from citetrack.events.page import Page, Sentence
from citetrack.events.times import Time
from citetrack.events.words import Lexicon, lexicon

__all__ = ["Parties", "chairs", "parties", "place_in"]


class Parties(TypedDict):
    """The fields of an event that a sentence fills besides its date and documents."""

    organiser: str | None
    chair: str | None
    place: str | None


_VERB = re.compile(
    r"\s+(?:(?:vừa|đã|sẽ|tiếp tục|cũng|chính thức|trực tiếp|long trọng|đồng loạt)\s+)*"
    r"(?:tổ chức|mở|họp|khai mạc|phối hợp|chủ trì|triệu tập|tiến hành|đến làm việc|làm việc|kết luận|cùng|ban hành)\b"
)
_AUXILIARY = re.compile(r"\s+(?:(?:vừa|đã|sẽ|tiếp tục|cũng|mới|lần lượt|trực tiếp|chính thức|đồng loạt)\s*)+$")
_BY = re.compile(r"\bdo\s+(?=\w)")
_BY_VERB = re.compile(r"\s+(?:(?:đã|vừa|sẽ|phối hợp)\s+)*(?:với\s[^,.;]{1,80}\s)?(?:tổ chức|ban hành|chủ trì|triển khai|mở|thực hiện)\b")
_CUT = re.compile(r"\s+(?:do|cùng|gồm|phối hợp|để|nhằm|tại|với)\s|[,(;]")
_PLACE = re.compile(r"(?<!\w)tại\s+(?!hội nghị|buổi|lớp|cuộc|phiên|kỳ họp|đây|điều|khoản|điểm|các|\d|nơi|chỗ|một số|nhiều|đại hội|công văn|văn bản|tờ trình|mục|hai|ba)(?=[\w“\"])", re.IGNORECASE)
_PLACE_END = re.compile(
    r"[;(.:\n“\"]|,(?!\s*(?:Tòa|Nhà|số|phường|xã|huyện|quận|thị|thành|tỉnh|TP)\b)|[\ue000-\ue002]"
    r"|\s(?=(?:đã|vừa|sẽ|và|để|cho|với|do|từ|diễn|tổ chức|có|nhằm|theo|trên|cùng|trong|về|sáng|chiều|ngày|nối|đến)\s)"
)
_NAME = re.compile(r"[A-ZĐÀ-Ỹ][\w’'-]*(?:\s+[A-ZĐÀ-Ỹ][\w’'-]*){1,4}")


def parties(page: Page, sentence: Sentence, one: Occurrence, time: Time | None) -> Parties:
    """Organiser, chair and place of the act of *one*, as its own sentence gives them."""
    words = lexicon(page.spelling)
    return Parties(
        organiser=_organiser(page, sentence, one, time, words),
        chair=chairs(page, sentence, words),
        place=place_in(page, sentence.start, sentence.end),
    )


def _organiser(page: Page, sentence: Sentence, one: Occurrence, time: Time | None, words: Lexicon) -> str | None:
    """The body after "do" and before "tổ chức", else the subject of the verb."""
    return _agent(page, sentence, words) or _subject(page, sentence, one, time, words)


def _agent(page: Page, sentence: Sentence, words: Lexicon) -> str | None:
    for by in _BY.finditer(page.masked, sentence.start, sentence.end):
        if words.roles["body"].match(page.masked, by.end()):
            verb = _BY_VERB.search(page.masked, by.end(), min(sentence.end, by.end() + 160))
            if verb:
                return _clean(page.text[by.end() : verb.start()])
    return None


def _subject(page: Page, sentence: Sentence, one: Occurrence, time: Time | None, words: Lexicon) -> str | None:
    start = time.end if time and time.end <= one.start else sentence.start
    body = words.roles["body"].search(page.masked, start, one.start)
    team = re.compile(r"đoàn (?:kiểm tra|giám sát|công tác)", re.IGNORECASE).search(page.masked, start, one.start)
    first = min((match.start() for match in (body, team) if match), default=None)
    if first is None:
        return None
    verb = _VERB.search(page.masked, first, one.start)
    return _clean(page.text[first : verb.start() if verb else one.start])


def _clean(words: str) -> str | None:
    """The name without what follows it: a comma, a helper verb, a companion."""
    cut = _CUT.search(words)
    name = _AUXILIARY.sub("", (words[: cut.start()] if cut else words) + " ").strip(" -–:,")
    return " ".join(name.split()) or None


def chairs(page: Page, sentence: Sentence, words: Lexicon) -> str | None:
    """The persons said to chair or to lead the team, joined by "; "."""
    return None


def place_in(page: Page, start: int, end: int) -> str | None:
    """What stands after "tại" if it is a place, up to where its name ends."""
    for found in _PLACE.finditer(page.masked, start, end):
        stop = _PLACE_END.search(page.masked, found.end(), min(end, found.end() + 90))
        words = page.text[found.end() : stop.start() if stop else min(end, found.end() + 90)].strip()
        if words and (words[0].isupper() or any(c.isupper() for c in words)):
            return " ".join(words.split())
    return None

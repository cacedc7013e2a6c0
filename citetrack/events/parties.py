"""Who did it, who chaired it, where and before whom, in the words of the sentences that tell it."""

import re
from collections.abc import Iterable, Sequence

from attrs import evolve

from citetrack.events.drafts import Draft
from citetrack.events.page import Page, Sentence
from citetrack.events.values import Attendance, Range
from citetrack.events.words import Lexicon, lexicon

__all__ = ["attendance", "with_parties"]

_REACH = 3  # sentences after the one that reports the act, which still speak of it
_AUXILIARIES = r"(?:(?:vừa|mới|đã|sẽ|cũng|tiếp tục|chính thức|trực tiếp|đồng loạt|lần lượt)\s+)*"
_VERBS = r"(?:tổ chức|mở|họp|khai mạc|phối hợp|chủ trì|triệu tập|tiến hành|đến làm việc|làm việc|kết luận|ban hành|có buổi|thực hiện|công bố|thông báo|ký|thông qua|xem xét|quyết định|trao|phát động|dự|tham dự|tham gia|chia|nêu)"
_VERB = re.compile(rf"\s+{_AUXILIARIES}{_VERBS}\b")
_AUXILIARY = re.compile(rf"\s+{_AUXILIARIES}$")
_BY = re.compile(r"\b(?:do|được)\s+(?=\w)")
_BY_VERB = re.compile(rf"\s+{_AUXILIARIES}(?:phối hợp\s[^.;]{{1,80}}\s)?(?:tổ chức|ban hành|triển khai|mở|thực hiện|chủ trì)\b")
_SOURCE = re.compile(r"^[\s(“\"]*[\w.]{2,12}(?:\s(?:Online|Điện tử))?\s?\)?\s*[-–—:]\s+")
_SIDE = re.compile(r"^\s*(?:tại|ở|trong|theo|thực hiện|sau|với|nhân|cùng|vào|căn cứ|từ)\b", re.IGNORECASE)
_CUT = re.compile(r"\s+(?:do|cùng|gồm|để|nhằm|tại|với)\s|[(;]")
_PLACE = re.compile(
    r"\btại\s+(?!hội nghị|buổi|lớp|cuộc|phiên|kỳ họp|đây|điều|khoản|điểm|các|\d|nơi|chỗ|một số|nhiều|đại hội|công văn"
    r"|văn bản|tờ trình|mục|hai|ba|đó)(?=[\w“\"])",
    re.IGNORECASE,
)
_PLACE_END = re.compile(
    r"[;(.:\n“\"]|,(?!\s*(?:Tòa|Nhà|số|phường|xã|huyện|quận|thị|thành|tỉnh|TP)\b)|[\ue000-\ue002]"
    r"|\s(?=(?:đã|vừa|sẽ|và|để|cho|với|do|từ|diễn|tổ chức|có|nhằm|theo|trên|cùng|trong|về|sáng|chiều|ngày|nối|đến)\s)"
)
_CHAIR = re.compile(r"(?<!cơ quan )(?<!đơn vị )\bchủ trì(?!\s*,?\s*phối hợp)|\b(?:làm )?trưởng đoàn\b", re.IGNORECASE)
_CHAIRED_BY = re.compile(r"chủ trì của\s+")
_CAPITAL = r"[A-ZĐÀ-ÃÈ-ÊÌÍÒ-ÕÙÚÝĂĨŨƠƯẠ-Ỹ]"
_NAME_REST = re.compile(rf"[\w’']*(?:[\s.]+(?:{_CAPITAL}[\w’']*\b)){{1,4}}")
_NUMBER = re.compile(
    r"(?P<about>hơn|trên|gần|khoảng|ít nhất|tối đa)?\s*(?P<number>\d{1,3}(?:[.,]\d{3})+|\d{1,6}(?:,\d)?)\s*(?P<unit>nghìn|ngàn|vạn|triệu)?\s+",
    re.IGNORECASE,
)
_UNITS = {"nghìn": 1_000, "ngàn": 1_000, "vạn": 10_000, "triệu": 1_000_000}
_SITES = re.compile(r"điểm cầu|điểm kết nối", re.IGNORECASE)


def with_parties(draft: Draft, page: Page) -> Draft:
    """The draft with organiser, chair and place, from its sentence and those after it that still tell of it."""
    words = lexicon(page.spelling)
    own = page.sentences[draft.sentence]
    near = _near(draft, page)
    return evolve(
        draft,
        organiser=_first(_agent(page, s, words) for s in near) or _subject(page, draft, own, words),
        chair=_first(_chair(page, s, words) for s in near),
        place=_first(_place(page, s) for s in near[:2]),
    )


def _first(values: Iterable[str | None]) -> str | None:
    return next((value for value in values if value), None)


def _near(draft: Draft, page: Page) -> list[Sentence]:
    """The sentence of the act and those after it without a date or document of their own."""
    near = [page.sentences[draft.sentence]]
    for sentence in page.sentences[draft.sentence + 1 : draft.sentence + 1 + _REACH]:
        if page.mentions_in(sentence.start, sentence.end):
            break
        near.append(sentence)
    return near


def _agent(page: Page, sentence: Sentence, words: Lexicon) -> str | None:
    """The body after "do" and before "tổ chức"."""
    for by in _BY.finditer(page.masked, sentence.start, sentence.end):
        if words.roles["body"].match(page.masked, by.end()):
            verb = _BY_VERB.search(page.masked, by.end(), min(sentence.end, by.end() + 160))
            if verb:
                return _clean(page.text[by.end() : verb.start()])
    return None


def _subject(page: Page, draft: Draft, sentence: Sentence, words: Lexicon) -> str | None:
    """The body before the verb: the first part of the clause, between commas, that opens with one."""
    start = draft.time.end if draft.time and draft.time.end <= draft.verb else draft.start
    source = _SOURCE.match(page.masked[start : draft.verb])
    start += source.end() if source else 0
    for part in re.finditer(r"[^,]+", page.masked[start : draft.verb]):
        opening = re.search(r"\w", part[0])
        at = start + part.start() + (opening.start() if opening else 0)
        if not _SIDE.match(part[0]) and (words.roles["body"].match(page.masked, at) or words.roles["team"].match(page.masked, at)):
            verb = _VERB.search(page.masked, at, draft.verb)
            return _clean(_last_body(page.text[at : verb.start() if verb else draft.verb], words))
    return None


def _last_body(name: str, words: Lexicon) -> str:
    """*name* from the last part on that opens with a body, unless the parts before it are names too."""
    parts = name.split(", ")
    for place in range(len(parts) - 1, 0, -1):
        before = [word for part in parts[:place] for word in part.split()]
        capitals = sum(word[0].isupper() for word in before)
        if words.roles["body"].match(parts[place]) and 2 * capitals < len(before):
            return ", ".join(parts[place:])
    return name


def _clean(words: str) -> str | None:
    """The name without what follows it: a helper verb, a companion, a bracket."""
    cut = _CUT.search(words)
    name = _AUXILIARY.sub("", (words[: cut.start()] if cut else words) + " ").strip(" -–:,")
    return " ".join(name.split()) or None


def _chair(page: Page, sentence: Sentence, words: Lexicon) -> str | None:
    """The persons said to chair or to lead the team, joined by "; "."""
    for verb in _CHAIR.finditer(page.masked, sentence.start, sentence.end):
        behind = _CHAIRED_BY.match(page.masked, verb.start(), sentence.end)
        if behind:
            return _name(page.text[behind.end() : min(sentence.end, behind.end() + 120)], words)
        before = page.text[sentence.start : verb.start()]
        names = [name for part in before.split(";") if (name := _name(part, words))]
        if names:
            return "; ".join(dict.fromkeys(names if ":" in before else names[-1:]))
    return None


def _name(text: str, words: Lexicon) -> str | None:
    """The first person named in *text*: a surname and one to four more words in capitals."""
    for surname in words.roles["surname"].finditer(text):
        rest = _NAME_REST.match(text, surname.end())
        if rest and text[surname.end() : surname.end() + 1] in " .":
            return text[surname.start() : rest.end()]
    return None


def _place(page: Page, sentence: Sentence) -> str | None:
    """What stands after "tại" if it is a place, up to where its name ends."""
    for found in _PLACE.finditer(page.masked, sentence.start, sentence.end):
        limit = min(sentence.end, found.end() + 90)
        stop = _PLACE_END.search(page.masked, found.end(), limit)
        words = page.text[found.end() : stop.start() if stop else limit].strip()
        if any(letter.isupper() for letter in words):
            return " ".join(words.split())
    return None


def attendance(draft: Draft, page: Page) -> Attendance | None:
    """How many places and people took part and how they met, as far as the sentences around the act say."""
    words = lexicon(page.spelling)
    near = page.sentences[draft.sentence : draft.sentence + 1 + _REACH]
    sites = _first_range(page, near, _SITES)
    people = _first_range(page, near, words.roles["people"])
    mode = None
    for name in ("mixed", "online", "onsite"):
        if mode is None and any(words.roles[name].search(page.masked, s.start, s.end) for s in near):
            mode = name
    return Attendance(sites, people, mode) if sites or people or mode else None


def _first_range(page: Page, near: Sequence[Sentence], what: re.Pattern[str]) -> Range | None:
    for sentence in near:
        for number in _NUMBER.finditer(page.masked, sentence.start, sentence.end):
            if what.match(page.masked, number.end()):
                return _range(number)
    return None


def _range(number: re.Match[str]) -> Range:
    """"gần 300" is at most 300, "hơn 1,5 triệu" at least 1,500,000, "khoảng" leaves both ends open to the figure."""
    digits, unit = number["number"], _UNITS.get((number["unit"] or "").lower(), 1)
    grouped = re.fullmatch(r"\d{1,3}(?:[.,]\d{3})+", digits)
    value = round(float(re.sub(r"[.,]", "", digits) if grouped else digits.replace(",", ".")) * unit)
    about = (number["about"] or "").lower()
    low = None if about in ("gần", "tối đa") else value
    high = None if about in ("hơn", "trên", "ít nhất") else value
    return low, high

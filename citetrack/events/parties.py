"""Who did it, who chaired it and where, in the words of the sentences that tell it."""

import re
from collections.abc import Iterable, Iterator

from attrs import evolve

from citetrack.events.drafts import Draft
from citetrack.events.page import MASKS, Page, Sentence
from citetrack.events.words import Lexicon, lexicon

__all__ = ["near", "with_parties"]

_REACH = 3  # sentences after the one that reports the act, which still speak of it
_LONGEST = 160  # letters of the name of a body, its helpers included
_PLACE_LENGTH = 90
_BY = re.compile(r"\b(?:do|được|duoc)\s+(?=\w)")
# Huyện ủy Lục Nam, tỉnh Bắc Giang
_WIDER = re.compile(r",(?=\s*(?:tỉnh|thành phố|TP|huyện|quận|thị xã|tinh|thanh pho|huyen|quan|thi xa)\b)")
# (GLO)- … and KTĐT - …: the paper that tells it.
_SOURCE = re.compile(r"[\s(“\"]*[\w.]{2,30}(?:\s(?:Online|Điện tử))?\s?\)?\s*[-–—:]\s+")
_AT = re.compile(r"\btại\s+(?=[^\W\d]|[“\"])", re.IGNORECASE)
# A comma belongs to the name of a place if a wider place follows it.
_PLACE_STOP = re.compile(rf"[;(.:\n“\"{MASKS}]|,(?!\s*(?:[Tt]òa|[Nn]hà|số|phường|xã|huyện|quận|thị|thành|tỉnh|TP)\b)")
# First those who chair, then those who lead the team.
_CHAIRS = (
    re.compile(r"(?<!cơ quan )(?<!đơn vị )\bchủ trì(?!\s*,?\s*phối hợp)", re.IGNORECASE),
    re.compile(r"\b(?:làm )?trưởng đoàn\b", re.IGNORECASE),
)
# What may stand before the name of the body: trưởng đoàn kiểm tra của Tỉnh ủy.
_LEADER = re.compile(r"[\s–“\"(-]*(?:trưởng\s+(?=đoàn))?")
_CHAIRED_BY = re.compile(
    r"chủ trì(?:\s+(?:hội nghị|cuộc họp|buổi \w+|buổi \w+ \w+|lớp \w+|hội thảo|tọa đàm|phiên họp))?"
    r"\s+(?:của|là|gồm|có)\s+",
    re.IGNORECASE,
)
_TOGETHER = re.compile(r"\b(?:đồng|cùng)\s+\Z", re.IGNORECASE)
_WORD = re.compile(r"\s+([^\W\d][\w’']*)")
_OF_A_BODY = re.compile(r"(?:ủy|uỷ|tỉnh|thành phố|huyện|quận|xã|phường|TP\.?)\s+$")


def with_parties(draft: Draft, page: Page) -> Draft:
    """The draft with organiser, chair and place, as far as its sentences tell."""
    words, telling = lexicon(page.spelling), near(draft, page)
    return evolve(
        draft,
        organiser=_issuer(page, draft, words)
        or _first(_agent(page, s, words) for s in telling)
        or _subject(page, draft, words),
        chair=_first(_chair(page, s, words) for s in telling),
        place=_first(_place(page, s, words) for s in telling[:2]),
    )


def near(draft: Draft, page: Page) -> list[Sentence]:
    """The sentence of the act and those after it, up to one that names a document of its own."""
    telling = [page.sentences[draft.sentence]]
    for sentence in page.sentences[draft.sentence + 1 : draft.sentence + 1 + _REACH]:
        if page.mentions_in(sentence.start, sentence.end):
            break
        telling.append(sentence)
    return telling


def _first(values: Iterable[str | None]) -> str | None:
    return next((value for value in values if value), None)


def _issuer(page: Page, draft: Draft, words: Lexicon) -> str | None:
    """The body between "do" or "được" and the verb by which it acts: được Hội đồng nhân dân tỉnh thông qua."""
    for by in _BY.finditer(page.masked, max(draft.start, draft.verb - _LONGEST), draft.verb):
        if not words.roles["body"].match(page.masked, by.end()):
            continue
        name = page.text[by.end() : draft.verb]
        if draft.type == "issuance":
            return _clean(name.split(",")[0], words)
        if "," not in _WIDER.sub("", name) and not _verb(words.roles["doing"], page.masked, by.end(), draft.verb):
            return _clean(name, words)
    return None


def _agent(page: Page, sentence: Sentence, words: Lexicon) -> str | None:
    """The body between "do" or "được" and its verb."""
    for by in _BY.finditer(page.masked, sentence.start, sentence.end):
        if words.roles["body"].match(page.masked, by.end()):
            role = words.roles["doing" if by[0].startswith("do") else "hold"]
            verb = _verb(role, page.masked, by.end(), min(sentence.end, by.end() + _LONGEST))
            if verb:
                return _clean(page.text[by.end() : verb.start()], words)
    return None


def _subject(page: Page, draft: Draft, words: Lexicon) -> str | None:
    """The body before the verb: after the day that dates it, else before that day."""
    opening = page.sentences[draft.sentence].start  # "cùng ngày" is dated by another sentence
    start = draft.time.end if draft.time and opening <= draft.time.end <= draft.verb else draft.start
    if words.roles["team"].match(page.masked, draft.verb):
        verb = _verb(words.roles["doing"], page.masked, draft.verb, min(draft.verb + _LONGEST, draft.end))
        return _clean(page.text[draft.verb : verb.start()], words) if verb else None
    found = _body(page, start, draft.verb, words)
    if found or draft.time is None or start == draft.start:
        return found
    first = max(draft.start, draft.time.start - _LONGEST)
    return _body(page, first, draft.time.start, words) if first < draft.time.start else None


def _body(page: Page, start: int, end: int, words: Lexicon) -> str | None:
    """The first part of a range, between commas, that opens with a body, without the verbs after it."""
    source = _SOURCE.match(page.masked, start, end)
    start = source.end() if source else start
    for part in re.finditer(r"[^,]+", page.masked[start:end]):
        led = _LEADER.match(part[0])
        at = start + part.start() + (led.end() if led else 0)
        if words.roles["aside"].match(page.masked, at):
            continue
        if words.roles["body"].match(page.masked, at) or words.roles["team"].match(page.masked, at):
            cited = page.mentions_in(at, end)
            limit = cited[0].start if cited else end
            verb = _verb(words.roles["doing"], page.masked, at, limit)
            name = _clean(page.text[at : verb.start() if verb else limit], words)
            return _last_body(name, words) if name else None
    return None


def _verb(role: re.Pattern[str], text: str, start: int, end: int) -> re.Match[str] | None:
    """The first verb of a range that is not part of a name: Ban Tổ chức tổ chức."""
    return next((verb for verb in role.finditer(text, start, end) if verb[0][0].islower()), None)


def _last_body(name: str, words: Lexicon) -> str:
    """*name* from the last part on that opens with a body, unless the parts before it are names too."""
    parts = name.split(", ")
    for place in range(len(parts) - 1, 0, -1):
        before = [word for part in parts[:place] for word in part.split()]
        capitals = sum(word[0].isupper() for word in before)
        if words.roles["body"].match(parts[place]) and 2 * capitals < len(before):
            return ", ".join(parts[place:])
    return name


def _clean(name: str, words: Lexicon) -> str | None:
    """The name without what follows it: a helper verb, a companion, a bracket."""
    name = re.split(r"[(;]", name)[0]
    cut = next((m for m in words.roles["companion"].finditer(name) if m.start() and m[0].islower()), None)
    name = name[: cut.start()] if cut else name
    while helper := words.before["auxiliary"].search(name):
        name = name[: helper.start()]
    return " ".join(name.strip(" -–:,\n").split()) or None


def _chair(page: Page, sentence: Sentence, words: Lexicon) -> str | None:
    """The persons said to chair or to lead the team, joined by "; "."""
    for verb in (v for chairs in _CHAIRS for v in chairs.finditer(page.masked, sentence.start, sentence.end)):
        behind = _CHAIRED_BY.match(page.masked, verb.start(), sentence.end)
        if behind:
            names = _names(page.text[behind.end() : min(sentence.end, behind.end() + _LONGEST)], ";", words)
            return "; ".join(names) or None
        before = page.text[sentence.start : verb.start()]
        together = _TOGETHER.search(before) is not None
        names = _names(before, r";|\bvà\b" if together else ";", words)
        if names:
            return "; ".join(names if together or ":" in before else names[-1:])
    return None


def _names(text: str, parting: str, words: Lexicon) -> list[str]:
    """The person named in each part of *text*, each once."""
    return list(dict.fromkeys(name for part in re.split(parting, text) if (name := _name(part, words))))


def _name(text: str, words: Lexicon) -> str | None:
    """The person named first, of the parts between commas: a surname and one to four more words in capitals."""
    for part in text.split(","):
        long, short = None, None
        for surname in words.roles["surname"].finditer(part):
            name = [surname[0], *_given(part, surname.end())]
            if len(name) > 2:
                long = name
            elif len(name) == 2 and not _OF_A_BODY.search(part[: surname.start()]):
                short = name
        if long or short:
            return " ".join(long or short or ())
    return None


def _given(text: str, start: int) -> Iterator[str]:
    """The words in capitals after a surname, at most four."""
    word = _WORD.match(text, start)
    for _ in range(4):
        if word is None or not word[1][0].isupper():
            return
        yield word[1]
        word = _WORD.match(text, word.end())


def _place(page: Page, sentence: Sentence, words: Lexicon) -> str | None:
    """What stands after "tại" if it is a place, up to where its name ends."""
    for at in _AT.finditer(page.masked, sentence.start, sentence.end):
        if words.roles["no_place"].match(page.masked, at.end()):
            continue
        limit = min(sentence.end, at.end() + _PLACE_LENGTH)
        stops = (
            _PLACE_STOP.search(page.masked, at.end(), limit),
            words.roles["past_place"].search(page.masked, at.end(), limit),
        )
        end = min((stop.start() for stop in stops if stop), default=limit)
        name = " ".join(page.text[at.end() : end].split())
        if any(letter.isupper() for letter in name):
            return name
    return None

"""Words that report an act, where they are the verb of a clause and not a part of something else."""

import re

from attrs import evolve, frozen

from citetrack.events.page import CITED, TITLED, Page, Sentence
from citetrack.events.words import Lexicon, lexicon, said

__all__ = ["Occurrence", "occurrences", "opening_of"]

_STRUNG = re.compile(r"\s*(?:[,;/–-]\s*)?(?:(?:và|va|kết hợp|tổ chức|cùng|với)\s+)?", re.IGNORECASE)
_ITS_PAPER = re.compile(rf"\A[^,;]*{CITED}[{TITLED}\s]*,?\s*\Z")
_BY = re.compile(r"\b(?:được|duoc|do)\s+")
_FIGURE = re.compile(r"\d")
# Quốc hội khóa XV, kỳ họp thứ 9,
_SESSION = re.compile(r",?\s*(?:khóa\s+[IVXL]+|kỳ\s+họp\s+[^,]{1,30}),?", re.IGNORECASE)
# Huyện ủy Lục Nam, tỉnh Bắc Giang
_WIDER = re.compile(r",(?=\s*(?:tỉnh|thành phố|TP|huyện|quận|thị xã|tinh|thanh pho|huyen|quan|thi xa)\b)")
_NEAR = 40
_NEAR_BY = 120
# Pages saved as one line make sentences of any length; a clause is not longer than this.
_CLAUSE = 1_000


@frozen
class Occurrence:
    """One trigger or string of triggers on the page.

    Attributes:
        start, end: its range.
        type, needs: as in the table of triggers, of the least demanding of the string.
        is_passive: whether "được" or "bị" stands before it.
        opens: whether it opens its sentence.
        aims: whether it says what a paper issued just before it is for.
    """

    start: int
    end: int
    type: str
    needs: str
    is_passive: bool = False
    opens: bool = False
    aims: bool = False


def occurrences(page: Page, sentence: Sentence) -> tuple[Occurrence, ...]:
    """The live triggers of a sentence in order; triggers of one type strung together are one."""
    words = lexicon(page.spelling)
    found: list[Occurrence] = []
    dead_end = -1
    for match, trigger in words.triggers(page.masked, sentence.start, sentence.end):
        one = Occurrence(match.start(), match.end(), trigger.type, trigger.needs)
        if found and _strung(page, found[-1], one):
            needs = "object" if one.needs == "object" else found[-1].needs
            found[-1] = evolve(found[-1], end=one.end, needs=needs)
        elif dead_end >= 0 and _STRUNG.fullmatch(page.masked, dead_end, one.start):
            dead_end = one.end  # the string shares the fate of its first word
        elif (alive := _alive(page, sentence, one, words)) is not None:
            found.append(evolve(alive, aims=_aims(page, found, alive)))
            dead_end = -1
        else:
            dead_end = one.end
    return tuple(found)


def _strung(page: Page, last: Occurrence, one: Occurrence) -> bool:
    """Whether *one* continues the string that *last* begins; carrying out comes with disseminating."""
    kin = one.type == last.type or (last.type == "dissemination" and one.type == "implementation")
    return kin and bool(_STRUNG.fullmatch(page.masked, last.end, one.start))


def _aims(page: Page, found: list[Occurrence], one: Occurrence) -> bool:
    """Whether the words only say what the paper issued before them is for: ban hành Kế hoạch số 5, triển khai …"""
    if one.type != "dissemination" or not found or found[-1].type != "issuance":
        return False
    return bool(_ITS_PAPER.search(page.masked[found[-1].end : one.start]))


def opening_of(page: Page, sentence: Sentence, position: int) -> int:
    """Where the clause of *position* begins: after the last semicolon before it, not too far back."""
    low = max(sentence.start, position - _CLAUSE)
    return max(low, page.masked.rfind(";", low, position) + 1)


def _alive(page: Page, sentence: Sentence, one: Occurrence, words: Lexicon) -> Occurrence | None:
    """The occurrence with what stands before it; None if it is no verb of an act done or planned."""
    masked, before = page.masked, words.before
    near = masked[max(sentence.start, one.start - _NEAR) : one.start]
    opens = not masked[sentence.start : one.start].strip(' \t\n\u00a0-–•*“"(')
    if (not opens and one.needs != "visit" and _named(masked, one)) or before["negation"].search(near):
        return None
    clause = masked[opening_of(page, sentence, one.start) : one.start]
    # A part without a figure goes on with what the parts before it ask for: đề nghị rà soát …; ban hành …
    told = clause if _FIGURE.search(clause) else masked[max(sentence.start, one.start - _CLAUSE) : one.start]
    if said(words.roles["demand"], told) or _subordinate(near, words):
        return None
    passive = before["passive"].search(near) or _by_whom(
        masked[max(sentence.start, one.start - _NEAR_BY) : one.start], words
    )
    if before["purpose"].search(near) and not words.roles["gathering"].search(clause):
        return None
    ground = _without_helpers(near, words)
    if before["negation"].search(ground):
        return None
    nominal = before["nominal"].search(ground)
    if nominal and not passive and not _told_anyway(ground[: nominal.start()], one, words):
        return None
    if one.type == "implementation" and near.rstrip().endswith((CITED, TITLED)):
        return None  # the subject of the document before it
    return evolve(one, is_passive=bool(passive), opens=opens)


def _named(masked: str, one: Occurrence) -> bool:
    """A capital inside a sentence that is not all capitals belongs to the name of a body."""
    word = masked[one.start : one.end]
    opens = masked[one.start - 2 : one.start] in (": ", "- ", "– ", "| ", ". ")
    return word[0].isupper() and not word.isupper() and not opens


def _subordinate(near: str, words: Lexicon) -> bool:
    """Whether the words before belong to a clause that is over before the act of the sentence."""
    last = next(reversed(list(words.roles["after"].finditer(near))), None)
    return last is not None and "," not in near[last.end() :]


def _by_whom(near: str, words: Lexicon) -> bool:
    """Whether "được" or "do" and a body stand before the trigger: được Quốc hội thông qua."""
    opening = next(reversed(list(_BY.finditer(near))), None)
    return (
        opening is not None
        and bool(words.roles["body"].match(near, opening.end()) or words.roles["sitting"].match(near, opening.end()))
        and "," not in _WIDER.sub("", _SESSION.sub("", near[opening.end() :]))
    )


def _without_helpers(near: str, words: Lexicon) -> str:
    """*near* without the verbs strung before the trigger: việc lãnh đạo, chỉ đạo, tổ chức -> việc."""
    while helper := words.before["helper"].search(near.rstrip(" ,").removesuffix(" và")):
        if not near[: helper.start()].strip() or words.before["meeting"].search(near):
            break
        near = near[: helper.start()]
    return near


def _told_anyway(before: str, one: Occurrence, words: Lexicon) -> bool:
    if words.before["accomplish"].search(before) or words.before["meeting"].search(before):
        return True
    return one.type == "inspection" and bool(words.before["announce"].search(before))

"""The documents that an act is about: those that its verb governs, not those it merely follows from."""

import re
from itertools import pairwise

from citetrack.events.occurrences import Occurrence, opening_of
from citetrack.events.page import TITLED, Mention, Page, Sentence
from citetrack.events.words import Lexicon, lexicon, said

__all__ = ["FAR", "announced", "fronted", "governed", "grounds", "run", "standing"]

FAR = 400  # letters between a verb and its day or its first document
_COMMA = re.compile(r"[;,:\n•]|\s[-–]\s")
_CLAUSE_END = re.compile(r"[,.;:\n]")
_LISTED = re.compile(r"(?::|\bgồm|\blà)\s*(?:[-–—•*+]|\d{1,2}[.)])?\s*\Z", re.IGNORECASE)
_ALL = re.compile(r"\bđều\b")
_NEXT_ITEM = re.compile(r"[;\n]")
_MERE_YEARS = re.compile(r"năm\s+(?:tổ chức\s+|triển khai\s+)?(?:thực hiện|thi hành|triển khai)\s*$")
# "có" and "ra" report the issuing of a paper, "công bố" the making known of a law or a decision.
_PAPERS = frozenset(
    {
        "Báo cáo",
        "Chỉ thị",
        "Chương trình",
        "Công văn",
        "Công điện",
        "Hướng dẫn",
        "Nghị định",
        "Pháp lệnh",
        "Thông tư",
        "Thông tư liên tịch",
        "Kế hoạch",
        "Kết luận",
        "Nghị quyết",
        "Quy định",
        "Quyết định",
        "Thông báo",
        "Tờ trình",
    }
)
# Papers that set work going are seldom what is taught.
_WORKING_PAPERS = frozenset({"Báo cáo", "Chương trình", "Công văn", "Công điện", "Kế hoạch", "Thông báo", "Tờ trình"})
_ANNOUNCED = frozenset({"Bộ luật", "Hiến pháp", "Luật", "Nghị quyết", "Pháp lệnh", "Quy định", "Quyết định"})


def standing(page: Page, start: int, end: int) -> tuple[Mention, ...]:
    """The mentions of a range that stand for themselves: in no title, in no bracket, and no drafts."""
    return tuple(mention for mention in page.mentions_in(start, end) if mention.stands)


def governed(page: Page, sentence: Sentence, one: Occurrence, limit: int) -> tuple[Mention, ...]:
    """The documents that the verb of *one* governs before *limit*; none if the verb wants another kind."""
    words = lexicon(page.spelling)
    start = opening_of(page, sentence, one.start)
    if one.is_passive:
        subjects = standing(page, start, one.start)
        if subjects and _ALL.search(page.masked, subjects[-1].end, one.start):
            subjects = standing(page, sentence.start, one.start)
        if subjects or one.needs == "adjacent":
            return subjects
    right = standing(page, one.end, limit)
    if not right:
        return standing(page, start, one.start) if one.type == "consultation" else ()
    if page.distance(one.end, right[0].start) > FAR:
        return ()
    if one.needs == "adjacent":
        return _adjacent(page, one, right, words)
    firm = _coordinated(page, one, right, words)
    return firm if one.type != "inspection" or _checks(page, one, firm, words) else ()


def fronted(page: Page, sentence: Sentence, one: Occurrence, limit: int) -> tuple[Mention, ...]:
    """The documents that open the sentence where the verb names none: Thực hiện Quy định số 5, … tổ chức học tập."""
    words = lexicon(page.spelling)
    first = page.first_letter(sentence)
    if one.start - first > 2 * FAR:
        return ()
    front = words.roles["fronting"].match(page.masked, first)
    before = standing(page, front.end(), one.start) if front else ()
    if front is None or not before or _CLAUSE_END.search(page.masked, front.end(), before[0].start):
        return ()
    docs = run(page, before)
    comma = _CLAUSE_END.search(page.masked, docs[-1].end, docs[-1].end + FAR)
    if comma is None or comma.end() > one.start or any(mention.type in _WORKING_PAPERS for mention in docs):
        return ()
    # What is taught is then another paper: Thực hiện Chỉ thị số 5, … học tập các nghị quyết.
    papers = (paper[0].capitalize() for paper in words.roles["paper"].finditer(page.masked, one.end, limit))
    return docs if all(paper == docs[0].type for paper in papers) else ()


def grounds(page: Page, one: Occurrence, limit: int) -> tuple[Mention, ...]:
    """The documents by which something is done: họp triển khai chuyên đề theo Chỉ thị số 5."""
    right = standing(page, one.end, limit)
    if not right or page.distance(one.end, right[0].start) > FAR:
        return ()
    return run(page, right)


def run(page: Page, mentions: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """The first mention and those joined to it by a comma or a word such as "và"."""
    words = lexicon(page.spelling)
    kept, changed = [mentions[0]], False
    for previous, mention in pairwise(mentions):
        gap = page.masked[previous.end : mention.start].replace(TITLED, "")
        changed = _is_changed(page, previous.end, mention.start, changed)
        if changed:
            continue
        if not _COMMA.search(gap) and not words.roles["joint"].search(gap):
            break
        if words.before["mere"].search(gap) or _MERE_YEARS.search(gap) or said(words.roles["demand"], gap):
            break
        kept.append(mention)
    return tuple(kept)


def _is_changed(page: Page, start: int, end: int, changed: bool) -> bool:
    """Whether the document at *end* is what another amends or ends: …, theo đó bãi bỏ Quyết định số 5 và 6."""
    for verb, relation in lexicon(page.spelling).relations(page.masked, start, end):
        # "Luật Dược sửa đổi, Luật Giá": the word belongs to the name before it.
        if relation.voice == "acts" and page.masked[verb.end() : verb.end() + 1] != ",":
            return True
    return changed and not _NEXT_ITEM.search(page.masked, start, end)


def _adjacent(page: Page, one: Occurrence, right: tuple[Mention, ...], words: Lexicon) -> tuple[Mention, ...]:
    """The documents directly after the verb, if they are of a type that it goes with."""
    gap = words.roles["determiner"].sub("", page.masked[one.end : right[0].start])
    if gap.strip(" ,\n") and not _announces(gap, words):
        return ()
    if one.type == "dissemination" and right[0].type not in _ANNOUNCED:
        return ()
    if one.end - one.start <= len("có") and right[0].type not in _PAPERS:
        return ()
    return run(page, right)


def announced(page: Page, one: Occurrence) -> bool:
    """Whether the verb governs a list that is named in the lump first."""
    right = standing(page, one.end, one.end + FAR)
    words = lexicon(page.spelling)
    return bool(right) and _announces(words.roles["determiner"].sub("", page.masked[one.end : right[0].start]), words)


def _announces(gap: str, words: Lexicon) -> bool:
    """Whether the documents are named in the lump before their list: thông qua bốn nghị quyết, gồm: - Nghị quyết …"""
    return bool(words.roles["paper"].match(gap.lstrip(" 0123456789")) and _LISTED.search(gap)) and ". " not in gap


def _coordinated(page: Page, one: Occurrence, right: tuple[Mention, ...], words: Lexicon) -> tuple[Mention, ...]:
    """The first document that is more than a ground, and those joined to it."""
    while right and words.before["mere"].search(page.masked[max(one.end, right[0].start - 30) : right[0].start]):
        right = right[len(run(page, right)) :]
    return run(page, right) if right else ()


def _checks(page: Page, one: Occurrence, docs: tuple[Mention, ...], words: Lexicon) -> bool:
    """Whether what is checked is how the document is carried out, or the document itself."""
    if not docs:
        return False
    gap = page.masked[one.end : docs[0].start]
    return len(gap.split()) <= 3 or bool(words.roles["checked"].search(gap))

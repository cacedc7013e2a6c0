"""Words that say what becomes of a document, with the documents and the days around them."""

import re

from attrs import define, frozen

from citetrack.events.governed import standing
from citetrack.events.page import MASKS, TITLED, Mention, Page, Sentence
from citetrack.events.times import Clock, Time
from citetrack.events.words import Lexicon, Relation

__all__ = ["CLAUSE", "REACH", "Surroundings", "Verb", "ends_in"]

_JOINT = re.compile(rf"[\s,{TITLED}]*(?:(?:này|và|các|số|cùng|với)[\s,]+){{0,3}}")
_SERIES = re.compile(r"[,;:\n]|\b(?:và|cùng)\b")
_PLACE_OF_CHANGE = re.compile(r"\d|cụm từ")
# Luật Dược sửa đổi, Luật Đất đai: the verb is part of a name.
_APART = re.compile(r"\s*[,)]|[^;]*;")
_LABEL = re.compile(r"/|\s\[")
_BY = re.compile(r"\s+bởi\b", re.IGNORECASE)
_DAY_LABEL = re.compile(r"ngày\s+\Z", re.IGNORECASE)
# Letters between a verb and its documents or its day; a clause as a whole.
REACH, CLAUSE = 200, 1_500


@frozen
class Verb:
    """One word of a relation in its sentence.

    Attributes:
        start, end: its range.
        relation: what it means.
        limit: where the next such word begins, or the sentence ends.
        is_passive: whether "được" or "bị" stands before it.
    """

    sentence: Sentence
    start: int
    end: int
    relation: Relation
    limit: int
    is_passive: bool

    @property
    def is_applied(self) -> bool:
        """Whether it is "áp dụng", which says that a document is in force only with "từ" and a day."""
        return self.relation.word == "áp dụng"


@define
class Surroundings:
    """What stands around the verbs of one page: who does it, to what, when."""

    page: Page
    clock: Clock
    words: Lexicon

    def _verbs(self, sentence: Sentence) -> list[Verb]:
        masked, passive = self.page.masked, self.words.before["passive"]
        found = [
            (match, relation)
            for match, relation in self.words.relations(masked, sentence.start, sentence.end)
            if not _is_label(masked, match)
        ]
        limits = [*(match.start() for match, _ in found[1:]), sentence.end]
        return [
            Verb(sentence, m.start(), m.end(), relation, limit, ends_in(passive, masked, m.start(), 12))
            for (m, relation), limit in zip(found, limits, strict=False)
        ]

    def _by(self, verb: Verb) -> bool:
        """Whether "bởi" follows at once, which makes the verb passive without "được"."""
        return _BY.match(self.page.masked, verb.end) is not None

    def _since(self, verb: Verb, time: Time) -> bool:
        """Whether a day begins with "từ", or with it and what is counted by years: từ kỳ tính thuế năm 2020."""
        since, gap = self.words.roles["since"], self.page.masked[verb.end : time.start]
        at_once = since.match(gap.lstrip()) and len(gap.split()) <= 5
        return bool(since.match(self.page.masked, time.start) or at_once)

    def _gap(self, left: tuple[Mention, ...], verb: Verb) -> str:
        return self.page.masked[left[-1].end : verb.start] if left else ""

    def _left(self, verb: Verb, subject: tuple[Mention, ...]) -> tuple[Mention, ...]:
        """The documents that the verb is told of: its predecessor's subject, or the run that ends before it."""
        mentions = self._within(verb, max(verb.sentence.start, verb.start - CLAUSE), verb.start)
        mentions = mentions or standing(self.page, max(verb.sentence.start, verb.start - CLAUSE), verb.start)
        if not mentions or self.page.distance(mentions[-1].end, verb.start) > REACH:
            return ()
        at_once = not self.page.masked[mentions[-1].end : verb.start].strip()
        if subject and verb.relation.voice == "acts" and not verb.is_passive and not at_once:
            return subject
        kept = [mentions[-1]]
        for mention in reversed(mentions[:-1]):
            if not _JOINT.fullmatch(self.page.masked, mention.end, kept[0].start):
                break
            kept.insert(0, mention)
        return tuple(kept)

    def _within(self, verb: Verb, start: int, end: int) -> tuple[Mention, ...]:
        """The mentions of a range that share the brackets of the verb; none if it stands in no brackets."""
        masked, low = self.page.masked, max(verb.sentence.start, verb.start - REACH)
        opening = masked.rfind("(", low, verb.start)
        if opening < 0 or masked.rfind(")", opening, verb.start) >= 0:
            return ()
        closing = masked.find(")", verb.end, verb.end + REACH)
        limit = closing if closing >= 0 else end
        return tuple(
            mention for mention in self.page.mentions_in(max(start, opening), min(end, limit)) if not mention.titled
        )

    def _right_subject(self, verb: Verb, time: Time | None) -> tuple[Mention, ...]:
        """The documents after the verb: Có hiệu lực từ 5/9, Thông tư 8 …; áp dụng theo Thông tư 8."""
        right = standing(self.page, verb.end, verb.limit)
        if not right or time is None:
            return ()
        gap = self.page.masked[verb.end : right[0].start]
        if ":" in gap:
            return right
        between = verb.end < time.end <= right[0].start
        if between and gap.rstrip().endswith(","):
            return right[:1]
        if between:
            gap = self.page.masked[verb.end : time.start] + self.page.masked[time.end : right[0].start]
        return right[:1] if verb.is_applied and len(gap.split()) <= 2 else ()

    def _acting(self, verb: Verb) -> tuple[Mention, ...]:
        """The document by which it is done: soon after "bởi", "bằng", "tại" or "theo"."""
        right = standing(self.page, verb.end, min(verb.limit + 1, verb.end + REACH))
        gap = self.page.masked[verb.end : right[0].start] if right else ""
        return right[:1] if self.words.roles["agent"].search(gap) and len(gap.split()) <= 8 else ()

    def _objects(self, verb: Verb) -> tuple[Mention, ...]:
        """The documents that are changed: the first after the verb and those joined to it."""
        right = self._within(verb, verb.end, verb.limit) or standing(self.page, verb.end, verb.limit)
        masked = self.page.masked
        if not right or self.page.distance(verb.end, right[0].start) > REACH:
            return ()
        gap = masked[verb.end : right[0].start]
        if (verb.relation.adjacent and gap.strip()) or _APART.match(gap):
            return ()
        # "tại khoản 1 Điều 4 của Thông tư 8": the place of the change; "theo Thông tư 8": its ground.
        ground = self.words.before["agent"].search(gap) and not _PLACE_OF_CHANGE.search(gap)
        if ground or self.words.before["mere"].search(gap):
            return ()
        kept = [right[0]]
        for mention in () if right[0].kind == "anaphoric" else right[1:]:
            between = masked[kept[-1].end : mention.start].replace(TITLED, "")
            if not _SERIES.search(between) or self.words.before["mere"].search(between):
                break
            kept.append(mention)
        return tuple(kept)

    def _time(self, verb: Verb) -> Time | None:
        """The date after the verb, else the nearest before it."""
        times = self.clock.times(verb.sentence.start, verb.sentence.end)
        after = next((time for time in times if verb.end <= time.start < verb.limit), None)
        if after is not None and self._follows(verb, after):
            return after
        before = [time for time in times if time.end <= verb.start]
        near = before and self.page.distance(before[-1].end, verb.start) <= REACH
        return before[-1] if near and self._opens(verb, before[-1]) else None

    def _opens(self, verb: Verb, time: Time) -> bool:
        """Whether a day before the verb is the verb's: it says "từ", or the document follows it at once."""
        cited = self.page.mentions_in(time.end, verb.start)
        at_once = bool(cited) and len(self.page.masked[time.end : cited[0].start].split()) <= 2
        return at_once or self.words.roles["since"].match(self.page.masked, time.start) is not None

    def _follows(self, verb: Verb, time: Time) -> bool:
        gap = "".join(letter for letter in self.page.masked[verb.end : time.start] if letter not in MASKS)
        return len(gap) <= 60 and "(" not in gap


def _is_label(text: str, match: re.Match[str]) -> bool:
    """Whether a page heads something with the words: Văn bản bị thay thế/bãi bỏ [0]; Ngày hết hiệu lực:."""
    if text[match.start() - 1 : match.start()] == "/" or _LABEL.match(text, match.end()):
        return True
    return text[match.end() : match.end() + 2].lstrip()[:1] == ":" and ends_in(_DAY_LABEL, text, match.start(), 8)


def ends_in(pattern: re.Pattern[str], text: str, end: int, reach: int) -> bool:
    """Whether the last *reach* letters before *end* end in words of a pattern."""
    return pattern.search(text[max(0, end - reach) : end]) is not None

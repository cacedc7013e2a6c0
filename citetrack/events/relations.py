"""What becomes of documents: one amends, replaces or ends another, or comes into force."""

import re

from attrs import define, evolve, field, frozen

from citetrack.events.changes import settled
from citetrack.events.drafts import Draft
from citetrack.events.governed import standing
from citetrack.events.page import MASKS, TITLED, Mention, Page, Sentence
from citetrack.events.plurals import plural_effects
from citetrack.events.rows import rows
from citetrack.events.times import Clock, Time, When
from citetrack.events.words import Lexicon, Relation, lexicon, said

__all__ = ["relations"]

SELF = "self"
_OPERATIVE = re.compile(
    r"\s*(?:(?:điều|khoản|dieu|khoan)\s+\d{1,3}[.:]?\s*|\d{1,2}[.)]\s*|[a-zđ]\)\s*)*", re.IGNORECASE
)
_FROM_SIGNING = re.compile(
    r"(sau\s[^.;]{0,40}?,?\s*)?(?:kể\s+)?từ\s+ngày\s+(?:được\s+)?(?:ký|thông qua)(?:\s+ban\s+hành)?",
    re.IGNORECASE,
)
_DATA = re.compile(
    r"(?<!hết )(?:ngày\s+)?((?:có\s+)?hiệu\s+lực)(?:\s+thi\s+hành)?\s*(?:từ\s*)?:[ \t\u00a0]{0,3}", re.IGNORECASE
)
_JOINT = re.compile(rf"[\s,{TITLED}]*(?:(?:này|và|các|số|cùng|với)[\s,]+){{0,3}}")
_SERIES = re.compile(r"[,;:\n]|\b(?:và|cùng)\b")
_PLACE_OF_CHANGE = re.compile(r"\d|cụm từ")
# Luật Dược sửa đổi, Luật Đất đai: the verb is part of a name.
_APART = re.compile(r"\s*[,)]|[^;]*;")
_FIGURE = re.compile(r"\d")
_LABEL = re.compile(r"/|\s\[")
_BY = re.compile(r"\s+bởi\b", re.IGNORECASE)
_DAY_LABEL = re.compile(r"ngày\s+\Z", re.IGNORECASE)
# Letters between a verb and its documents or its day; a clause as a whole.
_REACH = 200
_FORCE = 24  # letters of "có hiệu lực thi hành" and a blank
_FEW = 3  # words between a verb and its document
_CLAUSE = 1_500


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


def relations(page: Page, clock: Clock) -> tuple[Draft, ...]:
    """The amendments, repeals and effects that *page* reports, each once."""
    reader = Reader(page, clock, lexicon(page.spelling))
    reader.read_data()
    for sentence in page.sentences:
        told = page.mentions_in(sentence.start, sentence.end)
        if told and "|" not in page.masked[sentence.start : sentence.end]:
            reader.read(sentence)
    return settled([*reader.drafts, *plural_effects(page, clock), *rows(page, clock)], SELF, page)


@define
class Reader:
    """Reads the relations of one page, sentence by sentence."""

    page: Page
    clock: Clock
    words: Lexicon
    drafts: list[Draft] = field(factory=list)

    def read_data(self) -> None:
        """A line such as "Ngày có hiệu lực: 15/09/2025"; the first is that of the text's own document."""
        label = _DATA.search(self.page.masked)
        times = self.clock.times(label.end(), label.end() + 40) if label else ()
        if label and times and times[0].start == label.end():
            about = SELF if SELF in self.page.documents else self.page.mentions[0].doc
            when = self.clock.when(times[0], None)
            span = (label.start(), times[0].end)
            self.drafts.append(Draft("effect", (about,), label[1], *span, -1, label.start(1), times[0], when))

    def read(self, sentence: Sentence) -> None:
        """The relations of one sentence, into *drafts*."""
        subject: tuple[Mention, ...] = ()
        for verb in self._verbs(sentence):
            left = self._left(verb, subject)
            if self._dates_something_else(left):
                draft = self._glossed(verb, left)
            elif self._unreal(verb):
                draft = None
            else:
                draft = self._draft(verb, left)
                subject = left or subject
            if draft is not None:
                self.drafts.append(draft)

    def _glossed(self, verb: Verb, left: tuple[Mention, ...]) -> Draft | None:
        """The effect that explains the day before its brackets: 15/10/1993 (ngày Luật Đất đai có hiệu lực)."""
        opening = self.page.masked.rfind("(", verb.sentence.start, left[0].start)
        times = self.clock.times(verb.sentence.start, left[0].start)
        days = [time for time in times if 0 <= opening - time.end <= 1]
        if not days or days[-1].alone.first is None or verb.relation.type != "effect":
            return None
        return self._filled(verb, left, days[-1])

    def _verbs(self, sentence: Sentence) -> list[Verb]:
        masked, passive = self.page.masked, self.words.before["passive"]
        found = [
            (match, relation)
            for match, relation in self.words.relations(masked, sentence.start, sentence.end)
            if not _is_label(masked, match)
        ]
        limits = [*(match.start() for match, _ in found[1:]), sentence.end]
        return [
            Verb(sentence, m.start(), m.end(), relation, limit, _ends_in(passive, masked, m.start(), 12))
            for (m, relation), limit in zip(found, limits, strict=False)
        ]

    # the three voices

    def _draft(self, verb: Verb, left: tuple[Mention, ...]) -> Draft | None:
        if verb.relation.voice == "becomes":
            return self._becoming(verb, left)
        if (verb.is_passive or self._by(verb)) and not verb.relation.adjacent:
            return self._suffered(verb, left)
        return self._done(verb, left)

    def _becoming(self, verb: Verb, left: tuple[Mention, ...]) -> Draft | None:
        """A document comes into force or ends."""
        time = self._time(verb)
        since = time is not None and self.words.roles["since"].match(self.page.masked, time.start)
        if verb.is_applied and not since:
            return None
        left = left or self._right_subject(verb, time)
        if not left or self.words.roles["other_subject"].search(self._gap(left, verb)):
            return None
        if verb.relation.type == "repeal":
            return self._ended(verb, left, time)
        draft = self._filled(verb, left, time)
        operative = left[0].doc == SELF and not verb.is_applied and draft.date_words
        return draft if draft.when.date or draft.when.month_day or operative else None

    def _ended(self, verb: Verb, left: tuple[Mention, ...], time: Time | None) -> Draft:
        """A document ends, by itself or on the day on which another comes into force."""
        acting = self._acting(verb)
        ground = None if acting or time else self._ground(verb.sentence)
        if ground is None:
            return self._filled(verb, (*acting, *left), time)
        others = tuple(mention for mention in left if mention.doc != ground.doc)
        return evolve(self._filled(verb, (ground, *others), None), date_words=self._words_of(ground))

    def _ground(self, sentence: Sentence) -> Mention | None:
        """The document whose coming into force dates the sentence: kể từ ngày Luật này có hiệu lực."""
        for mention in self.page.mentions_in(sentence.start, sentence.end):
            verb = next(self.words.relations(self.page.masked, mention.end, mention.end + _FORCE), None)
            if verb and verb[1].type == "effect" and self._dates_something_else((mention,)):
                return mention
        return None

    def _words_of(self, ground: Mention) -> str:
        start = ground.start - len("kể từ ngày ")
        since = next(self.words.roles["since"].finditer(self.page.masked, start, ground.start), None)
        end = next(self.words.relations(self.page.masked, ground.end, ground.end + _FORCE))[0].end()
        return " ".join(self.page.text[since.start() if since else ground.start : end].split())

    def _suffered(self, verb: Verb, left: tuple[Mention, ...]) -> Draft | None:
        """A document is amended or replaced by another."""
        acting = self._acting(verb)
        if not left or (verb.relation.type == "amendment" and not acting):
            return None
        return self._filled(verb, (*acting, *left), self._time(verb))

    def _done(self, verb: Verb, left: tuple[Mention, ...]) -> Draft | None:
        """A document amends or replaces others."""
        objects = self._objects(verb)
        if not objects or self._titles(verb, left, objects) or self.words.roles["paper"].search(self._gap(left, verb)):
            return None
        if not left and not _OPERATIVE.fullmatch(self.page.masked, verb.sentence.start, verb.start):
            return None
        draft = self._filled(verb, (*left, *objects), self._time(verb))
        if not left and SELF in self.page.documents:
            draft = evolve(draft, docs=tuple(dict.fromkeys((SELF, *draft.docs))))
        return draft if len(draft.docs) > 1 or not left else None

    def _filled(self, verb: Verb, mentions: tuple[Mention, ...], time: Time | None) -> Draft:
        sentence, when, words = verb.sentence, self.clock.when(time, None), None
        signed = _FROM_SIGNING.search(self.page.masked, verb.end, min(sentence.end, verb.end + 80))
        if time is None and signed is not None:
            words = " ".join(signed[0].split())
            when = When() if signed[1] else self._signed(mentions[0])
        return Draft(
            type=verb.relation.type,
            docs=tuple(dict.fromkeys(mention.doc for mention in mentions)),
            trigger=" ".join(self.page.text[verb.start : verb.end].split()),
            start=self.page.first_letter(sentence),
            end=sentence.end,
            sentence=sentence.number,
            verb=verb.start,
            time=time,
            when=when,
            date_words=words,
        )

    def _signed(self, mention: Mention) -> When:
        """The day on which a document was signed, if it is known."""
        document = self.page.documents.get(mention.doc)
        day = document.date if document else None
        return When(day, None, day, "day") if day and len(day) == 10 else When()

    def _by(self, verb: Verb) -> bool:
        """Whether "bởi" follows at once, which makes the verb passive without "được"."""
        return _BY.match(self.page.masked, verb.end) is not None

    # documents and days around the verb

    def _gap(self, left: tuple[Mention, ...], verb: Verb) -> str:
        return self.page.masked[left[-1].end : verb.start] if left else ""

    def _left(self, verb: Verb, subject: tuple[Mention, ...]) -> tuple[Mention, ...]:
        """The documents that the verb is told of: its predecessor's subject, or the run that ends before it."""
        mentions = self._within(verb, max(verb.sentence.start, verb.start - _CLAUSE), verb.start)
        mentions = mentions or standing(self.page, max(verb.sentence.start, verb.start - _CLAUSE), verb.start)
        if not mentions or self.page.distance(mentions[-1].end, verb.start) > _REACH:
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
        masked, low = self.page.masked, max(verb.sentence.start, verb.start - _REACH)
        opening = masked.rfind("(", low, verb.start)
        if opening < 0 or masked.rfind(")", opening, verb.start) >= 0:
            return ()
        closing = masked.find(")", verb.end, verb.end + _REACH)
        limit = closing if closing >= 0 else end
        return tuple(
            mention
            for mention in self.page.mentions_in(max(start, opening), min(end, limit))
            if not mention.titled
        )

    def _right_subject(self, verb: Verb, time: Time | None) -> tuple[Mention, ...]:
        """The documents after the verb: Có hiệu lực từ 20/2, Nghị định 6 …; áp dụng theo Nghị định 24."""
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
        right = standing(self.page, verb.end, min(verb.limit + 1, verb.end + _REACH))
        gap = self.page.masked[verb.end : right[0].start] if right else ""
        return right[:1] if self.words.roles["agent"].search(gap) and len(gap.split()) <= 8 else ()

    def _objects(self, verb: Verb) -> tuple[Mention, ...]:
        """The documents that are changed: the first after the verb and those joined to it."""
        right = self._within(verb, verb.end, verb.limit) or standing(self.page, verb.end, verb.limit)
        masked = self.page.masked
        if not right or self.page.distance(verb.end, right[0].start) > _REACH:
            return ()
        gap = masked[verb.end : right[0].start]
        if (verb.relation.adjacent and gap.strip()) or _APART.match(gap):
            return ()
        # "tại điểm a khoản 3 Điều 16 của Thông tư 38": the place of the change; "theo Thông tư 38": its ground.
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
        near = before and self.page.distance(before[-1].end, verb.start) <= _REACH
        return before[-1] if near and self._opens(verb, before[-1]) else None

    def _opens(self, verb: Verb, time: Time) -> bool:
        """Whether a day before the verb is the verb's: it says "từ", or the document follows it at once."""
        cited = self.page.mentions_in(time.end, verb.start)
        at_once = bool(cited) and len(self.page.masked[time.end : cited[0].start].split()) <= 2
        return at_once or self.words.roles["since"].match(self.page.masked, time.start) is not None

    def _follows(self, verb: Verb, time: Time) -> bool:
        gap = "".join(letter for letter in self.page.masked[verb.end : time.start] if letter not in MASKS)
        return len(gap) <= 60 and "(" not in gap

    # what is no change

    def _unreal(self, verb: Verb) -> bool:
        """Whether the clause before takes the verb back: draft, wish, condition, bracket, negation."""
        masked, low = self.page.masked, max(verb.sentence.start, verb.start - _CLAUSE)
        start = max(low, masked.rfind(";", low, verb.start) + 1)
        for turn in self.words.roles["contrast"].finditer(masked, start, verb.start):
            start = turn.end()
        before = masked[start : verb.start]
        if said(self.words.roles["demand"], before if _FIGURE.search(before) else masked[low : verb.start]):
            return True
        # What a law was amended by is told in brackets with every citation of it; an end or a beginning is news.
        if verb.relation.type == "amendment" and before.count("(") > before.count(")"):
            return True
        if self.words.before["negation"].search(before):
            return True
        return said(self.words.roles["unreal"], before)

    def _dates_something_else(self, left: tuple[Mention, ...]) -> bool:
        """Whether the clause only dates another one: trước ngày Luật này có hiệu lực."""
        return bool(left) and _ends_in(self.words.before["moment"], self.page.masked, left[0].start, 20)

    def _titles(self, verb: Verb, left: tuple[Mention, ...], objects: tuple[Mention, ...]) -> bool:
        """Whether the verb opens the title of the document before it: Nghị định 74 sửa đổi Nghị định 132."""
        if not left or left[-1].kind == "anaphoric":
            return False
        sentence = verb.sentence
        if self.words.roles["basis"].match(self.page.masked, self.page.first_letter(sentence)):
            return True
        if self._gap(left, verb).strip() or objects[0].kind == "anaphoric":
            return False
        if self._is_governed(sentence, left[0]):
            return True
        replaces = verb.relation.word.startswith("thay")
        dated = self.clock.times(sentence.start, left[0].start) or self._is_dated(verb, objects[-1])
        return not dated and (sentence.item or (left[-1].kind == "full" and not replaces))

    def _is_governed(self, sentence: Sentence, mention: Mention) -> bool:
        """Whether another verb stands directly before the document: phổ biến Nghị định 70 sửa đổi Nghị định 123."""
        low = max(sentence.start, mention.start - _REACH)
        verb = next(reversed(list(self.words.triggers(self.page.masked, low, mention.start))), None)
        return verb is not None and len(self.page.masked[verb[0].end() : mention.start].split()) <= _FEW

    def _is_dated(self, verb: Verb, last: Mention) -> bool:
        """Whether the day from which it changes stands after what is changed."""
        after = (time for time in self.clock.times(last.end, verb.limit) if time.start - last.end <= 3)
        return any(self.words.roles["since"].match(self.page.masked, time.start) for time in after)


def _is_label(text: str, match: re.Match[str]) -> bool:
    """Whether a page heads something with the words: Văn bản bị thay thế/bãi bỏ [0]; Ngày hết hiệu lực:."""
    if text[match.start() - 1 : match.start()] == "/" or _LABEL.match(text, match.end()):
        return True
    return text[match.end() : match.end() + 2].lstrip()[:1] == ":" and _ends_in(_DAY_LABEL, text, match.start(), 8)


def _ends_in(pattern: re.Pattern[str], text: str, end: int, reach: int) -> bool:
    return pattern.search(text[max(0, end - reach) : end]) is not None

"""What becomes of documents: one amends, replaces or ends another, or comes into force."""

import re

from attrs import define, evolve, field

from citetrack.events.changes import settled
from citetrack.events.drafts import Draft
from citetrack.events.governed import standing
from citetrack.events.page import Mention, Page, Sentence
from citetrack.events.plurals import plural_effects
from citetrack.events.rows import rows
from citetrack.events.times import Clock, Time, When
from citetrack.events.verbs import CLAUSE, REACH, Surroundings, Verb, ends_in
from citetrack.events.words import lexicon, said

__all__ = ["SELF", "relations", "tellings"]

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
_FIGURE = re.compile(r"\d")
_DO = re.compile(r"do\s")
_LISTED = re.compile(r"\s+(?:bởi|bằng|tại|theo)(?:\s+các\s+văn\s+bản(?:\s+sau)?)?\s*:", re.IGNORECASE)
_LIST = 4_000  # letters that a list of documents takes
_FORCE = 24  # letters of "có hiệu lực thi hành" and a blank
_FEW = 3  # words between a verb and its document


def relations(page: Page, clock: Clock) -> tuple[Draft, ...]:
    """The amendments, repeals and effects that *page* reports, each once."""
    told = tellings(page, clock)
    return settled([*told, *plural_effects(page, clock), *rows(page, clock)], SELF, page)


def tellings(page: Page, clock: Clock) -> list[Draft]:
    """Each sentence of *page* that tells what becomes of a document, and its line of data."""
    reader = Reader(page, clock, lexicon(page.spelling))
    reader.read_data()
    for sentence in page.sentences:
        cited = page.mentions_in(sentence.start, sentence.end)
        if cited and "|" not in page.masked[sentence.start : sentence.end]:
            reader.read(sentence)
    return reader.drafts


@define
class Reader(Surroundings):
    """Reads the relations of one page, sentence by sentence."""

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
            self.drafts += self._by_each(verb, left)
            if self._dates_something_else(left):
                draft = self._glossed(verb, left)
            elif self._unreal(verb):
                draft = None
            else:
                draft = self._draft(verb, left)
                subject = left or subject
            if draft is not None:
                self.drafts.append(draft)

    def _by_each(self, verb: Verb, left: tuple[Mention, ...]) -> list[Draft]:
        """The changes by each document of a list, on the day of its item: được sửa đổi bởi: 1. …; 2. …"""
        if not left or not verb.is_passive or not _LISTED.match(self.page.masked, verb.end):
            return []
        end = min(verb.sentence.end, verb.end + _LIST)
        acting = standing(self.page, verb.end, end)
        limits = [*(mention.start for mention in acting[1:]), end]
        since = self.words.roles["since"]
        drafts = []
        for mention, limit in zip(acting, limits, strict=True) if len(acting) > 1 else ():
            times = self.clock.times(mention.end, limit)
            own = [time for time in times if since.match(self.page.masked, time.start)]
            drafts.append(self._filled(verb, (mention,), left, own[0] if own else None))
        return drafts

    def _glossed(self, verb: Verb, left: tuple[Mention, ...]) -> Draft | None:
        """The effect that explains the day before its brackets: 1/7/2012 (ngày Luật Giá có hiệu lực)."""
        low = max(verb.sentence.start, left[0].start - REACH)
        opening = self.page.masked.rfind("(", low, left[0].start)
        times = self.clock.times(low, left[0].start)
        days = [time for time in times if 0 <= opening - time.end <= 1]
        if not days or days[-1].alone.first is None or verb.relation.type != "effect":
            return None
        return self._filled(verb, (), left, days[-1])

    # the three voices

    def _draft(self, verb: Verb, left: tuple[Mention, ...]) -> Draft | None:
        if verb.relation.voice == "becomes":
            return self._becoming(verb, left)
        if (verb.is_passive or self._by(verb)) and not verb.relation.adjacent:
            return self._suffered(verb, left)
        if (
            left
            and _DO.search(self.page.masked, left[0].start - 3, left[0].start)
            and not self._gap(left, verb).strip()
        ):
            return self._done_by(verb, left)
        return self._done(verb, left)

    def _becoming(self, verb: Verb, left: tuple[Mention, ...]) -> Draft | None:
        """A document comes into force or ends."""
        time = self._time(verb)
        since = time is not None and self._since(verb, time)
        if verb.is_applied and not since:
            return None
        left = left or self._right_subject(verb, time)
        if not left or self.words.roles["other_subject"].search(self._gap(left, verb)):
            return None
        if verb.relation.type == "repeal":
            return self._ended(verb, left, time)
        draft = self._filled(verb, (), left, time)
        operative = left[0].doc == SELF and not verb.is_applied and draft.date_words
        return draft if draft.when.date or draft.when.month_day or operative else None

    def _ended(self, verb: Verb, left: tuple[Mention, ...], time: Time | None) -> Draft:
        """A document ends, by itself or on the day on which another comes into force."""
        acting = self._acting(verb)
        ground = None if acting or time else self._ground(verb)
        if ground is None:
            return self._filled(verb, acting, left, time)
        others = tuple(mention for mention in left if mention.doc != ground.doc)
        return evolve(self._filled(verb, (ground,), others, None), date_words=self._words_of(ground))

    def _ground(self, told: Verb) -> Mention | None:
        """The document whose coming into force dates the sentence: kể từ ngày Luật này có hiệu lực."""
        low, high = max(told.sentence.start, told.start - CLAUSE), min(told.sentence.end, told.end + REACH)
        for mention in self.page.mentions_in(low, high):
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
        if _LISTED.match(self.page.masked, verb.end):
            return None
        if not left or (verb.relation.type == "amendment" and not acting):
            return None
        return self._filled(verb, acting, left, self._time(verb))

    def _done(self, verb: Verb, left: tuple[Mention, ...]) -> Draft | None:
        """A document amends or replaces others."""
        objects = self._objects(verb)
        if not objects or self._titles(verb, left, objects) or self.words.roles["paper"].search(self._gap(left, verb)):
            return None
        if not left and not _OPERATIVE.fullmatch(self.page.masked, verb.sentence.start, verb.start):
            return None
        draft = self._filled(verb, left, objects, self._time(verb))
        if not left and SELF in self.page.documents:
            draft = evolve(draft, docs=tuple(dict.fromkeys((SELF, *draft.docs))))
        return draft if len(draft.docs) > 1 or not left else None

    def _done_by(self, verb: Verb, acting: tuple[Mention, ...]) -> Draft | None:
        """A document is amended or replaced by the one after "do": Luật số 5 do Luật số 6 sửa đổi."""
        before = standing(self.page, max(verb.sentence.start, acting[0].start - CLAUSE), acting[0].start)
        near = before and self.page.distance(before[-1].end, acting[0].start) <= REACH
        return self._filled(verb, acting, before[-1:], None) if near else None

    def _filled(
        self, verb: Verb, acting: tuple[Mention, ...], changed: tuple[Mention, ...], time: Time | None
    ) -> Draft:
        sentence, when, words = verb.sentence, self.clock.when(time, None), None
        mentions = (*acting, *changed)
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
            relation=verb.relation.relation,
            acting=acting,
            changed=changed,
        )

    def _signed(self, mention: Mention) -> When:
        """The day on which a document was signed, if it is known."""
        document = self.page.documents.get(mention.doc)
        day = document.date if document else None
        return When(day, None, day, "day") if day and len(day) == 10 else When()

    # what is no change

    def _unreal(self, verb: Verb) -> bool:
        """Whether the clause before takes the verb back: draft, wish, condition, bracket, negation."""
        masked, low = self.page.masked, max(verb.sentence.start, verb.start - CLAUSE)
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
        return bool(left) and ends_in(self.words.before["moment"], self.page.masked, left[0].start, 20)

    def _titles(self, verb: Verb, left: tuple[Mention, ...], objects: tuple[Mention, ...]) -> bool:
        """Whether the verb opens the title of the document before it: Thông tư 8 sửa đổi Thông tư 5."""
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
        """Whether another verb stands directly before the document: phổ biến Thông tư 8 sửa đổi Thông tư 5."""
        low = max(sentence.start, mention.start - REACH)
        verb = next(reversed(list(self.words.triggers(self.page.masked, low, mention.start))), None)
        return verb is not None and len(self.page.masked[verb[0].end() : mention.start].split()) <= _FEW

    def _is_dated(self, verb: Verb, last: Mention) -> bool:
        """Whether the day from which it changes stands after what is changed."""
        after = (time for time in self.clock.times(last.end, verb.limit) if time.start - last.end <= 3)
        return any(self.words.roles["since"].match(self.page.masked, time.start) for time in after)

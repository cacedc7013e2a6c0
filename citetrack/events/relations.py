"""What becomes of documents: one amends, replaces or ends another, or comes into force."""

import re
from collections.abc import Iterator

from attrs import define, evolve, field

from citetrack._text import fold
from citetrack.events.drafts import Draft
from citetrack.events.page import CITED, MASKS, TITLED, Mention, Page, Sentence
from citetrack.events.rows import rows
from citetrack.events.times import Clock, Time, When
from citetrack.events.words import Lexicon, Relation, lexicon, said

__all__ = ["relations"]

SELF = "self"
_OPERATIVE = re.compile(r"\s*(?:(?:điều|khoản|dieu|khoan)\s+\d{1,3}[.:]?\s*|\d{1,2}[.)]\s*|[a-zđ]\)\s*)*", re.IGNORECASE)
_FROM_SIGNING = re.compile(r"(sau\s[^.;]{0,40}?,?\s*)?(?:kể\s+)?từ\s+ngày\s+(?:được\s+)?(?:ký|thông qua)(?:\s+ban\s+hành)?", re.IGNORECASE)
_METADATA = re.compile(r"(?<!hết )(?:ngày\s+)?((?:có\s+)?hiệu\s+lực)(?:\s+thi\s+hành)?\s*(?:từ\s*)?:[ \t]{0,3}", re.IGNORECASE)
_SHORT_GAP = re.compile(rf"[\s,]*(?:(?:này|và|các|số|cùng|với)[\s,]*)*[{TITLED}\s,]*(?:(?:và|cùng|số|các)\s*)*")
_LABEL = re.compile(r"/|\s?:|\s\[")
# Letters between a verb and its documents or its day; a clause as a whole.
_REACH = 200
_CLAUSE = 1_500


def relations(page: Page, clock: Clock) -> tuple[Draft, ...]:
    """The amendments, repeals and effects that *page* reports, each once."""
    reader = Reader(page, clock, lexicon(page.spelling))
    reader.label()
    for sentence in page.sentences:
        told = page.mentions_in(sentence.start, sentence.end)
        if told and "|" not in page.masked[sentence.start : sentence.end]:
            reader.read(sentence)
    found = [*reader.drafts, *rows(page, clock)]
    return tuple(_once(_carried(found)))


def _carried(drafts: list[Draft]) -> list[Draft]:
    """What a document replaces or ends, it ends on the day it comes into force itself, if no other day is told."""
    effects = {draft.docs[0]: draft for draft in drafts if draft.type == "effect"}
    carried = []
    for draft in drafts:
        effect = effects.get(draft.docs[0]) if draft.type == "repeal" and len(draft.docs) > 1 else None
        if effect is not None and draft.when == When() and draft.docs[0] == SELF:
            draft = evolve(draft, when=effect.when, time=effect.time, date_words=effect.date_words)
        carried.append(draft)
    return carried


def _once(drafts: list[Draft]) -> Iterator[Draft]:
    kept: list[Draft] = []
    for draft in drafts:
        for place, other in enumerate(kept):
            if _same(draft, other):
                docs = tuple(dict.fromkeys((*other.docs, *draft.docs)))
                kept[place] = evolve(other if other.when.date else evolve(draft, start=other.start, end=other.end), docs=docs)
                break
        else:
            kept.append(draft)
    yield from kept


def _same(one: Draft, two: Draft) -> bool:
    """Whether two drafts tell of one change: the same subject, or one within the other, on days that agree."""
    nested = set(one.docs) <= set(two.docs) or set(two.docs) <= set(one.docs)
    if one.type != two.type or not nested:
        return False
    return one.when.date == two.when.date or not (one.when.date and two.when.date)


@define
class Reader:
    """Reads the relations of one page, sentence by sentence."""

    page: Page
    clock: Clock
    words: Lexicon
    drafts: list[Draft] = field(factory=list)

    def read(self, sentence: Sentence) -> None:
        """The relations of one sentence, into *drafts*."""
        found = self.words.relations(self.page.masked, sentence.start, sentence.end)
        matches = [(match, relation) for match, relation in found if not self._label(match)]
        subject: tuple[Mention, ...] = ()
        for place, (match, relation) in enumerate(matches):
            limit = matches[place + 1][0].start() if place + 1 < len(matches) else sentence.end
            low = matches[place - 1][0].end() if place else sentence.start
            draft, subject = self._relation(sentence, match, relation, low, limit, subject)
            if draft is not None:
                self.drafts.append(draft)

    def label(self) -> None:
        """A line of data such as "Ngày có hiệu lực: 15/09/2025"; the first one is that of the text's own document."""
        label = _METADATA.search(self.page.masked)
        if label is None:
            return
        times = self.clock.times(label.end(), label.end() + 40)
        if times and times[0].start == label.end():
            about = SELF if SELF in self.page.documents else self.page.mentions[0].doc
            end, verb = times[0].end, label.start(1)
            when = self.clock.when(times[0], None)
            self.drafts.append(Draft("effect", (about,), label[1], label.start(), end, 0, verb, times[0], when))

    def _relation(
        self,
        sentence: Sentence,
        match: re.Match[str],
        relation: Relation,
        low: int,
        limit: int,
        subject: tuple[Mention, ...],
    ) -> tuple[Draft | None, tuple[Mention, ...]]:
        """The draft of one relation, and the subject that the next one may share."""
        passive = self._passive(match)
        left = self._left(sentence, match, low, subject, relation)
        if self._unreal(sentence, match) or self._dates_something_else(left):
            return None, subject
        if relation.voice == "becomes":
            return self._becoming(sentence, match, relation, left, limit), left or subject
        if passive and not relation.adjacent:
            return self._suffered(sentence, match, relation, left, limit), left or subject
        return self._done(sentence, match, relation, left, limit), left or subject

    def _label(self, match: re.Match[str]) -> bool:
        """Whether the words are a label: Văn bản bị thay thế/bãi bỏ [0]; Ngày hết hiệu lực:."""
        masked = self.page.masked
        return masked[match.start() - 1 : match.start()] == "/" or _LABEL.match(masked, match.end()) is not None

    # the three voices

    def _becoming(
        self, sentence: Sentence, match: re.Match[str], relation: Relation, left: tuple[Mention, ...], limit: int
    ) -> Draft | None:
        """A document comes into force or ends."""
        time = self._time(sentence, match, limit)
        if fold(match[0]) == "ap dung" and (time is None or not self.words.roles["since"].match(self.page.masked, time.start)):
            return None
        if not left:
            left = self._right_subject(match, time, relation, limit)
        if not left or self.words.roles["other_subject"].search(self._gap(left, match)):
            return None
        acting = self._acting(match, limit) if relation.type == "repeal" else ()
        draft = self._draft(sentence, match, relation, (*acting, *left), time)
        if relation.type == "repeal":
            return draft
        operative = left[0].doc == SELF and fold(match[0]) != "ap dung"
        return draft if draft.when.date or draft.when.month_day or (operative and draft.date_words) else None

    def _suffered(
        self, sentence: Sentence, match: re.Match[str], relation: Relation, left: tuple[Mention, ...], limit: int
    ) -> Draft | None:
        """A document is amended or replaced by another."""
        acting = self._acting(match, limit)
        if not left or (relation.type == "amendment" and not acting):
            return None
        return self._draft(sentence, match, relation, (*acting, *left), self._time(sentence, match, limit))

    def _done(
        self, sentence: Sentence, match: re.Match[str], relation: Relation, left: tuple[Mention, ...], limit: int
    ) -> Draft | None:
        """A document amends or replaces others."""
        objects = self._objects(match, limit)
        if relation.adjacent and (not objects or self.page.masked[match.end() : objects[0].start].strip()):
            return None
        operative = _OPERATIVE.fullmatch(self.page.masked, sentence.start, match.start()) is not None
        if not objects or self._titles(sentence, match, left):
            return None
        if not left and not operative:
            return None
        if left and self.words.roles["paper"].search(self._gap(left, match)):
            return None
        keys = [m.doc for m in left] or ([SELF] if SELF in self.page.documents else [])
        docs = tuple(dict.fromkeys((*keys, *(m.doc for m in objects))))
        draft = self._draft(sentence, match, relation, objects, self._time(sentence, match, limit))
        return evolve(draft, docs=docs) if len(docs) > 1 or not left else None

    # parts

    def _draft(
        self,
        sentence: Sentence,
        match: re.Match[str],
        relation: Relation,
        mentions: tuple[Mention, ...],
        time: Time | None,
    ) -> Draft:
        when, words = self.clock.when(time, None), None
        signed = _FROM_SIGNING.search(self.page.masked, match.end(), min(sentence.end, match.end() + 80))
        if time is None and signed is not None:
            words = " ".join(signed[0].split())
            when = self._signed(mentions) if not signed[1] else When()
        return Draft(
            type=relation.type,
            docs=tuple(dict.fromkeys(mention.doc for mention in mentions)),
            trigger=" ".join(self.page.text[match.start() : match.end()].split()),
            start=sentence.start,
            end=sentence.end,
            sentence=sentence.number,
            verb=match.start(),
            time=time,
            when=when,
            date_words=words,
        )

    def _signed(self, mentions: tuple[Mention, ...]) -> When:
        """The day on which the first document was signed, if it is known."""
        document = self.page.documents.get(mentions[0].doc)
        day = document.date if document else None
        return When(day, None, day, "day") if day and len(day) == 10 else When()

    def _passive(self, match: re.Match[str]) -> bool:
        return bool(self.words.before["passive"].search(self.page.masked[max(0, match.start() - 12) : match.start()]))

    def _gap(self, left: tuple[Mention, ...], match: re.Match[str]) -> str:
        return self.page.masked[left[-1].end : match.start()] if left[-1].end <= match.start() else ""

    def _free(self, start: int, end: int) -> tuple[Mention, ...]:
        return tuple(m for m in self.page.mentions_in(start, end) if not m.titled and not m.bracketed)

    def _left(
        self, sentence: Sentence, match: re.Match[str], low: int, subject: tuple[Mention, ...], relation: Relation
    ) -> tuple[Mention, ...]:
        """The documents that the verb is told of: the run of mentions that ends nearest before it."""
        mentions = self._free(max(sentence.start, match.start() - _CLAUSE), match.start())
        if not mentions or self.page.distance(mentions[-1].end, match.start()) > _REACH:
            return ()
        if subject and relation.voice == "acts" and self._passive(match) is False and low > sentence.start:
            return subject
        run = [mentions[-1]]
        for mention in reversed(mentions[:-1]):
            if not _SHORT_GAP.fullmatch(self.page.masked, mention.end, run[0].start):
                break
            run.insert(0, mention)
        return tuple(run)

    def _right_subject(
        self, match: re.Match[str], time: Time | None, relation: Relation, limit: int
    ) -> tuple[Mention, ...]:
        """The document after the verb and its date: Có hiệu lực từ 20/2, Nghị định 6 …; áp dụng theo Nghị định 24."""
        right = self._free(match.end(), limit)
        if not right or time is None:
            return ()
        if ":" in self.page.masked[match.end() : right[0].start]:
            return right  # Các văn bản sau hết hiệu lực từ …: a list
        gap = self.page.masked[match.end() : right[0].start]
        between = match.end() < time.end <= right[0].start
        following = between and gap.rstrip().endswith(",")
        if between:
            gap = self.page.masked[match.end() : time.start] + self.page.masked[time.end : right[0].start]
        applied = fold(match[0]) == "ap dung" and len(gap.split()) <= 2
        return right[:1] if following or applied else ()

    def _acting(self, match: re.Match[str], limit: int) -> tuple[Mention, ...]:
        """The document by which it is done: right after "bởi", "bằng", "tại" or "theo"."""
        right = self._free(match.end(), min(limit + 1, match.end() + _REACH))
        if not right:
            return ()
        gap = self.page.masked[match.end() : right[0].start]
        return right[:1] if self.words.roles["agent"].search(gap) and len(gap.split()) <= 8 else ()

    def _objects(self, match: re.Match[str], limit: int) -> tuple[Mention, ...]:
        right = self._free(match.end(), limit)
        if not right or self.page.distance(match.end(), right[0].start) > _REACH:
            return ()
        gap = self.page.masked[match.end() : right[0].start]
        if self.words.before["mere"].search(gap) or self.words.before["agent"].search(gap):
            if not re.search(r"\d", gap) and "cụm từ" not in gap:
                return ()
        kept = [right[0]]
        for previous, mention in zip(right, right[1:], strict=False):
            between = self.page.masked[previous.end : mention.start].replace(TITLED, "")
            if not re.search(r"[,;:\n]|\b(?:và|cùng)\b", between) or self.words.before["mere"].search(between):
                break
            kept.append(mention)
        return tuple(kept)

    def _time(self, sentence: Sentence, match: re.Match[str], limit: int) -> Time | None:
        """The date after the verb, else the one that opens its sentence or the clause before."""
        times = self.clock.times(sentence.start, sentence.end)
        after = [t for t in times if match.end() <= t.start < limit and t.start - match.end() < _REACH]
        if after and self._near(match, after[0]):
            return after[0]
        before = [t for t in times if t.end <= match.start() and self.page.distance(t.end, match.start()) <= _REACH]
        return before[-1] if before else None

    def _near(self, match: re.Match[str], time: Time) -> bool:
        gap = self.page.masked[match.end() : time.start]
        bare = "".join(c for c in gap if c not in MASKS)
        return len(bare) <= 60 and "(" not in bare

    # what is no change

    def _unreal(self, sentence: Sentence, match: re.Match[str]) -> bool:
        """Whether the clause before the verb takes it back: a draft, a wish, a condition, a parenthesis, a negation."""
        masked = self.page.masked
        low = max(sentence.start, match.start() - _CLAUSE)
        start = max(low, masked.rfind(";", low, match.start()) + 1)
        for turn in self.words.roles["contrast"].finditer(masked, start, match.start()):
            start = turn.end()
        before = masked[start : match.start()]
        if before.count("(") > before.count(")") or self.words.before["negation"].search(before):
            return True
        return said(self.words.roles["unreal"], before)

    def _dates_something_else(self, left: tuple[Mention, ...]) -> bool:
        """Whether the clause only dates another one: trước ngày Luật này có hiệu lực."""
        if not left:
            return False
        return bool(self.words.before["moment"].search(self.page.masked[max(0, left[0].start - 20) : left[0].start]))

    def _titles(
        self,
        sentence: Sentence,
        match: re.Match[str],
        left: tuple[Mention, ...],
    ) -> bool:
        """Whether the verb belongs to the title of the document before it: Nghị định 74 sửa đổi Nghị định 132."""
        if not left or left[-1].kind == "anaphoric":
            return False
        if self.words.roles["basis"].match(self.page.masked, sentence.start + self._blank(sentence)):
            return True
        bare = not self.page.masked[left[-1].end : match.start()].strip()
        if sentence.item and bare:
            return True
        replaces = fold(match[0]).startswith("thay")
        opening = self.page.masked[sentence.start : left[0].start].strip(" \n\t,")
        dated = bool(opening) and bool(self.clock.times(sentence.start, left[0].start))
        return bare and left[-1].kind == "full" and not replaces and not dated

    def _blank(self, sentence: Sentence) -> int:
        words = self.page.masked[sentence.start : sentence.end]
        return len(words) - len(words.lstrip())


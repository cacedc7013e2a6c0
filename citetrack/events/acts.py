"""Acts as news tells them: who disseminated, issued, checked or reviewed which documents, sentence by sentence."""

import re

from attrs import define, evolve, field

from citetrack.events.drafts import Draft
from citetrack.events.occurrences import Occurrence, occurrences, opening_of
from citetrack.events.page import CITED, TITLED, Mention, Page, Sentence
from citetrack.events.times import Clock, Time
from citetrack.events.words import Lexicon, lexicon, said

__all__ = ["acts"]

_SIMPLE = re.compile(r"[\s,]*(?:(?:các|những|bộ|toàn văn|hai|ba|bốn|ngay|kèm)\s+)?", re.IGNORECASE)
_COMMA = re.compile(r"[;,:\n•]|\s[-–]\s")
_VISIT = re.compile(r"\blàm việc (?:với|tại)\b")
_MERE_YEARS = re.compile(r"năm\s+(?:tổ chức\s+|triển khai\s+)?(?:thực hiện|thi hành|triển khai)\s*$")
_FAR = 400  # letters between a verb and its day or its first document
_FOLLOWING = 4  # how many sentences after an act may still list its documents
_PAPERS = frozenset({"Công văn", "Công điện", "Thông báo", "Kế hoạch", "Tờ trình", "Báo cáo", "Quyết định", "Chỉ thị", "Hướng dẫn", "Kết luận", "Nghị quyết", "Chương trình", "Quy định"})
_ANNOUNCED = frozenset({"Luật", "Bộ luật", "Pháp lệnh", "Nghị quyết", "Quyết định", "Hiến pháp", "Quy định"})


def acts(page: Page, clock: Clock) -> tuple[Draft, ...]:
    """The acts that the sentences of *page* report, told once for each telling."""
    reader = Reader(page, clock, lexicon(page.spelling))
    for sentence in _worth_reading(page):
        reader.read(sentence)
    reader.close()
    return tuple(reader.drafts)


def _worth_reading(page: Page) -> list[Sentence]:
    """The sentences that name a document, and those that one may follow."""
    near, sentences = -1, []
    for sentence in reversed(page.sentences):
        near = _FOLLOWING if page.mentions_in(sentence.start, sentence.end) else near - 1
        if near >= 0:
            sentences.append(sentence)
    return sentences[::-1]


@define
class Reader:
    """Reads sentence by sentence; an act that names no document waits for the sentences that list them."""

    page: Page
    clock: Clock
    words: Lexicon
    drafts: list[Draft] = field(factory=list)
    waiting: Draft | None = None

    def read(self, sentence: Sentence) -> None:
        """The acts of one sentence, into *drafts* or *waiting*."""
        live = tuple(one for one in occurrences(self.page, sentence) if self._possible(sentence, one))
        limits = [*(one.start for one in live[1:]), sentence.end]
        # A passive verb after another one is told of its documents, not of the day: luật đã được Quốc hội thông qua.
        opens = [0, *(last.end if one.is_passive else 0 for last, one in zip(live, live[1:], strict=False))]
        drafts = (self._draft(sentence, *each) for each in zip(live, limits, opens, strict=False))
        told = [draft for draft in drafts if draft is not None]
        complete = [draft for draft in told if draft.docs]
        self.drafts += complete
        if complete:
            self._answer(sentence, complete)
        elif told and (self.waiting is None or told[0].time is not None):
            self.waiting = told[0]
        elif self.waiting is not None and self.waiting.type:
            self._list(sentence, [])
        elif (scene := self._scene(sentence)) is not None:
            self.waiting = scene

    def close(self) -> None:
        """Gives up waiting for the documents of an act."""
        self.waiting = None

    def _possible(self, sentence: Sentence, one: Occurrence) -> bool:
        """Whether what the trigger needs besides its documents stands by it."""
        if one.needs == "adjacent":
            return bool(self._governed(sentence, one, sentence.end))
        if one.needs == "visit":
            return bool(_VISIT.search(self.page.masked, one.end, sentence.end))
        return one.needs != "meeting" or self._meets(sentence, one) or self._in_session(sentence)

    def _draft(self, sentence: Sentence, one: Occurrence, limit: int, earliest: int) -> Draft | None:
        """The act of one occurrence; without documents if they may follow; None if it is no act."""
        meets, fresh = self._meets(sentence, one), self._fresh(sentence, one)
        time = self._time(sentence, one, limit, earliest)
        again = None if time else self._same_day(sentence, one)
        time = time or (again and again[0])
        docs = self._governed(sentence, one, limit)
        if not docs and one.needs != "adjacent":
            docs = self._grounds(one, limit)
            if docs and not meets and one.type in ("dissemination", "implementation"):
                one = evolve(one, type="implementation", needs="actor")  # triển khai tiêm chủng theo Kế hoạch số 5
            elif one.type not in ("dissemination", "review"):
                docs = ()
        if one.needs == "actor" and (time is None or time.is_year or not self._acted(sentence, one)):
            return None
        if not docs and not ((time or fresh) and (meets or self._series(one))):
            return None
        return evolve(self._filled(sentence, one, docs, time, fresh), date_words=again and again[1])

    def _filled(
        self, sentence: Sentence, one: Occurrence, docs: tuple[Mention, ...], time: Time | None, fresh: bool
    ) -> Draft:
        keys = tuple(dict.fromkeys(mention.doc for mention in docs))
        start = opening_of(self.page, sentence, one.start) if time is None or time.start > one.start else sentence.start
        return Draft(
            type=one.type,
            docs=keys,
            trigger=" ".join(self.page.text[one.start : one.end].split()),
            start=start,
            end=sentence.end,
            sentence=sentence.number,
            verb=one.start,
            time=time,
            fresh=fresh,
            session=bool(self.words.roles["session"].match(self.page.masked, self._first(sentence))),
        )

    def _meets(self, sentence: Sentence, one: Occurrence) -> bool:
        return bool(self.words.roles["meeting"].search(self.page.masked, sentence.start, one.end))

    def _first(self, sentence: Sentence) -> int:
        words = self.page.masked[sentence.start : sentence.end]
        return sentence.start + len(words) - len(words.lstrip(" \t\n\u00a0-–•*"))

    def _series(self, one: Occurrence) -> bool:
        """Whether the verb governs documents in the lump: quán triệt một số văn bản."""
        return bool(self.words.roles["series"].search(self.page.masked, one.end, one.end + 12))

    def _in_session(self, sentence: Sentence) -> bool:
        recent = [draft for draft in self.drafts if draft.type == "dissemination"]
        return self.waiting is not None or bool(recent and sentence.number - recent[-1].sentence <= 8)

    def _fresh(self, sentence: Sentence, one: Occurrence) -> bool:
        roles, masked = self.words.roles, self.page.masked
        opening = masked[opening_of(self.page, sentence, one.start) : one.start]
        return bool(roles["fresh"].search(opening) or roles["same_day"].search(opening))

    def _acted(self, sentence: Sentence, one: Occurrence) -> bool:
        """Whether a body stands before the verb and carries it out."""
        return bool(self.words.roles["body"].search(self.page.masked, sentence.start, one.start)) and not one.opens

    # documents

    def _governed(self, sentence: Sentence, one: Occurrence, limit: int) -> tuple[Mention, ...]:
        if one.is_passive:
            start = opening_of(self.page, sentence, one.start)
            left = self._free(self.page.mentions_in(start, one.start))
            if left or one.needs == "adjacent":
                return left
        right = self._free(self.page.mentions_in(one.end, limit))
        if right and self.page.distance(one.end, right[0].start) > _FAR:
            return ()
        if not right:
            start = opening_of(self.page, sentence, one.start)
            return self._free(self.page.mentions_in(start, one.start)) if one.type == "consultation" else ()
        if one.needs == "adjacent":
            return self._adjacent(one, right)
        firm = self._coordinated(one, right)
        return firm if one.type != "inspection" or self._checks(one, firm) else ()

    def _grounds(self, one: Occurrence, limit: int) -> tuple[Mention, ...]:
        """The documents by which something is done: họp triển khai chuyên đề theo Chỉ thị số 5."""
        right = self._free(self.page.mentions_in(one.end, limit))
        return self._run(right) if right and self.page.distance(one.end, right[0].start) <= _FAR else ()

    def _free(self, mentions: tuple[Mention, ...]) -> tuple[Mention, ...]:
        """The mentions that stand for themselves: in no title, no bracket, and no drafts."""
        draft = self.words.before["draft"]
        return tuple(
            mention
            for mention in mentions
            if not mention.titled
            and not mention.bracketed
            and not draft.search(self.page.masked[max(0, mention.start - 20) : mention.start])
        )

    def _adjacent(self, one: Occurrence, right: tuple[Mention, ...]) -> tuple[Mention, ...]:
        if not _SIMPLE.fullmatch(self.page.masked, one.end, right[0].start):
            return ()
        word = self.page.masked[one.start : one.end].lower()
        if one.type == "dissemination" and right[0].type not in _ANNOUNCED:
            return ()
        if len(word) <= 3 and right[0].type not in _PAPERS:
            return ()
        return self._run(right)

    def _coordinated(self, one: Occurrence, right: tuple[Mention, ...]) -> tuple[Mention, ...]:
        """The documents that the act is about: the first that is more than a ground, and those joined to it."""
        mere = self.words.before["mere"]
        while right and mere.search(self.page.masked[max(one.end, right[0].start - 30) : right[0].start]):
            right = right[len(self._run(right)) :]
        return self._run(right) if right else ()

    def _run(self, mentions: tuple[Mention, ...]) -> tuple[Mention, ...]:
        """The first mention and those joined to it by a comma or a word such as "và"."""
        kept = [mentions[0]]
        for previous, mention in zip(mentions, mentions[1:], strict=False):
            gap = self.page.masked[previous.end : mention.start].replace(TITLED, "")
            if not _COMMA.search(gap) and not self.words.roles["joint"].search(gap):
                break
            if self.words.before["mere"].search(gap) or _MERE_YEARS.search(gap):
                break
            if said(self.words.roles["demand"], gap):
                break
            kept.append(mention)
        return tuple(kept)

    def _checks(self, one: Occurrence, docs: tuple[Mention, ...]) -> bool:
        """Whether what is checked is how the document is carried out, or the document itself."""
        if not docs:
            return False
        gap = self.page.masked[one.end : docs[0].start]
        return len(gap.split()) <= 3 or bool(self.words.roles["checked"].search(gap))

    # times

    def _time(self, sentence: Sentence, one: Occurrence, limit: int, earliest: int) -> Time | None:
        """The nearest time before the verb, else the first after it that is no part of another clause."""
        times = [
            time
            for time in self.clock.times(sentence.start, sentence.end)
            if (not time.is_coarse or self._placed(sentence, time)) and self._near(one, time)
        ]
        before = [time for time in times if time.end <= one.start and time.start >= earliest]
        if one.is_passive and before and not self._opens_passive(sentence, one, before[-1]):
            before = []
        if before:
            return before[-1]
        after = [time for time in times if one.end <= time.start < limit]
        return after[0] if after else None

    def _near(self, one: Occurrence, time: Time) -> bool:
        start, end = (time.end, one.start) if time.end <= one.start else (one.end, time.start)
        return self.page.distance(start, end) <= _FAR if start < end else False

    def _opens_passive(self, sentence: Sentence, one: Occurrence, time: Time) -> bool:
        """Whether a day before a passive verb is its own: it stands by the subject, or after it."""
        subjects = self.page.mentions_in(time.end, one.start)
        return not subjects or len(self.page.masked[time.end : subjects[0].start].split()) <= 3

    def _same_day(self, sentence: Sentence, one: Occurrence) -> tuple[Time, str] | None:
        """The time of the act told last, and the words "cùng ngày" that point back to it."""
        start = opening_of(self.page, sentence, one.start)
        words = self.words.roles["same_day"].search(self.page.masked, start, one.start)
        known = [draft.time for draft in (*self.drafts, self.waiting) if draft is not None and draft.time]
        return (known[-1], self.page.text[words.start() : words.end()]) if words and known else None

    def _placed(self, sentence: Sentence, time: Time) -> bool:
        """Whether a bare month or year opens its sentence, or has a word such as "trong" before it or as its first."""
        masked, words = self.page.masked, self.words
        before = masked[sentence.start : time.start]
        within = words.before["within"].search(before[-16:]) or words.roles["within"].match(masked, time.start)
        return bool(within) or not before.strip() or before.rstrip().endswith((",", ":"))

    # meetings told before what was done there

    def _scene(self, sentence: Sentence) -> Draft | None:
        """A meeting with its day, told before the sentence that says what it was about."""
        roles, masked = self.words.roles, self.page.masked
        days = [time for time in self.clock.times(sentence.start, sentence.end) if not time.is_coarse]
        meets = roles["gathering"].search(masked, sentence.start, sentence.end)
        convened = roles["convene"].search(masked, sentence.start, sentence.end)
        if not days or not convened or not (meets or convened[0] == "họp"):
            return None
        if said(roles["demand"], masked[sentence.start : convened.start()]):
            return None
        verb = convened.start()
        return Draft("", (), "", sentence.start, sentence.end, sentence.number, verb, days[0])

    def _at(self, scene: Draft, sentence: Sentence, draft: Draft) -> bool:
        """Whether a sentence without a day tells of what was done at the meeting before it."""
        if sentence.number - scene.sentence > _FOLLOWING or draft.type in ("issuance", "implementation"):
            return False
        return bool(self.words.roles["gathering"].search(self.page.masked, sentence.start, sentence.end))

    # lists that follow

    def _list(self, sentence: Sentence, complete: list[Draft]) -> None:
        """The documents of the waiting act, if this sentence lists them."""
        waiting = self.waiting
        if waiting is None or sentence.number - waiting.sentence > _FOLLOWING:
            self.close()
            return
        mentions = self._free(self.page.mentions_in(sentence.start, sentence.end))
        masked = self.page.masked[sentence.start : sentence.end]
        named = {doc for draft in complete for doc in draft.docs}
        mentions = tuple(mention for mention in mentions if mention.doc not in named)
        if not mentions or said(self.words.roles["demand"], masked.split(CITED)[0]):
            return
        if self.words.roles["listing"].search(masked):
            keys = tuple(dict.fromkeys(mention.doc for mention in mentions))
            self.drafts.append(evolve(waiting, docs=keys))
            self.close()

    def _answer(self, sentence: Sentence, complete: list[Draft]) -> None:
        """Lets an undated act that names documents stand for the waiting one that names none."""
        waiting = self.waiting
        if waiting is None:
            return
        for draft in complete:
            if draft.type == waiting.type and draft.time is None:
                self.drafts.append(evolve(waiting, docs=draft.docs))
                self.close()
                return
            if not waiting.type and draft.time is None and self._at(waiting, sentence, draft):
                self.drafts.append(evolve(waiting, type=draft.type, docs=draft.docs, trigger=draft.trigger))
                self.close()
                return
        if any(draft.time is not None for draft in complete):
            self.close()
        elif waiting.type:
            self._list(sentence, complete)

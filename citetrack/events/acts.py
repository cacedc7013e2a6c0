"""Acts as news tells them: who disseminated, issued, checked or reviewed which documents."""

import re
from itertools import pairwise

from attrs import define, evolve, field

from citetrack.events.drafts import Draft
from citetrack.events.governed import FAR, announced, fronted, governed, grounds, standing
from citetrack.events.occurrences import Occurrence, occurrences, opening_of
from citetrack.events.page import CITED, MASKS, Mention, Page, Sentence
from citetrack.events.times import Clock, Time
from citetrack.events.words import Lexicon, lexicon, said

__all__ = ["acts"]

_VISIT = re.compile(r"\blàm việc (?:với|tại)\b")
_CLOSE = 60  # letters between the carrying out and what is carried out
_DATELINE = re.compile(r"[^\d,;:]{0,40}[,(]?\s*")
_DASH = re.compile(r"\)?\s*[-–—:]\s")
_FEW = 3  # words that are no clause
_BREAK = re.compile(r"[.,;:\n]")
_YEARS = re.compile(r"\s+\d{1,2}\s+năm\b")  # sơ kết 2 năm
_FOLLOWING = 4  # how many sentences after an act may still list its documents
_SESSION = 8  # how many sentences after an act are still told from its meeting


def acts(page: Page, clock: Clock) -> tuple[Draft, ...]:
    """The acts that the sentences of *page* report, told once for each telling."""
    reader = Reader(page, clock, lexicon(page.spelling))
    for sentence in _worth_reading(page):
        reader.read(sentence)
    return tuple(reader.drafts)


def _worth_reading(page: Page) -> list[Sentence]:
    """The sentences that name a document, those that one may follow, and the one after, which may date it."""
    named = [bool(page.mentions_in(sentence.start, sentence.end)) for sentence in page.sentences]
    near, sentences = -1, []
    for sentence in reversed(page.sentences):
        near = _FOLLOWING if named[sentence.number] else near - 1
        after = sentence.number > 0 and named[sentence.number - 1]
        if (near >= 0 or after) and not _is_row(page, sentence):
            sentences.append(sentence)
    return sentences[::-1]


def _is_row(page: Page, sentence: Sentence) -> bool:
    """Whether it is a row of a table that says what became of a document, which is read with the table."""
    if page.masked.count("|", sentence.start, sentence.end) < 2:
        return False
    return any(lexicon(page.spelling).relations(page.masked, sentence.start, sentence.end))


@define
class Reader:
    """Reads sentence by sentence; an act that names no document waits for the sentences that list them.

    What waits is an act of a type, or (of no type) a meeting told before what was done there.
    """

    page: Page
    clock: Clock
    words: Lexicon
    drafts: list[Draft] = field(factory=list)
    waiting: Draft | None = None

    def read(self, sentence: Sentence) -> None:
        """The acts of one sentence, into *drafts* or *waiting*."""
        if self._dates_last(sentence):
            return
        told = self._told(sentence)
        complete = [draft for draft in told if draft.docs]
        self.drafts += complete
        if complete:
            self._answer(sentence, complete)
        elif told and (self.waiting is None or told[0].time is not None):
            self.waiting = told[0]
        elif self.waiting is not None and self.waiting.type:
            self._list(sentence, [])
        elif (meeting := self._meeting(sentence)) is not None:
            self.waiting = meeting

    def _told(self, sentence: Sentence) -> list[Draft]:
        live = [one for one in occurrences(self.page, sentence) if self._possible(sentence, one)]
        limits = [*(one.start for one in live[1:]), sentence.end]
        # A passive verb after another tells of its documents alone: luật đã được Quốc hội thông qua.
        opens = [0, *(last.end if one.is_passive else 0 for last, one in pairwise(live))]
        told = (each for each in zip(live, limits, opens, strict=False) if not each[0].aims)
        drafts = (self._draft(sentence, *each) for each in told)
        return [draft for draft in drafts if draft is not None]

    def _possible(self, sentence: Sentence, one: Occurrence) -> bool:
        """Whether what the trigger needs besides its documents stands by it."""
        if one.needs == "adjacent":
            return bool(governed(self.page, sentence, one, sentence.end))
        if one.needs == "visit":
            return bool(_VISIT.search(self.page.masked, one.end, sentence.end))
        if one.needs == "close" and self._close(one):
            return True
        return one.needs not in ("meeting", "close") or self._meets(sentence, one) or self._in_session(sentence)

    def _close(self, one: Occurrence) -> bool:
        """Whether a document follows the verb after a few words at most: những điểm mới của Luật Đất đai."""
        right = standing(self.page, one.end, one.end + _CLOSE)
        return bool(right) and _BREAK.search(self.page.masked, one.end, right[0].start) is None

    def _draft(self, sentence: Sentence, one: Occurrence, limit: int, earliest: int) -> Draft | None:
        """The act of one occurrence; without documents if they may follow; None if it is no act."""
        meets, fresh = self._meets(sentence, one), self._fresh(sentence, one)
        time = self._time(sentence, one, limit, earliest)
        again = None if time else self._same_day(sentence, one)
        time = time or (again and again[0])
        if (time is None or time.is_coarse) and self._recurs(sentence, one):
            return None
        docs = governed(self.page, sentence, one, limit)
        time = time or self._own_day(sentence, one, docs)
        if not docs and one.needs != "adjacent":
            one, docs = self._by_grounds(one, limit, meets)
        if not docs and one.type == "dissemination" and not self._series(one):
            docs = fronted(self.page, sentence, one, limit)
        if one.needs == "actor" and (time is None or time.is_year or not self._carried_out(sentence, one, docs, time)):
            return None
        if not docs and not ((time or fresh) and (meets or self._series(one))):
            return None
        draft = self._filled(sentence, one, docs, time)
        return evolve(draft, fresh=fresh, date_words=again and again[1])

    def _by_grounds(self, one: Occurrence, limit: int, meets: bool) -> tuple[Occurrence, tuple[Mention, ...]]:
        """The act if its documents are only its grounds: a meeting about them, else their carrying out."""
        docs = grounds(self.page, one, limit)
        if docs and not meets and one.type in ("dissemination", "implementation"):
            if self.page.distance(one.end, docs[0].start) > _CLOSE:
                return one, ()
            return evolve(one, type="implementation", needs="actor"), docs
        return one, docs if one.type in ("dissemination", "review") else ()

    def _filled(self, sentence: Sentence, one: Occurrence, docs: tuple[Mention, ...], time: Time | None) -> Draft:
        before = time is not None and time.start <= one.start
        first = self.page.first_letter(sentence)
        return Draft(
            type=one.type,
            docs=tuple(dict.fromkeys(mention.doc for mention in docs)),
            trigger=" ".join(self.page.text[one.start : self._end(one)].split()).removesuffix(" việc"),
            start=first if before else max(first, opening_of(self.page, sentence, one.start)),
            end=sentence.end,
            sentence=sentence.number,
            verb=one.start,
            time=time,
            session=bool(self.words.roles["session"].match(self.page.masked, first)),
        )

    def _end(self, one: Occurrence) -> int:
        years = _YEARS.match(self.page.masked, one.end) if one.type == "review" else None
        return years.end() if years else one.end

    # what stands around the verb

    def _meets(self, sentence: Sentence, one: Occurrence) -> bool:
        return bool(self.words.roles["meeting"].search(self.page.masked, sentence.start, one.end))

    def _in_session(self, sentence: Sentence) -> bool:
        recent = [draft for draft in self.drafts if draft.type == "dissemination"]
        near = bool(recent) and sentence.number - recent[-1].sentence <= _SESSION
        return near or self.waiting is not None

    def _fresh(self, sentence: Sentence, one: Occurrence) -> bool:
        roles = self.words.roles
        opening = self.page.masked[opening_of(self.page, sentence, one.start) : one.start]
        if (
            roles["fresh"].search(opening)
            or roles["same_day"].search(opening)
            or self.words.before["just"].search(opening)
        ):
            return True
        # A list of what was passed is news of itself.
        return one.type == "issuance" and announced(self.page, one) and self._acted(sentence, one)

    def _recurs(self, sentence: Sentence, one: Occurrence) -> bool:
        return bool(self.words.roles["recurring"].search(self.page.masked, sentence.start, one.end))

    def _acted(self, sentence: Sentence, one: Occurrence) -> bool:
        """Whether a body stands before the verb and carries it out."""
        body = self.words.roles["body"].search(self.page.masked, sentence.start, one.start)
        return body is not None and not one.opens

    def _carried_out(self, sentence: Sentence, one: Occurrence, docs: tuple[Mention, ...], time: Time) -> bool:
        """Whether a body does it, or what is done from a day on follows: Thực hiện Nghị quyết 5, từ tháng 3 …"""
        if not one.opens or not docs or time.start < docs[-1].end:
            return self._acted(sentence, one)
        masked = self.page.masked
        gap = masked[docs[-1].end : time.start].strip(" ,\n" + MASKS)
        told = len(masked[time.end : sentence.end].split()) > _FEW
        return not gap and told and self.words.roles["since"].match(masked, time.start) is not None

    def _series(self, one: Occurrence) -> bool:
        """Whether the verb governs documents in the lump: quán triệt một số văn bản."""
        return bool(self.words.roles["series"].search(self.page.masked, one.end, one.end + 12))

    # times

    def _time(self, sentence: Sentence, one: Occurrence, limit: int, earliest: int) -> Time | None:
        """The nearest time before the verb, else the first after it that is no part of another clause."""
        told = self.clock.times(sentence.start, sentence.end)
        # The day of a dateline is that of the telling, if the act has another.
        told = (told[1:] if len(told) > 1 and self._is_dateline(sentence, told[0]) else ()) or told
        times = [
            time for time in told if (not time.is_coarse or self._placed(sentence, time)) and self._near(one, time)
        ]
        before = [time for time in times if earliest <= time.start and time.end <= one.start]
        if before and (not one.is_passive or self._by_subject(one, before[-1])):
            return before[-1]
        after = [time for time in times if one.end <= time.start < limit]
        return after[0] if after else None

    def _is_dateline(self, sentence: Sentence, time: Time) -> bool:
        """Whether a day, after a place at most, stands before the dash with which a report opens."""
        before = self.page.masked[self.page.first_letter(sentence) : time.start]
        return bool(_DATELINE.fullmatch(before) and _DASH.match(self.page.masked, time.end))

    def _near(self, one: Occurrence, time: Time) -> bool:
        start, end = (time.end, one.start) if time.end <= one.start else (one.end, time.start)
        return start <= end and self.page.distance(start, end) <= FAR

    def _placed(self, sentence: Sentence, time: Time) -> bool:
        """Whether a bare month or year opens its sentence, or a word such as "trong" comes with it."""
        masked, words = self.page.masked, self.words
        before = masked[sentence.start : time.start].rstrip()
        if words.before["within"].search(before[-16:]) or words.roles["within"].match(masked, time.start):
            return True
        return not before or before.endswith((",", ":"))

    def _by_subject(self, one: Occurrence, time: Time) -> bool:
        """Whether a day before a passive verb is its own: it stands by the subject, or after it."""
        subjects = self.page.mentions_in(time.end, one.start)
        return not subjects or len(self.page.masked[time.end : subjects[0].start].split()) <= 3

    def _same_day(self, sentence: Sentence, one: Occurrence) -> tuple[Time, str] | None:
        """The time of the act told last, and the words "cùng ngày" that point back to it."""
        start = opening_of(self.page, sentence, one.start)
        words = self.words.roles["same_day"].search(self.page.masked, start, one.start)
        known = [draft.time for draft in (*self.drafts, self.waiting) if draft is not None and draft.time]
        return (known[-1], self.page.text[words.start() : words.end()]) if words and known else None

    def _own_day(self, sentence: Sentence, one: Occurrence, docs: tuple[Mention, ...]) -> Time | None:
        """The day of issue that the one document issued bears, where a body is said to have issued it."""
        if one.type != "issuance" or one.is_passive or len(docs) != 1 or not self._acted(sentence, one):
            return None
        return self.clock.own_day(docs[0])

    def _dates_last(self, sentence: Sentence) -> bool:
        """Gives the act told just before the day of its meeting, if this sentence opens with it: Buổi học diễn ra …"""
        last, first = self.drafts[-1] if self.drafts else None, self.page.first_letter(sentence)
        if last is None or last.time or last.sentence != sentence.number - 1:
            return False
        if last.type in ("issuance", "implementation"):
            return False
        opening = self.words.roles["gathering"].match(self.page.masked, first)
        if not opening or self.page.mentions_in(sentence.start, sentence.end):
            return False
        days = [time for time in self.clock.times(sentence.start, sentence.end) if not time.is_coarse]
        if not days or said(self.words.roles["demand"], self.page.masked[first : days[0].start]):
            return False
        self.drafts[-1] = evolve(last, time=days[0])
        return True

    # documents told in another sentence than the act

    def _meeting(self, sentence: Sentence) -> Draft | None:
        """A meeting with its day, told before the sentence that says what it was about."""
        roles, masked = self.words.roles, self.page.masked
        convened = roles["convene"].search(masked, sentence.start, sentence.end)
        meets = roles["gathering"].search(masked, sentence.start, sentence.end) or roles["sitting"].search(
            masked, sentence.start, sentence.end
        )
        if not convened or not (meets or convened[0] == "họp"):
            return None
        days = [time for time in self.clock.times(sentence.start, sentence.end) if not time.is_coarse]
        if not days or said(roles["demand"], masked[sentence.start : convened.start()]):
            return None
        first, verb = self.page.first_letter(sentence), convened.start()
        return Draft("", (), "", first, sentence.end, sentence.number, verb, days[0])

    def _answer(self, sentence: Sentence, complete: list[Draft]) -> None:
        """Lets an undated act that names documents stand for the waiting one that names none."""
        waiting, self.waiting = self.waiting, None
        if waiting is None:
            return
        for draft in complete:
            if draft.time is None and draft.type == waiting.type:
                self.drafts.append(evolve(waiting, docs=draft.docs))
                return
            if draft.time is None and not waiting.type and self._there(waiting, sentence, draft):
                told = evolve(waiting, type=draft.type, docs=draft.docs, trigger=draft.trigger)
                self.drafts.append(told)
                return
        if all(draft.time is None for draft in complete):
            self.waiting = waiting
            if waiting.type:
                self._list(sentence, complete)

    def _there(self, meeting: Draft, sentence: Sentence, draft: Draft) -> bool:
        """Whether a sentence without a day tells of what was done at the meeting before it."""
        if sentence.number - meeting.sentence > _FOLLOWING or draft.type == "implementation":
            return False
        if draft.type == "issuance":
            sitting = self.words.roles["sitting"]
            before = self.page.masked[meeting.start : meeting.end]
            return bool(sitting.search(before) and sitting.search(self.page.masked, sentence.start, draft.verb))
        return bool(self.words.roles["gathering"].search(self.page.masked, sentence.start, sentence.end))

    def _list(self, sentence: Sentence, complete: list[Draft]) -> None:
        """The documents of the waiting act, if this sentence lists them besides those of *complete* acts."""
        waiting = self.waiting
        if waiting is None or sentence.number - waiting.sentence > _FOLLOWING:
            self.waiting = None
            return
        named = {doc for draft in complete for doc in draft.docs}
        found = standing(self.page, sentence.start, sentence.end)
        keys = tuple(dict.fromkeys(mention.doc for mention in found if mention.doc not in named))
        masked = self.page.masked[sentence.start : sentence.end]
        if not keys or said(self.words.roles["demand"], masked.split(CITED)[0]):
            return
        if self.words.roles["listing"].search(masked):
            self.drafts.append(evolve(waiting, docs=keys))
            self.waiting = None

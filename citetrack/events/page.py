"""A text laid out for reading events: citations and titles masked, sentences parted, mentions in order."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from itertools import accumulate, zip_longest
from typing import TypeAlias

from attrs import field, frozen

from citetrack._grammars import PLAIN
from citetrack._text import Span
from citetrack.citations import Citation, Document
from citetrack.events.words import Lexicon, lexicon

__all__ = ["CITED", "MASKS", "TITLED", "Mention", "Page", "Sentence", "page"]

# Private-use letters: no word, no mark of a sentence, and the text keeps its length.
CITED, TITLED, FURNISHED = "\ue000", "\ue001", "\ue002"
MASKS = CITED + TITLED + FURNISHED
_RUNS = tuple(re.compile(f"{mask}+") for mask in MASKS)
_Blot: TypeAlias = tuple[int, int, int]  # where it starts and ends, and how many letters are blotted out before it

_LINK = re.compile(r"[\s,:]*(?:\(\s*)?(?:v/v|về việc|về|ve viec|ve|với tên gọi)?[\s:]*[“\"”‘'«]?\s*", re.IGNORECASE)
_QUOTED = re.compile(
    r"[\s,:]*(?:v/v|về việc|về|ve viec|ve)?[\s:]*"
    r"(?:“[^“”\n]{1,600}[”\"]|\"[^\"\n]{1,600}[\"”]|«[^»\n]{1,600}»)",
    re.IGNORECASE,
)
# A title without quotation marks never runs into a clause with a day of its own, nor past a semicolon.
_OWN_DAY = re.compile(
    r",\s*(?:(?:từ\s+|vào\s+)?(?:sáng|chiều|tối|ngày|hôm)\b\D{0,9}\d|(?:sáng|chiều|hôm)\s+(?:nay|qua)\b)|;\s",
    re.IGNORECASE,
)
# …, thay thế Nghị định số 5: what the first document replaces or ends is not named in its title.
_OUSTED = re.compile(
    r"[,;]\s*(?:(?:và|đồng thời)\s+)?(?:thay(?:\s+(?:thế|cho))?|bãi\s+bỏ|hủy\s+bỏ)\s+(?:toàn\s+bộ\s+)?\Z", re.IGNORECASE
)
# Hướng dẫn số 3 thực hiện Quy định số 5: nothing parts the two.
_BREAK = re.compile(r"[.,;:()\n]")
_LONGEST_LINK = 80
_END = re.compile(r"[.!?…]+[”\"')\]]*(?=\s|$)|\n\s*\n|\n")
_ITEM = re.compile(r"\s*(?:[-–—•+*]|\d{1,2}(?:\.\d{1,2})*[.)]|[a-zđ]\)|\(\d{1,2}\))\s*")
_UNFINISHED = re.compile(r"(?:,|\b(?:của|và|về|tại|do|ngày|số|các|cho|theo|với|trong|một))\s*$", re.IGNORECASE)
_LAST_WORD = re.compile(r"[\w/]+$")
_HEADING_NUMBER = re.compile(
    r"(?:^|\n)\s*(?:(?:điều|khoản|chương|mục|dieu)\s+)?[\dIVX]{1,4}(?:\.\d{1,2})*$", re.IGNORECASE
)


@frozen
class Mention:
    """One citation on the page: *titled* inside the title of another, *bracketed* in parentheses, *draft* as a bill."""

    start: int
    end: int
    doc: str
    type: str | None
    kind: str
    titled: bool
    bracketed: bool
    draft: bool

    @property
    def stands(self) -> bool:
        """Whether it stands for itself: in no title, in no bracket, and no draft."""
        return not (self.titled or self.bracketed or self.draft)


@frozen
class Sentence:
    """A sentence with the list that hangs on it; *item* if it is itself an item of a list or a row."""

    start: int
    end: int
    item: bool
    number: int


@frozen
class Page:
    """What the readers of events look at.

    Attributes:
        text: as read.
        masked: the same length, with citations, titles of documents and furniture blotted out.
        mentions: in order.
        sentences: in order.
        documents: by key.
        spelling: accented or plain.
    """

    text: str
    masked: str
    mentions: tuple[Mention, ...]
    sentences: tuple[Sentence, ...]
    documents: dict[str, Document]
    spelling: str
    _starts: tuple[int, ...] = field(repr=False)
    _blots: tuple[_Blot, ...] = field(repr=False)

    def first_letter(self, sentence: Sentence) -> int:
        """Where a sentence begins, blanks and the mark of an item left out."""
        words = self.masked[sentence.start : sentence.end]
        return sentence.start + len(words) - len(words.lstrip(" \t\r\n\u00a0-–—•*"))

    def distance(self, start: int, end: int) -> int:
        """How many letters lie between two places, those of citations and titles left out."""
        return end - start - (self._blotted(end) - self._blotted(start))

    def _blotted(self, position: int) -> int:
        """How many letters before *position* are blotted out."""
        at = bisect_left(self._blots, (position, 0, 0))
        if not at:
            return 0
        start, end, before = self._blots[at - 1]
        return before + min(position, end) - start

    def mentions_in(self, start: int, end: int) -> tuple[Mention, ...]:
        """The mentions that begin in a range."""
        return self.mentions[bisect_left(self._starts, start) : bisect_left(self._starts, end)]


def page(
    text: str,
    citations: Sequence[Citation],
    documents: Sequence[Document],
    furniture: Span | None,
    spelling: str,
) -> Page:
    """The page of a text whose citations have been found and gathered into documents."""
    cited = sorted((c for c in citations if c.doc is not None), key=lambda citation: citation.start)
    titles = _titles(text, cited, lexicon(spelling))
    masked = _masked(text, cited, titles, furniture)
    drafted = lexicon(spelling).before["draft"]
    mentions = tuple(
        Mention(
            c.start,
            c.end,
            str(c.doc),
            c.type,
            c.kind,
            any(start <= c.start < end for start, end in titles),
            _bracketed(masked, c.start),
            drafted.search(masked[max(0, c.start - 20) : c.start]) is not None,
        )
        for c in cited
    )
    known = {document.doc: document for document in documents}
    starts = tuple(mention.start for mention in mentions)
    return Page(text, masked, mentions, _sentences(masked, mentions, spelling), known, spelling, starts, _blots(masked))


def _blots(masked: str) -> tuple[_Blot, ...]:
    """What is blotted out, in order."""
    spans = sorted(blot.span() for run in _RUNS for blot in run.finditer(masked))
    before = accumulate((end - start for start, end in spans), initial=0)
    return tuple((start, end, letters) for (start, end), letters in zip(spans, before, strict=False))


def _titles(text: str, cited: Sequence[Citation], words: Lexicon) -> list[tuple[int, int]]:
    """Where the titles after the citations stand; a title may run over other citations, not back.

    A document that is tied to the one before it ("gắn với", outside quotation marks) stands outside its title,
    and so does one that it replaces.
    """
    titles: list[tuple[int, int]] = []
    for citation, following in zip_longest(cited, cited[1:]):
        if titles and citation.start < titles[-1][1]:
            start, end = titles[-1]
            inside = text[start : citation.start]
            tie = words.before["tied"].search(inside) or _OUSTED.search(inside)
            if tie is None or _QUOTED.match(text, start):
                continue
            titles[-1] = (start, start + tie.start())
        listed = following is not None and not text[citation.end : following.start].strip(" ,;\n")
        end = citation.end if listed else _title_end(text, citation, words.roles["finite"])
        if end == citation.end and following and _names(text[end : following.start], words):
            end = max(following.end, _title_end(text, following, words.roles["finite"]))
        if end > citation.end:
            titles.append((citation.end, end))
    return titles


def _names(gap: str, words: Lexicon) -> bool:
    """Whether the words between two documents make the second part of what the first is called."""
    return len(gap) <= _LONGEST_LINK and bool(words.roles["titling"].match(gap.lstrip())) and not _BREAK.search(gap)


def _title_end(text: str, citation: Citation, finite: re.Pattern[str]) -> int:
    quoted = _QUOTED.match(text, citation.end)
    if quoted:
        return quoted.end()
    if not citation.title:
        return citation.end
    link = _LINK.match(text, citation.end)
    start = link.end() if link else citation.end
    for begin in (start, citation.end):
        end = _same_words(text, begin, citation.title.split())
        if end is not None:
            return _cut(text, begin, end, finite)
    return citation.end


def _same_words(text: str, start: int, words: list[str]) -> int | None:
    """Where *words* end if they stand at *start*, whatever the blanks between them."""
    for word in words:
        while start < len(text) and text[start].isspace():
            start += 1
        if not text.startswith(word, start):
            return None
        start += len(word)
    return start


def _cut(text: str, start: int, end: int, finite: re.Pattern[str]) -> int:
    """Where a title from *start* to *end* ends if the sentence goes on inside it."""
    stops = [stop.start() for stop in (_OWN_DAY.search(text, start, end), finite.search(text, start, end)) if stop]
    if not stops:
        return end
    return start + len(text[start : min(stops)].rstrip(" ,(\t\n"))


def _masked(text: str, cited: Sequence[Citation], titles: list[tuple[int, int]], furniture: Span | None) -> str:
    spans = [(c.start, c.end, CITED) for c in cited] + [(start, end, TITLED) for start, end in titles]
    if furniture is not None:
        spans.append((furniture.start, furniture.end, FURNISHED))
    parts, position = [], 0
    for start, end, mask in sorted(spans):
        start = max(start, position)
        if end > start:
            parts += [text[position:start], mask * (end - start)]
            position = end
    parts.append(text[position:])
    return "".join(parts)


def _bracketed(masked: str, position: int) -> bool:
    """Whether a parenthesis is open before *position*, looking back a little."""
    before = masked[max(0, position - 200) : position]
    return before.rfind("(") > before.rfind(")")


def _sentences(masked: str, mentions: tuple[Mention, ...], spelling: str) -> tuple[Sentence, ...]:
    abbreviations = lexicon(spelling).roles["abbreviation"]
    bounds, start = [], 0
    for stop in _END.finditer(masked):
        if stop.start() >= start and _ends(masked, start, stop, abbreviations, spelling == PLAIN):
            bounds.append((start, stop.end()))
            start = stop.end()
    bounds.append((start, len(masked)))
    return _gathered(masked, [(a, b) for a, b in bounds if masked[a:b].strip()], mentions)


def _ends(masked: str, start: int, stop: re.Match[str], abbreviations: re.Pattern[str], sloppy: bool) -> bool:
    """Whether a stop or a line break ends the sentence; *sloppy* writers begin one without a capital."""
    following = masked[stop.end() : stop.end() + 40].lstrip(" \t\u00a0\n")
    if stop[0].startswith("\n"):
        if stop[0].count("\n") > 1:
            return True
        before = masked[max(start, stop.start() - 20) : stop.start()]
        return not (following[:1].islower() or _UNFINISHED.search(before))
    if stop[0][0] in "?!":
        return True
    if following[:1].islower() and not sloppy:
        return False
    before = masked[max(start, stop.start() - 24) : stop.start()]
    if stop[0] != "." or _HEADING_NUMBER.search(before):
        return stop[0] != "."
    word = _LAST_WORD.search(before)
    return not (word and abbreviations.fullmatch(word[0]))


def _gathered(masked: str, bounds: list[tuple[int, int]], mentions: tuple[Mention, ...]) -> tuple[Sentence, ...]:
    """Sentences in order; documents listed under a colon or item by item join the sentence above."""
    starts = [mention.start for mention in mentions]
    gathered: list[Sentence] = []
    for start, end in bounds:
        marker = _ITEM.match(masked, start)
        opens = masked[start:end].lstrip()[:1]
        if gathered and (marker or opens == CITED) and _lists_on(masked, gathered[-1], marker, start, starts):
            gathered[-1] = Sentence(gathered[-1].start, end, gathered[-1].item, gathered[-1].number)
        else:
            gathered.append(Sentence(start, end, bool(marker), len(gathered)))
    return tuple(gathered)


def _lists_on(masked: str, above: Sentence, marker: re.Match[str] | None, start: int, starts: list[int]) -> bool:
    head = masked[above.start : above.end].rstrip()
    if not head.endswith((":", ";", "gồm", "sau")):
        return False
    at = marker.end() if marker else start
    place = bisect_left(starts, at)
    # An item that opens with a document names it; one that opens with other words tells something of its own.
    return place < len(starts) and starts[place] - at <= 12

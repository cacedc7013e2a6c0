"""What is told of several documents at once: "cả ba nghị quyết này có hiệu lực từ ngày …"."""

from collections.abc import Iterator

from attrs import evolve

from citetrack.events.drafts import Draft
from citetrack.events.governed import run, standing
from citetrack.events.page import Page, Sentence
from citetrack.events.times import Clock
from citetrack.events.words import Lexicon, lexicon

__all__ = ["plural_effects"]

_BACK = 3  # sentences in which the documents were named
_CLAUSE = 120  # letters between the plural and its verb, or the verb and its day
_LIST = 4_000  # letters that a list of documents takes
_COUNTS = {"hai": 2, "ba": 3, "bốn": 4, "năm": 5, "sáu": 6, "bảy": 7, "tám": 8, "chín": 9, "mười": 10}


def plural_effects(page: Page, clock: Clock) -> Iterator[Draft]:
    """The days on which documents named in the lump come into force or end, each with the documents meant."""
    words = lexicon(page.spelling)
    for sentence in page.sentences:
        for plural in words.roles["plural"].finditer(page.masked, sentence.start, sentence.end):
            paper = words.roles["paper"].match(page.masked, plural.end() + 1)
            known = paper and words.roles["back"].match(page.masked, paper.end() + 1)
            if not paper or not known:
                continue
            docs = _meant(
                page, sentence, plural.start(), paper[0].capitalize(), _COUNTS.get(plural[0].split()[-1].lower())
            )
            draft = _told(page, clock, sentence, known.end(), words) if docs else None
            if draft is not None:
                yield evolve(draft, docs=docs)


def _meant(page: Page, sentence: Sentence, start: int, type_name: str, count: int | None) -> tuple[str, ...]:
    """The documents of a type that were named together last, if they are as many as the words say."""
    for above in reversed(page.sentences[max(0, sentence.number - _BACK) : sentence.number + 1]):
        end = start if above is sentence else above.end
        named = standing(page, max(above.start, end - _LIST), end)
        kept = run(page, named) if named else ()
        docs = tuple(dict.fromkeys(mention.doc for mention in kept if mention.type == type_name))
        if len(docs) > 1:
            return docs if count is None or count == len(docs) else ()
    return ()


def _told(page: Page, clock: Clock, sentence: Sentence, start: int, words: Lexicon) -> Draft | None:
    """The draft, still without documents, of the verb after *start* and its day."""
    found = next(words.relations(page.masked, start, min(sentence.end, start + _CLAUSE)), None)
    if found is None or found[1].voice != "becomes":
        return None
    verb, relation = found
    times = clock.times(verb.end(), min(sentence.end, verb.end() + _CLAUSE))
    if not times:
        return None
    trigger = " ".join(page.text[verb.start() : verb.end()].split())
    first = page.first_letter(sentence)
    return Draft(
        relation.type,
        (),
        trigger,
        first,
        sentence.end,
        sentence.number,
        verb.start(),
        times[0],
        clock.when(times[0], None),
    )

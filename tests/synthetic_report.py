"""Prints how well the hidden timeline behind synthetic articles is recovered: `python tests/synthetic_report.py`.

`--articles N` (2,000 unless told) and `--seed N` draw another corpus, `--faults` shows what went wrong.
"""

import argparse
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import TypeAlias

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from attrs import frozen
from synthetic import Article, Corpus, corpus
from synthetic_truth import TrueEvent

import citetrack as ct

Key: TypeAlias = tuple[str, frozenset[str], str | None]


@frozen
class Recovery:
    """How much of what happened was found.

    Attributes:
        f1: of events, each with its type, its documents and its day.
        merged: the share of true events that are one event of the timeline, with all their texts and no other's.
        missed, extra: true events that were not found, and found ones that are not true.
        split: the numbers of true events that are not merged right.
    """

    f1: float
    merged: float
    missed: tuple[Key, ...]
    extra: tuple[Key, ...]
    split: tuple[int, ...]


def recovery(made: Corpus) -> tuple[Recovery, ct.Timeline]:
    """What `Timeline.of_readings` makes of the articles of *made*, compared with what happened."""
    timeline = ct.Timeline.of_readings(ct.read(one.text, one.published, one.id) for one in made.articles)
    truth = [_true_key(one) for one in made.events]
    works: set[object] = {(one.kind, one.day and one.day.isoformat(), p.key) for one in made.events for p in one.papers}
    found = [_found_key(one, works) for one in timeline]
    missed, extra = Counter(truth) - Counter(found), Counter(found) - Counter(truth)
    right = len(truth) - missed.total()
    split = _split(made, truth, timeline, found)
    f1 = 2 * right / (len(truth) + len(found))
    merged = 1 - len(split) / len(truth)
    return Recovery(f1, merged, tuple(missed.elements()), tuple(extra.elements()), split), timeline


def _true_key(one: TrueEvent) -> Key:
    return (one.kind, frozenset(paper.identifier for paper in one.papers), one.day and one.day.isoformat())


def _found_key(one: ct.TimelineEvent, works: set[object]) -> Key:
    """The same of an event that was found: a document resolved to a work that is not among *works* is another."""
    names = []
    for each in one.documents:
        named = each.authority or each.identifier or each.label
        is_wrong = each.authority and (one.event.type, one.event.date, each.key) not in works
        names.append(each.key if is_wrong else named)
    return (one.event.type, frozenset(names), one.event.date)


def _split(made: Corpus, truth: list[Key], timeline: ct.Timeline, found: list[Key]) -> tuple[int, ...]:
    """The true events of which no single event of the timeline has just their texts."""
    told: dict[int, set[str]] = defaultdict(set)
    for article in made.articles:
        for number in article.tells:
            told[number].add(article.id)
    events = Counter((key, _texts(one)) for key, one in zip(found, timeline, strict=True))
    return tuple(number for number, key in enumerate(truth) if events[key, frozenset(told[number])] != 1)


def _texts(one: ct.TimelineEvent) -> frozenset[str]:
    return frozenset(source.id for source in one.sources)


def _faults(made: Corpus, timeline: ct.Timeline, result: Recovery) -> Iterable[str]:
    texts: dict[str, Article] = {one.id: one for one in made.articles}
    for number in result.split:
        event = made.events[number]
        yield f"\nnot one event: {event.kind} {[p.identifier for p in event.papers]} {event.day} {event.organs}"
        ids = [one.id for one in texts.values() if number in one.tells]
        yield f"  told by {ids}"
        for one in timeline:
            common = sorted(_texts(one) & set(ids))
            if common:
                documents = [each.key for each in one.documents]
                shown = (one.event.type, one.event.date, one.event.organiser, documents)
                yield f"  found {shown} in {common}: {one.sources[0].evidence[:200]!r}"
    for word, keys in (("missed", result.missed), ("extra", result.extra)):
        for kind, names, day in keys:
            yield f"\n{word}: {kind} {sorted(names)} {day}"
            found = [one for one in timeline if (one.event.type, one.event.date) == (kind, day)]
            yield from (f"  {one.sources[0].id}: {one.sources[0].evidence[:200]!r}" for one in found[:4])


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--articles", type=int, default=2000)
    options.add_argument("--seed", type=int, default=2026)
    options.add_argument("--faults", action="store_true")
    asked = options.parse_args()
    made = corpus(asked.articles, asked.seed)
    result, timeline = recovery(made)
    if asked.faults:
        print("\n".join(_faults(made, timeline, result)))
    print(f"{len(made.articles)} articles, {len(made.events)} events, seed {asked.seed}")
    print(f"timeline F1      {result.f1:.4f}")
    print(f"merged events    {result.merged:.4f}")


if __name__ == "__main__":
    main()

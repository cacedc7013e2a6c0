"""A hidden timeline is recovered from synthetic articles that tell it in their own ways, with noise and typos."""

import pytest
from attrs import evolve
from synthetic import Corpus, corpus
from synthetic_report import Recovery, recovery
from synthetic_truth import WORDS


@pytest.fixture(scope="module")
def small() -> Corpus:
    return corpus(100, seed=7)


@pytest.fixture(scope="module")
def recovered(small: Corpus) -> Recovery:
    return recovery(small)[0]


def test_the_same_seed_makes_the_same_corpus(small: Corpus) -> None:
    assert corpus(100, seed=7) == small
    assert corpus(100, seed=8) != small


def test_the_corpus_is_what_it_claims_to_be(small: Corpus) -> None:
    """Several papers an event, all ways of saying the day of publication, and forty sentences at least."""
    assert len(small.articles) >= 100
    assert len(small.articles) > 3 * len(small.events)
    assert {one.published is None for one in small.articles} == {True, False}
    assert {"<html>" in one.text for one in small.articles} == {True, False}
    assert {number for one in small.articles for number in one.tells} == set(range(len(small.events)))
    assert sum(map(len, WORDS["acts"].values())) >= 40


def test_the_timeline_is_recovered(recovered: Recovery) -> None:
    assert recovered.f1 >= 0.95


def test_each_event_is_one_with_all_its_texts(recovered: Recovery) -> None:
    assert recovered.merged >= 0.95


def test_an_event_that_is_not_told_is_missed(small: Corpus) -> None:
    """The measure can fail: without the texts of one event its share is lost."""
    without = evolve(small, articles=tuple(one for one in small.articles if 0 not in one.tells))
    assert recovery(without)[0].merged < 1


@pytest.mark.long
def test_two_thousand_articles_are_recovered() -> None:
    found, _ = recovery(corpus(2000))
    assert (found.f1 >= 0.98, found.merged >= 0.97) == (True, True)

"""Identifiers that several documents bear: what is stated decides, and what is not stated is not guessed.

Every claim is tried on all of them in the register, about 250 identifiers of about 600 documents.
"""

from collections.abc import Callable, Iterable, Iterator

import pytest

from citetrack.authority import AuthorityFile, Work
from citetrack.citations import Document
from citetrack.resolution import Ambiguous, Resolution, Resolved, Resolver
from citetrack.resolution.evidence import same_title

REGISTER = AuthorityFile.default()
RESOLVER = Resolver(REGISTER)


def shared() -> dict[str, list[Work]]:
    """The works of each identifier that several bear."""
    found: dict[str, list[Work]] = {}
    for work in REGISTER:
        if work.number:
            found.setdefault(work.identifier, []).append(work)
    return {identifier: works for identifier, works in found.items() if len(works) > 1}


SHARED = shared()


def resolved(work: Work, **stated: str | None) -> Resolution:
    """What comes out for the identifier of *work* with what else is stated."""
    return RESOLVER.resolve(Document("d", work.identifier, number=work.number, year=work.year, **stated))


def candidates(resolution: Resolution) -> set[str]:
    return {one.work.key for one in resolution.candidates} if isinstance(resolution, Ambiguous) else set()


def told(resolution: Resolution, works: Iterable[Work]) -> bool:
    """Whether exactly the *works* come out: the one of them, or all of them as candidates in order of rank."""
    wanted = {work.key for work in works}
    if isinstance(resolution, Resolved):
        return {resolution.work.key} == wanted
    ranks = [one.rank for one in resolution.candidates] if isinstance(resolution, Ambiguous) else []
    return candidates(resolution) == wanted and ranks == list(range(1, len(wanted) + 1))


def all_with_rivals() -> Iterator[tuple[Work, list[Work]]]:
    for works in SHARED.values():
        for work in works:
            yield work, [other for other in works if other != work]


def test_the_register_has_what_is_claimed() -> None:
    assert len(SHARED) >= 246
    assert len(SHARED["26-NQ/TW"]) >= 5
    assert len(SHARED["01/NQ-CP"]) >= 7


def test_nothing_stated_leaves_all_of_them_open() -> None:
    assert [name for name, works in SHARED.items() if not told(resolved(works[0]), works)] == []


def same_day(work: Work, other: Work) -> bool:
    return work.date == other.date


def same_type(work: Work, other: Work) -> bool:
    return work.type == other.type


def same_term(work: Work, other: Work) -> bool:
    return None in (work.party_term, other.party_term) or work.party_term == other.party_term


def same_words(work: Work, other: Work) -> bool:
    return same_title(work.title, other.title)


@pytest.mark.parametrize(
    ("field", "of", "agrees"),
    [
        ("date", lambda work: work.date, same_day),
        ("type", lambda work: work.type, same_type),
        ("party_term", lambda work: work.party_term, same_term),
    ],
)
def test_what_is_stated_leaves_those_that_agree_with_it(
    field: str, of: Callable[[Work], str | None], agrees: Callable[[Work, Work], bool]
) -> None:
    """One if only one agrees, else all that agree."""
    wrong = []
    for work, rivals in all_with_rivals():
        if of(work):
            alike = [work, *(other for other in rivals if agrees(work, other))]
            if not told(resolved(work, **{field: of(work)}), alike):
                wrong.append((work.key, field))
    assert wrong == []


def test_the_title_decides_where_titles_differ() -> None:
    titled = [(work, rivals) for work, rivals in all_with_rivals() if work.title]
    wrong = []
    for work, rivals in titled:
        alike = [work, *(other for other in rivals if same_words(work, other))]
        resolution = resolved(work, title=work.title)
        if len(alike) == 1 and not told(resolution, alike):
            wrong.append(work.key)
        if len(alike) > 1 and not {one.key for one in alike} <= candidates(resolution):
            wrong.append(work.key)
    assert wrong == []
    assert len(titled) > 550


def test_day_and_type_together_always_decide() -> None:
    dated = [work for work, _ in all_with_rivals() if work.date]
    assert [work.key for work in dated if not told(resolved(work, date=work.date, type=work.type), [work])] == []


def test_a_title_that_may_be_cut_from_two_decides_nothing() -> None:
    row = {"identifier": "1-CT/TW", "number": "1", "code": "CT/TW", "type": "Chỉ thị", "source": "s", "family": "party"}
    short = Work(**row, date_issued="1997-01-01", title="Về công tác dân vận")
    longer = Work(**row, date_issued="2017-01-01", title="Về công tác dân vận; kiểm tra và giám sát")
    resolver = Resolver(AuthorityFile([short, longer]))
    assert isinstance(resolver.resolve(Document("d", "1-CT/TW", title="công tác dân vận")), Ambiguous)

"""The machines by which Lark's strict mode compares terminals, built by interegular in a fraction of the time.

Most of its time went into two searches, whose outcome is the same here: a list of all states was looked through for
each new one, and equal alphabets of eight thousand letters were united letter by letter for each sign of a terminal.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from interegular import fsm
from interegular.fsm import FSM, Alphabet, OblivionError

Keys = tuple[dict[Any, Any], ...]


@contextmanager
def quick_automata() -> Iterator[None]:
    """Inside it, interegular builds the same machines with quicker searches."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(fsm, "crawl", crawled)
        patch.setattr(Alphabet, "union", of_equals(Alphabet.union))
        patch.setattr(Alphabet, "intersect", of_equals(Alphabet.intersect))
        yield


def of_equals(combined: Callable[..., tuple[Alphabet, Keys]]) -> Callable[..., tuple[Alphabet, Keys]]:
    """*combined*, but of equal alphabets the first of them, in which each key stands for itself."""

    def quick(*alphabets: Alphabet) -> tuple[Alphabet, Keys]:
        if not alphabets or any(keys(one) != keys(alphabets[0]) for one in alphabets[1:]):
            return combined(*alphabets)
        return alphabets[0], ({key: key for key in alphabets[0].by_transition},) * len(alphabets)

    return quick


def keys(alphabet: Alphabet) -> dict[Any, Any]:
    """The key of each letter, as interegular holds it: making a dict anew would cost what is to be saved."""
    held: dict[Any, Any] = alphabet._symbol_mapping
    return held


def crawled(
    alphabet: Alphabet,
    initial: Iterable[Any],
    final: Callable[[Any], bool],
    follow: Callable[[Any, Any], Any],
) -> FSM:
    """The machine of all states that can be reached: what `interegular.fsm.crawl` returns, state for state."""
    states, numbers = [initial], {known(initial): 0}
    finals, table = set(), {}
    for number, state in enumerate(states):  # which grows
        if final(state):
            finals.add(number)
        table[number] = row = {}
        for key in alphabet.by_transition:
            try:
                after = follow(state, key)
            except OblivionError:
                continue
            row[key] = numbers.setdefault(known(after), len(states))
            if row[key] == len(states):
                states.append(after)
    return FSM(alphabet, range(len(states)), 0, finals, table, __no_validation__=True)


def known(state: Any) -> Any:
    """*state* as a key of a dict: states are sets, or dicts of the machines that run side by side."""
    return frozenset(state.items() if isinstance(state, dict) else state)

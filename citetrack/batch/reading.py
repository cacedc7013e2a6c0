"""Many texts: what `find_citations` and `read` give for each, as values with the index of the text."""

from collections.abc import Iterable, Iterator
from datetime import date
from functools import partial
from typing import Any, TypeAlias

from attrs import evolve, frozen

from citetrack.authority import AuthorityFile
from citetrack.batch.rows import Row, citation_of, row_of
from citetrack.batch.workers import Crew, Task, attempt
from citetrack.citations import Citation
from citetrack.context import find_citations
from citetrack.reading import Reading, read

__all__ = ["Found", "FoundReading", "find_in", "read_in"]

_TEXTS_EACH = 20_000

# A text, or a text with the day of its publication and what the caller calls it.
Told: TypeAlias = str | tuple[str, date | None, str]


@frozen
class Found:
    """The citations of one of many texts, or why there are none.

    Attributes:
        index: which text it is, counted from 0.
        citations: in order; empty if the text could not be read.
        error: the reason in one line if the text could not be read, else None.
    """

    index: int
    citations: tuple[Citation, ...] = ()
    error: str | None = None


@frozen
class FoundReading:
    """The reading of one of many texts, or why there is none.

    Attributes:
        index: which text it is, counted from 0.
        reading: None if the text could not be read.
        error: the reason in one line if the text could not be read, else None.
    """

    index: int
    reading: Reading | None = None
    error: str | None = None


def find_in(
    texts: Iterable[str], workers: int = 1, texts_each: int = _TEXTS_EACH, method: str | None = None
) -> Iterator[Found]:
    """The citations of each of *texts*, in order; *texts* may be endless.

    With more than one of *workers* the texts are read by so many processes, at most some 800,000 characters or 2,000
    texts a worker ahead of the caller; a program that is started anew by its workers needs the usual
    `if __name__ == "__main__":`. A text that cannot be read, or that ends two processes, is told in `error`.

    >>> [[str(one.identifier) for one in found.citations] for found in find_in(["18-NQ/TW", "", "35-CT/TW"])]
    [['18-NQ/TW'], [], ['35-CT/TW']]

    Args:
        texts: strings.
        workers: how many processes; 1 reads in this one.
        texts_each: after how many texts a process is replaced by a new one.
        method: how processes are started: "fork", "spawn", "forkserver"; by default what Python takes on this system.

    Raises:
        ValueError: *workers* or *texts_each* is not 1 or more.
        WorkerError: the processes cannot be started.
    """
    _check(workers, texts_each)
    return _found(texts, workers, texts_each, method)


def _found(texts: Iterable[str], workers: int, texts_each: int, method: str | None) -> Iterator[Found]:
    if workers == 1:
        for index, text in enumerate(texts):
            citations, error = attempt(_citations, _task(index, text))
            yield Found(index, citations or (), error)
        return
    held: dict[int, str] = {}
    tasks = _held((_task(index, text) for index, text in enumerate(texts)), held)
    for index, (rows, error) in enumerate(Crew(_rows, workers, texts_each, method).outcomes(tasks)):
        text = held.pop(index)
        yield Found(index, tuple(citation_of(row, text) for row in rows or ()), error)


def read_in(
    texts: Iterable[Told],
    workers: int = 1,
    authority: AuthorityFile | None = None,
    texts_each: int = _TEXTS_EACH,
    method: str | None = None,
) -> Iterator[FoundReading]:
    """The reading of each of *texts*, in order, as `find_in` does it; a text is a string or (text, published, id).

    A string alone has its number as id, so that a timeline can tell the texts apart.

    >>> from citetrack import Timeline
    >>> texts = [("Ngày 2-12, Tỉnh ủy quán triệt Quy định số 205-QĐ/TW.", date(2019, 12, 3), "a"), "Không có gì."]
    >>> timeline = Timeline.of_readings(found.reading for found in read_in(texts) if found.reading)
    >>> [(one.event.date, one.sources[0].id) for one in timeline]
    [('2019-12-02', 'a')]

    Args:
        texts: strings, or strings with the day of publication, if it is known, and an id.
        workers: how many processes; 1 reads in this one.
        authority: the register that is asked, the shipped one unless it is given.
        texts_each: after how many texts a process is replaced by a new one.
        method: how processes are started, as for `find_in`.

    Raises:
        ValueError: *workers* or *texts_each* is not 1 or more.
        WorkerError: the processes cannot be started.
    """
    _check(workers, texts_each)
    return _readings(texts, workers, authority, texts_each, method)


def _readings(
    texts: Iterable[Told], workers: int, authority: AuthorityFile | None, texts_each: int, method: str | None
) -> Iterator[FoundReading]:
    tasks = (_told(index, told) for index, told in enumerate(texts))
    if workers == 1:
        for task in tasks:
            reading, error = attempt(partial(_reading, authority=authority), task)
            yield FoundReading(task[0], reading, error)
        return
    held: dict[int, str] = {}
    crew = Crew(partial(_light, authority=authority), workers, texts_each, method)
    for index, (light, error) in enumerate(crew.outcomes(_held(tasks, held))):
        text = held.pop(index)
        yield FoundReading(index, light and evolve(light, text=text), error)


def _check(workers: int, texts_each: int) -> None:
    for name, number in (("workers", workers), ("texts_each", texts_each)):
        if number < 1:
            raise ValueError(f"{name}: expected a number from 1 on, not {number}")


def _task(index: int, text: Any, rest: Any = None) -> Task:
    return (index, text, rest) if isinstance(text, str) else (index, None, type(text).__name__)


def _told(index: int, told: Any) -> Task:
    text, *rest = told if isinstance(told, tuple) and len(told) == 3 else (told, None, str(index))
    return _task(index, text, tuple(rest))


def _held(tasks: Iterable[Task], held: dict[int, str]) -> Iterator[Task]:
    """*tasks*; *held* keeps each text until its result is given out, so that no text is sent back."""
    for task in tasks:
        held[task[0]] = task[1] or ""
        yield task


def _citations(text: str, _: Any) -> tuple[Citation, ...]:
    return tuple(find_citations(text))


def _rows(text: str, _: Any) -> list[Row]:
    return [row_of(one) for one in find_citations(text)]


def _reading(text: str, rest: tuple[date | None, str], authority: AuthorityFile | None) -> Reading:
    return read(text, *rest, authority=authority)


def _light(text: str, rest: tuple[date | None, str], authority: AuthorityFile | None) -> Reading:
    """The reading without its text, which the other side has."""
    return evolve(_reading(text, rest, authority), text="")

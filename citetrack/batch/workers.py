"""Workers: processes that do one job on many texts; results in order, and a text that ends a process stops no other."""

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from queue import SimpleQueue
from typing import Any, TypeAlias

from attrs import Factory, define, frozen

from citetrack.errors import WorkerError

__all__ = ["Crew", "Outcome", "Task", "attempt"]

_CHARACTERS, _TEXTS = 100_000, 256  # of a chunk: large enough that sending it costs little, small beside memory
_AHEAD = 2  # chunks that one worker has: what it works on and what it goes on with
_WINDOW = 4  # chunks for each worker that are taken in and not yet given out
_FALSE_STARTS = 3  # processes in a row that end before they are ready
_PATIENCE = 2.0  # seconds that a process is given to end

# The index of the text, the text, what else the job needs; of what is no text None and the name of its type.
Task: TypeAlias = tuple[int, str | None, Any]
Outcome: TypeAlias = tuple[Any, str | None]  # what the job gave, or why it gave nothing
Job: TypeAlias = Callable[[str, Any], Any]


def attempt(job: Job, task: Task) -> Outcome:
    """What *job* gives for one text, or the reason why it gives nothing.

    >>> attempt(lambda text, _: len(text), (0, "abc", None)), attempt(lambda text, _: 1 / 0, (0, "", None))
    ((3, None), (None, 'ZeroDivisionError: division by zero'))
    """
    _, text, rest = task
    if text is None:
        return None, f"expected a string, not {rest}"
    try:
        return job(text, rest), None
    except Exception as error:  # one bad text of ten thousand is told, and the rest goes on
        return None, f"{type(error).__name__}: {error}"


@frozen(eq=False)
class _Chunk:
    """Texts that are sent together; one *is_alone* if a process ended that had it before."""

    tasks: tuple[Task, ...]
    is_alone: bool = False

    def parts(self) -> Iterator["_Chunk"]:
        """Each text for itself."""
        return (_Chunk((task,), is_alone=True) for task in self.tasks)


def _chunks(tasks: Iterator[Task]) -> Iterator[_Chunk]:
    """*tasks* in chunks of bounded size; if *tasks* fails, what came before is given out first."""
    held: list[Task] = []
    size = 0
    try:
        for task in tasks:
            held.append(task)
            size += len(task[1] or "")
            if size >= _CHARACTERS or len(held) >= _TEXTS:
                yield _Chunk(tuple(held))
                held, size = [], 0
    except Exception:  # the caller's own, which goes on when its texts are out
        if held:
            yield _Chunk(tuple(held))
        raise
    if held:
        yield _Chunk(tuple(held))


@define(eq=False)
class _Worker:
    """One process as its owner sees it."""

    process: BaseProcess
    connection: "Connection[Any, Any]"
    chunks: deque[_Chunk] = Factory(deque)
    texts: int = 0
    is_ready: bool = False

    def send(self, chunk: _Chunk) -> None:
        """Sends a chunk; that the process has ended is found out when its answer is read."""
        self.chunks.append(chunk)
        self.texts += len(chunk.tasks)
        with suppress(OSError):
            self.connection.send(chunk.tasks)

    def stop(self) -> None:
        """Ends the process: at once if it is at work."""
        if self.chunks:
            self.process.terminate()
        else:
            with suppress(OSError):
                self.connection.send(None)
        self.process.join(_PATIENCE)
        if self.process.is_alive():
            self.process.kill()
            self.process.join()
        self.connection.close()


class Crew:
    """Processes that do *job*, at most *size* at a time; each is replaced after *texts_each* texts.

    Args:
        job: what is done with one text; it travels to the processes, and so does what it gives.
        size: how many processes.
        texts_each: after how many texts a process is replaced, which gives back what memory it has gathered.
        method: "fork", "spawn" or "forkserver"; by default what Python takes on this system.
    """

    def __init__(self, job: Job, size: int, texts_each: int, method: str | None = None) -> None:
        self._job, self._size, self._texts_each = job, size, texts_each
        self._context: Any = multiprocessing.get_context(method)
        self._workers: list[_Worker] = []
        self._again: deque[_Chunk] = deque()
        self._outcomes: dict[int, Outcome] = {}
        self._chunks: Iterator[_Chunk] = iter(())
        self._lasts: deque[int] = deque()  # of each chunk taken in and not yet given out, the last index
        self._failure: Exception | None = None
        self._false_starts = 0

    def outcomes(self, tasks: Iterable[Task]) -> Iterator[Outcome]:
        """What the job gives for each of *tasks*, in their order; indices count from 0.

        Raises:
            WorkerError: the processes cannot be started.
        """
        self._chunks = _chunks(iter(tasks))
        try:
            yield from self._in_order()
        finally:
            for worker in self._workers:
                worker.stop()
            self._workers.clear()

    def _in_order(self) -> Iterator[Outcome]:
        given = 0
        while True:
            self._fill()
            if not self._lasts:
                break
            if given not in self._outcomes:
                self._listen()
            while given in self._outcomes:
                yield self._outcomes.pop(given)
                given += 1
            while self._lasts and self._lasts[0] < given:
                self._lasts.popleft()
        if self._failure is not None:
            raise self._failure

    def _fill(self) -> None:
        """Gives the processes to do, as long as one has room and not too much is waiting to be given out."""
        while worker := self._free():
            if (chunk := self._again.popleft() if self._again else self._next()) is None:
                return
            worker.send(chunk)

    def _next(self) -> _Chunk | None:
        """The next texts, if there are any and it is their turn."""
        if len(self._lasts) >= _WINDOW * self._size:
            return None
        try:
            chunk = next(self._chunks, None)
        except Exception as error:  # the caller's own, raised when all that came before it is given out
            self._failure = error
            return None
        if chunk is not None:
            self._lasts.append(chunk.tasks[-1][0])
        return chunk

    def _free(self) -> _Worker | None:
        """The process with the least to do, a new one if all are at work, or None if all have enough."""
        for worker in [one for one in self._workers if not one.chunks and one.texts >= self._texts_each]:
            self._workers.remove(worker)
            worker.stop()
        free = min((one for one in self._workers if one.texts < self._texts_each), key=_load, default=None)
        if (free is None or free.chunks) and len(self._workers) < self._size:
            return self._started()
        return free if free is not None and len(free.chunks) < _AHEAD else None

    def _started(self) -> _Worker:
        ours, theirs = self._context.Pipe()
        process = self._context.Process(target=_serve, args=(theirs, ours, self._job), daemon=True)
        process.start()
        theirs.close()
        self._workers.append(_Worker(process, ours))
        return self._workers[-1]

    def _listen(self) -> None:
        """Takes in what the processes have to say; waits for the first of them."""
        spoken = wait([worker.connection for worker in self._workers])
        for worker in [one for one in self._workers if one.connection in spoken]:
            try:
                message = worker.connection.recv()
            except (EOFError, OSError):
                self._mourn(worker)
            else:
                self._take(worker, message)

    def _take(self, worker: _Worker, message: list[Outcome] | None) -> None:
        if message is None:
            worker.is_ready, self._false_starts = True, 0
            return
        for (index, _, _), outcome in zip(worker.chunks.popleft().tasks, message, strict=True):
            self._outcomes[index] = outcome

    def _mourn(self, worker: _Worker) -> None:
        """Shares out what an ended process had to do; a text that ends a second one is given up."""
        worker.process.join(_PATIENCE)
        code = worker.process.exitcode
        worker.connection.close()
        self._workers.remove(worker)
        if not worker.is_ready:
            self._false_starts += 1
            if self._false_starts >= _FALSE_STARTS:
                raise WorkerError(_FALSE_STARTS, code)
        elif worker.chunks:
            guilty = worker.chunks.popleft()
            if guilty.is_alone:
                self._outcomes[guilty.tasks[0][0]] = None, f"two processes ended while they read it, exit code {code}"
            else:
                self._again.extend(guilty.parts())
        self._again.extend(worker.chunks)
        worker.chunks.clear()


def _load(worker: _Worker) -> int:
    return len(worker.chunks)


def _serve(connection: "Connection[Any, Any]", others: "Connection[Any, Any]", job: Job) -> None:
    """The life of a process: takes chunks, sends what the job gives for each text."""
    others.close()  # the owner's end, which a fork copies: as long as it is open here, the owner's death goes unnoticed
    # Ctrl-C reaches every process of a terminal, and the owner decides; it ends its processes by SIGTERM, whatever the
    # program that was forked does on that signal.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    taken: SimpleQueue[tuple[Task, ...] | None] = SimpleQueue()
    threading.Thread(target=_take_in, args=(connection, taken), daemon=True).start()
    with suppress(OSError):  # the owner has gone: nobody waits for the rest
        connection.send(None)
        while (tasks := taken.get()) is not None:
            connection.send([attempt(job, task) for task in tasks])


def _take_in(connection: "Connection[Any, Any]", taken: "SimpleQueue[tuple[Task, ...] | None]") -> None:
    """Reads chunks as they come: so neither side ever waits to send while the other does too."""
    try:
        while (tasks := connection.recv()) is not None:
            taken.put(tasks)
    except (EOFError, OSError):
        os._exit(1)  # the owner has gone without a word
    taken.put(None)

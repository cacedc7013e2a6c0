"""Streams: where the command line writes its output, its faults and its progress."""

import os
import sys
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from io import BufferedWriter, FileIO, TextIOWrapper
from typing import TYPE_CHECKING, TextIO

from citetrack.errors import CitetrackError, InputError, ParseError

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer

__all__ = ["Faults", "clean", "opened", "written"]


def clean(words: str) -> str:
    r"""*words* in composed letters, on one line, without characters that would steer a terminal.

    >>> clean("Nghi\u0323\n quyết\x1b[31m \u202e12")
    'Nghị quyết[31m 12'
    """
    composed = unicodedata.normalize("NFC", " ".join(words.split()))
    return "".join(c for c in composed if c.isprintable())


class Faults:
    """What went wrong: counted, and said on standard error, which also shows the progress if it is a terminal."""

    def __init__(self) -> None:
        self.count = 0
        self._out: TextIO | None = sys.stderr
        self._is_terminal = self._out is not None and self._out.isatty()

    def report(self, fault: CitetrackError) -> None:
        """Says *fault*: one line, or the three of an error that points at a place."""
        self.count += 1
        self.say(f"citetrack: {fault if isinstance(fault, ParseError) else clean(str(fault))}")

    def say(self, line: str) -> None:
        """Writes *line* in the place of the progress."""
        self.clear()
        self._write(line + "\n")

    def progress(self, count: int) -> None:
        """Shows how many texts were begun."""
        if self._is_terminal:
            self._write(f"\r{count} texts")

    def clear(self) -> None:
        """Takes the progress away."""
        if self._is_terminal:
            self._write("\r\033[K")

    def _write(self, words: str) -> None:
        if self._out is not None:
            self._out.write(words)
            self._out.flush()


def opened(path: str | None) -> TextIO:
    r"""The file *path*, or standard output, for UTF-8; half of a letter is written as JSON writes it (\ud800).

    Raises:
        InputError: it cannot be opened.
    """
    if path is not None:
        try:
            return TextIOWrapper(BufferedWriter(_Late(path)), encoding="utf-8", errors="backslashreplace")
        except (OSError, ValueError) as error:
            raise InputError(path, f"cannot be written: {_why(error)}") from error
    if sys.stdout is None:
        raise InputError("standard output", "is closed; name a file with -o")
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")
    return sys.stdout


class _Late(FileIO):
    """A file that keeps what it held until the first of the new is written: a run that fails before loses nothing."""

    def __init__(self, path: str) -> None:
        super().__init__(path, "w", opener=lambda name, flags: os.open(name, flags & ~os.O_TRUNC, 0o666))
        self._is_old = os.path.isfile(path)  # a device has nothing to be cut off

    def write(self, data: "ReadableBuffer") -> int:
        self.begin()
        return super().write(data)

    def begin(self) -> None:
        """Takes away what the file held before, once."""
        if self._is_old:
            self.truncate(0)
            self._is_old = False


@contextmanager
def written(out: TextIO) -> Iterator[None]:
    """Sees that all is written when the work is done; a reader who has gone ends the work without a word.

    Raises:
        InputError: the output cannot be written in full.
    """
    is_standard = out is sys.stdout
    try:
        yield
        out.flush()
        if isinstance(out, TextIOWrapper) and isinstance(raw := getattr(out.buffer, "raw", None), _Late):
            raw.begin()  # nothing to write is a result too
    except OSError as error:
        if is_standard:
            _forget_standard_output()
        if not isinstance(error, BrokenPipeError):
            name = "standard output" if is_standard else out.name
            raise InputError(name, f"cannot be written in full: {_why(error)}") from error
    finally:
        if not is_standard:
            with suppress(OSError):  # what could not be written was said above
                out.close()


def _forget_standard_output() -> None:
    """Keeps Python from writing what is left when it ends: nobody reads it, and it would complain."""
    # As the "Note on SIGPIPE" of the standard library's signal module advises.
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)


def _why(error: OSError | ValueError) -> str:
    """The reason of *error* in the words of the system, without the path, which is said before it."""
    return getattr(error, "strerror", None) or str(error)

"""The errors that citetrack raises: one root, and the facts of each as attributes."""

__all__ = [
    "CitetrackError",
    "DataError",
    "InputError",
    "MissingExtraError",
    "ParseError",
    "TrackerError",
    "WorkerError",
]

_SHOWN = 60  # characters on each side of the place where reading stopped


class CitetrackError(Exception):
    """The root of every error raised by citetrack."""


class MissingExtraError(CitetrackError, ImportError):
    """A package that is needed here is not installed.

    Attributes:
        extra: the optional part of citetrack that brings it.
        package: its name.
    """

    def __init__(self, extra: str, package: str) -> None:
        super().__init__(extra, package)
        self.extra, self.package = extra, package

    def __str__(self) -> str:
        """One line."""
        return f'{self.package} is not installed; pip install "citetrack[{self.extra}]" brings it'


class ParseError(CitetrackError, ValueError):
    """A text that is not of the form asked for; its message points at the place with a caret.

    Attributes:
        form: what was asked for, in words ("an identifier", "a date").
        source: the text as given.
        position: code point in *source* at which reading stopped.
        expected: what could have stood there, in words; empty if nothing could.
    """

    def __init__(self, form: str, source: str, position: int, expected: tuple[str, ...] = ()) -> None:
        super().__init__(form, source, position, expected)
        self.form, self.source, self.position, self.expected = form, source, position, expected

    def __str__(self) -> str:
        """Three lines: what is wrong, the text, the caret."""
        wanted = f"; expected {_either(self.expected)}" if self.expected else "; expected the end"
        start = max(0, self.position - _SHOWN) if len(self.source) > 2 * _SHOWN else 0
        piece = self.source[start : start + 2 * _SHOWN]
        shown = "".join(c if c.isprintable() else " " for c in piece)
        before, after = "…" * (start > 0), "…" * (start + len(piece) < len(self.source))
        blanks = " " * (len(before) + self.position - start)
        return f"not {self.form}{wanted}\n    {before}{shown}{after}\n    {blanks}^"


class DataError(CitetrackError, ValueError):
    """A record of a data file that cannot be used.

    Attributes:
        file: the file's name.
        record: which record, in words ("line 12", "types[3]").
        reason: what is wrong with it and what was expected.
    """

    def __init__(self, file: str, record: str, reason: str) -> None:
        super().__init__(file, record, reason)
        self.file, self.record, self.reason = file, record, reason

    def __str__(self) -> str:
        """One line."""
        return f"{self.file}, {self.record}: {self.reason}"


class InputError(CitetrackError, ValueError):
    """An input that cannot be read.

    Attributes:
        source: the path, or the path and line.
        reason: what is wrong with it and what would help.
    """

    def __init__(self, source: str, reason: str) -> None:
        super().__init__(source, reason)
        self.source, self.reason = source, reason

    def __str__(self) -> str:
        """One line."""
        return f"{self.source}: {self.reason}"


class TrackerError(CitetrackError, RuntimeError):
    """A database of a tracker that cannot be opened, read or written; what it held before is still there.

    Attributes:
        database: its path, ":memory:" for one without a file.
        reason: what is wrong with it and what would help.
    """

    def __init__(self, database: str, reason: str) -> None:
        super().__init__(database, reason)
        self.database, self.reason = database, reason

    def __str__(self) -> str:
        """One line."""
        return f"{self.database}: {self.reason}"


class WorkerError(CitetrackError, RuntimeError):
    """Processes that end before they begin to work.

    Attributes:
        attempts: how many ended so, one after another.
        code: the exit code of the last; negative numbers are signals; None if it is not known.
    """

    def __init__(self, attempts: int, code: int | None) -> None:
        super().__init__(attempts, code)
        self.attempts, self.code = attempts, code

    def __str__(self) -> str:
        """One line."""
        return (
            f"{self.attempts} worker processes in a row ended before they were ready, exit code {self.code}; "
            'a program that its workers start anew needs: if __name__ == "__main__":'
        )


def _either(words: tuple[str, ...]) -> str:
    """*words* as an English list of alternatives."""
    return words[0] if len(words) == 1 else ", ".join(words[:-1]) + " or " + words[-1]

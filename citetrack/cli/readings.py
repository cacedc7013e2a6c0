"""Readings of the inputs that the command line is given, one after the other."""

import argparse
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, TypeVar

from attrs import evolve

from citetrack.cli.registers import register_of
from citetrack.cli.streams import Faults
from citetrack.errors import InputError, TrackerError

if TYPE_CHECKING:
    from citetrack.authority import AuthorityFile
    from citetrack.inputs import Input
    from citetrack.reading import Reading

__all__ = ["bug", "done_with_inputs", "readings", "readings_of_inputs"]

Made = TypeVar("Made")


def bug(error: Exception) -> str:
    """What is said of an error that citetrack should not have raised."""
    return f"a fault of citetrack, please report it ({type(error).__name__}: {error})"


def readings(options: argparse.Namespace, faults: Faults, make: Callable[["Reading"], Made]) -> Iterator[Made]:
    """What *make* makes of the reading of each text, read by the register of the options.

    Raises:
        DataError: a register cannot be read.
        MissingExtraError: one is a workbook and openpyxl is not installed.
    """
    return readings_of_inputs(options, faults, lambda reading, _: make(reading), register_of(options, faults))


def readings_of_inputs(
    options: argparse.Namespace,
    faults: Faults,
    make: Callable[["Reading", "Input"], Made],
    authority: "AuthorityFile",
) -> Iterator[Made]:
    """What *make* makes of the reading of each text, read by the register *authority*, and of its input."""
    from citetrack.reading import read

    def made(one: "Input") -> Made:
        reading = read(one.text, one.published or options.published, one.id, authority)
        return make(evolve(reading, source=one.source), one)

    return done_with_inputs(options, faults, made)


def done_with_inputs(options: argparse.Namespace, faults: Faults, work: Callable[["Input"], Made]) -> Iterator[Made]:
    """What *work* makes of each text.

    Raises:
        TrackerError: a database cannot be used; it would be the same with the next text.
    """
    from citetrack.inputs import inputs

    texts = inputs(options.operands, options.encoding, faults.report, options.output)
    for count, one in enumerate(texts, 1):
        faults.progress(count)
        try:
            made = work(one)
        except TrackerError:
            raise
        except Exception as error:  # one text that brings citetrack down must not cost the others
            faults.report(InputError(one.place, f"cannot be read, {bug(error)}"))
            continue
        yield made
    faults.clear()

"""The command verify: what is wrong or uncertain about the citations of each text."""

import argparse
import json
import os
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

from attrs import frozen

from citetrack import __version__
from citetrack.cli.readings import readings_of_inputs
from citetrack.cli.registers import read_register, register_of
from citetrack.cli.streams import Faults
from citetrack.errors import InputError, ParseError

if TYPE_CHECKING:
    from citetrack.authority import AuthorityFile
    from citetrack.inputs import Input
    from citetrack.reading import Reading
    from citetrack.verification import AllowedWorks, Finding

__all__ = ["run_verify"]

ERRORS_FOUND = 1


@frozen
class _Verified:
    """One text with its findings."""

    reading: "Reading"
    source: "Input"
    findings: tuple["Finding", ...]


def run_verify(options: argparse.Namespace, out: TextIO, faults: Faults) -> int:
    """Prints the findings of each text; 1 if there is an error among them.

    Raises:
        DataError: a register cannot be read.
        InputError: the list of allowed documents cannot be used; nothing was read.
    """
    counts: Counter[str] = Counter()
    print_one = {"table": _table, "jsonl": _record, "sarif": None}[options.format]
    results: list[dict[str, Any]] = []
    for one in _verified(options, faults):
        counts.update(finding.severity for finding in one.findings)
        counts.update(texts=1, with_findings=int(bool(one.findings)))
        if print_one is None:
            results += _sarif(one)
        else:
            out.write(print_one(one))
            out.flush()  # a program behind a pipe gets each text when it is verified
    if options.format == "table":
        out.write(_summary(counts))
    if options.format == "sarif":
        _write_log(results, out, complete=not faults.count)
    return ERRORS_FOUND if counts["error"] else 0


def _verified(options: argparse.Namespace, faults: Faults) -> Iterator[_Verified]:
    from citetrack.verification import verify_reading

    register = register_of(options, faults)
    allowed = _allowed(options, register)

    def verified(reading: "Reading", source: "Input") -> _Verified:
        return _Verified(reading, source, verify_reading(reading, options.as_of, register, allowed))

    yield from readings_of_inputs(options, faults, verified, register)


def _allowed(options: argparse.Namespace, register: "AuthorityFile") -> "AllowedWorks | None":
    """The allowed documents: a register, or a text with one identifier or citation a line, # before a remark."""
    from citetrack.verification import allowed_works

    path = options.allowed
    if path is None:
        return None
    if not os.path.exists(path):
        raise InputError(path, "is not there; expected a register, or a .txt with one identifier or citation a line")
    if not path.lower().endswith(".txt"):
        return allowed_works(read_register(path, options), register)
    try:
        text = Path(path).read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(path, f"is not UTF-8: byte {error.start} is {error.object[error.start]:#04x}") from error
    except OSError as error:
        raise InputError(path, f"cannot be read: {error.strerror or error}") from error
    lines = [(number, line.strip()) for number, line in enumerate(text.split("\n"), 1)]
    kept = [(number, line) for number, line in lines if line and not line.startswith("#")]
    for number, line in kept:
        try:
            allowed_works([line], register)
        except ParseError as error:
            reason = f"“{line[:60]}” is no citation of one document; expected one such as 30/2020/NĐ-CP"
            raise InputError(f"{path}, line {number}", reason) from error
    return allowed_works([line for _, line in kept], register)


def _record(one: _Verified) -> str:
    record = one.reading.to_record() | {"findings": [finding.to_record() for finding in one.findings]}
    return json.dumps(record, ensure_ascii=False) + "\n"


def _table(one: _Verified) -> str:
    from citetrack.cli.findings import findings_table

    return findings_table(one.reading, one.findings)


def _summary(counts: Counter[str]) -> str:
    words = [
        _counted(counts["error"], "error"),
        _counted(counts["warning"], "warning"),
        _counted(counts["info"], "note"),
    ]
    return f"{', '.join(words)} in {counts['with_findings']} of {_counted(counts['texts'], 'text')}\n"


def _counted(number: int, word: str) -> str:
    return f"{number} {word}" if number == 1 else f"{number} {word}s"


def _sarif(one: _Verified) -> list[dict[str, Any]]:
    from citetrack.verification.sarif import sarif_results

    path = None if one.source.path == "-" else one.source.path
    return sarif_results(one.findings, one.reading.text, path, one.source.line, one.reading.id)


def _write_log(results: list[dict[str, Any]], out: TextIO, complete: bool) -> None:
    from citetrack.verification.sarif import sarif_log

    json.dump(sarif_log(results, __version__, complete), out, ensure_ascii=False, indent=1)
    out.write("\n")

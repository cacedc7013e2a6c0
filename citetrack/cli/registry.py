"""The command registry: finds and shows works of the register, and checks registers of users."""

import argparse
import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any, TextIO

from citetrack.cli.registers import add_reading_options, add_register_options, read_register, register_of
from citetrack.cli.streams import Faults
from citetrack.errors import CitetrackError

if TYPE_CHECKING:
    from citetrack.authority import AuthorityFile, Work

__all__ = ["add_registry"]

FAULTS_FOUND = 1
_LIMIT = 20


def add_registry(command: argparse.ArgumentParser) -> None:
    """Adds the commands find, show and check to *command*."""
    acts = command.add_subparsers(required=True, metavar="COMMAND", parser_class=type(command))
    for name, run, words, operand, meaning in (
        ("find", _find, "list the works of an identifier, or with words in title or usual name", "WORDS", "words"),
        ("show", _show, "show all that is known of the works of each identifier", "IDENTIFIER", "such as 18-NQ/TW"),
        (
            "check",
            _check,
            "name the rows that cannot be used, and what citetrack's register has otherwise",
            "FILE",
            "file",
        ),
    ):
        act = acts.add_parser(name, help=words, description=words)
        act.add_argument("operands", nargs="+", metavar=operand, help=meaning)
        act.add_argument(
            "--format", choices=("table", "jsonl"), default="table", help="table or jsonl; table if not told"
        )
        act.add_argument("-o", "--output", metavar="FILE", help="write to FILE instead of standard output")
        (add_reading_options if name == "check" else add_register_options)(act)
        if name == "find":
            act.add_argument("--limit", type=_count, default=_LIMIT, metavar="N", help=f"how many at most ({_LIMIT})")
        act.set_defaults(run=run)


def _count(word: str) -> int:
    if not (word.isascii() and word.isdigit() and 0 < len(word) < 7):
        raise argparse.ArgumentTypeError(f"{word!r} is no number; expected one such as 50")
    return int(word)


def _find(options: argparse.Namespace, out: TextIO, faults: Faults) -> None:
    from citetrack.cli.register_tables import work_line

    register = register_of(options, faults)
    words = " ".join(options.operands)
    found = register.find(words)
    for work in found[: options.limit]:
        print(_json(_record(work, register)) if options.format == "jsonl" else work_line(work), file=out)
    if not found:
        faults.report(CitetrackError(f"{words}: no known work has this identifier, or these words in its title"))
    elif len(found) > options.limit:
        faults.say(f"citetrack: {options.limit} of {len(found)} works are shown; --limit {len(found)} shows all")


def _show(options: argparse.Namespace, out: TextIO, faults: Faults) -> None:
    from citetrack.cli.register_tables import entries_table

    register = register_of(options, faults)
    for identifier in options.operands:
        found = register.candidates(identifier)
        if not found:
            faults.report(CitetrackError(f"{identifier}: no known work has this identifier"))
        for work in found:
            record = _record(work, register)
            print(_json(record) if options.format == "jsonl" else entries_table(_words(record)), file=out)


def _check(options: argparse.Namespace, out: TextIO, faults: Faults) -> int:
    """Prints the problems and conflicts of each file; 1 if there is one."""
    from citetrack.cli.register_tables import check_table

    code = 0
    for path in options.operands:
        try:
            register = read_register(path, options)
        except CitetrackError as error:
            faults.report(error)
            continue
        findings = [*_findings(path, register)]
        code = FAULTS_FOUND if findings else code
        if options.format == "table":
            out.write(check_table(path, len(register), findings))
        for finding in findings if options.format == "jsonl" else ():
            print(_json(finding), file=out)
    return code


def _findings(path: str, register: "AuthorityFile") -> Iterator[dict[str, Any]]:
    """Each row that cannot be used, and each fact that citetrack's register has otherwise."""
    from citetrack.authority import AuthorityFile

    for problem in register.problems:
        yield {"file": path, "kind": "problem", "row": problem.record, "reason": problem.reason}
    for conflict in (AuthorityFile.default() | register).conflicts:
        values = [{"value": value, "source": source} for value, source in conflict.values]
        yield {"file": path, "kind": "conflict", "key": conflict.key, "field": conflict.field, "values": values}


def _record(work: "Work", register: "AuthorityFile") -> dict[str, Any]:
    """All that is known of a work: its fields, its IRI, what ends it, where the fields come from, what is disputed."""
    from attrs import asdict

    facts = {name: _plain(value) for name, value in asdict(work).items() if value not in (None, ())}
    known = facts | {
        "iri": work.iri,
        "ended_by": [other.key for other in register.ended_by(work)],
        "sources": dict(register.sources(work)),
        "conflicts": [[one.field, *map(list, one.values)] for one in register.conflicts if one.key == work.key],
    }
    return {"key": work.key} | {name: value for name, value in known.items() if value}


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def _words(record: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """The record as pairs of a name and words."""
    for name, value in record.items():
        if name == "conflicts":
            yield from (("conflict", f"{field}: {_alternatives(values)}") for field, *values in value)
        elif name == "sources":
            yield from ((f"{field} from", source) for field, source in value.items())
        else:
            yield name, "; ".join(value) if isinstance(value, list | tuple) else str(value)


def _alternatives(values: Iterable[tuple[str, str]]) -> str:
    return " or ".join(f"{value} ({source})" for value, source in values)


def _json(record: Mapping[str, Any]) -> str:
    return json.dumps(record, ensure_ascii=False)

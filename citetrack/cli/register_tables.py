"""Tables of registers: works and findings as text for a terminal of eighty columns."""

import textwrap
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from citetrack.authority import Work
from citetrack.cli.streams import clean

__all__ = ["check_table", "entries_table", "work_line"]

_WIDTH = 80
_MARGIN = 20


def work_line(work: Work) -> str:
    """A work on its line: identifier, day, and what it is about on those below."""
    head = f"{work.type} {work.identifier}, {work.date or 'of an unknown day'}"
    about = ": ".join(part for part in (work.issuer, work.title) if part)
    return _filled(head, "", "    ") + (f"\n{_filled(about, '    ', '    ')}" if about else "")


def entries_table(entries: Iterable[tuple[str, str]]) -> str:
    """Names and what they stand for, a line each, with a blank line after them."""
    return "\n".join(_filled(words, f"{name:<{_MARGIN}}", " " * _MARGIN) for name, words in entries) + "\n"


def check_table(path: str, works: int, findings: Sequence[Mapping[str, Any]]) -> str:
    """What is wrong with one register, and a line that counts it."""
    lines = [_finding(one) for one in findings]
    problems = sum(one["kind"] == "problem" for one in findings)
    told = f"{works} works, {problems} problems, {len(findings) - problems} conflicts"
    return "\n".join([f"{clean(path)}: {told}", *lines]) + "\n"


def _finding(one: Mapping[str, Any]) -> str:
    if one["kind"] == "problem":
        return _filled(f"{one['row']}: {one['reason']}", "  ", "    ")
    values = " or ".join(f"{value['value']} ({value['source']})" for value in one["values"])
    return _filled(f"{one['key']}: {one['field']} is {values}", "  ", "    ")


def _filled(words: str, first: str, later: str) -> str:
    wrapper = textwrap.TextWrapper(_WIDTH, initial_indent=first, subsequent_indent=later, break_on_hyphens=False)
    wrapper.break_long_words = False  # addresses and keys are copied
    return wrapper.fill(clean(words))

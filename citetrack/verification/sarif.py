"""SARIF: findings as a log that editors and continuous integration show; rules in English and in Vietnamese."""

import os
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import accumulate
from pathlib import Path
from typing import Any
from urllib.parse import quote

from attrs import field, frozen

from citetrack.verification.values import Finding, Rule, rules

__all__ = ["Lines", "sarif_log", "sarif_results"]

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVELS = {"error": "error", "warning": "warning", "info": "note"}
_SNIPPET = 200  # code points of the words that a result shows


@frozen
class Lines:
    r"""The lines of a text; finds line and column of an offset, both from 1, columns in code points.

    A line ends with a line feed; a carriage return before it belongs to the line end.

    >>> Lines("số 1\r\nsố 2").place(6)
    (2, 1)
    """

    text: str = field(repr=False)
    starts: Sequence[int] = field(init=False, repr=False)

    @starts.default
    def _starts(self) -> Sequence[int]:
        return [0, *accumulate(len(line) + 1 for line in self.text.split("\n")[:-1])]

    def place(self, offset: int) -> tuple[int, int]:
        """Line and column of *offset*."""
        line = bisect_right(self.starts, offset)
        return line, offset - self.starts[line - 1] + 1


def sarif_results(
    findings: Iterable[Finding], text: str, path: str | None, line: int | None = None, name: str | None = None
) -> list[dict[str, Any]]:
    """The results of one text of the file *path*; None for what is no file.

    Of a record of a JSON Lines file, on its *line*, the line is shown, and offsets into its text are properties.

    >>> one = Finding("impossible_date", "error", "no such day", "không có ngày này", 5, 9)
    >>> result = sarif_results([one], "ngày 31/4", "Công văn.txt")[0]
    >>> result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    'C%C3%B4ng%20v%C4%83n.txt'
    """
    lines, places = Lines(text), list(rules())
    return [_result(one, places.index(one.rule), lines, _location(one, lines, path, line, name)) for one in findings]


def _result(one: Finding, index: int, lines: Lines, location: dict[str, Any]) -> dict[str, Any]:
    properties = {"message_vi": one.message_vi, "start": one.start, "end": one.end}
    properties |= {"expected": one.expected} if one.expected else {}
    return {
        "ruleId": one.rule,
        "ruleIndex": index,
        "level": _LEVELS[one.severity],
        "message": {"text": one.message},
        "locations": [location],
        "properties": properties,
    }


def _location(one: Finding, lines: Lines, path: str | None, line: int | None, name: str | None) -> dict[str, Any]:
    location: dict[str, Any] = {}
    if path is not None:
        region = {"startLine": line} if line else _region(one, lines)
        location["physicalLocation"] = {"artifactLocation": {"uri": _uri(path)}, "region": region}
    if path is None or line:
        location["logicalLocations"] = [{"name": name or "text"}]
    return location


def _region(one: Finding, lines: Lines) -> dict[str, Any]:
    start, end = lines.place(one.start), lines.place(one.end)
    return {
        "startLine": start[0],
        "startColumn": start[1],
        "endLine": end[0],
        "endColumn": end[1],
        "charOffset": one.start,
        "charLength": one.end - one.start,
        "snippet": {"text": lines.text[one.start : min(one.end, one.start + _SNIPPET)]},
    }


def _uri(path: str) -> str:
    """*path* as a relative reference; one that leads out of all folders as a file URI."""
    if os.path.isabs(path):
        return Path(path).as_uri()
    return quote(os.fsencode(os.path.normpath(path).replace(os.sep, "/")))


def sarif_log(results: Sequence[dict[str, Any]], version: str, complete: bool = True) -> dict[str, Any]:
    """The log of one run with its *results*; not *complete* if some inputs could not be read.

    >>> log = sarif_log([], "1.0")
    >>> log["version"], log["runs"][0]["columnKind"]
    ('2.1.0', 'unicodeCodePoints')
    """
    known = list(rules().values())
    driver = {
        "name": "citetrack",
        "version": version,
        "language": "en",
        "rules": [_rule(one) for one in known],
    }
    vietnamese = {
        "name": "citetrack",
        "version": version,
        "language": "vi",
        "contents": ["localizedData"],
        "rules": [{"id": one.id, "shortDescription": {"text": one.name_vi}} for one in known],
    }
    run = {
        "tool": {"driver": driver},
        "language": "en",
        "translations": [vietnamese],
        "columnKind": "unicodeCodePoints",
        "newlineSequences": ["\r\n", "\n"],
        "invocations": [{"executionSuccessful": complete}],
        "results": list(results),
    }
    return {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}


def _rule(one: Rule) -> dict[str, Any]:
    return {
        "id": one.id,
        "shortDescription": {"text": one.name},
        "help": {"text": f"{one.name}. Source: {one.source}."},
        "defaultConfiguration": {"level": _LEVELS[one.severity]},
        "properties": {"name_vi": one.name_vi, "source": one.source},
    }

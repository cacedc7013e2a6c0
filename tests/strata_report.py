"""Prints the figure of each stratum of tests/corpus: python tests/strata_report.py.

F1 over the mentions of a stratum's texts: of the spans, and of spans with kind, type, identifier, date, issuer and
locators all as the corpus has them. Dates are counted by expression. `open` holds faults that are known and not mended.
"""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from citetrack import ParseError, parse_date, read

CORPUS = Path(__file__).resolve().parent / "corpus"
WEDNESDAY = date(2023, 9, 20)  # the day on which dates.tsv is read
FACTS = ("date", "issuer", "locators")


def f1(found: int, wanted: int, right: int) -> float:
    """The harmonic mean of precision and recall; 1 where there is nothing to find and nothing is found."""
    return 2 * right / (found + wanted) if found + wanted else 1.0


def told(text: str) -> list[tuple[str, str]]:
    """The span of each citation of *text*, and all that is compared of it, as JSON."""
    record = read(text).to_record()["citations"]
    return [
        (f"{one['start']}-{one['end']}", facts(*(one[name] for name in ("kind", "type", "identifier")), one))
        for one in record
    ]


def facts(kind: str, type_name: str | None, identifier: str | None, stated: dict[str, Any]) -> str:
    """What is compared of a mention besides its span."""
    return json.dumps([kind, type_name, identifier, *(stated.get(name) or None for name in FACTS)], sort_keys=True)


def wanted(text: str, mentions: list[list[Any]]) -> Iterator[tuple[str, str]]:
    """The same of the mentions that the corpus lists, which stand in the order of the text."""
    position = 0
    for surface, *rest in mentions:
        start = text.index(surface, position)
        position = start + len(surface)
        yield f"{start}-{position}", facts(*rest[:3], rest[3] if len(rest) > 3 else {})


def figures(path: Path) -> tuple[int, int, float, float]:
    """Texts, mentions, and the two F1 of one stratum."""
    lines = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    spans, whole, found, mentions = 0, 0, 0, 0
    for line in lines:
        have, want = told(line["text"]), list(wanted(line["text"], line["mentions"]))
        spans += len({span for span, _ in have} & {span for span, _ in want})
        whole += len(set(have) & set(want))
        found, mentions = found + len(have), mentions + len(want)
    return len(lines), mentions, f1(found, mentions, spans), f1(found, mentions, whole)


def dates_right(path: Path) -> tuple[int, int]:
    """How many expressions of a table are read as the table says, and how many there are."""
    rows = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines() if line[:1] not in ("", "#")]
    right = 0
    for expression, meant in rows:
        try:
            right += str(parse_date(expression, WEDNESDAY)) == meant
        except ParseError:
            right += meant == "(none)"
    return right, len(rows)


def main() -> None:
    """Prints one row a stratum."""
    print(f"{'stratum':16} {'texts':>6} {'mentions':>9} {'span F1':>8} {'all facts F1':>13}")
    for path in sorted((CORPUS / "citations").glob("*.jsonl")):
        texts, mentions, spans, whole = figures(path)
        print(f"{path.stem:16} {texts:6} {mentions:9} {spans:8.3f} {whole:13.3f}")
    right, rows = dates_right(CORPUS / "dates.tsv")
    print(f"{'dates':16} {rows:6} {'':9} {'':8} {right / rows:13.3f}")


if __name__ == "__main__":
    main()

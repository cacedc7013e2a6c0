"""Compares citetrack on real text with a set of regular expressions: python tests/baseline_report.py [--show CLASS].

Reads ../shared, which the developers keep: its corpus, and the set `afternoon` of its baselines. Each identifier that
the expressions find is found with the same value, or falls into a class that says why not; --show prints a class.
"""

import argparse
import json
import lzma
import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from citetrack import ParseError, parse_identifier, read
from citetrack.gazetteer import court_code

SHARED = Path(__file__).resolve().parents[2] / "shared"
_STANDARD = re.compile("QCVN|TCVN|TCXDVN|QCĐP")
_SYMBOL = re.compile(r"^\W*\d+[a-zđ]?\W+(?:\d{4}\W+)?(?P<code>\D.*)$", re.IGNORECASE)


def texts(name: str) -> Iterator[str]:
    """The texts of one file of the corpus."""
    with lzma.open(SHARED / "corpus" / f"{name}.jsonl.xz", "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)["text"]


def key(identifier: str | None) -> str | None:
    """An identifier under which two spellings agree; as it is if citetrack refuses it."""
    try:
        return str(parse_identifier(identifier)).lower() if identifier else None
    except ParseError:
        return identifier and identifier.lower()


def judged(hit: tuple[int, int, str], record: dict[str, Any], text: str) -> str:
    """“same”, or the class of difference."""
    start, end, identifier = hit
    documents = {one["doc"]: one["identifier"] for one in record["documents"]}
    over = [one for one in record["citations"] if one["start"] < end and start < one["end"]]
    mine = {key(documents[one["doc"]]) for one in over}
    if key(identifier) in mine or key(text[start:end]) in mine:
        return "same"
    if re.search("luật", text[start:end], re.IGNORECASE):
        return "law by its name: no identifier unless the text gives one"
    if _STANDARD.match(identifier):
        return "technical standard"
    symbol = _SYMBOL.match(identifier)
    if symbol and court_code(symbol["code"]):
        return "paper of a court, contract, company, minutes, licence"
    if not over:
        return "not found: a draft, or a symbol that no table knows"
    if mine == {None}:
        return "number without a symbol"
    if any(one and one.startswith(identifier.lower()) for one in mine):
        return "cut short by the expressions"
    return "other"


def main() -> int:
    """0 if the comparison could be made, 2 without ../shared."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--show", metavar="CLASS", help="print the differences whose class begins so")
    options = parser.parse_args()
    if not SHARED.is_dir():
        print(f"{SHARED}: no such folder", file=sys.stderr)
        return 2
    sys.path.insert(0, str(SHARED / "bench"))
    from baselines import afternoon

    for name in ("news", "congbao"):
        classes: Counter[str] = Counter()
        for text in texts(name):
            record = read(text).to_record()
            for hit in afternoon(text):
                classes[found := judged(hit, record, text)] += 1
                if options.show and found.startswith(options.show):
                    context = " ".join(text[max(0, hit[0] - 40) : hit[1] + 20].split())
                    mine = [
                        one["identifier"] or one["text"]
                        for one in record["citations"]
                        if one["start"] < hit[1] and hit[0] < one["end"]
                    ]
                    print(f"  {hit[2]}  {mine}  …{context}…")
        print(f"{name}: {sum(classes.values())} found by the expressions")
        for found, count in classes.most_common():
            print(f"{count:8}  {found}")
    return 0


if __name__ == "__main__":
    sys.exit(main())

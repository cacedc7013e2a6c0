"""Prints the gold figures beside their floors: python tests/gold_report.py [--seeds] [--gold FOLDER].

Each step runs as a user runs it: `citetrack scan`, then the scripts of the gold folder.
"""

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
GOLD = HERE.parents[1] / "shared" / "gold"


def run(*command: str | Path, stdin: str = "") -> str:
    """What *command* prints; its messages go to standard error as they come."""
    words = [sys.executable, *map(str, command)]
    return subprocess.run(words, input=stdin, stdout=subprocess.PIPE, encoding="utf-8", check=True).stdout


def seeds_of(gold: Path, folder: Path) -> Path:
    """A copy in *folder* of the seed articles alone."""
    for path in gold.glob("seed-*"):
        shutil.copy(path, folder)
    rows = (gold / "works.jsonl").read_text(encoding="utf-8").splitlines(keepends=True)
    mine = [row for row in rows if json.loads(row)["id"].startswith("seed-")]
    (folder / "works.jsonl").write_text("".join(mine), encoding="utf-8")
    return folder


def figures(scripts: Path, gold: Path, folder: Path) -> dict[str, float]:
    """Every figure by name, of the texts in *gold* as the scripts in *scripts* count them."""
    texts, records, predictions = (folder / f"{name}.jsonl" for name in ("texts", "records", "predictions"))
    texts.write_text(run(scripts / "to_predictions.py", "--inputs", "--gold", gold), encoding="utf-8")
    records.write_text(run("-m", "citetrack", "scan", "--format", "jsonl", texts), encoding="utf-8")
    lines = records.read_text(encoding="utf-8")
    predictions.write_text(run(scripts / "to_predictions.py", stdin=lines), encoding="utf-8")
    scores = json.loads(run(scripts / "evaluate.py", "--predictions", predictions, "--gold", gold, "--json"))
    works = json.loads(run(scripts / "score_works.py", "--records", records, "--gold", gold, "--json"))
    found = {name: float(score["f1"] or 0) for name, score in scores["scores"]["all"].items()}
    found |= {f"distractors.{name}": float(count) for name, count in scores["distractors"].items()}
    return found | {f"works.{name}": float(share) for name, share in works.items()}


def rows(found: dict[str, float], bounds: dict[str, Any]) -> Iterator[tuple[str, float, str, bool]]:
    """Name, figure, bound and whether it holds, of each figure that has a bound."""
    for name, floor in bounds.get("floor", {}).items():
        yield name, found[name], f"at least {floor}", found[name] >= floor
    for name, ceiling in bounds.get("ceiling", {}).items():
        yield name, found[name], f"at most {ceiling}", found[name] <= ceiling


def main() -> int:
    """0 if every figure holds, 1 if one falls short, 2 if there is no gold folder."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--gold", type=Path, default=GOLD, help="the folder of annotated texts and scorers")
    parser.add_argument("--seeds", action="store_true", help="the five seed articles alone")
    options = parser.parse_args()
    if not options.gold.is_dir():
        print(f"{options.gold}: no such folder", file=sys.stderr)
        return 2
    bounds = tomllib.loads((HERE / "gold_floors.toml").read_text(encoding="utf-8"))
    with tempfile.TemporaryDirectory() as scratch, tempfile.TemporaryDirectory() as copy:
        texts = seeds_of(options.gold, Path(copy)) if options.seeds else options.gold
        found = figures(options.gold, texts, Path(scratch))
    table = list(rows(found, bounds["seeds" if options.seeds else "gold"]))
    for name, figure, bound, holds in table:
        print(f"{name:36} {figure:8.4f}   {bound}{'' if holds else '   <- FALLS SHORT'}")
    return 0 if all(holds for *_, holds in table) else 1


if __name__ == "__main__":
    sys.exit(main())

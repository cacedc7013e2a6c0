"""Prints as JSON where the time of reading goes, by module: python benchmarks/stages.py [--megabytes 1] [--work read].

Shares of the CPU time under Python's profiler, which makes short functions look longer than they are: for what is worth
a look, not for what is gained.
"""

import argparse
import cProfile
import json
import pstats
import time
from collections import Counter
from pathlib import Path

from corpus import texts

import citetrack as ct

WORK = {"find": lambda text: list(ct.find_citations(text)), "read": ct.read}


def shares(megabytes: float, density: int, work: str) -> dict[str, float]:
    """The share of each module of citetrack, of patterns (re) and of the rest."""
    found = list(texts(megabytes, density))
    for text in found[:20]:
        WORK[work](text)  # grammars and tables are loaded once
    profiler = cProfile.Profile(time.process_time)
    profiler.runcall(lambda: [WORK[work](text) for text in found])
    spent: Counter[str] = Counter()
    for (file, _, name), (_, _, own, _, _) in pstats.Stats(profiler).stats.items():  # type: ignore[attr-defined]
        spent[stage(file, name)] += own
    whole = sum(spent.values())
    return {name: round(own / whole, 3) for name, own in spent.most_common() if own / whole >= 0.005}


def stage(file: str, name: str) -> str:
    """What a function belongs to."""
    path = Path(file)
    if "citetrack" in path.parts:
        parts = path.parts[len(path.parts) - path.parts[::-1].index("citetrack") :]
        return parts[0].removesuffix(".py")
    return "re" if "re.Pattern" in name or "re.Match" in name else "other"


def main() -> None:
    """Prints the figures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--megabytes", type=float, default=1.0)
    parser.add_argument("--density", type=int, default=1500)
    parser.add_argument("--work", choices=WORK, default="read")
    options = parser.parse_args()
    print(json.dumps(shares(options.megabytes, options.density, options.work)))


if __name__ == "__main__":
    main()

"""Prints as JSON the time and memory of clustering mentions across texts: python benchmarks/clustering.py.

Texts are made up of documents of the real register and of some that no register knows, ten mentions a text; each size
runs in a process of its own, so that its peak is its own. "factor" is how much more time ten times the mentions take.
"""

import argparse
import json
import random
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import date, timedelta

from citetrack import AuthorityFile, Citation, Clusters, Document, Reading, Resolution, Resolved, Resolver

MENTIONS_A_TEXT, DOCUMENTS_A_TEXT = 10, 5
PLACES = ("Tỉnh ủy Sơn La", "Tỉnh ủy Yên Bái", "Tỉnh ủy Lào Cai", "Tỉnh ủy Long An", None)


def texts(mentions: int, seed: int) -> Iterator[Reading]:
    """Readings with *mentions* mentions in all."""
    chance, resolver = random.Random(seed), Resolver()
    works = [work for work in AuthorityFile.default() if work.date_issued]
    for number in range(mentions // MENTIONS_A_TEXT):
        day = date(2021, 1, 1) + timedelta(days=chance.randrange(1500))
        documents: list[Document] = []
        resolutions: dict[str, Resolution] = {}
        for at in range(DOCUMENTS_A_TEXT):
            places = (2 * at, 2 * at + 1)
            if chance.random() < 0.7:
                work = chance.choice(works)
                document = Document(f"d{at}", work.identifier, type=work.type, date=work.date, mentions=places)
                resolutions[document.doc] = Resolved(document, work, ("made up",))
            else:
                document = unknown(chance, at, places)
                resolutions[document.doc] = resolver.resolve(document, day)
            documents.append(document)
        citations = [Citation(at * 40, at * 40 + 20, "Nghị quyết số 12-NQ/TU", "full") for at in range(MENTIONS_A_TEXT)]
        yield Reading(f"text {number}", str(number), day, None, tuple(citations), tuple(documents), resolutions)


def unknown(chance: random.Random, at: int, places: tuple[int, int]) -> Document:
    """A local document that no register knows, by its number, with or without its place and its year."""
    year = chance.choice([2020, 2021, 2022, 2023, None])
    number = f"{chance.randrange(1, 400)}-NQ/TU"
    return Document(f"d{at}", number, type="Nghị quyết", issuer=chance.choice(PLACES), year=year, mentions=places)


def measured(mentions: int, seed: int) -> dict[str, float]:
    """The CPU seconds of adding and of listing, and by how many MB the peak of memory grew meanwhile."""
    sum(1 for _ in texts(MENTIONS_A_TEXT * 1000, seed))  # loads the register and the tables
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    clusters, added = Clusters(), 0.0
    for reading in texts(mentions, seed):
        begun = time.process_time()
        clusters.add(reading)
        added += time.process_time() - begun
    begun = time.process_time()
    count = sum(1 for _ in clusters)
    listed = time.process_time() - begun
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    figures = {"mentions": mentions, "clusters": count, "add_seconds": added, "list_seconds": listed, "grown_mb": grown}
    return {name: round(value, 2) for name, value in figures.items()}


def main() -> int:
    """0 when the figures are printed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=[100_000, 1_000_000], help="how many mentions")
    parser.add_argument("--seed", type=int, default=7)
    options = parser.parse_args()
    if len(options.sizes) == 1:
        print(json.dumps(measured(options.sizes[0], options.seed)))
        return 0
    runs = [json.loads(alone(size, options.seed)) for size in options.sizes]
    seconds = [run["add_seconds"] + run["list_seconds"] for run in runs]
    print(json.dumps({"runs": runs, "factor": round(seconds[-1] / max(seconds[0], 0.01), 1)}))
    return 0


def alone(size: int, seed: int) -> str:
    """What this program prints for one size in a process of its own."""
    words = [sys.executable, __file__, "--sizes", str(size), "--seed", str(seed)]
    return subprocess.run(words, stdout=subprocess.PIPE, encoding="utf-8", check=True).stdout


if __name__ == "__main__":
    sys.exit(main())

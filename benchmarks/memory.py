"""Prints as JSON how much memory reading a stream of texts takes: python benchmarks/memory.py [--megabytes 100].

"after" holds the peak of resident memory, in MB, above what Python itself takes, after each tenth of the stream: that
it stays where it is says that a longer stream takes no more. "kept" is how many bytes one citation takes that is kept.
"""

import argparse
import json
import resource
import sys
import tracemalloc

from corpus import texts


def peak() -> float:
    """The most memory that this process had resident, in MB."""
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / 1e6


def stream(megabytes: float, density: int) -> dict[str, object]:
    """The peaks while the citations of a stream are counted and forgotten."""
    bare = peak()
    from citetrack import find_citations

    after, read, count, step = [], 0.0, 0, megabytes / 10
    for text in texts(megabytes, density):
        count += sum(1 for _ in find_citations(text))
        read += len(text.encode()) / 1e6
        if read >= step * (len(after) + 1):
            after.append(round(peak() - bare, 1))
    return {
        "megabytes": megabytes,
        "citations": count,
        "bare": round(bare, 1),
        "after": after,
        "peak": round(peak(), 1),
    }


def kept(megabytes: float, density: int) -> int:
    """The bytes of one citation among many that are kept, of its words too, as Python counts what it allots."""
    from citetrack import find_citations

    found = list(texts(megabytes, density, seed=8))
    for text in found[:50]:
        sum(1 for _ in find_citations(text))  # what is loaded once is no citation's
    tracemalloc.start()
    begun = tracemalloc.get_traced_memory()[0]
    citations = [one for text in found for one in find_citations(text)]
    grown = tracemalloc.get_traced_memory()[0] - begun
    tracemalloc.stop()
    return round(grown / max(len(citations), 1))


def main() -> None:
    """Prints the figures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--megabytes", type=float, default=100)
    parser.add_argument("--density", type=int, default=1500)
    options = parser.parse_args()
    figures = stream(options.megabytes, options.density)
    print(json.dumps(figures | {"kept": kept(min(options.megabytes, 1), 200)}))


if __name__ == "__main__":
    main()

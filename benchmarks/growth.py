"""Prints as JSON how time grows with the length of one text: python benchmarks/growth.py [--sizes 0.1 1 10 50].

"exponent" is that of the power of the length with which the CPU seconds of `find_citations` grow from the first size
(in MB, 10^6 bytes of UTF-8) to the last: 1 is linear.
"""

import argparse
import json
import math
import time

from corpus import texts

from citetrack import find_citations


def seconds(text: str) -> float:
    """CPU seconds of finding all citations of *text*."""
    begun = time.process_time()
    for _ in find_citations(text):
        pass
    return time.process_time() - begun


def main() -> None:
    """Prints the figures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sizes", type=float, nargs="+", default=[0.1, 1.0, 10.0, 50.0])
    parser.add_argument("--density", type=int, default=1500)
    options = parser.parse_args()
    seconds("\n".join(texts(0.1, options.density, seed=8)))  # grammars and tables are loaded once
    measured = [seconds("\n".join(texts(size, options.density))) for size in options.sizes]
    exponent = math.log(measured[-1] / measured[0]) / math.log(options.sizes[-1] / options.sizes[0])
    figures = {"sizes": options.sizes, "seconds": [round(one, 3) for one in measured], "exponent": round(exponent, 3)}
    print(json.dumps(figures))


if __name__ == "__main__":
    main()

"""Prints as JSON what other engines of regular expressions gain: python benchmarks/engines.py (google-re2, hyperscan).

Each looks for the same places in the same texts: a number before the symbol of a document. `re` reads the text as it
is; the others read bytes, so each text is encoded first, as it would have to be. Figures are MB (10^6 bytes of UTF-8)
in a second of CPU, medians of five runs; "anchored" is `re` when the search opens with the rare character "/", as those
of citetrack do; what stands before it is then read at these places alone.
"""

import json
import re
import statistics
import time
from collections.abc import Callable
from typing import Any

from corpus import texts

PATTERN = r"[0-9]{1,5}(?:/[0-9]{4})?[/-][A-ZĐ]{1,6}(?:[/-][A-ZĐa-z]{1,8})+"
ANCHORED = r"/(?:[0-9]{4}/)?[A-ZĐ]{1,6}"


def rate(find: Callable[[str], int], found: list[str]) -> dict[str, float]:
    """MB a second, and how many places."""
    size = sum(len(text.encode()) for text in found) / 1e6
    seconds, count = [], 0
    for _ in range(5):
        fresh = [text + " " for text in found]  # an engine may keep the bytes of a string that it has seen
        begun = time.process_time()
        count = sum(map(find, fresh))
        seconds.append(time.process_time() - begun)
    return {"mb_per_second": round(size / statistics.median(seconds), 1), "places": count}


def stdlib(words: str) -> Callable[[str], int]:
    """Python's own engine."""
    pattern = re.compile(words)
    return lambda text: sum(1 for _ in pattern.finditer(text))


def re2_finds() -> Callable[[str], int]:
    """RE2, by the wheel google-re2."""
    import re2

    pattern: Any = re2.compile(PATTERN.encode())
    return lambda text: sum(1 for _ in pattern.finditer(text.encode()))


def hyperscan_finds() -> Callable[[str], int]:
    """Hyperscan, which tells each end at which a match may stop."""
    import hyperscan

    database: Any = hyperscan.Database()
    flags = hyperscan.HS_FLAG_UTF8 | hyperscan.HS_FLAG_SOM_LEFTMOST
    database.compile(expressions=[PATTERN.encode()], ids=[0], elements=1, flags=[flags])

    def find(text: str) -> int:
        ends: list[int] = []
        database.scan(text.encode(), match_event_handler=lambda _, start, end, flags, context: ends.append(start))
        return len(set(ends))

    return find


def main() -> None:
    """Prints the figures."""
    found = list(texts(2, 1500))
    figures: dict[str, Any] = {"re": rate(stdlib(PATTERN), found), "re anchored": rate(stdlib(ANCHORED), found)}
    for name, made in (("google-re2", re2_finds), ("hyperscan", hyperscan_finds)):
        try:
            figures[name] = rate(made(), found)
        except ImportError as error:
            figures[name] = f"not installed: {error.name}"
    print(json.dumps(figures))


if __name__ == "__main__":
    main()

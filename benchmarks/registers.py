"""Prints as JSON what the register costs: python benchmarks/registers.py [--works 100000].

"open_ms": CPU time from the import of the library to the first work found, in a new process; "resident_mb": all memory
of that process; "wheel_mb": the compact form that travels; "lookups": identifiers looked up a second in a register of
that many works, each once ("first"), and again ("warm").
"""

import argparse
import gzip
import json
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from citetrack import AuthorityFile, Work

TEXT = Path(__file__).resolve().parents[1] / "citetrack" / "data" / "documents.jsonl"
OPENING = """
import time
from citetrack.authority import AuthorityFile
began = time.process_time()
AuthorityFile.default().candidates("15/2020/NĐ-CP")
print(1000 * (time.process_time() - began))
print(next((line.split()[1] for line in open("/proc/self/status") if line.startswith("VmHWM:")), "nan"))
"""


def opened() -> tuple[float, float]:
    """Milliseconds and megabytes, the best of five processes."""
    runs = []
    for _ in range(5):
        done = subprocess.run([sys.executable, "-c", OPENING], capture_output=True, text=True, check=True)
        milliseconds, kib = map(float, done.stdout.split())
        runs.append((milliseconds, kib / 1024))
    return min(runs)


def works(count: int) -> Sequence[Work]:
    """Works of a made-up series of each year."""
    codes = ("NĐ-CP", "TT-BTC", "QĐ-TTg", "NQ-CP", "QĐ-UBND")
    made = []
    for at in range(count):
        number, year, code = str(at // 100 + 1), 2000 + at % 20, codes[at // 20 % 5]
        made.append(Work(f"{number}/{year}/{code}", "Nghị định", "made up", number=number, year=year, code=code))
    return made


def lookups(register: AuthorityFile, identifiers: Sequence[str]) -> int:
    """How many a second of CPU time."""
    began = time.process_time()
    for identifier in identifiers:
        register.candidates(identifier)
    return round(len(identifiers) / (time.process_time() - began))


def main() -> None:
    """Measures and prints."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--works", type=int, default=100_000)
    count = parser.parse_args().works
    milliseconds, megabytes = opened()
    register = AuthorityFile(works(count))
    identifiers = [work.identifier for work in register]
    found = {"first": lookups(register, identifiers), "warm": lookups(register, identifiers)}
    compact = len(gzip.compress(TEXT.read_bytes(), mtime=0)) / 1e6
    told = {"open_ms": round(milliseconds), "resident_mb": round(megabytes), "wheel_mb": round(compact, 2)}
    print(json.dumps(told | {"works": count, "lookups": found}))


if __name__ == "__main__":
    main()

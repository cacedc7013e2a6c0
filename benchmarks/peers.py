"""Prints as JSON how fast other citation readers are on their own languages: python benchmarks/peers.py.

Peers run as released, in an environment of their own: `python -m venv peers && peers/bin/pip install eyecite citeurl
legal-reference-extraction`, then `--python peers/bin/python`. Each reads made-up texts of its own language, with a
citation every 1,500 characters (news) and every 200 (dense), as citetrack does of Vietnamese in the same run; where the
developers' reference folder stands beside the repository, so do the regular expressions of an afternoon. Figures are MB
(10^6 bytes of UTF-8) in a second of CPU, "wall" in a second of the wall, medians of --runs runs after a first one that
is not counted.
"""

import argparse
import json
import random
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

SHARED = Path(__file__).resolve().parents[2] / "shared"
DENSITIES = {"news": 1500, "dense": 200}
LENGTH = 3000
ENGLISH = (
    "The court held that plaintiff failed to show any material fact in dispute and the motion was granted.",
    "Evidence of record must be viewed in the light most favorable to the nonmoving side on appeal.",
    "We affirm the judgment below for the reasons stated herein and remand with instructions.",
)
ENGLISH_CITED = (
    "Smith v. Jones, {a} U.S. {b}, {c} ({y})",
    "Brown v. Miller, {a} F.3d {b} (2d Cir. {y})",
    "42 U.S.C. § {b}",
    "{a} F. Supp. 2d {b} ({y})",
    "Id. at {c}",
)
GERMAN = (
    "Das Gericht hat die Klage abgewiesen, weil der Vortrag des Klägers den Anspruch nicht trägt.",
    "Die Parteien streiten über die Wirksamkeit einer Kündigung und die Zahlung des Lohns.",
    "Die Kosten des Verfahrens trägt der Beklagte, der Streitwert wird nicht geändert.",
)
GERMAN_CITED = ("§ {c} Abs. 1 BGB", "§§ {c}, {b} ZPO", "Art. {c} Abs. 2 GG", "BGH, Urteil vom 12.03.{y} - VI ZR {c}/15")


def made_up(sentences: tuple[str, ...], cited: tuple[str, ...], density: int, megabytes: float) -> Iterator[str]:
    """Texts of those sentences with a citation every *density* characters."""
    chance, left, due = random.Random(7), megabytes * 1e6, 0.0
    while left > 0:
        parts: list[str] = []
        while sum(map(len, parts)) < LENGTH:
            parts.append(chance.choice(sentences))
            due -= len(parts[-1])
            while due <= 0:
                facts = {name: chance.randint(1, 400) for name in "abc"} | {"y": chance.randint(1960, 2020)}
                parts.append(f"See {chance.choice(cited).format(**facts)}.")
                due += density
        left -= len(" ".join(parts).encode())
        yield " ".join(parts)


def citetrack_reads(density: int, megabytes: float) -> tuple[Callable[[str], Any], list[str]]:
    """citetrack, and texts of its language."""
    from corpus import texts

    from citetrack import find_citations

    return lambda text: list(find_citations(text)), list(texts(megabytes, density))


def afternoon_reads(density: int, megabytes: float) -> tuple[Callable[[str], Any], list[str]]:
    """The regular expressions of an afternoon, and texts of its language."""
    from corpus import texts

    sys.path.insert(0, str(SHARED / "bench"))
    from baselines import afternoon

    return afternoon, list(texts(megabytes, density))


def eyecite_reads(density: int, megabytes: float) -> tuple[Callable[[str], Any], list[str]]:
    """eyecite, and texts of its language."""
    from eyecite import get_citations

    return get_citations, list(made_up(ENGLISH, ENGLISH_CITED, density, megabytes))


def citeurl_reads(density: int, megabytes: float) -> tuple[Callable[[str], Any], list[str]]:
    """citeurl, and texts of its language."""
    from citeurl import Citator

    citator = Citator()
    return citator.list_cites, list(made_up(ENGLISH, ENGLISH_CITED, density, megabytes))


def refex_reads(density: int, megabytes: float) -> tuple[Callable[[str], Any], list[str]]:
    """legal-reference-extraction, and texts of its language."""
    from refex.extractor import RefExtractor

    extractor = RefExtractor()
    return extractor.extract, list(made_up(GERMAN, GERMAN_CITED, density, megabytes))


READERS = {
    "citetrack": citetrack_reads,
    "afternoon": afternoon_reads,
    "eyecite": eyecite_reads,
    "citeurl": citeurl_reads,
    "legal-reference-extraction": refex_reads,
}


def measured(name: str, density: int, megabytes: float, runs: int) -> dict[str, float]:
    """MB a second of CPU and of the wall."""
    reads, found = READERS[name](density, megabytes)
    size = sum(len(text.encode()) for text in found) / 1e6
    seconds = []
    for _ in range(runs + 1):
        wall, cpu = time.perf_counter(), time.process_time()
        for text in found:
            reads(text)
        seconds.append((time.process_time() - cpu, time.perf_counter() - wall))
    used, passed = (statistics.median(run[at] for run in seconds[1:]) for at in (0, 1))
    return {"mb_per_second": round(size / used, 3), "wall": round(size / passed, 3)}


def alone(python: str, name: str, density: int, options: argparse.Namespace) -> Any:
    """What this program prints for one reader in a process of its own, or why it prints nothing."""
    words = [python, __file__, "--one", name, "--density", str(density), "--megabytes", str(options.megabytes)]
    done = subprocess.run([*words, "--runs", str(options.runs)], capture_output=True, encoding="utf-8")
    return json.loads(done.stdout) if done.returncode == 0 else (done.stderr.splitlines() or ["no output"])[-1]


def main() -> None:
    """Prints the figures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--python", default=sys.executable, help="the Python that has the peers")
    parser.add_argument("--megabytes", type=float, default=0.4)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--one", choices=READERS, help=argparse.SUPPRESS)
    parser.add_argument("--density", type=int, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.one:
        print(json.dumps(measured(options.one, options.density, options.megabytes, options.runs)))
        return
    ours = ("citetrack", "afternoon") if (SHARED / "bench" / "baselines.py").is_file() else ("citetrack",)
    figures = {
        kind: {
            name: alone(sys.executable if name in ours else options.python, name, density, options)
            for name in READERS
            if name in ours or name != "afternoon"
        }
        for kind, density in DENSITIES.items()
    }
    print(json.dumps(figures))


if __name__ == "__main__":
    main()

"""Prints as JSON how many citations a second are resolved against a register: python benchmarks/resolving.py.

The register is made up: each series of the real one goes on for 22 years, with titles of others. "new"
citations state what none before did; "known" ones, as the documents that many texts cite, were answered before.
"""

import argparse
import json
import random
import sys
import time
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta

from citetrack import AuthorityFile, Document, Resolver, Work


def made_up(count: int, seed: int) -> AuthorityFile:
    """A register of *count* works."""
    chance, titles = random.Random(seed), [work.title for work in AuthorityFile.default() if work.title]
    return AuthorityFile(work for _, work in zip(range(count), _works(chance, titles), strict=False))


def _works(chance: random.Random, titles: list[str]) -> Iterator[Work]:
    """Works of the series of the real register, each as often as there, numbered from one on in each year."""
    models = [work for work in AuthorityFile.default() if work.number and work.code and work.issuer]
    numbers: dict[tuple[object, ...], int] = {}
    while True:
        model, year = chance.choice(models), chance.randrange(2004, 2026)
        series = model.type, model.code, year
        number = numbers[series] = numbers.get(series, 0) + 1
        dated = model.year is not None
        joint = "-" if model.is_party else "/"
        yield Work(
            f"{number}/{year}/{model.code}" if dated else f"{number}{joint}{model.code}",
            model.type,
            "made up",
            number=str(number),
            year=year if dated else None,
            code=model.code,
            date_issued=(date(year, 1, 1) + timedelta(days=chance.randrange(365))).isoformat(),
            issuer=model.issuer,
            title=f"{chance.choice(titles)} ({number}.{year})",
            family=model.family,
        )


def cited(register: AuthorityFile, count: int, seed: int) -> list[tuple[Document, date]]:
    """*count* documents as texts state them, with the days of the texts: four in ten dated, one in four titled."""
    chance = random.Random(seed)
    found = []
    for at in range(count):
        work = chance.choice(register.works)
        day = work.date_issued or date(2020, 1, 1)
        form = chance.random()
        stated: dict[str, str | None] = {"identifier": work.identifier}
        if form < 0.40:
            stated |= {"date": work.date, "issuer": work.issuer}
        elif form < 0.65:
            stated |= {"title": (work.title or "")[3:60], "issuer": work.issuer}
        elif form < 0.67:
            stated = {"issuer": work.issuer, "date": work.date}
        document = Document(f"d{at}", type=work.type, number=work.number, year=work.year, **stated)  # type: ignore[arg-type]
        found.append((document, day + timedelta(days=chance.randrange(400))))
    return found


def main() -> int:
    """0 when the figures are printed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--works", type=int, default=100_000, help="works in the register")
    parser.add_argument(
        "--citations", type=int, default=20_000, help="citations resolved, after three times as many to warm up"
    )
    parser.add_argument("--seed", type=int, default=7)
    options = parser.parse_args()
    register = made_up(options.works, options.seed)
    resolver = Resolver(register)
    for document, day in cited(register, 3 * options.citations, options.seed):
        resolver.resolve(document, day)
    new = cited(register, options.citations, options.seed + 1)
    known = [*new[: options.citations // 5]] * 5
    figures: dict[str, object] = {"works": len(register), "citations": len(new)}
    for name, some in (("new", new), ("known", known)):
        if name == "known":
            _timed(resolver, some[: options.citations // 5])
        seconds, outcomes = _timed(resolver, some)
        figures[f"{name}_per_second"] = round(len(some) / seconds)
        figures[f"{name}_outcomes"] = outcomes
    print(json.dumps(figures))
    return 0


def _timed(resolver: Resolver, some: list[tuple[Document, date]]) -> tuple[float, dict[str, int]]:
    """The CPU seconds that *some* citations take, and how many of them came out how."""
    begun = time.process_time()
    resolutions = [resolver.resolve(document, day) for document, day in some]
    return time.process_time() - begun, Counter(type(one).__name__ for one in resolutions)


if __name__ == "__main__":
    sys.exit(main())

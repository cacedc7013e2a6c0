"""Prints as JSON what processes gain, beside Spark if asked: python benchmarks/workers.py [--spark].

One process and two read an endless stream of the same texts in turn, and with --spark (pyspark, Java) `mapInArrow` in
local[2] reads them. The clock runs from one result in the middle of the stream to another: neither the start of
processes nor their lead is in it. "owner" is the CPU time of the process that hands out texts and takes results in, as
a share of what one process needs for the texts: it bounds what many cores gain. Seconds of the wall are only worth
something on a quiet machine; "load" is the length of its queue when the run began.
"""

import argparse
import json
import os
import statistics
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from itertools import cycle, islice
from pathlib import Path
from typing import Any

from corpus import texts

import citetrack as ct

SCHEMA = "id string, text string"
WARM = 300  # texts for each process before the clock is started: more than it is ahead


def by_workers(work: Callable[..., Iterator[Any]], found: list[str], workers: int) -> tuple[float, float]:
    """The seconds for all of *found* by the wall, and of CPU in this process."""
    outcomes = work(cycle(found), workers=workers)
    for _ in islice(outcomes, WARM * workers):
        pass
    wall, mine = time.perf_counter(), time.process_time()
    for one in islice(outcomes, len(found)):
        assert not one.error, one
    seconds = time.perf_counter() - wall, time.process_time() - mine
    outcomes.close()  # type: ignore[attr-defined]
    return seconds


def gain(work: Callable[..., Iterator[Any]], found: list[str], runs: int) -> dict[str, float]:
    """Medians of *runs* runs with one process and with two, taken in turn."""
    pairs = [(by_workers(work, found, 1), by_workers(work, found, 2)) for _ in range(runs)]
    alone, alone_cpu, both, owner = (statistics.median(pair[i][j] for pair in pairs) for i in (0, 1) for j in (0, 1))
    gained = statistics.median(one[0] / two[0] for one, two in pairs)
    figures = {"one_seconds": alone, "one_cpu": alone_cpu, "two_seconds": both, "gain": gained}
    return {name: round(value, 3) for name, value in (figures | {"owner": owner / alone_cpu}).items()}


def by_spark(found: list[str], runs: int) -> list[float]:
    """The seconds of `mapInArrow` in local[2] over *found*, which Spark holds already; the first run is not counted."""
    from pyspark.sql import SparkSession
    from pyspark.sql.pandas.types import from_arrow_schema

    from citetrack import arrow

    def read(batches: Iterable[Any]) -> Iterator[Any]:
        return arrow.read_batches(batches, id_columns=["id"])

    os.environ["PYSPARK_PYTHON"] = sys.executable
    os.environ["PYTHONPATH"] = str(Path(ct.__file__).parents[1])
    builder = SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false")
    session = builder.config("spark.sql.execution.arrow.maxRecordsPerBatch", "200").getOrCreate()
    rows = [(str(number), text) for number, text in enumerate(found)]
    frame = session.createDataFrame(rows, SCHEMA).repartition(4).cache()
    frame.count()
    import pyarrow

    made = from_arrow_schema(arrow.read_schema([pyarrow.field("id", pyarrow.string())]))
    seconds = []
    for _ in range(runs + 1):
        begun = time.perf_counter()
        frame.mapInArrow(read, made).write.format("noop").mode("overwrite").save()
        seconds.append(time.perf_counter() - begun)
    session.stop()
    return seconds[1:]


def main() -> None:
    """Prints the figures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--megabytes", type=float, default=3.0)
    parser.add_argument("--density", type=int, default=1500)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--spark", action="store_true")
    options = parser.parse_args()
    found = list(texts(options.megabytes, options.density))
    figures: dict[str, Any] = {"texts": len(found), "load": round(os.getloadavg()[0], 1)}
    figures |= {"find_in": gain(ct.find_in, found, options.runs), "read_in": gain(ct.read_in, found, options.runs)}
    if options.spark:
        spark = statistics.median(by_spark(found, options.runs))
        figures["spark"] = {"seconds": round(spark, 3), "of_two": round(figures["read_in"]["two_seconds"] / spark, 3)}
    print(json.dumps(figures))


if __name__ == "__main__":
    main()

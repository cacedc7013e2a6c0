"""Reads made-up texts with Spark, and compares with one process: python tests/spark_recipe.py [--texts 300].

Needs pyspark (`citetrack[spark]`) and Java. Prints "equal" when clusters and timeline are those of one process.
"""

import argparse
import os
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
from made_texts import made_up, told_by_one, told_by_query

import citetrack
from citetrack import arrow


def read(batches: Iterable[Any]) -> Iterator[Any]:
    return arrow.read_batches(batches, id_columns=["id"], published="published")


def main() -> None:
    from pyspark.sql import SparkSession  # pytest reads this file for doctests, also where Spark is not
    from pyspark.sql.pandas.types import from_arrow_schema

    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--texts", type=int, default=300)
    texts = list(made_up(parser.parse_args().texts))
    # Python in the processes of Spark: the same one, and citetrack is found there too.
    os.environ["PYSPARK_PYTHON"] = sys.executable
    os.environ["PYTHONPATH"] = os.pathsep.join([str(Path(citetrack.__file__).parents[1]), str(Path(__file__).parent)])
    builder = SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false")
    spark = builder.config("spark.sql.shuffle.partitions", "4").getOrCreate()

    frame = spark.createDataFrame(texts, "id string, text string, published date").repartition(4)
    schema = from_arrow_schema(arrow.read_schema([pa.field("id", pa.string())]))
    frame.mapInArrow(read, schema).cache().createOrReplaceTempView("readings")
    clusters = spark.sql(arrow.CLUSTERS)
    acts = spark.sql(arrow.ACTS).mapInArrow(arrow.act_batches, from_arrow_schema(arrow.act_schema()))

    found = told_by_query([tuple(row) for row in clusters.collect()], [row.telling for row in acts.collect()])
    spark.stop()
    print("equal" if found == told_by_one(texts) else "different")


if __name__ == "__main__":
    main()

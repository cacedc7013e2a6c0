"""The benchmarks run and print their figures as JSON."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

BENCHMARKS = Path(__file__).resolve().parents[1] / "benchmarks"


@pytest.mark.parametrize(
    ("name", "options", "figures"),
    [
        ("resolving", ["--works", "500", "--citations", "50"], {"works", "new_per_second", "known_per_second"}),
        ("clustering", ["--sizes", "500"], {"mentions", "clusters", "add_seconds", "list_seconds", "grown_mb"}),
        ("memory", ["--megabytes", "0.1"], {"bare", "after", "peak", "kept"}),
        ("growth", ["--sizes", "0.01", "0.1"], {"seconds", "exponent"}),
        ("stages", ["--megabytes", "0.02", "--work", "find"], {"mentions", "other"}),
    ],
)
def test_a_benchmark_prints_its_figures(name: str, options: list[str], figures: set[str]) -> None:
    words = [sys.executable, str(BENCHMARKS / f"{name}.py"), *options]
    printed = subprocess.run(words, stdout=subprocess.PIPE, encoding="utf-8", check=True).stdout
    assert figures <= set(json.loads(printed))

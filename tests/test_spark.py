"""Spark finds the clusters and the timeline that one process finds; runs where pyspark and Java are."""

import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from shutil import which

import pytest

RECIPE = Path(__file__).with_name("spark_recipe.py")
MISSING = [name for name in ("pyspark", "pandas", "pyarrow") if find_spec(name) is None]
MISSING += [] if which("java") else ["Java"]
pytestmark = pytest.mark.skipif(bool(MISSING), reason=f"not installed: {MISSING}; citetrack[spark], a JRE")


@pytest.mark.parametrize("texts", [300, pytest.param(100_000, marks=pytest.mark.long)])
def test_spark_finds_what_one_process_finds(texts: int) -> None:
    done = subprocess.run([sys.executable, str(RECIPE), "--texts", str(texts)], capture_output=True, text=True)
    assert done.stdout.splitlines()[-1:] == ["equal"], done.stderr[-2000:]

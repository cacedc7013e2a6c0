"""The wheel is built from the sdist and holds what the library reads: grammars, data, types, the licence."""

import gzip
import os
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from zipfile import ZipFile

import pytest

TOP = Path(__file__).resolve().parents[1]
REGISTER = "citetrack/data/documents.jsonl"
MISSING = [name for name in ("build", "hatchling") if find_spec(name) is None]
pytestmark = pytest.mark.skipif(bool(MISSING), reason=f"not installed: {MISSING}; citetrack[dev] brings them")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel that `python -m build` makes: first the sdist, then from it the wheel, without network."""
    folder = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(folder), str(TOP)]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def contents(wheel: Path) -> set[str]:
    with ZipFile(wheel) as archive:
        return set(archive.namelist())


def test_the_grammars_travel(contents: set[str]) -> None:
    grammars = {f"citetrack/grammar/{path.name}" for path in (TOP / "grammar").glob("*.lark")}
    assert grammars
    assert grammars <= contents


def test_the_data_files_travel(contents: set[str]) -> None:
    folder = TOP / "citetrack" / "data"
    data = {path.relative_to(TOP).as_posix() for path in folder.rglob("*") if path.is_file()}
    assert REGISTER in data
    assert (data - {REGISTER}) | {f"{REGISTER}.gz"} == {name for name in contents if name.startswith("citetrack/data/")}


def test_the_register_travels_whole_in_less_than_3_mb(wheel: Path) -> None:
    with ZipFile(wheel) as archive:
        compact = archive.read(f"{REGISTER}.gz")
    assert len(compact) < 3_000_000
    assert gzip.decompress(compact) == (TOP / REGISTER).read_bytes()


def test_consumers_can_check_their_types(contents: set[str]) -> None:
    assert "citetrack/py.typed" in contents


def test_the_licence_and_the_notice_travel(contents: set[str]) -> None:
    licences = {name.rpartition("/")[2] for name in contents if ".dist-info/licenses/" in name}
    assert licences == {"LICENSE", "NOTICE"}


def test_nothing_but_the_library_is_installed(contents: set[str]) -> None:
    assert {name.split("/")[0].split("-")[0] for name in contents} == {"citetrack"}
    assert [name for name in contents if name.startswith("citetrack/tests") or "gold" in name] == []


def test_the_base_install_needs_three_packages(wheel: Path, contents: set[str]) -> None:
    (name,) = (name for name in contents if name.endswith(".dist-info/METADATA"))
    with ZipFile(wheel) as archive:
        lines = archive.read(name).decode("utf-8").splitlines()
    requires = [line.split()[1] for line in lines if line.startswith("Requires-Dist:") and "extra ==" not in line]
    assert {require.split(">")[0] for require in requires} == {"attrs", "lark", "python-dateutil"}


def test_the_wheel_runs_without_being_unpacked(wheel: Path, tmp_path: Path) -> None:
    """Grammars and data are read as package resources: a path would not be found in the archive."""
    program = (
        "import citetrack as ct; print(ct.__file__); print(ct.parse_identifier('số 30/2020/NĐ–CP'));"
        "print(ct.AuthorityFile.default().candidates('30/2020/NĐ-CP')[0].date)"
    )
    surroundings = os.environ | {"PYTHONPATH": str(wheel), "PYTHONUTF8": "1"}
    command = [sys.executable, "-c", program]
    done = subprocess.run(command, capture_output=True, cwd=tmp_path, encoding="utf-8", env=surroundings)
    assert done.returncode == 0, done.stderr
    where, identifier, day = done.stdout.splitlines()
    assert where.startswith(str(wheel))
    assert (identifier, day) == ("30/2020/NĐ-CP", "2020-03-05")

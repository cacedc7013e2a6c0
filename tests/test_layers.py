"""The house rules that a machine can hold: imports go down, no clock, no network, small modules."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from itertools import chain
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parents[1] / "citetrack"
MODULES = sorted(PACKAGE.rglob("*.py"))

# From the ground up. A module imports from its own level and from those before it.
LEVELS = (
    ("errors", "_arguments", "_offsets", "_legacy", "_html", "_text", "_lalr", "_grammars", "_derive", "_landmarks"),
    ("identifiers", "locators", "citations", "gazetteer", "numerals", "wordlists", "provisions"),
    ("_written", "_written_dates", "_partial_dates"),
    ("_transformers", "names", "symbols", "issuers", "keys"),
    ("dates", "scanning"),
    ("tails", "titles", "drafts", "laws", "mentions", "repairs", "publication", "page_metadata"),
    ("spellings", "issuing", "clusters", "anaphora"),
    ("context",),
    ("parsing", "authority"),
    ("rendering",),
    ("resolution",),
    ("events",),
    ("relations",),
    ("reading",),
    ("batch", "clustering", "graph"),
    ("verification",),
    ("timeline",),
    ("tracker", "arrow"),
    ("outputs",),
    ("inputs", "cli"),
    ("__init__", "__main__"),
)
LEVEL = {room: level for level, rooms in enumerate(LEVELS) for room in rooms}

# Who may import what comes from outside; attrs is everyone's.
OUTSIDE = {"lark": {"_grammars", "_derive", "_transformers"}, "dateutil": {"dates"}, "attrs": set(LEVEL)}

NETWORK_AND_LOCALE = ("socket", "ssl", "http", "ftplib", "smtplib", "urllib.request", "requests", "locale")
CLOCK = {"now", "utcnow", "today", "localtime", "gmtime", "time_ns"}

each_module = pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))


@cache
def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def room_of(path: Path) -> str:
    """The module at the top of the package that *path* is or lies in: a package of modules is one room."""
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imported(node: ast.AST) -> Iterator[str]:
    """The dotted name of everything that is imported somewhere in *node*."""
    for inner in ast.walk(node):
        if isinstance(inner, ast.Import):
            yield from (alias.name for alias in inner.names)
        elif isinstance(inner, ast.ImportFrom):
            yield from (f"{inner.module}.{alias.name}" for alias in inner.names)


def rooms_imported(path: Path) -> set[str]:
    inside = (name.split(".") for name in imported(tree_of(path)) if name.split(".")[0] == "citetrack")
    rooms = {parts[1] if len(parts) > 1 else "__init__" for parts in inside}
    return rooms - {"__version__"}  # stands in the package itself, which is loaded before any of its rooms


@each_module
def test_every_module_has_its_place_in_the_order(path: Path) -> None:
    assert room_of(path) in LEVEL


@each_module
def test_imports_go_down_only(path: Path) -> None:
    here = LEVEL.get(room_of(path), 0)
    assert {room for room in rooms_imported(path) if LEVEL.get(room, len(LEVELS)) > here} == set()


def test_no_two_rooms_import_each_other() -> None:
    needs: dict[str, set[str]] = {}
    for path in MODULES:
        needs.setdefault(room_of(path), set()).update(rooms_imported(path) - {room_of(path)})
    while free := {room for room in needs if not needs[room] & needs.keys()}:
        needs = {room: needs[room] for room in needs.keys() - free}
    assert needs == {}


@each_module
def test_imports_are_absolute(path: Path) -> None:
    assert not [node for node in ast.walk(tree_of(path)) if isinstance(node, ast.ImportFrom) and node.level]


@each_module
def test_outside_packages_stay_in_their_modules(path: Path) -> None:
    """What only an extra installs is imported inside the function that needs it."""
    body = tree_of(path).body
    at_top = chain.from_iterable(imported(node) for node in body if isinstance(node, ast.Import | ast.ImportFrom))
    outside = {name.split(".")[0] for name in at_top} - sys.stdlib_module_names - {"citetrack"}
    assert {root for root in outside if room_of(path) not in OUTSIDE.get(root, set())} == set()


@each_module
def test_no_module_reaches_for_the_network_or_the_locale(path: Path) -> None:
    names = imported(tree_of(path))
    assert [n for n in names if any(f"{n}.".startswith(f"{alien}.") for alien in NETWORK_AND_LOCALE)] == []


@each_module
def test_no_module_reads_the_wall_clock(path: Path) -> None:
    """`time.monotonic` is free, for progress; a date comes from the text or from an argument."""
    tree = tree_of(path)
    asked = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)} & CLOCK
    dotted = {ast.unparse(node) for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    assert not asked
    assert "time.time" not in dotted | set(imported(tree))


@each_module
def test_modules_stay_under_400_lines_and_functions_under_40(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    functions = (node for node in ast.walk(tree_of(path)) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))
    lengths = {node.name: (node.end_lineno or 0) - node.lineno + 1 for node in functions}
    assert len(source.splitlines()) < 400
    assert {name: length for name, length in lengths.items() if length >= 40} == {}


@each_module
def test_a_module_opens_by_saying_what_it_holds(path: Path) -> None:
    assert ast.get_docstring(tree_of(path))


def order(name: str) -> tuple[int, str]:
    """Constants, then classes, then the rest, as ruff sorts `__all__`."""
    return (0 if name.isupper() else 1 if name.lstrip("_")[:1].isupper() else 2), name


def offered(path: Path) -> list[str] | None:
    """The names in the `__all__` of a module, or None."""
    for node in tree_of(path).body:
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "__all__":
            return [str(name) for name in ast.literal_eval(node.value)]
    return None


@each_module
def test_what_a_module_offers_is_listed_and_sorted(path: Path) -> None:
    names = offered(path)
    if names is None:
        assert path.name in {"__main__.py", "__init__.py"}
    else:
        assert names == sorted(set(names), key=order)


@each_module
def test_no_path_of_one_machine_is_written_down(path: Path) -> None:
    assert not re.findall(r"/(?:home|root|tmp|Users|work)/", path.read_text(encoding="utf-8"))


def test_every_public_name_is_there_and_documented() -> None:
    import citetrack

    assert citetrack.__all__
    assert [name for name in citetrack.__all__ if not getattr(citetrack, name).__doc__] == []


def test_importing_citetrack_is_light() -> None:
    """Names are loaded when they are first used, and no grammar is read before that."""
    program = "import sys, citetrack; print(sorted({'lark', 'dateutil', 'sqlite3'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"

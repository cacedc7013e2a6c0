"""Batches: the same results as one text after another, whatever happens to a text or a process."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import date
from itertools import count, islice
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import citetrack as ct
from citetrack.batch import rows
from citetrack.batch.workers import Crew, Task
from citetrack.inputs import inputs

TEXTS = [
    "theo khoản 2, điểm đ khoản 3 Điều 5 Nghị định số 30/2020/NĐ-CP ngày 05/3/2020 của Chính phủ về công tác văn thư",
    "",
    "Ngày 2-12, Tỉnh ủy quán triệt Quy định số 205-QĐ/TW; Quy định này thay thế Quy định 98.",
    "Nghi dinh so 15/2020/ND-CP, Luật Đất đai 2024 và Nghị quyết Trung ương 4 khóa XII",
    "Không có gì.",
    "nửa chữ \ud800, số 18 – NQ/TƯ",
]


def length(text: str, rest: object) -> int:
    return len(text)


def dies(text: str, rest: object) -> int:
    """A job that ends its process at the word, as a fault in a C library or the system's memory keeper would."""
    if "die" in text:
        os.kill(os.getpid(), signal.SIGKILL)
    if "fail" in text:
        raise ValueError("a bad text")
    return len(text)


def dies_once(text: str, rest: str) -> int:
    """A job whose process is ended once, by somebody else, while it reads an innocent text."""
    mark = Path(rest)
    if text == "innocent" and not mark.exists():
        mark.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return len(text)


def pid(text: str, rest: object) -> int:
    return os.getpid()


def tasks(texts: list[str], rest: object = None) -> Iterator[Task]:
    return ((index, text, rest) for index, text in enumerate(texts))


def long_text(size: int = 120_000) -> str:
    """A text that is a chunk by itself."""
    return "chữ " * (size // 4)


def alive(process: int) -> bool:
    state = Path(f"/proc/{process}/stat")
    return state.exists() and state.read_text().split()[2] != "Z"


@pytest.mark.parametrize(
    "method",
    ["spawn", pytest.param("fork", marks=pytest.mark.long), pytest.param("forkserver", marks=pytest.mark.long)],
)
def test_processes_find_what_one_finds_however_they_are_started(method: str) -> None:
    alone = list(ct.find_in(TEXTS))
    assert list(ct.find_in(TEXTS, workers=2, method=method)) == alone
    assert [one.index for one in alone] == list(range(len(TEXTS)))
    assert [list(one.citations) for one in alone] == [list(ct.find_citations(text)) for text in TEXTS]


def test_processes_read_what_one_reads() -> None:
    told = [*TEXTS, ("Sáng nay, Tỉnh ủy Yên Bái quán triệt Chỉ thị 35-CT/TW.", date(2024, 7, 1), "báo")]
    alone = list(ct.read_in(told))
    assert list(ct.read_in(told, workers=2)) == alone
    assert [one.reading.id for one in alone if one.reading] == ["0", "1", "2", "3", "4", "5", "báo"]
    assert [event.date for one in alone[-1:] if one.reading for event in one.reading.events] == ["2024-07-01"]


def test_processes_ask_the_register_that_is_given() -> None:
    register = ct.AuthorityFile([ct.Work("1-NQ/XX", "Nghị quyết", source="made up", title="Một")])
    found = list(ct.read_in(["Nghị quyết số 1-NQ/XX", "Nghị định 30/2020/NĐ-CP"], workers=2, authority=register))
    assert found == list(ct.read_in(["Nghị quyết số 1-NQ/XX", "Nghị định 30/2020/NĐ-CP"], authority=register))
    assert {one.reading.data_version for one in found if one.reading} == {register.version}


def test_a_row_holds_the_whole_citation() -> None:
    for text in TEXTS:
        for one in ct.find_citations(text):
            again = rows.citation_of(rows.row_of(one), text)
            assert again == one
            assert repr(again) == repr(one)


@given(st.lists(st.integers(0, 30_000), max_size=12))
def test_chunks_hold_each_text_once_and_in_order(sizes: list[int]) -> None:
    from citetrack.batch.workers import _chunks

    given_in = [(index, "x" * size, None) for index, size in enumerate(sizes)]
    assert [task for chunk in _chunks(iter(given_in)) for task in chunk.tasks] == given_in


@pytest.mark.parametrize("workers", [1, 2])
def test_what_is_no_text_is_told_and_the_rest_is_read(workers: int) -> None:
    found = list(ct.find_in(["18-NQ/TW", None, b"18-NQ/TW", "35-CT/TW"], workers=workers))  # type: ignore[list-item]
    assert [one.error for one in found] == [
        None,
        "expected a string, not NoneType",
        "expected a string, not bytes",
        None,
    ]
    assert [len(one.citations) for one in found] == [1, 0, 0, 1]


@pytest.mark.parametrize("workers", [1, 2])
def test_what_is_no_day_is_told_and_the_rest_is_read(workers: int) -> None:
    bad = ("Sáng nay, Tỉnh ủy quán triệt Chỉ thị 35-CT/TW.", "hôm qua", "a")
    found = list(ct.read_in([bad, "18-NQ/TW"], workers=workers))  # type: ignore[list-item]
    assert found[0].reading is None
    assert found[0].error
    assert found[1].reading


def test_a_text_that_ends_its_process_is_told_and_the_rest_is_done() -> None:
    texts = ["a", "die", "bb", "fail", "ccc", "die too", "dddd"]
    outcomes = list(Crew(dies, 2, 1000).outcomes(tasks(texts)))
    assert [value for value, _ in outcomes] == [1, None, 2, None, 3, None, 4]
    told = "two processes ended while they read it, exit code -9"
    assert [error for _, error in outcomes] == [None, told, None, "ValueError: a bad text", None, told, None]


def test_a_text_whose_process_is_ended_by_others_gets_a_second_chance(tmp_path: Path) -> None:
    outcomes = Crew(dies_once, 2, 1000).outcomes(tasks(["a", "innocent", "bb"], str(tmp_path / "mark")))
    assert list(outcomes) == [(1, None), (8, None), (2, None)]


def test_processes_are_replaced_after_so_many_texts() -> None:
    texts = [long_text()] * 12
    assert len({value for value, _ in Crew(pid, 2, 1000).outcomes(tasks(texts))}) <= 2
    assert len({value for value, _ in Crew(pid, 2, 2).outcomes(tasks(texts))}) == 6


def test_an_endless_source_is_read_only_a_little_ahead() -> None:
    taken = 0

    def endless() -> Iterator[str]:
        nonlocal taken
        for number in count(1):
            taken = number
            yield long_text()

    found = ct.find_in(endless(), workers=2)
    assert [one.index for one in islice(found, 20)] == list(range(20))
    assert taken <= 20 + 2 * 4
    found.close()  # type: ignore[attr-defined]


@pytest.mark.parametrize("workers", [1, 2])
def test_a_source_that_fails_fails_after_all_that_came_before_it(workers: int) -> None:
    def failing() -> Iterator[str]:
        yield from ["18-NQ/TW", "35-CT/TW"]
        raise OSError("the file ends here")

    found = ct.find_in(failing(), workers=workers)
    assert [one.index for one in islice(found, 2)] == [0, 1]
    with pytest.raises(OSError, match="the file ends here"):
        next(found)


def test_no_process_is_left_when_the_caller_stops_early() -> None:
    outcomes = Crew(pid, 2, 1000).outcomes(tasks([long_text()] * 50))
    process, _ = next(outcomes)
    assert alive(process)
    outcomes.close()  # type: ignore[attr-defined]
    assert not alive(process)


PROGRAM = """
from itertools import count
from multiprocessing import active_children
from citetrack.batch.workers import Crew
def job(text, rest):
    return len(text)
if __name__ == "__main__":
    for number, _ in enumerate(Crew(job, 2, 1000).outcomes((at, "x" * 100_000, None) for at in count())):
        if number == 20:
            print(*(child.pid for child in active_children()), flush=True)
"""


def started(program: Path) -> tuple["subprocess.Popen[str]", list[int]]:
    """A program at work, and its processes."""
    program.write_text(PROGRAM, encoding="utf-8")
    environment = os.environ | {"PYTHONPATH": str(Path(ct.__file__).parents[1]), "PYTHONUTF8": "1"}
    pipe = subprocess.PIPE
    # A group of its own, as the shell gives one to a program: Ctrl-C goes to all of it.
    running = subprocess.Popen(
        [sys.executable, str(program)], stdout=pipe, stderr=pipe, text=True, env=environment, start_new_session=True
    )
    assert running.stdout
    return running, [int(word) for word in running.stdout.readline().split()]


def still_alive(processes: list[int]) -> list[int]:
    """Those of *processes* that ten seconds do not end."""
    deadline = time.monotonic() + 10
    while any(map(alive, processes)) and time.monotonic() < deadline:
        time.sleep(0.05)
    return [one for one in processes if alive(one)]


@pytest.mark.skipif(not Path("/proc").exists(), reason="looks at processes in /proc")
def test_ctrl_c_ends_all_processes_with_one_traceback(tmp_path: Path) -> None:
    running, processes = started(tmp_path / "program.py")
    assert len(processes) == 2
    os.killpg(running.pid, signal.SIGINT)
    _, errors = running.communicate(timeout=20)
    assert errors.count("Traceback") == 1
    assert errors.rstrip().endswith("KeyboardInterrupt")
    assert still_alive(processes) == []


@pytest.mark.skipif(not Path("/proc").exists(), reason="looks at processes in /proc")
def test_processes_end_when_their_owner_is_killed(tmp_path: Path) -> None:
    running, processes = started(tmp_path / "program.py")
    running.kill()
    running.communicate(timeout=20)
    assert still_alive(processes) == []


def test_processes_that_cannot_start_are_an_error_that_says_what_is_missing(tmp_path: Path) -> None:
    program = tmp_path / "unguarded.py"
    program.write_text(
        "import citetrack as ct\nprint(len(list(ct.find_in(['18-NQ/TW'], workers=2, method='spawn'))))\n"
    )
    environment = os.environ | {"PYTHONPATH": str(Path(ct.__file__).parents[1])}
    done = subprocess.run([sys.executable, str(program)], capture_output=True, text=True, env=environment, timeout=60)
    assert done.returncode == 1
    assert "3 worker processes in a row ended before they were ready, exit code 1; a program that its" in done.stderr


@pytest.mark.parametrize("name", ["workers", "texts_each"])
def test_fewer_than_one_is_refused_at_the_call(name: str) -> None:
    with pytest.raises(ValueError, match=f"{name}: expected a number from 1 on, not 0"):
        ct.find_in([], **{name: 0})  # type: ignore[arg-type]


def test_the_example_articles_make_the_same_timeline_by_two_processes() -> None:
    folder = Path(__file__).resolve().parents[1] / "examples"
    told = [(one.text, one.published, one.id) for one in inputs([str(folder)], "utf-8", lambda fault: None)]
    lines = [
        ct.Timeline.of_readings(found.reading for found in ct.read_in(told, workers) if found.reading)
        for workers in (1, 2)
    ]
    assert lines[0] == lines[1]
    assert len(lines[0]) > 5

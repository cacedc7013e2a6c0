"""A tracker's file: what it survives, and the one line that it answers with when it cannot."""

import os
import pickle
import signal
import sqlite3
import threading
from collections.abc import Callable
from contextlib import suppress
from datetime import date, timedelta
from itertools import count
from multiprocessing import Pipe, get_all_start_methods, get_context
from multiprocessing.connection import Connection
from pathlib import Path
from random import Random
from time import sleep

import pytest
from attrs import evolve

import citetrack as ct
from citetrack.cli import main
from citetrack.tracker.schema import migrate

TEXT = "Ngày 2-12-2019, Tỉnh ủy Yên Bái tổ chức hội nghị quán triệt Quy định số 205-QĐ/TW."
READING = ct.read(TEXT, id="a")
needs_fork = pytest.mark.skipif("fork" not in get_all_start_methods(), reason="there is no fork here")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A database of one text."""
    file = tmp_path / "one.db"
    with ct.Tracker(file) as tracker:
        tracker.add_reading(READING)
    return file


def fails(work: Callable[[], object]) -> str:
    """The one line of the error that *work* ends with."""
    with pytest.raises(ct.TrackerError) as caught:
        work()
    line = str(caught.value)
    assert "\n" not in line
    return line


def test_what_was_added_is_there_when_the_file_is_opened_again(path: Path) -> None:
    with ct.Tracker(path) as tracker:
        assert tracker.timeline() == ct.Timeline.of_readings([READING])
        assert list(tracker.sources()) == ["a"]
        assert tracker.add_reading(READING).outcome == "known"


def test_a_text_is_read_once_and_again_only_when_it_or_its_day_changes() -> None:
    with ct.Tracker() as tracker:
        outcomes = [tracker.add(TEXT, source="x").outcome for _ in range(2)]
        outcomes += [tracker.add(TEXT, date(2019, 12, 3), source="x").outcome for _ in range(2)]
        outcomes += [tracker.add(f"{TEXT}\n", date(2019, 12, 3), source="x").outcome]
        assert outcomes == ["added", "known", "replaced", "known", "replaced"]
        assert tracker.add(TEXT, source="x", id="y").source == "x"
        assert len(tracker) == 1


def test_a_text_that_nobody_names_is_called_by_its_hash() -> None:
    with ct.Tracker() as tracker:
        names = {tracker.add(text).source for text in (TEXT, TEXT, f"{TEXT} ")}
        assert len(names) == len(tracker) == 2
        assert all(name.startswith("hash:") for name in names)


def test_texts_are_kept_only_when_asked_for(tmp_path: Path) -> None:
    for keep in (False, True):
        with ct.Tracker(tmp_path / f"{keep}.db", keep_texts=keep) as tracker:
            tracker.add(TEXT * 3, source="x")
            assert tracker.text("x") == (TEXT * 3 if keep else None)
            with pytest.raises(ct.InputError, match="y: is not in the database"):
                tracker.text("y")


# Versions

OLD = (Path(__file__).parent / "corpus" / "tracker-v1.sql").read_text(encoding="utf-8")


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """A database of the first version."""
    file = tmp_path / "old.db"
    with sqlite3.connect(file) as made:
        made.executescript(OLD)
    made.close()
    return file


def test_a_database_of_the_first_version_is_brought_to_the_newest_and_loses_nothing(old: Path) -> None:
    for _ in range(2):
        with ct.Tracker(old) as tracker:
            tracker.check()
            timeline = tracker.timeline()
            assert [[source.id for source in one.sources] for one in timeline] == [["0", "1"], ["2"]]
            assert [one.identifier for event in timeline for one in event.documents] == ["205-QĐ/TW", "35-CT/TW"]
            assert len(tracker.candidates(timeline.events[1].documents[0])) == 2
            assert len(tracker.search("hoi nghi")) == 2
            tracker.mend_date(timeline.events[1], "2019-12-02", reason="r", author="a", made=date(2026, 1, 1))
    with ct.Tracker() as new, ct.Tracker(old) as tracker:
        new.add_reading(READING)
        schemas = [
            {sql for (sql,) in one._database.rows("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL")}
            for one in (new, tracker)
        ]
        assert schemas[0] == schemas[1]


def test_a_database_of_the_second_version_keeps_links_corrections_and_what_was_removed(tmp_path: Path) -> None:
    file = tmp_path / "second.db"
    with sqlite3.connect(file) as made:
        made.executescript((Path(__file__).parent / "corpus" / "tracker-v2.sql").read_text(encoding="utf-8"))
    made.close()
    with ct.Tracker(file) as tracker:
        tracker.check()
        timeline = tracker.timeline()
        told = {one.event.date: (len(one.sources), len(one.corrected_by)) for one in timeline}
        assert (told["2019-12-02"], told["2019-12-09"]) == ((1, 0), (1, 1))
        assert len(timeline.links) == 1
        assert tracker.first() == timeline.first()
        assert len(tracker.difference(date(2026, 1, 31), date(2026, 2, 1)).changed) == 1


def test_an_older_database_that_may_only_be_read_says_so(old: Path) -> None:
    assert "is of an older version; open it once for writing" in fails(lambda: ct.Tracker(old, read_only=True))


@pytest.mark.parametrize("after", range(1, 40, 6))
def test_a_migration_that_is_broken_off_is_done_when_it_is_opened_again(old: Path, after: int) -> None:
    """The disk is full at a statement of it."""
    with sqlite3.connect(old) as full:
        pages = full.execute("PRAGMA page_count").fetchone()[0]
        full.isolation_level = None
        full.execute(f"PRAGMA max_page_count = {pages + after}")
        with suppress(sqlite3.OperationalError):
            migrate(full)
    full.close()
    with ct.Tracker(old) as tracker:
        tracker.check()
        assert len(tracker.timeline()) == 2


# Several processes


def test_readers_see_the_last_whole_text_while_another_writes(path: Path) -> None:
    with ct.Tracker(path) as writer, ct.Tracker(path, read_only=True) as reader:
        with writer._database.writing():
            writer._database.run("DELETE FROM text")
            assert len(reader.timeline()) == 1
        assert len(reader.timeline()) == 0


def test_a_second_writer_waits_and_then_says_who_is_in_the_way(path: Path) -> None:
    with ct.Tracker(path) as first, ct.Tracker(path, wait=0.05) as second:
        with first._database.writing():
            line = fails(lambda: second.add(TEXT, source="b"))
        assert line == f"{path}: another process is writing to it; waited 0.05 s, try again when that one is done"
        assert second.add(TEXT, source="b").outcome == "added"


def test_two_writers_at_once_lose_nothing(tmp_path: Path) -> None:
    def write(name: str) -> None:
        with ct.Tracker(tmp_path / "two.db", wait=60) as tracker:
            for number in range(25):
                tracker.add_reading(evolve(READING, id=f"{name}{number}"))

    threads = [threading.Thread(target=write, args=(name,)) for name in "ab"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with ct.Tracker(tmp_path / "two.db") as tracker:
        tracker.check()
        assert len(tracker) == 50
        assert [len(event.sources) for event in tracker.timeline()] == [50]


# Files that cannot be used


def test_a_file_that_is_no_database_is_named(tmp_path: Path) -> None:
    file = tmp_path / "a.db"
    file.write_bytes(b"what is written here is no database, " * 100)
    before = file.read_bytes()
    assert fails(lambda: ct.Tracker(file)) == f"{file}: is no SQLite database; expected one that citetrack made"
    assert file.read_bytes() == before


def test_a_database_of_another_program_is_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "a.db"
    with sqlite3.connect(file) as other:
        other.execute("CREATE TABLE text (id)")
    before = file.read_bytes()
    assert "is a database of another program" in fails(lambda: ct.Tracker(file))
    assert file.read_bytes() == before


def test_a_database_of_a_newer_version_is_left_alone(path: Path) -> None:
    with sqlite3.connect(path) as newer:
        newer.execute("PRAGMA user_version = 99")
    assert "was made by a newer citetrack (version 99, " in fails(lambda: ct.Tracker(path))
    with sqlite3.connect(path) as newer:
        assert newer.execute("SELECT count(*) FROM telling").fetchone() == (1,)


def test_a_damaged_database_is_called_so(path: Path) -> None:
    data = bytearray(path.read_bytes())
    with sqlite3.connect(path) as whole:
        root, size = whole.execute("SELECT rootpage FROM sqlite_master WHERE name = 'telling'").fetchone()[0], 4096
    data[(root - 1) * size : root * size] = b"\xff" * size
    path.write_bytes(data)
    with ct.Tracker(path) as tracker:
        for work in (tracker.check, tracker.timeline, lambda: tracker.add(TEXT, source="b")):
            assert f"{path}: is damaged (" in fails(work)


@pytest.mark.parametrize("name", [".", "none/a.db", "a\0b"])
@pytest.mark.parametrize("read_only", [False, True])
def test_a_path_that_cannot_be_opened_is_named(tmp_path: Path, name: str, read_only: bool) -> None:
    assert ": cannot be " in fails(lambda: ct.Tracker(f"{tmp_path}/{name}", read_only=read_only))


def test_a_file_that_is_only_to_be_read_must_be_there(tmp_path: Path) -> None:
    assert ": cannot be opened" in fails(lambda: ct.Tracker(tmp_path / "a.db", read_only=True))
    assert list(tmp_path.iterdir()) == []


def test_who_may_only_read_cannot_write(path: Path) -> None:
    with ct.Tracker(path, read_only=True) as tracker:
        assert fails(lambda: tracker.add(TEXT, source="b")) == f"{path}: is read-only; nothing was changed"
        assert fails(lambda: tracker.remove("a")) == f"{path}: is read-only; nothing was changed"
        assert len(tracker.timeline()) == 1


def tries(file: Path, says: Connection) -> None:
    """What a reader and a writer without rights to the file and its folder are told."""
    if os.geteuid() == 0:
        os.setuid(65534)  # who may do everything asks as nobody
    for read_only in (False, True):
        with ct.Tracker(file, read_only=read_only) as tracker:
            says.send((len(tracker.timeline()), fails(lambda: tracker.add_reading(evolve(READING, id="b")))))


@needs_fork
def test_a_write_protected_file_can_be_read_and_says_that_it_is_read_only(path: Path) -> None:
    """In a folder where no log can be made either."""
    path.chmod(0o444)
    path.parent.chmod(0o555)
    for folder in path.parent.parents[:2]:  # pytest keeps its folders for their owner
        folder.chmod(folder.stat().st_mode | 0o055)
    hears, says = Pipe(duplex=False)
    reader = get_context("fork").Process(target=tries, args=(path, says))
    reader.start()
    reader.join()
    path.parent.chmod(0o755)
    assert reader.exitcode == 0
    assert [hears.recv() for _ in range(2)] == [(1, f"{path}: is read-only; nothing was changed")] * 2


def test_a_full_disk_costs_only_the_text_in_hand(path: Path) -> None:
    with ct.Tracker(path) as tracker:
        pages = tracker._database.rows("PRAGMA page_count")[0][0]
        tracker._database.run(f"PRAGMA max_page_count = {pages + 4}")
        stored = 1

        def fill() -> None:
            nonlocal stored
            for number in range(1000):
                tracker.add_reading(evolve(READING, id=f"{number}"))
                stored += 1

        assert "the disk is full" in fails(fill)
        assert len(tracker) == stored > 1
        tracker._database.run("PRAGMA max_page_count = 1000000")
        assert tracker.add_reading(evolve(READING, id="after")).outcome == "added"
        tracker.check()


def test_a_closed_tracker_says_so(path: Path) -> None:
    tracker = ct.Tracker(path)
    tracker.close()
    tracker.close()
    assert "closed" in fails(tracker.timeline)


def test_every_error_survives_pickling() -> None:
    error = ct.TrackerError("a.db", "is read-only")
    assert str(pickle.loads(pickle.dumps(error))) == str(error) == "a.db: is read-only"


# Death


def numbered(number: int) -> ct.Reading:
    """A text of its own; five in a row tell of one event."""
    day = (date(1990, 1, 1) + timedelta(days=number // 5)).isoformat()
    return evolve(READING, id=f"{number:06}", events=[evolve(READING.events[0], date=day, edtf=day)])


def write_on(file: Path, first: int, said: Connection) -> None:
    """Adds text after text and says of each that it is stored, until it is killed."""
    with ct.Tracker(file) as tracker:
        for number in count(first):
            tracker.add_reading(numbered(number))
            said.send(number)


def last_said(said: Connection) -> int:
    number = -1
    with suppress(EOFError):
        while True:
            number = said.recv()
    return number


@needs_fork
@pytest.mark.parametrize("kills", [10, pytest.param(200, marks=pytest.mark.long)])
def test_a_killed_writer_loses_at_most_the_text_in_hand(tmp_path: Path, kills: int) -> None:
    file, chance, stored = tmp_path / "killed.db", Random(5), 0
    for _ in range(kills):
        hears, says = Pipe(duplex=False)
        writer = get_context("fork").Process(target=write_on, args=(file, stored, says))
        writer.start()
        says.close()
        hears.poll(60)  # it has begun
        sleep(chance.uniform(0, 0.05))
        writer.kill()
        writer.join()
        assert writer.exitcode == -signal.SIGKILL
        said = last_said(hears)
        with ct.Tracker(file) as tracker:
            tracker.check()
            there = list(tracker.sources())
            timeline = tracker.timeline()
        assert there == [f"{number:06}" for number in range(len(there))]
        assert len(there) in (said + 1, said + 2)
        assert [len(event.sources) for event in timeline][:-1] == [5] * (len(timeline) - 1)
        stored = len(there)
    assert stored > kills


# The command line


def test_the_command_line_adds_asks_and_removes(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file, text = str(tmp_path / "a.db"), tmp_path / "a.txt"
    text.write_text(TEXT, encoding="utf-8")
    assert main(["timeline", str(text)]) == 0
    printed = capsys.readouterr().out
    for command in ([str(text), "--db", file], [str(text), "--db", file], ["--db", file]):
        assert main(["timeline", *command]) == 0
        assert capsys.readouterr() == (printed, "")
    assert main(["timeline", "--db", file, "--remove", str(text)]) == 0
    assert capsys.readouterr() == ("no event found\n", "")
    assert main(["timeline", "--db", file, "--remove", "b"]) == 3
    assert capsys.readouterr().err == f"citetrack: b: is not in {file}; expected one of its sources\n"


ASKED = [
    [],
    ["--of", "205-QĐ/TW", "--of", "35-CT/TW"],
    ["--by", "Tỉnh ủy Yên Bái", "--below"],
    ["--from", "2019-12-05", "--to", "2020-12-31"],
    ["--of", "35-CT/TW", "--by", "Tỉnh ủy Lào Cai", "--to", "2020-01-01"],
    ["--of", "248-KH/TU", "--format", "jsonld"],
    ["--show", "first"],
    ["--show", "first", "--of", "35-CT/TW", "--level", "province"],
    ["--show", "lags", "--deadline", "30", "--format", "csv"],
    ["--show", "coverage", "--of", "205-QĐ/TW", "--as-of", "2025-07-01"],
    ["--show", "coverage", "--by", "Tỉnh ủy Lào Cai", "--of", "205-QĐ/TW"],
    ["--show", "coverage"],
    ["--show", "chains"],
    ["--issuances", "--of", "205-QĐ/TW"],
]


def test_a_database_answers_the_command_line_as_the_texts_themselves_do(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    texts = (
        TEXT,
        "Tháng 12-2019, Tỉnh ủy Lào Cai tổ chức hội nghị quán triệt Quy định số 205-QĐ/TW và Chỉ thị số 35-CT/TW.",
        "Ngày 9-12-2019, Ban Tuyên giáo Tỉnh ủy Yên Bái quán triệt Chỉ thị số 35-CT/TW ngày 30/5/2019.",
        "Kế hoạch số 248-KH/TU ngày 5/8/2024 thực hiện Chỉ thị số 35-CT/TW ngày 14/6/2024 của Bộ Chính trị.",
    )
    folder, file = tmp_path / "texts", str(tmp_path / "a.db")
    folder.mkdir()
    for number, text in enumerate(texts):
        (folder / f"{number}.txt").write_text(text, encoding="utf-8")
    assert main(["timeline", str(folder), "--db", file, "-o", str(tmp_path / "out")]) == 0
    for asked in ASKED:
        assert main(["timeline", str(folder), *asked]) == 0
        told = capsys.readouterr()
        assert main(["timeline", "--db", file, *asked]) == 0
        assert capsys.readouterr() == told, asked


def test_wrong_usage_of_a_database_is_one_line_and_harms_none(
    path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = path.read_bytes()
    other = tmp_path / "other.txt"
    other.write_text(TEXT, encoding="utf-8")
    for command, code in (
        ([], 2),
        ([str(other), "--remove", "a"], 2),
        (["--db", str(path), "-o", str(path)], 2),
        ([str(other), "--db", str(other)], 3),
    ):
        assert main(["timeline", *command]) == code
        out, err = capsys.readouterr()
        assert (out, err.count("\n")) == ("", 1)
    assert path.read_bytes() == before
    assert other.read_text(encoding="utf-8") == TEXT

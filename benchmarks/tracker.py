"""Measures a database of many texts: the cost of storing beside that of reading, the answers, the size; prints JSON.

    python benchmarks/tracker.py [--texts 100000] [--database FILE]

The texts are made up from a seed: a document of a few thousand (few of them told of often, most of them seldom), a body
of one of 34 provinces, a day of ten years; three papers in the mean tell of one event, every tenth knows only the month
and every fiftieth only the year. A hundred texts come in on a day. Their readings are put together without reading, as
what `read` takes is measured on some of them by itself. Times are of the processor, in this process.
"""

import argparse
import json
import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from itertools import islice
from pathlib import Path
from random import Random
from statistics import median
from time import process_time

import citetrack as ct
from citetrack.citations import Citation, Document
from citetrack.events import Event
from citetrack.gazetteer import places_on
from citetrack.reading import Reading
from citetrack.resolution import Unresolved

START, DAYS = date(2016, 1, 1), 3650
FIRST_ADDED, A_DAY = date(2023, 1, 1), 100  # the day of the first texts, and how many come in on a day
BODIES = ("Tỉnh ủy {}", "Ban Tuyên giáo Tỉnh ủy {}", "Ủy ban nhân dân tỉnh {}", "Ban Tổ chức Tỉnh ủy {}")
FILLER = (
    "Hội nghị được kết nối trực tuyến đến các điểm cầu huyện, thị xã, thành phố trong toàn tỉnh. Các đại biểu đã nghe "
    "báo cáo viên truyền đạt những nội dung cơ bản, trọng tâm, đồng thời thảo luận các giải pháp tổ chức thực hiện tại "
    "cơ quan, đơn vị, địa phương trong thời gian tới. Phát biểu kết luận, đồng chí chủ trì đề nghị các cấp ủy nâng cao "
    "trách nhiệm nêu gương của cán bộ, đảng viên, nhất là người đứng đầu; tăng cường công tác tuyên truyền, vận động. "
)


def readings(count: int, documents: int) -> Iterator[Reading]:
    """Readings as `read` makes them, of texts that are made up."""
    chance = Random(11)
    provinces = [place.name for place in places_on(date(2026, 1, 1))]
    number = 0
    while number < count:
        serial = min(int(30 * chance.paretovariate(0.7)) - 29, documents)
        label = f"{serial}-CT/TW"
        body = chance.choice(BODIES).format(chance.choice(provinces))
        day = START + timedelta(days=chance.randrange(DAYS))
        for _ in range(min(chance.randint(1, 5), count - number)):
            yield reading(number, label, str(serial), body, day, chance.random())
            number += 1


def reading(number: int, label: str, serial: str, body: str, day: date, vague: float) -> Reading:
    """One text that tells of one event."""
    words, told = (
        (f"Ngày {day.day}-{day.month}-{day.year}", day.isoformat())
        if vague > 0.12
        else (f"Tháng {day.month}-{day.year}", day.isoformat()[:7])
        if vague > 0.02
        else (f"Năm {day.year}", day.isoformat()[:4])
    )
    lead = f"{words}, {body} tổ chức hội nghị quán triệt, triển khai "
    cited = f"Chỉ thị số {label}"
    text = f"{lead}{cited}, tin số {number}. {FILLER * 3}"
    citation = Citation(len(lead), len(lead) + len(cited), cited, "full", "Chỉ thị", serial, code="CT/TW", doc="d1")
    document = Document("d1", label, "Chỉ thị", number=serial, mentions=(0,))
    event = Event(
        "dissemination",
        ("d1",),
        told,
        edtf=told,
        precision={10: "day", 7: "month", 4: "year"}[len(told)],
        date_text=words,
        organiser=body,
        trigger="quán triệt, triển khai",
        start=0,
        end=text.index(". ") + 1,
    )
    resolutions = {"d1": Unresolved(document, ("no known work",))}
    return Reading(text, f"{number:08}", day, "given", (citation,), (document,), resolutions, (event,))


def spent(work: Callable[[], object]) -> float:
    """Seconds of the processor that *work* takes."""
    start = process_time()
    work()
    return process_time() - start


def answers(tracker: ct.Tracker) -> dict[str, dict[str, float]]:
    """Milliseconds of each question, first and in the median of five, and how much it answers."""
    often, seldom = "1-CT/TW", "40-CT/TW"
    asked: dict[str, Callable[[], object]] = {
        "of, a document told of often": lambda: tracker.of(often),
        "of, a document told of seldom": lambda: tracker.of(seldom),
        "by": lambda: tracker.by("Tỉnh ủy Tuyên Quang"),
        "by, with bodies below": lambda: tracker.by("Tỉnh ủy Lào Cai", below=True),
        "between, a week": lambda: tracker.between(date(2020, 3, 2), date(2020, 3, 8)),
        "between, a month": lambda: tracker.between(date(2020, 3, 1), date(2020, 3, 31)),
        "first, one document": lambda: tracker.first("province", [seldom]),
        "lags, one document": lambda: tracker.lags(documents=[seldom], deadline=30).lags,
        "coverage, one document": lambda: tracker.coverage(documents=[seldom]).cells,
        "first, all": lambda: tracker.first("province"),
        "lags, all": lambda: tracker.lags(deadline=30).lags,
        "coverage, all": lambda: tracker.coverage().cells,
        "chain": lambda: tracker.chain(seldom),
        "search, two words": lambda: tracker.search("quán triệt"),
        "search, one text": lambda: tracker.search("tin số 77"),
        "difference, a day": lambda: tracker.difference(FIRST_ADDED, FIRST_ADDED + timedelta(days=1)).added,
        "difference, a week": lambda: tracker.difference(FIRST_ADDED, FIRST_ADDED + timedelta(days=7)).added,
        "first, all, each item built": lambda: tuple(tracker.first("province")),
        "lags, all, each summary built": lambda: tuple(tracker.lags(deadline=30).summaries),
    }
    found = {}
    for name, ask in asked.items():
        times = [spent(ask)]
        times += [spent(ask) for _ in range(5 if times[0] < 1 else 1)]
        found[name] = {"first_ms": _ms(times[0]), "ms": _ms(median(times[1:])), "answers": len(ask())}  # type: ignore[arg-type]
    return found


def _ms(seconds: float) -> float:
    return round(seconds * 1000, 2)


def main() -> None:
    """Prints one JSON object."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--texts", type=int, default=100_000)
    options.add_argument("--documents", type=int, default=3_000)
    options.add_argument("--database", type=Path)
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = given.database or Path(folder) / "many.db"
        print(json.dumps(measured(path, given.texts, given.documents), ensure_ascii=False, indent=1))


def measured(path: Path, texts: int, documents: int) -> dict[str, object]:
    """All figures of one database at *path*, which is made."""
    some = list(readings(300, documents))
    ct.read(some[0].text)
    reading_ms = spent(lambda: [ct.read(one.text, one.published) for one in some]) / len(some) * 1000
    storing = []
    made = readings(texts, documents)
    with ct.Tracker(path) as tracker:
        while batch := list(islice(made, max(texts // 10, 1))):
            storing.append(
                spent(
                    lambda: [
                        tracker.add_reading(one, added=FIRST_ADDED + timedelta(days=int(one.id) // A_DAY))
                        for one in batch
                    ]
                )
                / len(batch)
                * 1000
            )
            print(f"{len(tracker)} texts, {storing[-1]:.3f} ms a text", file=sys.stderr)
        mean = sum(storing) / len(storing)
        again = spent(lambda: [tracker.add_reading(one) for one in some]) / len(some) * 1000
        events = tracker._database.rows("SELECT count(*) FROM event")[0][0]
        asked = answers(tracker)
    return {
        "texts": texts,
        "events": events,
        "read_ms_a_text": round(reading_ms, 3),
        "store_ms_a_text": round(mean, 3),
        "store_ms_a_text_by_tenth": [round(one, 3) for one in storing],
        "ingest_share_of_read_speed": round(reading_ms / (reading_ms + mean), 3),
        "known_text_ms": round(again, 3),
        "characters_a_text": len(some[0].text),
        "bytes_a_text": round(os.path.getsize(path) / texts),
        "questions": asked,
    }


if __name__ == "__main__":
    main()

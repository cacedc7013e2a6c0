"""Prints as JSON how well a hidden timeline is found again in articles about it: python benchmarks/timeline.py.

A seeded timeline of conferences, inspections and reviews of real documents by provincial committees is told by several
papers each: with days in full, without year, as "hôm kia" or by the month alone, conferences of two days by both or by
the first; with the committee, its standing committee or nobody; with the whole symbol and day of issue, the symbol
alone or the number alone; among other paragraphs; with slips (doubled blanks, decomposed letters, TƯ for TW, no blank
behind "ngày"). "recovered_f1" compares events by type, first day, body and document; "merged" is the share of events
with several tellings that came out as one event with all of these and no other.
"""

import argparse
import json
import random
import time
import unicodedata
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from attrs import frozen

from citetrack import AuthorityFile, Reading, Timeline, TimelineEvent, Work, read
from citetrack.gazetteer import places_on
from citetrack.timeline.organs import organ_key

ACTS = {
    "dissemination": ("tổ chức hội nghị quán triệt, triển khai", "tổ chức hội nghị học tập, quán triệt"),
    "inspection": ("kiểm tra việc thực hiện", "tổ chức kiểm tra việc thực hiện"),
    "review": ("tổ chức hội nghị sơ kết 3 năm thực hiện", "tổ chức hội nghị tổng kết việc thực hiện"),
}
NOISE = (
    "Thời tiết những ngày qua thuận lợi, bà con nông dân tập trung thu hoạch vụ mùa.",
    "Phát biểu tại hội nghị, đồng chí Bí thư yêu cầu các cấp ủy quán triệt nghiêm các nội dung đã nêu.",
    "Các đại biểu đã thảo luận, làm rõ nhiều vấn đề đặt ra từ thực tiễn của địa phương.",
    "Trong thời gian tới, các địa phương sẽ tiếp tục đẩy mạnh công tác tuyên truyền.",
    "Hội nghị có sự tham dự của đại diện các ban, ngành, đoàn thể.",
)


@frozen
class Hidden:
    """One event of the hidden timeline."""

    type: str
    day: date
    body: str
    work: Work
    is_long: bool = False


def hidden(count: int, chance: random.Random) -> list[Hidden]:
    """*count* events, no two of one type, body and document within a year."""
    register = AuthorityFile.default()
    central = [work for work in register if work.is_party and work.date_issued and work.date_issued > date(2011, 1, 1)]
    works = [work for work in central if len(register.candidates(work.identifier)) == 1]
    committees = [place.party_committee or "" for place in places_on(date(2020, 1, 1))]
    bodies = [name for name in committees if name and "(" not in name]  # one was renamed, and its record says when
    found: dict[tuple[str, int, str, str], Hidden] = {}
    while len(found) < count:
        work = chance.choice(works)
        day = (work.date_issued or date.min) + timedelta(days=chance.randrange(15, 900))
        one = Hidden(chance.choice(sorted(ACTS)), day, chance.choice(bodies), work, chance.random() < 0.15)
        found.setdefault((one.type, day.year, one.body, work.key), one)
    return list(found.values())


def article(one: Hidden, chance: random.Random, is_first: bool) -> tuple[str, date]:
    """One telling of *one*, with the day on which it is published; the first tells the day in full."""
    published = one.day + timedelta(days=2 if chance.random() < 0.6 else chance.randrange(2, 6))
    kind = ACTS[one.type]
    body = one.body if chance.random() < 0.6 else f"Ban Thường vụ {one.body}"
    if not is_first and one.type == "dissemination" and chance.random() < 0.15:
        act = f"hội nghị quán triệt {document(one.work, chance, True)} được tổ chức."
    else:
        act = f"{body} {chance.choice(kind)} {document(one.work, chance, is_first)}."
    act = f"{told_day(one, published, chance, is_first)}, {act}"
    around = chance.sample(NOISE, chance.randrange(4))
    at = chance.randrange(len(around) + 1)
    return slipped("\n".join([*around[:at], act, *around[at:]]), chance), published


def told_day(one: Hidden, published: date, chance: random.Random, in_full: bool) -> str:
    """The day or days of *one* as a paper of the day *published* tells them."""
    day, month, last = one.day.day, one.day.month, one.day + timedelta(days=1)
    if one.is_long and (in_full or chance.random() < 0.5):
        return f"Từ ngày {day}/{month}/{one.day.year} đến ngày {last.day}/{last.month}/{last.year}"
    if in_full:
        return f"Ngày {day}/{month}/{one.day.year}"
    forms = [
        f"Ngày {day}/{month}/{one.day.year}",
        f"Ngày {day}-{month}",
        f"Sáng {day}/{month}",
        f"Tháng {month}/{one.day.year}",
    ]
    return chance.choice([*forms, "Hôm kia"] if (published - one.day).days == 2 else forms)


def document(work: Work, chance: random.Random, in_full: bool) -> str:
    """*work* as papers call it."""
    issued = work.date_issued or date.min
    symbol = f"{work.type} số {work.identifier}"
    full = f"{symbol} ngày {issued.day}/{issued.month}/{issued.year} của {work.issuer}"
    return (
        full if in_full else chance.choice([full, symbol, symbol.replace(" số", ""), f"{work.type} số {work.number}"])
    )


def slipped(text: str, chance: random.Random) -> str:
    """*text* with one of the slips of papers, or none."""
    slips = (
        lambda: text.replace(" ", "  ", 5),
        lambda: unicodedata.normalize("NFD", text),
        lambda: text.replace("/TW", "/TƯ"),
        lambda: text.replace("Ngày ", "Ngày", 1),
        lambda: text.replace("ủy", "uỷ"),
    )
    return chance.choice(slips)() if chance.random() < 0.3 else text


def texts(events: Sequence[Hidden], count: int, chance: random.Random) -> Iterator[tuple[int, Reading]]:
    """*count* articles, at least one for each of *events*, each with the number of its event."""
    told = [*range(len(events)), *(chance.randrange(len(events)) for _ in range(count - len(events)))]
    for number, at in enumerate(told):
        text, published = article(events[at], chance, number < len(events))
        yield at, read(text, published, id=str(number))


def is_of(one: TimelineEvent, event: Hidden) -> bool:
    """Whether *one* is *event*: type, day, body and the one document."""
    same = (one.event.type, one.event.date, organ_key(one.event.organiser or ""))
    keys = [document.key for document in one.documents]
    return same == (event.type, event.day.isoformat(), organ_key(event.body)) and keys == [event.work.key]


def figures(articles: int, count: int, seed: int) -> dict[str, float]:
    """Makes, reads, merges, compares."""
    chance = random.Random(seed)
    events = hidden(count, chance)
    told = list(texts(events, articles, chance))
    begun = time.process_time()
    timeline = Timeline.of_readings(reading for _, reading in told)
    seconds = time.process_time() - begun
    number = {reading.id: at for at, reading in told}
    found = [{number[source.id] for source in one.sources} for one in timeline]
    right = {min(of) for one, of in zip(timeline, found, strict=True) if len(of) == 1 and is_of(one, events[min(of)])}
    groups = {frozenset(source.id for source in one.sources) for one in timeline}
    wanted: dict[int, set[str]] = {}
    for name, at in number.items():
        wanted.setdefault(at, set()).add(name)
    several = [group for group in wanted.values() if len(group) > 1]
    return {
        "articles": len(told),
        "events": len(events),
        "found": len(timeline),
        "recovered_f1": round(2 * len(right) / (len(timeline) + len(events)), 4),
        "merged": round(sum(frozenset(group) in groups for group in several) / len(several), 4),
        "merging_seconds": round(seconds, 3),
    }


def main() -> None:
    """Prints the figures."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("--articles", type=int, default=2000)
    parser.add_argument("--events", type=int, default=600)
    parser.add_argument("--seed", type=int, default=7)
    options = parser.parse_args()
    print(json.dumps(figures(options.articles, options.events, options.seed)))


if __name__ == "__main__":
    main()

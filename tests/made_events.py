"""Timelines made up for tests: seeded, on real documents and provinces, in sentences like those of newspapers."""

import random
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache

from citetrack.authority import AuthorityFile, Work
from citetrack.events import Attendance, Event
from citetrack.gazetteer import places_on
from citetrack.timeline import Source, Timeline, TimelineDocument, TimelineEvent

ACTS = {
    "dissemination": ("tổ chức hội nghị quán triệt, triển khai", 60),
    "implementation": ("triển khai thực hiện", 9),
    "inspection": ("kiểm tra việc thực hiện", 8),
    "review": ("sơ kết việc thực hiện", 8),
    "issuance": ("ban hành", 6),
    "consultation": ("lấy ý kiến về dự thảo sửa đổi", 3),
    "amendment": ("sửa đổi, bổ sung", 2),
    "repeal": ("bãi bỏ", 2),
    "effect": ("công bố hiệu lực của", 2),
}
CHAIRS = ("đồng chí Bí thư Tỉnh ủy", "đồng chí Phó Bí thư Thường trực", "đồng chí Trưởng Ban Tuyên giáo", None, None)
SHARES = (
    "Đại biểu đã thảo luận về nhiệm vụ, giải pháp trọng tâm",
    "Hội nghị được truyền trực tuyến đến các điểm cầu cấp huyện và cơ sở",
    "Các cấp ủy được yêu cầu xây dựng kế hoạch hành động sát thực tiễn",
    "Nội dung được gắn với công tác xây dựng, chỉnh đốn Đảng và hệ thống chính trị",
    "Báo cáo viên cấp tỉnh đã truyền đạt những điểm mới, cốt lõi của văn bản",
)
LAST = date(2026, 6, 30)


def _documents(count: int) -> list[Work]:
    """Documents that have a title and a day, those of the Party first of all, by their days."""
    dated = [work for work in AuthorityFile.default() if work.title and work.date and work.date > "2012"]
    return sorted(
        sorted(dated, key=lambda work: (not work.is_party, work.key))[:count], key=lambda work: work.date or ""
    )


def _about(work: Work) -> TimelineDocument:
    label = f"{work.type} {work.identifier}"
    return TimelineDocument(
        label, work.key, work.identifier, work.identifier, work.type, work.date, work.issuer, work.title
    )


def _organiser(chance: random.Random, province: str, kind: str) -> str:
    levels = (
        f"{'Thành' if kind == 'city' else 'Tỉnh'} ủy {province}",
        f"UBND tỉnh {province}",
        f"Huyện ủy Tân Phú, tỉnh {province}",
        f"Đảng ủy xã An Bình, tỉnh {province}",
        "Ban Tuyên giáo Trung ương",
    )
    return chance.choices(levels, weights=(50, 15, 18, 12, 5))[0]


def _day(chance: random.Random, issued: date) -> tuple[str | None, str | None, str]:
    """Date, end and precision: mostly a day, sometimes more days, a month, a year, or nothing."""
    room = max(1, (LAST - issued).days)
    day = issued + timedelta(days=int(chance.expovariate(1 / 140)) % room + 1)
    form = chance.choices(("day", "range", "month", "year", "unknown"), weights=(86, 4, 5, 2, 3))[0]
    return {
        "day": (day.isoformat(), None, "day"),
        "range": (day.isoformat(), (day + timedelta(days=2)).isoformat(), "day"),
        "month": (day.isoformat()[:7], None, "month"),
        "year": (day.isoformat()[:4], None, "year"),
        "unknown": (None, None, "unknown"),
    }[form]


def _events(count: int, chance: random.Random) -> Iterator[TimelineEvent]:
    works = _documents(max(40, count // 8))
    units = places_on(date(2024, 1, 1))
    kinds = list(ACTS)
    for number in range(count):
        work = works[int(len(works) * chance.random() ** 0.6)]
        kind = chance.choices(kinds, weights=[weight for _, weight in ACTS.values()])[0]
        unit = chance.choice(units)
        organiser = _organiser(chance, unit.name, unit.kind)
        day, end, precision = _day(chance, work.date_issued or date(2012, 1, 1))
        people = chance.randrange(40, 4000)
        written = "/".join(reversed(day.split("-"))) if day else ""
        evidence = (
            f"{f'Ngày {written}, ' if day else ''}{organiser} {ACTS[kind][0]} {work.type} số {work.identifier} "
            f"{(work.title or '')[: chance.randrange(30, 110)]}, với {people} đại biểu dự. {chance.choice(SHARES)}."
        )
        came = Attendance((chance.randrange(1, 90), None), (people, people), "mixed") if number % 3 else None
        event = Event(
            kind, (), day, end, day, precision, "none", written or None, None, organiser, chance.choice(CHAIRS),
            unit.name, came, ACTS[kind][0],
        )  # fmt: skip
        site = f"https://bao{number % 97}.example.vn/tin/{number}.html"
        published = date.fromisoformat(day) if day and len(day) == 10 else None
        source = Source(f"bai-{number}", evidence, 0, len(evidence), site, published)
        yield TimelineEvent(event, (_about(work),), (source,))


@cache
def made_timeline(count: int, seed: int = 7) -> Timeline:
    """*count* events, the same for the same seed."""
    return Timeline(_events(count, random.Random(seed)))

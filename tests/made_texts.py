"""Texts made up to be brought together: what one process makes of them, for queries that must find the same."""

import random
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any, TypeAlias

import citetrack as ct
from citetrack import arrow

Told: TypeAlias = tuple[Counter[tuple[str, int, int]], list[dict[str, Any]]]
PLACES = ("Sơn La", "Yên Bái", "Lào Cai", "Long An", "Bến Tre")
ACTS = ("quán triệt, triển khai", "học tập, quán triệt", "sơ kết 3 năm thực hiện", "kiểm tra việc thực hiện")
CENTRAL = ("Quy định số 205-QĐ/TW", "Chỉ thị 35-CT/TW", "Nghị quyết số 18-NQ/TW", "Quy định 37-QĐ/TW")


def made_up(size: int, seed: int = 7) -> Iterator[tuple[str, str, date]]:
    """Several tell one act, some by the month or without the body; local documents lack the year or the place."""
    chance = random.Random(seed)
    for number in range(size):
        day = date(2019, 1, 1) + timedelta(days=chance.randrange(max(20, size // 50) % 1500))
        published = day + timedelta(days=chance.randrange(4))
        place = chance.choice(PLACES)
        told = chance.choice([f"Ngày {day.day}/{day.month}/{day.year}", f"Ngày {day.day}-{day.month}"])
        told = f"Tháng {day.month}/{day.year}" if chance.random() < 0.1 else told
        body = "Hội nghị" if chance.random() < 0.05 else f"Tỉnh ủy {place} tổ chức hội nghị"
        local = f"Nghị quyết số {chance.randrange(1, 60)}-NQ/TU"
        if chance.random() < 0.6:
            local += f" ngày {day.day}/{day.month}/{day.year}"
        local += f" của Tỉnh ủy {place}" if chance.random() < 0.8 else ""
        text = f"{told}, {body} {chance.choice(ACTS)} {chance.choice(CENTRAL)}. Địa phương đã có {local}."
        yield f"t{number}", text, published


def table(texts: list[tuple[str, str, date]]) -> Any:
    """The texts as a table of Arrow."""
    import pyarrow as pa

    ids, words, days = zip(*texts, strict=True)
    return pa.table({"id": ids, "text": words, "published": pa.array(days, pa.date32())})


def told_by_one(texts: list[tuple[str, str, date]]) -> Told:
    """The clusters and the events that one process makes of the texts."""
    readings = [ct.read(text, day, name) for name, text, day in texts]
    clusters = Counter((one.key, one.mentions, one.texts) for one in ct.cluster_readings(readings))
    return clusters, [one.to_record() for one in ct.Timeline.of_readings(readings)]


def told_by_query(clusters: list[tuple[str, int, int]], tellings: list[str]) -> Told:
    """The same of what a query gives."""
    return Counter(clusters), [one.to_record() for one in arrow.timeline_of(tellings)]

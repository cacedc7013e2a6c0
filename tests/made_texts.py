"""Texts made up to be brought together: what one process makes of them, for queries that must find the same."""

import random
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import citetrack as ct
from citetrack import arrow

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


def check(texts: list[tuple[str, str, date]], clusters: list[tuple[str, int, int]], tellings: list[str]) -> None:
    """That the clusters and the events of a query are those that one process makes of the texts."""
    readings = [ct.read(text, day, name) for name, text, day in texts]
    single = Counter((one.key, one.mentions, one.texts) for one in ct.cluster_readings(readings))
    assert Counter(clusters) == single
    assert len(single) > 10
    timeline = ct.Timeline.of_readings(readings)
    assert [one.to_record() for one in arrow.timeline_of(tellings)] == [one.to_record() for one in timeline]
    assert any(len(one.sources) > 1 for one in timeline)

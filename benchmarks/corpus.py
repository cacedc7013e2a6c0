"""Writes made-up texts as JSON Lines: python benchmarks/corpus.py --megabytes 100 --density 1500 > news.jsonl.

*--density* is how many characters there are to one citation: 1500 as in news, 200 as in dense legal text. The same seed
makes the same texts. `texts` is for the other benchmarks.
"""

import argparse
import json
import random
import sys
from collections.abc import Iterator

SENTENCES = (
    "Đoàn công tác đã đi thăm các hộ dân ở vùng cao, trao đổi về cách trồng rừng và chăn nuôi trong mùa mưa năm nay.",
    "Nhiều ý kiến cho rằng cần quan tâm hơn nữa đến đời sống của công nhân, nhất là nhà ở và chỗ gửi trẻ gần nơi làm.",
    "Công trình sẽ hoàn thành trước mùa lũ; người dân hai bên bờ sông đã nhận đủ tiền hỗ trợ di dời.",
    "Năm qua xã có thêm 12 km đường bê tông, 3 trường học và 1 trạm y tế phục vụ bà con.",
    "Doanh nghiệp phải nộp hồ sơ trong thời hạn 15 ngày làm việc kể từ ngày nhận được thông báo của cơ quan quản lý.",
)
CITATIONS = (
    "Nghị định số {n:02}/{y}/NĐ-CP ngày {d}/{m}/{y} của Chính phủ",
    "Nghị quyết số {n:02}-NQ/TW ngày {d}/{m}/{y} của Bộ Chính trị",
    "điểm {p} khoản {m} Điều {d} Luật Đất đai năm 2013",
    "Thông tư số {n:02}/{y}/TT-BTC của Bộ Tài chính",
    "Chỉ thị số {n:02}-CT/TU",
    "Quyết định số {n}/QĐ-UBND ngày {d} tháng {m} năm {y}",
    "Luật Bảo vệ môi trường",
    "khoản {m} Điều {d} Nghị định này",
)
EVENT = "Ngày {d}/{m}/{y}, Tỉnh ủy Yên Bái tổ chức hội nghị quán triệt Quy định số {n}-QĐ/TW."
LENGTH = 3000  # characters of a text


def texts(megabytes: float, density: int, seed: int = 7) -> Iterator[str]:
    """Texts of 10^6 bytes of UTF-8 times *megabytes*, each with one event and a citation every *density* characters."""
    chance, left = random.Random(seed), megabytes * 1e6
    while left > 0:
        text = _text(chance, density)
        left -= len(text.encode())
        yield text


def _text(chance: random.Random, density: int) -> str:
    parts, length, due = [EVENT.format(**_facts(chance))], 0, chance.random() * density
    while length < LENGTH:
        sentence = chance.choice(SENTENCES)
        due -= len(sentence)
        while due <= 0:
            sentence += f" Việc này theo {chance.choice(CITATIONS).format(**_facts(chance))}."
            due += density
        parts.append(sentence)
        length += len(sentence)
    return " ".join(parts)


def _facts(chance: random.Random) -> dict[str, object]:
    whole = {"n": chance.randint(1, 220), "y": chance.randint(1998, 2025), "d": chance.randint(1, 28)}
    return whole | {"m": chance.randint(1, 12), "p": chance.choice("abcdđ")}


def main() -> None:
    """Writes the texts."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--megabytes", type=float, default=100)
    parser.add_argument("--density", type=int, default=1500)
    parser.add_argument("--seed", type=int, default=7)
    options = parser.parse_args()
    sys.stdout.reconfigure(encoding="utf-8")
    for number, text in enumerate(texts(options.megabytes, options.density, options.seed)):
        print(json.dumps({"id": f"text {number}", "text": text}, ensure_ascii=False))


if __name__ == "__main__":
    main()

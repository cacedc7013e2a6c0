"""The day of publication: read from the furniture of a page, never from a sentence or a document's own data."""

import json
from datetime import date
from pathlib import Path

import pytest

from citetrack._text import unmarked
from citetrack._written_dates import date_words
from citetrack.publication import publication_date

BODY = "\n\nNgày 18/11, huyện mở hội nghị về Nghị quyết ban hành ngày 2/2/2020.\n\nBan Biên tập"

FURNITURE = (
    ("Thứ Ba, 12/10/2021, 09:15 [GMT+7]", date(2021, 10, 12)),
    ("21/07/2020 08:05 SA", date(2020, 7, 21)),
    ("Thứ Năm, 04/06/2020, 15:27:09", date(2020, 6, 4)),
    ("05/9/2015", date(2015, 9, 5)),
    ("Cập nhật, 07:40, Thứ Hai, 15/05/2017 (GMT+7)", date(2017, 5, 15)),
    ("Ngày xuất bản: 22/03/2021 4:10:00 CH", date(2021, 3, 22)),
    ("9:05' 2/6/2012", date(2012, 6, 2)),
    ("Số 31.2010 (491) ngày 06/08/2010", date(2010, 8, 6)),
    ("3.8.2015 | Số 215", date(2015, 8, 3)),
    ("Thứ Bảy, 8/10/2022 | 17:20", date(2022, 10, 8)),
    ("Đăng lúc 14:30 | 9/4/2019", date(2019, 4, 9)),
    ("Thứ tư - 12/01/2022 10:03", date(2022, 1, 12)),
    ("Chính trị | Thứ Hai, 11/7/2016", date(2016, 7, 11)),
    ("Chủ nhật, ngày 6 tháng 5 năm 2018, 8:45", date(2018, 5, 6)),
    ("Ngày đăng: 30/11/2020 - Lượt xem: 1.204", date(2020, 11, 30)),
)

# Lines that hold a full date and are not the furniture of a page.
NO_FURNITURE = (
    "Đà Nẵng, ngày 7 tháng 3 năm 2019",
    "ngày 7 tháng 3 năm 2019",
    "Ngày ban hành: 15/09/2025",
    "Ngày ban hành\n15/09/2025",
    "Ngày có hiệu lực: 01/01/2026",
    "Ngày 7/3/2019, tỉnh ủy họp bàn.",
    "Sáng thứ Ba, 5/3/2019, tỉnh ủy họp.",
    "Thời gian: 8h00, thứ Ba, 5/3/2019",
    "Luật Đất đai - 29/11/2013",
    "Từ 1/3/2020 đến 5/3/2020",
    "31/4/2021",
    "Ngày 5/3",
    "Hạn nộp hồ sơ: 19/11/2021",
)

AT_FOOT = (
    ("(Sơn La, 3/10/2019)", date(2019, 10, 3)),
    ("(Bản tin ra ngày 8-9-2011)", date(2011, 9, 8)),
    ("Cập nhật: 3/10/2019 09:00", date(2019, 10, 3)),
)


@pytest.mark.parametrize(("line", "day"), FURNITURE)
def test_a_line_of_furniture_gives_the_day_and_its_span(line: str, day: date) -> None:
    text = f"Học tập nghị quyết ở huyện\n\n  {line} \n{BODY}"
    found = publication_date(text)
    assert found is not None
    assert (found.date, text[found.start : found.end], found.how) == (day, line, "furniture")


@pytest.mark.parametrize(("line", "day"), FURNITURE)
def test_furniture_without_accents_is_furniture(line: str, day: date) -> None:
    found = publication_date(unmarked(line))
    assert found is not None
    assert found.date == day


@pytest.mark.parametrize("line", NO_FURNITURE)
def test_other_lines_give_no_day(line: str) -> None:
    assert publication_date(line + BODY) is None


@pytest.mark.parametrize(("line", "day"), AT_FOOT)
def test_the_foot_counts_where_nothing_stands_at_the_top(line: str, day: date) -> None:
    at_foot, both = publication_date(BODY + "\n\n" + line), publication_date("05/9/2015\n" + BODY + "\n\n" + line)
    assert at_foot is not None
    assert both is not None
    assert (at_foot.date, both.date) == (day, date(2015, 9, 5))


def test_a_date_alone_at_the_foot_is_no_furniture() -> None:
    assert publication_date(BODY * 20 + "\n\n31/12/2020") is None


def test_a_date_far_down_is_no_furniture() -> None:
    assert publication_date("Một câu dài của bài báo.\n" * 80 + "05/9/2015\n" + "Một câu nữa.\n" * 20) is None


def test_spans_index_a_decomposed_text_as_given() -> None:
    text = "Tin tức\nCâ\u0323p nhâ\u0323t: 3/10/2019"
    found = publication_date(text)
    assert found is not None
    assert text[found.start : found.end] == "Câ\u0323p nhâ\u0323t: 3/10/2019"


@pytest.mark.parametrize("name", sorted(date_words("furniture")))
def test_each_example_of_a_label_is_furniture(name: str) -> None:
    for example in date_words("furniture")[name].examples:
        assert publication_date(example) is not None


def test_the_gold_texts_give_their_day(shared: Path) -> None:
    """What is published there without furniture (an address, a document's own date) is not read; nothing is invented.

    A newspaper's masthead may give a day where the annotation has none: the text reports no act.
    """
    wrong, missed, extra, right = [], [], [], 0
    for path in sorted((shared / "gold").glob("*-*.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        found = publication_date(path.with_suffix(".txt").read_bytes().decode("utf-8"))
        read, said = found and found.date.isoformat(), gold["published"]
        right += read == said
        if read != said:
            (wrong if read and said else missed if said else extra).append(path.stem)
    assert not wrong
    assert len(missed) <= 2
    assert not [name for name in extra if not name.startswith("distractor")]
    assert right >= 85

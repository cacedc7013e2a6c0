"""Rendering: the official wording, and that reading it gives the work back."""

import random

import pytest

import citetrack as ct

REGISTER = ct.AuthorityFile.default()

WORDINGS = {
    "30/2020/NĐ-CP": "Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ",
    "57-NQ/TW": "Nghị quyết số 57-NQ/TW ngày 22/12/2024 của Bộ Chính trị",
    "45/2019/QH14": "Bộ luật Lao động số 45/2019/QH14 ngày 20 tháng 11 năm 2019 của Quốc hội",
}


@pytest.mark.parametrize(("identifier", "wording"), WORDINGS.items())
def test_works_are_cited_in_the_official_wording(identifier: str, wording: str) -> None:
    assert ct.render(REGISTER.candidates(identifier)[0]) == wording


def test_the_central_committee_has_its_term_in_brackets() -> None:
    assert [ct.render(work)[-10:] for work in REGISTER.candidates("18-NQ/TW")[:2]] == ["(khóa XII)", "khóa XIII)"]


def test_bodies_that_issue_together_are_joined_as_in_a_text() -> None:
    work = ct.Work(
        "01/2020/TTLT-BTC-BNV", "Thông tư liên tịch", "a", number="01", year=2020, issuer="Bộ Tài chính; Bộ Nội vụ"
    )
    assert ct.render(work) == "Thông tư liên tịch số 01/2020/TTLT-BTC-BNV của Bộ Tài chính và Bộ Nội vụ"


def test_what_is_not_known_is_left_out() -> None:
    assert ct.render(ct.Work("9/2020/NĐ-CP", "Nghị định", "a", number="9")) == "Nghị định số 9/2020/NĐ-CP"
    assert ct.render(ct.Work("Hiến pháp 2013", "Hiến pháp", "a")) == "Hiến pháp 2013"


def read_back(work: ct.Work, title: bool) -> str | None:
    """The key of the work that the rendered words are read as, the first if the title names others."""
    reading = ct.read(f"Căn cứ {ct.render(work, title)};")
    resolution = reading.resolutions[reading.documents[0].doc] if reading.documents else None
    return resolution.work.key if isinstance(resolution, ct.Resolved) else None


def lost(works: list[ct.Work]) -> list[str]:
    return [work.key for work in works for title in (False, True) if read_back(work, title) != work.key]


def test_reading_the_rendered_words_gives_the_work_back() -> None:
    assert lost(random.Random(4).sample(list(REGISTER), 150)) == []


def is_beyond_reading(work: ct.Work) -> bool:
    """Whether the reader cannot see where a name ends: a committee's that tells its purpose, a law's with figures."""
    committee = (work.issuer or "").startswith("Ban chỉ đạo")
    return committee or (work.type in ("Luật", "Pháp lệnh") and any(map(str.isdigit, work.title or "")))


@pytest.mark.long
def test_reading_the_rendered_words_gives_each_work_of_the_register_back() -> None:
    beyond = [work for work in REGISTER if is_beyond_reading(work)]
    assert len(beyond) < 30
    assert lost([work for work in REGISTER if work not in beyond]) == []

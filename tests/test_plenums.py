"""Each plenum, by each of its usual names, leads through `read` to what it passed and to nothing else."""

from collections.abc import Iterator

import pytest

from citetrack.authority import AuthorityFile
from citetrack.gazetteer import Plenum, plenums
from citetrack.numerals import arabic
from citetrack.reading import read
from citetrack.resolution import Ambiguous, Resolution, Resolved

REGISTER = AuthorityFile.default()
SITTINGS = tuple(one for one in plenums() if one.documents)
UNITS = ("một", "hai", "ba", "bốn", "lăm")
WORDS = ("nhất", "hai", "ba", "tư", "năm", "sáu", "bảy", "tám", "chín", "mười", *(f"mười {one}" for one in UNITS))
TERMS = ("khóa {term}", "(khóa {term})")
BODIES = ("Ban Chấp hành Trung ương Đảng", "Ban Chấp hành Trung ương", "BCH Trung ương Đảng", "BCH T.Ư", "BCHTW Đảng")

# Every way of writing, with the number in digits; those marked with {word} also say it in words.
SHORT = (
    *(f"Nghị quyết {central} {{number}}" for central in ("Trung ương", "T.Ư", "TƯ", "TW", "T.W")),
    "Nghị quyết TƯ{number}",
    "NQTW {number}",
    "NQTW{number}",
    "NQ TW{number}",
    "NQ Trung ương {number}",
    "Nghị quyết Hội nghị Trung ương {number}",
    "Nghị quyết Hội nghị Trung ương lần thứ {word}",
    "Nghị quyết Hội nghị lần thứ {word}",
    "Nghị quyết Hội nghị BCH Trung ương lần thứ {word}",
)
LONG = (
    "Nghị quyết Hội nghị lần thứ {word} {body}",
    "Nghị quyết Hội nghị lần thứ {word}, {body}",
    "Nghị quyết Hội nghị lần thứ {word} của {body}",
    "Nghị quyết Hội nghị Trung ương lần thứ {word} {body}",
    "Nghị quyết lần thứ {word} {body}",
)


def names(sitting: Plenum) -> Iterator[str]:
    """The usual names of the resolutions of a plenum."""
    spelt = WORDS[int(sitting.number) - 1]
    forms = [*SHORT, *(form.replace("{body}", body) for form in LONG for body in BODIES)]
    for form in forms:
        for number in dict.fromkeys((sitting.number, spelt if "{word}" in form else sitting.number)):
            for term in TERMS:
                yield f"{form.format(number=number, word=number)} {term.format(term=sitting.term)}"
    yield f"Nghị quyết Trung ương {spelt} khóa {sitting.term}"
    yield f"Nghị quyết Trung ương {sitting.number}, khóa {sitting.term}"
    yield f"Nghị quyết Trung ương {sitting.number}-khóa {sitting.term}"
    yield f"NGHỊ QUYẾT TRUNG ƯƠNG {sitting.number} KHÓA {sitting.term}"


def told(resolution: Resolution) -> list[str]:
    """The keys that a resolution leads to."""
    if isinstance(resolution, Resolved):
        return [resolution.work.key]
    return sorted(one.work.key for one in resolution.candidates) if isinstance(resolution, Ambiguous) else []


def passed(sitting: Plenum) -> list[str]:
    """What its name means: its resolutions; all that it passed if there is none."""
    works = REGISTER.plenum(sitting.number, sitting.term)
    return sorted(work.key for work in works if work.type == "Nghị quyết") or sorted(work.key for work in works)


def astray(sitting: Plenum, step: int = 1, offset: int = 0) -> list[tuple[str, list[list[str]]]]:
    """The names that lead elsewhere, with where to."""
    found = []
    for name in list(names(sitting))[offset::step]:
        reading = read(f"Toàn Đảng tiếp tục thực hiện {name} và các văn bản khác.")
        where = [told(one) for one in reading.resolutions.values()]
        if where != [passed(sitting)] or [one.text for one in reading.citations] != [name]:
            found.append((name, where))
    return found


def test_each_plenum_by_some_of_its_names_leads_to_what_it_passed() -> None:
    wrong = [one for at, sitting in enumerate(SITTINGS) for one in astray(sitting, step=7, offset=at % 7)]
    assert wrong == []


@pytest.mark.long
def test_each_plenum_by_each_of_its_names_leads_to_what_it_passed() -> None:
    assert len(SITTINGS) >= 36
    assert sum(len(list(names(sitting))) for sitting in SITTINGS) > 4900
    assert [one for sitting in SITTINGS for one in astray(sitting)] == []


def test_a_plenum_that_passed_no_resolution_stays_open_with_all_that_it_passed() -> None:
    """“Nghị quyết Trung ương 4 khóa XIII” is loose usage: it passed a conclusion and a regulation."""
    (resolution,) = read("thực hiện Nghị quyết Trung ương 4 khóa XIII").resolutions.values()
    assert isinstance(resolution, Ambiguous)
    assert told(resolution) == ["21-KL/TW@2021-10-25#Kết luận", "37-QĐ/TW@2021-10-25#Quy định"]
    (resolution,) = read("thực hiện Kết luận Trung ương 4 khóa XIII").resolutions.values()
    assert told(resolution) == ["21-KL/TW@2021-10-25#Kết luận"]


@pytest.mark.parametrize(
    ("text", "number"),
    [("theo lần thứ mười hai", "12"), ("mười", "10"), ("mười lăm", "15"), ("mười một", "11")],
)
def test_ordinals_beyond_ten_are_read_whole(text: str, number: str) -> None:
    assert arabic(text.removeprefix("theo lần thứ ")) == number


def test_a_year_behind_trung_uong_is_no_plenum() -> None:
    assert read("kết luận của Trung ương năm 2018 và Nghị quyết Trung ương năm ngoái").citations == ()

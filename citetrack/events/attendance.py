"""Who came: how many places were connected, how many people took part, and how they met."""

import re
from collections.abc import Iterator, Sequence

from citetrack.events.drafts import Draft
from citetrack.events.page import Page, Sentence
from citetrack.events.parties import near
from citetrack.events.values import Attendance, Range
from citetrack.events.words import lexicon

__all__ = ["attendance", "site_counts"]

_NUMBER = re.compile(
    r"(?P<about>hơn|trên|gần|khoảng|ít nhất|tối đa)?\s*(?P<number>\d{1,3}(?:[.,]\d{3}){1,3}|\d{1,6}(?:,\d)?)\s*"
    r"(?P<unit>nghìn|ngàn|vạn|triệu)?\s+",
    re.IGNORECASE,
)
_UNITS = {"nghìn": 1_000, "ngàn": 1_000, "vạn": 10_000, "triệu": 1_000_000}
_NO_LOW, _NO_HIGH = ("gần", "tối đa"), ("hơn", "trên", "ít nhất")


def attendance(draft: Draft, page: Page) -> Attendance | None:
    """Places, people and manner of the meeting that *draft* tells of; None if nothing is said."""
    roles, telling = lexicon(page.spelling).roles, near(draft, page)
    sites = _first_range(page, telling, roles["site"])
    people = _first_range(page, telling, roles["people"])
    modes = (
        name
        for name in ("mixed", "online", "onsite")
        if any(roles[name].search(page.masked, sentence.start, sentence.end) for sentence in telling)
    )
    mode = next(modes, None)
    return Attendance(sites, people, mode) if sites or people or mode else None


def site_counts(words: str) -> Iterator[tuple[int, Range]]:
    """The counts of places in *words*, each with the place at which its number begins.

    >>> [counted for _, counted in site_counts("71 điểm cầu, gồm 11 điểm cầu cấp huyện và 60 điểm cầu cấp xã")]
    [(71, 71), (11, 11), (60, 60)]
    """
    sites = lexicon().roles["site"]
    for number in _NUMBER.finditer(words):
        if sites.match(words, number.end()):
            yield number.start(), _range(number)


def _first_range(page: Page, telling: Sequence[Sentence], what: re.Pattern[str]) -> Range | None:
    for sentence in telling:
        for number in _NUMBER.finditer(page.masked, sentence.start, sentence.end):
            if what.match(page.masked, number.end()):
                return _range(number)
    return None


def _range(number: re.Match[str]) -> Range:
    """The figure as a range: "gần" bounds it above, "hơn" below."""
    digits, unit = number["number"], _UNITS.get((number["unit"] or "").lower(), 1)
    grouped = re.fullmatch(r"\d{1,3}(?:[.,]\d{3})+", digits)
    value = round(float(re.sub(r"[.,]", "", digits) if grouped else digits.replace(",", ".")) * unit)
    about = (number["about"] or "").lower()
    return None if about in _NO_LOW else value, None if about in _NO_HIGH else value

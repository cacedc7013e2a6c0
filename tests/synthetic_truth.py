"""The hidden timeline behind synthetic articles: who did what with which documents on which days. Seeded."""

import random
import tomllib
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from attrs import evolve, frozen

from citetrack.authority import AuthorityFile, Work
from citetrack.gazetteer import places_on, plenums

WORDS: dict[str, Any] = tomllib.loads(
    (Path(__file__).resolve().parent / "corpus" / "synthetic.toml").read_text(encoding="utf-8")
)
KINDS = {
    "dissemination": 52,
    "inspection": 10,
    "review": 11,
    "issuance": 11,
    "implementation": 4,
    "consultation": 5,
    "effect": 3,
    "repeal": 2,
    "amendment": 2,
}
_FIRST, _LAST = date(2013, 6, 1), date(2025, 6, 20)
_LOCAL = (("Kế hoạch", "KH/TU"), ("Chỉ thị", "CT/TU"), ("Nghị quyết", "NQ/TU"), ("Chương trình", "CTr/TU"))


@frozen
class Paper:
    """A document as the generator writes it.

    Attributes:
        type, number, symbol: "Nghị quyết", "18", "-NQ/TW", with what parts them.
        issued: the day of issue.
        issuer, title: as the register has them, or None.
        name: of a plenum's resolution, "Nghị quyết Trung ương 6 khóa XII", where that means this one.
        key: the register's, or None of a local document.
    """

    type: str
    number: str
    symbol: str
    issued: date
    issuer: str | None = None
    title: str | None = None
    name: str | None = None
    key: str | None = None

    @property
    def identifier(self) -> str:
        """Number and symbol."""
        return self.number + self.symbol


@frozen
class TrueEvent:
    """What happened.

    Attributes:
        kind: the type of event.
        papers: the documents it is about.
        day, last: its first and last day; None where no text can tell it.
        organs: the body in its forms, the fullest first; the later ones leave something open.
        chair, office, place, mode, people, sites: what else articles may tell.
        basis: the document that an issued one carries out.
        is_twin: whether another body did the same on the same day: then the body is always named in full.
    """

    kind: str
    papers: tuple[Paper, ...]
    day: date | None
    last: date | None
    organs: tuple[str, ...]
    chair: str
    office: str
    place: str
    mode: str
    people: int
    sites: int
    basis: Paper | None = None
    is_twin: bool = False


def person(chance: random.Random) -> str:
    """A name that nobody need bear."""
    return " ".join(chance.choice(WORDS["names"][part]) for part in ("family", "middle", "given"))


@cache
def _known(party: bool) -> tuple[Paper, ...]:
    """The register's documents that newspapers write about, each number as it is there, repeated ones too."""
    named = {one.usual: f"Nghị quyết Trung ương {one.number} khóa {one.term}" for one in plenums() if one.usual}
    types = ("Nghị quyết", "Quy định", "Chỉ thị", "Kết luận") if party else ("Luật", "Nghị định")
    works = [w for w in AuthorityFile.default() if w.is_party == party and w.type in types and not w.doubt]
    told = [
        w for w in works if w.date_issued and w.date_issued.year > (2005 if party else 2012) and w.issuer and w.title
    ]
    wanted = [w for w in told if w.code.endswith("/TW")] if party else told
    return tuple(_paper(w, named.get(w.key)) for w in sorted(wanted, key=lambda one: one.key))


def _paper(work: Work, name: str | None) -> Paper:
    assert work.date_issued
    symbol = work.identifier.removeprefix(work.number)
    title = work.title if work.title and len(work.title) < 160 and '"' not in work.title else None
    return Paper(work.type, work.number, symbol, work.date_issued, work.issuer, title, name, work.key)


def _organs(kind: str, chance: random.Random, day: date) -> tuple[str, ...]:
    if kind in ("effect", "repeal", "amendment"):
        return ("",)
    sort = chance.choices(("province", "district", "office", "central", "state"), weights=(45, 25, 15, 8, 7))[0]
    place = chance.choice(places_on(day))
    told = place.party_committee or ""
    committee = told if told and "(" not in told else f"Tỉnh ủy {place.name}"
    head = committee.removesuffix(f" {place.name}")
    if sort == "province" or kind == "issuance":
        return (committee, f"Ban Thường vụ {committee}", head, f"Ban Thường vụ {head}")
    if sort == "district":
        full = f"Huyện ủy {chance.choice(WORDS['names']['districts'])}"
        return (full, full.partition(",")[0], f"Ban Thường vụ {full.partition(',')[0]}")
    if sort == "office" and place.kind == "province":
        office = chance.choice(WORDS["names"]["province_organs"])
        return (f"{office} {place.name}", office)
    if sort == "state" and place.kind == "province":
        return (f"Ủy ban nhân dân tỉnh {place.name}", f"UBND tỉnh {place.name}", "UBND tỉnh")
    return (chance.choice(WORDS["names"]["central_organs"]),)


def _papers(kind: str, chance: random.Random, day: date) -> tuple[Paper, ...]:
    party = kind not in ("effect", "repeal", "amendment") and chance.random() < 0.9
    fresh = [one for one in _known(party) if 10 < (day - one.issued).days < (900 if party else 1500)]
    fresh = fresh or [one for one in _known(party) if one.issued < day]
    several = kind == "dissemination" and party and len(fresh) >= 10
    count = chance.choices((1, 2, 3, 10), weights=(70, 16, 10, 4))[0] if several else 1
    if kind in ("repeal", "amendment"):
        type_ = chance.choice(("Luật", "Nghị định"))
        fresh, count = [one for one in _known(party) if one.type == type_ and one.issued < day], 2
    chosen: dict[str, Paper] = {}
    for one in chance.sample(fresh, min(len(fresh), 3 * count)):
        chosen.setdefault(one.identifier, one)
    return tuple(list(chosen.values())[:count])


def _event(chance: random.Random) -> TrueEvent:
    kind = chance.choices(list(KINDS), weights=list(KINDS.values()))[0]
    day = _FIRST + timedelta(days=chance.randrange((_LAST - _FIRST).days))
    papers, organs = _papers(kind, chance, day), _organs(kind, chance, day)
    basis = None
    if kind == "issuance":
        basis, (type_, code) = papers[0], chance.choice(_LOCAL)
        papers = (Paper(type_, str(chance.randrange(1, 400)), f"-{code}", day),)
    if kind in ("repeal", "amendment"):
        papers = tuple(sorted(papers, key=lambda one: one.issued, reverse=True))
    return TrueEvent(
        kind,
        papers,
        None if kind == "amendment" else day,
        day + timedelta(days=1) if kind == "dissemination" and chance.random() < 0.08 else None,
        organs,
        person(chance),
        chance.choice(WORDS["names"]["offices"]),
        chance.choice(WORDS["names"]["places"]),
        chance.choice(("", "", " trực tuyến", " trực tiếp kết hợp trực tuyến")),
        chance.randrange(60, 900),
        chance.randrange(3, 90),
        basis,
    )


def true_events(count: int, chance: random.Random) -> list[TrueEvent]:
    """*count* events, each different in type, documents or day, but for the twins."""
    found: dict[object, TrueEvent] = {}
    while len(found) < count:
        one = _event(chance)
        found.setdefault((one.kind, one.papers, one.day), one)
        if one.kind == "dissemination" and len(one.organs) > 2 and chance.random() < 0.06 and len(found) < count:
            other = _organs(one.kind, chance, one.day or _FIRST)
            if other[0] != one.organs[0] and len(other) > 2:
                found[one.kind, one.papers, one.day] = evolve(one, organs=one.organs[:1], is_twin=True)
                found[one.kind, one.papers, one.day, other] = evolve(
                    one, organs=other[:1], is_twin=True, chair=person(chance), people=one.people + 7
                )
    return list(found.values())

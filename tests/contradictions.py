"""Contradictions and repairs: texts that cite real documents of the register, each with exactly one fact broken.

`python tests/contradictions.py [COUNT] [SEED]` prints how many are found, by rule, and how many clean twins raise an
alarm. A text is made of pieces, so that it is known to the letter where the broken words stand.
"""

import random
import sys
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from functools import cache
from typing import Any

from attrs import evolve, field, frozen

import citetrack as ct
from citetrack._text import unmarked
from citetrack.gazetteer import bodies_named
from citetrack.verification import verify

REGISTER = ct.AuthorityFile.default()
LONG_AFTER = date(2027, 6, 1)


@frozen
class Words:
    """A citation in words: what stands before, the type, number, day and issuer, each as written."""

    kind: str
    number: str
    day: str
    issuer: str

    def pieces(self) -> dict[str, str]:
        """The parts by name, with what stands between them, in the order of the text."""
        return {
            "kind": self.kind,
            "a": " số " if self.kind else "",
            "number": self.number,
            "b": " " if self.day else "",
            "day": self.day,
            "c": " của " if self.issuer else "",
            "issuer": self.issuer,
        }


@frozen
class Broken:
    """One contradiction: a text with a broken fact, its clean twin, and what is to be found where.

    Attributes:
        rule: the id of the rule that must find it.
        pieces, at: the text in pieces, and which of them are the words that the finding must mark.
        clean: the twin in pieces.
        how: arguments of `verify` for the text.
        how_clean: arguments of `verify` for the twin.
    """

    rule: str
    pieces: tuple[str, ...]
    at: tuple[int, int]
    clean: tuple[str, ...]
    how: dict[str, Any] = field(factory=dict)
    how_clean: dict[str, Any] = field(factory=dict)

    def respelt(self, spell: Callable[[str], str]) -> "Broken":
        """The same with every piece in another spelling."""
        return evolve(self, pieces=tuple(map(spell, self.pieces)), clean=tuple(map(spell, self.clean)))

    @property
    def text(self) -> str:
        return "".join(self.pieces)

    @property
    def span(self) -> tuple[int, int]:
        first, last = self.at
        return len("".join(self.pieces[:first])), len("".join(self.pieces[:last]))


@cache
def works(party: bool | None = None) -> tuple[ct.Work, ...]:
    """The known works with number, day and issuer whose type is one that texts cite, one of each identifier."""
    kinds = {
        "Nghị định",
        "Thông tư",
        "Quyết định",
        "Nghị quyết",
        "Chỉ thị",
        "Kết luận",
        "Quy định",
        "Thông tư liên tịch",
    }
    fit = [
        w for w in REGISTER if w.number and w.date_issued and w.issuer and w.type in kinds and w.date_issued.year > 1997
    ]
    alone = Counter(w.identifier for w in REGISTER)
    # The names of passing committees are cut short in the register, as the gazette printed them.
    found = (w for w in fit if alone[w.identifier] == 1 and all(map(bodies_named, str(w.issuer).split("; "))))
    return tuple(w for w in found if party is None or w.is_party == party)


def day_words(day: date, rng: random.Random) -> str:
    return rng.choice(
        (
            f"ngày {day.day:02}/{day.month}/{day.year}",
            f"ngày {day.day}/{day.month:02}/{day.year}",
            f"ngày {day.day}-{day.month}-{day.year}",
            f"ngày {day.day}.{day.month}.{day.year}",
            f"ngày {day.day:02} tháng {day.month} năm {day.year}",
            f"ngày {day.day:02} tháng {day.month:02} năm {day.year}",
        )
    )


def words_of(work: ct.Work, rng: random.Random) -> Words:
    """*work* cited in one of the ways in which texts cite."""
    assert work.date_issued
    assert work.issuer
    number = work.identifier
    if rng.random() < 0.15:
        number = number.replace("-", rng.choice((" - ", "–", " -")), 1)
    if rng.random() < 0.1:
        number = number.lstrip("0") or number
    *others, last = work.issuer.split("; ")
    issuer = f"{', '.join(others)} và {last}" if others else last
    return Words(work.type, number, day_words(work.date_issued, rng), issuer)


FRAMES = (
    ("Căn cứ ", ";"),
    ("Thực hiện ", ", các đơn vị đã tổ chức học tập."),
    ("Cuộc họp bàn về việc thi hành ", " trên địa bàn."),
    ("- ", ";\n"),
    ("1. ", ".\n"),
    ("Theo ", ", hồ sơ gồm ba loại giấy tờ."),
    ("Người dân hỏi về ", "? Cơ quan chức năng đã trả lời."),
    ("| ", " | đã rà soát |\n"),
)


def framed(target: Sequence[str], others: Sequence[Sequence[str]], rng: random.Random) -> tuple[list[str], int]:
    """A text in pieces with the *target* among correct citations, and the index of the target's first piece."""
    parts, at = [*others], rng.randrange(len(others) + 1)
    parts.insert(at, target)
    pieces, first = [], 0
    for index, part in enumerate(parts):
        before, after = rng.choice(FRAMES)
        first = len(pieces) + 1 if index == at else first
        pieces += [before, *part, after, rng.choice((" ", "\n", "\r\n", "\n\n"))]
    return pieces, first


def cited(work: ct.Work, rng: random.Random) -> list[str]:
    return list(words_of(work, rng).pieces().values())


def built(
    rule: str,
    rng: random.Random,
    clean: Words,
    broken: Words,
    mark: tuple[str, str],
    others: Sequence[ct.Work] = (),
    **how: Any,
) -> Broken:
    """The contradiction *broken* and its twin *clean* in one and the same text; *mark* names the marked parts."""
    names = list(broken.pieces())
    fillers = [cited(work, rng) for work in others]
    pieces, first = framed(list(broken.pieces().values()), fillers, rng)
    twin = [*pieces[:first], *clean.pieces().values(), *pieces[first + len(names) :]]
    span = first + names.index(mark[0]), first + names.index(mark[1]) + 1
    return Broken(rule, tuple(pieces), span, tuple(twin), how, how)


def some(rng: random.Random) -> list[ct.Work]:
    return [rng.choice(works()) for _ in range(rng.randrange(4))]


# Each breaks one fact.


def year_of_date(rng: random.Random) -> Broken:
    work = rng.choice([w for w in works() if w.year])
    assert work.date_issued
    words = words_of(work, rng)
    other = work.date_issued.replace(
        day=min(work.date_issued.day, 28), year=work.date_issued.year + rng.choice((-2, -1, 1))
    )
    return built("year_differs", rng, words, evolve(words, day=day_words(other, rng)), ("day", "day"), some(rng))


def year_of_number(rng: random.Random) -> Broken:
    work = rng.choice([w for w in works() if w.year])
    words = words_of(work, rng)
    number = words.number.replace(f"/{work.year}/", f"/{int(work.year or 0) + rng.choice((-1, 1))}/")
    return built("year_differs", rng, words, evolve(words, number=number), ("day", "day"), some(rng))


TYPES = ("Nghị định", "Thông tư", "Quyết định", "Nghị quyết", "Chỉ thị", "Kết luận", "Kế hoạch", "Hướng dẫn")


def type_word(rng: random.Random) -> Broken:
    work = rng.choice(works())
    alike = {work.type, *(("Quyết định", "Quy định") if work.is_party else ()), work.type[:8]}
    words = words_of(work, rng)
    other = rng.choice([kind for kind in TYPES if kind not in alike])
    return built("type_differs", rng, words, evolve(words, kind=other), ("kind", "kind"), some(rng))


STATE_BODIES = ("Bộ Y tế", "Bộ Quốc phòng", "Bộ Công an", "Bộ Tư pháp", "Bộ Ngoại giao")
PARTY_BODIES = ("Bộ Chính trị", "Ban Bí thư")


def issuer(rng: random.Random) -> Broken:
    work = rng.choice([w for w in works() if w.code and len(w.code) > 3 and not any(c in "B" for c in w.code[-1:])])
    bodies = STATE_BODIES if work.is_party else STATE_BODIES + PARTY_BODIES
    words = words_of(work, rng)
    other = rng.choice([body for body in bodies if body not in words.issuer])
    return built("issuer_differs", rng, words, evolve(words, issuer=other), ("issuer", "issuer"), some(rng))


def day_of_issue(rng: random.Random) -> Broken:
    work = rng.choice(works())
    assert work.date_issued
    words, year = words_of(work, rng), work.date_issued.year
    days = [work.date_issued + timedelta(days=by) for by in (-20, -9, -3, -1, 1, 2, 7, 10, 15)]
    other = rng.choice([day for day in days if day.year == year])
    return built("date_differs", rng, words, evolve(words, day=day_words(other, rng)), ("day", "day"), some(rng))


def impossible_day(rng: random.Random) -> Broken:
    work = rng.choice(works())
    assert work.date_issued
    words, year = words_of(work, rng), work.date_issued.year
    day, month = rng.choice(((31, 4), (30, 2), (31, 6), (32, 1), (31, 9), (31, 11), (15, 13), (10, 14), (0, 5)))
    written = rng.choice(
        (f"ngày {day}/{month}/{year}", f"ngày {day} tháng {month} năm {year}", f"ngày {day}-{month}-{year}")
    )
    # What follows the day is no part of the mention any more; what comes before is.
    return built("impossible_date", rng, words, evolve(words, day=written), ("day", "day"), some(rng))


def two_days(rng: random.Random) -> Broken:
    """Of a document that no register knows."""
    number = (
        f"{rng.randrange(700, 999)}/{rng.randrange(2005, 2025)}/{rng.choice(('NĐ-CP', 'QĐ-TTg', 'TT-BTC', 'TT-BYT'))}"
    )
    kind = {"N": "Nghị định", "Q": "Quyết định", "T": "Thông tư"}[number.split("/")[2][0]]
    day = date(int(number.split("/")[1]), rng.randrange(1, 12), rng.randrange(1, 20))
    words = Words(kind, number, day_words(day, rng), "")
    again = evolve(words, day=day_words(day, rng))
    other = evolve(words, day=day_words(day + timedelta(days=rng.randrange(1, 9)), rng))
    before, after = rng.choice(FRAMES)
    first = [before, *words.pieces().values(), after, "\n", rng.choice(("Ngoài ra, ", "Theo ", "xem "))]
    at = len(first) + list(words.pieces()).index("day")
    ends = [" và các văn bản khác."]
    clean = (*first, *again.pieces().values(), *ends)
    return Broken("two_dates", (*first, *other.pieces().values(), *ends), (at, at + 1), clean)


def organ(rng: random.Random) -> Broken:
    work = rng.choice([w for w in works(party=False) if w.year and w.code and w.code.count("-") == 1 and w.number])
    words = evolve(words_of(work, rng), number=work.identifier, issuer="")
    unknown = work.identifier.rpartition("-")[0] + "-" + rng.choice(("BXZ", "BKQZ", "ZZT", "BWXH"))
    return built("unknown_organ", rng, words, evolve(words, number=unknown), ("number", "number"), some(rng))


def too_early(rng: random.Random) -> Broken:
    work = rng.choice([w for w in works() if w.year])
    assert work.date_issued
    words = words_of(work, rng)
    before = work.date_issued - timedelta(days=rng.randrange(1, 900))
    older = [w for w in some(rng) if w.date_issued and w.date_issued < before]
    made = built("not_yet_issued", rng, words, words, ("kind", "issuer"), older)
    return evolve(made, how={"published": before}, how_clean={"published": work.date_issued + timedelta(days=3)})


@cache
def ended() -> tuple[tuple[ct.Work, date], ...]:
    """Works with the day on which another one replaced them."""
    found = []
    for work in works():
        enders = [e for e in REGISTER.ended_by(work) if work.identifier in e.replaces and not e.repeals]
        days = [e.effective_from or e.date_issued for e in enders]
        if len(days) == 1 and days[0] and work.date_issued and days[0] > work.date_issued + timedelta(days=400):
            found.append((work, days[0]))
    return tuple(found)


def out_of_force(rng: random.Random) -> Broken:
    work, end = rng.choice(ended())
    words = words_of(work, rng)
    made = built("not_in_force", rng, words, words, ("kind", "issuer"))
    before, after = end - timedelta(days=rng.randrange(1, 30)), end + timedelta(days=rng.randrange(0, 900))
    return evolve(made, how={"as_of": after}, how_clean={"as_of": before})


def not_allowed(rng: random.Random) -> Broken:
    allowed = [rng.choice(works()) for _ in range(4)]
    inside, stranger = rng.choice(allowed), rng.choice(works())
    while stranger.key in {work.key for work in allowed}:
        stranger = rng.choice(works())
    entries: list[Any] = [rng.choice((work, work.identifier, words_text(work, rng))) for work in allowed]
    others = rng.sample(allowed, rng.randrange(3))
    return built(
        "not_allowed", rng, words_of(inside, rng), words_of(stranger, rng), ("kind", "issuer"), others, allowed=entries
    )


def words_text(work: ct.Work, rng: random.Random) -> str:
    return "".join(cited(work, rng))


@cache
def laws() -> tuple[ct.Work, ...]:
    named = [w for w in REGISTER.laws if w.year and w.law_name and len(w.law_name) < 40 and w.date_issued]
    return tuple(w for w in named if "ửa đổi" not in str(w.law_name) and len(REGISTER.candidates(w.identifier)) == 1)


def law_name(rng: random.Random) -> Broken:
    law, other = rng.sample(laws(), 2)
    while len({*str(law.law_name).lower().split()} & {*str(other.law_name).lower().split()}) > 0:
        law, other = rng.sample(laws(), 2)
    words = Words(f"{law.type} {law.law_name}", law.identifier, "", "")
    wrong = evolve(words, kind=f"{law.type} {other.law_name}")
    return built("name_differs", rng, words, wrong, ("kind", "number"), some(rng))


BREAKS = (
    *(year_of_date, year_of_number, type_word, issuer, day_of_issue, impossible_day, two_days),
    *(organ, too_early, out_of_force, not_allowed, law_name),
)


def contradictions(count: int, seed: int = 1) -> Iterator[Broken]:
    """*count* contradictions, each kind in turn; the same for the same *seed*."""
    rng = random.Random(seed)
    for index in range(count):
        yield BREAKS[index % len(BREAKS)](rng)


def nfd(words: str) -> str:
    return unicodedata.normalize("NFD", words)


SPELLINGS: dict[str, Callable[[str], str]] = {
    "as written": str,
    "decomposed": nfd,
    "without marks": unmarked,
    "lower case": str.lower,
}


def alarms(text: str, how: dict[str, Any]) -> list[ct.Finding]:
    """What `verify` says that is more than a note."""
    return [one for one in verify(text, **how) if one.severity != "info"]


def is_found(broken: Broken) -> bool:
    """Whether the rule marks the broken words, and nothing else is called wrong."""
    found = verify(broken.text, **broken.how)
    marked = any((one.rule, one.start, one.end) == (broken.rule, *broken.span) for one in found)
    return marked and {one.rule for one in found if one.severity != "info"} <= {broken.rule}


def main(count: int = 5000, seed: int = 1) -> int:
    made, missed, false = Counter[str](), Counter[str](), Counter[str]()
    for broken in contradictions(count, seed):
        made[broken.rule] += 1
        if not is_found(broken):
            missed[broken.rule] += 1
            print(f"MISSED {broken.rule} {broken.span}: {broken.text!r}", file=sys.stderr)
        if found := alarms("".join(broken.clean), broken.how_clean):
            false[broken.rule] += 1
            print(f"ALARM {found[0].rule}: {''.join(broken.clean)!r}", file=sys.stderr)
    for rule, number in made.items():
        print(f"{rule:20} {number:5} contradictions, {number - missed[rule]:5} found, {false[rule]:3} false alarms")
    print(f"{'all':20} {count:5} contradictions, {count - missed.total():5} found, {false.total():3} false alarms")
    return 1 if missed or false else 0


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:3])))

"""Rendering: the official wording by which a text cites a known work."""

from citetrack.authority import Work
from citetrack.gazetteer import bodies_named, law_named

__all__ = ["render"]


def render(work: Work, title: bool = False) -> str:
    """Type, number, day and issuer of *work* as an official text cites it, with its *title* if asked for.

    The State writes the day in words, the Party in figures; the Central Committee has its term in brackets. A law
    has its name, a constitution its year. What the register does not know is left out.
    Source: Nghị định 30/2020/NĐ-CP, Phụ lục I; Hướng dẫn 36-HD/VPTW.

    >>> from citetrack.authority import AuthorityFile
    >>> register = AuthorityFile.default()
    >>> render(register.candidates("30/2020/NĐ-CP")[0], title=True)
    'Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ về công tác văn thư'
    >>> render(register.candidates("18-NQ/TW")[0])
    'Nghị quyết số 18-NQ/TW ngày 25/10/2017 của Ban Chấp hành Trung ương (khóa XII)'
    >>> render(register.by_name("Đất đai", "Luật")[-1])
    'Luật Đất đai số 31/2024/QH15 ngày 18 tháng 01 năm 2024 của Quốc hội'
    """
    if work.number is None:
        return work.identifier
    name = law_named(work.law_name or "")
    parts = [work.type, name, f"số {work.identifier}", _day(work), _issuer(work), _about(work) if title else None]
    return " ".join(part for part in parts if part)


def _day(work: Work) -> str | None:
    """The day of issue; days below 10 and the months 1 and 2 have a nought before them."""
    day = work.date_issued
    if day is None:
        return None
    month = f"{day.month:02}" if day.month < 3 else str(day.month)
    return (
        f"ngày {day.day:02}/{month}/{day.year}" if work.is_party else f"ngày {day.day:02} tháng {month} năm {day.year}"
    )


def _issuer(work: Work) -> str | None:
    if work.issuer is None:
        return None
    *others, last = work.issuer.split("; ")
    names = f"{', '.join(others)} và {last}" if others else last
    return f"của {names}{_term(work)}"


def _term(work: Work) -> str:
    """The Party term of a committee that has a symbol of its own; its organs are named without it."""
    bodies = bodies_named(work.issuer or "")
    committee = any(body.kind == "party_committee" and body.codes for body in bodies)
    return f" (khóa {work.party_term})" if work.is_party and committee and work.party_term else ""


def _about(work: Work) -> str | None:
    """The title as it goes on after the issuer; a law's title is its name, which stands before the number."""
    if work.title is None or law_named(work.law_name or ""):
        return None
    first, _, rest = work.title.partition(" ")
    return f"{first.lower()} {rest}" if rest and first.istitle() else work.title

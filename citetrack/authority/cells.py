"""Cells: rows of a spreadsheet or database, or records of JSON, made into works and declared series."""

import re
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from citetrack.authority.columns import status_of
from citetrack.authority.series import CompleteSeries
from citetrack.authority.works import Work, parts_of, work_of_row
from citetrack.gazetteer import (
    bodies_with_code,
    canonical_part,
    is_party_organ,
    level,
    party_term_on,
    place_named,
    place_of,
    type_named,
    type_of_code,
)
from citetrack.identifiers import PartyIdentifier, StateIdentifier

__all__ = ["entry_of_cells", "entry_of_record", "text_of"]

_DAYS = ("date_issued", "effective_from", "ends")
_COUNTS = ("year", "last_article")
_LISTS = ("short_names", "amends", "replaces", "repeals", "corrects", "implements", "mentions")
_LOCAL = ("province", "district", "commune")
_LABEL = re.compile(r"^(?P<type>[^\d*]*?)[\s,]*(?:số|so|ký hiệu)?\s*:?\s*(?=[\d*])", re.IGNORECASE)
_DAY_FIRST = re.compile(
    r"(?:ngày\s+)?(\d{1,2})(?:\s*[/.-]\s*|\s+tháng\s+)(\d{1,2})(?:\s*[/.-]\s*|\s+năm\s+)(\d{4})", re.IGNORECASE
)
_ISO = re.compile(r"(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?:[T ]\d{2}:\d{2}.*)?")
_SERIAL = re.compile(r"(\d{5})(?:\.\d+)?")
_FIRST_SERIAL = date(1899, 12, 30)  # from March 1900 on Excel counts the days from here
_STAR = "*"


def text_of(cell: Any) -> str:
    r"""What a cell says, on one line; "" if it is empty.

    >>> text_of(" Số,\n ký hiệu "), text_of(12.0), text_of(None)
    ('Số, ký hiệu', '12', '')
    """
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return " ".join(str(cell).split())


def entry_of_cells(cells: Mapping[str, Any], source: str) -> Work | CompleteSeries:
    """The work, or the declared series, of one row; *cells* by field, *source* where the row gives none.

    Raises:
        ValueError: a cell cannot be read; the message says which and what was expected.
    """
    record: dict[str, Any] = {}
    for name, cell in cells.items():
        if isinstance(cell, bytes):
            raise ValueError(f"{name}: expected words, not bytes")
        if words := text_of(cell):
            record[name] = _value(name, cell, words)
    record.setdefault("source", source)
    return entry_of_record(_identified(record))


def entry_of_record(record: Any) -> Work | CompleteSeries:
    """The work, or the declared series, of one record; what follows from the identifier is filled in."""
    if not isinstance(record, dict) or not isinstance(record.get("identifier"), str):
        return work_of_row(record)
    parts = parts_of(record["identifier"])
    if parts is None:
        return work_of_row(record)
    number, year, code = parts
    if number == _STAR:
        return _series(record, year, code)
    return work_of_row(_family(record, year, code) | {"number": number, "year": year, "code": code} | record)


def _series(record: Mapping[str, Any], year: int | None, code: str) -> CompleteSeries:
    given = {name: record[name] for name in ("type", "place", "source") if record.get(name)}
    return CompleteSeries(code=code, year=year or record.get("year"), **given)


def _family(record: Mapping[str, Any], year: int | None, code: str) -> dict[str, Any]:
    """The family of a work, and the term of a Party document of a central body."""
    organ = re.split(r"[-/]", code)[-1]
    kind = type_named(str(record.get("type")))
    if not is_party_organ(organ):
        return {"family": "state_normative" if year and kind and kind.normative else "state_admin"}
    day = record.get("date_issued")
    issued = date.fromisoformat(day) if isinstance(day, str) else day
    central = any(body.level == "central" for body in bodies_with_code(canonical_part(organ)))
    term = party_term_on(issued) if central and isinstance(issued, date) else None
    return {"family": "party", "party_term": term}


def _value(name: str, cell: Any, words: str) -> Any:
    if name in _DAYS:
        return _day(name, cell, words)
    if name in _COUNTS:
        return _count(name, words)
    if name in _LISTS:
        # A cell holds several on lines of their own or with semicolons between them.
        return [one for part in re.split(r"[;\n]", str(cell)) if (one := text_of(part))]
    return status_of(words) if name == "status" else words


def _day(name: str, cell: Any, words: str) -> date:
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    try:
        if match := _ISO.fullmatch(words):
            return date(int(match[1]), int(match[2]), int(match[3]))
        if match := _DAY_FIRST.fullmatch(words):
            return date(int(match[3]), int(match[2]), int(match[1]))
        if match := _SERIAL.fullmatch(words):
            return _FIRST_SERIAL + timedelta(days=int(match[1]))
    except ValueError:
        raise ValueError(f"{name}: {words[:40]!r} is no day of the calendar; days come first") from None
    raise ValueError(f"{name}: {words[:40]!r} is no day; expected one such as 05/3/2020 or 2020-03-05")


def _count(name: str, words: str) -> int:
    if not re.fullmatch(r"\d{1,6}", words):
        raise ValueError(f"{name}: {words[:40]!r} is no number")
    return int(words)


def _identified(record: dict[str, Any]) -> dict[str, Any]:
    """*record* with its identifier in canonical form, its type, and the place of its issuer."""
    stated = _joined(record)
    label = _LABEL.match(stated)
    kind = type_named(label["type"]) if label and label["type"] else None
    parts = parts_of(stated[label.end() :] if label else stated)
    if parts is None and "type" not in record:
        raise ValueError(f"identifier: {stated[:40]!r} has no symbol; expected one such as 30/2020/NĐ-CP")
    code = _canonical(parts[2]) if parts else None
    record["type"] = _type(record, kind.name if kind else None, code)
    record["identifier"] = _printed(parts[0], parts[1], code) if parts and code else stated
    record.pop("number", None)
    record.pop("code", None)
    if parts and parts[0] != _STAR and parts[1] is None:
        record.pop("year", None)  # the year of a work is that of its symbol
    if place := _place(record):
        record["place"] = place
    return record


def _joined(record: Mapping[str, Any]) -> str:
    """The identifier of a row, put together from number and symbol where they stand apart."""
    if "identifier" in record:
        return str(record["identifier"])
    if not record.get("number") or not record.get("code"):
        raise ValueError("identifier: is empty; expected one such as 30/2020/NĐ-CP")
    number, code = record["number"], record["code"]
    return f"{number}/{record['year']}/{code}" if "year" in record and not _is_party(code) else f"{number}/{code}"


def _is_party(code: str) -> bool:
    return is_party_organ(re.split(r"[-/]", code)[-1])


def _canonical(code: str) -> str:
    """*code* in the official spelling of its parts, with its own dashes and slashes."""
    return "".join(part if part in "-/" else canonical_part(part) for part in re.split(r"([-/])", code))


def _printed(number: str, year: int | None, code: str) -> str:
    if year is None and _is_party(code) and "/" in code:
        return str(PartyIdentifier(number, code))
    return str(StateIdentifier(number, code, year))


def _type(record: Mapping[str, Any], told: str | None, code: str | None) -> str:
    """The type that the row states, else its label, else its symbol, else the beginning of its title."""
    if stated := record.get("type"):
        kind = type_named(stated)
        return kind.name if kind else str(stated)
    inferred = told or (code and type_of_code(code, _is_party(code))) or _type_of_title(str(record.get("title", "")))
    if not inferred:
        raise ValueError(f"type: the symbol of {record.get('identifier') or code} stands for several types; state one")
    return inferred


def _type_of_title(title: str) -> str | None:
    words = title.split()[:5]
    kinds = (type_named(" ".join(words[:count])) for count in range(len(words), 0, -1))
    return next((kind.name for kind in kinds if kind), None)


def _place(record: Mapping[str, Any]) -> str | None:
    """The province or city that the row states, else that of its issuer if that is a local body."""
    if stated := record.get("place"):
        found = place_named(stated)
        return found.name if found else str(stated)
    issuer = record.get("issuer")
    found = place_of(issuer) if issuer and level(issuer) in _LOCAL else None
    return found.name if found else None

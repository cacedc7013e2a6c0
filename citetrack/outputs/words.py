"""Words of tables: the headers, sheet names and values that Vietnamese readers see, and text made fit for any file."""

import re
from collections.abc import Mapping
from functools import cache

from attrs import field, frozen

from citetrack.gazetteer._tables import filled, records

__all__ = ["header", "plain", "sheet", "shown", "web_address"]

# What no file of text, calendar or spreadsheet may hold, and halves of letters.
_UNFIT = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufffe\uffff]|[\ud800-\udfff]")
_ADDRESS = re.compile(r"https?://[!#-;=?-\[\]_a-zA-Z~]+", re.IGNORECASE)
_LONGEST_ADDRESS = 2000  # characters; spreadsheets take no more


@frozen
class _Word:
    """A name of a record and what stands for it in a table."""

    name: str = field(validator=filled)
    shown: str = field(validator=filled)
    source: str = field(validator=filled)


@cache
def _table(table: str) -> Mapping[str, str]:
    return {row.name: row.shown for row in records(_Word, "outputs.toml", table)}


def header(name: str) -> str:
    """The Vietnamese header of a column.

    >>> header("organiser")
    'Đơn vị tổ chức'
    """
    return _table("columns").get(name, name)


def sheet(name: str) -> str:
    """The Vietnamese name of a sheet."""
    return _table("sheets")[name]


def shown(value: str | None) -> str | None:
    """The Vietnamese word for a value of a record, the value itself where there is none.

    >>> shown("dissemination"), shown(None)
    ('Quán triệt, triển khai', None)
    """
    return _table("values").get(value, value) if value else value


def plain(words: str) -> str:
    r"""*words* without what no file may hold: control characters become blanks, halves of letters the mark U+FFFD.

    >>> plain("a\x00b\nc\ud800")
    'a b\nc\ufffd'
    """
    return _UNFIT.sub(lambda found: "\ufffd" if "\ud800" <= found[0] <= "\udfff" else " ", words)


def web_address(words: str | None) -> str | None:
    """*words* if they are an http or https address that may become a link, else None.

    >>> web_address("https://example.vn/1"), web_address("javascript:alert(1)"), web_address('http://a" onclick="')
    ('https://example.vn/1', None, None)
    """
    return words if words and len(words) <= _LONGEST_ADDRESS and _ADDRESS.fullmatch(words) else None

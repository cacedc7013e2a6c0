"""Legacy encodings: text in TCVN3 or VNI letters that was read as Latin-1, detected and put into Unicode."""

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from citetrack._offsets import OffsetMap, edited

__all__ = ["decoded", "encoding_of"]

_SAMPLE = 4000
_LATIN = re.compile("[\u00a1-\u00ff]")
_UNICODE = re.compile("[\u0102\u0103\u0110\u0111\u01a0\u01a1\u01af\u01b0\u1ea0-\u1ef9]")
_LEAST = 0.04  # of all letters; TCVN3 and VNI have 0.2 and more


@cache
def _tables() -> Mapping[str, Mapping[str, str]]:
    """For each encoding, what is written and the Vietnamese letter meant, capitals included."""
    raw = tomllib.loads((files("citetrack") / "data" / "legacy_encodings.toml").read_text(encoding="utf-8"))
    tcvn3, vni = raw["encodings"]
    two = dict(zip(" ".join(vni["written"]).split(), " ".join(vni["letters"]).split(), strict=True))
    forms = (str.upper, str.capitalize)
    capitals = {form(written): letter.upper() for written, letter in two.items() for form in forms}
    return {"TCVN3": dict(zip(tcvn3["written"], tcvn3["letters"], strict=True)), "VNI": capitals | two}


@cache
def _pattern(name: str) -> re.Pattern[str]:
    written = sorted(_tables()[name], key=len, reverse=True)
    return re.compile("|".join(map(re.escape, written)))


def encoding_of(text: str) -> str | None:
    """The legacy encoding of the letters of *text*, "TCVN3" or "VNI"; None for Unicode.

    >>> encoding_of("Uû ban nh©n d©n tØnh"), encoding_of("Uûy ban nhaân daân tænh"), encoding_of("Ủy ban nhân dân")
    ('TCVN3', 'VNI', None)
    """
    sample = text[:_SAMPLE]
    if sample.isascii() or _UNICODE.search(sample):
        return None
    odd = len(_LATIN.findall(sample))
    if not odd or odd < _LEAST * sum(map(str.isalpha, sample)):
        return None
    pairs = sum(len(found) == 2 for found in _pattern("VNI").findall(sample))
    # The soft hyphen is a letter of TCVN3, but a web page has it for itself: it is evidence of nothing.
    signs = sum(letter.isprintable() and not letter.isalpha() for letter in sample if letter in _tables()["TCVN3"])
    if max(pairs, signs) < 2:
        return None
    return "VNI" if pairs > signs else "TCVN3"


def decoded(text: str, name: str) -> tuple[str, OffsetMap]:
    """*text*, of the encoding *name*, in Unicode with the map back.

    >>> decoded("NghÞ ®Þnh sè 30/2020/N§-CP cña ChÝnh phñ", "TCVN3")[0]
    'Nghị định số 30/2020/NĐ-CP của Chính phủ'
    """
    table = _tables()[name]
    return edited(text, _pattern(name), lambda match: table[match.group()])

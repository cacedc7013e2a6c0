"""Lists of common words that tell how far a name reaches and what a number counts; they are data."""

import re
import tomllib
from functools import cache
from importlib.resources import files

from citetrack._text import fold

__all__ = ["ends_with", "mentions_one", "starts_with", "words"]


@cache
def words(name: str) -> frozenset[str]:
    """The words of one list of data/word_lists.toml, as they stand there.

    >>> "cua" in words("number followers")
    True
    """
    table = tomllib.loads((files("citetrack") / "data" / "word_lists.toml").read_text(encoding="utf-8"))
    (found,) = (frozenset(one["words"]) for one in table["lists"] if one["name"] == name)
    return found


@cache
def _one_of(name: str) -> re.Pattern[str]:
    listed = "|".join(map(re.escape, sorted(words(name), key=len, reverse=True)))
    return re.compile(rf"(?<![0-9A-Za-zÀ-ỹ])(?:{listed})(?![0-9A-Za-zÀ-ỹ])")


def starts_with(name: str, text: str, position: int) -> bool:
    """Whether a word of one list, in its own case, stands at *position* of *text*.

    >>> starts_with("foreign lands", "Luật Nhà ở của Nhật Bản", 15)
    True
    """
    return _one_of(name).match(text, position) is not None


def mentions_one(name: str, text: str) -> bool:
    """Whether a word of one list stands somewhere in *text*, with or without capitals.

    >>> mentions_one("company bodies", "Hội đồng quản trị ra Nghị quyết 12")
    True
    """
    return any(_one_of(name).search(one) for one in (text, text.lower()))


@cache
def _ending(name: str, marked: bool) -> re.Pattern[str]:
    listed = sorted(words(name), key=len, reverse=True)
    options = "|".join(listed if marked else map(fold, listed))
    return re.compile(rf"(?:^|[^0-9a-zà-ỹ])(?:{options})$")


def ends_with(name: str, text: str, position: int) -> bool:
    """Whether the words of *text* right before *position* are one of a list, by their marks if they have any.

    >>> ends_with("plural before", "thực hiện các Nghị quyết", 14)
    True
    >>> ends_with("plural before", "Sau Nghị quyết", 4)
    False
    """
    window = text[max(0, position - 24) : position]
    marked = not text[max(0, position - 24) : position + 12].isascii()
    before = " ".join(window.lower().split()) if marked else fold(window)
    return bool(_ending(name, marked).search(before))

"""Lists of common words that tell how far a name reaches and what a number counts; they are data."""

import re
import tomllib
from functools import cache
from importlib.resources import files

from citetrack._text import fold

__all__ = ["ends_with", "words"]


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
def _ending(name: str) -> re.Pattern[str]:
    options = "|".join(sorted(words(name), key=len, reverse=True))
    return re.compile(rf"(?:^|[^0-9a-z])(?:{options})$")


def ends_with(name: str, text: str, position: int) -> bool:
    """Whether the words of *text* right before *position* are one of a list.

    >>> ends_with("plural before", "thực hiện các Nghị quyết", 14)
    True
    """
    return bool(_ending(name).search(fold(text[max(0, position - 24) : position])))

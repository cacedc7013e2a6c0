"""Word lists of the timeline: facts of the language that data/timeline.toml holds."""

from functools import cache

from attrs import field, frozen

from citetrack.gazetteer._tables import filled, records, strings

__all__ = ["timeline_words"]


@frozen
class _Words:
    """Words of one meaning."""

    words: tuple[str, ...] = field(converter=strings)
    source: str = field(validator=filled)


@cache
def timeline_words(table: str) -> tuple[str, ...]:
    """The words of a table, the longest first.

    >>> "tỉnh" in timeline_words("units")
    True
    """
    found = {word for row in records(_Words, "timeline.toml", table) for word in row.words}
    return tuple(sorted(found, key=lambda word: (-len(word), word)))

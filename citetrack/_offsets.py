"""Offset maps: the way from an edited copy of a text back to the text, edit by edit."""

import re
from bisect import bisect_right
from collections.abc import Callable

from attrs import frozen

__all__ = ["OffsetMap", "edited"]


@frozen
class OffsetMap:
    """Where each edit of a text ends in the copy, and how far the copy lags behind the text from there.

    What was cut out belongs to neither of its neighbours: a span that ends before it ends before it in the text too.

    Attributes:
        starts: for each edit, the first position of the copy behind it.
        ends: the same, but one more where the edit cut everything out.
        shifts: the distance from that position to the text.
    """

    starts: tuple[int, ...]
    ends: tuple[int, ...]
    shifts: tuple[int, ...]

    def start(self, position: int) -> int:
        """The offset in the text at which the character at *position* of the copy begins."""
        at = bisect_right(self.starts, position)
        return position + (self.shifts[at - 1] if at else 0)

    def end(self, position: int) -> int:
        """The offset in the text at which the character before *position* of the copy ends."""
        at = bisect_right(self.ends, position)
        return position + (self.shifts[at - 1] if at else 0)

    def position(self, offset: int) -> int:
        """The position in the copy of an *offset* in the text; inside an edit, the position behind it."""
        low, high = 0, len(self.starts)
        while low < high:
            middle = (low + high) // 2
            if self.starts[middle] + self.shifts[middle] <= offset:
                low = middle + 1
            else:
                high = middle
        return offset - (self.shifts[low - 1] if low else 0)


def edited(text: str, pattern: re.Pattern[str], replace: Callable[[re.Match[str]], str]) -> tuple[str, OffsetMap]:
    """*text* with every match replaced by something no longer, and the map back.

    >>> copy, back = edited("NĐ&amp;CP", re.compile("&amp;"), lambda match: "&")
    >>> copy, back.start(3), back.end(3)
    ('NĐ&CP', 7, 7)
    """
    parts: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    shifts: list[int] = []
    position = length = shift = 0
    for match in pattern.finditer(text):
        written = replace(match)
        parts += [text[position : match.start()], written]
        length += match.start() - position + len(written)
        position = match.end()
        if lost := len(match.group()) - len(written):
            shift += lost
            starts.append(length)
            ends.append(length if written else length + 1)
            shifts.append(shift)
    parts.append(text[position:])
    return "".join(parts), OffsetMap(tuple(starts), tuple(ends), tuple(shifts))

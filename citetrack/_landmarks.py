"""Landmarks: where in a text an expression can begin, found by the rare letters that its beginnings must contain.

The search of an alternation tries every form at every letter. Here each beginning of the expression (a few letters,
read off the expression itself) gives up its rarest letter; one search for those letters, each with the letters before
and behind it, leaves a few places of a text at which the expression has to be tried.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from re import _constants as ops  # the parsed form of an expression has no public name
from re import _parser
from typing import Any, TypeAlias

from attrs import evolve, field, frozen

__all__ = ["Joints", "Openings", "characters", "joints", "openings"]

# Characters of Vietnamese papers, the commonest first; those that do not stand here are rarer.
_COMMON = (
    " nhticguađoTNábưmpàyHClrvảô,BếsGệ0Vộốịạk1ă.2dủq/êớềPâ\nấíĐ-ậỘơợIểQờAeìựồụóổLửxKSỉÀMOD5ãứUầở436Ôò:Ư7ýỏẩ8ắ()ọXỦYẫ"
)
_LENGTH = 9  # letters of a beginning that are looked at
_SMALL = 24  # a class of more characters is any character
_BLANKS = frozenset(chr(code) for code in range(0x3001) if chr(code).isspace())
_IGNORE_CASE = re.IGNORECASE

Letters: TypeAlias = frozenset[str] | None  # None is any character


@frozen
class _Run:
    """One or more characters of a class, as the blanks between two words."""

    letters: Letters


_Items: TypeAlias = tuple[Letters | _Run, ...]


@frozen
class _Beginning:
    """The first letters that an expression can have; *open* while what follows belongs to it too."""

    items: _Items = ()
    open: bool = True

    def then(self, item: Letters | _Run) -> "_Beginning":
        """It and one more item."""
        return _Beginning((*self.items, item), len(self.items) + 1 < _LENGTH) if self.open else self


@frozen
class _Landmark:
    """One letter that stands in beginnings.

    Attributes:
        letter: the letter.
        expression: takes it where the letters around it are those of a beginning; its last group ranks in *offsets*.
        offsets: how far before a wide gap between two words, and how far before the letter, the beginnings start.
    """

    letter: str
    expression: str
    offsets: tuple[tuple[tuple[int, ...], tuple[int, ...]], ...]


@frozen
class Openings:
    """Finds the places at which an expression can begin, with one search for each landmark."""

    landmarks: tuple[_Landmark, ...] = field(repr=False)

    def places(self, text: str) -> set[int]:
        """The places in *text* at which the expression can begin: all at which it does, and few others.

        >>> sorted(openings(["nghị định", "luật"]).places("Luật đất đai, luật nhà ở và nghị định 5"))
        [14, 28]
        """
        found: set[int] = set()
        for landmark in self.landmarks:
            if landmark.letter in text:
                for match in _compiled(landmark.expression).finditer(text):
                    at = match.start()
                    from_gap, from_letter = landmark.offsets[(match.lastindex or 1) - 1]
                    found.update([at - offset for offset in from_letter])
                    if from_gap:
                        gap = _gap_before(text, at)
                        found.update([gap - offset for offset in from_gap])
        return found


# Compiled when the letter or sign of an expression first stands in a text: few texts have them all.
_compiled = cache(re.compile)


def _gap_before(text: str, position: int) -> int:
    """Where the gap begins that stands before the word around *position*."""
    while not text[position - 1].isspace():
        position -= 1
    while position and text[position - 1].isspace():
        position -= 1
    return position


@frozen
class Joints:
    """Finds the places at which something without a letter of its own, a number, stands before a sign.

    Attributes:
        signs: for each sign, the expression that takes it where what is behind it fits.
        number: matches at the place that is looked for, as far as the sign.
        width: letters of the longest number.
        gap: the characters that may stand between the number and the sign.
    """

    signs: tuple[tuple[str, str], ...] = field(repr=False)
    number: re.Pattern[str]
    width: int
    gap: frozenset[str] = field(repr=False)

    def places(self, text: str) -> set[int]:
        """The places in *text* at which a number begins that stands before a sign."""
        found: set[int] = set()
        for sign, expression in self.signs:
            if sign in text:
                for match in _compiled(expression).finditer(text):
                    end = match.start()
                    while end and text[end - 1] in self.gap:
                        end -= 1
                    # No further than the sign, or each sign costs a search of all that follows.
                    around = self.number.finditer(text, max(0, end - self.width), match.start() + 1)
                    found.update([number.start() for number in around])
        return found


def joints(before: str, number: str, gap: str, followers: Iterable[Sequence[str]]) -> Joints:
    """The places of *number*, behind *before*, where a *gap* and one of *followers* stand: a sign, and expressions."""
    behind: dict[str, set[str]] = {}
    for sign, *others in followers:
        for one in _beginnings(_parser.parse(sign), 0, [_Beginning()]):
            for letter in one.items[0]:  # type: ignore[union-attr]  # a sign is one of a few characters
                behind.setdefault(letter, set()).add("".join(f"{gap}(?:{other})" for other in others))
    signs = {sign: f"{re.escape(sign)}(?:{'|'.join(sorted(after))})" for sign, after in sorted(behind.items())}
    blank = _beginnings(_parser.parse(gap.removesuffix("*")), 0, [_Beginning()])
    blanks = {letter for one in blank for letter in one.items[0]}  # type: ignore[union-attr]
    starts = re.compile(f"{before}(?=(?:{number}){gap}{_class(frozenset(behind))})")
    return Joints(tuple(signs.items()), starts, _parser.parse(number).getwidth()[1], frozenset(blanks))


def openings(expressions: Iterable[str]) -> Openings:
    """The openings of several regular expressions.

    Raises:
        ValueError: an expression can begin with any character.
    """
    found = {one.items for text in expressions for one in _beginnings(_parser.parse(text), 0, [_Beginning()])}
    chosen = _chosen(sorted(found, key=str))
    grouped: dict[str, set[tuple[_Items, _Items]]] = {}
    for items in found:
        at = min((at for at in _places(items) if items[at] in chosen), key=lambda at: _cost(items[at]))
        for letter in items[at]:  # type: ignore[union-attr]  # what _places gives is letters
            grouped.setdefault(letter, set()).add((items[:at], items[at + 1 :]))
    return Openings(tuple(_landmark(letter, beside) for letter, beside in sorted(grouped.items())))


def characters(expressions: Iterable[str]) -> frozenset[str]:
    """The characters that can stand in what the *expressions* match.

    Raises:
        ValueError: an expression can match any character.
    """
    found: set[str] = set()
    for expression in expressions:
        _collect(_parser.parse(expression), 0, found)
    return frozenset(found)


def _collect(parsed: Any, flags: int, found: set[str]) -> None:
    for code, value in parsed:
        if code is ops.SUBPATTERN:
            _collect(value[3], (flags | value[1]) & ~value[2], found)
        elif code is ops.BRANCH:
            for option in value[1]:
                _collect(option, flags, found)
        elif code in (ops.MAX_REPEAT, ops.MIN_REPEAT):
            _collect(value[2], flags, found)
        elif code not in (ops.ASSERT, ops.ASSERT_NOT, ops.AT):
            letters = _letters(code, value, flags, 1 << 12)
            if letters is None:
                raise ValueError("an expression that can match any character")
            found |= letters


def _chosen(beginnings: Sequence[_Items]) -> set[Letters | _Run]:
    """A cheap set of letters of which each beginning has one: time and again the one that costs least for each."""
    left, chosen = list(beginnings), set()
    while left:
        stands: dict[Any, int] = {}
        for items in left:
            for letters in {items[at] for at in _places(items)}:
                stands[letters] = stands.get(letters, 0) + 1
        if not stands:
            raise ValueError(f"can begin with any character: {left[0]}")
        best = min(stands, key=lambda letters: (_cost(letters, stands[letters]) / stands[letters], _class(letters)))
        chosen.add(best)
        left = [items for items in left if best not in {items[at] for at in _places(items)}]
    return chosen


def _places(items: _Items) -> list[int]:
    """The places of letters in the first word, or in the second if blanks part the two."""
    gaps = [at for at, item in enumerate(items) if isinstance(item, _Run)] + [len(items)] * 2
    first, second = gaps[:2]
    blanks = first < len(items) and items[first].letters <= _BLANKS  # type: ignore[union-attr, operator]
    return [at for at in range(second if blanks else first) if at != first and items[at] is not None]


def _cost(letters: Any, beginnings: int = 1) -> float:
    """What a search for *letters* costs: a look at the whole text, if it has one, and at each place each beginning.

    In nanoseconds for a character of text; the letter of rank n is about 1/n of all.
    """
    ranks = [_COMMON.find(letter) for letter in letters]
    return sum(1 + 5 * beginnings / (rank + 1.5) if rank >= 0 else 0.1 for rank in ranks)


def _landmark(letter: str, beside: set[tuple[_Items, _Items]]) -> _Landmark:
    behind: dict[_Items, set[str]] = {}
    wide: dict[_Items, tuple[set[str], set[int]]] = {}
    for before, after in beside:
        behind.setdefault(before, set()).add(_written(after))
        gap = next((at for at, item in enumerate(before) if isinstance(item, _Run)), None)
        if gap is not None:
            follows, offsets = wide.setdefault(before[gap + 1 :], (set(), set()))
            follows.add(_written(after))
            offsets.add(gap)
    options, found = [], []
    for items, (after_gap, offsets) in wide.items():
        options.append(_option(rf"\s\s{_written(items)}{re.escape(letter)}", after_gap))
        found.append((tuple(offsets), _lengths((_BLANKS, _BLANKS, *items), behind)))
    # The longest first: where it stands, the shorter ones that it ends in may stand too.
    longest = sorted(behind, key=lambda items: (-len(items), str(items)))
    for rank, items in enumerate(longest):
        options.append(_option(_written(items, "") + re.escape(letter), behind[items]))
        found.append(((), _lengths(items, longest[rank:])))
    return _Landmark(letter, f"{re.escape(letter)}(?:{'|'.join(options)})", tuple(found))


def _lengths(items: _Items, others: Iterable[_Items]) -> tuple[int, ...]:
    """The lengths of those of *others* that can stand where *items* stand."""
    return tuple({len(other) for other in others if _compatible(items, other)})


def _option(before: str, after: set[str]) -> str:
    """One way in which a letter stands in beginnings: what is before it, itself included, and what is behind it."""
    follows = f"(?={'|'.join(sorted(after))})" if "" not in after else ""
    return f"{follows}(?<={before})()"


def _compatible(one: _Items, other: _Items) -> bool:
    """Whether both can stand before the same letter."""
    pairs = zip(reversed(one), reversed(other), strict=False)
    return all(a is None or b is None or _flat(a) & _flat(b) for a, b in pairs)


def _flat(item: Any) -> Any:
    return item.letters if isinstance(item, _Run) else item


def _written(items: _Items, many: str = "+") -> str:
    return "".join(_class(item.letters) + many if isinstance(item, _Run) else _class(item) for item in items)


def _class(letters: Letters) -> str:
    if letters is None:
        return r"[\s\S]"
    if letters == _BLANKS:
        return r"\s"
    listed = "".join(map(re.escape, sorted(letters)))
    return listed if len(letters) == 1 else f"[{listed}]"


def _beginnings(parsed: Any, flags: int, found: list[_Beginning]) -> list[_Beginning]:
    """*found*, each gone on with by all that the *parsed* expression can begin with."""
    for code, value in parsed:
        if not any(one.open for one in found):
            break
        found = list(dict.fromkeys(_step(code, value, flags, found)))
    return found


def _step(code: Any, value: Any, flags: int, found: list[_Beginning]) -> Iterator[_Beginning]:
    if code is ops.SUBPATTERN:
        _, added, removed, inner = value
        yield from _beginnings(inner, (flags | added) & ~removed, found)
    elif code is ops.BRANCH:
        for option in value[1]:
            yield from _beginnings(option, flags, found)
    elif code in (ops.MAX_REPEAT, ops.MIN_REPEAT):
        low, high, inner = value
        yield from _repeated(low, high, inner, flags, found)
    elif code is ops.ASSERT and value[0] > 0:
        yield from (evolve(one, open=False) for one in _beginnings(value[1], flags, found))
    elif code in (ops.ASSERT, ops.ASSERT_NOT, ops.AT):
        yield from found
    else:
        letters = _letters(code, value, flags)
        yield from (one.then(letters) for one in found)


def _repeated(low: int, high: int, inner: Any, flags: int, found: list[_Beginning]) -> Iterator[_Beginning]:
    (code, value), *more = inner
    if low == 1 and not more and code is ops.IN:
        yield from (one.then(_Run(_letters(code, value, flags))) for one in found)
        return
    for _ in range(min(low, _LENGTH)):
        found = _beginnings(inner, flags, found)
    if (low, high) == (0, 1):
        yield from _beginnings(inner, flags, found)
        yield from found
    else:
        yield from found if low == high else (evolve(one, open=False) for one in found)


def _letters(code: Any, value: Any, flags: int, most: int = _SMALL) -> Letters:
    """The characters that one step of an expression takes; None for more than *most*."""
    if code is ops.LITERAL:
        return _cases(chr(value)) if flags & _IGNORE_CASE else frozenset(chr(value))
    if code is not ops.IN or value[0][0] is ops.NEGATE:
        return None
    found: set[str] = set()
    for kind, item in value:
        if kind is ops.LITERAL:
            found.add(chr(item))
        elif kind is ops.RANGE and item[1] - item[0] < most:
            found.update(map(chr, range(item[0], item[1] + 1)))
        elif kind is ops.CATEGORY and item is ops.CATEGORY_SPACE:
            found.update(_BLANKS)
        else:
            return None
    spelt = {case for one in found for case in _cases(one)} if flags & _IGNORE_CASE else found
    return frozenset(spelt) if len(spelt) <= max(most, len(_BLANKS)) else None


def _cases(letter: str) -> frozenset[str]:
    """The characters that *letter* takes where case does not matter."""
    same = re.compile(re.escape(letter), _IGNORE_CASE)
    return frozenset(filter(same.fullmatch, {letter, letter.lower(), letter.upper(), *_ODD}))


_ODD = "\u0131\u0130\u017f\u212a"  # dotless and dotted i, long s and the sign of the kelvin

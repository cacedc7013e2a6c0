"""Numerals in words, Roman or Arabic: the number that an ordinal names."""

from citetrack._text import fold

__all__ = ["arabic", "roman"]

_WORDS = {
    "nhat": 1,
    "hai": 2,
    "ba": 3,
    "tu": 4,
    "bon": 4,
    "nam": 5,
    "sau": 6,
    "bay": 7,
    "tam": 8,
    "chin": 9,
    "muoi": 10,
    "mot": 1,
    "lam": 5,
}
_DIGITS = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
_PAIRS = ((50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))


def arabic(numeral: str) -> str:
    """The number as digits: of digits, a Roman numeral or the words of an ordinal up to nineteen.

    >>> arabic("tư"), arabic("XII"), arabic("08"), arabic("mười hai")
    ('4', '12', '8', '12')
    """
    if numeral.isdigit():
        return str(int(numeral))
    if set(numeral.upper()) <= set(_DIGITS):
        values = [_DIGITS[letter] for letter in numeral.upper()]
        return str(sum(-v if v < max(values[i:]) else v for i, v in enumerate(values)))
    return str(sum(_WORDS.get(word, 0) for word in fold(numeral).split()))


def roman(numeral: str) -> str:
    """The number as a Roman numeral.

    >>> roman("20"), roman("xiii")
    ('XX', 'XIII')
    """
    rest, letters = int(arabic(numeral)), ""
    for value, sign in _PAIRS:
        letters += sign * (rest // value)
        rest %= value
    return letters

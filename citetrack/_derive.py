"""Derives the scanner's regular expressions from the Lark grammars: the grammar stays the only list of forms.

The language of a citation is regular, so each start rule has an equal regular expression: rules become
alternations with common parts taken out, repetition helpers become repetition, terminals keep their own patterns,
and what the grammar ignores becomes an optional gap between two tokens.
"""

from typing import TypeAlias

from attrs import frozen
from lark import Lark

__all__ = ["NotRegularError", "firsts", "forms", "gap", "pattern"]


class NotRegularError(ValueError):
    """A grammar rule that refers to itself other than by plain repetition."""


@frozen
class Token:
    """One terminal, or (before substitution) one rule, by name."""

    name: str
    is_rule: bool = False


@frozen
class Sequence:
    """Parts one after the other; none of them is the empty sentence."""

    parts: tuple["Expression", ...] = ()


@frozen
class Choice:
    """One of several parts."""

    options: tuple["Expression", ...]


@frozen
class Repeat:
    """A part, *low* times or more; at most once if not *many*."""

    part: "Expression"
    low: int
    many: bool


Expression: TypeAlias = Token | Sequence | Choice | Repeat
Production: TypeAlias = tuple[Token, ...]
EMPTY = Sequence()


def sequence(*parts: Expression) -> Expression:
    """The parts in order, nested sequences opened."""
    flat = [inner for part in parts for inner in (part.parts if isinstance(part, Sequence) else (part,))]
    return flat[0] if len(flat) == 1 else Sequence(tuple(flat))


def choice(*options: Expression) -> Expression:
    """One of the options, nested choices opened, each option once."""
    flat = [inner for option in options for inner in (option.options if isinstance(option, Choice) else (option,))]
    once = tuple(dict.fromkeys(flat))
    return once[0] if len(once) == 1 else Choice(once)


def optional(part: Expression) -> Expression:
    """The part or nothing."""
    return part if isinstance(part, Repeat) and part.low == 0 else Repeat(part, 0, False)


def factored(productions: list[Production]) -> Expression:
    """One expression for several productions: {P R, R} -> P? R, {H S, H T} -> H (S | T), {P R, Q R} -> (P | Q) R."""
    filled = [production for production in productions if production]
    if not filled:
        return EMPTY
    head = filled[0][0]
    tails = list(dict.fromkeys(p[1:] for p in filled if p[0] == head))
    mine = sequence(head, factored(tails)) if tails != [()] else head
    others = [p for p in filled if p[0] != head]
    whole = _joined(mine, factored(others)) if others else mine
    return whole if len(filled) == len(productions) else optional(whole)


def _joined(first: Expression, second: Expression) -> Expression:
    """A choice of two with their common ending taken out."""
    a, b = _parts(first), _parts(second)
    common = 0
    while common < min(len(a), len(b)) and a[-1 - common] == b[-1 - common]:
        common += 1
    if not common:
        return choice(first, second)
    ending, a, b = a[len(a) - common :], a[: len(a) - common], b[: len(b) - common]
    if a and b:
        return sequence(choice(sequence(*a), sequence(*b)), *ending)
    return sequence(optional(sequence(*(a or b))), *ending)


def headed(expression: Expression) -> Expression:
    """*expression* with the options that open with the same part put together: {H S, X, H T} -> H (S | T), X."""
    tails: dict[Expression, list[Expression]] = {}
    for option in expression.options if isinstance(expression, Choice) else (expression,):
        head, *tail = _parts(option)
        tails.setdefault(head, []).append(sequence(*tail))
    return choice(*(sequence(head, _either(rest)) for head, rest in tails.items()))


def _either(tails: list[Expression]) -> Expression:
    """One of *tails*, the empty one last."""
    filled = [tail for tail in tails if tail != EMPTY]
    if not filled:
        return EMPTY
    return choice(*filled) if len(filled) == len(tails) else optional(choice(*filled))


def _parts(expression: Expression) -> tuple[Expression, ...]:
    return expression.parts if isinstance(expression, Sequence) else (expression,)


class Deriver:
    """Turns the rules of one compiled grammar into expressions and regular expressions."""

    def __init__(self, parser: Lark) -> None:
        self._productions: dict[str, list[Production]] = {}
        for rule in parser.rules:
            tokens = tuple(Token(symbol.name, not symbol.is_term) for symbol in rule.expansion)
            self._productions.setdefault(str(rule.origin.name), []).append(tokens)
        self._patterns = {terminal.name: terminal.pattern.to_regexp() for terminal in parser.terminals}
        self._gap = gap(parser)
        self._open: set[str] = set()

    def expression(self, rule: str) -> Expression:
        """The expression of *rule* over terminals alone.

        Raises:
            NotRegularError: the rule refers to itself other than by repetition.
        """
        if rule in self._open:
            raise NotRegularError(f"rule {rule} refers to itself")
        self._open.add(rule)
        me = Token(rule, True)
        once = [p for p in self._productions[rule] if not p or p[0] != me]
        again = [p[1:] for p in self._productions[rule] if p and p[0] == me]
        whole = factored(once)
        if again and sorted(again, key=str) == sorted(once, key=str):
            whole = Repeat(whole, 1, True)
        elif again:
            whole = sequence(whole, Repeat(factored(again), 0, True))
        whole = self._substituted(whole)
        self._open.discard(rule)
        return whole

    def _substituted(self, expression: Expression) -> Expression:
        match expression:
            case Token(name, True):
                return self.expression(name)
            case Sequence(parts):
                return sequence(*(self._substituted(part) for part in parts))
            case Choice(options):
                return choice(*(self._substituted(option) for option in options))
            case Repeat(part, low, many):
                inner = self._substituted(part)
                if isinstance(inner, Repeat) and inner.low == 1 and inner.many and low == 0 and not many:
                    return Repeat(inner.part, 0, True)
                return Repeat(inner, low, many)
        return expression

    def written(self, expression: Expression, opening: bool = True) -> str:
        """*expression* as a regular expression; unless *opening*, a gap may stand before each token."""
        match expression:
            case Token(name):
                return ("" if opening else self._gap) + f"(?:{self._patterns[name]})"
            case Sequence(parts):
                return self._written_sequence(parts, opening)
            case Choice(options):
                return f"(?:{'|'.join(self.written(option, opening) for option in options)})"
            case Repeat(part, low, many):
                if opening and many:
                    rest = self.written(part, False)
                    body = f"(?:{self.written(part)}(?:{rest})*)"
                    return body if low else f"{body}?"
                mark = {(0, True): "*", (1, True): "+", (0, False): "?"}[low, many]
                return f"(?:{self.written(part, opening)}){mark}"
        raise AssertionError(expression)

    def _written_sequence(self, parts: tuple[Expression, ...], opening: bool) -> str:
        written = []
        for part in parts:
            if opening and isinstance(part, Repeat) and part.low == 0:
                body = self.written(Repeat(part.part, 1, True) if part.many else part.part)
                written.append(f"(?:{body}{self._gap})?")  # an optional opening brings its own gap
            else:
                written.append(self.written(part, opening))
                opening = False
        return "".join(written)


def pattern(parser: Lark, start: str) -> str:
    """The regular expression of the sentences that *parser* reads from the rule *start*.

    Raises:
        NotRegularError: a rule refers to itself other than by repetition.
    """
    deriver = Deriver(parser)
    return deriver.written(headed(deriver.expression(start)))


def forms(parser: Lark, start: str) -> tuple[tuple[str, str], ...]:
    """The options of which `pattern` is made, in its order: of each, what it opens with, and the whole."""
    deriver = Deriver(parser)
    whole = headed(deriver.expression(start))
    options = whole.options if isinstance(whole, Choice) else (whole,)
    return tuple((deriver.written(_parts(option)[0]), deriver.written(option)) for option in options)


def gap(parser: Lark) -> str:
    """The regular expression of what may stand between two tokens."""
    patterns = {terminal.name: terminal.pattern.to_regexp() for terminal in parser.terminals}
    ignored = [patterns[name] for name in parser.ignore_tokens]
    return f"(?:{'|'.join(ignored)})*" if ignored else ""


def firsts(parser: Lark, start: str, length: int = 1) -> frozenset[tuple[str, ...]]:
    """The names of the first *length* terminals of all sentences of the rule *start*; shorter where a sentence is."""
    found: dict[str, frozenset[tuple[str, ...]]] = {name: frozenset() for name in _rules_of(parser, start)}
    changed = True
    while changed:
        changed = False
        for rule in parser.rules:
            name = str(rule.origin.name)
            if name not in found:
                continue
            opened: set[tuple[str, ...]] = {()}
            for symbol in rule.expansion:
                ways = {(str(symbol.name),)} if symbol.is_term else found[symbol.name]
                opened = {(*one, *way)[:length] for one in opened for way in ways}
            if not opened <= found[name]:
                found[name], changed = found[name] | opened, True
    return found[start]


def _rules_of(parser: Lark, start: str) -> set[str]:
    """The names of the rules that sentences of *start* are made of."""
    names, left = set(), [start]
    while left:
        name = left.pop()
        names.add(name)
        inside = {s.name for rule in parser.rules if rule.origin.name == name for s in rule.expansion if not s.is_term}
        left += inside - names
    return names

"""Reads sentences by the tables that Lark makes of a grammar: the same result, without Lark, in a third of the time.

A sentence of a citation is short and its value is built at once, so there is no tree, no line count and no error
message here: what the tables refuse, Lark is asked about.
"""

import re
from collections.abc import Mapping
from typing import Any, TypeAlias

__all__ = ["Parser", "RefusedError", "Tables", "Token"]

# What `_grammars.tables` holds, as plain lists and dicts.
Tables: TypeAlias = Mapping[str, Any]


class RefusedError(ValueError):
    """What was read is no sentence of the grammar."""


class Token(str):
    """A terminal as it stands in the text, with its name and its offsets."""

    __slots__ = ("end_pos", "start_pos", "type")

    type: str
    start_pos: int
    end_pos: int


class Parser:
    """Reads sentences of one grammar and builds their values with the methods of *builder*, named as the rules are.

    Methods take the list of the parts; of an *inline* builder, the parts one by one.
    """

    def __init__(self, tables: Tables, builder: object, inline: bool = False) -> None:
        self._states: list[tuple[int, dict[str, int], dict[str, int]]] = tables["states"]
        self._starts: dict[str, int] = tables["starts"]
        self._ends: dict[str, int] = tables["ends"]
        self._ignored = frozenset(tables["ignored"])
        self._expressions: list[str] = tables["expressions"]
        self._lexers: list[re.Pattern[str] | None] = [None] * len(self._expressions)
        self._rules = [(*rule, rule[1] and getattr(builder, rule[1], None)) for rule in tables["rules"]]
        self._inline = inline

    def parse(self, text: str, start: str) -> Any:
        """The value of *text* as a sentence of the rule *start*.

        Raises:
            RefusedError: it is none.
        """
        states, end, position = self._states, self._ends[start], 0
        stack: list[int] = [self._starts[start]]
        values: list[Any] = []
        while True:
            token = self._token(text, position, states[stack[-1]][0])
            kind = token.type if token is not None else "$END"
            while (action := states[stack[-1]][1].get(kind)) is not None and action < 0:
                origin, _, size, *_ = rule = self._rules[-1 - action]
                parts = values[len(values) - size :]
                del values[len(values) - size :], stack[len(stack) - size :]
                values.append(self._value(rule, parts))
                stack.append(states[stack[-1]][2][origin])
                if token is None and stack[-1] == end:
                    return values[-1]
            if action is None or token is None:
                raise RefusedError(text)
            stack.append(action)
            values.append(token)
            position = token.end_pos

    def _token(self, text: str, position: int, lexer: int) -> Token | None:
        """The next terminal that is not ignored; None at the end."""
        expression = self._lexers[lexer]
        if expression is None:
            expression = self._lexers[lexer] = re.compile(self._expressions[lexer])
        length = len(text)
        while position < length:
            found = expression.match(text, position)
            kind = found.lastgroup if found else None
            if found is None or kind is None or found.end() == position:
                raise RefusedError(text)
            if kind not in self._ignored:
                token = Token(found.group())
                token.type, token.start_pos, token.end_pos = kind, position, found.end()
                return token
            position = found.end()
        return None

    def _value(self, rule: tuple[Any, ...], parts: list[Any]) -> Any:
        """What a rule makes of its parts: what is kept of them, with None for each optional part that is missing."""
        _, _, _, kept, missing, single, build = rule
        if kept is not None:
            filtered: list[Any] = []
            for index, opened, before in kept:
                filtered += [None] * before
                if opened and not filtered:
                    filtered = parts[index]  # nobody else has it; a copy for each item of a list would cost its square
                elif opened:
                    filtered += parts[index]
                else:
                    filtered.append(parts[index])
            filtered += [None] * missing
            parts = filtered
        if single and len(parts) == 1:
            return parts[0]
        if build is None:
            return parts  # of a rule that its parent takes apart
        return build(*parts) if self._inline else build(parts)

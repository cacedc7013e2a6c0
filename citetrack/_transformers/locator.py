"""locator.lark: trees become labelled values, in the order of the text."""

from typing import Any

from lark import Token, Transformer

__all__ = ["LocatorTransformer"]


class LocatorTransformer(Transformer[Token, Any]):
    """Builds the values of locator.lark: pairs of a label, None for a further value of the same label, and a value."""

    def locator(self, parts: list[Any]) -> tuple[tuple[str | None, str], ...]:
        """All pairs in order."""
        return tuple(parts)

    def place(self, parts: list[Any]) -> tuple[str, str]:
        """A label and its value."""
        return str(parts[0]), parts[1]

    def follow(self, parts: list[Any]) -> tuple[str | None, str]:
        """A further pair."""
        last = parts[-1]
        return last if isinstance(last, tuple) else (None, last)

    def value(self, parts: list[Token]) -> str:
        """A value, or a range with one hyphen."""
        return str(parts[0]) if len(parts) == 1 else f"{parts[0]}-{parts[-1]}"

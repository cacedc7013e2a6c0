"""locator.lark: trees become labelled values, in the order of the text."""

from typing import Any

from citetrack._lalr import Token
from citetrack.provisions import Place

__all__ = ["LocatorTransformer"]


class LocatorTransformer:
    """Builds the values of locator.lark: labelled values in the order of the text."""

    def locator(self, parts: list[Place]) -> tuple[Place, ...]:
        """All places in order."""
        return tuple(parts)

    def place(self, parts: list[Any]) -> Place:
        """A label and its value."""
        return Place(str(parts[0]), parts[-1])

    def follow(self, parts: list[Any]) -> Place:
        """A further place, or a further value of the same label."""
        last = parts[-1] if isinstance(parts[-1], Place) else Place(None, parts[-1])
        join = str(parts[0]) if isinstance(parts[0], Token) else ""
        if isinstance(parts[0], Token) and parts[0].type == "TO":
            return last._replace(value=f"-{last.value}")
        return last._replace(anew=join[-1:].isalpha())

    def value(self, parts: list[Token]) -> str:
        """A value, or a range with one hyphen."""
        return str(parts[0]) if len(parts) == 1 else f"{parts[0]}-{parts[-1]}"

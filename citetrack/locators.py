"""Locators: the provision of a document that a citation points at."""

from attrs import fields, frozen

__all__ = ["Locator"]

# From the smallest part to the largest, as a citation names them, each with its Vietnamese word.
_WORDS = {
    "paragraph": "đoạn",
    "point": "điểm",
    "clause": "khoản",
    "article": "Điều",
    "section": "mục",
    "chapter": "Chương",
    "part": "phần",
    "annex": "phụ lục",
}


@frozen
class Locator:
    """One provision: article, clause, point and the larger parts, each as written, or None.

    A range is one locator ("4-6"). Points keep their letter: điểm d and điểm đ are two.

    >>> str(Locator(article="5", clause="2", point="đ"))
    'điểm đ khoản 2 Điều 5'
    """

    article: str | None = None
    clause: str | None = None
    point: str | None = None
    chapter: str | None = None
    section: str | None = None
    part: str | None = None
    annex: str | None = None
    paragraph: str | None = None

    def __str__(self) -> str:
        """The Vietnamese words, the smallest part first."""
        stated = self.to_record()
        return " ".join(f"{word} {stated[name]}" for name, word in _WORDS.items() if name in stated)

    def to_record(self) -> dict[str, str]:
        """The parts that are stated, by name.

        >>> Locator(article="5", clause="2").to_record()
        {'article': '5', 'clause': '2'}
        """
        return {f.name: value for f in fields(type(self)) if (value := getattr(self, f.name)) is not None}

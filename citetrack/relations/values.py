"""Relations between documents, as one text tells them."""

from attrs import frozen

__all__ = ["CHANGES", "RELATION_TYPES", "RefusedRelation", "Relation"]

CHANGES = ("amends", "replaces", "repeals")
RELATION_TYPES = (*CHANGES, "guides", "implements", "based_on")


@frozen
class Relation:
    """How one document stands to another: the source amends, replaces, ... or is based on the target.

    Attributes:
        type: one of RELATION_TYPES.
        source, target: keys of documents of the text; "self" is the document that the text is.
        start, end: the words of the text that say so, half-open: from the first to the last of source, verb, target.
        words: the words that decide ("sửa đổi, bổ sung"), as the text has them.
    """

    type: str
    source: str
    target: str
    start: int
    end: int
    words: str

    def to_record(self) -> dict[str, str | int]:
        """The relation as the record has it.

        >>> Relation("amends", "self", "d1", 0, 40, "sửa đổi").to_record()["from"]
        'self'
        """
        return {"type": self.type, "from": self.source, "to": self.target, "start": self.start, "end": self.end}


@frozen
class RefusedRelation:
    """A relation that a text tells and that cannot be, with the reason.

    Attributes:
        relation: as it was told.
        reason: what speaks against it, in words.
        source_date, target_date: the ISO days, months or years that contradict it.
    """

    relation: Relation
    reason: str
    source_date: str
    target_date: str

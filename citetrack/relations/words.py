"""The words of relations, read from the tables once and made into patterns for one spelling."""

import re
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from attrs import frozen

from citetrack._grammars import ACCENTED, SPELLINGS
from citetrack._text import fold
from citetrack.events.words import alternation, table

__all__ = ["RelationWords", "relation_words"]


_CONSTITUTION = "Hiến pháp"


@frozen
class RelationWords:
    """The words of relations in one spelling, compiled.

    Attributes:
        naming: words that tie a document to the one that is named behind them.
        grounds: words that open a ground at the head of a line or clause.
        changed: words between a document and the one that amended, replaced or guides it.
        fillers: what may stand between naming words and a document.
        opening: what may stand between a document and the words of its name.
        carried_out: words that open the head of a document with what it carries out.
        made_under: words behind these, by which a document is drawn up.
        lump: words for papers in the lump.
    """

    naming: re.Pattern[str]
    grounds: re.Pattern[str]
    changed: re.Pattern[str]
    fillers: re.Pattern[str]
    opening: re.Pattern[str]
    carried_out: re.Pattern[str]
    made_under: re.Pattern[str]
    lump: re.Pattern[str]
    _types: Mapping[str, str]
    _ranks: Mapping[str, int]

    def type_of(self, words: str) -> str:
        """The type of relation that some naming words stand for.

        >>> relation_words().type_of("sửa đổi, bổ sung"), relation_words().type_of("Quy định  chi tiết")
        ('amends', 'guides')
        """
        return self._types[fold(words)]

    def may_change(self, source: str | None, target: str | None) -> bool:
        """Whether a document of one type can amend, replace or repeal one of the other type.

        >>> relation_words().may_change("Nghị định", "Luật"), relation_words().may_change("Luật", "Nghị định")
        (False, True)
        """
        if source is None or target is None or (self._ranks.get(target) == 1 and target != _CONSTITUTION):
            return True
        return self._ranks.get(source, len(self._ranks)) <= self._ranks.get(target or "", len(self._ranks))


@cache
def relation_words(spelling: str = ACCENTED) -> RelationWords:
    """The words of relations in one spelling, compiled."""
    changes = [r for r in table("relations") if r["voice"] == "acts" and not r.get("adjacent")]
    types = {fold(record["word"]): record["relation"] for record in changes}
    lists = {record["name"]: record["words"] for record in table("relation_words")}
    types |= {fold(word): name for name in ("guides", "implements") for word in lists[name]}
    verbs = alternation([record["word"] for record in changes] + lists["guides"], spelling)
    named = alternation([r["word"] for r in changes] + lists["guides"] + lists["implements"], spelling)
    respelt = SPELLINGS[spelling]
    passive, agent = (alternation(words, spelling) for words in (["được", "bị"], ["bởi", "bằng", "tại", "theo"]))
    yet = alternation(["đã", "vừa", "mới", "tiếp tục"], spelling)
    return RelationWords(
        naming=_pattern(rf"(?:{named})(?!\w)"),
        grounds=_pattern(rf"(?:^|(?<=[\n;.,]))[\s\-–+*•]*(?:{alternation(lists['based_on'], spelling)})(?!\w)"),
        changed=_pattern(
            rf"\s*(?:[,(|]\s*)?(?:(?:{yet})\s+)*(?:(?:{passive})\s+(?P<passive>{verbs})(?!\w)"
            rf"(?:[^.;()\n]{{0,60}}?\b(?:{agent})(?!\w))?|(?P<by>{verbs})\s+{respelt('bởi')}(?!\w)"
            rf"|(?<=\()(?P<bracketed>{verbs})(?!\w)[^.;()\n]{{0,20}}?\b(?:{agent})(?!\w))"
        ),
        fillers=_pattern(rf"(?:[\s,\d/]|(?:{alternation(lists['filler'], spelling)})(?!\w))*"),
        opening=_pattern(rf"[\s:\"“”'«]*(?:(?:{alternation(lists['about'], spelling)})(?!\w)[\s:\"“'«]*)*"),
        carried_out=_pattern(rf"(?:^|\n)[ \t]*(?:{alternation(lists['implements'], spelling)})(?!\w)"),
        made_under=_pattern(rf"(?<!\w)(?:{alternation(lists['made_under'], spelling)})(?!\w)"),
        lump=_pattern(rf"(?<!\w)(?:{alternation(lists['lump'], spelling)})(?!\w)"),
        types=MappingProxyType(types),
        ranks=MappingProxyType({kind: int(rank) for rank, kinds in lists.items() if rank.isdigit() for kind in kinds}),
    )


def _pattern(words: str) -> re.Pattern[str]:
    return re.compile(words, re.IGNORECASE)

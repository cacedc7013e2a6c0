"""Laws by their names: how far a name with its number or year reaches, and which names are those of drafts."""

import re

from citetrack import gazetteer, symbols
from citetrack._written import Law, LawRest
from citetrack.drafts import YEARS, Draft, type_of_word
from citetrack.names import law_name
from citetrack.scanning import Head, read_part, rule_pattern
from citetrack.wordlists import ends_with, starts_with

__all__ = ["is_bill", "named_law"]

_LIST_JOINT = re.compile(r"\s*(?:[,;]|và|[,;] và)?\s*(?:các\s+)?")
_BILLS = re.compile(
    r"(?:(?:dự\s+án|dự\s+thảo|dự)\s+(?:các\s+)?luật[^.\n]{0,90}(?::|gồm|trong đó có|như|\()"
    r"|[0-9]\s+dự\s+(?:án|thảo)\s*(?:,\s*)?(?::|gồm|trong đó có))\s*(?:các\s+)?$",
    re.IGNORECASE,
)
_LAW_INSIDE = re.compile(
    r"(?<![0-9A-Za-zÀ-ỹ])(?:bộ\s+luật|luật|pháp\s+lệnh)\s+(?!sửa|bổ|bãi)(?!.*(?:luật|pháp lệnh))", re.IGNORECASE
)
_OF_LAND = re.compile(r"[ \u00a0](?:đã sửa đổi )?(?:của|ở)[ \u00a0]")


def is_bill(text: str, draft: Draft, bill_end: int) -> bool:
    """Whether a law named without a year goes on a list of drafts: các dự án Luật A, Luật B; 6 dự án, gồm Luật A."""
    if draft.type not in ("Luật", "Bộ luật", "Pháp lệnh"):
        return False
    listed = bill_end > 0 and _LIST_JOINT.fullmatch(text, bill_end, draft.start) is not None
    return listed or _BILLS.search(text, max(0, draft.start - 140), draft.start) is not None


def named_law(head: Head, written: Law, text: str, spelling: str) -> Draft | None:
    """A law by its name; None if no law is named, or one that is a draft."""
    before = head.start
    void = ends_with("no law before", text, before) or ends_with("draft before", text, before)
    if written.name is None:
        return None if void else _law_by_abbreviation(head, written)
    kind = type_of_word(written.type_word)
    name = law_name(text, head.start + written.name_start, text[head.start].isupper())
    if name is None or (ends_with("plural before", text, before) and not name.known):
        return None
    if not name.known and starts_with("foreign lands", text, head.start + written.name_start):
        return None
    end, rest = _law_rest(text, name.end, spelling)
    if rest.identifier is None and (of := _OF_LAND.match(text, end)) and starts_with("foreign lands", text, of.end()):
        return None
    year = int(rest.year) if rest.year else None
    draft = Draft(head.start, end, "named", kind, key=name.name, year=year, void=void)
    if rest.identifier and void and (inner := _LAW_INSIDE.search(text, head.start + 1, name.end)):
        draft.end = inner.start()  # a bill on the law that has the number
    elif rest.identifier:
        draft.kind, draft.void = "full", False
        draft.identifier = symbols.identify(rest.identifier, kind, text[name.end : end])
        draft.number, draft.year = draft.identifier.number, draft.identifier.year
    return draft


def _law_by_abbreviation(head: Head, written: Law) -> Draft | None:
    """BLHS 2015, or “Luật năm 2015” of a text that knows the law."""
    year = int(written.rest.year) if written.rest.year else None
    full = gazetteer.law_abbreviation(written.type_word)
    if full:
        return Draft(head.start, head.end, "named", full[0], key=full[1], year=year)
    return Draft(head.start, head.end, "named", type_of_word(written.type_word), year=year, weak=True)


def _law_rest(text: str, position: int, spelling: str) -> tuple[int, LawRest]:
    """The number, the year and the words (sửa đổi) that follow the name of a law, and where they end."""
    rest = LawRest()
    while found := rule_pattern("law_rest", spelling, r"[ \t\u00a0]*\n?[ \t\u00a0]*").match(text, position):
        part = read_part("law_rest", found[1], spelling)
        if part is None or (part.year and (rest.year or int(part.year) not in YEARS)):
            break
        rest = LawRest(rest.identifier or part.identifier, rest.year or part.year)
        position = found.end()
    return position, rest

"""Mentions: what the scanner found, each with its date, issuer, term and locators, before context is read."""

import re
from collections.abc import Iterator, Sequence

from attrs import evolve

from citetrack import gazetteer, symbols
from citetrack._text import fold
from citetrack._written import (
    Anaphor,
    Authored,
    Bare,
    Congress,
    Constitution,
    Law,
    Member,
    Numbered,
    Plenum,
    Statutes,
    WrittenIdentifier,
)
from citetrack.drafts import YEARS, Draft, type_of_word
from citetrack.identifiers import Identifier
from citetrack.issuers import issuer_at
from citetrack.laws import is_bill, named_law
from citetrack.numerals import arabic, roman
from citetrack.scanning import Head, heads, locator_at, locators
from citetrack.tails import issuer_name, read_tail
from citetrack.wordlists import ends_with, mentions_one, words

__all__ = ["read_mentions"]

# Types whose word before a bare number means a document even in small letters; the others are common words and verbs.
_NOUNS = {
    "Nghị quyết",
    "Nghị định",
    "Thông tư",
    "Thông tư liên tịch",
    "Thông tư liên bộ",
    "Chỉ thị",
    "Sắc lệnh",
    "Pháp lệnh",
    "Công văn",
    "Công điện",
    "Tờ trình",
}
_AUTHORED = {"Nghị quyết", "Chỉ thị", "Quy định", "Kết luận", "Nghị định", "Thông tư"}
_PASSED = {"Nghị quyết", "Kết luận"}  # what a plenum is known by; other types need a number
_NEXT_WORD = re.compile(r"[ \t\u00a0]+([a-zà-ỹ]+)")
_STATED = re.compile(r"[\s,]*(?:ngày|ngay)[ \u00a0]?[0-9]")
_RUNS_ON = re.compile(
    r"[ \u00a0]?[-–][ \u00a0]?[0-9]|/|%|[.,:][0-9]|[ \u00a0][0-9]{1,3}[ \u00a0]?/[0-9]|[ \u00a0]?[x×][ \u00a0]?[0-9]"
)
_BETWEEN = re.compile(
    r"[\s,–-]*(?:(?:của|thuộc|trong|tại|(?:ban hành )?kèm theo|cua|thuoc|tai|of the|of)\s+)?(?:(?:các|cac)\s+)?"
)
_OPENS_LOCATOR = re.compile(r"[ \t\u00a0]?\([ \u00a0]?|,[ \t\u00a0]{0,2}")
_CLOSES_LOCATOR = {"(": re.compile(r"[ \u00a0]?\)"), ",": re.compile(r"[ \t\u00a0]*(?:[.;)\n]|$)")}
_OF_BODY = re.compile(r"[ \t\u00a0]+(?:của|cua)[ \t\u00a0]+")
_HEADING = re.compile(r"[^\n]*\n\s*S(?:ố|o|Ố)\b")
_SUBJECT = re.compile(r"\s*(?:,?\s*(?:về|ve)\s|[“\"‘])")


def read_mentions(text: str, spelling: str) -> list[Draft]:
    """The mentions of *text*, left to right, none overlapping another."""
    found: list[Draft] = []
    bill_end = -1  # where the last law that is a draft ended
    scan = heads(text, spelling)
    head = next(scan, None)
    while head is not None:
        drafts = list(_drafts(head, text, spelling))
        if drafts and drafts[0].kind == "named" and drafts[0].year is None:
            drafts[0].void = drafts[0].void or is_bill(text, drafts[0], bill_end)
        bill_end = drafts[0].end if drafts and drafts[0].void else bill_end
        found += [draft for draft in drafts if not draft.void]
        try:
            head = scan.send(drafts[-1].end if drafts else head.start + 1)
        except StopIteration:
            break
    _attach_locators(found, text, spelling)
    return [draft for draft in found if draft.type != "Hiến pháp" or draft.year or draft.locators]


def _drafts(head: Head, text: str, spelling: str) -> Iterator[Draft]:
    """The mentions of one head: several for a list, none for what only looks like one."""
    match head.written:
        case Numbered() as written:
            yield from _numbered(head, written, text, spelling)
        case Bare(written):
            identifier = symbols.identify(written, surface=text[head.start : head.end])
            if symbols.is_document(identifier, has_type_word=False):
                draft = _identified(identifier, head.start, head.end, "short", symbols.type_of(identifier))
                draft.weak = not (written.year or written.symbol.separators)  # 58-CP
                yield _with_tail(draft, text, spelling)
        case Law() as written:
            draft_of_law = named_law(head, written, text, spelling)
            if draft_of_law:
                yield _with_tail(draft_of_law, text, spelling)
        case Authored() as written:
            authored = _authored(head, written, text)
            if authored:
                yield authored
        case written:
            named = _named(head, written, text)
            if named:
                yield _with_tail(named, text, spelling)


def _identified(identifier: Identifier, start: int, end: int, kind: str, type_name: str | None) -> Draft:
    return Draft(start, end, kind, type_name, identifier.number, identifier.year, identifier)


def _with_tail(draft: Draft, text: str, spelling: str) -> Draft:
    """*draft* with the date, issuer and term that follow it without a break."""
    if draft.kind == "anaphoric":
        return draft
    tail = read_tail(text, draft.end, spelling)
    draft.end, draft.date, draft.issuer, draft.party_term = tail.end, tail.date, tail.issuer, tail.term
    draft.sitting = tail.sitting
    if draft.year is None and tail.date:
        draft.year = int(tail.date[:4])
    if draft.key and draft.key.startswith("plenum:"):
        draft.key, draft.issuer = draft.key + (tail.term or ""), None
    return draft


def _numbered(head: Head, written: Numbered, text: str, spelling: str) -> Iterator[Draft]:
    """The members of a list, or the one document, of a type word and numbers."""
    type_name = type_of_word(written.type_word)
    members = _real_members(head, written, text)
    if type_name == "Luật" and not members[0].identifier and ends_with("no law before", text, head.start):
        return
    shared = next((m.identifier for m in reversed(members) if m.identifier), None)
    drafts = [_member(member, shared, head, written, type_name, text) for member in members]
    kept = [draft for draft in drafts if draft is not None]
    if len(kept) < len(drafts) or not kept:
        return
    kept[0].start = head.start
    if _HEADING.match(text, head.start, head.start + members[0].start):
        kept[0].start, kept[0].kind = head.start + members[0].start, "short"  # the number line below a heading
    last = kept[-1]
    if written.year and members[-1] is written.members[-1] and int(written.year) in YEARS:
        last.end, last.year = head.end, last.year or int(written.year)
    end = last.end
    _with_tail(last, text, spelling)
    if len(kept) > 1:
        last.end = end  # what follows the whole list lies outside its last member
    for draft in kept if len(kept) > 1 else ():
        draft.kind, draft.list_end, draft.issuer = "group", end, draft.issuer or last.issuer
    yield from kept


def _real_members(head: Head, written: Numbered, text: str) -> Sequence[Member]:
    """The members less the numbers that only happen to follow: one alone counts before a symbol, or in a plural."""
    last = max((i for i, member in enumerate(written.members) if member.identifier), default=-1)
    end = head.start + written.members[-1].end
    if last < 0 and (ends_with("plural before", text, head.start) or _issued_by(text, end)):
        return written.members
    return written.members[: max(last, 0) + 1]


def _member(
    member: Member,
    shared: WrittenIdentifier | None,
    head: Head,
    written: Numbered,
    type_name: str | None,
    text: str,
) -> Draft | None:
    """One member of a list or the one document; None if its symbol is no document's."""
    start, end = head.start + member.start, head.start + member.end
    source = member.identifier
    if source is None and shared is not None:
        source = evolve(shared, number=member.number)
    if source is not None:
        identifier = symbols.identify(source, type_name, text[start:end])
        known = symbols.is_document(identifier, has_type_word=True)
        return _identified(identifier, start, end, "full", type_name) if known else None
    if written.qualified or _RUNS_ON.match(text, end):
        return None
    year = int(member.year) if member.year else None
    if type_name == "Nghị quyết" and _is_of_others(text[max(0, start - 90) : end + 60], len(member.number)):
        return None
    if year is None and written.type_word.isascii() and gazetteer.is_english_type(written.type_word):
        return None  # the Resolution 1325 of an English text is not Vietnam's
    if year and (year not in YEARS or (member.number.isdigit() and int(member.number) in YEARS)):
        return None
    weak = _is_weak(written, type_name, head, end, text)
    return None if weak is None else Draft(start, end, "short", type_name, member.number, year, weak=weak)


def _is_of_others(around: str, digits: int) -> bool:
    """Whether the words *around* a resolution say that a company passed it, or, of a long number, a world body."""
    return mentions_one("company bodies", around) or (digits > 2 and mentions_one("world bodies", around))


def _is_weak(written: Numbered, type_name: str | None, head: Head, end: int, text: str) -> bool | None:
    """Whether a number without a symbol needs a known document beside it; None if it is surely a count or a year."""
    number = written.members[0].number
    capital = text[head.start].isupper()
    if fold(written.type_word) == "van ban" and not written.marked:
        return None  # “văn bản” is any document; with “số” it is a letter
    if written.members[0].year or _STATED.match(text, end) or _issued_by(text, end):
        return False
    if written.marked:
        return type_name not in _NOUNS and not capital and len(number) < 2
    if number.isdigit() and int(number) in YEARS and len(number) == 4 and type_name not in _NOUNS:
        return None
    following = _NEXT_WORD.match(text, end)
    counted = following is not None and _is_counted(following[1], number)
    if written.type_word.isupper() and len(number) < 2:
        return True  # CT3 is a building
    if type_name in _NOUNS or (capital and not text[head.start : head.end].isupper()):
        return counted
    return True


def _issued_by(text: str, position: int) -> bool:
    """Whether “của” and an issuing body follow: quyết định 07 của Thủ tướng."""
    of = _OF_BODY.match(text, position)
    return of is not None and issuer_at(text, of.end()) is not None


def _is_counted(word: str, number: str) -> bool:
    """Whether *number* before *word* counts it: quy định 10 điều; a count of hundreds does not follow a type word."""
    if fold(word) in words("units of time"):
        return True
    if len(number) > 1:
        return len(number) == 2 and fold(word) in words("counted nouns")
    return fold(word) not in words("number followers")


def _authored(head: Head, written: Authored, text: str) -> Draft | None:
    """Quy định của Bộ Chính trị về …: a type, an issuer and a subject name one document."""
    type_name = type_of_word(written.type_word)
    start = head.start + written.issuer_start
    end = issuer_at(text, start)
    if type_name not in _AUTHORED or end is None or not text[head.start].isupper():
        return None
    if any(ends_with(name, text, head.start) for name in ("plural before", "draft before")):
        return None
    if not _SUBJECT.match(text, end):
        return None
    issuer = issuer_name(text[start:end])
    if gazetteer.level(issuer) is None:
        return None
    return Draft(head.start, end, "named", type_name, issuer=issuer)


def _named(head: Head, written: object, text: str) -> Draft | None:
    """A resolution of a plenum or congress, the Statutes, a Constitution, an anaphor; None for several documents."""
    if ends_with("plural before", text, head.start) or ends_with("draft before", text, head.start):
        return None
    match written:
        case Plenum(word, number, sitting) if type_of_word(word) in _PASSED or number:
            key = f"plenum:{arabic(sitting)}:"
            return Draft(head.start, head.end, "short" if number else "named", type_of_word(word), number, key=key)
        case Congress(word, ordinal, body) if type_of_word(word) == "Nghị quyết":
            place = _congress_body(body)
            key = f"congress:{roman(ordinal)}" + (f":{place}" if place else "")
            return Draft(head.start, head.end, "named", type_of_word(word), key=key)
        case Statutes():
            return Draft(head.start, head.end, "named", "Điều lệ", key="Điều lệ Đảng")
        case Constitution(year):
            return Draft(head.start, head.end, "named", "Hiến pháp", year=int(year) if year else None)
        case Anaphor(word, _) if type_of_word(word) == "Luật" and ends_with("no law before", text, head.start):
            return Draft(head.start, head.end, "anaphoric", void=True)
        case Anaphor(word, _) if fold(word) == "van ban":
            return None
        case Anaphor(word, demonstrative):
            return Draft(head.start, head.end, "anaphoric", type_of_word(word), demonstrative=demonstrative)
    return None


def _congress_body(body: str | None) -> str | None:
    """The Party organisation whose congress it is; None for the Party's own."""
    words_of_body = re.sub(r"^(?:của|cua)\s+", "", " ".join((body or "").split()), flags=re.IGNORECASE)
    return words_of_body if re.match(r"(?i)(?:đảng|dang) (?:bộ|bo)", words_of_body) else None


def _attach_locators(drafts: list[Draft], text: str, spelling: str) -> None:
    """Gives each locator to the mention that follows it, with nothing between but “của” and the like.

    Behind its mention a locator stands in brackets, or between a comma and the end of the clause.
    """
    starts = {draft.start: draft for draft in drafts}
    for _, end, provisions in locators(text, spelling, starts, _BETWEEN.pattern):
        between = _BETWEEN.match(text, end)
        draft = starts.get(between.end() if between else end) or starts.get(end)
        if draft:
            draft.locators = provisions
    for draft in drafts:
        opening = None if draft.locators else _OPENS_LOCATOR.match(text, draft.end)
        found = locator_at(text, opening.end(), spelling) if opening else None
        if opening and found and _CLOSES_LOCATOR[opening[0].strip()].match(text, found[1]):
            draft.locators = found[2]

"""Parsing: one identifier or one citation from a text that is nothing else, or an error that says where it fails."""

from citetrack._grammars import ACCENTED, PLAIN
from citetrack._text import readable, unmarked
from citetrack.citations import Citation
from citetrack.context import citation_of
from citetrack.errors import ParseError
from citetrack.gazetteer import type_named
from citetrack.identifiers import Identifier
from citetrack.mentions import read_mentions
from citetrack.scanning import check_citation, read_identifier
from citetrack.symbols import identify, is_document

__all__ = ["parse_citation", "parse_identifier"]


def parse_identifier(text: str) -> Identifier:
    """The one identifier that *text* is, with or without its type word, in any dash, blank, case or Unicode form.

    Source: Nghị định 30/2020/NĐ-CP, Phụ lục III (State); Hướng dẫn 36-HD/VPTW (Party).

    >>> identifier = parse_identifier("Nghị quyết số 18 – NQ/TƯ")
    >>> str(identifier), identifier.number, identifier.code, identifier.type
    ('18-NQ/TW', '18', 'NQ/TW', 'Nghị quyết')

    Raises:
        ParseError: *text* is no identifier, or a judgment's or contract's number.
    """
    copy = readable(text.strip())
    try:
        word, written = read_identifier(copy.text, ACCENTED, text.strip())
    except ParseError as error:
        try:
            word, written = read_identifier(unmarked(copy.text), PLAIN, text.strip())
        except ParseError:
            raise error from None
    kind = type_named(word) if word else None
    identifier = identify(written, kind.name if kind else None, text.strip())
    if not is_document(identifier, has_type_word=True):
        raise ParseError("an identifier of a document", text.strip(), 0, ("a symbol that is no court's or contract's",))
    return identifier


def parse_citation(text: str) -> Citation:
    """The one citation that *text* is, with its locators, date, issuer and term; offsets are those of *text*.

    >>> one = parse_citation("điểm đ khoản 2 Điều 5 Nghị định số 30/2020/NĐ-CP ngày 05/3/2020 của Chính phủ")
    >>> str(one.identifier), one.date, one.issuer, [str(locator) for locator in one.locators]
    ('30/2020/NĐ-CP', '2020-03-05', 'Chính phủ', ['điểm đ khoản 2 Điều 5'])

    Raises:
        ParseError: *text* is no citation, or more than one.
    """
    copy = readable(text)
    failed = None
    for spelling in (ACCENTED, PLAIN):
        words = copy.text if spelling == ACCENTED else unmarked(copy.text)
        try:
            check_citation(words, spelling, text)
        except ParseError as error:
            failed = failed or error
            continue
        drafts = read_mentions(words, spelling)
        if len(drafts) == 1 and not words[drafts[0].end :].strip():
            return citation_of(drafts[0], copy, spelling)
        position = drafts[0].end if drafts else 0
        wanted = ("a date, an issuer, a Party term", "the end") if drafts else ("a document's number or name",)
        failed = failed or ParseError("one citation", text, position, wanted)
    raise failed or ParseError("one citation", text, 0)

"""Texts and what they tell, put into the database and taken out of it again."""

import json
import zlib
from collections.abc import Iterator, Sequence
from datetime import date
from hashlib import blake2b
from typing import TypeAlias

from attrs import frozen

from citetrack import __version__
from citetrack._text import fold
from citetrack.reading import Reading
from citetrack.resolution import Ambiguous
from citetrack.timeline import Source, TimelineDocument, TimelineEvent
from citetrack.timeline.chains import Link, links_of
from citetrack.timeline.tellings import tellings
from citetrack.tracker.database import LISTED, Database, listed, serial, storable
from citetrack.tracker.regrouping import neighbours, regroup
from citetrack.tracker.rows import TELLING, telling_row

__all__ = [
    "Text",
    "links_where",
    "put_link",
    "put_links",
    "put_telling",
    "put_tellings",
    "put_text",
    "put_words",
    "reader",
    "remove_text",
    "searchable",
    "text_hash",
]

Works: TypeAlias = list[dict[str, str | None]]


@frozen
class Text:
    """What is kept of a text beside its tellings.

    Attributes:
        source: what the caller calls it: an address, a path.
        name: the id under which it is the source of events.
        address: where it comes from, or None.
        hash: of its words and its day of publication.
        reader: the versions of citetrack and of the register that read it.
        published: the day of publication that was used, in ISO form, or None.
        published_how: how that day was found, or None.
        length: in code points.
        added: the day on which it came in, in ISO form, as the caller says, or None.
        body: the text itself, compressed, if it is kept.
        until: the day on which another took its place or it was removed, in ISO form; None as long as it counts.
    """

    source: str
    name: str
    address: str | None
    hash: bytes
    reader: str
    published: str | None = None
    published_how: str | None = None
    length: int = 0
    added: str | None = None
    body: bytes | None = None
    until: str | None = None

    @classmethod
    def of(cls, reading: Reading, source: str, mark: bytes, added: date | None, keep: bool) -> "Text":
        """What is kept of the text of *reading*; its body too if *keep* is true."""
        return cls(
            source,
            reading.id,
            reading.source,
            mark,
            reader(reading.data_version),
            _iso(reading.published),
            reading.published_how,
            len(reading.text),
            _iso(added),
            zlib.compress(reading.text.encode("utf-8", "surrogatepass")) if keep else None,
        )


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def reader(data_version: str) -> str:
    """By what the same reading of a text is known again: the versions of citetrack and of the register."""
    return f"{__version__} {data_version}".strip()


def text_hash(text: str, published: date | None) -> bytes:
    """By what the same text of the same day is known again.

    >>> text_hash("Luật", None) == text_hash("Luật", date(2020, 1, 1))
    False
    """
    day = str(published or "").encode()
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16, person=day).digest()


_PUT_TEXT = (
    "INSERT INTO text (source, name, address, hash, reader, published, published_how, length, added, body, until)"
    " VALUES (CAST(? AS TEXT), CAST(? AS TEXT), CAST(? AS TEXT), ?, ?, ?, ?, ?, ?, ?, ?)"
)
_WORDS = ", CAST(? AS TEXT)" * (len(TELLING) - 2)  # all but its two offsets
_PUT_TELLING = f"INSERT INTO telling (text, past, {', '.join(TELLING)}) VALUES (?, ?{_WORDS}, ?, ?)"
_PUT_DOCUMENT = (
    "INSERT INTO document (record, candidates, mark, key, words, number, known_number) VALUES (?, ?, ?, ?, ?, ?, ?)"
)


def put_text(database: Database, text: Text) -> int:
    """Stores *text*; the id of its row."""
    names = (storable(text.source), storable(text.name), storable(text.address))
    facts = (text.hash, text.reader, text.published, text.published_how, text.length, text.added, text.body, text.until)
    return database.run(_PUT_TEXT, (*names, *facts))


def put_tellings(database: Database, text: int, reading: Reading) -> dict[int, TimelineEvent]:
    """Stores what the text tells; by the ids of the rows."""
    return {
        put_telling(database, text, one, [_candidates(reading, doc) for doc in event.docs]): one
        for event, one in zip(reading.events, tellings(reading), strict=True)
    }


def put_telling(
    database: Database, text: int, one: TimelineEvent, candidates: Sequence[Works], is_past: bool = False
) -> int:
    """Stores one telling with the works that its documents may be; the id of its row."""
    row = database.run(_PUT_TELLING, (text, is_past, *telling_row(one)))
    pairs = enumerate(zip(one.documents, candidates, strict=True))
    about = [(row, at, _put_document(database, document, works)) for at, (document, works) in pairs]
    database.run_each("INSERT INTO about (telling, position, document) VALUES (?, ?, ?)", about)
    if not is_past:
        put_words(database, row, one.sources[0].evidence)
    return row


def put_links(database: Database, text: int, reading: Reading) -> None:
    """Stores what the text says of documents that carry out others."""
    for link in links_of(reading):
        put_link(database, text, link)


def put_link(database: Database, text: int, link: Link) -> None:
    """Stores one link of a text."""
    ends = (_put_document(database, document, []) for document in (link.parent, link.child))
    sources = json.dumps([source.to_record() for source in link.sources])
    database.run("INSERT INTO link (text, parent, child, sources) VALUES (?, ?, ?, ?)", (text, *ends, sources))


def links_where(database: Database, where: str, values: Sequence[object] = ()) -> Iterator[Link]:
    """The links of which the condition *where* is true."""
    for parent, child, sources in database.rows(f"{_LINKS} WHERE {where}", values):
        ends = (TimelineDocument.from_record(json.loads(record)) for record in (parent, child))
        yield Link(next(ends), next(ends), [Source.from_record(source) for source in json.loads(sources)])


_LINKS = """
SELECT parent.record, child.record, link.sources FROM link JOIN text ON text.id = link.text
JOIN document AS parent ON parent.id = link.parent JOIN document AS child ON child.id = link.child"""


def remove_text(database: Database, source: str, until: date | None = None) -> bool:
    """Takes the text *source* and its tellings away; their events become what the other texts tell of them.

    With the day *until* the text stays as what was known before it; without, what was known of it before goes too.
    """
    rows = database.rows("SELECT id, until FROM text WHERE source = CAST(? AS TEXT)", (storable(source),))
    found = [text for text, ended in rows if ended is None]
    for text in found:
        gone: dict[int, str] = dict(database.rows("SELECT id, evidence FROM telling WHERE text = ?", (text,)))
        left = {telling: event for telling, event in neighbours(database, gone).items() if telling not in gone}
        forget = ((telling, searchable(evidence)) for telling, evidence in gone.items())
        database.run_each("INSERT INTO words (words, rowid, evidence) VALUES ('delete', ?, ?)", forget)
        ended = {row[0] for row in database.rows("SELECT event FROM telling WHERE text = ?", (text,))}
        database.run(f"DELETE FROM event WHERE id IN ({LISTED})", (listed(ended),))
        if until:
            database.run("UPDATE text SET until = ? WHERE id = ?", (until.isoformat(), text))
            database.run("UPDATE telling SET past = 1 WHERE text = ?", (text,))
        regroup(database, {}, {telling: None if event in ended else event for telling, event in left.items()})
    if rows and not until:
        _forget(database, source)
    return bool(found)


def _forget(database: Database, source: str) -> None:
    """Deletes the rows of the text *source*, of all days, and documents that no other names."""
    mine = "SELECT id FROM text WHERE source = CAST(? AS TEXT)"
    told = f"SELECT document FROM about JOIN telling ON telling.id = telling WHERE text IN ({mine})"
    linked = f"SELECT parent FROM link WHERE text IN ({mine}) UNION SELECT child FROM link WHERE text IN ({mine})"
    documents = database.rows(f"{told} UNION {linked}", (storable(source),) * 3)
    database.run("DELETE FROM text WHERE source = CAST(? AS TEXT)", (storable(source),))
    database.run_each(_UNUSED, ({"id": document} for (document,) in documents))


_UNUSED = """
DELETE FROM document WHERE id = :id AND NOT EXISTS (SELECT 1 FROM about WHERE document = :id)
AND NOT EXISTS (SELECT 1 FROM link WHERE parent = :id OR child = :id)"""


def put_words(database: Database, telling: int, evidence: str) -> None:
    """Makes *evidence* searchable, its words without marks."""
    database.run("INSERT INTO words (rowid, evidence) VALUES (?, ?)", (telling, searchable(evidence)))


def searchable(words: str) -> str:
    """*words* without marks or case, as they are searched for.

    >>> searchable("Quán triệt Nghị quyết số 18-NQ/TW")
    'quan triet nghi quyet so 18-nq/tw'
    """
    return fold(words).replace("\0", " ").encode("utf-8", "replace").decode("utf-8")


def _candidates(reading: Reading, doc: str) -> Works:
    resolution = reading.resolutions[doc]
    if not isinstance(resolution, Ambiguous):
        return []
    names = ("key", "identifier", "type", "date", "issuer", "title")
    return [{name: getattr(one.work, name) for name in names} for one in resolution.candidates]


def _put_document(database: Database, document: TimelineDocument, candidates: Works) -> int:
    record, works = json.dumps(document.to_record()), json.dumps(candidates)
    mark = blake2b(f"{record}{works}".encode(), digest_size=16).digest()
    if found := database.rows("SELECT id FROM document WHERE mark = ?", (mark,)):
        return int(found[0][0])
    numbers = (serial(document.identifier), serial(document.authority))
    key, words = document.key.encode("utf-8", "replace").decode("utf-8"), searchable(document.label)
    return database.run(_PUT_DOCUMENT, (record, works, mark, key, words, *numbers))

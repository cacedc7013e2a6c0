"""Texts and what they tell, put into the database and taken out of it again."""

import json
import re
import zlib
from datetime import date
from hashlib import blake2b

from attrs import frozen

from citetrack import __version__
from citetrack._text import fold
from citetrack.reading import Reading
from citetrack.resolution import Ambiguous
from citetrack.timeline import TimelineDocument, TimelineEvent
from citetrack.timeline.tellings import tellings
from citetrack.tracker.database import LISTED, Database, listed, storable
from citetrack.tracker.grouping import kin, regroup
from citetrack.tracker.rows import TELLING, telling_row

__all__ = ["Text", "put_tellings", "put_text", "put_words", "remove_text", "searchable", "serial", "text_hash"]


@frozen
class Text:
    """What is kept of a text beside its tellings.

    Attributes:
        source: what the caller calls it: an address, a path.
        name: the id under which it is the source of events.
        address: where it comes from, or None.
        hash: of its words and its day of publication.
        reader: the version of citetrack that read it.
        published: the day of publication that was used, in ISO form, or None.
        published_how: how that day was found, or None.
        length: in code points.
        added: the day on which it came in, in ISO form, as the caller says, or None.
        body: the text itself, compressed, if it is kept.
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

    @classmethod
    def of(cls, reading: Reading, source: str, mark: bytes, added: date | None, keep: bool) -> "Text":
        """What is kept of the text of *reading*; its body too if *keep* is true."""
        return cls(
            source,
            reading.id,
            reading.source,
            mark,
            __version__,
            _iso(reading.published),
            reading.published_how,
            len(reading.text),
            _iso(added),
            zlib.compress(reading.text.encode("utf-8", "surrogatepass")) if keep else None,
        )


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def text_hash(text: str, published: date | None) -> bytes:
    """By what the same text of the same day is known again.

    >>> text_hash("Luật", None) == text_hash("Luật", date(2020, 1, 1))
    False
    """
    day = str(published or "").encode()
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16, person=day).digest()


_PUT_TEXT = (
    "INSERT INTO text (source, name, address, hash, reader, published, published_how, length, added, body)"
    " VALUES (CAST(? AS TEXT), CAST(? AS TEXT), CAST(? AS TEXT), ?, ?, ?, ?, ?, ?, ?)"
)
_PUT_TELLING = (
    f"INSERT INTO telling (text, {', '.join(TELLING)}) VALUES (?{', CAST(? AS TEXT)' * (len(TELLING) - 2)}, ?, ?)"
)
_PUT_DOCUMENT = (
    "INSERT INTO document (record, candidates, mark, key, words, number, known_number) VALUES (?, ?, ?, ?, ?, ?, ?)"
)


def put_text(database: Database, text: Text) -> int:
    """Stores *text*; the id of its row."""
    names = (storable(text.source), storable(text.name), storable(text.address))
    facts = (text.hash, text.reader, text.published, text.published_how, text.length, text.added, text.body)
    return database.run(_PUT_TEXT, (*names, *facts))


def put_tellings(database: Database, text: int, reading: Reading) -> dict[int, TimelineEvent]:
    """Stores what the text tells; the tellings by the ids of their rows."""
    stored, documents = {}, {}
    for event, one in zip(reading.events, tellings(reading), strict=True):
        telling = database.run(_PUT_TELLING, (text, *telling_row(one)))
        for doc, document in zip(event.docs, one.documents, strict=True):
            if doc not in documents:
                documents[doc] = _put_document(database, document, _candidates(reading, doc))
        about = ((telling, position, documents[doc]) for position, doc in enumerate(event.docs))
        database.run_each("INSERT INTO about (telling, position, document) VALUES (?, ?, ?)", about)
        put_words(database, telling, one.sources[0].evidence)
        stored[telling] = one
    return stored


def remove_text(database: Database, source: str) -> bool:
    """Takes the text *source* and its tellings away; their events become what the other texts tell of them."""
    asked = "SELECT id FROM text WHERE source = CAST(? AS TEXT)"
    for (text,) in (found := database.rows(asked, (storable(source),))):
        gone: dict[int, str] = dict(database.rows("SELECT id, evidence FROM telling WHERE text = ?", (text,)))
        left = kin(database, gone) - gone.keys()
        documents = database.rows(f"SELECT DISTINCT document FROM about WHERE telling IN ({LISTED})", (listed(gone),))
        forget = ((telling, searchable(evidence)) for telling, evidence in gone.items())
        database.run_each("INSERT INTO words (words, rowid, evidence) VALUES ('delete', ?, ?)", forget)
        database.run(
            f"DELETE FROM event WHERE id IN (SELECT event FROM telling WHERE id IN ({LISTED}))", (listed(gone),)
        )
        database.run("DELETE FROM text WHERE id = ?", (text,))
        unused = "DELETE FROM document WHERE id = ? AND NOT EXISTS (SELECT 1 FROM about WHERE document = ?)"
        database.run_each(unused, ((document, document) for (document,) in documents))
        regroup(database, left)
    return bool(found)


def put_words(database: Database, telling: int, evidence: str) -> None:
    """Makes *evidence* searchable, its words without marks."""
    database.run("INSERT INTO words (rowid, evidence) VALUES (?, ?)", (telling, searchable(evidence)))


def searchable(words: str) -> str:
    """*words* without marks or case, as they are searched for.

    >>> searchable("Quán triệt Nghị quyết số 18-NQ/TW")
    'quan triet nghi quyet so 18-nq/tw'
    """
    return fold(words).encode("utf-8", "replace").decode("utf-8")


def _candidates(reading: Reading, doc: str) -> list[dict[str, str | None]]:
    resolution = reading.resolutions[doc]
    if not isinstance(resolution, Ambiguous):
        return []
    names = ("key", "identifier", "type", "date", "issuer", "title")
    return [{name: getattr(one.work, name) for name in names} for one in resolution.candidates]


def _put_document(database: Database, document: TimelineDocument, candidates: list[dict[str, str | None]]) -> int:
    record, works = json.dumps(document.to_record()), json.dumps(candidates)
    mark = blake2b(f"{record}{works}".encode(), digest_size=16).digest()
    if found := database.rows("SELECT id FROM document WHERE mark = ?", (mark,)):
        return int(found[0][0])
    numbers = (serial(document.identifier), serial(document.authority))
    key, words = document.key.encode("utf-8", "replace").decode("utf-8"), searchable(document.label)
    return database.run(_PUT_DOCUMENT, (record, works, mark, key, words, *numbers))


def serial(identifier: str | None) -> str | None:
    """The digits with which *identifier* begins, without zeros before them: what equal identifiers share.

    >>> serial("0205a-QĐ/TW"), serial("Hiến pháp 2013")
    ('205', None)
    """
    found = re.match(r"0*(\d+)", identifier or "")
    return found[1] if found else None

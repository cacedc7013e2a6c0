"""Dumps: all of a database as JSON Lines, and a database from them: for backups and for other databases."""

import json
from base64 import b64decode, b64encode
from collections.abc import Callable, Iterable, Mapping
from typing import Any, TextIO

from attrs import asdict, fields

from citetrack.errors import CitetrackError, InputError
from citetrack.timeline import Source, TimelineDocument, TimelineEvent
from citetrack.timeline.chains import Link
from citetrack.tracker.corrections import Correction, Target, corrections
from citetrack.tracker.database import LISTED, Database, listed, storable
from citetrack.tracker.decisions import restore
from citetrack.tracker.regrouping import regroup
from citetrack.tracker.rows import tellings_where
from citetrack.tracker.store import Text, links_where, put_link, put_telling, put_text

__all__ = ["dump", "load"]

FORMAT = 1
_TEXT = tuple(one.name for one in fields(Text))


def dump(database: Database, out: TextIO) -> None:
    """Writes a line that says what follows, a line for each text with all that it tells, and one for each correction.

    The lines stand in the order of the texts' names, so that equal databases give equal files.
    """
    print(json.dumps({"citetrack": "tracker", "format": FORMAT}), file=out)
    asked = f"SELECT id, {', '.join(_TEXT)} FROM text ORDER BY source, until IS NULL, until, id"
    for row, *facts in database.rows(asked):
        print(json.dumps({"text": _text(dict(zip(_TEXT, facts, strict=True))) | _told(database, row)}), file=out)
    for correction in corrections(database):
        print(json.dumps({"correction": _correction(correction)}), file=out)


def _text(facts: dict[str, Any]) -> dict[str, Any]:
    body = facts["body"]
    return facts | {"hash": facts["hash"].hex(), "body": body and b64encode(body).decode()}


def _told(database: Database, text: int) -> dict[str, Any]:
    told = tellings_where(database, "SELECT id FROM telling WHERE text = ?", (text,))
    possible = candidates_of(database, told)
    events = [one.to_record() | {"candidates": possible[telling]} for telling, one in sorted(told.items())]
    links = sorted(map(_link, links_where(database, "text.id = ?", (text,))), key=json.dumps)
    return {"events": events, "links": links}


def _link(link: Link) -> dict[str, Any]:
    ends = {name: getattr(link, name).to_record() for name in ("parent", "child")}
    return ends | {"sources": [source.to_record() for source in link.sources]}


def candidates_of(database: Database, tellings: Iterable[int]) -> dict[int, list[list[Any]]]:
    """The works that the documents of *tellings* may be, in the order of the documents."""
    asked = f"SELECT telling, candidates FROM about JOIN document ON document.id = document WHERE telling IN ({LISTED})"
    found: dict[int, list[list[Any]]] = {telling: [] for telling in tellings}
    for telling, possible in database.rows(f"{asked} ORDER BY telling, position", (listed(found),)):
        found[telling].append(json.loads(possible))
    return found


def _correction(correction: Correction) -> dict[str, Any]:
    return {name: told for name, told in asdict(correction).items() if name != "id"}


def load(database: Database, lines: Iterable[str], name: str, report: Callable[[InputError], None]) -> int:
    """Stores what `dump` wrote, beside what is there; the number of texts and corrections that are new.

    Each faulty line goes to *report*, the others are stored.

    Raises:
        InputError: the first line is none of a dump, or one of a newer version.
    """
    numbered = iter(enumerate(lines, 1))
    _check_head(name, next(numbered, (1, ""))[1])
    count = 0
    for number, line in numbered:
        try:
            count += _stored(database, json.loads(line)) if line.strip() else 0
        except CitetrackError as error:
            if not isinstance(error, (InputError, ValueError)):
                raise  # of the database, not of the line
            report(InputError(f"{name}, line {number}", str(error)))
        except (AttributeError, KeyError, TypeError, ValueError, RecursionError) as error:
            report(InputError(f"{name}, line {number}", f"is no text or correction ({type(error).__name__}: {error})"))
    return count


def _check_head(name: str, line: str) -> None:
    try:
        head = json.loads(line)
        version = head["format"] if head["citetrack"] == "tracker" else None
    except (KeyError, TypeError, ValueError, RecursionError):
        version = None
    if not isinstance(version, int):
        raise InputError(f"{name}, line 1", "is no dump of a tracker; expected a file that `dump` wrote")
    if version > FORMAT:
        raise InputError(f"{name}, line 1", f"is of format {version}, this citetrack knows {FORMAT}; update citetrack")


def _stored(database: Database, record: Mapping[str, Any]) -> bool:
    if "correction" in record:
        return _stored_correction(database, record["correction"])
    told = record["text"]
    body = b64decode(told["body"]) if told["body"] else None
    text = Text(**{name: told[name] for name in _TEXT} | {"hash": bytes.fromhex(told["hash"]), "body": body})
    asked = "SELECT 1 FROM text WHERE source = CAST(? AS TEXT) AND until IS ?"
    if database.rows(asked, (storable(text.source), text.until)):
        return False
    with database.writing():
        row = put_text(database, text)
        events = [(TimelineEvent.from_record(event), event["candidates"]) for event in told["events"]]
        stored = [put_telling(database, row, one, possible, bool(text.until)) for one, possible in events]
        for link in told["links"]:
            ends = (TimelineDocument.from_record(link[name]) for name in ("parent", "child"))
            sources = [Source.from_record(source) for source in link["sources"]]
            put_link(database, row, Link(next(ends), next(ends), sources))
        if not text.until:
            regroup(database, {}, dict.fromkeys(stored, None))
    return True


def _stored_correction(database: Database, told: Mapping[str, Any]) -> bool:
    targets = tuple(Target(**target) for target in told["targets"])
    reason, author, made = (str(told[name]) for name in ("reason", "author", "made"))
    back = told["undone"]
    undone = (str(back[0]), str(back[1]), str(back[2])) if back else None
    return restore(database, Correction(told["kind"], str(told["value"]), targets, reason, author, made, undone))

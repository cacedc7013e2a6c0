"""The authority file: works, found by identifier, by name, or by the plenum that passed them."""

import gzip
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, cached_property
from hashlib import sha256
from importlib.resources import files
from itertools import chain
from pathlib import Path
from typing import Any

from citetrack._text import fold
from citetrack.authority.lazy import Head, IdentityIndex, Index, LazyWorks, heads_of
from citetrack.authority.merging import Origins, RegisterConflict, merged
from citetrack.authority.rows import Entries, entries_of_lines, entries_of_rows
from citetrack.authority.search import works_with_words
from citetrack.authority.series import CompleteSeries
from citetrack.authority.sheets import csv_rows, excel_rows, sqlite_rows
from citetrack.authority.works import LAWS, Work, age, identity_of, parts_of
from citetrack.errors import DataError
from citetrack.gazetteer import Plenum, law_named, plenum
from citetrack.gazetteer._tables import key
from citetrack.identifiers import Identifier, unpadded

__all__ = ["AuthorityFile"]


class AuthorityFile:
    """Works, found by identifier, by name, or by the plenum that passed them.

    Attributes:
        works: in the order of the file; those of the shipped register are built when they are asked for.
        problems: one DataError for each row that could not be used.
        complete_series: those of which its owner declares that every document is in it.
        conflicts: what registers that were merged say differently of one work.
    """

    def __init__(
        self,
        works: Iterable[Work],
        problems: Iterable[DataError] = (),
        complete_series: Iterable[CompleteSeries] = (),
        conflicts: Iterable[RegisterConflict] = (),
        origins: Mapping[str, Origins] | None = None,
    ) -> None:
        self.works: Sequence[Work] = works if isinstance(works, LazyWorks) else tuple(works)
        self.problems = tuple(problems)
        self.complete_series = tuple(complete_series)
        self.conflicts = tuple(conflicts)
        self._origins = origins or {}

    @classmethod
    @cache
    def default(cls) -> "AuthorityFile":
        """The register that comes with citetrack, read once.

        >>> AuthorityFile.default().problems
        ()
        """
        return cls(LazyWorks(_shipped()))

    @classmethod
    def from_jsonl(cls, path: str | Path) -> "AuthorityFile":
        """The register in a file of JSON Lines, whose keys are the attributes of Work.

        Raises:
            DataError: the file cannot be read; rows that cannot be used are listed in `problems` instead.
        """
        return cls._of(entries_of_lines(path))

    @classmethod
    def from_csv(
        cls, path: str | Path, columns: Mapping[str, str] | None = None, encoding: str | None = None
    ) -> "AuthorityFile":
        """The register in a file of values that commas, semicolons, tabs or bars part, in UTF-8 or UTF-16.

        Headers are known by what offices call them; *columns* gives the header of a field that is called otherwise:
        `{"identifier": "Mã VB"}`. Rows that cannot be used are listed in `problems`.

        Raises:
            DataError: the file cannot be read, or no column holds the identifiers.
        """
        return cls._of(entries_of_rows(path, csv_rows(path, encoding), columns))

    @classmethod
    def from_excel(
        cls, path: str | Path, columns: Mapping[str, str] | None = None, sheet: str | None = None
    ) -> "AuthorityFile":
        """The register in a sheet of an Excel workbook, the first unless one is named; the rest as `from_csv`.

        Raises:
            DataError: the file cannot be read, or no column holds the identifiers.
            MissingExtraError: openpyxl is not installed.
        """
        return cls._of(entries_of_rows(path, excel_rows(path, sheet), columns))

    @classmethod
    def from_sqlite(
        cls, path: str | Path, table: str | None = None, columns: Mapping[str, str] | None = None
    ) -> "AuthorityFile":
        """The register in a table of an SQLite database, its only one unless one is named; the rest as `from_csv`.

        Raises:
            DataError: the database is missing, locked or damaged, or no column holds the identifiers.
        """
        return cls._of(entries_of_rows(path, sqlite_rows(path, table), columns))

    @classmethod
    def _of(cls, entries: Entries) -> "AuthorityFile":
        return cls(entries.works, entries.problems, entries.series)

    @classmethod
    def from_file(
        cls, path: str | Path, columns: Mapping[str, str] | None = None, table: str | None = None
    ) -> "AuthorityFile":
        """The register in a file of the kind that its name ends in; *table* is one of a database, or a sheet.

        Raises:
            DataError: the file cannot be read, or its name ends in nothing that is known.
            MissingExtraError: it is a workbook and openpyxl is not installed.
        """
        suffix = Path(path).suffix.lower()
        if suffix == ".jsonl":
            return cls.from_jsonl(path)
        if suffix in (".csv", ".tsv"):
            return cls.from_csv(path, columns)
        if suffix in (".xlsx", ".xlsm"):
            return cls.from_excel(path, columns, table)
        if suffix in (".db", ".sqlite", ".sqlite3"):
            return cls.from_sqlite(path, table, columns)
        known = ".jsonl, .csv, .tsv, .xlsx, .db or .sqlite"
        raise DataError(str(path), "the file", f"is of no known kind; expected a name that ends in {known}")

    @classmethod
    def merged(cls, *registers: "AuthorityFile") -> "AuthorityFile":
        """One register of all, each work once; `a | b` is the same for two.

        Where they differ about a work, the first that says something is shown and `conflicts` holds what each says.
        Records are of one work if number, symbol, type, day and place agree; if the days differ, or one has none,
        they are of one work if the number is given once in that time: a year, or a Party term.

        >>> here = Work("30/2020/NĐ-CP", "Nghị định", "here", date_issued="2020-03-05")
        >>> there = Work("30/2020/NĐ-CP", "Nghị định", "there", date_issued="2020-03-15")
        >>> both = AuthorityFile([here]) | AuthorityFile([there])
        >>> len(both), [conflict.values for conflict in both.conflicts]
        (1, [(('2020-03-05', 'here'), ('2020-03-15', 'there'))])
        """
        made = merged([(register.works, register._origins) for register in registers])
        return cls(
            made.works,
            chain.from_iterable(register.problems for register in registers),
            dict.fromkeys(chain.from_iterable(register.complete_series for register in registers)),
            dict.fromkeys((*chain.from_iterable(register.conflicts for register in registers), *made.conflicts)),
            made.origins,
        )

    def __or__(self, other: "AuthorityFile") -> "AuthorityFile":
        return self.merged(self, other)

    def sources(self, work: Work) -> Mapping[str, str]:
        """Where each field of a work comes from, if several records tell of it; else all comes from its source."""
        return self._origins.get(work.key, {})

    @cached_property
    def version(self) -> str:
        """A word for what is in this file: the same for the same works, another after any change.

        >>> len(AuthorityFile.default().version)
        12
        """
        works = self.works
        held = (works.text,) if isinstance(works, LazyWorks) else map(repr, works)
        digest = sha256()
        for part in chain(held, map(repr, self.complete_series)):
            digest.update(part.encode("utf-8", "surrogatepass"))
        return digest.hexdigest()[:12]

    @cached_property
    def _heads(self) -> tuple[Head, ...]:
        return self.works.heads if isinstance(self.works, LazyWorks) else heads_of(self.works)

    @cached_property
    def _by_identity(self) -> IdentityIndex:
        works = self.works
        named = works.identifiers if isinstance(works, LazyWorks) else [work.identifier for work in works]
        return IdentityIndex(works, named)

    @cached_property
    def _by_number(self) -> Index:
        parts = ((parts_of(head.identifier), head.type, at) for at, head in enumerate(self._heads))
        return Index(self.works, (((unpadded(found[0]), kind), at) for found, kind, at in parts if found))

    @cached_property
    def _by_key(self) -> Index:
        return Index(self.works, ((head.key, at) for at, head in enumerate(self._heads)))

    @cached_property
    def _by_type(self) -> Index:
        return Index(self.works, ((head.type, at) for at, head in enumerate(self._heads)))

    @cached_property
    def laws(self) -> tuple[Work, ...]:
        """The laws, codes and ordinances, the oldest first."""
        listed = (work for kind in LAWS for work in self._by_type.get(kind) if work.law_name)
        return tuple(sorted(listed, key=age))

    @cached_property
    def _by_law(self) -> Mapping[str, tuple[Work, ...]]:
        return _grouped((_law_key(work.law_name or ""), work) for work in self.laws)

    @cached_property
    def enders(self) -> Mapping[str, tuple[Work, ...]]:
        """The works that replace or repeal others, by the key of the work that they end."""
        return _grouped(
            (target.key, work)
            for work in (self.works[at] for at, head in enumerate(self._heads) if head.ends_others)
            for target in self._targets(work, (*work.replaces, *work.repeals))
        )

    def __iter__(self) -> Iterator[Work]:
        return iter(self.works)

    def __len__(self) -> int:
        return len(self.works)

    def candidates(self, identifier: str | Identifier, type_name: str | None = None) -> tuple[Work, ...]:
        """The works of that identifier, the oldest first; spelling and leading zeros do not matter.

        >>> [work.date for work in AuthorityFile.default().candidates("35-CT/TW")]
        ['2019-05-30', '2024-06-14']
        """
        found = self._by_identity.of(identity_of(identifier))
        return found if type_name is None else tuple(work for work in found if work.type == type_name)

    def find(self, words: str) -> tuple[Work, ...]:
        """The works of an identifier, else those with all *words* in title or usual name, the best fit first.

        >>> [work.identifier for work in AuthorityFile.default().find("cong tac van thu")][:1]
        ['30/2020/NĐ-CP']
        """
        return self.candidates(words) or works_with_words(self, words)

    def numbered(self, number: str, type_name: str) -> tuple[Work, ...]:
        """The works of that type with that number under any symbol, the oldest first.

        >>> [work.identifier for work in AuthorityFile.default().numbered("205", "Quy định")]
        ['205-QĐ/TW']
        """
        return self._by_number.get((unpadded(number), type_name))

    def by_name(self, name: str, type_name: str | None = None) -> tuple[Work, ...]:
        """The laws, codes and ordinances of that name, or the constitutions, the oldest first.

        >>> [work.date for work in AuthorityFile.default().by_name("Nhà ở", "Luật")]
        ['2005-11-29', '2014-11-25', '2023-11-27']
        """
        if type_name == "Hiến pháp":
            return self._by_type.get(type_name)
        found = self._by_law.get(_law_key(law_named(name) or name), ())
        return tuple(work for work in found if type_name in (None, work.type))

    def plenum(self, number: str, term: str) -> tuple[Work, ...]:
        """The works that a plenum passed, the oldest first.

        >>> [work.identifier for work in AuthorityFile.default().plenum("4", "XI")]
        ['12-NQ/TW', '13-NQ/TW']
        """
        return self.passed_by(plenum(number, term))

    def passed_by(self, sitting: Plenum | None) -> tuple[Work, ...]:
        """The works of this file that a plenum passed, the oldest first."""
        keys = sitting.documents if sitting else ()
        return tuple(sorted((work for key in keys for work in self._by_key.get(key)), key=age))

    def ended_by(self, work: Work) -> tuple[Work, ...]:
        """The works that replace or repeal *work*, wholly or in part, the oldest first."""
        return self.enders.get(work.key, ())

    def is_complete_for(
        self,
        identifier: str | Identifier,
        type_name: str | None = None,
        year: int | None = None,
        place: str | None = None,
    ) -> bool:
        """Whether a document of that identifier would be in this file, because its owner declares the series complete.

        *year* is that of issue, for symbols that carry none; *place* the province or city of a local body.

        >>> AuthorityFile.default().is_complete_for("15/2020/NĐ-CP")
        False
        """
        words = str(identifier)
        return any(series.covers(words, type_name, year, place) for series in self.complete_series)

    def _targets(self, work: Work, identifiers: Iterable[str]) -> Iterator[Work]:
        for identifier in identifiers:
            plain, _, issued = identifier.partition("@")
            for target in self.candidates(plain):
                if target.key != work.key and (target.date == issued if issued else age(target) <= age(work)):
                    yield target


def _grouped(pairs: Iterable[tuple[Any, Work]]) -> dict[Any, tuple[Work, ...]]:
    found: dict[Any, list[Work]] = {}
    for group, work in pairs:
        found.setdefault(group, []).append(work)
    return {group: tuple(sorted(works, key=age)) for group, works in found.items()}


def _law_key(name: str) -> str:
    return key(" ".join(word for word in fold(name).split() if word not in ("va", "&", "cua")))


def _shipped() -> str:
    """The text of the shipped register: a checkout holds it as it is, a wheel compressed."""
    text = files("citetrack") / "data" / "documents.jsonl"
    if text.is_file():
        return text.read_text(encoding="utf-8")
    return gzip.decompress((files("citetrack") / "data" / "documents.jsonl.gz").read_bytes()).decode("utf-8")

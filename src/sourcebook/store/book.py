"""A book opened for reading: every record by type, sorted by id, with its words read from the stored text."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from datetime import date
from functools import cache, cached_property
from pathlib import Path
from typing import Any, TypeVar, cast

import msgspec

from sourcebook.errors import SchemaError
from sourcebook.records.claims import Claim
from sourcebook.records.knowledge import Actor, Event, Relation, Strength
from sourcebook.records.links import Copy, Failure, Link
from sourcebook.records.review import ACTORS, Decision
from sourcebook.records.text import Document, Mention, Original, Segment
from sourcebook.store import before, failing, journal, schema, words
from sourcebook.store.connection import reading_connection, sqlite_errors
from sourcebook.store.identities import Identities, identities_by
from sourcebook.store.originals import Originals
from sourcebook.store.texts import Texts
from sourcebook.store.words import Hit
from sourcebook.tables import columns_of, record_of

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelf:
    """Where the records of one type stand: the table, how ids are ordered, which columns are told otherwise."""

    table: str
    order: tuple[str, ...]
    instead: tuple[tuple[str, str], ...] = ()
    joined: str = ""
    where: str = "1"
    keyed: bool = False


_IN_DOCUMENT = ("document_id", "documents.document_id")
_DOCUMENT = "JOIN documents USING (document_key)"

SHELVES: dict[type, Shelf] = {
    Original: Shelf(table="originals", order=("original_id",)),
    Document: Shelf(table="documents", order=("document_id",), where="shown"),
    Segment: Shelf(
        table="segments",
        order=("segment_id",),
        instead=(_IN_DOCUMENT, ("tokens", "'[]'")),
        joined=_DOCUMENT,
    ),
    Mention: Shelf(
        table="mentions",
        order=("mention_id",),
        instead=(_IN_DOCUMENT, ("segment_id", "segments.segment_id")),
        joined=f"{_DOCUMENT} JOIN segments ON segments.segment_key = mentions.segment_key",
        keyed=True,
    ),
    Claim: Shelf(table="claims", order=("claim_id",), instead=(_IN_DOCUMENT,), joined=_DOCUMENT, keyed=True),
    Copy: Shelf(table="copies", order=("copy_id", "group_key")),
    Link: Shelf(table="links", order=("left", "right", "group_key")),
    Event: Shelf(table="events", order=("event_id", "group_key")),
    Relation: Shelf(table="relations", order=("relation_id", "group_key")),
    Actor: Shelf(table="actors", order=("actor_id", "group_key")),
    Strength: Shelf(table="strengths", order=("strength_id", "group_key")),
    Decision: Shelf(table="decisions", order=("decision_id",)),
    Failure: Shelf(table="failures", order=("stage", "record_id")),
}


@cache
def selection(record: Any) -> str:
    """``SELECT`` of all columns of a record in their order, and last the key of the document whose words it holds."""
    shelf = SHELVES[record]
    instead = dict(shelf.instead)
    columns = [instead.get(each.name, f'{shelf.table}."{each.name}"') for each in columns_of(record)]
    columns.append(f"{shelf.table}.document_key" if shelf.keyed else "NULL")
    return f"SELECT {', '.join(columns)} FROM {shelf.table} {shelf.joined}"  # noqa: S608 - names of our own tables


class Book:
    """A book opened for reading. Use it as a context manager, or call ``close()``."""

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        self.path = path
        self.connection = connection
        self.originals = Originals(path.with_name(path.name + ".originals"))
        self.texts = Texts(connection)
        self._identities: Identities | None = None

    @property
    def identities(self) -> Identities:
        """Who people said is one actor, and who is not."""
        if self._identities is None:
            self._identities = identities_by(journal.about(self.connection, ACTORS))
        return self._identities

    @cached_property
    def is_watched(self) -> bool:
        """Whether a run keeps the events that it replaces, to say at its end what changed."""
        return before.is_watched(self.connection)

    def forget_identities(self) -> None:
        """Read anew who is one actor, since somebody decided."""
        self._identities = None

    def rows(self, record: type[Row]) -> Iterator[Row]:
        """All records of this type, sorted by id."""
        shelf = SHELVES[record]
        order = ", ".join(f'{shelf.table}."{name}"' for name in shelf.order)
        found = self.selected(record, f"WHERE {shelf.where} ORDER BY {order}")
        return map(self._with_problems, found) if record is Document else found

    def row(self, record: type[Row], record_id: str) -> Row | None:
        """The record with this id, or none."""
        shelf = SHELVES[record]
        where = f'WHERE {shelf.where} AND {shelf.table}."{shelf.order[0]}" = ?'
        found = next(self.selected(record, where, (record_id,)), None)
        return self._with_problems(found) if isinstance(found, Document) else found

    def selected(self, record: type[Row], rest: str, given: Sequence[Any] = ()) -> Iterator[Row]:
        """The records that the rest of a ``SELECT`` picks, each with its words; claims with the actors people made."""
        found = self.as_read(record, rest, given)
        if record is Claim:
            return cast(Iterator[Row], (self.identities.told(cast(Claim, claim)) for claim in found))
        return found

    def as_read(self, record: type[Row], rest: str, given: Sequence[Any] = ()) -> Iterator[Row]:
        """The same, claims with the actors that their words name."""
        kind: Any = record
        with sqlite_errors(self.path):
            for *values, key in self.connection.execute(f"{selection(kind)} {rest}", given):
                yield record_of(record, values, "" if key is None else self.texts.of(key))

    def _with_problems(self, document: Any) -> Any:
        found = self.connection.execute(
            "SELECT readings.problems FROM readings JOIN documents USING (document_key) "
            "WHERE shown AND document_id = ?",
            (document.document_id,),
        ).fetchone()
        more = tuple(msgspec.json.decode(found[0])) if found else ()
        return replace(document, problems=document.problems + more) if more else document

    def ids(self, record: type, prefix: str = "") -> list[str]:
        """The ids of this type that begin with ``prefix``, or go on so after their kind; at most a hundred, sorted."""
        shelf = SHELVES[record]
        name, length = f'"{shelf.order[0]}"', len(prefix)
        found = self.connection.execute(
            f"SELECT DISTINCT {name} FROM {shelf.table} WHERE {shelf.where} AND ? IN "  # noqa: S608 - our names
            f"(substr({name}, 1, ?), substr({name}, instr({name}, '-') + 1, ?)) ORDER BY 1 LIMIT 100",
            (prefix, length, length),
        )
        return [each for (each,) in found]

    def ids_of_documents(self) -> list[str]:
        """The ids of all documents."""
        return [each for (each,) in self.connection.execute("SELECT document_id FROM documents WHERE shown")]

    def count(self, record: type) -> int:
        """How many records of this type there are."""
        shelf = SHELVES[record]
        return self.number(f"SELECT count(*) FROM {shelf.table} WHERE {shelf.where}")  # noqa: S608 - our names

    def number(self, query: str, given: Sequence[Any] = ()) -> int:
        """The one number that a query gives."""
        return cast(int, self.connection.execute(query, given).fetchone()[0])

    def origin_groups(self) -> dict[str, str]:
        """The origin group of each document: itself, or the smallest that repeats it or came in one mail."""
        found = self.connection.execute(
            "SELECT document_id, coalesce(cluster_id, document_id) FROM documents "
            "LEFT JOIN members ON stage = 'origins' AND member_id = document_id WHERE shown ORDER BY document_id"
        )
        return dict(found.fetchall())

    def claim_events(self) -> dict[str, str]:
        """The event of each claim that has one; the smallest id where several tell it."""
        found = self.connection.execute(
            "SELECT each.value, min(event_id) FROM events, json_each(claim_ids) AS each GROUP BY 1 ORDER BY 1"
        )
        return dict(found.fetchall())

    def sums_at(self, first: date, last: date) -> list[Claim]:
        """The claims that sum incidents over a time that holds these days, sorted by id."""
        shelf = SHELVES[Claim]
        day = "json_extract(claims.time, '$.{}')"
        around = f"claims.aggregate AND {day.format('earliest')} <= ? AND {day.format('latest')} >= ?"
        found = self.selected(Claim, f"WHERE {shelf.where} AND {around}", (first.isoformat(), last.isoformat()))
        return sorted(found, key=lambda claim: claim.claim_id)

    def paths_behind(self, failure: Failure) -> list[str]:
        """The paths of the documents that a failure concerns, sorted."""
        return failing.paths_behind(self, failure)

    def search(self, query: str, limit: int = 20) -> list[Hit]:
        """The documents that hold these words, best first, each with the passage that does."""
        with sqlite_errors(self.path):
            return words.search(self.connection, query, limit)

    def unfinished(self) -> int:
        """How many pieces of work a run left behind; 0 in a finished book."""
        return self.number("SELECT count(*) FROM pending")

    def close(self) -> None:
        """Close the file."""
        self.connection.close()

    def __enter__(self) -> Book:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()


def open_book(path: Path | str) -> Book:
    """Open a book for reading, as it stands at this moment; several may read while one run writes."""
    path = Path(path)
    book = Book(path, reading_connection(path))
    with ExitStack() as closing:
        closing.enter_context(book)
        schema.check(book.connection, str(path))
        if not schema.is_current(book.connection):
            raise SchemaError(f"{path} was told by another version; bring it up with: sourcebook rebuild --book {path}")
        closing.pop_all()
    return book

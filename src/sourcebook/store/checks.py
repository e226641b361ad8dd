"""Whether a book is what it says: originals untouched, quotes in their place, and the same again when told anew."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256
from typing import Any

import msgspec

from sourcebook.errors import RecordError
from sourcebook.records.claims import Claim
from sourcebook.records.knowledge import Actor, Event, Relation, Strength
from sourcebook.records.links import Copy, Failure
from sourcebook.records.review import Decision
from sourcebook.records.text import Document, Mention, Segment
from sourcebook.store import schema
from sourcebook.store.book import SHELVES, Book, selection
from sourcebook.tables import marks, packer, record_of

TOLD = (Document, Segment, Mention, Claim, Copy, Event, Relation, Actor, Strength, Decision, Failure)
"""The record types that make up what a book tells."""

_KEPT = {"originals": "original_id", "decisions": "number", "refused": "record_id", "writings": "number"}
"""The tables that cannot be told anew, each with its order."""
_encode = msgspec.json.Encoder().encode


def digests(book: Book) -> dict[str, str]:
    """A digest of each table of what the book tells: equal for equal books, wherever and however they were made."""
    told = {SHELVES[record].table: _digest(packer(record)(row) for row in book.rows(record)) for record in TOLD}
    told["origin_groups"] = _digest(sorted(book.origin_groups().items()))
    told["claim_events"] = _digest(sorted(book.claim_events().items()))
    return told


def _digest(rows: Any) -> str:
    digest = sha256()
    for row in rows:
        digest.update(_encode(row) + b"\n")
    return digest.hexdigest()


def damaged_originals(book: Book) -> list[str]:
    """The SHA-256 of stored files that are missing or were changed."""
    stored = (sha for (sha,) in book.connection.execute("SELECT DISTINCT stored FROM originals ORDER BY stored"))
    return list(book.originals.damaged(stored))


def broken_quotes(book: Book) -> list[str]:
    """The ids of mentions and claims whose words do not stand in their document's text."""
    return sorted({*_broken(book, Mention), *_broken(book, Claim)})


def _broken(book: Book, record: type) -> Iterator[str]:
    for *values, key in book.connection.execute(selection(record)):
        try:
            record_of(record, values, book.texts.of(key))
        except RecordError:
            yield values[0]


def copy_kept(book: Book, again: Book) -> None:
    """Copy what cannot be told anew, originals and decisions, into an empty book, and put all to be told."""
    for table, order in _KEPT.items():
        for row in book.connection.execute(f"SELECT * FROM {table} ORDER BY {order}"):  # noqa: S608 - our own tables
            again.connection.execute(f"INSERT INTO {table} VALUES ({marks(len(row))})", row)  # noqa: S608 - the same
    schema.put_all_to_be_read(again.connection)

"""Taking in what ``ingest`` and ``read`` made: documents, and what was read of each.

Identical bytes found in two places are one document: the one at the smaller path is shown, the other stands by.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

import msgspec

from sourcebook.errors import RecordError
from sourcebook.records.claims import Claim
from sourcebook.records.reading import Reading
from sourcebook.records.text import Document, Mention, Segment
from sourcebook.store import handmade, passages, pending
from sourcebook.store.book import Book
from sourcebook.store.identities import GROUPED, Identities
from sourcebook.store.journal import Live
from sourcebook.store.quotes import without_misquotes
from sourcebook.store.schema import STRIDE
from sourcebook.tables import column_names, columns_of, marks, record_of, row_of, row_writer

_SEGMENT = row_writer(Segment, ("document_id", "position", "tokens"))
_MENTION = row_writer(Mention, ("document_id", "segment_id"))
_CLAIM = row_writer(Claim, ("document_id",))

_ROWS_OF = (
    "DELETE FROM claims WHERE document_key = :key",
    "DELETE FROM mentions WHERE mention_key BETWEEN :key * :stride AND :key * :stride + :stride - 1",
    "DELETE FROM segments WHERE segment_key BETWEEN :key * :stride AND :key * :stride + :stride - 1",
    "DELETE FROM readings WHERE document_key = :key",
)


def take_documents(book: Book, original_id: str, found: Sequence[Document], live: Live) -> None:
    """Make ``found`` the documents of this original, and put to be read what has changed for readers."""
    given = {document.document_id: document for document in found}
    had = book.connection.execute("SELECT document_id FROM documents WHERE original_id = ?", (original_id,)).fetchall()
    for document_id in sorted({*given, *(document_id for (document_id,) in had)}):
        before = _shown(book, document_id)
        document = given.get(document_id)
        if document is None:
            _remove(book, original_id, document_id, live)
        else:
            _put(book, original_id, document)
        _show_first(book, document_id)
        after = _shown(book, document_id)
        if after != before:
            if before is not None and (after is None or after[0] != before[0]):
                drop_reading(book, before[0], live)
            pending.mark(book.connection, "read", [document_id])
            _mark_family(book, [each[1] for each in (before, after) if each is not None])
            pending.mark(book.connection, "origins", sorted(live.fellows.get(document_id, ())))


def _mark_family(book: Book, versions: Sequence[Document]) -> None:
    """Attachments count with what they came with: the origins of both are formed anew when one comes or goes."""
    for document in versions:
        if document.parent_id is not None:
            pending.mark(book.connection, "origins", [document.document_id, document.parent_id])


def _remove(book: Book, original_id: str, document_id: str, live: Live) -> None:
    where = (document_id, original_id)
    query = "SELECT document_key FROM documents WHERE document_id = ? AND original_id = ?"
    (key,) = book.connection.execute(query, where).fetchone()
    drop_reading(book, key, live)
    book.connection.execute("DELETE FROM documents WHERE document_key = ?", (key,))
    book.texts.forget(key)


def drop_original(book: Book, original_id: str, live: Live) -> None:
    """Take an original out, and its documents where no other original gives them."""
    take_documents(book, original_id, (), live)
    book.connection.execute("DELETE FROM originals WHERE original_id = ?", (original_id,))
    book.connection.execute("DELETE FROM failed WHERE stage = 'ingest' AND record_id = ?", (original_id,))
    pending.done(book.connection, "ingest", original_id)


def _put(book: Book, original_id: str, document: Document) -> None:
    """Write one original's version of a document, unless it stands there already; it is not shown yet."""
    names, row = column_names(Document), row_of(document)
    where = (document.document_id, original_id)
    found = book.connection.execute(
        f"SELECT document_key, {names} FROM documents WHERE document_id = ? AND original_id = ?",  # noqa: S608 - names of our own
        where,
    ).fetchone()
    if found is None:
        query = f"INSERT INTO documents (original_id, shown, {names}) VALUES ({marks(len(row) + 2)})"  # noqa: S608 - names of our own
        book.connection.execute(query, (original_id, 0, *row))
    elif found[1:] != row:
        key = found[0]
        changes = ", ".join(f'"{column.name}" = ?' for column in columns_of(Document))
        book.connection.execute("UPDATE documents SET shown = 0 WHERE document_key = ?", (key,))
        book.connection.execute(f"UPDATE documents SET {changes} WHERE document_key = ?", (*row, key))  # noqa: S608 - names of our own
        book.texts.forget(key)


def _show_first(book: Book, document_id: str) -> None:
    book.connection.execute(
        "UPDATE documents SET shown = NOT shown WHERE document_id = ?1 AND shown <> (document_key = "
        "(SELECT document_key FROM documents WHERE document_id = ?1 ORDER BY path, original_id LIMIT 1))",
        (document_id,),
    )


def _shown(book: Book, document_id: str) -> tuple[int, Document] | None:
    """The key of the version that is shown, and what readers see of it: all but where it was found."""
    found = book.connection.execute(
        f"SELECT document_key, {column_names(Document)} FROM documents WHERE document_id = ? AND shown",  # noqa: S608 - names of our own
        (document_id,),
    ).fetchone()
    if found is None:
        return None
    return found[0], replace(record_of(Document, found[1:]), path="", original="", problems=())


def take_reading(book: Book, document_id: str, reading: Reading | None, live: Live) -> None:
    """Put what was read of a document in the place of what was read before; none where reading failed."""
    found = book.connection.execute(
        "SELECT document_key FROM documents WHERE document_id = ? AND shown", (document_id,)
    ).fetchone()
    if found is None:
        return
    drop_reading(book, found[0], live)
    if reading is not None:
        reading = without_misquotes(reading)
        _write(book, found[0], reading)
        handmade.exchange(book, document_id, live.handmade.get(document_id, ()))
        pending.mark_claims_of(book.connection, found[0], live)
        passages.mark(book.connection, found[0])


def drop_reading(book: Book, document_key: int, live: Live) -> None:
    """Forget what was read of a document, and put to be done whatever rested on it."""
    pending.mark_claims_of(book.connection, document_key, live)
    passages.mark(book.connection, document_key)
    passages.forget(book.connection, document_key)
    for statement in _ROWS_OF:
        book.connection.execute(statement, {"key": document_key, "stride": STRIDE})


def _write(book: Book, key: int, reading: Reading) -> None:
    connection = book.connection
    position = {segment.segment_id: segment.position for segment in reading.segments}
    _insert(connection, "segments", (_segment_row(key, segment) for segment in reading.segments))
    numbered = enumerate(reading.mentions)
    _insert(connection, "mentions", (_mention_row(key, number, position, each) for number, each in numbered))
    problems = [*reading.problems, *_write_claims(book, key, reading)]
    length = reading.passages[0].document_length if reading.passages else None
    fingerprints = passages.write(connection, key, reading.passages)
    told = (reading.main_claim_id, reading.story and msgspec.json.encode(reading.story).decode())
    _insert(connection, "readings", [(key, length, fingerprints, msgspec.json.encode(problems).decode(), *told)])


def _segment_row(key: int, segment: Segment) -> tuple[Any, ...]:
    return key * STRIDE + segment.position, *_SEGMENT(segment)


def _mention_row(key: int, number: int, position: dict[str, int], mention: Mention) -> tuple[Any, ...]:
    if mention.segment_id not in position:
        raise RecordError(f"mention {mention.mention_id} names a segment that its reading does not hold")
    return key * STRIDE + number, position[mention.segment_id], *_MENTION(mention)


def _write_claims(book: Book, key: int, reading: Reading) -> list[str]:
    """Write claims and the groups they stand in; of two claims with one id the first stays, and that is told."""
    claims = {claim.claim_id: claim for claim in reversed(reading.claims)}
    keys: dict[str, int] = {}
    for claim in sorted(claims.values(), key=lambda each: (each.position, each.claim_id)):
        row = _CLAIM(claim)
        query = f"INSERT INTO claims VALUES ({marks(len(row) + 2)})"  # noqa: S608 - question marks
        keys[claim.claim_id] = book.connection.execute(query, (None, key, *row)).lastrowid or 0
    if lost := {group.claim_id for group in reading.groups} - keys.keys():
        raise RecordError(f"claim {min(lost)} stands in a group and not in its reading")
    groups = dict.fromkeys((stage, group, keys[name]) for stage, group, name in _groups(book.identities, reading))
    _insert(book.connection, "claim_groups", groups)
    twice = len(reading.claims) - len(claims)
    return [f"{twice} claims had the id of another claim and were left out"] if twice else []


def _groups(identities: Identities, reading: Reading) -> Iterator[tuple[str, str, str]]:
    """Each stage and group in which a claim stands, those named after actors by the ids that people gave them."""
    changed = {claim.claim_id: claim for claim in reading.claims if identities.told(claim) is not claim}
    for group in reading.groups:
        if group.stage not in GROUPED or group.claim_id not in changed:
            yield group.stage, group.key, group.claim_id
    for claim in changed.values():
        yield from ((stage, key, claim.claim_id) for stage, key in identities.groups(claim))


def _insert(connection: sqlite3.Connection, table: str, rows: Iterable[tuple[Any, ...]]) -> None:
    listed = list(rows)
    if listed:
        connection.executemany(f"INSERT INTO {table} VALUES ({marks(len(listed[0]))})", listed)  # noqa: S608 - names of our own

"""Taking in what the steps over many documents made, one group at a time, and passing on what changed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from sourcebook.records.links import Copy, Link, SharedPassage
from sourcebook.store import pending
from sourcebook.store.book import Book
from sourcebook.store.documents import marks
from sourcebook.tables import column_names, record_of, row_of


def take_shared_passages(book: Book, fingerprint: str, found: Sequence[SharedPassage]) -> None:
    """The pairs of documents that share one passage; pairs that gained or lost it are compared anew."""
    connection = book.connection
    had = connection.execute(
        'SELECT pair, "left", "right", left_start, left_end, right_start, right_end, left_length, right_length '
        "FROM shared_passages JOIN pairs USING (pair_key) WHERE fingerprint = ?",
        (fingerprint,),
    ).fetchall()
    changed = set(had) ^ {row_of(each) for each in found}
    if not changed:
        return
    connection.execute("DELETE FROM shared_passages WHERE fingerprint = ?", (fingerprint,))
    for each in found:
        key = _pair_key(book, each)
        row = (key, fingerprint, each.left_start, each.left_end, each.right_start, each.right_end)
        connection.execute("INSERT OR IGNORE INTO shared_passages VALUES (?, ?, ?, ?, ?, ?)", row)
    pending.mark(connection, "copies", sorted({row[0] for row in changed}))


def _pair_key(book: Book, shared: SharedPassage) -> int:
    (key,) = book.connection.execute(
        'INSERT INTO pairs (pair, "left", "right", left_length, right_length) VALUES (?, ?, ?, ?, ?) '
        "ON CONFLICT (pair) DO UPDATE SET left_length = excluded.left_length, right_length = excluded.right_length "
        "RETURNING pair_key",
        (shared.pair, shared.left, shared.right, shared.left_length, shared.right_length),
    ).fetchone()
    return int(key)


def take_copies(book: Book, pair: str, found: Sequence[Copy]) -> None:
    """How one document of a pair repeats the other; both documents' claims are looked at anew if that changed."""
    connection = book.connection
    if not connection.execute(
        "SELECT 1 FROM pairs JOIN shared_passages USING (pair_key) WHERE pair = ? LIMIT 1", (pair,)
    ).fetchone():
        connection.execute("DELETE FROM pairs WHERE pair = ?", (pair,))
    ends = sorted({end for each in _replaced(book, "copies", Copy, (pair, found)) for end in (each.left, each.right)})
    pending.mark(connection, "origins", ends)
    mark_evidence_of_documents(book, ends)


def mark_evidence_of_documents(book: Book, document_ids: Iterable[str]) -> None:
    """Put to be told anew what rests on claims of these documents."""
    query = "SELECT document_key FROM documents WHERE document_id = ? AND shown"
    for document_id in document_ids:
        for (key,) in book.connection.execute(query, (document_id,)).fetchall():
            pending.mark_evidence_of(book.connection, key)


def take_links(book: Book, block: str, found: Sequence[Link]) -> None:
    """The links of one block; the clusters of claims whose links changed are formed anew."""
    changed = _replaced(book, "links", Link, (block, found))
    pending.mark(book.connection, "clusters", sorted({end for each in changed for end in (each.left, each.right)}))


def take_told(book: Book, table: str, record: type, told: tuple[str, Sequence[Any]]) -> None:
    """What one group tells, in the place of what it told before."""
    _replaced(book, table, record, told)


def _replaced(book: Book, table: str, record: type, told: tuple[str, Sequence[Any]]) -> list[Any]:
    """Write a group's records in the place of its former ones; give those that came or went."""
    group, found = told
    had = book.connection.execute(
        f"SELECT {column_names(record)} FROM {table} WHERE group_key = ?",  # noqa: S608 - names of our own
        (group,),
    ).fetchall()
    rows = [row_of(each) for each in found]
    changed = set(had) ^ set(rows)
    if changed:
        book.connection.execute(f"DELETE FROM {table} WHERE group_key = ?", (group,))  # noqa: S608
        if rows:
            query = f"INSERT OR REPLACE INTO {table} VALUES ({marks(len(rows[0]) + 1)})"  # noqa: S608
            book.connection.executemany(query, [(group, *row) for row in rows])
    return [record_of(record, row) for row in sorted(changed, key=repr)]

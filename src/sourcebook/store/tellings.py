"""Taking in what the steps over many documents made, one group at a time, and passing on what changed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from sourcebook.records.links import Copy, Link, SharedPassage
from sourcebook.store import before, pending
from sourcebook.store.book import Book
from sourcebook.tables import column_names, marks, record_of, row_of

_PASSAGES = """
    SELECT one.document_id, other.document_id, left_start, left_end, right_start, right_end, left_key, right_key
    FROM shared_passages JOIN documents AS one ON one.document_key = left_key
    JOIN documents AS other ON other.document_key = right_key
    WHERE fingerprint = ?
"""
_FORGET = (
    "DELETE FROM shared_passages WHERE fingerprint = ? AND left_key = ? AND right_key = ? "
    "AND left_start = ? AND left_end = ? AND right_start = ? AND right_end = ?"
)


def take_shared_passages(book: Book, fingerprint: str, found: Sequence[SharedPassage]) -> None:
    """The pairs of documents that share one passage; pairs that gained or lost it are compared anew."""
    had = {row[:6]: row[6:] for row in book.connection.execute(_PASSAGES, (fingerprint,))}
    rows = {(s.left, s.right, s.left_start, s.left_end, s.right_start, s.right_end) for s in found}
    gone = [(int(fingerprint), *had[row], *row[2:]) for row in had.keys() - rows]
    book.connection.executemany(_FORGET, gone)
    come = [(int(fingerprint), *(_key(book, name) for name in row[:2]), *row[2:]) for row in rows - had.keys()]
    book.connection.executemany("INSERT OR IGNORE INTO shared_passages VALUES (?, ?, ?, ?, ?, ?, ?)", come)
    changed = had.keys() ^ rows
    pending.mark(book.connection, "copies", sorted({pair_of(left, right) for left, right, *_ in changed}))


def pair_of(left: str, right: str) -> str:
    """The name of two documents together."""
    return f"{left}|{right}"


def _key(book: Book, document_id: str) -> int:
    query = "SELECT document_key FROM documents WHERE shown AND document_id = ?"
    return book.number(query, (document_id,))


def take_copies(book: Book, pair: str, found: Sequence[Copy]) -> None:
    """How one document of a pair repeats the other; both documents' claims are looked at anew if that changed."""
    changed = _replaced(book, "copies", Copy, (pair, found))
    ends = sorted({end for each in changed for end in (each.left, each.right)})
    pending.mark(book.connection, "origins", ends)
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
    watched = table == "events" and book.is_watched
    if watched:
        before.keep_group(book.connection, told[0])
    if _replaced(book, table, record, told) and watched:
        before.note_now(book.connection, told[0])


def _replaced(book: Book, table: str, record: type, told: tuple[str, Sequence[Any]]) -> list[Any]:
    """Write a group's records in the place of its former ones; give those that came or went."""
    group, found = told
    had = book.connection.execute(
        f"SELECT {column_names(record)} FROM {table} WHERE group_key = ?",  # noqa: S608 - names of our own
        (group,),
    ).fetchall()
    rows = list(dict.fromkeys(row_of(each) for each in found))
    changed = set(had) ^ set(rows)
    if changed:
        book.connection.execute(f"DELETE FROM {table} WHERE group_key = ?", (group,))  # noqa: S608 - the same
        if rows:
            query = f"INSERT OR REPLACE INTO {table} VALUES ({marks(len(rows[0]) + 1)})"  # noqa: S608 - the same
            book.connection.executemany(query, [(group, *row) for row in rows])
    return [record_of(record, row) for row in sorted(changed, key=repr)]

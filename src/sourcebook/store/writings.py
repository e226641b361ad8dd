"""What people wrote into a book beside their decisions: stories and saved views. Only ever added to."""

from __future__ import annotations

from pathlib import Path

from sourcebook.records.review import Writing
from sourcebook.store.book import Book
from sourcebook.store.connection import sqlite_errors, transaction
from sourcebook.store.work import write_book
from sourcebook.tables import column_names, marks, record_of, row_of


def write_down(path: Path, writing: Writing) -> None:
    """Add a version of a writing."""
    row = row_of(writing)
    query = f"INSERT INTO writings ({column_names(Writing)}) VALUES ({marks(len(row))})"  # noqa: S608 - our own names
    with write_book(path) as book, transaction(book.connection, book.path):
        book.connection.execute(query, row)


def versions_of(book: Book, writing_id: str) -> list[Writing]:
    """All versions of one writing, the latest first."""
    query = f"SELECT {column_names(Writing)} FROM writings WHERE writing_id = ? ORDER BY number DESC"  # noqa: S608 - the same
    with sqlite_errors(book.path):
        return [record_of(Writing, row) for row in book.connection.execute(query, (writing_id,))]


def writings(book: Book, kind: str) -> list[Writing]:
    """The latest version of each writing of a kind that was not struck out, the last written first."""
    query = (
        f"SELECT {column_names(Writing)} FROM writings WHERE kind = ? AND number IN "  # noqa: S608 - the same
        "(SELECT max(number) FROM writings GROUP BY writing_id) AND text <> '' ORDER BY number DESC"
    )
    with sqlite_errors(book.path):
        return [record_of(Writing, row) for row in book.connection.execute(query, (kind,))]

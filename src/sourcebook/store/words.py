"""Full-text search over titles and texts."""

from __future__ import annotations

import re
import sqlite3
import unicodedata
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A document that holds the words looked for; ``passage`` marks them with ``[`` and ``]``."""

    document_id: str
    path: str
    title: str | None
    published_on: str | None
    passage: str


_QUERY = """
    SELECT document_id, path, documents.title, published_on, snippet(document_words, 1, '[', ']', ' … ', 24)
    FROM document_words JOIN documents ON document_key = document_words.rowid
    WHERE document_words MATCH ? ORDER BY bm25(document_words, 4.0, 1.0), document_id LIMIT ?
"""


def search(connection: sqlite3.Connection, query: str, limit: int) -> list[Hit]:
    """The best documents for a query in SQLite's full-text language; words alone where it is none.

    Letters count without their marks, and marks typed apart from their letters are joined to them, as in the texts.
    """
    query = unicodedata.normalize("NFC", query.encode("utf-8", "replace").decode())
    if not re.search(r"\w", query):
        return []
    try:
        found = connection.execute(_QUERY, (query, limit)).fetchall()
    except sqlite3.OperationalError:
        found = connection.execute(_QUERY, (plain_words(query), limit)).fetchall()
    names = ("document_id", "path", "title", "published_on", "passage")
    return [Hit(**dict(zip(names, row, strict=True))) for row in found]


def plain_words(query: str) -> str:
    """The words of a query, each quoted, so that marks mean nothing.

    >>> plain_words('al-Shabaab "raid')
    '"al" "Shabaab" "raid"'
    """
    return " ".join(f'"{word}"' for word in re.findall(r"\w+", query))

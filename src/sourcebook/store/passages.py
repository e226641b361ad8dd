"""Fingerprints of passages: which documents hold one, and which ones a document holds.

There are dozens in a document, so each is kept as eight bytes, once by fingerprint and once in its document's reading.
"""

from __future__ import annotations

import sqlite3
from array import array
from collections.abc import Iterable
from hashlib import sha256

from sourcebook.records.links import Passage

_MARK = (
    "INSERT OR IGNORE INTO pending SELECT 'shared_passages', ?1 WHERE EXISTS "
    "(SELECT 1 FROM passages WHERE fingerprint = ?1 AND document_key <> ?2)"
)


def write(connection: sqlite3.Connection, document_key: int, found: Iterable[Passage]) -> bytes:
    """Write a document's passages and give its fingerprints as its reading keeps them."""
    rows = sorted({(_number(each.fingerprint), document_key, each.start, each.end) for each in found})
    connection.executemany("INSERT INTO passages VALUES (?, ?, ?, ?)", rows)
    return array("q", dict.fromkeys(fingerprint for fingerprint, *_ in rows)).tobytes()


def _number(fingerprint: str) -> int:
    return int.from_bytes(sha256(fingerprint.encode()).digest()[:8], "big", signed=True)


def fingerprints_of(connection: sqlite3.Connection, document_key: int) -> list[int]:
    """The fingerprints of a document, in order; none where it was not read."""
    query = "SELECT fingerprints FROM readings WHERE document_key = ?"
    found = connection.execute(query, (document_key,)).fetchone()
    return array("q", found[0]).tolist() if found else []


def mark(connection: sqlite3.Connection, document_key: int) -> None:
    """Put to be done the fingerprints that a document shares, and the pairs in which it repeats or is repeated."""
    shared = ((fingerprint, document_key) for fingerprint in fingerprints_of(connection, document_key))
    connection.executemany(_MARK, shared)
    connection.execute(
        "INSERT OR IGNORE INTO pending SELECT 'copies', group_key FROM documents JOIN copies "
        'ON document_id = "left" OR document_id = "right" WHERE document_key = ?',
        (document_key,),
    )


def forget(connection: sqlite3.Connection, document_key: int) -> None:
    """Delete a document's passages and what it shared."""
    own = [(fingerprint, document_key) for fingerprint in fingerprints_of(connection, document_key)]
    connection.executemany("DELETE FROM shared_passages WHERE fingerprint = ?1 AND ?2 IN (left_key, right_key)", own)
    connection.executemany("DELETE FROM passages WHERE fingerprint = ? AND document_key = ?", own)

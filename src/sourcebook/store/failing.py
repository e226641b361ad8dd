"""What could not be handled: which failures are a run's own, and which documents stand behind each."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from sourcebook.records.claims import Claim
from sourcebook.records.links import Failure

if TYPE_CHECKING:
    from sourcebook.store.book import Book

_ORIGINALS = "SELECT original_id FROM documents WHERE document_id = ?"
_PATH = "SELECT path FROM documents WHERE document_id = ? AND shown"
_PATH_OF_ORIGINAL = "SELECT path FROM originals WHERE original_id = ?"
_PATHS_OF_CLUSTER = """
    SELECT DISTINCT documents.path FROM members JOIN claims ON claim_id = member_id JOIN documents USING (document_key)
    WHERE stage = 'clusters' AND cluster_id = ? ORDER BY 1
"""
_PATHS_OF_GROUP = """
    SELECT DISTINCT documents.path FROM claim_groups JOIN claims USING (claim_key) JOIN documents USING (document_key)
    WHERE stage = ? AND key = ? ORDER BY 1
"""


def failing(book: Book) -> frozenset[tuple[str, str]]:
    """The step and the input of every failure that the book notes."""
    return frozenset((failure.stage, failure.record_id) for failure in book.rows(Failure))


def failures_of_run(book: Book, before: Collection[tuple[str, str]], given: Collection[str]) -> int:
    """How many inputs failed in a run: what had not failed before it, and what it was given once more.

    ``given`` are ids of originals, and paths of files that none was made of.
    """
    return sum(each not in before or bool(_sources(book, each[1]) & set(given)) for each in failing(book))


def _sources(book: Book, record_id: str) -> set[str]:
    return {record_id} | {name for (name,) in book.connection.execute(_ORIGINALS, (record_id,))}


def paths_behind(book: Book, failure: Failure) -> list[str]:
    """The paths of the documents that a failure concerns: one while it is read, all of a group later; sorted."""
    name = failure.record_id
    match failure.stage:
        case "ingest":
            found = _column(book, _PATH_OF_ORIGINAL, name) or [name]
        case "read":
            found = _column(book, _PATH, name)
        case "copies":
            found = [path for end in name.split("|") for path in _column(book, _PATH, end)]
        case "events":
            claim = book.row(Claim, name)
            alone = _column(book, _PATH, claim.document_id) if claim else []
            found = _column(book, _PATHS_OF_CLUSTER, name) or alone
        case stage:
            found = _column(book, _PATHS_OF_GROUP, stage, name)
    return sorted(found)


def _column(book: Book, query: str, *given: str) -> list[str]:
    return [value for (value,) in book.connection.execute(query, given)]

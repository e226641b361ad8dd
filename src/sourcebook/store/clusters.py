"""Forming clusters anew where their links changed, and only there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from sourcebook.records.links import Copy, Link, Member
from sourcebook.stages import Clusters, Engine
from sourcebook.store import pending
from sourcebook.store.book import Book
from sourcebook.store.repeats import as_one, repeated
from sourcebook.store.tellings import mark_evidence_of_documents

_OF_TOUCHED = 'WHERE "left" IN (SELECT id FROM touched)'
_EDGES: dict[str, tuple[type, str]] = {
    "origins": (Copy, f"{_OF_TOUCHED} AND kind IN ('copy', 'edited_copy')"),
    "clusters": (Link, _OF_TOUCHED),
}
"""An excerpt makes the sentences that it repeats dependent, not the document."""

_TOUCHED = (
    "INSERT OR IGNORE INTO touched SELECT key FROM pending WHERE stage = :stage",
    "INSERT OR IGNORE INTO touched SELECT member_id FROM members WHERE stage = :stage AND cluster_id IN "
    "(SELECT cluster_id FROM members JOIN touched ON member_id = id WHERE stage = :stage)",
)
"""A cluster is closed under links that did not change, and both ends of one that did are pending: so these are all."""


def form_clusters(book: Book, stage: Clusters, engine: Engine) -> None:
    """Recompute the clusters of all records that are pending, with all that were or will be in one with them."""
    _touch(book, stage)
    had = dict(_members(book, stage.name))
    formed = _formed(book, stage, engine)
    book.connection.execute(
        "DELETE FROM members WHERE stage = ? AND member_id IN (SELECT id FROM touched)", (stage.name,)
    )
    rows = ((stage.name, member, cluster) for member, cluster in sorted(formed.items()))
    book.connection.executemany("INSERT INTO members VALUES (?, ?, ?)", rows)
    if stage.name == "origins":
        moved = (key for key in {*had, *formed} if had.get(key, key) != formed.get(key, key))
        mark_evidence_of_documents(book, sorted(moved))
    else:
        pending.mark(book.connection, "events", sorted({*had.values(), *formed.values()}))
    book.connection.execute("DELETE FROM pending WHERE stage = ?", (stage.name,))


def _touch(book: Book, stage: Clusters) -> None:
    book.connection.execute("CREATE TEMP TABLE IF NOT EXISTS touched (id TEXT PRIMARY KEY) WITHOUT ROWID")
    book.connection.execute("DELETE FROM touched")
    for statement in _TOUCHED:
        book.connection.execute(statement, {"stage": stage.name})


def _members(book: Book, stage: str) -> Iterator[tuple[str, str]]:
    query = "SELECT member_id, cluster_id FROM members JOIN touched ON member_id = id WHERE stage = ?"
    yield from book.connection.execute(query, (stage,))


def _formed(book: Book, stage: Clusters, engine: Engine) -> dict[str, str]:
    members: Iterator[Member] = engine.members(stage, _edges(book, stage))
    formed = {member.member_id: member.cluster_id for member in members}
    if stage.name == "clusters":
        alone = book.connection.execute(
            "SELECT claim_id FROM claims JOIN touched ON claim_id = id WHERE kind = 'event'"
        )
        for (claim_id,) in alone:
            formed.setdefault(claim_id, claim_id)
    return formed


def _edges(book: Book, stage: Clusters) -> Iterator[Any]:
    record, which = _EDGES[stage.name]
    found: Iterator[Any] = book.selected(record, f'{which} ORDER BY "left", "right"')
    if stage.name != "origins":
        yield from found
        return
    by_people = repeated(book.connection)
    yield from (copy for copy in (*found, *_came_together(book)) if not by_people.parts(copy))
    touched = {name for (name,) in book.connection.execute("SELECT id FROM touched")}
    there = _there(book, {end for pair in by_people.together for end in pair})
    yield from (copy for copy in by_people.edges(touched) if {copy.left, copy.right} <= there)


def _there(book: Book, document_ids: Iterable[str]) -> set[str]:
    """Which of some documents the book holds."""
    query = "SELECT document_id FROM documents WHERE shown AND document_id = ?"
    return {name for each in document_ids for (name,) in book.connection.execute(query, (each,))}


def _came_together(book: Book) -> Iterator[Copy]:
    """Attachments with the document that they came with: whoever sent them is one source."""
    found = book.connection.execute(
        "SELECT DISTINCT document_id, parent_id FROM documents JOIN touched ON document_id = id "
        "WHERE shown AND parent_id IS NOT NULL ORDER BY 1, 2"
    )
    for ends in found:
        yield as_one(*ends)

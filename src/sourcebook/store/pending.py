"""What is still to be done: pairs of a step and a key, written in the transaction that changed the step's input.

So a run that is killed leaves nothing forgotten, and a new document or decision puts only that work here whose input
it changed.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator

from sourcebook.records.review import Decision
from sourcebook.store.journal import Live, block_of, pairs_claims

_PAGE = 500

_ALL = {
    "ingest": "SELECT original_id FROM originals",
    "read": "SELECT document_id FROM documents WHERE shown",
    "shared_passages": "SELECT CAST(fingerprint AS TEXT) FROM passages GROUP BY fingerprint "
    "HAVING min(document_key) < max(document_key)",
    "copies": "SELECT one.document_id || '|' || other.document_id FROM shared_passages "
    "JOIN documents AS one ON one.document_key = left_key JOIN documents AS other ON other.document_key = right_key",
    "links": "SELECT key FROM claim_groups WHERE stage = 'links' GROUP BY key HAVING count(*) > 1",
    "events": "SELECT cluster_id FROM members WHERE stage = 'clusters'",
}
"""The keys of each step that may have anything to do; those of other steps are groups in which claims stand."""


def mark(connection: sqlite3.Connection, stage: str, keys: Iterable[str]) -> None:
    """Put these keys of a step to be done."""
    connection.executemany("INSERT OR IGNORE INTO pending VALUES (?, ?)", ((stage, key) for key in keys))


def mark_all(connection: sqlite3.Connection, stage: str, live: Live) -> None:
    """Put all keys of a step to be done, as when the step's own settings changed."""
    keys = _ALL.get(stage, "SELECT key FROM claim_groups WHERE stage = ?1")
    connection.execute(f"INSERT OR IGNORE INTO pending SELECT ?1, * FROM ({keys})", (stage,))  # noqa: S608 - as above
    if stage == "links":
        mark(connection, stage, map(block_of, live.by_id))


def done(connection: sqlite3.Connection, stage: str, key: str) -> None:
    """Take one key off."""
    connection.execute("DELETE FROM pending WHERE stage = ? AND key = ?", (stage, key))


def count(connection: sqlite3.Connection, stage: str) -> int:
    """How many keys of a step are to be done."""
    return int(connection.execute("SELECT count(*) FROM pending WHERE stage = ?", (stage,)).fetchone()[0])


def pages(connection: sqlite3.Connection, stage: str) -> Iterator[list[str]]:
    """The keys of a step that are to be done, in order, some hundreds at a time; they may be taken off meanwhile."""
    last = ""
    query = "SELECT key FROM pending WHERE stage = ? AND key > ? ORDER BY key LIMIT ?"
    while page := [key for (key,) in connection.execute(query, (stage, last, _PAGE))]:
        yield page
        last = page[-1]


def documents(connection: sqlite3.Connection) -> Iterator[list[str]]:
    """The documents that are to be read, in the order in which they were stored: so their rows are only appended."""
    last = 0
    query = (
        "SELECT document_key, document_id FROM documents JOIN pending ON stage = 'read' AND key = document_id "
        "WHERE shown AND document_key > ? ORDER BY document_key LIMIT ?"
    )
    while page := connection.execute(query, (last, _PAGE)).fetchall():
        yield [document_id for _, document_id in page]
        last = page[-1][0]


def mark_evidence_of(connection: sqlite3.Connection, document_key: int) -> None:
    """What reads the claims of this document together with what is known of it: its date, its copies, its origin."""
    connection.execute(
        "INSERT OR IGNORE INTO pending SELECT stage, key FROM claims JOIN claim_groups USING (claim_key) "
        "WHERE document_key = ? AND stage <> 'links'",
        (document_key,),
    )
    connection.execute(
        "INSERT OR IGNORE INTO pending SELECT 'clusters', claim_id FROM claims WHERE document_key = ?", (document_key,)
    )


def mark_claims_of(connection: sqlite3.Connection, document_key: int, live: Live) -> None:
    """All that reads the claims of this document: also the blocks in which others stand, and decisions' blocks."""
    mark_evidence_of(connection, document_key)
    connection.execute(
        # CROSS JOIN keeps the order: from the document's claims to their groups, not through all groups of the book
        "INSERT OR IGNORE INTO pending SELECT 'links', own.key FROM claims "
        "CROSS JOIN claim_groups AS own USING (claim_key) "
        "WHERE document_key = ? AND own.stage = 'links' AND EXISTS (SELECT 1 FROM claim_groups AS other "
        "WHERE other.stage = 'links' AND other.key = own.key AND other.claim_key <> own.claim_key)",
        (document_key,),
    )
    if named := live.by_claim:
        claims = connection.execute("SELECT claim_id FROM claims WHERE document_key = ?", (document_key,))
        decisions = (each for (claim_id,) in claims.fetchall() for each in named.get(claim_id, ()))
        mark(connection, "links", (block_of(decision.decision_id) for decision in decisions))


def mark_blocks_of(connection: sqlite3.Connection, claim_key: int, decisions: Iterable[Decision]) -> None:
    """The blocks in which a claim meets others, those of decisions about it among them: it is compared anew."""
    connection.execute(
        "INSERT OR IGNORE INTO pending SELECT own.stage, own.key FROM claim_groups AS own "
        "WHERE own.claim_key = ?1 AND own.stage = 'links' AND EXISTS (SELECT 1 FROM claim_groups AS other "
        "WHERE other.stage = 'links' AND other.key = own.key AND other.claim_key <> ?1)",
        (claim_key,),
    )
    mark(connection, "links", (block_of(each.decision_id) for each in decisions if pairs_claims(each)))


def mark_decided(connection: sqlite3.Connection, decision: Decision) -> None:
    """All that reads a decision on its claims: what they tell; also which of them are linked where it pairs claims.

    Actors are told from what claims say alone.
    """
    for claim_id in decision.subject_ids:
        connection.execute(
            "INSERT OR IGNORE INTO pending SELECT stage, key FROM claims JOIN claim_groups USING (claim_key) "
            "WHERE claim_id = ? AND stage <> 'actors' AND (? OR stage <> 'links')",
            (claim_id, pairs_claims(decision)),
        )
        connection.execute(
            "INSERT OR IGNORE INTO pending SELECT 'events', cluster_id FROM members "
            "WHERE stage = 'clusters' AND member_id = ?",
            (claim_id,),
        )
        if not pairs_claims(decision):
            continue
        connection.execute(
            "INSERT OR IGNORE INTO pending SELECT 'clusters', claim_id FROM claims WHERE claim_id = ?", (claim_id,)
        )

"""Forming clusters anew where their links changed, and only there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any, NamedTuple

from sourcebook.records.links import Copy, Member
from sourcebook.stages import Clusters, Engine
from sourcebook.store import pending
from sourcebook.store.book import Book
from sourcebook.store.recalls import mark_undated
from sourcebook.store.repeats import as_one, repeated
from sourcebook.store.tellings import mark_evidence_of_documents

_OF_TOUCHED = 'WHERE "left" IN (SELECT id FROM touched)'
_CLOSED = (
    "INSERT OR IGNORE INTO touched SELECT key FROM pending WHERE stage = :stage",
    "INSERT OR IGNORE INTO touched SELECT member_id FROM members WHERE stage = :whole AND cluster_id IN "
    "(SELECT cluster_id FROM members JOIN touched ON member_id = id WHERE stage = :whole)",
    "INSERT OR IGNORE INTO touched SELECT member_id FROM members WHERE stage = :stage AND cluster_id IN "
    "(SELECT cluster_id FROM members JOIN touched ON member_id = id WHERE stage = :stage)",
)
"""A component is closed under links that did not change, and both ends of one that did are pending: so these are all.

A component that was cut is kept whole under a name of its own beside its clusters; any other is its one cluster.
"""

_TIES = f"""
    SELECT "left", "right", max(score) FROM links {_OF_TOUCHED} GROUP BY 1, 2 ORDER BY 1, 2
"""  # noqa: S608 - names of our own


class Tie(NamedTuple):
    """Two claims that some block links, by the best score; the reasons stay in the book."""

    left: str
    right: str
    score: float


def whole_of(stage: str) -> str:
    """The name under which the components of a step are kept that were too large and are cut into clusters."""
    return f"{stage} uncut"


def form_clusters(book: Book, stage: Clusters, engine: Engine) -> None:
    """Recompute the clusters of all records that are pending, with all that were or will be in one with them.

    Only clusters whose members changed are told anew, and those of the records that are pending themselves.
    """
    _touch(book, stage)
    had = dict(_members(book, stage.name))
    formed = _formed(book, stage, engine)
    for name, clusters in ((stage.name, formed), (whole_of(stage.name), _uncut(book, stage, engine, formed))):
        book.connection.execute(
            "DELETE FROM members WHERE stage = ? AND member_id IN (SELECT id FROM touched)", (name,)
        )
        rows = ((name, member, cluster) for member, cluster in sorted(clusters.items()))
        book.connection.executemany("INSERT INTO members VALUES (?, ?, ?)", rows)
    if stage.name == "origins":
        moved = (key for key in {*had, *formed} if had.get(key, key) != formed.get(key, key))
        mark_evidence_of_documents(book, sorted(moved))
    else:
        pending.mark(book.connection, "events", sorted(_changed(book, had, formed)))
        mark_undated(book)
    book.connection.execute("DELETE FROM pending WHERE stage = ?", (stage.name,))


def _changed(book: Book, had: dict[str, str], formed: dict[str, str]) -> set[str]:
    """The clusters that gained or lost a member, or hold a claim that changed itself."""
    moved = {key for key in {*had, *formed} if had.get(key) != formed.get(key)}
    asked = {key for (key,) in book.connection.execute("SELECT key FROM pending WHERE stage = 'clusters'")}
    named = moved | asked
    return {clusters[key] for clusters in (had, formed) for key in named if key in clusters}


def _touch(book: Book, stage: Clusters) -> None:
    book.connection.execute("CREATE TEMP TABLE IF NOT EXISTS touched (id TEXT PRIMARY KEY) WITHOUT ROWID")
    book.connection.execute("DELETE FROM touched")
    for statement in _CLOSED:
        book.connection.execute(statement, {"stage": stage.name, "whole": whole_of(stage.name)})


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


def _uncut(book: Book, stage: Clusters, engine: Engine, formed: dict[str, str]) -> dict[str, str]:
    """The components of which clusters were cut: each member's, and of no other component's."""
    largest = sum(size for _, size in Counter(formed.values()).most_common(2))
    if not stage.most or largest <= stage.most:
        return {}
    across = (tie for tie in _edges(book, stage) if formed[tie.left] != formed[tie.right])
    between = {tuple(sorted((formed[tie.left], formed[tie.right]))) for tie in across}
    ties = [Tie(left=left, right=right, score=0.0) for left, right in sorted(between)]
    joined = {each.member_id: each.cluster_id for each in engine.members(replace(stage, most=0), ties)}
    return {member: joined[cluster] for member, cluster in formed.items() if cluster in joined}


def _edges(book: Book, stage: Clusters) -> Iterator[Any]:
    if stage.name == "clusters":
        yield from (Tie(*row) for row in book.connection.execute(_TIES))
        return
    # an excerpt makes the sentences that it repeats dependent, not the document
    which = f"{_OF_TOUCHED} AND kind IN ('copy', 'edited_copy') ORDER BY \"left\", \"right\""
    found: Iterator[Any] = book.selected(Copy, which)
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

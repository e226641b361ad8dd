"""What was too large to be compared each with each: counted, so that nobody takes a shortcut for the whole work.

Above its cap a block of claims falls back to a second key, day and place: each claim meets its neighbours only. A
cluster does the same when it is told, and a passage that very many documents share pairs them along a chain.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from sourcebook.store.book import Book

_BLOCKS = "SELECT key, count(*) FROM claim_groups WHERE stage = 'links' GROUP BY key HAVING count(*) > ? ORDER BY 1"
_CLUSTERS = """
    SELECT cluster_id, count(*) FROM members WHERE stage = 'clusters' GROUP BY cluster_id HAVING count(*) > ? ORDER BY 1
"""
_PASSAGES = """
    SELECT count(*) FROM (SELECT fingerprint FROM passages GROUP BY fingerprint
    HAVING count(*) > ?1 AND count(DISTINCT document_key) > ?1)
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Oversized:
    """Blocks and clusters with more claims than are compared each with each, by key; passages are only counted."""

    blocks: dict[str, int]
    clusters: dict[str, int]
    passages: int

    @property
    def count(self) -> int:
        """How many blocks, clusters and passages there are in all."""
        return len(self.blocks) + len(self.clusters) + self.passages


class Caps(Protocol):
    """The settings that say how many are compared each with each."""

    @property
    def block_cap(self) -> int:
        """Claims of one block or cluster."""

    @property
    def passage_cap(self) -> int:
        """Documents with one passage."""


def oversized(book: Book, caps: Caps) -> Oversized:
    """What the book holds above the caps of the settings that it was told by."""
    return Oversized(
        blocks=dict(book.connection.execute(_BLOCKS, (caps.block_cap,)).fetchall()),
        clusters=dict(book.connection.execute(_CLUSTERS, (caps.block_cap,)).fetchall()),
        passages=book.number(_PASSAGES, (caps.passage_cap,)),
    )

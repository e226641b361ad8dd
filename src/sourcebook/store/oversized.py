"""What was too large to be compared each with each: counted, so that nobody takes a shortcut for the whole work.

In a block above its cap each claim meets only those that go best with it by day, place and toll. A component above its
cap is cut where its links are weakest, and a passage that very many documents share pairs them along a chain.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from sourcebook.reconcile.stories import sets_apart
from sourcebook.store.book import Book
from sourcebook.store.clusters import whole_of

_BLOCKS = "SELECT key, count(*) FROM claim_groups WHERE stage = 'links' GROUP BY key HAVING count(*) > ? ORDER BY 1"
_COMPONENTS = "SELECT cluster_id, count(*) FROM members WHERE stage = ? GROUP BY cluster_id ORDER BY 1"
_PASSAGES = """
    SELECT count(*) FROM (SELECT fingerprint FROM passages GROUP BY fingerprint
    HAVING count(*) > ?1 AND count(DISTINCT document_key) > ?1)
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Oversized:
    """Blocks with more claims than are compared each with each, components that were cut, by key; passages are counted.

    ``pairs`` are the pairs of these blocks that were looked at no further than day, place and toll, at most.
    """

    blocks: dict[str, int]
    clusters: dict[str, int]
    passages: int
    pairs: int = 0

    @property
    def count(self) -> int:
        """How many blocks, components and passages there are in all."""
        return len(self.blocks) + len(self.clusters) + self.passages


class Caps(Protocol):
    """The settings that say how many are compared each with each."""

    @property
    def block_cap(self) -> int:
        """Claims of one block."""

    @property
    def block_window(self) -> int:
        """Claims with which each of a larger block is compared."""

    @property
    def passage_cap(self) -> int:
        """Documents with one passage."""


def oversized(book: Book, caps: Caps) -> Oversized:
    """What the book holds above the caps of the settings that it was told by."""
    blocks = dict(book.connection.execute(_BLOCKS, (caps.block_cap,)).fetchall())
    return Oversized(
        blocks=blocks,
        clusters=dict(book.connection.execute(_COMPONENTS, (whole_of("clusters"),)).fetchall()),
        pairs=sum(_left_out(block, size, caps.block_window) for block, size in blocks.items()),
        passages=book.number(_PASSAGES, (caps.passage_cap,)),
    )


def _left_out(block: str, size: int, window: int) -> int:
    """How many pairs of a block are looked at no further, at most; in one that brings nothing together it is all."""
    pairs = size * (size - 1) // 2
    return max(0, pairs - size * window) if sets_apart(block, size) else pairs

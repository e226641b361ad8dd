"""Which documents people said repeat each other, and which do not: one report printed twice, or two reports.

What the program found stays as it is; it is read with what people said about it, so that each decision can be taken
back. Of two decisions about the same two documents the later counts.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise

from sourcebook.records.ids import content_id
from sourcebook.records.links import Copy
from sourcebook.records.review import COPIES, Decision
from sourcebook.records.vocabulary import CopyKind, Verdict
from sourcebook.store import journal

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Repeated:
    """Pairs of documents that people put together, and that they parted; the smaller id comes first."""

    together: frozenset[Pair] = frozenset()
    apart: frozenset[Pair] = frozenset()

    def parts(self, copy: Copy) -> bool:
        """Whether people said that the two documents of a copy are two reports."""
        return (copy.left, copy.right) in self.apart

    def edges(self, document_ids: Collection[str]) -> Iterator[Copy]:
        """What people put together, as copies without common words, where any of these documents is concerned."""
        for left, right in sorted(self.together):
            if left in document_ids or right in document_ids:
                yield as_one(left, right)


def as_one(left: str, right: str) -> Copy:
    """Two documents that count as one source without repeating each other's words."""
    left, right = sorted((left, right))
    copy_id = content_id("copy", left, right)
    return Copy(copy_id=copy_id, left=left, right=right, kind=CopyKind.SHARED_SOURCE, containment=0.0, spans=())


def repeated(connection: sqlite3.Connection) -> Repeated:
    """What standing decisions say about documents."""
    return repeated_by(journal.about(connection, COPIES))


def repeated_by(decisions: Iterable[Decision]) -> Repeated:
    """What decisions about documents, oldest first, say."""
    together: set[Pair] = set()
    apart: set[Pair] = set()
    for decision in decisions:
        if decision.verdict is Verdict.SAME:
            pairs = {_pair(*each) for each in pairwise(decision.subject_ids)}
            together, apart = together | pairs, apart - {_pair(*e) for e in combinations(decision.subject_ids, 2)}
        elif decision.verdict is Verdict.DIFFERENT and decision.value:
            pairs = set(across(json.loads(decision.value)["parts"]))
            together, apart = together - pairs, apart | pairs
    return Repeated(together=frozenset(together), apart=frozenset(apart))


def across(parts: Sequence[Sequence[str]]) -> Iterator[Pair]:
    """Each pair of documents that stand in two different parts."""
    for one, other in combinations(parts, 2):
        yield from (_pair(left, right) for left in one for right in other)


def _pair(left: str, right: str) -> Pair:
    return (left, right) if left < right else (right, left)

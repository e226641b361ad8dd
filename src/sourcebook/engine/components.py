"""Connected components by union-find: which records belong together because a chain of links joins them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from sourcebook.records.links import WORD_FOR_WORD, Member


class Groups:
    """Groups that grow by joining, each named after its smallest member; for its size copies count once."""

    def __init__(self) -> None:
        self._above: dict[str, str] = {}
        self.sizes: Counter[str] = Counter()

    def root(self, node: str) -> str:
        """The smallest member of the node's group; a node not seen before is a group of its own."""
        above = self._above
        up = above.get(node)
        if up is None:
            above[node], self.sizes[node] = node, 1
            return node
        while up != node:
            above[node] = up = above[up]
            node, up = up, above[up]
        return node

    def join(self, left: str, right: str, *, by_copy: bool = False) -> None:
        """Make one group of two roots, of which one holds a copy of a record of the other if ``by_copy``."""
        if left != right:
            low, high = (left, right) if left < right else (right, left)
            self._above[high] = low
            self.sizes[low] += self.sizes.pop(high) - by_copy

    def members(self) -> Iterator[Member]:
        """Every node with its group, sorted by node."""
        for node in sorted(self._above):
            yield Member(cluster_id=self.root(node), member_id=node)


def components(rows: Iterable[Any], most: int = 0) -> Iterator[Member]:
    """The cluster of every record named by a row's ``left`` or ``right``, sorted by record.

    With ``most``, a component of more members is cut: its links join best first, until the next would make too large a
    group; the two that it would have joined grow no further. What a chain of weak links drew together falls apart at
    the weakest, and the same rows give the same groups. Copies of a record belong to it, however many there are.

    >>> from types import SimpleNamespace as Pair
    >>> [m.cluster_id for m in components([Pair(left="b", right="c"), Pair(left="a", right="c")])]
    ['a', 'a', 'a']
    >>> chain = [Pair(left="a", right="b", score=0.9), Pair(left="b", right="c", score=0.6)]
    >>> [m.cluster_id for m in components([*chain, Pair(left="c", right="d", score=0.8)], most=2)]
    ['a', 'a', 'c', 'c']
    >>> [m.cluster_id for m in components([*chain, Pair(left="c", right="d", score=0.5)], most=2)]
    ['a', 'a', 'c', 'd']
    """
    ordered = sorted(rows, key=best_first) if most else rows
    whole = Groups()
    for row in ordered:
        whole.join(whole.root(row.left), whole.root(row.right), by_copy=bool(most) and row.score == WORD_FOR_WORD)
    yield from (cut(ordered, whole, most) if most and max(whole.sizes.values(), default=0) > most else whole).members()


def best_first(row: Any) -> tuple[float, str, str]:
    """The order in which links join."""
    return -row.score, row.left, row.right


def cut(rows: Iterable[Any], whole: Groups, most: int) -> Groups:
    """The groups of components none of which has too many members, of links of which the best come first.

    Two groups that a link would join beyond the size grow no further. So one more record moves those few that its own
    links reach; were the smaller links that still fit let in, each record would push others out, and these others.
    """
    groups, full = Groups(), set[str]()
    for row in rows:
        left, right = groups.root(row.left), groups.root(row.right)
        if left == right:
            continue
        fits = groups.sizes[left] + groups.sizes[right] <= most and left not in full and right not in full
        if fits or row.score >= WORD_FOR_WORD or whole.sizes[whole.root(row.left)] <= most:
            groups.join(left, right, by_copy=row.score == WORD_FOR_WORD)
        else:
            full |= {left, right}
    return groups

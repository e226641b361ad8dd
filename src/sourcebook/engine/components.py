"""Connected components by union-find: which records belong together because a chain of links joins them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from sourcebook.records.links import Member


def components(rows: Iterable[Any]) -> Iterator[Member]:
    """The cluster of every record named by a row's ``left`` or ``right``, sorted by record.

    >>> from types import SimpleNamespace as Pair
    >>> [m.cluster_id for m in components([Pair(left="b", right="c"), Pair(left="a", right="c")])]
    ['a', 'a', 'a']
    """
    parent: dict[str, str] = {}

    def root(node: str) -> str:
        while (above := parent.setdefault(node, node)) != node:
            parent[node] = parent[above]
            node = parent[node]
        return node

    for row in rows:
        low, high = sorted((root(row.left), root(row.right)))
        parent[high] = low
    for node in sorted(parent):
        yield Member(cluster_id=root(node), member_id=node)

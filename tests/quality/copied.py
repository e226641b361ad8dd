"""How surely repeated stories are found among thousands of reports that only share the formulas of their trade.

The reports are made up (``sourcebook.testing.copied``), so it is known who repeats whom, and in which way.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from itertools import islice

from sourcebook.records.vocabulary import CopyKind
from sourcebook.testing.copied import WAYS, Repeated, copies_among, repeated_news

DOCUMENTS = 10_000
MAKES_ONE_ORIGIN = frozenset({CopyKind.COPY, CopyKind.EDITED_COPY})
"""An excerpt makes the sentences that it repeats dependent, not the document."""

Pair = tuple[str, str]


def told_pairs(documents: Sequence[Repeated]) -> dict[Pair, str]:
    """Each pair of documents of which one repeats the other, with the way."""
    return {(of, one.document_id): one.way for one in documents for of in one.of}


def copy_figures(count: int = DOCUMENTS) -> dict[str, tuple[float, int]]:
    """Precision over all pairs found, recall over all that are there, and recall for each way of repeating."""
    documents = list(islice(repeated_news(count), count))
    known = {one.document_id for one in documents}
    truth = {pair: way for pair, way in told_pairs(documents).items() if set(pair) <= known}
    found = {(copy.left, copy.right) for copy in copies_among(documents) if copy.kind in MAKES_ONE_ORIGIN}
    by_way: dict[str, list[bool]] = defaultdict(list)
    for pair, way in truth.items():
        by_way[way].append(pair in found)
    right = len(found & truth.keys())
    figures = {
        "precision": (right / max(1, len(found)), len(found)),
        "recall": (right / max(1, len(truth)), len(truth)),
    }
    return figures | {f"recall_{way}": (sum(by_way[way]) / len(by_way[way]), len(by_way[way])) for way in WAYS}

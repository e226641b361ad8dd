"""Documents that pass on one source about an event though they repeat no words of each other."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import chain, combinations

from sourcebook.records.ids import content_id
from sourcebook.records.knowledge import Event
from sourcebook.records.links import Copy
from sourcebook.records.vocabulary import CopyKind

MOST_PAIRED = 40
"""Documents of one origin that are paired each with each; of more, each with the first."""


def shared_sources(
    events: Iterable[Event],
    document_of: Callable[[str], str | None],
    groups: Mapping[str, str],
    copies: Iterable[Copy],
) -> list[Copy]:
    """The pairs of documents whose claims count as one origin of an event, where neither copies the other.

    Both print one agency's report, quote one person for one figure, or one passes on the other. ``document_of`` names
    the document of a claim, ``groups`` each document's group of copies, and ``copies`` are the pairs already known.
    """
    known = {(copy.left, copy.right) for copy in copies}
    origins = chain.from_iterable(event.origins for event in events)
    told = (sorted({name for claim in origin.claim_ids if (name := document_of(claim))}) for origin in origins)
    pairs = sorted({pair for names in told for pair in _paired(names)})
    return [
        Copy(
            copy_id=content_id("shared-source", left, right),
            left=left,
            right=right,
            kind=CopyKind.SHARED_SOURCE,
            containment=0.0,
            spans=(),
        )
        for left, right in pairs
        if (left, right) not in known and groups.get(left, left) != groups.get(right, right)
    ]


def _paired(names: list[str]) -> Iterator[tuple[str, str]]:
    if len(names) <= MOST_PAIRED:
        return combinations(names, 2)
    return ((names[0], name) for name in names[1:])

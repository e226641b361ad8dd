"""Which document repeats which: passages that two share, and how much of the shorter stands in the longer.

Containment, not likeness: a report cut to a third, or quoted whole inside a longer one, is still the same report.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import combinations, pairwise

from sourcebook.reconcile.options import Options
from sourcebook.records.ids import content_id
from sourcebook.records.links import Copy, Passage, SharedPassage, SpanPair
from sourcebook.records.vocabulary import CopyKind

BRIDGE = 160
"""Characters that may lie between two shared passages of one stretch: the gap that sampling leaves."""
DRIFT = 60
"""Characters by which the same stretch may differ in length between two documents: some words changed."""
WORD_LENGTH = 6
"""Characters of an average English word with the space behind it."""


def shared(left: Passage, right: Passage) -> SharedPassage:
    """One passage of two documents."""
    return SharedPassage(
        pair=f"{left.document_id}|{right.document_id}",
        left=left.document_id,
        right=right.document_id,
        left_start=left.start,
        left_end=left.end,
        right_start=right.start,
        right_end=right.end,
        left_length=left.document_length,
        right_length=right.document_length,
    )


def passage_sharer(options: Options) -> Callable[[Sequence[Passage]], Iterable[SharedPassage]]:
    """Pairs of documents with one fingerprint; above the cap only neighbours by id, so that the work stays linear."""

    def share(passages: Sequence[Passage]) -> Iterator[SharedPassage]:
        ordered = sorted(passages, key=lambda p: (p.document_id, p.start))
        first = list({p.document_id: p for p in reversed(ordered)}.values())[::-1]
        pairs = combinations(first, 2) if len(first) <= options.passage_cap else pairwise(first)
        for left, right in pairs:
            yield shared(left, right)

    return share


def joined(spans: Sequence[SpanPair]) -> list[SpanPair]:
    """Stretches made of passages that follow each other in both documents, small gaps and changes bridged."""
    open_spans: list[SpanPair] = []
    for span in sorted(spans, key=lambda s: (s.left_start, s.right_start, s.left_end, s.right_end)):
        for at, known in enumerate(reversed(open_spans[-4:]), start=1):
            if follows(known, span):
                open_spans[-at] = SpanPair(
                    left_start=known.left_start,
                    left_end=max(known.left_end, span.left_end),
                    right_start=min(known.right_start, span.right_start),
                    right_end=max(known.right_end, span.right_end),
                )
                break
        else:
            open_spans.append(span)
    return open_spans


def follows(known: SpanPair, span: SpanPair) -> bool:
    """Whether a passage carries a stretch on in both documents."""
    near = span.left_start - known.left_end <= BRIDGE and -DRIFT <= span.right_end - known.right_end <= 4 * BRIDGE
    drift = (span.left_start - span.right_start) - (known.left_end - known.right_end)
    inside = (span.left_start - span.right_start) - (known.left_start - known.right_start)
    return near and span.right_start - known.right_end <= BRIDGE and min(abs(drift), abs(inside)) <= DRIFT


def covered(spans: Iterable[tuple[int, int]]) -> int:
    """How many characters the spans cover together."""
    total, reach = 0, 0
    for start, end in sorted(spans):
        total += max(0, end - max(start, reach))
        reach = max(reach, end)
    return total


def kind_of(containment: float, similar_length: bool, longest: int, options: Options) -> CopyKind | None:
    """What the shared share makes of two documents; null where they share but a formula.

    From ``edited_share`` on it is one report in two hands: edited wire copies share a third of their words on average.
    Below it the sentences are borrowed, not the report, and only a run of ``excerpt_words`` words tells borrowing from
    a common phrase.
    """
    if containment >= options.copy_share:
        return CopyKind.COPY if similar_length else CopyKind.EDITED_COPY
    if containment >= options.edited_share:
        return CopyKind.EDITED_COPY
    return CopyKind.EXCERPT if longest >= options.excerpt_words * WORD_LENGTH else None


def copy_finder(options: Options) -> Callable[[Sequence[SharedPassage]], Iterable[Copy]]:
    """How two documents repeat each other, from the passages that they share."""

    def find(passages: Sequence[SharedPassage]) -> Iterator[Copy]:
        first = passages[0]
        stretches = joined(
            sorted(
                {
                    SpanPair(
                        left_start=p.left_start, left_end=p.left_end, right_start=p.right_start, right_end=p.right_end
                    )
                    for p in passages
                },
                key=lambda s: (s.left_start, s.right_start),
            )
        )
        by_left = covered((s.left_start, s.left_end) for s in stretches)
        by_right = covered((s.right_start, s.right_end) for s in stretches)
        shorter = min(first.left_length, first.right_length)
        longer = max(first.left_length, first.right_length)
        containment = min(1.0, min(by_left, by_right) / shorter) if shorter else 0.0
        longest = max(min(s.left_end - s.left_start, s.right_end - s.right_start) for s in stretches)
        long_enough = longest >= options.excerpt_words * WORD_LENGTH
        kind = kind_of(containment, shorter >= options.copy_share * longer, longest, options)
        if kind is None or not long_enough:
            return
        yield Copy(
            copy_id=content_id("copy", first.left, first.right),
            left=first.left,
            right=first.right,
            kind=kind,
            containment=round(containment, 3),
            spans=tuple(stretches),
        )

    return find

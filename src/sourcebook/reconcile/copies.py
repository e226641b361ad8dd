"""Which document repeats which: passages that two share, and how much of the shorter stands in the longer.

Containment, not likeness: a report cut to a third, or quoted whole inside a longer one, is still the same report.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise

from sourcebook.reconcile.options import Options
from sourcebook.records.ids import content_id
from sourcebook.records.links import Copy, Passage, SharedPassage, SpanPair
from sourcebook.records.vocabulary import CopyKind

BRIDGE = 80
"""Characters that may lie between two shared passages of one stretch: the gap that sampling leaves."""
DRIFT = 25
"""Characters by which the same stretch may differ in length between two documents: some words changed."""
SENTENCE = 40
"""Characters of a short sentence: less than this shared is a phrase."""
WHOLE_SENTENCE = 60
"""Characters that a fingerprint of five words hardly reaches: a longer one is a sentence."""
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
    """Whether a passage carries a stretch on, or lies within it, in both documents."""
    near = span.left_start - known.left_end <= BRIDGE and span.right_start - known.right_end <= BRIDGE
    offset = span.left_start - span.right_start
    drift = min(abs(offset - known.left_end + known.right_end), abs(offset - known.left_start + known.right_start))
    return near and span.right_start >= known.right_start - DRIFT and drift <= DRIFT


def apart(spans: Iterable[SpanPair]) -> list[SpanPair]:
    """The longer shared passages that do not overlap: whole sentences, where whole sentences are shared."""
    chosen: list[SpanPair] = []
    for span in sorted(spans, key=lambda s: (s.left_start, -s.left_end, s.right_start)):
        long_enough = span.left_end - span.left_start >= WHOLE_SENTENCE
        if long_enough and (not chosen or chosen[-1].left_end <= span.left_start):
            chosen.append(span)
    return chosen


def covered(spans: Iterable[tuple[int, int]]) -> int:
    """How many characters the spans cover together."""
    total, reach = 0, 0
    for start, end in sorted(spans):
        total += max(0, end - max(start, reach))
        reach = max(reach, end)
    return total


@dataclass(frozen=True, slots=True, kw_only=True)
class Overlap:
    """What two documents share: the share of the shorter, the stretches, the longest in characters, both lengths.

    ``sentences`` counts what is repeated sentence by sentence, though they follow each other in one stretch.
    """

    containment: float
    stretches: tuple[SpanPair, ...]
    sentences: int
    longest: int
    shorter: int
    longer: int


def overlap_of(passages: Sequence[SharedPassage]) -> Overlap:
    """What two documents share, from the fingerprints that both have."""
    first = passages[0]
    spans = {
        SpanPair(left_start=p.left_start, left_end=p.left_end, right_start=p.right_start, right_end=p.right_end)
        for p in passages
    }
    stretches = joined(tuple(spans))
    by_left = covered((s.left_start, s.left_end) for s in stretches)
    by_right = covered((s.right_start, s.right_end) for s in stretches)
    shorter, longer = sorted((first.left_length, first.right_length))
    return Overlap(
        containment=round(min(1.0, min(by_left, by_right) / shorter), 3) if shorter else 0.0,
        stretches=tuple(stretches),
        sentences=max(len(apart(spans)), sum(s.left_end - s.left_start >= SENTENCE for s in stretches)),
        longest=max(min(s.left_end - s.left_start, s.right_end - s.right_start) for s in stretches),
        shorter=shorter,
        longer=longer,
    )


def kind_of(found: Overlap, options: Options) -> CopyKind | None:
    """What the overlap makes of two documents; null where they share but a formula.

    Edited wire copies share a third of their words on average, so two sentences from different parts of a story are
    enough to tell it; a single sentence may be a quotation that two reporters took down.
    """
    if found.longest < options.excerpt_words * WORD_LENGTH:
        return None
    if found.containment >= options.copy_share and found.shorter >= options.copy_share * found.longer:
        return CopyKind.COPY
    separate = sum(s.left_end - s.left_start >= SENTENCE for s in found.stretches)
    share = options.retold_share if separate >= 2 else options.block_share
    retold = found.sentences >= 2 and found.containment >= share
    return CopyKind.EDITED_COPY if retold or found.containment >= options.edited_share else CopyKind.EXCERPT


def copy_finder(options: Options) -> Callable[[Sequence[SharedPassage]], Iterable[Copy]]:
    """How two documents repeat each other, from the passages that they share."""

    def find(passages: Sequence[SharedPassage]) -> Iterator[Copy]:
        found = overlap_of(passages)
        kind = kind_of(found, options)
        if kind is None:
            return
        left, right = passages[0].left, passages[0].right
        yield Copy(
            copy_id=content_id("copy", left, right),
            left=left,
            right=right,
            kind=kind,
            containment=found.containment,
            spans=found.stretches,
        )

    return find

"""Counts of people, as stated: whom a number counts, what happened to them, and how it stands to other numbers."""

from __future__ import annotations

from sourcebook.mentions.counts import Count, counts_in
from sourcebook.mentions.ranked import ranked_in
from sourcebook.mentions.remainders import remainders_in
from sourcebook.mentions.sentence import Sentence
from sourcebook.mentions.settled import with_findings
from sourcebook.mentions.tolls import is_cumulative
from sourcebook.mentions.trees import with_identity, with_parts, with_sums
from sourcebook.mentions.world import people_alive
from sourcebook.records.text import Document, Segment
from sourcebook.records.values import Figure
from sourcebook.records.vocabulary import Harm


def figures_in(segment: Segment, document: Document) -> tuple[Figure, ...]:
    """The counts of people that a segment states, left to right, sums of its parts last."""
    return figures_of(Sentence(segment, document))


def figures_of(sentence: Sentence) -> tuple[Figure, ...]:
    """The counts of people in a sentence that is already seen for reading."""
    if not sentence.tokens:
        return ()
    counts = counts_of(sentence)
    if not counts:
        return ()
    cumulative, most = is_cumulative(sentence), people_alive(sentence)
    return tuple(_figure(sentence, count, cumulative) for count in counts if _is_possible(count, most))


def counts_of(sentence: Sentence) -> list[Count]:
    """The figure tree of a sentence: its counts, parts, sums and findings marked, rests told, the identity checked."""
    read = counts_in(sentence)
    parted = with_parts(sentence, read.found)
    covered = {at for count in parted for at in range(count.start, count.end)}
    rests = [c for c in remainders_in(sentence, read.loose, parted) if covered.isdisjoint(range(c.start, c.end))]
    ranked = [] if any(c.numbered for c in parted) else list(ranked_in(sentence))
    single = [c for c in parted if all(c.end <= one.start or one.end <= c.start for one in ranked)]
    ordered = sorted([*single, *rests, *ranked], key=lambda count: (count.start, count.end))
    return with_findings(sentence, with_identity(with_sums(sentence, ordered)))


def _is_possible(count: Count, most: int) -> bool:
    """Whether a count has a number of people in it that there can be.

    Sums of parts without one common bound ("up to 5 and at least 3") state nothing.
    """
    known = [bound for bound in (count.low, count.best, count.high) if bound is not None]
    return bool(known) and max(known) <= most


def _figure(sentence: Sentence, count: Count, cumulative: bool) -> Figure:
    return Figure(
        harm=count.harm,
        population=count.population,
        low=count.low,
        best=count.best,
        high=count.high,
        qualifier=count.qualifier,
        composition=count.composition,
        words=sentence.words(count.start, count.end),
        includes_perpetrators=count.includes_perpetrators,
        cumulative=cumulative and count.harm is not Harm.STRENGTH and count.numbered,
        superseded=count.superseded,
        rules=tuple(dict.fromkeys(count.rules)),
    )

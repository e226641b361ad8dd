"""Counts of people, as stated: whom a number counts, what happened to them, and how it stands to other numbers."""

from __future__ import annotations

from sourcebook.mentions.counts import Count, counts_in
from sourcebook.mentions.sentence import Sentence
from sourcebook.mentions.tolls import is_cumulative
from sourcebook.mentions.trees import with_parts, with_sums
from sourcebook.records.text import Document, Segment
from sourcebook.records.values import Figure
from sourcebook.records.vocabulary import Harm

MOST = 5_000_000  # people; more than this is a misprint, or history at large


def figures_in(segment: Segment, document: Document) -> tuple[Figure, ...]:
    """The counts of people that a segment states, left to right, sums of its parts last."""
    return figures_of(Sentence(segment, document))


def figures_of(sentence: Sentence) -> tuple[Figure, ...]:
    """The counts of people in a sentence that is already seen for reading."""
    if not sentence.tokens:
        return ()
    counts = with_sums(sentence, with_parts(sentence, counts_in(sentence)))
    cumulative = bool(counts) and is_cumulative(sentence)
    return tuple(_figure(sentence, count, cumulative) for count in counts if _is_possible(count))


def _is_possible(count: Count) -> bool:
    """Whether a count has a number of people in it that there can be.

    Sums of parts without one common bound ("up to 5 and at least 3") state nothing.
    """
    known = [bound for bound in (count.low, count.best, count.high) if bound is not None]
    return bool(known) and max(known) <= MOST


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
    )

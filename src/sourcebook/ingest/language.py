"""The language of a text where nobody states it: a guess."""

from __future__ import annotations

from collections.abc import Iterator

from sourcebook.ingest.extract import Rank, Stated

SAMPLE = 4_000
LEAST = 20
ENGLISH = frozenset(
    {
        "the",
        "of",
        "and",
        "to",
        "in",
        "that",
        "was",
        "were",
        "for",
        "on",
        "with",
        "by",
        "at",
        "said",
        "from",
        "is",
        "his",
    }
)
ENOUGH = 0.2


def language_of(text: str, known: str | None) -> Iterator[Stated]:
    """The language that a text seems to be in, if none is known. English is seen by its small words, without a model.

    >>> [one.value for one in language_of("The army said that the men were killed in the north of the country", None)]
    ['en']
    """
    if known or len(text) < LEAST:
        return
    words = text[:SAMPLE].lower().split()
    if sum(word in ENGLISH for word in words) >= ENOUGH * len(words):
        yield Stated(field="language", value="en", rank=Rank.GUESS)
        return
    from py3langid.langid import classify  # loaded late: 120 ms, and most texts are English

    yield Stated(field="language", value=classify(text[:SAMPLE].lower())[0], rank=Rank.GUESS)

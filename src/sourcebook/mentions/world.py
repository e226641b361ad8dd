"""The most people that a count can have: those alive in the latest year that the sentence names."""

from __future__ import annotations

from functools import cache

from sourcebook.mentions.sentence import Sentence
from sourcebook.mentions.wordlists import lexicon


def people_alive(sentence: Sentence) -> int:
    """The world's people in the latest year of the sentence; of our own years where it names none."""
    years = [int(word) for word in sentence.lower if len(word) == 4 and word.isascii() and word.isdecimal()]
    return world_population(max((year for year in years if 1500 <= year <= 2099), default=2099))


def world_population(year: int) -> int:
    """The most people alive in a year, by the next year of the lexicon's table; the last row stands for later years.

    >>> world_population(1945), world_population(2099)
    (2600000000, 8700000000)
    """
    rows = _table()
    return next((people for until, people in rows if year <= until), rows[-1][1])


@cache
def _table() -> tuple[tuple[int, int], ...]:
    return tuple(sorted((int(year), people) for year, people in lexicon("quantities")["world"].items()))

"""The dead counted by rank: "a third man has died of his wounds" tells of three."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from sourcebook.mentions.counts import Count
from sourcebook.mentions.sentence import Sentence
from sourcebook.mentions.wordlists import lexicon
from sourcebook.records.vocabulary import FigureRule, Harm, Population, Qualifier


def ranked_in(sentence: Sentence) -> Iterator[Count]:
    """How many have died, where the one who died last is told by rank; from the third on.

    A second victim may be the second hit, and ranks within a year or a city run over many incidents.
    """
    words = lexicon("harms")["ranked"]
    if not set(words["over_many"]).isdisjoint(sentence.lower):
        return
    text = " ".join(sentence.lower)
    found = _told().search(text)
    if found is None:
        return
    start = text[: found.start("rank")].count(" ")
    number = words["ranks"][found["rank"]]
    yield Count(
        start=start,
        end=start + 2,
        low=number,
        best=number,
        high=number,
        qualifier=Qualifier.EXACT,
        harm=Harm.KILLED,
        population=Population.PEOPLE,
        cue=start + 1,
        rules=(FigureRule.NUMBER_WORDS, FigureRule.NOUN_OF_HARM),
    )


@cache
def _told() -> re.Pattern[str]:
    """The ways of telling a death by rank, over the words of a sentence in lower case."""
    words = lexicon("harms")["ranked"]
    ranks, people, dies = ("|".join(words[name]) for name in ("ranks", "people", "dies"))
    return re.compile(rf"^(?:a )?(?P<rank>{ranks}) (?:{people})(?: \S+){{0,8}}? (?:{dies})\b")

"""Places named once and pointed back to: "another church in the town", "two hours later, in the same village"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sourcebook.claims.lexicon import words
from sourcebook.claims.places import fineness
from sourcebook.claims.sentence import Sentence
from sourcebook.claims.tellings import Telling
from sourcebook.records.vocabulary import MentionKind

# a country or region is not what "the town" means
SETTLED = 3


def placed_as(telling: Telling, before: Sequence[Telling]) -> Telling:
    """A telling without a place that points back to that of what was just told, placed there."""
    if telling.place is not None or not any(points_to_place(telling.sentence, act.head) for act in telling.acts):
        return telling
    first = min(act.head for act in telling.acts)
    named = [spot for spot in telling.sentence.of(MentionKind.PLACE) if spot.head < first]
    known = [s for s in (*(t.place for t in before), *named) if s and fineness(s.mention.place) >= SETTLED]
    return replace(telling, place=known[-1]) if known else telling


def points_to_place(sentence: Sentence, act: int) -> bool:
    """Whether an act is set "there", in "the town", "the same village" and the like."""
    for index in sentence.below(act):
        token = sentence.tokens[index]
        if sentence.low(index) == "there" and token.dep == "advmod" and token.head == act:
            return True
        if token.dep != "pobj" or sentence.lemma(index) not in words("incidents", "settlements"):
            continue
        lows = {sentence.low(k) for k in sentence.children[index]}
        named = any(sentence.low(k) in ("of", "called", "named") for k in sentence.children[index])
        if (
            sentence.low(token.head) in ("in", "at", "near", "outside", "inside")
            and lows & {"the", "same"}
            and not named
        ):
            return True
    return False

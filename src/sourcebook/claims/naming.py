"""The name of a group that a text sets beside a plain word for it: "a group calling itself X", "the movement X"."""

from __future__ import annotations

from sourcebook.claims.lexicon import words
from sourcebook.claims.sentence import Sentence, Spot
from sourcebook.records.vocabulary import ActorKind, MentionKind

BANDS = frozenset({ActorKind.ARMED_GROUP, ActorKind.FACTION, ActorKind.ORGANISATION, ActorKind.UNKNOWN})


def called(sentence: Sentence, head: int) -> list[Spot]:
    """The names that a word for a group is given in apposition or by "called", "calling itself", "known as"."""
    if sentence.lemma(head) not in words("relations", "group_words") | words("parties", "containers"):
        return []
    tokens = sentence.tokens
    beside: set[int] = set()
    for child in sentence.children[head]:
        if tokens[child].dep == "appos" and child > head:
            beside.add(child)
        if tokens[child].dep in ("acl", "relcl") and sentence.lemma(child) in words("parties", "naming_verbs"):
            beside |= {i for i in sentence.below(child) if tokens[i].pos == "PROPN"}
    return [
        spot
        for spot in sentence.of(MentionKind.ACTOR)
        if spot.mention.actor_kind in BANDS
        and (spot.head in beside or spot.first in beside)
        and spot.mention.words.quote[:1].isupper()
    ]

"""The parties that a noun stands for where words tie it to an act."""

from __future__ import annotations

from sourcebook.claims.agents import agentive, conjuncts, held, named_fighters
from sourcebook.claims.lexicon import words
from sourcebook.claims.naming import called
from sourcebook.claims.parties import noun_party, spot_party
from sourcebook.claims.sentence import Sentence, Spot
from sourcebook.records.claims import Party
from sourcebook.records.vocabulary import ActorKind, MentionKind, Role, Stance


def party_of(sentence: Sentence, head: int, stance: Stance) -> list[Party]:
    """The parties of a noun that can be behind an act; its own people stand for whoever speaks."""
    found = []
    for item in conjuncts(sentence, head):
        inner = item if sentence.spot_at(item, MentionKind.ACTOR) else held(sentence, item)
        if any(sentence.low(k) in ("no", "neither", "which", "what", "any", "none") for k in sentence.children[item]):
            continue
        spot = sentence.spot_at(inner, MentionKind.ACTOR)
        if spot is not None and spot.mention.actor_kind is not ActorKind.POPULATION:
            bands = [*named_fighters(sentence, inner), *called(sentence, inner)]
            voiced = speaks_for(sentence, inner)
            found += [spot_party(band, Role.PERPETRATOR, stance) for band in bands + voiced]
            if not voiced:
                found.append(spot_party(spot, Role.PERPETRATOR, stance))
        elif accusable(sentence, inner):
            bands = called(sentence, inner) or spoken_for(sentence, inner)
            found += [spot_party(band, Role.PERPETRATOR, stance) for band in bands]
            if not bands:
                found.append(noun_party(sentence, inner, Role.PERPETRATOR, stance))
    return found


def accusable(sentence: Sentence, head: int) -> bool:
    """Whether a noun can be held responsible: attackers, or any plain plural of people ("dissident republicans")."""
    if agentive(sentence, head):
        return True
    if sentence.spot_at(head, MentionKind.TRIGGER, MentionKind.WEAPON, MentionKind.TIME, MentionKind.PLACE):
        return False
    token, lemma = sentence.tokens[head], sentence.lemma(head)
    if lemma in words("parties", "nobody_in_particular") or lemma in words("parties", "answering"):
        return False
    return token.tag in ("NNS", "NNPS") and sentence.lemma(head) not in words("parties", "things")


def speaks_for(sentence: Sentence, head: int) -> list[Spot]:
    """The bands that a nameless person speaks for: "a man who said he spoke for the Real IRA"."""
    if sentence.lemma(head) not in ("man", "woman", "caller", "person", "voice", "spokesman"):
        return []
    return spoken_for(sentence, head)


def spoken_for(sentence: Sentence, head: int) -> list[Spot]:
    """The armed groups named in what hangs on a noun: "a man who said he spoke for the Real IRA", "ELN rebels"."""
    below = sentence.below(head)
    bands = (ActorKind.ARMED_GROUP, ActorKind.FACTION)
    return [
        s
        for s in sentence.of(MentionKind.ACTOR)
        if s.head in below and s.head != head and s.mention.actor_kind in bands
    ]

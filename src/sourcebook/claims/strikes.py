"""Who is fought with aircraft and guns: "Russian airstrikes hit X's positions", "Turkish jets bombed PKK camps"."""

from __future__ import annotations

from collections.abc import Iterator

from sourcebook.claims.agents import by_agents, conjuncts, subjects
from sourcebook.claims.alignments import is_state
from sourcebook.claims.lexicon import words
from sourcebook.claims.sentence import Spot
from sourcebook.claims.ties import Scene, Tie, pairs, powers, unique
from sourcebook.records.vocabulary import ActorKind, MentionKind, RelationType

# whose a thing is stands at most so many words before it: "two Daesh weapons stores"
BEFORE = 4
ARMED = frozenset({ActorKind.ARMED_GROUP, ActorKind.FACTION})


def struck(scene: Scene, verb: int, kind: RelationType) -> Iterator[Tie]:
    """ "X airstrikes hit Y", "X jets bombed Y camps", "Y positions were shelled by X"."""
    sentence = scene.sentence
    if sentence.tokens[verb].pos != "VERB":
        return
    passive = subjects(sentence, verb, "nsubjpass")
    doers = by_agents(sentence, verb) if passive else subjects(sentence, verb, "nsubj")
    hit = passive or [k for k in sentence.children[verb] if sentence.tokens[k].dep in ("dobj", "obj")]
    enemies = [s for s in powers(unique([s for noun in hit for s in belonging(scene, noun)])) if not is_state(s)]
    strikers = powers(unique([s for noun in doers for s in whose_arms(scene, noun)]))
    yield from pairs(kind, verb, [s for s in strikers if s not in enemies], enemies)


def whose_arms(scene: Scene, noun: int) -> list[Spot]:
    """Whose aircraft, guns or strikes a noun names, or the force itself."""
    sentence = scene.sentence
    found = []
    for item in conjuncts(sentence, noun):
        spot = sentence.spot_at(item, MentionKind.ACTOR)
        if spot is not None and item == spot.head:
            found.append(spot)
        elif sentence.lemma(item) in words("relations", "arms_nouns"):
            own = [k for k in sentence.children[item] if sentence.tokens[k].dep in ("poss", "compound", "amod", "nmod")]
            found += [s for k in own if (s := sentence.spot_at(k, MentionKind.ACTOR)) is not None]
    return found


def belonging(scene: Scene, noun: int) -> list[Spot]:
    """The group that is hit in what is its own: "positions of X", "X fighters", "two X vehicles"."""
    sentence = scene.sentence
    found = []
    for item in conjuncts(sentence, noun):
        spot = sentence.spot_at(item, MentionKind.ACTOR)
        if spot is not None and item == spot.head:
            found.append(spot)
        elif sentence.tokens[item].pos == "NOUN":
            theirs = sentence.lemma(item) in words("relations", "materiel")
            own = [at for at in sentence.below(item) if item - BEFORE <= at < item]
            own += scene.after(item, "of") if theirs else []
            spots = [s for k in own if (s := sentence.spot_at(k, MentionKind.ACTOR)) is not None]
            found += [s for s in spots if theirs or s.mention.actor_kind in ARMED]
    return found

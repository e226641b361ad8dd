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
BESIDE = ("poss", "compound", "amod", "nmod")
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
    return [spot for item in conjuncts(scene.sentence, noun) for spot in itself(scene, item) or with_arms(scene, item)]


def belonging(scene: Scene, noun: int) -> list[Spot]:
    """The group that is hit in what is its own: "positions of X", "X fighters", "two X vehicles"."""
    return [spot for item in conjuncts(scene.sentence, noun) for spot in itself(scene, item) or with_own(scene, item)]


def itself(scene: Scene, item: int) -> list[Spot]:
    """The actor whose name ends in this word."""
    spot = scene.sentence.spot_at(item, MentionKind.ACTOR)
    return [spot] if spot is not None and item == spot.head else []


def with_arms(scene: Scene, item: int) -> list[Spot]:
    """The actors beside a word for aircraft, guns or strikes."""
    sentence = scene.sentence
    if sentence.lemma(item) not in words("relations", "arms_nouns"):
        return []
    return actors_at(scene, [k for k in sentence.children[item] if sentence.tokens[k].dep in BESIDE])


def with_own(scene: Scene, item: int) -> list[Spot]:
    """The actors before a noun, or after its "of"; armed groups alone where the noun is no word for what they have."""
    sentence = scene.sentence
    if sentence.tokens[item].pos != "NOUN":
        return []
    theirs = sentence.lemma(item) in words("relations", "materiel")
    own = [at for at in sentence.below(item) if item - BEFORE <= at < item]
    spots = actors_at(scene, own + (scene.after(item, "of") if theirs else []))
    return [spot for spot in spots if theirs or spot.mention.actor_kind in ARMED]


def actors_at(scene: Scene, places: list[int]) -> list[Spot]:
    """The actors named at these words."""
    return [spot for at in places if (spot := scene.sentence.spot_at(at, MentionKind.ACTOR)) is not None]

"""Who fights whom: verbs of fighting, campaigns, clashes, and the aims that show an enemy."""

from __future__ import annotations

from collections.abc import Iterator

from sourcebook.claims.alignments import each_other, is_contest, is_state
from sourcebook.claims.backing import takers_of
from sourcebook.claims.cast import is_person
from sourcebook.claims.lexicon import words
from sourcebook.claims.sentence import Sentence, Spot
from sourcebook.claims.ties import Scene, Tie, among, is_the_object, pairs, powers
from sourcebook.records.vocabulary import ActorKind, MentionKind, RelationType


def fought(scene: Scene, verb: int, kind: RelationType) -> Iterator[Tie]:
    """ "X fought Y", "X is fighting against Y", "X clashed with Y"; a side named for its people is none."""
    against = scene.after(verb, "against")
    if not against and scene.actors(scene.after(verb, "for", "alongside", "beside")):
        return
    beside = scene.sentence.low(min(verb + 1, len(scene.sentence.tokens) - 1)) in ("alongside", "beside", "for")
    objects = [] if beside else [s for s in powers(scene.objects(verb)) if is_the_object(scene, verb, s)]
    objects = objects or powers(scene.toward(verb, "against", "with")) or apposed_enemy(scene, verb)
    doers = fighters(scene.doers(verb)) or aiming(scene, verb)
    if is_contest(scene.sentence) and all(map(is_state, [*doers, *objects])):
        return
    meets = scene.sentence.lemma(verb) == "clash" or each_other(scene.sentence, verb)
    if not objects and meets:
        yield from among(kind, verb, doers)
    yield from pairs(kind, verb, [s for s in doers if s not in objects], objects)


def apposed_enemy(scene: Scene, verb: int) -> list[Spot]:
    """ "Fought its main rival, the Taliban"."""
    sentence = scene.sentence
    nouns = [k for k in sentence.children[verb] if sentence.tokens[k].dep == "dobj"]
    kids = [k for n in nouns for k in sentence.children[n] if sentence.tokens[k].dep == "appos"]
    return powers(scene.actors(kids))


def fighters(spots: list[Spot]) -> list[Spot]:
    """The named groups, forces and states among some actors."""
    return [s for s in powers(spots) if s.mention.actor_kind is not ActorKind.ORGANISATION or s.mention.actor_id]


def aiming(scene: Scene, verb: int) -> list[Spot]:
    """Who aims to defeat somebody: "X is committed to defeating Y", "the efforts of X to defeat Y"."""
    sentence = scene.sentence
    for above in sentence.ancestors(verb):
        token = sentence.tokens[above]
        if token.pos in ("VERB", "AUX"):
            found = fighters(scene.doers(above, "nsubj", "nsubjpass"))
            if found:
                return found
        elif token.pos in ("NOUN", "PROPN"):
            found = fighters(owner_side(scene, above))
            if found or has_owner(sentence, above):
                return found
    return []


def has_owner(sentence: Sentence, noun: int) -> bool:
    """Whether a noun says whose it is: "the unity of the nations in working to defeat Y" is not the speaker's."""
    return any(sentence.tokens[k].dep == "poss" or sentence.low(k) == "of" for k in sentence.children[noun])


def owner_side(scene: Scene, noun: int) -> list[Spot]:
    """Whose effort a noun is: "X's efforts", "the X campaign", "its fight"; else the name itself."""
    sentence = scene.sentence
    helped = whose_fight(scene, noun)
    if helped:
        return helped
    kids = [k for k in sentence.children[noun] if sentence.tokens[k].dep in ("poss", "compound", "nmod")]
    return scene.actors(kids) or scene.toward(noun, "of", "by") or scene.actors([noun])


def whose_fight(scene: Scene, noun: int) -> list[Spot]:
    """Whose fight it is where somebody helps: "backed the clans in their war on Y", "support for X in its fight"."""
    sentence = scene.sentence
    if not any(sentence.low(k) in ("its", "their", "the") for k in sentence.children[noun]):
        return []
    up = sentence.tokens[noun].head
    if sentence.low(up) != "in":
        return []
    over = sentence.tokens[up].head
    if sentence.lemma(over) in words("relations", "support_nouns"):
        return takers_of(scene, over)
    for above in (over, *list(sentence.ancestors(over))[:4]):
        if sentence.tokens[above].pos == "VERB" and sentence.lemma(above) in words("relations", "support_verbs"):
            return powers(scene.objects(above))
        if sentence.lemma(above) in words("relations", "support_nouns"):
            return takers_of(scene, above)
    return []


def campaign(scene: Scene, noun: int, kind: RelationType) -> Iterator[Tie]:
    """ "X's campaign against Y", "the fight of X against Y", "X in its war with Y", "strikes against Y"."""
    sentence = scene.sentence
    if sentence.tokens[noun].pos != "NOUN":
        return
    targets = powers(scene.toward(noun, "against"))
    if not targets:
        return
    doers = fighters(whose_fight(scene, noun)) or fighters(own_fight(scene, noun)) or aiming(scene, noun)
    yield from pairs(kind, noun, [s for s in doers if s not in targets], targets)


def clash(scene: Scene, noun: int, kind: RelationType) -> Iterator[Tie]:
    """ "Clashes between X and Y", "X's war with Y", "X is at war with Y"; no war of words."""
    sentence = scene.sentence
    verbal = sentence.low(noun) == "fighting" and bool(scene.after(noun, "between"))
    if not (sentence.tokens[noun].pos == "NOUN" or verbal) or scene.after(noun, "of"):
        return
    if is_contest(sentence) or {sentence.low(k) for k in sentence.children[noun]} & words("relations", "bloodless"):
        return
    both = powers(scene.toward(noun, "between"))
    if len(both) > 1:
        yield from pairs(kind, noun, both[:1], both[1:])
        return
    others = powers(scene.actors(scene.after(noun, "with")))
    kids = [k for k in sentence.children[noun] if sentence.tokens[k].dep == "poss"]
    doers = fighters(scene.actors(kids))
    if not doers and sentence.low(sentence.tokens[noun].head) == "at":
        doers = fighters(scene.doers(sentence.tokens[sentence.tokens[noun].head].head))
    yield from pairs(kind, noun, [s for s in doers if s not in others], others)


def own_fight(scene: Scene, noun: int) -> list[Spot]:
    """Whose a fight is by its own words: "X's campaign", "the X offensive", "airstrikes by X"."""
    sentence = scene.sentence
    kids = [k for k in sentence.children[noun] if sentence.tokens[k].dep in ("poss", "compound", "nmod")]
    return scene.actors(kids) or scene.toward(noun, "by", "of")


def took_from(scene: Scene, verb: int, kind: RelationType) -> Iterator[Tie]:
    """ "X retook the town from Y", "X drove Y out of the hills": a place changes hands by force."""
    sentence = scene.sentence
    doers = fighters(scene.doers(verb))
    if not doers or sentence.tokens[verb].pos != "VERB":
        return
    objects = [k for k in sentence.children[verb] if sentence.tokens[k].dep in ("dobj", "obj")]
    if sentence.lemma(verb) in words("relations", "driving_out"):
        near = {sentence.low(i) for i in range(verb + 1, min(verb + OUT_WITHIN, len(sentence.tokens)))}
        losers = powers(scene.actors(objects)) if near & {"from", "out"} else []
    else:
        taken = any(sentence.spot_at(k, MentionKind.PLACE) is not None or is_ground(sentence, k) for k in objects)
        losers = powers(held_by(scene, verb, objects)) if taken else []
    losers = [s for s in losers if s not in doers and not is_state(s) and s.mention.actor_kind in HOLDING]
    yield from pairs(kind, verb, doers, losers)


OUT_WITHIN = 9
HOLDING = frozenset({ActorKind.ARMED_GROUP, ActorKind.FACTION, ActorKind.STATE_FORCE})


def is_ground(sentence: Sentence, noun: int) -> bool:
    """Whether a noun is ground that is held: "the town", "a quarter of Iraqi territory"."""
    below = sentence.below(noun)
    return any(sentence.lemma(i) in words("relations", "ground") for i in below)


def held_by(scene: Scene, verb: int, objects: list[int]) -> list[Spot]:
    """From whom a place is taken: "from Y", "from Y's control", whether it hangs on the verb or on the place."""
    heads = [noun for at in (verb, *objects) for noun in scene.after(at, "from")]
    return [spot for spot in scene.actors(heads) if not is_person(spot)]


def turned_on(scene: Scene, verb: int, kind: RelationType) -> Iterator[Tie]:
    """ "X turned on Y", "X turned against Y"."""
    sentence = scene.sentence
    if verb + 1 >= len(sentence.tokens) or sentence.low(verb + 1) not in ("on", "against"):
        return
    others = powers(scene.from_here(verb + 2, 4))
    yield from pairs(kind, verb, [s for s in fighters(scene.doers(verb)) if s not in others], others)


def at_odds(scene: Scene, noun: int, kind: RelationType) -> Iterator[Tie]:
    """ "X is at odds with Y"."""
    sentence = scene.sentence
    prep = sentence.tokens[noun].head
    if sentence.low(prep) != "at":
        return
    others = powers(scene.toward(noun, "with") or scene.followed(noun, "with"))
    doers = fighters(scene.doers(sentence.tokens[prep].head))
    yield from pairs(kind, noun, [s for s in doers if s not in others], others)

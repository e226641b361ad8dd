"""Whom or what the acts of a sentence hit: objects of verbs, nouns after "attack on", things damaged, names apposed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from sourcebook.claims.acts import Act
from sourcebook.claims.agents import SUFFERING, antecedent, conjuncts, held, subjects
from sourcebook.claims.lexicon import words
from sourcebook.claims.sentence import Sentence, Spot
from sourcebook.claims.targets import hittable, known_target
from sourcebook.records.vocabulary import EventType, MentionKind

VICTIM_TYPES = frozenset(
    {EventType.ASSASSINATION, EventType.KIDNAPPING, EventType.MASSACRE, EventType.STABBING, EventType.ARREST}
)


class Hit(NamedTuple):
    """A noun that is hit; ``victim`` if harmed rather than aimed at; ``sure`` if it stands as the very object."""

    head: int
    victim: bool
    sure: bool


def hits_in(sentence: Sentence, acts: Sequence[Act], weapons: Sequence[Spot]) -> Iterator[Hit]:
    """What the acts of one incident hit, in one sentence."""
    for act in acts:
        for hit in act_hits(sentence, act):
            yield from each(sentence, hit)
    for spot in weapons:
        for noun in weapon_aims(sentence, spot):
            yield from each(sentence, Hit(noun, False, False))
    for noun in damaged(sentence, acts):
        yield from each(sentence, Hit(noun, False, True))


def each(sentence: Sentence, hit: Hit) -> Iterator[Hit]:
    """The hit noun, those joined to it and the names set beside it, as far as they can be hit."""
    for item in conjuncts(sentence, hit.head):
        inner = held(sentence, item)
        for noun in (inner, *names_beside(sentence, inner)):
            if hittable(sentence, noun, hit.sure):
                yield hit._replace(head=noun)


def names_beside(sentence: Sentence, head: int) -> list[int]:
    """The persons named beside a noun: "two reporters, Roberto Navas and Mauricio Pineda"."""
    named = [k for k in sentence.children[head] if sentence.tokens[k].dep == "appos" and names_person(sentence, k)]
    return [item for k in named for item in conjuncts(sentence, k)]


def names_person(sentence: Sentence, index: int) -> bool:
    """Whether a proper noun can be a person's name."""
    token = sentence.tokens[index]
    return token.pos == "PROPN" and token.entity[2:] not in ("GPE", "LOC", "ORG", "NORP", "DATE", "FAC")


def act_hits(sentence: Sentence, act: Act) -> Iterator[Hit]:
    """What one act hits."""
    victim = harms_people(sentence, act)
    if sentence.tokens[act.head].pos in ("VERB", "AUX"):
        site = sentence.lemma(act.head) in words("parties", "site_verbs")
        for noun in verb_objects(sentence, act.head):
            yield Hit(noun, victim and not (site and is_a_site(sentence, noun)), True)
        yield from beside(sentence, act.head, victim)
    else:
        yield from (Hit(noun, victim, True) for noun in noun_objects(sentence, act))
        yield from beside(sentence, act.head, victim)
        up = sentence.tokens[act.head].head
        bound = sentence.tokens[act.head].dep in ("dobj", "nsubj", "nsubjpass")
        if bound and sentence.lemma(up) in words("parties", "carrying_verbs"):
            yield from beside(sentence, up, victim)


def is_a_site(sentence: Sentence, noun: int) -> bool:
    """Whether what is seized is no people: "seized the town hall and held 12 clerks"."""
    people = sentence.spot_at(noun, MentionKind.ACTOR, MentionKind.FIGURE) is not None or names_person(sentence, noun)
    return not people and sentence.lemma(noun) not in words("parties", "captives")


def beside(sentence: Sentence, head: int, victim: bool) -> Iterator[Hit]:
    """The nouns after prepositions: "on" and "against" name what is hit, "of" a victim, "at" perhaps only a place."""
    for prep in sentence.children[head]:
        low = sentence.low(prep)
        if sentence.tokens[prep].dep != "prep" or low not in words("parties", "target_prepositions"):
            continue
        for noun in sentence.children[prep]:
            if sentence.tokens[noun].dep == "pobj":
                yield Hit(noun, victim and low in ("of", "against"), low in ("on", "against", "of", "upon"))


def harms_people(sentence: Sentence, act: Act) -> bool:
    """Whether the act's word is one of harm to people."""
    return (
        act.type in VICTIM_TYPES
        or sentence.lemma(act.head) in words("parties", "victim_verbs")
        or (act.type is None and act.spot.mention.kind is MentionKind.FIGURE)
    )


def verb_objects(sentence: Sentence, verb: int) -> list[int]:
    """The object or passive subject of a verb, or the noun that it describes: "the members killed in"."""
    tokens, kids = sentence.tokens, sentence.children[verb]
    found = [k for k in kids if tokens[k].dep in ("dobj", "obj", "nsubjpass")]
    if not found and tokens[verb].dep in ("conj", "relcl"):
        found = subjects(sentence, verb, "nsubjpass")
    if sentence.lemma(verb) in SUFFERING:
        found += subjects(sentence, verb, "nsubj")
    if tokens[verb].tag == "VBN" and tokens[verb].dep in ("acl", "relcl") and not found:
        found.append(tokens[verb].head)
    return [antecedent(sentence, verb, noun) for noun in found]


def noun_objects(sentence: Sentence, act: Act) -> list[int]:
    """What an act noun owns up to hitting: "the mayor's murder", "church bombing", "an attack targeting ..."."""
    tokens = sentence.tokens
    found: list[int] = []
    for child in sentence.children[act.head]:
        dep = tokens[child].dep
        owned = dep == "poss" and act.type in VICTIM_TYPES
        if owned or (dep in ("compound", "nmod") and known_target(sentence, child)):
            found.append(child)
        if dep in ("acl", "relcl") and sentence.lemma(child) in words("parties", "strike_verbs"):
            found += [k for k in sentence.children[child] if tokens[k].dep == "dobj"]
    up = tokens[act.head].head
    if tokens[act.head].dep == "nsubj" and sentence.lemma(up) in words("parties", "strike_verbs"):
        found += [k for k in sentence.children[up] if tokens[k].dep == "dobj"]
    return found


def weapon_aims(sentence: Sentence, weapon: Spot) -> Iterator[int]:
    """What a weapon was turned on: "explosives against the town hall", "bombs placed near the pylon"."""
    kids = sentence.children[weapon.head]
    for head in (weapon.head, *(k for k in kids if sentence.tokens[k].dep == "acl")):
        yield from (hit.head for hit in beside(sentence, head, False) if sentence.low(hit.head - 1) != "of")


def damaged(sentence: Sentence, acts: Sequence[Act]) -> Iterator[int]:
    """The things that the sentence says were damaged: "the blast shattered the windows", "damage to nearby houses"."""
    if not acts or acts[0].type is EventType.ARREST:
        return
    for index, token in enumerate(sentence.tokens):
        if sentence.lemma(index) not in words("parties", "damage"):
            continue
        if token.pos == "VERB" and all(act.head != index for act in acts):
            yield from verb_objects(sentence, index)
        elif token.pos == "NOUN":
            yield from (n for p in sentence.children[index] if sentence.low(p) == "to" for n in sentence.children[p])

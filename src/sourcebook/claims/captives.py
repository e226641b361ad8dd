"""Whether people are taken: hostages held in a place, people led or carried off, fighters and wanted men caught."""

from __future__ import annotations

from collections.abc import Iterator

from sourcebook.claims.lexicon import words
from sourcebook.claims.sentence import SUBJECTS, Sentence, Spot
from sourcebook.records.vocabulary import ActorKind, EventType, MentionKind, Population

# "took dozens of foreign workers hostage": so many words on, the hostages are another verb's
HOSTAGE_REACH = 9
FIGHTERS = frozenset({Population.SOLDIERS, Population.POLICE, Population.MILITANTS, Population.PERPETRATORS})


def taken_as(sentence: Sentence, verb: int) -> EventType | None:
    """Whether people are held hostage, or attackers take them away."""
    near = range(verb, min(verb + HOSTAGE_REACH, len(sentence.tokens)))
    below = sentence.below(verb)
    if any(sentence.low(i) in ("hostage", "hostages", "captive") and i in below for i in near):
        return EventType.HOSTAGE_TAKING
    kids = sentence.children[verb]
    if sentence.lemma(verb) in ("hold", "keep"):
        return EventType.HOSTAGE_TAKING if holds_a_site(sentence, verb) else None
    if sentence.lemma(verb) in ("seize", "capture"):
        if caught(sentence, verb):
            return EventType.ARREST
        return EventType.KIDNAPPING if carried_off(sentence, verb) else None
    off = any(sentence.tokens[k].dep in ("prt", "advmod") and sentence.low(k) in ("away", "off") for k in kids)
    hostile = any(hostile_spot(sentence, k) for k in kids if sentence.tokens[k].dep == "nsubj")
    taken = any(sentence.tokens[k].dep == "dobj" for k in kids)
    return EventType.KIDNAPPING if off and hostile and taken else None


def holds_a_site(sentence: Sentence, verb: int) -> bool:
    """Whether attackers who took a place keep people in it: "seized a theatre and are holding 700 people"."""
    kept = any(held_people(sentence, k) for k in objects(sentence, verb))
    if not kept or not any(hostile_spot(sentence, k) for k in doers_over(sentence, verb)):
        return False
    over = {sentence.lemma(i) for i in (*sentence.ancestors(verb), *sentence.below(verb))}
    return bool(over & words("parties", "site_verbs"))


def carried_off(sentence: Sentence, verb: int) -> bool:
    """Whether those who are seized are people who do not fight, and whoever seized them is no state force."""
    people = objects(sentence, verb)
    if sentence.tokens[verb].dep in ("relcl", "acl"):
        people.append(sentence.tokens[verb].head)
    if not any(held_people(sentence, k) for k in people):
        return False
    agents = [n for p in sentence.children[verb] if sentence.low(p) == "by" for n in sentence.children[p]]
    agents += doers_over(sentence, verb) if any(sentence.tokens[k].dep == "dobj" for k in people) else []
    if any(hostile_spot(sentence, k) for k in agents):
        return True
    signs = {sentence.low(i) for i in range(len(sentence.tokens))} & words("parties", "captivity")
    return bool(signs) and not any(of_the_state(sentence, k) for k in agents)


def of_the_state(sentence: Sentence, noun: int) -> bool:
    """Whether a noun names a state force, which takes no hostages but makes arrests."""
    spot = sentence.spot_at(noun, MentionKind.ACTOR)
    force = spot is not None and spot.mention.actor_kind is ActorKind.STATE_FORCE
    return force or sentence.lemma(noun) in words("incidents", "doers", "raid")


def objects(sentence: Sentence, verb: int) -> list[int]:
    """What a verb falls on."""
    return [k for k in sentence.children[verb] if sentence.tokens[k].dep in ("dobj", "nsubjpass")]


def doers_over(sentence: Sentence, verb: int) -> Iterator[int]:
    """The subjects of a verb, or of the verb that it is joined to."""
    while True:
        found = [k for k in sentence.children[verb] if sentence.tokens[k].dep in SUBJECTS - {"nsubjpass"}]
        yield from found
        if found or sentence.tokens[verb].dep != "conj":
            return
        verb = sentence.tokens[verb].head


def held_people(sentence: Sentence, noun: int) -> bool:
    """Whether a noun, or the count that it heads, is of people who do not fight."""
    spot = sentence.spot_at(noun, MentionKind.FIGURE)
    if spot is not None and spot.mention.figure is not None and spot.mention.figure.population in FIGHTERS:
        return False
    return sentence.lemma(noun) in words("parties", "captives") or sentence.low(noun) in ("him", "her", "them")


def caught(sentence: Sentence, verb: int) -> bool:
    """Whether a state force takes a wanted person: "agents seized the group's leader"."""
    kids = sentence.children[verb]
    hit = [k for k in kids if sentence.tokens[k].dep in ("dobj", "nsubjpass")]
    wanted = any(
        sentence.lemma(k) in words("parties", "wanted") or sentence.tokens[k].entity[2:] == "PERSON" for k in hit
    )
    doers = [k for k in kids if sentence.tokens[k].dep == "nsubj"]
    doers += [n for p in kids if sentence.low(p) == "by" for n in sentence.children[p]]
    spots = [sentence.spot_at(k, MentionKind.ACTOR) for k in doers]
    state = any(s is not None and s.mention.actor_kind is ActorKind.STATE_FORCE for s in spots)
    return wanted and (state or any(sentence.lemma(k) in words("incidents", "doers", "raid") for k in doers))


def hostile_spot(sentence: Sentence, head: int) -> Spot | None:
    """The mention of attackers that a noun is, or that stands in front of it: "ISIS militants"."""
    kinds = (ActorKind.ARMED_GROUP, ActorKind.FACTION)
    for index in (head, *sentence.children[head]):
        spot = sentence.spot_at(index, MentionKind.ACTOR)
        if spot is not None and (
            spot.mention.actor_kind in kinds
            or sentence.lemma(index) in words("parties", "attackers")
            or (index == head and armed(sentence, head))
        ):
            return spot
    return None


def armed(sentence: Sentence, head: int) -> bool:
    """Whether a word for people has one of hostility before it: "unidentified individuals", "masked men"."""
    lows = {sentence.low(k) for k in sentence.children[head] if k < head}
    return sentence.lemma(head) in words("parties", "agents") and bool(lows & words("parties", "hostile"))

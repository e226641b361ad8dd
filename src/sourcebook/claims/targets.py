"""Whom or what an act hits: the object of the verb, the noun after "attack on", the people counted as killed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from sourcebook.claims.acts import Act
from sourcebook.claims.agents import PRONOUNS, SUFFERING, conjuncts, held, subjects
from sourcebook.claims.lexicon import table, words
from sourcebook.claims.sentence import Sentence, Spot
from sourcebook.records.vocabulary import ActorKind, EventType, Harm, MentionKind

VICTIM_TYPES = frozenset(
    {EventType.ASSASSINATION, EventType.KIDNAPPING, EventType.MASSACRE, EventType.STABBING, EventType.ARREST}
)


@cache
def categories() -> dict[str, str]:
    """The category of each target noun; the first table that lists a noun wins."""
    found: dict[str, str] = {}
    for category, entry in table("targets")["categories"].items():
        for noun in entry["nouns"]:
            found.setdefault(noun, category)
    return found


def category_of(sentence: Sentence, first: int, head: int) -> str | None:
    """The GTD target type of a noun phrase, in lower case.

    The head decides, but a head that says little leaves it to the words before it: a police station is police.
    """
    known = categories()
    lemma = sentence.lemma(head)
    before = [known.get(sentence.lemma(i)) for i in range(first, head)]
    telling = [c for c in before if c and c != "private citizens & property"]
    own = known.get(lemma) or known.get(sentence.low(head))
    if lemma in words("targets", "blank", "heads") and telling:
        return telling[-1]
    return own or (telling[-1] if telling else kind_category(sentence, head))


def kind_category(sentence: Sentence, head: int) -> str | None:
    """The category that an actor's kind suggests, where its words say nothing."""
    spot = sentence.spot_at(head, MentionKind.ACTOR)
    kind = spot.mention.actor_kind if spot else None
    return (
        {
            ActorKind.STATE_FORCE: "military",
            ActorKind.ARMED_GROUP: "terrorists/non-state militia",
            ActorKind.FACTION: "terrorists/non-state militia",
            ActorKind.POPULATION: "private citizens & property",
            ActorKind.PERSON: "private citizens & property",
        }.get(kind)
        if kind
        else None
    )


def target_heads(sentence: Sentence, acts: Sequence[Act]) -> Iterator[tuple[int, bool]]:
    """The nouns hit by the acts, each with whether it is a victim (harmed) rather than a target (aimed at)."""
    for act in acts:
        verbal = sentence.tokens[act.head].pos in ("VERB", "AUX")
        victim = harms_people(sentence, act)
        found = verb_objects(sentence, act.head) if verbal else noun_objects(sentence, act)
        for head in found:
            beside = sentence.tokens[head].dep == "pobj" and sentence.low(sentence.tokens[head].head) not in (
                "of",
                "against",
            )
            for item in conjuncts(sentence, head):
                inner = held(sentence, item)
                if hittable(sentence, inner):
                    yield inner, victim and not beside


def harms_people(sentence: Sentence, act: Act) -> bool:
    """Whether the act's word is one of harm to people."""
    return (
        act.type in VICTIM_TYPES
        or sentence.lemma(act.head) in words("parties", "victim_verbs")
        or (act.type is None and act.spot.mention.kind is MentionKind.FIGURE)
    )


def verb_objects(sentence: Sentence, verb: int) -> list[int]:
    """What a verb of attack hits: object, passive subject, the noun it describes, the noun after "on" or "at"."""
    tokens, kids = sentence.tokens, sentence.children[verb]
    found = [k for k in kids if tokens[k].dep in ("dobj", "obj", "nsubjpass")]
    if not found and tokens[verb].dep in ("conj", "relcl"):
        found += subjects(sentence, verb, "nsubjpass")
    if sentence.lemma(verb) in SUFFERING:
        found += subjects(sentence, verb, "nsubj")
    if tokens[verb].tag == "VBN" and tokens[verb].dep in ("acl", "relcl") and not found:
        found.append(tokens[verb].head)
    found += after_prepositions(sentence, verb)
    return found


def after_prepositions(sentence: Sentence, head: int) -> list[int]:
    """The nouns after "on", "against", "outside" and the like."""
    return [
        noun
        for prep in sentence.children[head]
        if sentence.tokens[prep].dep == "prep" and sentence.low(prep) in words("parties", "target_prepositions")
        for noun in sentence.children[prep]
        if sentence.tokens[noun].dep == "pobj"
    ]


def noun_objects(sentence: Sentence, act: Act) -> list[int]:
    """What an act noun hits: "attack on the bus", "the mayor's murder", "church bombing", "an attack targeting ..."."""
    tokens = sentence.tokens
    found = after_prepositions(sentence, act.head)
    for child in sentence.children[act.head]:
        dep = tokens[child].dep
        if dep == "poss" and act.type in VICTIM_TYPES:
            found.append(child)
        if dep in ("compound", "nmod") and known_target(sentence, child):
            found.append(child)
        if dep in ("acl", "relcl") and sentence.lemma(child) in words("parties", "strike_verbs"):
            found += [k for k in sentence.children[child] if tokens[k].dep == "dobj"]
    up = tokens[act.head].head
    if tokens[act.head].dep == "nsubj" and sentence.lemma(up) in words("parties", "strike_verbs"):
        found += [k for k in sentence.children[up] if tokens[k].dep == "dobj"]
    if tokens[act.head].dep in ("dobj", "nsubj", "nsubjpass") and sentence.lemma(up) in words(
        "parties", "carrying_verbs"
    ):
        found += after_prepositions(sentence, up)
    return found


def known_target(sentence: Sentence, index: int) -> bool:
    """Whether a word names a kind of target."""
    return sentence.lemma(index) in categories() and not sentence.spot_at(index, MentionKind.WEAPON)


def hittable(sentence: Sentence, head: int) -> bool:
    """Whether a noun can be hit: people, named actors, and things that the lexicon knows as targets."""
    if sentence.low(head) in PRONOUNS or sentence.spot_at(
        head, MentionKind.TRIGGER, MentionKind.WEAPON, MentionKind.TIME
    ):
        return False
    if sentence.low(head) in words("parties", "nobody_in_particular") and not described(sentence, head):
        return False
    place = sentence.spot_at(head, MentionKind.PLACE)
    if place is not None:
        return sentence.lemma(head) in categories() and sentence.lemma(head) not in words("parties", "settlements")
    if sentence.spot_at(head, MentionKind.ACTOR):
        return True
    token = sentence.tokens[head]
    if token.pos == "PROPN" and token.entity[2:] in ("PERSON", "FAC"):
        return True
    return sentence.lemma(head) in categories() or sentence.low(head) in categories()


def described(sentence: Sentence, head: int) -> bool:
    """Whether a plain word for people is made telling by another: "Muslim people"."""
    return any(sentence.tokens[k].dep in ("amod", "compound") and k < head for k in sentence.children[head])


def counted_heads(sentence: Sentence, figures: Sequence[Spot]) -> Iterator[int]:
    """The people that a count of killed or injured counts: "five police officers"."""
    for spot in figures:
        figure = spot.mention.figure
        if figure is None or figure.harm not in (Harm.KILLED, Harm.INJURED, Harm.KIDNAPPED, Harm.MISSING):
            continue
        for index in (spot.head, *range(spot.first, spot.last + 1)):
            token = sentence.tokens[index]
            if (
                token.pos in ("NOUN", "PROPN")
                and token.dep not in ("compound", "amod")
                and plain_people(sentence, index)
            ):
                yield index
                break


def plain_people(sentence: Sentence, index: int) -> bool:
    """Whether a noun says what sort of people: "officers" does, "people" and "others" do not."""
    lemma = sentence.lemma(index)
    plain = words("parties", "nobody_in_particular")
    return lemma not in plain and (lemma in categories() or sentence.spot_at(index, MentionKind.ACTOR) is not None)

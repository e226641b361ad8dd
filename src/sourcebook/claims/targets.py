"""What can be hit by an act, and its category: GTD target types, in lower case."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from sourcebook.claims.agents import PRONOUNS
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


def known_target(sentence: Sentence, index: int) -> bool:
    """Whether a word names a kind of target."""
    return sentence.lemma(index) in categories() and not sentence.spot_at(index, MentionKind.WEAPON)


def hittable(sentence: Sentence, head: int, sure: bool) -> bool:
    """Whether a noun can be hit: people, named actors, things that the lexicon knows as targets.

    ``sure`` is a noun in the very place of what is hit ("destroyed the food stands"): any thing will do there.
    """
    if sentence.low(head) in PRONOUNS or sentence.spot_at(
        head, MentionKind.TRIGGER, MentionKind.WEAPON, MentionKind.TIME
    ):
        return False
    if sentence.low(head) in words("parties", "nobody_in_particular") and not described(sentence, head):
        return False
    if sentence.low(head) in words("parties", "never_hit") or sentence.lemma(head) in words("parties", "never_hit"):
        return False
    place = sentence.spot_at(head, MentionKind.PLACE)
    if place is not None:
        return sentence.lemma(head) in categories() and sentence.lemma(head) not in words("parties", "settlements")
    if sentence.spot_at(head, MentionKind.ACTOR):
        return True
    token = sentence.tokens[head]
    if token.pos == "PROPN" and token.entity[2:] in ("PERSON", "FAC"):
        return True
    if sentence.lemma(head) in categories() or sentence.low(head) in categories():
        return True
    return sure and token.pos in ("NOUN", "PROPN") and sentence.lemma(head) not in words("parties", "no_targets")


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

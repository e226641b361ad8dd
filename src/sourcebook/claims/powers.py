"""States as sides of ties: a country stands for its government where it is no place, "Turkey's ally Azerbaijan"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from sourcebook.claims.cast import is_person, named
from sourcebook.claims.lexicon import words
from sourcebook.claims.sentence import Sentence, Spot
from sourcebook.records.ids import content_id
from sourcebook.records.vocabulary import ActorKind, MentionKind, PlacePrecision

# countries written so stand before a noun as others' adjectives do: "UK forces", but not "Syria conflict"
LETTERS = frozenset({"uk", "us", "u.s.", "u.k.", "usa", "uae", "drc"})
INSIDE = frozenset({"compound", "nmod", "amod"})


def with_powers(sentence: Sentence) -> Sentence:
    """The sentence with the countries that it names as powers, not as places, among its actors."""
    added = [power(spot) for spot in sentence.of(MentionKind.PLACE) if is_power(sentence, spot)]
    added += followers_in(sentence)
    if not added:
        return sentence
    actors = sorted((*sentence.of(MentionKind.ACTOR), *added), key=lambda s: (s.first, s.last))
    return replace(sentence, spots={**sentence.spots, MentionKind.ACTOR: tuple(actors)})


def followers_in(sentence: Sentence) -> Iterator[Spot]:
    """Forces that are told by whom they follow: "forces loyal to General Omar"."""
    for at in range(len(sentence.tokens) - 2):
        if (sentence.low(at), sentence.low(at + 1)) != ("loyal", "to") or not at:
            continue
        noun, leader = at - 1, named_from(sentence, at + 2)
        if leader is None or sentence.lemma(noun) not in words("relations", "followers"):
            continue
        quoted = sentence.words(noun, leader.last)
        mention = replace(
            leader.mention,
            words=quoted,
            name=" ".join(quoted.quote.split()),
            actor_kind=ActorKind.ARMED_GROUP,
            actor_id=content_id("actor-group", named(leader), "loyal"),
        )
        if sentence.spot_at(noun, MentionKind.ACTOR) is None or sentence.tokens[noun].text.islower():
            yield Spot(mention, noun, noun, noun)


def named_from(sentence: Sentence, at: int) -> Spot | None:
    """The person whose name begins within three words, a title before it."""
    for index in range(at, min(at + 3, len(sentence.tokens))):
        spot = sentence.spot_at(index, MentionKind.ACTOR)
        if spot is not None and is_person(spot) and sentence.tokens[spot.last].pos == "PROPN":
            return spot
    return None


def power(spot: Spot) -> Spot:
    """The government of a country, where the country's name is."""
    place = spot.mention.place
    country = place.country.lower() if place is not None and place.country else ""
    mention = replace(
        spot.mention, kind=MentionKind.ACTOR, actor_kind=ActorKind.STATE_FORCE, actor_id=f"state-{country}-government"
    )
    return replace(spot, mention=mention)


def is_country(spot: Spot) -> bool:
    """Whether an actor is a country that only ties read as one."""
    return spot.mention.place is not None


def after_place(sentence: Sentence, spot: Spot) -> bool:
    """Whether a country is the next of a row of places: "in Iraq and Syria"."""
    at = spot.first - 1
    while at > 0 and sentence.low(at) in ("and", "or", ",", "the"):
        at -= 1
    before = sentence.spot_at(at, MentionKind.PLACE) if 0 <= at < spot.first - 1 else None
    return before is not None and not is_power(sentence, before) and sentence.spot_at(at, MentionKind.ACTOR) is None


def is_government(sentence: Sentence, spot: Spot) -> bool:
    """Whether a capital stands for those who govern there: "backed by Tehran", "Kampala arms the rebels"."""
    if spot.mention.words.quote.casefold() not in words("relations", "capitals"):
        return False
    token = sentence.tokens[spot.head]
    verb = sentence.tokens[token.head].head if token.dep == "pobj" and sentence.low(token.head) == "by" else token.head
    acts = token.dep == "nsubj" or (token.dep == "pobj" and sentence.low(token.head) == "by")
    return acts and sentence.lemma(verb) in words("relations", "support_verbs")


def is_power(sentence: Sentence, spot: Spot) -> bool:
    """Whether a name is a country's and stands where one who acts may stand, not where something happens."""
    place = spot.mention.place
    if place is None or not place.country or sentence.spot_at(spot.head, MentionKind.ACTOR) is not None:
        return False
    if place.precision is not PlacePrecision.COUNTRY:
        return is_government(sentence, spot)
    return not after_place(sentence, spot) and stands_as_power(sentence, spot)


def stands_as_power(sentence: Sentence, spot: Spot) -> bool:
    """Whether a country's name is the subject, the object or the owner of something, no place or adjective."""
    head = spot.head
    while sentence.tokens[head].dep in ("conj", "appos") and sentence.tokens[head].head != head:
        head = sentence.tokens[head].head
    token = sentence.tokens[head]
    if spot.last + 2 < len(sentence.tokens) and sentence.tokens[spot.last + 1].text in ("-", "–"):
        return sentence.lemma(spot.last + 2) in words("relations", "support_verbs")
    if token.dep in INSIDE and head == spot.head:
        over = sentence.lemma(token.head)
        return sentence.low(head) in LETTERS or over in words("relations", "ally_nouns") | words(
            "relations", "arms_nouns"
        )
    if token.dep in ("pobj", "pcomp"):
        return sentence.low(token.head) not in words("relations", "locatives")
    return token.dep not in ("npadvmod", "ROOT", "dep")

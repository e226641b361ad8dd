"""The actors of a document, so that "the group" and "it" can be given back their name."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from sourcebook.claims.lexicon import words
from sourcebook.claims.sentence import Sentence, Spot, phrase
from sourcebook.records.vocabulary import ActorKind, MentionKind

BANDS = frozenset({ActorKind.ARMED_GROUP, ActorKind.FACTION})
# a document is about a group that makes at least this share of its mentions of groups
MAIN_SHARE = 0.34
# a group's name stands at most this many words before "movement" and the like
NAME_REACH = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class Cast:
    """The group that a document is mostly about, and the groups in the order in which they are named.

    ``persons`` are those whom the sentences have for their subject, with the position of the sentence.
    """

    main: Spot | None
    order: tuple[tuple[int, Spot], ...]
    subjects: tuple[tuple[int, Spot], ...] = ()
    titled: bool = False
    persons: tuple[tuple[int, Spot], ...] = ()

    def latest(self, position: int) -> Spot | None:
        """The group that "the group" means: the subject of the sentence before, the main one, or the last one named."""
        just = [spot for at, spot in self.subjects if at == position - 1]
        if just and not self.titled:
            return just[-1]
        if self.main is not None:
            return self.main
        before = [spot for at, spot in self.order if at < position]
        return before[-1] if before else None


def named(spot: Spot) -> str:
    """What makes two mentions one actor: its id, else its name."""
    return spot.mention.actor_id or (spot.mention.name or spot.mention.words.quote).casefold()


def is_group(spot: Spot) -> bool:
    """Whether an actor can be the one whom a text means by "the group": armed, registered as such, or called so.

    The parser takes many groups for organisations or armies: "the Krajina Home Guard", "the Kashgar Islamic Party".
    """
    if spot.mention.actor_kind in BANDS or (spot.mention.actor_id or "").startswith("ucdp-"):
        return True
    name = (spot.mention.name or spot.mention.words.quote).casefold()
    own = spot.mention.actor_kind is not ActorKind.PERSON and not (spot.mention.actor_id or "state-").startswith(
        "state-"
    )
    told = re.split(r" (?:of|for) ", name)[0].split()
    whose = told[0] in words("relations", "state_words") or told[-2:-1] == ["interior"]
    return own and len(told) > 1 and told[-1] in words("relations", "called_groups") and not whose


def cast_of(sentences: Sequence[Sentence]) -> Cast:
    """The cast of a document."""
    order = tuple(
        (position, spot)
        for position, sentence in enumerate(sentences)
        for spot in sentence.of(MentionKind.ACTOR)
        if is_group(spot) and (spot.mention.actor_id or spot.mention.words.quote[:1].isupper())
    )
    counts = Counter(named(spot) for _, spot in order)
    persons = subject_persons(sentences)
    if not counts:
        return Cast(main=None, order=(), persons=persons)
    first = {named(spot): at for at, (_, spot) in reversed(list(enumerate(order)))}
    best = min(counts, key=lambda name: (-counts[name], first[name]))
    main = next(spot for _, spot in order if named(spot) == best)
    main_spot = main if counts[best] >= MAIN_SHARE * sum(counts.values()) else None
    title = (sentences[0].document.title or "").casefold()
    titled = main_spot is not None and (main_spot.mention.name or "?").casefold() in title
    return Cast(main=main_spot, order=order, subjects=subjects_among(order, sentences), titled=titled, persons=persons)


def subject_persons(sentences: Sequence[Sentence]) -> tuple[tuple[int, Spot], ...]:
    """The persons named as the subject of a sentence."""
    return tuple(
        (position, spot)
        for position, sentence in enumerate(sentences)
        for spot in sentence.of(MentionKind.ACTOR)
        if is_person(spot)
        and spot.mention.words.quote[:1].isupper()
        and sentence.tokens[spot.head].dep in ("nsubj", "nsubjpass")
    )


def subjects_among(order: Sequence[tuple[int, Spot]], sentences: Sequence[Sentence]) -> tuple[tuple[int, Spot], ...]:
    """The groups that are, or stand in, the subject of their sentence."""
    found = []
    for position, spot in order:
        sentence = sentences[position]
        chain = [spot.head, *list(sentence.ancestors(spot.head))[:1]]
        if any(sentence.tokens[i].dep in ("nsubj", "nsubjpass") for i in chain[:1]):
            found.append((position, spot))
    return tuple(found)


def actor_at(sentence: Sentence, head: int, position: int, cast: Cast) -> Spot | None:
    """The actor that a noun names: by a mention on it or inside its phrase, or as "the group" and "it"."""
    spot = sentence.spot_at(head, MentionKind.ACTOR)
    if spot is not None and spot.mention.actor_kind is not ActorKind.POPULATION:
        return spot
    first, last = phrase(sentence, head)
    after = sentence.spot_at(head + 1, MentionKind.ACTOR) if head + 1 < len(sentence.tokens) else None
    if after is not None and sentence.lemma(head) in words("relations", "group_words"):
        return after
    inside = [s for s in sentence.of(MentionKind.ACTOR) if first <= s.first and s.last <= last]
    if inside:
        return inside[-1]
    below = sentence.below(head)
    near = [
        s for s in sentence.of(MentionKind.ACTOR) if head - NAME_REACH <= s.first and s.last < head and s.head in below
    ]
    low, lemma = sentence.low(head), sentence.lemma(head)
    if near and lemma in words("relations", "group_words"):
        return near[0]
    if low in ("it", "its", "they", "their") or (
        lemma in words("relations", "group_words") and pointed(sentence, head)
    ):
        return earlier(sentence, head) or cast.latest(position)
    return None


def own_name(sentence: Sentence, head: int) -> Spot | None:
    """The name that stands before a word for a group: "the Tehrik-e Taliban (TTP) movement"."""
    below = sentence.below(head)
    before = [s for s in sentence.of(MentionKind.ACTOR) if head - NAME_REACH <= s.first and s.last < head]
    return next((s for s in before if s.head in below), None)


def pointed(sentence: Sentence, head: int) -> bool:
    """Whether a word for a group points back: "the group", "this faction", but not "the Rasool group"."""
    if any(sentence.tokens[k].pos == "PROPN" for k in sentence.children[head]):
        return False
    return any(sentence.low(k) in ("the", "this", "that", "these") for k in sentence.children[head])


def earlier(sentence: Sentence, head: int) -> Spot | None:
    """A group named as the subject earlier in the same sentence, for "it" and "its"."""
    if sentence.low(head) not in ("it", "its", "they", "their"):
        return None
    found = [
        s
        for s in sentence.of(MentionKind.ACTOR)
        if s.last < head and is_group(s) and sentence.tokens[s.head].dep in ("nsubj", "nsubjpass")
    ]
    return found[-1] if found else None


def is_person(spot: Spot) -> bool:
    """Whether an actor is a person, by its kind or since it is one that the text names elsewhere in full."""
    known = (spot.mention.actor_id or "").startswith("actor-person-")
    return known or spot.mention.actor_kind is ActorKind.PERSON


def is_band(spot: Spot) -> bool:
    """Whether an actor is a group of some kind: armed, a faction, an organisation, or of unknown kind."""
    return not is_person(spot) and spot.mention.actor_kind in (
        ActorKind.ARMED_GROUP,
        ActorKind.FACTION,
        ActorKind.ORGANISATION,
        ActorKind.UNKNOWN,
        ActorKind.STATE_FORCE,
    )


def apposed(sentence: Sentence, head: int) -> list[int]:
    """The nouns that a noun is set beside: "X, leader of Y" and "Y leader X", in either order."""
    tokens = sentence.tokens
    found = [k for k in sentence.children[head] if tokens[k].dep in ("appos", "compound") and tokens[k].pos == "PROPN"]
    up = tokens[head].head
    if up != head and tokens[head].dep in ("appos", "compound", "nmod", "amod"):
        found.append(up)
    return found

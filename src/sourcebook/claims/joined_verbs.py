"""Verbs before an act that are told of the same doers: what they say of day and place, they say of the act as well."""

from __future__ import annotations

from sourcebook.claims.acts import Act
from sourcebook.claims.lexicon import words
from sourcebook.claims.sentence import SUBJECTS, Sentence, Spot, path_between
from sourcebook.records.vocabulary import EventType, MentionKind


def shared_verbs(sentence: Sentence, act: Act) -> list[int]:
    """The verbs whose place is the act's too: "burst into a bar in Cali, lined up guests and shot nine of them"."""
    found = []
    at = act.head
    while sentence.tokens[at].dep == "conj" and not subjects_of(sentence, at):
        at = sentence.tokens[at].head
        found.append(at)
    taking = taken_in(sentence, act)
    return found if taking is None else [*found, taking]


def subjects_of(sentence: Sentence, verb: int) -> list[int]:
    """A verb's own subjects."""
    return [k for k in sentence.children[verb] if sentence.tokens[k].dep in SUBJECTS]


def joined_without_subject(sentence: Sentence, verb: int, act: int) -> int:
    """How many joins lead straight down from a verb to an act that its subject also does."""
    path = path_between(sentence, act, verb)
    joins = [i for i in path[:-1] if sentence.tokens[i].dep == "conj"]
    own = any(subjects_of(sentence, i) for i in joins)
    straight = bool(path) and path[-1] == verb and len(joins) == len(path) - 1
    return len(joins) if straight and not own else 0


def ground_taken(sentence: Sentence, act: Act) -> list[Spot]:
    """The places that a fight was over: "retook the town of Malakal after two days of fighting"."""
    taking = taken_in(sentence, act)
    if taking is None:
        return []
    ground = {i for k in sentence.children[taking] if sentence.tokens[k].dep == "dobj" for i in sentence.below(k)}
    return [spot for spot in sentence.of(MentionKind.PLACE) if spot.head in ground]


def taken_in(sentence: Sentence, act: Act) -> int | None:
    """The verb of taking or losing ground that a fight ended with: "retook the town of Malakal after two days of"."""
    if act.type is not EventType.ARMED_CLASH or sentence.tokens[act.head].pos != "NOUN":
        return None
    for above in list(sentence.ancestors(act.head))[:4]:
        if sentence.tokens[above].pos == "VERB":
            return above if sentence.lemma(above) in words("incidents", "taking_ground") else None
    return None

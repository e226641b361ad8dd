"""Acts of violence in one sentence, and which of them are one incident told with several words.

"The attack that killed 13" is one incident, "a bombing in Kano and a shooting in Jos" are two, "the attack came after
the bombing on Sunday" are two.
"""

from __future__ import annotations

from dataclasses import dataclass

from sourcebook.claims.lexicon import words
from sourcebook.claims.realis import realis_of
from sourcebook.claims.sentence import Sentence, Spot, path_between
from sourcebook.records.vocabulary import EventType, Harm, MentionKind, Realis

HARMS = frozenset({Harm.KILLED, Harm.INJURED, Harm.MISSING, Harm.KIDNAPPED, Harm.CAPTURED, Harm.ARRESTED})


@dataclass(frozen=True, slots=True, eq=False)
class Act:
    """One word of violence: its token, its type where the word names one, and whether it happened."""

    spot: Spot
    head: int
    type: EventType | None
    realis: Realis


def acts_in(sentence: Sentence) -> tuple[Act, ...]:
    """The acts that a sentence names; where it names none, its counts of people harmed stand for one."""
    found = [act_of(sentence, spot) for spot in sentence.of(MentionKind.TRIGGER) if not figurative(sentence, spot)]
    if not found and not sentence.of(MentionKind.TRIGGER):
        found = [toll_act(sentence, spot) for spot in harm_spots(sentence)]
    return tuple(found)


def act_of(sentence: Sentence, spot: Spot) -> Act:
    """The act that a trigger names."""
    return Act(
        spot, spot.head, EventType(spot.mention.name or EventType.OTHER_VIOLENCE), realis_of(sentence, spot.head)
    )


def toll_act(sentence: Sentence, spot: Spot) -> Act:
    """The act behind a toll without a word for the act itself: "the army lost 17 soldiers"."""
    verb = next((a for a in (spot.head, *sentence.ancestors(spot.head)) if sentence.tokens[a].pos == "VERB"), spot.head)
    return Act(spot, verb, None, realis_of(sentence, verb))


def harm_spots(sentence: Sentence) -> list[Spot]:
    """The counts of people harmed."""
    return [s for s in sentence.of(MentionKind.FIGURE) if s.mention.figure and s.mention.figure.harm in HARMS]


def figurative(sentence: Sentence, spot: Spot) -> bool:
    """Whether the words around an act word turn it into something else: "heart attack", "penalty shot"."""
    before = sentence.low(spot.first - 1) if spot.first else ""
    after = sentence.low(spot.last + 1) if spot.last + 1 < len(sentence.tokens) else ""
    return before in words("realis", "metaphor", "before") or after in words("realis", "metaphor", "after")


def groups_of(sentence: Sentence, acts: tuple[Act, ...]) -> list[tuple[Act, ...]]:
    """The acts brought together by incident, in the order of the text."""
    groups: list[list[Act]] = []
    for act in acts:
        home = next((g for g in groups if any(one_incident(sentence, other, act) for other in g)), None)
        if home is None:
            groups.append([act])
        else:
            home.append(act)
    return [tuple(group) for group in groups]


def one_incident(sentence: Sentence, one: Act, other: Act) -> bool:
    """Whether two acts of one sentence are told as one incident."""
    if not same_reality(one.realis, other.realis):
        return False
    path = path_between(sentence, one.head, other.head)
    if not path:
        return semicolon_free(sentence, one, other)
    if set_apart(sentence, path) or listed(sentence, path, one, other) or not families(one.type) & families(other.type):
        return False
    return custody(one) == custody(other) or sentence.tokens[other.head].dep != "conj"


def same_reality(one: Realis, other: Realis) -> bool:
    """Whether acts of these kinds can be one: an attempt that did harm happened."""
    real = {Realis.HAPPENED, Realis.ATTEMPTED}
    return one == other or {one, other} <= real


def families(kind: EventType | None) -> frozenset[str]:
    """The families of incident that a type can be told under; a word that only tells of harm fits all."""
    if kind is None:
        return frozenset({"explosive", "armed", "custody"})
    found = {name for name in ("explosive", "armed", "custody") if kind.value in words("incidents", "families", name)}
    if kind.value in words("incidents", "families", "open"):
        found |= {"explosive", "armed"}
    return frozenset(found)


def custody(act: Act) -> bool:
    """Whether the act is an arrest."""
    return act.type is EventType.ARREST


def semicolon_free(sentence: Sentence, one: Act, other: Act) -> bool:
    """Whether no semicolon stands between two acts that the parser left in separate trees."""
    low, high = sorted((one.head, other.head))
    return all(sentence.tokens[i].text not in (";", ":") for i in range(low, high))


def set_apart(sentence: Sentence, path: list[int]) -> bool:
    """Whether a word on the way between two acts orders them in time or cause: "after", "in retaliation for"."""
    inner = path[1:-1]
    apart, nouns, verbs = (words("incidents", key) for key in ("apart", "apart_nouns", "apart_verbs"))
    for index in path:
        for child in sentence.children[index]:
            if sentence.tokens[child].dep == "mark" and sentence.low(child) in apart - {"as", "since"}:
                return True
    return any(
        (sentence.tokens[i].pos in ("ADP", "SCONJ") and sentence.low(i) in apart)
        or sentence.lemma(i) in nouns
        or sentence.lemma(i) in verbs
        or sentence.low(i) == "linked"
        for i in inner
    )


def listed(sentence: Sentence, path: list[int], one: Act, other: Act) -> bool:
    """Whether two act nouns are items of a list, each with words of its own: "the 2021 attack, a bombing in"."""
    tokens = sentence.tokens
    if tokens[other.head].pos not in ("NOUN", "PROPN") or tokens[one.head].pos not in ("NOUN", "PROPN"):
        return False
    joined = any(tokens[i].dep in ("conj", "appos") for i in path)
    return joined and any(
        tokens[k].dep in ("prep", "acl", "relcl", "nummod", "det") for k in sentence.children[other.head]
    )

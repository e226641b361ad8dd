"""Which acts of one sentence are one incident told with several words.

"The attack that killed 13" is one incident, "a bombing in Kano and a shooting in Jos" are two, "the attack came after
the bombing on Sunday" are two.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from sourcebook.claims.acts import Act
from sourcebook.claims.lexicon import words
from sourcebook.claims.sentence import SUBJECTS, Sentence, path_between
from sourcebook.records.vocabulary import EventType, MentionKind, Realis

# edges of the words that make an act noun an item of its own in a list
ITEM_WORDS = frozenset({"prep", "acl", "relcl", "nummod", "det", "amod"})
FAMILIES = ("explosive", "armed", "air", "custody")


def groups_of(sentence: Sentence, acts: tuple[Act, ...]) -> list[tuple[Act, ...]]:
    """The acts brought together by incident, in the order of the text.

    A verb in the relative clause of an act noun is of that noun's incident: "the bombing that killed 54".
    """
    groups: list[list[Act]] = []
    heads = {act.head for act in acts}
    owner = {act.head: owning_noun(sentence, act, heads) for act in acts}
    for act in sorted(acts, key=lambda a: owner[a.head] != a.head):
        home = next((g for g in groups if owner[act.head] in {a.head for a in g}), None)
        if owner[act.head] == act.head:
            home = next((g for g in groups if any(one_incident(sentence, o, act, heads) for o in g)), None)
        if home is None:
            groups.append([act])
        else:
            home.append(act)
    ordered = [tuple(sorted(group, key=lambda a: a.head)) for group in groups]
    return sorted(ordered, key=lambda group: group[0].head)


def owning_noun(sentence: Sentence, act: Act, heads: set[int]) -> int:
    """The act noun in whose relative clause an act stands, or the act itself."""
    token = sentence.tokens[act.head]
    if token.dep == "relcl" and token.head in heads and sentence.tokens[token.head].pos in ("NOUN", "PROPN"):
        return token.head
    return act.head


def one_incident(sentence: Sentence, one: Act, other: Act, heads: set[int]) -> bool:
    """Whether two acts of one sentence are told as one incident; ``heads`` are the tokens of all its acts."""
    if not same_reality(one.realis, other.realis) or not families(one.type) & families(other.type):
        return False
    path = path_between(sentence, one.head, other.head)
    if not path:
        return semicolon_free(sentence, one, other)
    if set_apart(sentence, path) or listed(sentence, path, heads) or begun_anew(sentence, one, other):
        return False
    if own_clauses(sentence, path) or (custody(one) != custody(other) and charged(sentence, path)):
        return False
    return custody(one) == custody(other) or sentence.tokens[other.head].dep != "conj"


def same_reality(one: Realis, other: Realis) -> bool:
    """Whether acts of these kinds can be one: an attempt that did harm happened."""
    real = {Realis.HAPPENED, Realis.ATTEMPTED}
    return one == other or {one, other} <= real


def families(kind: EventType | None) -> frozenset[str]:
    """The families of incident that a type can be told under; a word that only tells of harm fits all."""
    if kind is None:
        return frozenset(FAMILIES)
    found = {name for name in FAMILIES if kind.value in words("incidents", "families", name)}
    if kind.value in words("incidents", "families", "open"):
        found |= {"explosive", "armed"} | ({"air"} if kind is EventType.OTHER_VIOLENCE else set())
    return frozenset(found)


def charged(sentence: Sentence, path: list[int]) -> bool:
    """Whether the way between two acts gives one as the ground of an arrest: "arrested for the murder"."""
    return any(
        sentence.low(i) in ("for", "over", "with", "after", "following") or sought_in(sentence, i) for i in path[1:-1]
    )


def sought_in(sentence: Sentence, preposition: int) -> bool:
    """Whether "in" leads from a person sought to the act that he is sought for: "a suspect in Sunday's shooting"."""
    up = sentence.tokens[preposition].head
    return sentence.low(preposition) == "in" and sentence.lemma(up) in words("incidents", "sought")


def custody(act: Act) -> bool:
    """Whether the act is an arrest."""
    return act.type is EventType.ARREST


def begun_anew(sentence: Sentence, one: Act, other: Act) -> bool:
    """Whether a later act noun opens an item of its own: "..., and an attack on the university"."""
    low, high = sorted((one.head, other.head))
    if any(sentence.tokens[i].pos not in ("NOUN", "PROPN") for i in (low, high)):
        return False
    kids = sentence.children[high]
    first = min((k for k in kids if k < high), default=high)
    opened = first > 0 and sentence.low(first - 1) in ("and", ",", ";", "or")
    own = any(sentence.low(k) in ("a", "an", "another") or sentence.tokens[k].dep == "nummod" for k in kids)
    return opened and own and any(sentence.tokens[k].dep in ("prep", "acl", "relcl") for k in kids)


def joined_clauses(sentence: Sentence, acts: Sequence[Act], others: Sequence[Act]) -> bool:
    """Whether acts stand in joined clauses that each have a subject and a place of their own."""
    return any(own_clauses(sentence, path_between(sentence, a.head, b.head)) for a in acts for b in others)


def own_clauses(sentence: Sentence, path: list[int]) -> bool:
    """Whether two joined clauses each have a subject and a place: "six died in Gao and 11 were shot in Timbuktu"."""
    for earlier, later in joined_verbs(sentence, path):
        if not any(sentence.tokens[k].dep in SUBJECTS for k in sentence.children[later]):
            continue
        below = sentence.below(later)
        above = sentence.below(earlier) - below
        places = sentence.of(MentionKind.PLACE)
        return any(s.head in below for s in places) and any(s.head in above and s.head > earlier for s in places)
    return False


def joined_verbs(sentence: Sentence, path: list[int]) -> Iterator[tuple[int, int]]:
    """The verbs on a way through the tree that are joined as clauses, or said side by side: "six died, and 11 were
    shot, police said"."""
    tokens = sentence.tokens
    acting = [i for i in path if tokens[i].pos in ("VERB", "AUX")]
    yield from ((tokens[i].head, i) for i in acting if tokens[i].dep == "conj" and tokens[i].head in path)
    told = sorted(i for i in acting if tokens[i].dep == "ccomp" and tokens[i].head in path)
    yield from ((one, other) for one, other in pairwise(told) if tokens[one].head == tokens[other].head)


def semicolon_free(sentence: Sentence, one: Act, other: Act) -> bool:
    """Whether no semicolon stands between two acts that the parser left in separate trees."""
    low, high = sorted((one.head, other.head))
    return all(sentence.tokens[i].text not in (";", ":") for i in range(low, high))


def set_apart(sentence: Sentence, path: list[int]) -> bool:
    """Whether a word on the way between two acts orders them in time or cause: "after", "in retaliation for"."""
    inner = path[1:-1]
    apart, nouns, verbs = (words("incidents", key) for key in ("apart", "apart_nouns", "apart_verbs"))
    for index in below_top(sentence, path):
        for child in sentence.children[index]:
            if sentence.tokens[child].dep == "mark" and sentence.low(child) in apart - {"as", "since"}:
                return True
    return any(
        (sentence.tokens[i].pos in ("ADP", "SCONJ") and sentence.low(i) in apart)
        or sentence.lemma(i) in nouns
        or sentence.lemma(i) in verbs
        for i in inner
    )


def below_top(sentence: Sentence, path: list[int]) -> list[int]:
    """A way through the tree without its highest token: what opens that one's clause opens both ends'."""
    return [index for index in path if sentence.tokens[index].head in path and sentence.tokens[index].head != index]


def listed(sentence: Sentence, path: list[int], heads: set[int]) -> bool:
    """Whether the way between two acts leads from one act noun to the next of a list: "the 2021 attack, a raid in"."""
    tokens = sentence.tokens
    for one, other in pairwise(path):
        low, high = sorted((one, other))
        joined = tokens[high].head == low and tokens[high].dep in ("conj", "appos")
        if joined and {low, high} <= heads and tokens[high].pos in ("NOUN", "PROPN"):
            return any(tokens[k].dep in ITEM_WORDS for k in sentence.children[high])
    return False

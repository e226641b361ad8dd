"""Acts of violence in one sentence, and which of them are one incident told with several words.

"The attack that killed 13" is one incident, "a bombing in Kano and a shooting in Jos" are two, "the attack came after
the bombing on Sunday" are two.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from sourcebook.claims.lexicon import words
from sourcebook.claims.realis import realis_of
from sourcebook.claims.sentence import SUBJECTS, Sentence, Spot, path_between
from sourcebook.records.vocabulary import ActorKind, EventType, Harm, MentionKind, Realis

# edges of the words that make an act noun an item of its own in a list
ITEM_WORDS = frozenset({"prep", "acl", "relcl", "nummod", "det", "amod"})
# edges by which a count is the object of what is done for the dead
GOVERNED = frozenset({"dobj", "nsubjpass", "pobj", "nummod"})
FAMILIES = ("explosive", "armed", "air", "custody")
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
    if sentence.low(0) in words("incidents", "links") and any(t.text == ":" for t in sentence.tokens[:6]):
        return ()
    spots = [s for s in sentence.of(MentionKind.TRIGGER) if not figurative(sentence, s)]
    found = [act_of(sentence, spot) for spot in spots if not measures(sentence, spot.head)]
    found += strike_acts(sentence, {act.head for act in found})
    if not found and len(spots) == len(sentence.of(MentionKind.TRIGGER)):
        tolls = [toll_act(sentence, spot) for spot in harm_spots(sentence) if several(spot)]
        found = [act for act in tolls if not without_violence(sentence, act.head)]
    return tuple(sorted(found, key=lambda act: act.head))


def dated(sentence: Sentence, noun: int) -> bool:
    """Whether an act noun has a day of its own: "its deadliest attack on 26 August"."""
    for prep in sentence.children[noun]:
        if sentence.low(prep) in ("on", "in"):
            for child in sentence.children[prep]:
                spot = sentence.spot_at(child, MentionKind.TIME)
                if spot is not None and spot.mention.time is not None:
                    return True
    return False


def several(spot: Spot) -> bool:
    """Whether a count is of more than one: "the death of the leader" alone tells no act."""
    figure = spot.mention.figure
    return figure is not None and figure.best != 1


def strike_acts(sentence: Sentence, known: set[int]) -> list[Act]:
    """Verbs that tell an act only by who does it or with what: "militants targeted the mosque", "threw dynamite at"."""
    found = []
    for index, token in enumerate(sentence.tokens):
        if token.pos != "VERB" or index in known:
            continue
        lemma = sentence.lemma(index)
        spot = struck_by(sentence, index) if lemma in words("parties", "acting_verbs") else None
        if spot is None and lemma in words("parties", "throwing_verbs"):
            spot = thrown(sentence, index)
        if spot is None and lemma in words("parties", "damage"):
            spot = burst(sentence, index)
        if spot is not None:
            found.append(Act(spot, index, None, realis_of(sentence, index)))
    return found


def struck_by(sentence: Sentence, verb: int) -> Spot | None:
    """The attackers that are the subject of a verb with an object that is no country or town."""
    doers = [k for k in sentence.children[verb] if sentence.tokens[k].dep == "nsubj"]
    spots = [spot for k in doers if (spot := hostile_spot(sentence, k)) is not None]
    hit = [k for k in sentence.children[verb] if sentence.tokens[k].dep == "dobj"]
    return spots[0] if spots and any(sentence.tokens[k].entity[2:] != "GPE" for k in hit) else None


def burst(sentence: Sentence, verb: int) -> Spot | None:
    """The weapon that is the subject of a verb of damage: "dynamite destroyed the pylon"."""
    for child in sentence.children[verb]:
        if sentence.tokens[child].dep == "nsubj":
            return sentence.spot_at(child, MentionKind.WEAPON)
    return None


def thrown(sentence: Sentence, verb: int) -> Spot | None:
    """The weapon that is thrown at, or planted by, something."""
    if sentence.lemma(verb) == "set" and not any(sentence.low(k) == "off" for k in sentence.children[verb]):
        return None
    for child in sentence.children[verb]:
        if sentence.tokens[child].dep in ("dobj", "nsubjpass"):
            spot = sentence.spot_at(child, MentionKind.WEAPON)
            if spot is not None and any(sentence.tokens[k].dep == "prep" for k in sentence.children[verb]):
                return spot
    return None


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


def measures(sentence: Sentence, head: int) -> bool:
    """Whether an act noun only measures another act: "the deadliest attack since", "no deadlier attack"."""
    ranks = [k for k in sentence.children[head] if sentence.tokens[k].tag in ("JJS", "JJR", "RBS")]
    ranks += [
        k
        for k in sentence.children[head]
        if sentence.low(k) in ("worst", "deadliest", "deadlier", "worse", "bloodiest", "biggest")
    ]
    if sentence.tokens[head].dep == "attr":
        ranks += [k for k in sentence.children[head] if sentence.low(k) in words("incidents", "ordinals")]
    if not ranks or dated(sentence, head) or sentence.tokens[head].pos not in ("NOUN", "PROPN"):
        return False
    up = sentence.tokens[head].head
    return sentence.tokens[head].dep not in SUBJECTS or sentence.lemma(up) == "be"


def echo_in(sentence: Sentence) -> Act | None:
    """The incident just told, where a sentence without an act word speaks of it: "the bus was stopped in Mandera".

    It needs a place, a time or a count to add, and a subject that points back: the attackers, the blast, the dead.
    """
    if sentence.of(MentionKind.TRIGGER):
        return None
    adding = (*sentence.of(MentionKind.PLACE), *sentence.of(MentionKind.TIME))
    if not adding:
        return None
    for index, token in enumerate(sentence.tokens):
        if token.dep in SUBJECTS and points_back(sentence, index):
            return Act(adding[0], index, None, realis_of(sentence, token.head))
    return None


def points_back(sentence: Sentence, subject: int) -> bool:
    """Whether a subject means the attackers, or with an article the blast, its victims or what was hit."""
    lemma = sentence.lemma(subject)
    if lemma in words("parties", "attackers"):
        return True
    if not any(sentence.low(k) in words("incidents", "definite") for k in sentence.children[subject]):
        return False
    return lemma in words("parties", "told")


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
    return [
        s
        for s in sentence.of(MentionKind.FIGURE)
        if s.mention.figure and s.mention.figure.harm in HARMS and not laid_to_rest(sentence, s.head)
    ]


def laid_to_rest(sentence: Sentence, head: int) -> bool:
    """Whether a count is of those who are buried, mourned or named, who need not be all: "bury 136 victims"."""
    rites = words("incidents", "last_rites")
    over = [i for i in (head, *sentence.ancestors(head)) if sentence.tokens[i].dep in GOVERNED][:3]
    above = {sentence.tokens[i].head for i in over}
    return any(sentence.lemma(i) in rites or sentence.low(i) in rites for i in above)


def figurative(sentence: Sentence, spot: Spot) -> bool:
    """Whether the words around an act word turn it into something else: "heart attack", "penalty shot"."""
    before = sentence.low(spot.first - 1) if spot.first else ""
    after = sentence.low(spot.last + 1) if spot.last + 1 < len(sentence.tokens) else ""
    if before in words("realis", "metaphor", "before") or after in words("realis", "metaphor", "after"):
        return True
    return without_violence(sentence, spot.head)


def without_violence(sentence: Sentence, head: int) -> bool:
    """Whether a verb tells no violence by what stands with it: "died of a heart attack", "the volcano exploded"."""
    for child in sentence.children[head]:
        dep, lemma = sentence.tokens[child].dep, sentence.lemma(child)
        if dep == "nsubj" and lemma in words("realis", "metaphor", "subjects") | words("realis", "metaphor", "mishaps"):
            return True
        if dep == "dobj" and sentence.low(child) == "it" and sentence.lemma(head) == "kill":
            return True
        if dep == "prep" and lemma in ("in", "by", "during") and mishap(sentence, child):
            return True
        if dep == "prep" and lemma in ("of", "from") and sentence.lemma(head) in ("die", "death"):
            causes = [sentence.lemma(k) for k in sentence.children[child]]
            return sentence.lemma(head) == "die" and not set(causes) & words("realis", "metaphor", "diseases_not")
    return False


def mishap(sentence: Sentence, prep: int) -> bool:
    """Whether a preposition leads to what kills without anybody's will: "died in the crash", "in an earthquake"."""
    return any(sentence.lemma(k) in words("realis", "metaphor", "mishaps") for k in sentence.children[prep])


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
        found |= {"explosive", "armed"}
    return frozenset(found)


def charged(sentence: Sentence, path: list[int]) -> bool:
    """Whether the way between two acts gives one as the ground of an arrest: "arrested for the murder"."""
    return any(sentence.low(i) in ("for", "over", "with", "after", "following") for i in path[1:-1])


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
    tokens = sentence.tokens
    for index in path:
        up = tokens[index].head
        if tokens[index].dep != "conj" or up not in path or tokens[index].pos not in ("VERB", "AUX"):
            continue
        if not any(tokens[k].dep in SUBJECTS for k in sentence.children[index]):
            continue
        later = sentence.below(index)
        earlier = sentence.below(up) - later
        places = sentence.of(MentionKind.PLACE)
        return any(s.head in later for s in places) and any(s.head in earlier and s.head > up for s in places)
    return False


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

"""Days that belong to an act by where they stand, although the parser hangs them on a word that tells of the act."""

from __future__ import annotations

from collections.abc import Sequence

from sourcebook.claims.acts import Act
from sourcebook.claims.lexicon import words
from sourcebook.claims.sentence import SUBJECTS, Sentence, Spot
from sourcebook.records.vocabulary import MentionKind

# clauses that say what went on as the act was done: "was shot while walking home on Sunday"
AS_IT_WAS_DONE = frozenset({"while", "as", "when"})
# words that may stand between "that" and the day which opens its clause
OPENING = frozenset({"on", "in", "at", "early", "late", "the", "during"})
VERBS = ("VERB", "AUX")


def tied_by_place(sentence: Sentence, spot: Spot, acts: Sequence[Act]) -> bool:
    """Whether a day belongs to one of the acts by where it stands in the sentence."""
    if spot.mention.kind is not MentionKind.TIME:
        return False
    return any(
        goes_on(sentence, spot, act.head)
        or ends_phrase(sentence, spot, act.head)
        or opens_clause(sentence, spot, act)
        or of_its_weapon(sentence, spot, act.head)
        for act in acts
    )


def goes_on(sentence: Sentence, spot: Spot, head: int) -> bool:
    """Whether a day hangs on what went on as an act was done: "was shot dead while riding home today"."""
    verb = next((i for i in sentence.ancestors(spot.head) if sentence.tokens[i].pos in VERBS), None)
    if verb is None or sentence.tokens[verb].dep != "advcl" or sentence.tokens[verb].head != head:
        return False
    marks = {sentence.low(k) for k in sentence.children[verb] if sentence.tokens[k].dep in ("mark", "advmod")}
    return bool(marks & AS_IT_WAS_DONE)


def ends_phrase(sentence: Sentence, spot: Spot, head: int) -> bool:
    """Whether a day ends the phrase of an act noun after "following": "was damaged following two blasts yesterday"."""
    if sentence.tokens[head].pos not in ("NOUN", "PROPN") or spot.first <= head:
        return False
    before = next((i for i in sentence.ancestors(head) if sentence.tokens[i].pos != "ADJ"), head)
    if sentence.low(before) not in ("following", "after", "for"):
        return False
    between = range(head + 1, spot.first)
    return not any(sentence.tokens[i].pos in VERBS or sentence.tokens[i].text in (",", ";", ":") for i in between)


def opens_clause(sentence: Sentence, spot: Spot, act: Act) -> bool:
    """Whether a day opens the clause of an act: "it was reported today that on 10 March rebels killed four"."""
    if sentence.tokens[act.head].pos not in VERBS or act.head < spot.last:
        return False
    first = spot.first - 1
    while first > 0 and sentence.low(first) in OPENING:
        first -= 1
    if first < 0 or sentence.low(first) != "that" or sentence.tokens[first].dep != "mark":
        return False
    up = sentence.tokens[first].head
    return up == act.head or up in sentence.ancestors(act.head)


def of_its_weapon(sentence: Sentence, spot: Spot, head: int) -> bool:
    """Whether a day stands in a clause on what did the harm: "the bomb that wrecked the hall on 19 May killed two"."""
    verb = next((i for i in sentence.ancestors(spot.head) if sentence.tokens[i].pos in VERBS), None)
    if verb is None or sentence.tokens[verb].dep != "relcl":
        return False
    noun = sentence.tokens[verb].head
    return sentence.tokens[noun].head == head and sentence.spot_at(noun, MentionKind.WEAPON) is not None


def names_the_day(sentence: Sentence, spot: Spot, acts: Sequence[Act]) -> bool:
    """Whether a time stands before an act noun as part of its name: "presented yesterday on the May 1980 killing"."""
    token = sentence.tokens[spot.head]
    nouns = [act.head for act in acts if sentence.tokens[act.head].pos in ("NOUN", "PROPN")]
    return token.dep in ("compound", "nmod", "amod", "nummod", "poss") and token.head in nouns


def of_somebody_else(sentence: Sentence, spot: Spot, acts: Sequence[Act]) -> bool:
    """Whether a day stands in a clause that describes somebody: "the front, which disarmed on 9 March, mourned"."""
    verb = next((i for i in sentence.ancestors(spot.head) if sentence.tokens[i].pos in VERBS), None)
    if verb is None or sentence.tokens[verb].dep != "relcl":
        return False
    if sentence.spot_at(sentence.tokens[verb].head, MentionKind.WEAPON, MentionKind.TRIGGER) is not None:
        return False
    return not any(act.head == verb or verb in sentence.ancestors(act.head) for act in acts)


def counted_then(sentence: Sentence, spot: Spot, verb: int) -> bool:
    """Whether a day is that of a newer count: "the toll of the car bombing climbed to 20 on Saturday"."""
    if spot.mention.kind is not MentionKind.TIME or sentence.lemma(verb) not in words("attribution", "counting"):
        return False
    counts = words("attribution", "counts")
    return any(
        sentence.tokens[k].dep in SUBJECTS and not counts.isdisjoint((sentence.low(k), sentence.lemma(k)))
        for k in sentence.children[verb]
    )

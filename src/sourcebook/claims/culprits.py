"""Who is said to have committed, or is held for, an act that other words of the text name: "perpetrated by X"."""

from __future__ import annotations

from collections.abc import Iterator

from sourcebook.claims.accused import party_of
from sourcebook.claims.agents import by_agents, subjects
from sourcebook.claims.lexicon import words
from sourcebook.claims.sentence import Sentence
from sourcebook.records.claims import Party
from sourcebook.records.vocabulary import MentionKind, Stance


def speaks_of_act(sentence: Sentence, index: int) -> bool:
    """Whether a word names an act of violence or stands for one: "the crime", "this action"."""
    return sentence.spot_at(index, MentionKind.TRIGGER) is not None or sentence.lemma(index) in words(
        "parties", "crimes"
    )


def committing(sentence: Sentence, cue: int) -> Iterator[Party]:
    """ "The crime was perpetrated by X", "an act committed by X", "X committed the murder"."""
    kids = sentence.children[cue]
    told = [k for k in kids if sentence.tokens[k].dep in ("dobj", "nsubjpass")]
    if sentence.tokens[cue].dep in ("acl", "relcl"):
        told.append(sentence.tokens[cue].head)
    up = sentence.tokens[cue].head
    if sentence.tokens[cue].dep == "xcomp" and sentence.tokens[up].dep in ("acl", "relcl"):
        told.append(sentence.tokens[up].head)
    known = any(speaks_of_act(sentence, k) or sentence.spot_at(k, MentionKind.WEAPON) for k in told)
    if not known and sentence.lemma(cue) not in ("perpetrate", "intercept"):
        return
    heads = by_agents(sentence, cue)
    if not heads and any(sentence.tokens[k].dep == "dobj" for k in kids):
        heads = subjects(sentence, cue, "nsubj")
    for head in heads:
        yield from party_of(sentence, head, hedged(sentence, cue))


def hedged(sentence: Sentence, cue: int) -> Stance:
    """How firm a verb is: "allegedly perpetrated by" is a suspicion."""
    up = sentence.tokens[cue].head
    lows = {sentence.low(k) for i in (cue, up) for k in (i, *sentence.children[i])}
    doubt = words("parties", "stance", "suspected_adverbs") | words("parties", "stance", "suspected_adjectives")
    return Stance.SUSPECTED if lows & doubt else Stance.STATED


def being_held(sentence: Sentence, cue: int) -> Iterator[Party]:
    """ "X is held responsible", "an incident for which X are being held responsible"."""
    kids = sentence.children[cue]
    if "responsible" not in {sentence.low(k) for k in kids}:
        return
    for head in [k for k in kids if sentence.tokens[k].dep in ("dobj", "nsubjpass", "nsubj")]:
        if sentence.tokens[head].dep != "nsubj" or not any(sentence.tokens[k].dep == "dobj" for k in kids):
            yield from party_of(sentence, head, Stance.SUSPECTED)


def seizing(sentence: Sentence, cue: int) -> Iterator[Party]:
    """ "X were arrested in connection with the attack", "arrested three men for the murder"."""
    kids = sentence.children[cue]
    if sentence.tokens[cue].pos != "VERB" or not any(held_over(sentence, k) for k in kids):
        return
    for head in [k for k in kids if sentence.tokens[k].dep in ("dobj", "nsubjpass")]:
        yield from party_of(sentence, head, Stance.SUSPECTED)


def held_over(sentence: Sentence, prep: int) -> bool:
    """Whether a preposition gives an act as the ground of an arrest."""
    low = sentence.low(prep)
    if low not in ("in", "for", "over", "on"):
        return False
    below = sentence.below(prep)
    linked = {sentence.lemma(i) for i in below} & {"connection", "relation", "suspicion", "charge", "link"}
    return (low in ("for", "over") or bool(linked)) and any(speaks_of_act(sentence, i) for i in below)


def being_work(sentence: Sentence, cue: int) -> Iterator[Party]:
    """ "The attack was the work of X"."""
    verb = sentence.tokens[cue].head
    if sentence.tokens[cue].dep != "attr" or sentence.lemma(verb) != "be":
        return
    told = subjects(sentence, verb, "nsubj")
    if not any(speaks_of_act(sentence, k) or sentence.low(k) in ("it", "this") for k in told):
        return
    for prep in sentence.children[cue]:
        if sentence.low(prep) == "of":
            for head in sentence.children[prep]:
                yield from party_of(sentence, head, Stance.SUSPECTED)


def naming_culprit(sentence: Sentence, cue: int) -> Iterator[Party]:
    """ "X was the perpetrator of the murder"."""
    verb = sentence.tokens[cue].head
    if sentence.tokens[cue].dep == "attr" and sentence.lemma(verb) == "be":
        for head in subjects(sentence, verb, "nsubj"):
            yield from party_of(sentence, head, Stance.SUSPECTED)


def getting_away(sentence: Sentence, cue: int) -> Iterator[Party]:
    """ "The militants escaped in the dark": who got away from what was just told, where the sentence tells no act."""
    if sentence.tokens[cue].pos != "VERB" or sentence.of(MentionKind.TRIGGER):
        return
    for head in subjects(sentence, cue, "nsubj"):
        lows = {sentence.low(k) for k in sentence.children[head]}
        if sentence.lemma(head) in words("parties", "attackers") and lows & words("incidents", "definite"):
            yield from party_of(sentence, head, Stance.STATED)

"""Violence spoken of in general: "the murder of activists", "their attacks on the opposition", "the battle"."""

from __future__ import annotations

from sourcebook.claims.lexicon import words
from sourcebook.claims.sentence import Sentence
from sourcebook.claims.tellings import Telling

PLURAL = frozenset({"NNS", "NNPS"})


def in_passing(telling: Telling) -> bool:
    """Whether a telling without any particulars only names violence of a kind."""
    return all(general(telling.sentence, act.head) for act in telling.acts)


def general(sentence: Sentence, head: int) -> bool:
    """Whether an act noun names no one incident: a bare plural, a possession, or one that hits people of a kind."""
    token = sentence.tokens[head]
    if token.dep in ("acl", "relcl") and token.pos == "VERB":
        return kind_of_people(sentence, token.head)
    if token.pos not in ("NOUN", "PROPN"):
        return False
    if token.dep == "attr":
        return True
    kids = sentence.children[head]
    lows = {sentence.low(k) for k in kids}
    if token.tag in PLURAL:
        return not lows & {"two", "three", "twin", "both"}
    if lows & {"a", "an", "another", "this", "one"}:
        return False
    hit = [n for p in kids if sentence.low(p) in ("of", "against", "on") for n in sentence.children[p]]
    if any(kind_of_people(sentence, noun) for noun in hit):
        return True
    return sentence.lemma(head) in words("incidents", "broad_acts")


def kind_of_people(sentence: Sentence, noun: int) -> bool:
    """Whether a noun is a plural that neither number nor article picks out: "peasants", "civilian targets"."""
    picked = any(
        sentence.tokens[k].dep in ("det", "nummod", "poss", "appos") or sentence.tokens[k].pos == "PROPN"
        for k in sentence.children[noun]
    )
    return sentence.tokens[noun].tag in PLURAL and not picked

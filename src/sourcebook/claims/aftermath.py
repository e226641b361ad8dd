"""What comes after an incident and is none itself: the death of someone whom it hurt, the end of the attackers."""

from __future__ import annotations

from collections.abc import Sequence

from sourcebook.claims.acts import Act
from sourcebook.claims.lexicon import words
from sourcebook.claims.sentence import SUBJECTS, Sentence


def died_later(sentence: Sentence, act: Act) -> bool:
    """Whether an act is the death of one who was hurt before: "a man hurt by the bomb died", "died of his wounds"."""
    if sentence.lemma(act.head) not in ("die", "succumb") or sentence.tokens[act.head].pos != "VERB":
        return False
    kids = sentence.children[act.head]
    doers = [k for k in kids if sentence.tokens[k].dep in SUBJECTS]
    single = any(sentence.tokens[k].tag in ("NN", "NNP", "PRP") for k in doers)
    return single and (any(hurt_before(sentence, k) for k in doers) or any(of_wounds(sentence, k) for k in kids))


def attackers_end(sentence: Sentence, act: Act, others: Sequence[Act]) -> bool:
    """Whether an act only ends another: "killed five before police shot him", "before they were overpowered"."""
    verb = act.head if sentence.tokens[act.head].pos == "VERB" else sentence.tokens[act.head].head
    if sentence.tokens[verb].dep != "advcl" or all(other.head in sentence.below(verb) for other in others):
        return False
    kids = sentence.children[verb]
    if not any(sentence.tokens[k].dep == "mark" and sentence.low(k) in ("before", "until") for k in kids):
        return False
    hit = [k for k in kids if sentence.tokens[k].dep in ("dobj", "nsubjpass")]
    return bool(hit) and all(sentence.tokens[k].tag == "PRP" for k in hit)


def hurt_before(sentence: Sentence, noun: int) -> bool:
    """Whether a noun is told as one hurt before: "a wounded officer", "a woman who had been in a coma", "a patient"."""
    if sentence.lemma(noun) in words("incidents", "sufferers"):
        return True
    near = [k for k in sentence.children[noun] if sentence.tokens[k].dep in ("acl", "relcl", "amod")]
    deep = {i for k in near for i in sentence.below(k)}
    return any(sentence.lemma(i) in words("incidents", "hurt") for i in deep)


def of_wounds(sentence: Sentence, prep: int) -> bool:
    """Whether a preposition gives wounds as the cause of a death."""
    if sentence.low(prep) not in ("of", "from", "to"):
        return False
    return any(sentence.lemma(k) in ("wound", "injury", "burn") for k in sentence.children[prep])

"""How many an armed group or force is said to number: members and fighters that are counted, not harmed."""

from __future__ import annotations

from sourcebook.mentions.quantities import Quantity
from sourcebook.mentions.sentence import Sentence
from sourcebook.mentions.wordlists import word_set

SMALLEST = 5


def is_strength(sentence: Sentence, quantity: Quantity, head: int) -> bool:
    """Whether the number says how strong a group is: members of it, had, numbered or estimated, not acting once."""
    if not any(form in word_set("people", "members", "words") for form in sentence.forms(head)):
        return False
    if max(quantity.low or 0, quantity.high or 0) < SMALLEST:
        return False
    if quantity.start and sentence.lemma(quantity.start - 1) in word_set("strengths", "cues", "words"):
        return True
    if _acts(sentence, head):
        return False
    return _is_cued(sentence, quantity, head)


def _acts(sentence: Sentence, head: int) -> bool:
    """Whether the counted people are the subject of a deed of their own ("about 20 fighters stormed")."""
    token = sentence.tokens[head]
    if token.dep not in ("nsubj", "nsubjpass") or sentence.tokens[token.head].pos not in ("VERB", "AUX"):
        return False
    return sentence.lemma(token.head) not in word_set("strengths", "cues", "of_subject")


def _is_cued(sentence: Sentence, quantity: Quantity, head: int) -> bool:
    """Whether a word of having, numbering or growing governs the number, within a few words."""
    cues = word_set("strengths", "cues", "words")
    above = sentence.tokens[head].head
    if sentence.lemma(above) == "be" and sentence.tokens[head].dep == "attr":
        return sentence.child(above, "expl") is not None
    for above in sentence.ancestors(head):
        if sentence.lemma(above) in cues:
            return True
        if sentence.tokens[above].pos in ("VERB", "AUX"):
            break
    before = range(max(0, quantity.start - 5), quantity.start)
    strong = word_set("strengths", "cues", "strong")
    return any(sentence.lemma(at) in strong or sentence.lower[at] in strong for at in before)

"""Numbers that follow the noun of a toll: "the death toll rose to 36", "Deaths: 97", "put the injured at 70"."""

from __future__ import annotations

from functools import cache

from sourcebook.mentions.harm_words import Bond
from sourcebook.mentions.quantities import Quantity
from sourcebook.mentions.sentence import Sentence
from sourcebook.mentions.wordlists import groups, word_set
from sourcebook.records.vocabulary import FigureRule, Harm

PLAIN = frozenset({"toll", "deaths", "fatalities", "injuries"})
"""Nouns that always head a count."""


def by_toll(sentence: Sentence, quantity: Quantity) -> Bond | None:
    """ "the death toll rose to 36", "Deaths: 97", "the number of wounded stood at 30"."""
    for at in range(quantity.start - 1, max(-1, quantity.start - 20), -1):
        harm = _tolls().get(sentence.lower[at])
        if harm and _is_toll_noun(sentence, at, quantity):
            if _leads_to(sentence, at + 1, quantity.start):
                return Bond(harm=Harm(harm), cue=at, end=at + 1, rule=FigureRule.TOLL)
            break
    return _by_verb(sentence, quantity)


def _by_verb(sentence: Sentence, quantity: Quantity) -> Bond | None:
    """ "The death toll from two bombs that went off in a café rose to 86": the verb joins what stands far apart."""
    number = sentence.tokens[quantity.end - 1]
    verb = sentence.tokens[number.head].head
    if number.dep != "pobj" or sentence.lower[number.head] not in ("to", "at"):
        return None
    if sentence.lemma(verb) not in word_set("harms", "tolls", "verbs"):
        return None
    subject = sentence.child(verb, "nsubj", "nsubjpass")
    harm = _tolls().get(sentence.lower[subject]) if subject is not None else None
    if subject is None or harm is None or sentence.lower[subject] not in PLAIN:
        return None
    return Bond(harm=Harm(harm), cue=subject, end=subject + 1, rule=FigureRule.TOLL)


@cache
def _tolls() -> dict[str, str]:
    """Nouns whose number follows them ("toll", "deaths"), with their harm."""
    return {word: harm for word, harm in groups("harms", "tolls").items() if harm in ("killed", "injured", "missing")}


def _is_toll_noun(sentence: Sentence, at: int, quantity: Quantity) -> bool:
    """Whether the word heads a count: "death" only before "toll", "killed" only as a label or in "number of killed"."""
    word = sentence.lower[at]
    if word == "death":
        return False
    if word in PLAIN:
        return True
    if at and sentence.lower[at - 1] == "the" and sentence.lower[quantity.start - 1] == "at":
        return True
    if sentence.lower[at + 1] in (":", "=") or (at == 0 and at + 1 == quantity.start):
        return True
    counting = word_set("harms", "tolls", "counting")
    numbered = not counting.isdisjoint(sentence.lower[at + 1 : quantity.start])
    return numbered or "of" in sentence.lower[max(0, at - 3) : at]


def _leads_to(sentence: Sentence, start: int, end: int) -> bool:
    """Whether only words of counting and moving stand between a toll and its number."""
    verbs, between = word_set("harms", "tolls", "verbs"), word_set("harms", "between", "words")
    for at in range(start, end):
        token = sentence.tokens[at]
        small = token.pos in ("ADP", "ADJ", "DET", "ADV", "PUNCT", "PART", "AUX", "SCONJ", "NUM", "PROPN")
        if not (small or sentence.lemma(at) in verbs or sentence.lower[at] in between or token.pos == "NOUN"):
            return False
    return True

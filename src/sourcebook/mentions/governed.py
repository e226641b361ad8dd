"""The harm of a number by the parse: the verb or noun above it, over joined and apposed nouns."""

from __future__ import annotations

from sourcebook.mentions.counted import Counted
from sourcebook.mentions.harm_words import Bond, among_toll, has_object, is_denied, phrase_harm
from sourcebook.mentions.harmed_of import by_noun_of
from sourcebook.mentions.quantities import Quantity
from sourcebook.mentions.sentence import Sentence
from sourcebook.mentions.survived import survived_harm
from sourcebook.mentions.wordlists import groups, word_set
from sourcebook.records.vocabulary import FigureRule, Harm

RELATIVES = frozenset({"who", "whom", "that", "which", "whose"})


def by_parse(sentence: Sentence, quantity: Quantity, counted: Counted) -> Bond | None:
    """The verb or noun above the number in the parse, over joined and apposed nouns, or the verb of its own clause."""
    at = counted.head if counted.head is not None else quantity.end - 1
    return _by_above(sentence, at) or _by_relative(sentence, at)


def _by_above(sentence: Sentence, at: int) -> Bond | None:
    """The verb or noun above a number or its noun, over joined and apposed nouns."""
    for _ in range(6):
        token, above = sentence.tokens[at], sentence.tokens[at].head
        if above == at:
            return None
        if token.dep in ("dobj", "obj", "nsubjpass", "nsubj", "pobj", "attr", "oprd", "nsubj:pass"):
            return _by_governor(sentence, token.dep, above)
        if token.dep not in ("conj", "appos", "nummod", "quantmod", "compound", "nmod", "amod", "npadvmod", "dep"):
            return None
        if sentence.tokens[above].pos not in ("NOUN", "PROPN", "NUM", "PRON", "ADJ"):
            return None
        at = above
    return None


def _by_relative(sentence: Sentence, noun: int) -> Bond | None:
    """ "The 110 girls it abducted", "the 12 men whom they shot dead": those counted suffer the verb of the clause."""
    for verb in sentence.children[noun]:
        if sentence.tokens[verb].dep != "relcl" or verb < noun or is_denied(sentence, verb):
            continue
        doer, hit = sentence.child(verb, "nsubj"), sentence.child(verb, "dobj", "obj")
        asked = hit is None or sentence.lower[hit] in RELATIVES
        harm = phrase_harm(sentence, verb) or groups("harms", "transitive").get(sentence.lemma(verb))
        if doer is not None and asked and harm and sentence.lower[doer] not in RELATIVES:
            return Bond(harm=Harm(harm), cue=verb, end=verb + 1, rule=FigureRule.PARSE, behind=True)
    return None


def _by_governor(sentence: Sentence, role: str, above: int) -> Bond | None:
    """The harm that a governing word does to what stands in this role."""
    if is_denied(sentence, above):
        return None
    if role == "pobj":
        return by_noun_of(sentence, above) if sentence.lower[above] == "of" else None
    if role in ("nsubjpass", "nsubj:pass"):
        return _by_passive(sentence, above)
    if role == "nsubj":
        return _by_subject(sentence, above)
    lemma = sentence.lemma(above)
    harm = phrase_harm(sentence, above) or groups("harms", "transitive").get(lemma)
    if harm is None and lemma in word_set("harms", "losses", "words"):
        harm = "killed"
    harm = (harm or survived_harm(sentence, above)) if role in ("dobj", "obj") else None
    return Bond(harm=Harm(harm), cue=above, end=above + 1, rule=FigureRule.PARSE) if harm else None


def _by_subject(sentence: Sentence, verb: int) -> Bond | None:
    """The harm of those who do a verb: they die, are dead, are among the dead."""
    among = sentence.child(verb, "prep") if sentence.lemma(verb) == "be" else None
    if among is not None and (found := among_toll(sentence, among)):
        return Bond(harm=found, cue=among, end=among + 1, rule=FigureRule.PARSE)
    harm = groups("harms", "intransitive").get(sentence.lemma(verb))
    if harm is None and not has_object(sentence, verb, verb + 1):
        child = sentence.child(verb, "acomp", "attr", "oprd")
        harm = groups("harms", "states").get(sentence.lower[child]) if child is not None else None
    return Bond(harm=Harm(harm), cue=verb, end=verb + 1, rule=FigureRule.PARSE) if harm else None


def _by_passive(sentence: Sentence, verb: int) -> Bond | None:
    """ "were killed", and of two joined participles ("were rounded up and executed") the one that harms."""
    joined = [c for c in sentence.children[verb] if sentence.tokens[c].dep in ("conj", "xcomp", "oprd", "acomp")]
    for at in (verb, *joined):
        if at != verb and sentence.child(at, "nsubj", "nsubjpass", "dobj") is not None:
            continue
        harm = phrase_harm(sentence, at) or groups("harms", "transitive").get(sentence.lemma(at))
        harm = harm or groups("harms", "states").get(sentence.lower[at]) or survived_harm(sentence, at)
        if harm:
            return Bond(harm=Harm(harm), cue=at, end=at + 1, rule=FigureRule.PARSE, behind=True)
    return None

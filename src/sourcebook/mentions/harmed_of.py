"""Nouns of harm with "of": "the deaths of 12", "claimed the lives of 12", "killed a family of five"."""

from __future__ import annotations

from sourcebook.mentions.harm_words import Bond, is_passive, transitive
from sourcebook.mentions.sentence import Sentence
from sourcebook.mentions.wordlists import groups, word_set
from sourcebook.records.vocabulary import FigureRule, Harm


def by_noun_of(sentence: Sentence, of: int) -> Bond | None:
    """ "the deaths of 12", "a family of five" bound as the family is."""
    noun = of - 1
    if noun < 0 or "attempted" in sentence.lower[max(0, noun - 2) : noun]:
        return None
    if sentence.lemma(noun) == "life":
        return by_life(sentence, noun)
    for form in sentence.forms(noun):
        harm = groups("harms", "of_nouns").get(form)
        if harm:
            return Bond(harm=Harm(harm), cue=noun, end=of + 1, rule=FigureRule.WORDS_BEFORE)
    if sentence.lemma(noun) in word_set("people", "gatherings", "words"):
        at = noun - 1
        while at > 0 and sentence.tokens[at].pos in ("DET", "ADJ"):
            at -= 1
        harm_before = transitive(sentence, at) if at >= 0 else None
        if harm_before and not is_passive(sentence, at):
            return Bond(harm=harm_before, cue=at, end=at + 1, rule=FigureRule.WORDS_BEFORE)
    return None


def by_life(sentence: Sentence, head: int) -> Bond | None:
    """ "The attack cost 30 lives": of lives only those taken are dead."""
    near = range(max(0, head - 6), head)
    verb = next((at for at in near if sentence.lemma(at) in word_set("harms", "lives", "verbs")), None)
    return None if verb is None else Bond(harm=Harm.KILLED, cue=verb, end=verb + 1, rule=FigureRule.WORDS_BEFORE)

"""How a toll stands in time: replaced by a newer one, or stretched over many incidents."""

from __future__ import annotations

import re

from sourcebook.mentions.sentence import Sentence
from sourcebook.mentions.wordlists import lexicon, word_set

_PERIOD = re.compile(
    r" a (?:day|week|month|year) (?:, |\. |in |on |from |since |$)"
    r"| between (?:19|20)\d\d and (?:19|20)\d\d "
    r"| in (?:the )?\S+ (?:weeks|months|years|days) of "
    r"| (?:in|over|during) (?:the |these )?(?:past|last|recent|previous) (?:\S+ ){0,2}?"
    r"(?:days|weeks?|months?|years?|decades?) "
)


def is_superseded(sentence: Sentence, start: int, end: int) -> bool:
    """Whether the number is one that the sentence replaces: "revised from 12", "an earlier toll of 12"."""
    lower = sentence.lower
    before = lower[max(0, start - 9) : start]
    if before and before[-1] == "from" and _moved(sentence, start):
        return True
    stop = next((at for at in range(len(before) - 1, -1, -1) if before[at] in (",", ";", "(", "to", "and")), -1)
    opening = start - len(before) + stop + 1
    if any(_speaks_of_count(sentence, at) for at in range(opening, start)):
        return True
    behind = lower[end : end + 6]
    return any(word in ("earlier", "previously", "initially", "originally") for word in _clause(behind))


def _speaks_of_count(sentence: Sentence, at: int) -> bool:
    """ "An earlier toll of", "initially said": an earlier word that belongs to a word of counting or saying."""
    if sentence.lower[at] not in word_set("harms", "superseded", "before"):
        return False
    near = [sentence.lemma(step) for step in range(at + 1, min(at + 3, len(sentence)))]
    return not word_set("harms", "superseded", "about").isdisjoint(near)


def _clause(words: list[str]) -> list[str]:
    stop = next((at for at, word in enumerate(words) if word in (",", ";", ".", "and")), len(words))
    return words[:stop] if words[:1] != [","] else []


def _moved(sentence: Sentence, start: int) -> bool:
    """Whether a verb of moving stands nearby: a toll that "rose from 12"."""
    moves = word_set("harms", "superseded", "moves")
    if sentence.lemma(sentence.tokens[start - 1].head) in moves:
        return True
    return any(sentence.lemma(at) in moves for at in range(max(0, start - 8), min(len(sentence), start + 8)))


def is_cumulative(sentence: Sentence) -> bool:
    """Whether the sentence sums several incidents: "13 attacks", "since January", "a string of bombings"."""
    text = f" {' '.join(sentence.lower)} "
    superlative = not word_set("harms", "cumulative", "superlatives").isdisjoint(sentence.lower)
    phrases = lexicon("harms")["cumulative"]["phrases"]
    if not superlative and (any(f" {phrase} " in text for phrase in phrases) or _PERIOD.search(text)):
        return True
    summed = any(f" {phrase} " in text for phrase in lexicon("harms")["cumulative"]["of_several"])
    incidents = word_set("harms", "cumulative", "incidents")
    for at in range(len(sentence)):
        named = sentence.tokens[at].tag == "NNS" and sentence.lemma(at) in incidents
        if named and (summed or _many(sentence, at)) and not _of_one_day(sentence, at):
            return True
    return False


def _of_one_day(sentence: Sentence, noun: int) -> bool:
    """Whether the incidents go by the name of one day: "the multiple explosions of Easter Sunday" are one event."""
    days = word_set("harms", "cumulative", "days")
    for prep in sentence.children[noun]:
        if sentence.lower[prep] == "of":
            return any(sentence.lower[at] in days for at in sentence.children[prep])
    return False


def _many(sentence: Sentence, noun: int) -> bool:
    """Whether a number above three, or a vague one, counts the incidents."""
    for at in sentence.children[noun]:
        word = sentence.lower[at]
        if word in word_set("harms", "cumulative", "many"):
            return True
        value = lexicon("quantities")["numbers"].get(word) or (int(word) if word.isdecimal() and len(word) < 9 else 0)
        if value > 3 and not 1900 <= value <= 2099:
            return True
    return False

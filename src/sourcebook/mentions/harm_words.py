"""Words of harm, and what they do to those beside them: object, passive subject, or nobody."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from sourcebook.mentions.sentence import Sentence
from sourcebook.mentions.wordlists import groups, phrases, word_set
from sourcebook.records.vocabulary import FigureRule, Harm

_ENDINGS = (("ing", ""), ("ing", "e"), ("ed", ""), ("ed", "e"), ("ped", ""), ("ping", ""), ("d", ""), ("s", ""))


_COMMON = frozenset(
    ("in", "at", "to", "the", "his", "her", "their", "had", "put", "been", "were", "taken", "took", "taking", "lost")
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Bond:
    """A harm and the words that bind it to a number: token ``cue`` and, for phrases, up to ``end``."""

    harm: Harm
    cue: int
    end: int
    rule: FigureRule
    behind: bool = False


def phrase_harm(sentence: Sentence, verb: int) -> str | None:
    """The harm of a phrase that begins at a verb or at the adverb before it: "shot dead", "fatally shot"."""
    if done_to_death(sentence, verb):
        return "killed"
    known = phrases("harms", "phrases")
    phrase = sentence.phrase_starting(verb, known)
    if phrase is None and verb:
        phrase = sentence.phrase_starting(verb - 1, known)
        if phrase and phrase[0] <= verb:
            return None
    return phrase[1] if phrase else None


def transitive(sentence: Sentence, at: int) -> Harm | None:
    """The harm that a verb does to its object, if it is such a verb."""
    if sentence.tokens[at].pos not in ("VERB", "AUX", "NOUN", "ADJ", "PROPN"):
        return None
    lemma = sentence.lemma(at)
    verbs, printed = groups("harms", "transitive"), sentence.lower[at]
    harm = verbs.get(lemma) or verbs.get(printed) or _unlemmatised(printed)
    if harm:
        return Harm(harm)
    return Harm.KILLED if lemma in word_set("harms", "losses", "words") else None


def _unlemmatised(printed: str) -> str | None:
    """The harm of a verb form that the parser took for a noun or adjective ("wounding", "injured")."""
    for ending, put in _ENDINGS:
        if printed.endswith(ending):
            harm = groups("harms", "transitive").get(printed[: -len(ending)] + put)
            if harm:
                return harm
    return None


def is_passive(sentence: Sentence, at: int) -> bool:
    """Whether a participle stands behind a form of "be" ("were killed"), so that what follows is not its object."""
    children = sentence.children[at]
    if any(sentence.tokens[c].dep in ("auxpass", "nsubjpass") for c in children):
        return True
    return at > 0 and sentence.lemma(at - 1) == "be" and not sentence.lower[at].endswith("ing")


def has_object(sentence: Sentence, verb: int, end: int) -> bool:
    """Whether a verb acts on something behind it: then those before it did it ("three men killed a guard")."""
    if sentence.tokens[verb].pos not in ("VERB", "AUX"):
        return False
    if any(sentence.lemma(c) == "be" and c < verb for c in sentence.children[verb]):
        return False
    if any(sentence.tokens[c].dep in ("dobj", "obj") and c >= end for c in sentence.children[verb]):
        return True
    if end >= len(sentence) or sentence.lower[end] in word_set("quantities", "ends", "words"):
        return False
    return sentence.tokens[end].pos in ("NUM", "DET", "PRON", "PROPN", "NOUN") and sentence.lower[end] != "all"


def is_denied(sentence: Sentence, at: int) -> bool:
    """Whether a word of harm is denied: "was not injured", "were never hurt"."""
    denials = ("not", "n't", "n’t", "never")
    if any(sentence.tokens[c].dep == "neg" or sentence.lower[c] in denials for c in sentence.children[at]):
        return True
    above = sentence.tokens[at].head
    if sentence.tokens[at].dep not in ("acomp", "oprd", "attr") or above == at:
        return False
    return any(sentence.tokens[c].dep == "neg" for c in sentence.children[above])


def done_to_death(sentence: Sentence, verb: int) -> bool:
    """Whether "to death" belongs to a verb: "gassed to death", "clubbed three men to death"; not "sentenced"."""
    if sentence.tokens[verb].pos != "VERB" or sentence.lemma(verb) in word_set("harms", "to_death", "not"):
        return False
    if sentence.lower[verb + 1 : verb + 3] == ["to", "death"]:
        return True
    return any(sentence.lower[c : c + 2] == ["to", "death"] for c in sentence.children[verb] if c > verb)


def among_toll(sentence: Sentence, at: int) -> Harm | None:
    """ "Were among the 21 dead", "are among those wounded": the toll of which the counted are a part."""
    if sentence.lower[at] != "among":
        return None
    for word, token in zip(sentence.lower[at + 1 : at + 6], sentence.tokens[at + 1 : at + 6], strict=True):
        harm = groups("harms", "states").get(word)
        if harm:
            return Harm(harm)
        if token.pos not in ("DET", "NUM", "PRON", "ADV", "ADP", "ADJ") and word not in ("people", "least", "victims"):
            break
    return None


@cache
def words_of_harm() -> frozenset[str]:
    """Every word without which no single person can be harmed: a sentence that has none is not looked at."""
    tables = ("transitive", "intransitive", "states", "of_nouns", "possessed")
    words = {word for table in tables for word in groups("harms", table)}
    words |= {part for phrase in phrases("harms", "phrases") for part in (phrase[0], phrase[-1])} - _COMMON
    words |= word_set("harms", "shot", "verbs") | word_set("harms", "shot", "lemmas")
    words |= word_set("harms", "fatal", "nouns") | word_set("harms", "hospital", "words")
    return frozenset(words) | {"suffer", "sustain", "receive", "condition", "death"}

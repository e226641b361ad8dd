"""What is told only to look back: tried in a court, honoured by a monument, shown in a film, counted by a study.

The act may well have happened, but not as the news that the sentence brings; it is background.
"""

from __future__ import annotations

from collections.abc import Iterator

from sourcebook.claims.lexicon import words
from sourcebook.claims.sentence import SUBJECTS, Sentence
from sourcebook.records.vocabulary import MentionKind

# parts of speech whose "signs" speak of the act below them
GOVERNING = frozenset({"VERB", "AUX", "NOUN", "PROPN", "ADJ"})

# "a series of blasts" is no work of art
GATHERED = frozenset({"series", "season", "string", "book"})


def looks_back(sentence: Sentence, head: int) -> bool:
    """Whether the words over an act are those of a court, a memorial or a study."""
    for above in governors(sentence, head):
        lemma = sentence.lemma(above)
        for world in ("court", "memory", "study"):
            if lemma in words("frames", world, "signs") or set_in(sentence, above, world):
                return True
        if heard(sentence, above, "court") or heard(sentence, above, "study"):
            return True
        joined = {sentence.lemma(k) for k in sentence.children[above] if sentence.tokens[k].dep == "compound"}
        if joined & words("frames", "memory", "signs"):
            return True
    return False


def governors(sentence: Sentence, head: int) -> Iterator[int]:
    """The words over an act, up to where its clause is only joined to another by "and"."""
    below = head
    for above in sentence.ancestors(head):
        own = any(sentence.tokens[k].dep in SUBJECTS for k in sentence.children[below])
        if sentence.tokens[below].dep in ("conj", "parataxis") and own:
            return
        if sentence.tokens[above].pos in GOVERNING:
            yield above
        below = above


def set_in(sentence: Sentence, verb: int, world: str) -> bool:
    """Whether a verb is set in a world by what hangs on it: "went on trial", "held a minute's silence"."""
    signs = words("frames", world, "signs")
    for child in sentence.children[verb]:
        dep = sentence.tokens[child].dep
        if dep in SUBJECTS | {"dobj", "oprd", "acomp", "attr"} and sentence.lemma(child) in signs:
            return True
        if dep == "prep" and any(sentence.lemma(k) in signs for k in sentence.children[child]):
            return True
    return False


def heard(sentence: Sentence, verb: int, world: str) -> bool:
    """Whether a court hears or a study finds: "the tribunal heard a witness describe the massacre"."""
    if sentence.lemma(verb) not in words("frames", world, "acts"):
        return False
    doers = [k for k in sentence.children[verb] if sentence.tokens[k].dep in SUBJECTS]
    return any(sentence.lemma(k) in words("frames", world, "doers") for k in doers)


def in_art(sentence: Sentence, head: int) -> bool:
    """Whether a work of art or a game is what tells an act: "in the film, gunmen storm", "the novel opens with"."""
    works, parts = words("frames", "art", "works"), words("frames", "art", "parts")
    for above in (head, *governors(sentence, head)):
        if above != head and sentence.lemma(above) in parts and tells_a_story(sentence, above, works, parts):
            return True
        for child in sentence.children[above]:
            dep = sentence.tokens[child].dep
            nouns = [child] if dep in SUBJECTS else []
            if dep == "prep" and sentence.low(child) == "in":
                nouns = [k for k in sentence.children[child] if sentence.tokens[k].dep == "pobj"]
            if any(tells_a_story(sentence, noun, works, parts) for noun in nouns):
                return True
    return False


def tells_a_story(sentence: Sentence, noun: int, works: frozenset[str], parts: frozenset[str]) -> bool:
    """Whether a noun is a work or a part of one: "the thriller", "the opera's last act", "readers of the trilogy"."""
    if sentence.spot_at(noun, MentionKind.WEAPON, MentionKind.TRIGGER):
        return False
    lemma = sentence.lemma(noun)
    of = any(sentence.low(k) == "of" for k in sentence.children[noun])
    if lemma in works and not (of and lemma in GATHERED):
        return True
    inner = [k for k in sentence.children[noun] if sentence.tokens[k].dep in ("poss", "compound")]
    inner += [k for p in sentence.children[noun] if sentence.low(p) == "of" for k in sentence.children[p]]
    numbered = any(sentence.tokens[k].dep == "nummod" for k in sentence.children[noun])
    return lemma in parts and (numbered or any(sentence.lemma(k) in works for k in inner))

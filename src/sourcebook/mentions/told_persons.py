"""Persons whom the parser took for organisations or towns: what a text says of them is said of people alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sourcebook.mentions.sentence import Sentence
from sourcebook.mentions.wordlists import groups, word_set
from sourcebook.records.text import Mention
from sourcebook.records.vocabulary import ActorKind, SegmentKind

# a person's name has at most so many words; "Jean-Bosco Lalo" is four tokens
_LONGEST = 6
_SUBJECTS = ("nsubj", "nsubjpass")


def is_told_as_person(sentence: Sentence, start: int, end: int) -> bool:
    """Whether a name of several words leads, dies or is arrested as people do: "headed by Seán Mac Stíofáin"."""
    if not looks_like_person(sentence, start, end):
        return False
    head = next((at for at in range(start, end) if not start <= sentence.tokens[at].head < end), end - 1)
    if sentence.lower[start] in word_set("actors", "persons", "kunyas"):
        return sentence.lower[start + 1] not in word_set("actors", "persons", "towns_of_fathers")
    return has_role_before(sentence, start) or has_age(sentence, end) or is_said_of(sentence, head)


def looks_like_person(sentence: Sentence, start: int, end: int) -> bool:
    """Whether words could be a person's name: two to four capitalised ones, no article and no word for a group."""
    if not 2 <= end - start <= _LONGEST or (start and sentence.lower[start - 1] in ("the", "a", "an")):
        return False
    if sentence.segment.kind is SegmentKind.HEADING:
        return False
    words = [token.text for token in sentence.tokens[start:end] if token.text not in ("-", "–", "al", "bin", "ibn")]
    if not 1 < len(words) <= 4 or any(word.isupper() or not word.replace(".", "").isalpha() for word in words):
        return False
    named = groups("actors", "heads").keys() | word_set("actors", "armed_marks", "words")
    roles = word_set("actors", "persons", "roles")
    openings = word_set("actors", "openings", "words")
    lower = sentence.lower[start:end]
    return lower[0] not in openings and not any(word in named | roles or word in _plain() for word in lower)


def _plain() -> frozenset[str]:
    """Small words and words for peoples, which stand in names of groups: "Sons of the Delta"."""
    return frozenset(("of", "for", "the", "and", "sons", "brothers", "students", "workers", "youth", "action", "wing"))


def has_role_before(sentence: Sentence, start: int) -> bool:
    """Whether a word for one person's place stands right before: "PKK leader Murat Aydin", "its chief, Murat Aydin"."""
    before = start - 1 - (start > 1 and sentence.lower[start - 1] == ",")
    if before < 0:
        return False
    token = sentence.tokens[before]
    return sentence.lower[before] in word_set("actors", "persons", "roles") and token.pos in ("NOUN", "PROPN")


def has_age(sentence: Sentence, end: int) -> bool:
    """ "Kwame Addo, 52, leads": only people have an age behind their name."""
    age = sentence.lower[end + 1 : end + 2]
    return sentence.lower[end : end + 1] == [","] and bool(age) and age[0].isdigit() and int(age[0]) in range(8, 100)


def is_said_of(sentence: Sentence, head: int) -> bool:
    """Whether the word over a name, or the clause on it, is one for people."""
    if any(is_clause_of_person(sentence, child) for child in sentence.children[head]):
        return True
    while sentence.tokens[head].dep == "conj" and sentence.tokens[sentence.tokens[head].head].pos == "PROPN":
        head = sentence.tokens[head].head
    token = sentence.tokens[head]
    over = token.head
    lemma = sentence.lemma(over)
    if token.dep in _SUBJECTS:
        return _acts(sentence, over, token.dep) or _is_called(sentence, over)
    if token.dep == "poss":
        return lemma in word_set("actors", "persons", "owned")
    return token.dep in ("pobj", "dobj", "obj") and _by_or_under(sentence, over)


def is_clause_of_person(sentence: Sentence, verb: int) -> bool:
    """ "Bakary Sow, who fled in 1998": of a name without an article "who" is a person."""
    token = sentence.tokens[verb]
    return token.dep == "relcl" and any(sentence.lower[k] == "who" for k in sentence.children[verb])


def _acts(sentence: Sentence, verb: int, dep: str) -> bool:
    """Whether the verbs of a subject, those joined to it too, are verbs of people."""
    joined = [
        k for k in sentence.children[verb] if sentence.tokens[k].dep == "conj" and sentence.tokens[k].pos == "VERB"
    ]
    for at in (verb, *joined):
        lemma = sentence.lemma(at)
        passive = any(sentence.tokens[k].dep in ("auxpass", "nsubjpass") for k in sentence.children[at])
        if passive and lemma in word_set("actors", "persons", "done_to"):
            return True
        if not passive and lemma in word_set("actors", "persons", "doing") and (at != verb or dep == "nsubj"):
            return True
        near = sentence.lower[at + 1 : at + 2]
        if near and f"{lemma} {near[0]}" in word_set("actors", "persons", "doing_with"):
            return True
    return False


def _is_called(sentence: Sentence, verb: int) -> bool:
    """ "Felipe Quispe was its founder", "were among its founders": what the name is said to be."""
    if sentence.lemma(verb) not in ("be", "become", "remain"):
        return False
    among = [n for k in sentence.children[verb] if sentence.lower[k] == "among" for n in sentence.children[k]]
    told = [k for k in sentence.children[verb] if sentence.tokens[k].dep == "attr"]
    return any(sentence.lemma(k) in word_set("actors", "persons", "roles") for k in (*told, *among))


def _by_or_under(sentence: Sentence, prep: int) -> bool:
    """ "Led by Bakary Sow", "a faction under Bakary Sow"."""
    word, over = sentence.lower[prep], sentence.tokens[prep].head
    if word == "by":
        return sentence.lemma(over) in word_set("actors", "persons", "done_by")
    noun = sentence.tokens[over].pos in ("NOUN", "PROPN")
    return word == "under" and noun and sentence.lemma(over) in word_set("actors", "persons", "under")


def as_named_elsewhere(found: Sequence[Mention]) -> list[Mention]:
    """The mentions, an unclear name being the person's whom other sentences of the document tell by that name."""
    persons = {m.name for m in found if m.actor_kind is ActorKind.PERSON and m.name and " " in m.name}
    persons |= {name.split()[-1] for name in persons}
    return [replace(m, actor_kind=ActorKind.PERSON) if m.name in persons and is_unclear(m) else m for m in found]


def is_unclear(mention: Mention) -> bool:
    """Whether nothing but the parser says what a name names."""
    return mention.actor_kind in (ActorKind.ORGANISATION, ActorKind.UNKNOWN)

"""Victims without a number: "killed the governor" is one, two names joined with "and" are two."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sourcebook.mentions.counted import population_of
from sourcebook.mentions.sentence import Sentence
from sourcebook.mentions.wordlists import groups, phrases
from sourcebook.records.vocabulary import Harm, Population

_SINGULAR = ("NN", "NNP")


@dataclass(frozen=True, slots=True, kw_only=True)
class Unnumbered:
    """People who are harmed and named or described one by one: tokens ``start`` up to ``end``, ``number`` of them."""

    start: int
    end: int
    number: int
    harm: Harm
    population: Population
    cue: int


def unnumbered_in(sentence: Sentence, covered: frozenset[int]) -> Iterator[Unnumbered]:
    """Single people harmed, where no number (``covered``) counts them already."""
    used: set[int] = set(covered)
    for verb in range(len(sentence)):
        harm = _harm_of(sentence, verb)
        if harm is None:
            continue
        for head in _harmed(sentence, verb):
            one = _people_at(sentence, head, harm, verb)
            if one and used.isdisjoint(range(one.start, one.end)):
                used.update(range(one.start, one.end))
                yield one


def _harm_of(sentence: Sentence, verb: int) -> Harm | None:
    token = sentence.tokens[verb]
    lemma = sentence.lemma(verb)
    if token.pos == "VERB":
        phrase = sentence.phrase_starting(verb, phrases("harms", "phrases"))
        found = phrase[1] if phrase else None
        found = found or groups("harms", "transitive").get(lemma) or groups("harms", "intransitive").get(lemma)
    else:
        found = groups("harms", "of_nouns").get(lemma) if token.pos == "NOUN" else None
    return Harm(found) if found else None


def _harmed(sentence: Sentence, verb: int) -> Iterator[int]:
    """The nouns that a word of harm falls on: object, passive subject, subject of dying, "of" behind a noun."""
    lemma, tokens = sentence.lemma(verb), sentence.tokens
    passive = any(tokens[c].dep in ("nsubjpass", "auxpass") for c in sentence.children[verb])
    for child in sentence.children[verb]:
        role = tokens[child].dep
        if tokens[verb].pos == "NOUN":
            if sentence.lower[child] == "of":
                yield from (c for c in sentence.children[child] if tokens[c].dep == "pobj")
        elif role == "nsubjpass" or (role == "dobj" and not passive):
            yield child
        elif role == "nsubj" and lemma in groups("harms", "intransitive"):
            yield child


def _people_at(sentence: Sentence, head: int, harm: Harm, cue: int) -> Unnumbered | None:
    """The singular people that a noun and those joined to it name, as far as nobody is counted or plural."""
    heads = [head, *_conjuncts(sentence, head)]
    single = [at for at in heads if _is_single_person(sentence, at)]
    if head not in single or any(sentence.tokens[at].pos == "NUM" for at in heads):
        single = [head] if head in single else []
    if not single:
        return None
    consecutive = single if len(single) == len(heads) else [head]
    start = _left_edge(sentence, consecutive[0])
    end = max(consecutive) + 1
    populations = {population_of(sentence, _left_edge(sentence, at), at) for at in consecutive}
    population = populations.pop() if len(populations) == 1 else Population.PEOPLE
    return Unnumbered(start=start, end=end, number=len(consecutive), harm=harm, population=population, cue=cue)


def _conjuncts(sentence: Sentence, head: int) -> list[int]:
    found = [c for c in sentence.children[head] if sentence.tokens[c].dep == "conj"]
    return [*found, *(deeper for at in found for deeper in _conjuncts(sentence, at))]


def _is_single_person(sentence: Sentence, at: int) -> bool:
    """Whether a noun names exactly one person: a singular noun for people, a person's name, "himself"."""
    token = sentence.tokens[at]
    if sentence.lower[at] in ("himself", "herself"):
        return True
    if token.tag not in _SINGULAR or any(sentence.tokens[c].pos == "NUM" for c in sentence.children[at]):
        return False
    if sentence.child(at, "nummod") is not None:
        return False
    if token.entity.endswith("PERSON"):
        return True
    name = sentence.lemma(at)
    if name in ("people", "police", "personnel", "staff", "crew", "couple", "elderly", "folk", "troop", "marine"):
        return False
    return name in groups("people", "populations") and sentence.lower[at] in (name, name + ".")


def _left_edge(sentence: Sentence, head: int) -> int:
    """The first word of the noun's own phrase: its article, titles and adjectives."""
    near = ("det", "compound", "amod", "poss", "nmod", "flat", "nummod")
    at = head
    while at > max(0, head - 6) and sentence.tokens[at - 1].dep in near and sentence.tokens[at - 1].head <= head:
        at -= 1
    return at

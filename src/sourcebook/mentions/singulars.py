"""Victims without a number: "killed the governor" is one, two names joined with "and" are two."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sourcebook.mentions.counted import population_of
from sourcebook.mentions.harmed import phrase_harm
from sourcebook.mentions.sentence import Sentence
from sourcebook.mentions.survived import survived_harm
from sourcebook.mentions.wordlists import groups, word_set
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


def unnumbered_in(
    sentence: Sentence, covered: frozenset[int], counted: Mapping[int, tuple[Harm, int]]
) -> Iterator[Unnumbered]:
    """Single people harmed, where no number (``covered``) counts them already.

    ``counted`` are the nouns of numbers, with harm and cue: "four recruits and a guard" share them.
    """
    used: set[int] = set(covered)
    for one in (*_joined_to(sentence, counted), *_under_verbs(sentence), *_in_states(sentence)):
        if used.isdisjoint(range(one.start, one.end)):
            used.update(range(one.start, one.end))
            yield one


def _joined_to(sentence: Sentence, counted: Mapping[int, tuple[Harm, int]]) -> Iterator[Unnumbered]:
    for head, (harm, cue) in counted.items():
        for at in _conjuncts(sentence, head):
            if _is_single_person(sentence, at):
                yield _people_at(sentence, [at], harm, cue)


def _under_verbs(sentence: Sentence) -> Iterator[Unnumbered]:
    for verb in range(len(sentence)):
        harm = _harm_of(sentence, verb)
        if harm is None:
            continue
        for head in _harmed(sentence, verb):
            for heads in _counted_together(sentence, head):
                yield _people_at(sentence, heads, harm, verb)


def _in_states(sentence: Sentence) -> Iterator[Unnumbered]:
    """ "A teacher was found dead", "the blast left a driver dead", "a nurse is missing"."""
    for at in range(1, len(sentence)):
        if not _is_complement(sentence, at):
            continue
        harm = groups("harms", "states").get(sentence.lower[at]) or phrase_harm(sentence, at)
        if harm:
            verb = sentence.tokens[at].head
            subject = sentence.child(at, "nsubj")
            if subject is None and verb < at and sentence.lemma(verb) in word_set("harms", "found", "verbs"):
                subject = sentence.child(verb, "nsubjpass", "dobj") or sentence.child(verb, "nsubj")
            for heads in _counted_together(sentence, subject) if subject is not None else ():
                yield _people_at(sentence, heads, Harm(harm), at)


def _is_complement(sentence: Sentence, at: int) -> bool:
    """Whether a state is said of somebody, and is no verb with an object of its own."""
    token = sentence.tokens[at]
    said = token.dep in ("acomp", "oprd", "ccomp", "xcomp", "attr", "advcl") and token.tag in ("JJ", "VBN")
    return said and sentence.child(at, "dobj") is None


def _harm_of(sentence: Sentence, verb: int) -> Harm | None:
    token = sentence.tokens[verb]
    lemma = sentence.lemma(verb)
    if token.pos == "VERB":
        found = phrase_harm(sentence, verb) or groups("harms", "transitive").get(lemma)
        found = found or groups("harms", "intransitive").get(lemma) or survived_harm(sentence, verb)
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
            continue
        falls = role == "nsubjpass" or (role == "dobj" and not passive)
        if falls or (role == "nsubj" and lemma in groups("harms", "intransitive")):
            relative = sentence.lower[child] in ("who", "that") and tokens[verb].dep == "relcl"
            yield tokens[verb].head if relative else child


def _counted_together(sentence: Sentence, head: int) -> list[list[int]]:
    """The single people among a noun and those joined to it: all as one count where nobody else stands among them."""
    heads = [head, *_conjuncts(sentence, head)]
    single = [at for at in heads if _is_single_person(sentence, at)]
    if single and len(single) == len(heads):
        return [single]
    return [[at] for at in single]


def _people_at(sentence: Sentence, heads: list[int], harm: Harm, cue: int) -> Unnumbered:
    start, end = _left_edge(sentence, heads[0]), max(heads) + 1
    populations = {population_of(sentence, _left_edge(sentence, at), at) for at in heads}
    population = populations.pop() if len(populations) == 1 else Population.PEOPLE
    return Unnumbered(start=start, end=end, number=len(heads), harm=harm, population=population, cue=cue)


def _conjuncts(sentence: Sentence, head: int) -> list[int]:
    is_object = sentence.tokens[head].dep in ("dobj", "conj")
    found = [c for c in sentence.children[head] if sentence.tokens[c].dep == "conj"]
    found = [c for c in found if not (is_object and _speaks(sentence, c))]
    return [*found, *(deeper for at in found for deeper in _conjuncts(sentence, at))]


def _speaks(sentence: Sentence, at: int) -> bool:
    """Whether a verb follows of which this noun is the subject: "killed four, police and a doctor said"."""
    if at + 1 >= len(sentence) or sentence.tokens[at + 1].pos != "VERB":
        return False
    harms = groups("harms", "intransitive") | groups("harms", "states")
    return not any(form in harms for form in sentence.forms(at + 1))


def _is_single_person(sentence: Sentence, at: int) -> bool:
    """Whether a noun names exactly one person: a singular noun for people, a person's name, "himself"."""
    token = sentence.tokens[at]
    if sentence.lower[at] in ("himself", "herself", "another"):
        return True
    if _is_denied(sentence, at) or sentence.lower[at] in groups("harms", "states"):
        return False
    if sentence.lower[at] == "old" and at > 3 and sentence.lower[at - 2] in ("year", "month"):
        return True
    if token.tag not in _SINGULAR or any(sentence.tokens[c].pos == "NUM" for c in sentence.children[at]):
        return False
    return token.entity.endswith("PERSON") or _is_person_noun(sentence, at)


def _is_denied(sentence: Sentence, at: int) -> bool:
    """ "No suspect", "any soldier": nobody in particular."""
    return any(sentence.lower[child] in ("no", "neither", "any", "each", "every") for child in sentence.children[at])


def _is_person_noun(sentence: Sentence, at: int) -> bool:
    """Whether a singular noun names one person and no body of people."""
    name = sentence.lemma(at)
    if name in word_set("people", "bodies", "words"):
        return False
    return name in groups("people", "populations") and sentence.lower[at] in (name, name + ".")


def _left_edge(sentence: Sentence, head: int) -> int:
    """The first word of the noun's own phrase: its article, titles and adjectives."""
    near = ("det", "compound", "amod", "poss", "nmod", "flat", "nummod", "npadvmod", "punct")
    at = head
    while at > max(0, head - 9) and sentence.tokens[at - 1].dep in near and sentence.tokens[at - 1].head <= head:
        if sentence.tokens[at - 1].dep == "punct" and sentence.lower[at - 1] != "-":
            break
        at -= 1
    while at < head and (sentence.lower[at] == "-" or sentence.lower[max(0, at - 1)] == "-"):
        at += 1
    return at

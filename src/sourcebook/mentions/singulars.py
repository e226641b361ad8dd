"""Victims without a number: "killed the governor" is one, two names joined with "and" are two, "she died" is one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sourcebook.mentions.harm_words import has_object, is_denied, phrase_harm, words_of_harm
from sourcebook.mentions.persons import (
    conjuncts,
    is_name_of,
    is_pronoun,
    is_single_person,
    left_edge,
    population_at,
    told_as,
)
from sourcebook.mentions.sentence import Sentence
from sourcebook.mentions.survived import is_hurt_alive, survived_harm
from sourcebook.mentions.wordlists import groups, phrases, word_set
from sourcebook.records.vocabulary import FigureRule, Harm, Population

_ARTICLES = ("a", "an", "the", "his", "her", "their", "its")
_IN_PHRASE = ("DET", "ADJ", "NOUN", "PROPN", "PRON", "PUNCT")


@dataclass(frozen=True, slots=True, kw_only=True)
class Unnumbered:
    """People who are harmed and named or described one by one: tokens ``start`` up to ``end``, ``number`` of them.

    ``told`` is the rule by which they are a number, ``bound`` the one that ties the harm to them.
    """

    start: int
    end: int
    number: int
    harm: Harm
    population: Population
    cue: int
    told: FigureRule
    bound: FigureRule


def unnumbered_in(
    sentence: Sentence, covered: frozenset[int], counted: Mapping[int, tuple[Harm, int]]
) -> Iterator[Unnumbered]:
    """Single people harmed, where no number (``covered``) counts them already; the wounded who died are dead.

    ``counted`` are the nouns of numbers, with harm and cue: "four recruits and a guard" share them.
    """
    if not sentence.has_any(words_of_harm()):
        return
    used: set[int] = set(covered)
    ways = (_joined_to(sentence, counted), _under_verbs(sentence), _in_states(sentence), _beside_states(sentence))
    more = (_by_possession(sentence), _with_wounds(sentence), _included(sentence, counted), _in_state_within(sentence))
    found = _each_once([one for way in (*ways, *more) for one in way])
    for one in sorted(found, key=lambda one: one.harm is not Harm.KILLED):
        if used.isdisjoint(range(one.start, one.end)):
            used.update(range(one.start, one.end))
            yield one


def _each_once(found: list[Unnumbered]) -> list[Unnumbered]:
    """The same without those told twice: "a guard was shot and she died" is one person, and dead."""
    told = [one for one in found if one.told is FigureRule.ONE_PERSON]
    pronouns = [one for one in found if one.told is FigureRule.PRONOUN]
    gone: list[Unnumbered] = []
    for one in pronouns:
        before = [noun for noun in told if noun.start < one.start and noun.harm in (one.harm, Harm.INJURED)]
        if any(noun.harm is one.harm for noun in before):
            gone.append(one)
        elif one.harm is Harm.KILLED and len({noun.start for noun in before}) == 1:
            gone += before
    return [one for one in found if one not in gone]


def _joined_to(sentence: Sentence, counted: Mapping[int, tuple[Harm, int]]) -> Iterator[Unnumbered]:
    for head, (harm, cue) in counted.items():
        for at in conjuncts(sentence, head):
            if is_single_person(sentence, at):
                yield _people_at(sentence, [at], harm, cue, FigureRule.JOINED)


def _under_verbs(sentence: Sentence) -> Iterator[Unnumbered]:
    for verb in range(len(sentence)):
        harm = _harm_of(sentence, verb)
        if harm is None or is_denied(sentence, verb):
            continue
        for head in _harmed(sentence, verb):
            for heads in _counted_together(sentence, head):
                if not _is_unreal(sentence, verb):
                    yield _people_at(sentence, heads, harm, verb, FigureRule.VERB_OF_HARM)


def _is_unreal(sentence: Sentence, verb: int) -> bool:
    """Whether a verb only tells what might be or was wanted ("threatened to kill him", "if she dies")."""
    marks = {sentence.lower[child] for child in (*sentence.children[verb], *_auxiliaries_shared(sentence, verb))}
    if marks & word_set("harms", "unreal", "aux") or marks & {"if", "unless"}:
        return True
    above = sentence.lemma(sentence.tokens[verb].head)
    if "to" not in marks:
        return sentence.tokens[verb].tag == "VBG" and above in word_set("harms", "unreal", "talk")
    return above in word_set("harms", "unreal", "wishes") or above in word_set("harms", "unreal", "nouns")


def _auxiliaries_shared(sentence: Sentence, verb: int) -> list[int]:
    """What a joined verb takes from the first: "it could have hit her in the heart and killed her"."""
    token = sentence.tokens[verb]
    if token.dep != "conj" or sentence.child(verb, "nsubj", "nsubjpass", "aux", "auxpass") is not None:
        return []
    shared = [child for child in sentence.children[token.head] if sentence.tokens[child].dep == "aux"]
    words = {sentence.lower[child] for child in shared}
    return shared if "have" in words and "should" not in words else []


def _is_attempted(sentence: Sentence, noun: int) -> bool:
    """ "The attempted murder of": nobody died of it."""
    return any(sentence.lower[child] == "attempted" for child in sentence.children[noun])


def _in_states(sentence: Sentence) -> Iterator[Unnumbered]:
    """ "A teacher was found dead", "the blast left a driver dead", "a nurse is missing"."""
    for at in range(1, len(sentence)):
        if (
            not _is_complement(sentence, at)
            or is_denied(sentence, at)
            or _is_unreal(sentence, sentence.tokens[at].head)
        ):
            continue
        harm = groups("harms", "states").get(sentence.lower[at]) or phrase_harm(sentence, at)
        if harm and (subject := _said_of(sentence, at)) is not None:
            for heads in _counted_together(sentence, subject):
                yield _people_at(sentence, heads, Harm(harm), at, FigureRule.STATE_SAID)


def _said_of(sentence: Sentence, at: int) -> int | None:
    """Of whom a state is said: its own subject, or that of the verb of finding or being above it."""
    verb = sentence.tokens[at].head
    subject = sentence.child(at, "nsubj")
    if subject is None and verb < at and sentence.lemma(verb) in word_set("harms", "found", "verbs"):
        subject = sentence.child(verb, "nsubjpass", "dobj")
        if subject is None:
            subject = sentence.child(verb, "nsubj")
        if subject is None and not is_denied(sentence, verb):
            subject = _inherited(sentence, verb)
    return subject


def _is_complement(sentence: Sentence, at: int) -> bool:
    """Whether a state is said of somebody, and is no verb with an object of its own."""
    token = sentence.tokens[at]
    said = token.dep in ("acomp", "oprd", "ccomp", "xcomp", "attr", "advcl") and token.tag in ("JJ", "VBN")
    return said and sentence.child(at, "dobj") is None


def _beside_states(sentence: Sentence) -> Iterator[Unnumbered]:
    """ "The family of a boy fatally shot in May", "left a 14-year-old dead": the state stands right behind them."""
    known, states = phrases("harms", "phrases"), groups("harms", "states")
    for at in range(len(sentence) - 1):
        phrase = sentence.phrase_starting(at + 1, known)
        harm, end = (phrase[1], phrase[0]) if phrase else (states.get(sentence.lower[at + 1]), at + 2)
        if harm is None or not is_single_person(sentence, at) or is_pronoun(sentence, at):
            continue
        verb = next((n for n in range(at + 1, end) if sentence.tokens[n].pos == "VERB"), at + 1)
        if not has_object(sentence, verb, end):
            yield _people_at(sentence, [at], Harm(harm), at + 1, FigureRule.STATE_SAID)


def _with_wounds(sentence: Sentence) -> Iterator[Unnumbered]:
    """ "The boy was flown to a hospital", "she suffered burns", "the guard is in critical condition"."""
    for at in range(1, len(sentence)):
        if not is_hurt_alive(sentence, at):
            continue
        verb = sentence.tokens[at].head if sentence.tokens[at].pos == "ADP" else at
        if is_denied(sentence, verb) or _is_unreal(sentence, verb):
            continue
        subject = sentence.child(verb, "nsubj", "nsubjpass")
        subject = _inherited(sentence, verb) if subject is None else subject
        for heads in _counted_together(sentence, subject) if subject is not None else ():
            yield _people_at(sentence, heads, Harm.INJURED, at, FigureRule.STATE_SAID)


def _in_state_within(sentence: Sentence) -> Iterator[Unnumbered]:
    """ "The slain imam", "a wounded guard": one person, in the state that stands before the noun."""
    if not sentence.has_any(frozenset(groups("harms", "states"))):
        return
    for head in range(1, len(sentence)):
        if not is_single_person(sentence, head) or sentence.lower[left_edge(sentence, head)] not in _ARTICLES:
            continue
        within = range(left_edge(sentence, head), head)
        harm = next((h for at in within if (h := groups("harms", "states").get(sentence.lower[at]))), None)
        if harm and not _is_unreal(sentence, head):
            yield _people_at(sentence, [head], Harm(harm), head, FigureRule.STATE_WITHIN)


def _included(sentence: Sentence, counted: Mapping[int, tuple[Harm, int]]) -> Iterator[Unnumbered]:
    """ "Killed nine people, including the imam and a guard": single people told as a part of a count before them."""
    for at in range(2, len(sentence) - 1):
        if sentence.lower[at] not in ("including", "among"):
            continue
        before = [head for head in counted if head < at]
        if not before or ";" in sentence.lower[max(before) : at]:
            continue
        end = at + 2 if sentence.lower[at + 1] == "them" else at + 1
        head = next((n for n in range(end, min(end + 7, len(sentence))) if is_single_person(sentence, n)), None)
        if head is not None and all(sentence.tokens[n].pos in _IN_PHRASE for n in range(end, head)):
            heads = [head, *(n for n in conjuncts(sentence, head) if is_single_person(sentence, n))]
            yield _people_at(sentence, heads, *counted[max(before)], FigureRule.JOINED)


def _by_possession(sentence: Sentence) -> Iterator[Unnumbered]:
    """ "Okello's murder", "the journalist's death": one person's, and nobody's ("his death" told it before)."""
    for noun in range(1, len(sentence)):
        harm = groups("harms", "possessed").get(sentence.lemma(noun))
        if harm is None or sentence.tokens[noun].tag != "NN" or _is_attempted(sentence, noun):
            continue
        owner = sentence.child(noun, "poss")
        if owner is not None and sentence.tokens[owner].tag != "PRP$" and is_single_person(sentence, owner):
            yield _people_at(sentence, [owner], Harm(harm), noun, FigureRule.VERB_OF_HARM)


def _harm_of(sentence: Sentence, verb: int) -> Harm | None:
    token = sentence.tokens[verb]
    lemma = sentence.lemma(verb)
    if token.pos == "VERB":
        found = phrase_harm(sentence, verb) or groups("harms", "transitive").get(lemma)
        found = found or groups("harms", "intransitive").get(lemma) or survived_harm(sentence, verb)
    else:
        found = _harm_of_noun(sentence, verb) if token.pos == "NOUN" else None
    return Harm(found) if found else None


def _harm_of_noun(sentence: Sentence, noun: int) -> str | None:
    """The harm of a noun with "of": "the death of", "the fatal shooting of"."""
    lemma = sentence.lemma(noun)
    if _is_attempted(sentence, noun):
        return None
    if lemma in word_set("harms", "fatal", "nouns"):
        fatal = word_set("harms", "fatal", "words")
        return "killed" if any(sentence.lower[c] in fatal for c in sentence.children[noun]) else None
    return groups("harms", "of_nouns").get(lemma)


def _harmed(sentence: Sentence, verb: int) -> Iterator[int]:
    """The nouns that a word of harm falls on: object, passive subject, subject of dying, "of" behind a noun."""
    tokens = sentence.tokens
    if tokens[verb].pos == "NOUN":
        for child in sentence.children[verb]:
            if sentence.lower[child] == "of":
                yield from (c for c in sentence.children[child] if tokens[c].dep == "pobj")
        return
    found = list(_objects_and_subjects(sentence, verb))
    yield from found
    if not found and tokens[verb].dep == "acl" and tokens[verb].tag == "VBN":
        yield tokens[verb].head
    shared = sentence.lemma(verb) in groups("harms", "intransitive") or _is_joined_passive(sentence, verb)
    if not found and shared:
        inherited = _inherited(sentence, verb)
        if inherited is not None:
            yield inherited


def _is_joined_passive(sentence: Sentence, verb: int) -> bool:
    """ "Were ambushed and killed": a second participle under one "were"."""
    token = sentence.tokens[verb]
    if token.dep != "conj" or token.tag != "VBN":
        return False
    return any(sentence.tokens[c].dep in ("nsubjpass", "auxpass") for c in sentence.children[token.head])


def _objects_and_subjects(sentence: Sentence, verb: int) -> Iterator[int]:
    tokens = sentence.tokens
    dies = sentence.lemma(verb) in groups("harms", "intransitive")
    passive = any(tokens[c].dep in ("nsubjpass", "auxpass") for c in sentence.children[verb])
    for child in sentence.children[verb]:
        role = tokens[child].dep
        if role == "nsubjpass" or (role == "dobj" and not passive) or (role == "nsubj" and dies):
            relative = sentence.lower[child] in ("who", "that") and tokens[verb].dep == "relcl"
            yield tokens[verb].head if relative else child


def _inherited(sentence: Sentence, verb: int) -> int | None:
    """The subject that a joined verb shares with the first: "he was shot in the neck and died"."""
    at = verb
    for _ in range(4):
        if sentence.tokens[at].dep != "conj" or sentence.child(at, "nsubj", "nsubjpass") is not None:
            break
        at = sentence.tokens[at].head
    return sentence.child(at, "nsubj", "nsubjpass") if at != verb else None


def _counted_together(sentence: Sentence, head: int) -> list[list[int]]:
    """The single people among a noun and those joined to it: all as one count where nobody else stands among them."""
    joined = [head, *conjuncts(sentence, head)]
    heads = [at for at in joined if not is_name_of(sentence, at, joined)]
    single = [at for at in heads if is_single_person(sentence, at)]
    if single and len(single) == len(heads):
        return [single]
    return [[at] for at in single]


def _people_at(sentence: Sentence, heads: list[int], harm: Harm, cue: int, bound: FigureRule) -> Unnumbered:
    populations = {population_at(sentence, at) for at in heads}
    return Unnumbered(
        start=left_edge(sentence, heads[0]),
        end=max(heads) + 1,
        number=len(heads),
        harm=harm,
        population=populations.pop() if len(populations) == 1 else Population.PEOPLE,
        cue=cue,
        told=told_as(sentence, heads),
        bound=bound,
    )

"""Worlds in which words of violence tell none: sport, fiction, drills, beasts and mishaps, quarrels, courts, memory.

A striker who fires two shots past the keeper shoots nobody. What a court tries, a monument recalls or a biography
tells by the way did happen, but at another time: it is background, unless its own day shows that it is news.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from sourcebook.claims.agents import by_agents, subjects
from sourcebook.claims.lexicon import words
from sourcebook.claims.sentence import OBJECTS, SUBJECTS, Sentence
from sourcebook.records.vocabulary import ActorKind, Harm, MentionKind

SCORE = re.compile(r"(?<![\w-])([1-9]\d{0,2})[-–](0|[1-9]\d{0,2})(?![\w-])")
HURT = frozenset({Harm.KILLED, Harm.INJURED})
ARMED = frozenset({ActorKind.ARMED_GROUP, ActorKind.FACTION, ActorKind.STATE_FORCE})


def tells_no_violence(sentence: Sentence, head: int) -> bool:
    """Whether an act word stands in a world without violence: sport, a drill, beasts, a mishap, a quarrel."""
    if ill_founded(sentence, head) or falls_on_prey(sentence, head):
        return True
    if entitled(sentence, head) or called_untrue(sentence, head) or for_an_offence(sentence, head):
        return True
    if in_drill(sentence, head) and not people_hurt(sentence):
        return True
    if burst_of_itself(sentence, head):
        return True
    if kept_score(sentence):
        return True
    if people_hurt(sentence) or sentence.of(MentionKind.WEAPON):
        return False
    return in_sport(sentence, head) or in_quarrel(sentence, head)


def people_hurt(sentence: Sentence) -> bool:
    """Whether the sentence counts people killed or injured."""
    figures = [s.mention.figure for s in sentence.of(MentionKind.FIGURE)]
    return any(figure is not None and figure.harm in HURT for figure in figures)


def doers_of(sentence: Sentence, head: int) -> list[int]:
    """The nouns that do what an act word tells: subjects, "by" nouns, owners, and those of the verb that carries it."""
    tokens = sentence.tokens
    if tokens[head].pos in ("VERB", "AUX"):
        return [*subjects(sentence, head, "nsubj"), *by_agents(sentence, head)]
    found = [*by_agents(sentence, head), *(k for k in sentence.children[head] if tokens[k].dep == "poss")]
    up = tokens[head].head
    if tokens[head].dep not in SUBJECTS and tokens[up].pos == "VERB":
        found += subjects(sentence, up, "nsubj")
    elif tokens[head].dep in ("pobj", "conj"):
        above = tokens[up].head
        found += subjects(sentence, above, "nsubj") if tokens[above].pos == "VERB" else []
    return found


def named_by(sentence: Sentence, noun: int) -> set[str]:
    """The lemmas of a noun and of the words joined before it: "hockey women" holds hockey."""
    kept = (k for k in sentence.children[noun] if sentence.tokens[k].dep in ("compound", "amod", "nmod", "poss"))
    return {sentence.lemma(noun), *(sentence.lemma(k) for k in kept)}


def has_doer(sentence: Sentence, head: int, *path: str) -> bool:
    """Whether one of those who do an act is of a list."""
    listed = words("frames", *path)
    return any(named_by(sentence, noun) & listed for noun in doers_of(sentence, head))


def objects_of(sentence: Sentence, head: int) -> Iterator[int]:
    """The nouns that an act word falls on: its objects, and those after "on", "for", "over" and "against"."""
    for child in sentence.children[head]:
        if sentence.tokens[child].dep in OBJECTS | {"nsubjpass"}:
            yield child
        elif sentence.low(child) in ("on", "against", "for", "over", "of"):
            yield from (k for k in sentence.children[child] if sentence.tokens[k].dep in ("pobj", "pcomp"))


def ill_founded(sentence: Sentence, head: int) -> bool:
    """Whether what "attacks" or "kills" is a beast or the weather, and nobody named after one: "a Tamil Tiger"."""
    doers = [noun for noun in doers_of(sentence, head) if sentence.spot_at(noun, MentionKind.ACTOR) is None]
    named = {sentence.lemma(k) for noun in doers for k in sentence.children[noun] if sentence.tokens[k].pos == "PROPN"}
    beasts = words("frames", "mishap", "beasts")
    return any((named_by(sentence, noun) - named) & beasts for noun in doers if sentence.tokens[noun].pos != "PROPN")


def falls_on_prey(sentence: Sentence, head: int) -> bool:
    """Whether all that is killed are beasts or things: "killed 40 sheep", "killed the game"."""
    if sentence.tokens[head].pos != "VERB":
        return False
    hit = [k for k in sentence.children[head] if sentence.tokens[k].dep in ("dobj", "nsubjpass")]
    prey = words("frames", "mishap", "prey")
    return bool(hit) and all(prey & {sentence.lemma(k), *of_them(sentence, k)} for k in hit)


def of_them(sentence: Sentence, noun: int) -> set[str]:
    """What a number holds: "hundreds of mosquitoes"."""
    inner = [k for p in sentence.children[noun] if sentence.low(p) == "of" for k in sentence.children[p]]
    return {sentence.lemma(k) for k in inner}


def in_drill(sentence: Sentence, head: int) -> bool:
    """Whether the sentence speaks of a drill, a test launch or a simulation that its acts are part of."""
    if any(pair in " ".join(lows_of(sentence)) for pair in words("frames", "exercise", "pairs")):
        return True
    for index in range(len(sentence.tokens)):
        if sentence.lemma(index) not in words("frames", "exercise", "signs"):
            continue
        if index != head and not hit_in_attack(sentence, index, head):
            return True
    return False


def lows_of(sentence: Sentence) -> list[str]:
    """The words of a sentence in lower case, hyphens as spaces."""
    return [token.text.lower().replace("-", " ") for token in sentence.tokens if token.text != "-"]


def hit_in_attack(sentence: Sentence, sign: int, head: int) -> bool:
    """Whether a drill was itself attacked: "bombed the drill", "an attack on the exercise"."""
    return sign in set(objects_of(sentence, head))


def kept_score(sentence: Sentence) -> bool:
    """Whether a score of a game stands in the sentence, the higher number first, as papers print it: "9-0"."""
    if not any(sentence.lemma(i) in words("frames", "sport", "results") for i in range(len(sentence.tokens))):
        return False
    return any(int(high) > int(low) for high, low in SCORE.findall(sentence.whole().quote))


def in_sport(sentence: Sentence, head: int) -> bool:
    """Whether an act is one of sport: by who does it, by whom it falls on, by its turn of a match."""
    if any(sentence.lemma(i) in words("frames", "sport", "signs") for i in range(len(sentence.tokens))):
        return True
    if has_doer(sentence, head, "sport", "doers"):
        return True
    struck = {sentence.lemma(k) for k in objects_of(sentence, head)}
    turn = {sentence.lemma(k) for k in turns_of(sentence, head)}
    if turn & words("frames", "sport", "settings"):
        return True
    return bool(struck & words("frames", "sport", "hits")) and not armed(sentence)


def armed(sentence: Sentence) -> bool:
    """Whether an armed group or a force is named."""
    return any(spot.mention.actor_kind in ARMED for spot in sentence.of(MentionKind.ACTOR))


def turns_of(sentence: Sentence, head: int) -> Iterator[int]:
    """The nouns after "in", "on", "during" and "past" that hang on an act or on the verb that carries it."""
    up = sentence.tokens[head].head
    for index in {head, up}:
        for prep in sentence.children[index]:
            if sentence.low(prep) in ("in", "on", "during", "past", "off"):
                yield from (k for k in sentence.children[prep] if sentence.tokens[k].dep == "pobj")


def in_quarrel(sentence: Sentence, head: int) -> bool:
    """Whether an act is one of words or of trade: critics attack, ministers clash over a bill, hackers raid."""
    if armed(sentence):
        return False
    struck = {sentence.lemma(k) for k in objects_of(sentence, head)}
    if struck & words("frames", "speech", "hits"):
        return True
    grounds = {
        sentence.lemma(k)
        for prep in sentence.children[head]
        if sentence.low(prep) in ("over", "for")
        for k in sentence.below(prep)
    }
    return has_doer(sentence, head, "speech", "doers") and (
        bool(grounds & words("frames", "speech", "grounds")) or not spoken_of_force(sentence, head)
    )


def spoken_of_force(sentence: Sentence, head: int) -> bool:
    """Whether the act word is one of blood rather than one that also tells a quarrel: "shot", "murdered"."""
    return sentence.lemma(head) in words("parties", "victim_verbs") - {"kill", "seize", "take", "capture"}


def entitled(sentence: Sentence, head: int) -> bool:
    """Whether an act word is the title of a work that wins prizes or returns: "The Battle of Algiers won"."""
    token = sentence.tokens[head]
    staged = sentence.lemma(token.head) in words("frames", "art", "doings")
    return token.dep == "nsubj" and token.text[:1].isupper() and staged


def called_untrue(sentence: Sentence, head: int) -> bool:
    """Whether the sentence says that there was no such act: "reports of a shooting were false"."""
    for index in (head, *sentence.ancestors(head)):
        token = sentence.tokens[index]
        if token.dep in SUBJECTS:
            said = [k for k in sentence.children[token.head] if sentence.tokens[k].dep in ("acomp", "attr", "oprd")]
            return any(sentence.lemma(k) in words("frames", "untrue", "words") for k in said)
        if token.pos == "VERB" and token.dep not in ("acl", "relcl"):
            return False
    return False


def for_an_offence(sentence: Sentence, head: int) -> bool:
    """Whether an arrest is for an ordinary offence: "arrested for stealing", "a drunk driver was arrested"."""
    if sentence.lemma(head) not in words("frames", "offence", "arrests"):
        return False
    grounds = [k for k in sentence.below(head) if sentence.low(k) == "for"]
    near = {sentence.lemma(i) for k in grounds for i in sentence.below(k)}
    held = subjects(sentence, head, "nsubjpass", "nsubj")
    for noun in held:
        near |= named_by(sentence, noun)
    return bool(near & words("frames", "offence", "grounds")) or with_contraband(
        sentence, [*held, *objects_of(sentence, head)]
    )


def with_contraband(sentence: Sentence, held: Sequence[int]) -> bool:
    """Whether those held are told to carry or sell drugs, in a sentence without arms: "two men carrying cocaine"."""
    if sentence.of(MentionKind.WEAPON) or armed(sentence):
        return False
    lemmas = {sentence.lemma(i) for noun in held for i in sentence.below(noun)}
    return bool(lemmas & words("frames", "offence", "contraband"))


def burst_of_itself(sentence: Sentence, head: int) -> bool:
    """Whether a blast or a harm is a mishap's: "a boiler exploded", "a gas leak caused an explosion"."""
    if sentence.lemma(head) not in words("frames", "mishap", "acts"):
        return False
    lemmas = {sentence.lemma(i) for i in range(len(sentence.tokens))}
    if sentence.of(MentionKind.WEAPON) or armed(sentence) or lemmas & words("parties", "attackers"):
        return False
    if lemmas & words("frames", "mishap", "signs"):
        return True
    near = {*doers_of(sentence, head), *sentence.children[head]}
    above = sentence.tokens[head].head
    if sentence.tokens[head].dep in ("dobj", "pobj"):
        near |= {k for k in sentence.children[above] if sentence.tokens[k].dep in SUBJECTS}
    if any(named_by(sentence, k) & words("frames", "mishap", "things") for k in near):
        return True
    return any(sentence.lemma(k) in ("explosion", "explode", "blast") and at_works(sentence, k) for k in (head, *near))


def at_works(sentence: Sentence, head: int) -> bool:
    """Whether something blew up in works, in a document without a word of attack: "an explosion at an oil refinery"."""
    at = [prep for prep in sentence.children[head] if sentence.low(prep) in ("at", "in", "inside")]
    where = {sentence.lemma(noun) for prep in at for noun in sentence.children[prep]}
    if where.isdisjoint(words("frames", "mishap", "works")):
        return False
    return words("frames", "mishap", "attack").isdisjoint(re.findall(r"[a-z]+", sentence.document.text.casefold()))

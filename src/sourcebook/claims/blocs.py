"""Who belongs to a bloc or a body, and who speaks for one: members of coalitions, states in alliances, delegates."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from sourcebook.claims.agents import by_agents, subjects
from sourcebook.claims.cast import is_person, named
from sourcebook.claims.lexicon import words
from sourcebook.claims.listing import named_in
from sourcebook.claims.offices import just_before
from sourcebook.claims.sentence import Spot
from sourcebook.claims.ties import Scene, Tie, bands, pairs, people, powers
from sourcebook.records.ids import content_id
from sourcebook.records.vocabulary import MentionKind, RelationType, TiePhase

HIS = frozenset({"his", "her"})


def membership(scene: Scene, noun: int, kind: RelationType) -> Iterator[Tie]:
    """ "X is a member of Y", "X, a member of Y", "members of Y, including A and B", "the Y members A and B"."""
    sentence = scene.sentence
    if sentence.tokens[noun].pos not in ("NOUN", "PROPN"):
        return
    wholes = bands(scene.toward(noun, "of") or scene.actors(beside(scene, noun)))
    members = powers(scene.described(noun)) or included(scene, noun)
    yield from pairs(kind, noun, [s for s in members if s not in wholes and not is_person(s)], wholes)


def beside(scene: Scene, noun: int) -> list[int]:
    """What stands before a noun as its kind: "coalition members"."""
    sentence = scene.sentence
    return [k for k in sentence.children[noun] if sentence.tokens[k].dep in ("compound", "nmod", "poss")]


def included(scene: Scene, noun: int) -> list[Spot]:
    """The names that "including" or "such as" gives behind a noun and what hangs on it."""
    sentence = scene.sentence
    for at in range(noun + 1, min(noun + 12, len(sentence.tokens))):
        if sentence.tokens[at].pos in ("VERB", "AUX") and sentence.low(at) not in ("including",):
            break
        if sentence.low(at) in ("including", "notably", "namely"):
            return powers(scene.from_here(at + 1, 3))
    return []


def bloc(scene: Scene, word: int, kind: RelationType) -> Iterator[Tie]:
    """ "The coalition, including Jordan and Bahrain": those named behind a bloc are parts of it."""
    sentence = scene.sentence
    if sentence.low(word) != "including":
        return
    whole = just_before(scene, word)
    if whole is None or not words("relations", "blocs") & set(name_of(whole).split()):
        return
    parts = [s for s in powers(scene.from_here(word + 1, 3)) if s is not whole]
    yield from (replace(tie, dated=False) for tie in pairs(kind, word, parts, [whole]))


def name_of(spot: Spot) -> str:
    """The name of an actor in small letters."""
    return (spot.mention.name or spot.mention.words.quote).casefold()


def left_bloc(scene: Scene, verb: int, kind: RelationType) -> Iterator[Tie]:
    """ "Qatar withdrew from the coalition", "X was expelled from the alliance": a membership ends."""
    sentence = scene.sentence
    wholes = scene.toward(verb, "from") or (scene.objects(verb) if sentence.lemma(verb) in ("leave", "quit") else [])
    blocs = [s for s in bands(wholes) if words("relations", "blocs") & set(name_of(s).split())]
    doers = [s for s in powers(scene.doers(verb, "nsubj", "nsubjpass")) if s not in blocs]
    yield from (replace(tie, phase=TiePhase.ENDS) for tie in pairs(kind, verb, doers, blocs))


def represented(scene: Scene, verb: int, kind: RelationType) -> Iterator[Tie]:
    """ "The Marsh Council, represented by Ana Ruiz": whoever speaks for a body belongs to it."""
    sentence = scene.sentence
    speakers = people(scene.actors(by_agents(sentence, verb)) or scene.followed(verb, "by"))
    if not speakers:
        return
    whole = just_before(scene, verb)
    wholes = [whole] if whole is not None else scene.actors(subjects(sentence, verb, "nsubjpass"))
    yield from pairs(kind, verb, speakers, [s for s in powers(wholes) if s not in speakers])


def own_government(scene: Scene, noun: int, kind: RelationType) -> Iterator[Tie]:
    """ "Prime Minister Ruiz and his government", "President Ruiz's forces": who holds a state's office leads it."""
    sentence = scene.sentence
    spot = sentence.spot_at(noun, MentionKind.ACTOR)
    if spot is None or not any(sentence.low(k) in HIS for k in sentence.children[noun]):
        return
    before = [s for s in people(list(named_in(sentence))) if s.last < spot.first]
    if before and titled(scene, before[-1]):
        yield Tie(type=kind, subject=before[-1], object=of_person(spot, before[-1]), cue=noun, dated=False)


def of_person(spot: Spot, person: Spot) -> Spot:
    """A government that goes by its head's name: "his government" of two reports is not one actor."""
    word, name = spot.mention.words.quote, person.mention.name or person.mention.words.quote
    actor_id = content_id("actor-group", named(person), word.casefold())
    return replace(spot, mention=replace(spot.mention, name=f"{name}'s {word}", actor_id=actor_id))


def titled(scene: Scene, person: Spot) -> bool:
    """Whether a name has the title of one who governs before it: "President Ruiz"."""
    before = [scene.sentence.low(i) for i in range(max(0, person.first - 2), person.last)]
    return bool(words("relations", "rulers") & set(before))

"""How an office ends or passes on where another sentence tells it: a leader dies or is seized, another succeeds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from sourcebook.claims.agents import conjuncts
from sourcebook.claims.assertion import mood_of, when_of
from sourcebook.claims.cast import is_person, named
from sourcebook.claims.lexicon import words
from sourcebook.claims.listing import named_in
from sourcebook.claims.sentence import Sentence, Spot
from sourcebook.claims.ties import HE, Scene, Tie, named_so
from sourcebook.records.vocabulary import Realis, RelationType, TiePhase

Found = tuple[Scene, Tie]
HARMED = frozenset({"dobj", "obj", "nsubjpass"})


def terms_told(scenes: Sequence[Scene], ties: Sequence[Found]) -> Iterator[Found]:
    """The ends and beginnings of terms that follow from what a document tells of its leaders."""
    leads = heads_by(ties, RelationType.LEADS)
    founders = {person: tie for person, tie in heads_by(ties, RelationType.FOUNDED).items() if person not in leads}
    passed = list(passed_on(ties, {**founders, **leads}, founders))
    for _, tie in passed:
        leads.setdefault(named(tie.subject), tie)
    yield from passed
    yield from pledged_by_leaders(ties, leads)
    for scene in scenes:
        yield from ends_in(scene, {**founders, **leads})


def heads_by(ties: Sequence[Found], kind: RelationType) -> dict[str, Tie]:
    """The first tie of a kind that each person has to a group."""
    found: dict[str, Tie] = {}
    for scene, tie in ties:
        if tie.type is kind and is_person(tie.subject) and stated(scene, tie):
            found.setdefault(named(tie.subject), tie)
    return found


def stated(scene: Scene, tie: Tie) -> bool:
    """Whether a tie is told as one that stands or stood."""
    return mood_of(scene.sentence, tie.cue).realis is Realis.HAPPENED


def passed_on(ties: Sequence[Found], leads: dict[str, Tie], founders: dict[str, Tie]) -> Iterator[Found]:
    """Whoever succeeds a leader leads what that one led; a founder who has a successor led what he founded."""
    for scene, tie in ties:
        before = leads.get(named(tie.object)) if tie.type is RelationType.SUCCESSOR_OF else None
        if before is None or not stated(scene, tie):
            continue
        if named(tie.object) in founders:
            yield scene, replace(tie, type=RelationType.LEADS, subject=tie.object, object=before.object, dated=False)
        known = leads.get(named(tie.subject))
        if known is None or named(known.object) != named(before.object):
            yield scene, replace(tie, type=RelationType.LEADS, object=before.object, phase=TiePhase.BEGINS)


def pledged_by_leaders(ties: Sequence[Found], leads: dict[str, Tie]) -> Iterator[Found]:
    """The pledge of one told before to lead is the group's, a pledge to a leader one to the group that he leads."""
    led: dict[str, Tie] = {}
    for scene, tie in ties:
        if tie.type is RelationType.LEADS and tie.phase is not TiePhase.ENDS and stated(scene, tie):
            led.setdefault(named(tie.subject), tie)
        own = led.get(named(tie.subject)) if tie.type is RelationType.PLEDGED_TO else None
        if own is None or not stated(scene, tie):
            continue
        to = leads.get(named(tie.object))
        master = to.object if to is not None else tie.object
        if named(master) != named(own.object):
            yield scene, replace(tie, subject=own.object, object=master)


def ends_in(scene: Scene, leads: dict[str, Tie]) -> Iterator[Found]:
    """The terms that a sentence ends: "X was killed in a raid on 3 May", "the arrest of X", "he died in 1998"."""
    sentence = scene.sentence
    for cue, person in ends_told(scene):
        tie = leads.get(named(person))
        mood = mood_of(sentence, cue)
        if tie is None or mood.realis is not Realis.HAPPENED or when_of(sentence, cue).spot is None:
            continue
        yield (
            scene,
            Tie(type=RelationType.LEADS, subject=person, object=tie.object, cue=cue, governor=cue, phase=TiePhase.ENDS),
        )


def ends_told(scene: Scene) -> Iterator[tuple[int, Spot]]:
    """Each word of death, arrest or resignation with the person whom it befalls."""
    sentence = scene.sentence
    for at in range(len(sentence.tokens)):
        lemma = sentence.lemma(at)
        if sentence.tokens[at].pos == "VERB" and (lemma in ending_verbs() or steps_down(sentence, at)):
            heads = befallen(sentence, at, lemma)
        elif lemma in words("relations", "end_nouns") and sentence.tokens[at].pos in ("NOUN", "PROPN"):
            heads = [*scene.after(at, "of"), *[k for k in sentence.children[at] if sentence.tokens[k].dep == "poss"]]
        else:
            continue
        yield from ((at, person) for head in heads if (person := who(scene, head)) is not None)


def steps_down(sentence: Sentence, verb: int) -> bool:
    """ "Stepped down", "stood aside": an office is left without its name."""
    near = {sentence.low(i) for i in range(verb + 1, min(verb + 2, len(sentence.tokens)))}
    return sentence.lemma(verb) in ("step", "stand") and bool(near & {"down", "aside"})


def ending_verbs() -> frozenset[str]:
    """The verbs that end a term."""
    return (
        words("relations", "death_verbs") | words("relations", "seizing_verbs") | words("relations", "quitting_verbs")
    )


def befallen(sentence: Sentence, verb: int, lemma: str) -> list[int]:
    """Whom a verb befalls: the object or passive subject, or the subject of dying and resigning."""
    kids = sentence.children[verb]
    own = lemma in words("relations", "quitting_verbs") or lemma in (
        "step",
        "stand",
        "die",
        "perish",
        "succumb",
        "drown",
    )
    labels = HARMED | {"nsubj"} if own else HARMED
    heads = [k for k in kids if sentence.tokens[k].dep in labels]
    if not heads and sentence.tokens[verb].dep == "conj" and own:
        up = sentence.tokens[verb].head
        heads = [k for k in sentence.children[up] if sentence.tokens[k].dep in ("nsubj", "nsubjpass")]
    return [item for head in heads for item in conjuncts(sentence, head)]


def who(scene: Scene, head: int) -> Spot | None:
    """The person that a noun or "he" means; "the leader of X, Y" is Y."""
    sentence = scene.sentence
    if sentence.low(head) in HE:
        return scene.person_meant(head)
    if sentence.low(head) in ("who", "that"):
        found = scene.before(head)
        return found if found is not None and is_person(found) else None
    below = sentence.below(head)
    inside = [
        s for s in named_in(sentence) if is_person(s) and (s.head == head or (s.head in below and s.first > head))
    ]
    inside = [s for s in inside if named_so(s)] or inside
    return inside[0] if inside else person_behind(scene, head)


def person_behind(scene: Scene, head: int) -> Spot | None:
    """The name behind "the head of X": "the arrest of the head of X Omar Khan", where parsers lose it."""
    if scene.sentence.lemma(head) not in words("relations", "heads"):
        return None
    named_after = [s for s in named_in(scene.sentence) if s.first > head]
    return next((s for s in named_after[:2] if is_person(s) and s.first - head <= PERSON_REACH), None)


# how many words behind an office its holder's name may stand
PERSON_REACH = 8

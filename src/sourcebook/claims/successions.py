"""Who comes into a leader's place: taking over, succeeding, replacing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from sourcebook.claims.agents import by_agents, subjects
from sourcebook.claims.lexicon import words
from sourcebook.claims.offices import behind
from sourcebook.claims.sentence import Sentence, Spot
from sourcebook.claims.ties import HE, Scene, Tie, bands, pairs, people
from sourcebook.records.vocabulary import RelationType, TiePhase


def took_over(scene: Scene, verb: int, kind: RelationType) -> Iterator[Tie]:
    """ "X took over", "X assumed the leadership", "X took command of Y", "X seized control of the group"."""
    sentence = scene.sentence
    over = "over" in {sentence.low(i) for i in range(verb + 1, min(verb + 3, len(sentence.tokens)))}
    office_ = [
        k
        for k in sentence.children[verb]
        if sentence.tokens[k].dep == "dobj" and sentence.lemma(k) in words("relations", "leading")
    ]
    if not (over and sentence.lemma(verb) == "take") and not office_:
        return
    groups = bands(scene.toward(office_[0] if office_ else verb, "of", "over"))
    if not groups and not takes_a_thing(sentence, verb):
        meant = scene.group_meant(verb)
        groups = bands([meant]) if meant is not None else []
    for tie in pairs(kind, verb, people(scene.doers(verb)), groups):
        yield replace(tie, phase=TiePhase.BEGINS)
    if over:
        before = people(scene.actors(scene.after(verb, "from")) or scene.followed(verb, "from"))
        yield from pairs(RelationType.SUCCESSOR_OF, verb, people(scene.doers(verb)), before)


def takes_a_thing(sentence: Sentence, verb: int) -> bool:
    """Whether what is taken over is named and is no office: "took over the village"."""
    kids = [k for k in sentence.children[verb] if sentence.tokens[k].dep in ("dobj", "pobj")]
    return any(sentence.lemma(k) not in words("relations", "leading") for k in kids)


def succeeded(scene: Scene, verb: int, kind: RelationType) -> Iterator[Tie]:
    """ "X succeeded Y", "X was succeeded by Y", "X replaced Y as leader"."""
    agents = people(scene.actors(by_agents(scene.sentence, verb)))
    if agents:
        heads = subjects(scene.sentence, verb, "nsubjpass")
        if not heads and scene.sentence.tokens[verb].dep in ("acl", "conj"):
            heads = subjects(scene.sentence, verb, "nsubjpass", "nsubj")
        if not heads and scene.sentence.tokens[verb].dep == "acl":
            heads = [scene.sentence.tokens[verb].head]
        yield from pairs(kind, verb, agents, people(scene.actors(heads)))
        return
    passive = any(scene.sentence.tokens[k].dep == "auxpass" for k in scene.sentence.children[verb])
    if scene.sentence.lemma(verb) == "follow" or passive:
        return
    after = people(scene.doers(verb)) or people(scene.leading(verb))
    yield from pairs(kind, verb, after, people(predecessors(scene, verb, after)))


def predecessors(scene: Scene, verb: int, after: Sequence[Spot]) -> list[Spot]:
    """Whom somebody succeeds: the object, "him" being somebody else than the one who succeeds."""
    nouns = [k for k in scene.sentence.children[verb] if scene.sentence.tokens[k].dep in ("dobj", "obj")]
    pronoun = next((k for k in nouns if scene.sentence.low(k) in HE), None)
    if pronoun is None:
        return scene.objects(verb)
    found = scene.person_meant(pronoun, after)
    return [found] if found is not None else []


def successor(scene: Scene, noun: int, kind: RelationType) -> Iterator[Tie]:
    """ "Y's successor, X", "X, the successor of Y", "X, who was Y's successor"."""
    sentence = scene.sentence
    owner = [k for k in sentence.children[noun] if sentence.tokens[k].dep == "poss"]
    before = people(scene.actors(owner) or scene.toward(noun, "of", "to"))
    after = [s for s in people(scene.described(noun)) or people(behind(scene, noun)) if s not in before]
    yield from pairs(kind, noun, after, before)


def passed_to(scene: Scene, verb: int, kind: RelationType) -> Iterator[Tie]:
    """ "Command passed to X", "the leadership of Y fell to X"."""
    sentence = scene.sentence
    if sentence.tokens[verb].pos != "VERB":
        return
    offices = [k for k in subjects(sentence, verb, "nsubj") if sentence.lemma(k) in words("relations", "leading")]
    groups = bands(scene.toward(offices[0], "of")) if offices else []
    if offices and not groups and (meant := scene.group_meant(verb)) is not None:
        groups = bands([meant])
    for tie in pairs(kind, verb, people(scene.toward(verb, "to")), groups):
        yield replace(tie, phase=TiePhase.BEGINS)


def in_his_place(scene: Scene, noun: int, kind: RelationType) -> Iterator[Tie]:
    """ "X was appointed in his place", "X took his place"."""
    sentence = scene.sentence
    owner = [k for k in sentence.children[noun] if sentence.low(k) in ("his", "her")]
    verb = next((v for v in sentence.ancestors(noun) if sentence.tokens[v].pos == "VERB"), None)
    if not owner or verb is None or sentence.lemma(verb) not in words("relations", "appoint_verbs") | {"take"}:
        return
    after = people(scene.doers(verb, "nsubjpass", "nsubj"))
    before = scene.person_meant(owner[0], after)
    yield from (replace(t, governor=verb) for t in pairs(kind, noun, after, [before] if before is not None else []))

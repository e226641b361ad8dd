"""Who backs whom: money, arms, training and shelter, given and received."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from sourcebook.claims.agents import by_agents, subjects
from sourcebook.claims.alignments import is_contest, is_state
from sourcebook.claims.lexicon import words
from sourcebook.claims.listing import named_in
from sourcebook.claims.offices import just_before
from sourcebook.claims.powers import is_country
from sourcebook.claims.sentence import Sentence, Spot
from sourcebook.claims.ties import Scene, Tie, bands, named_so, pairs, powers, unique
from sourcebook.records.vocabulary import MentionKind, RelationType

# whom support helps stands at most so many words from it
HELP_WORDS = 22


def supported(scene: Scene, verb: int, kind: RelationType) -> Iterator[Tie]:
    """ "X supports Y", "Y is backed by X", "X funded Y", "Y, funded by X"."""
    sentence = scene.sentence
    agents = powers(scene.actors(by_agents(sentence, verb)) or scene.followed(verb, "by"))
    if agents:
        heads = subjects(sentence, verb, "nsubjpass") or joined_subjects(sentence, verb)
        before = just_before(scene, verb) if not heads else None
        taker = scene.actor(before.head) if before is not None and not named_so(before) else before
        if taker is not None:
            yield from pairs(kind, verb, agents, powers([taker]))
            return
        if not heads and sentence.tokens[verb].dep in ("acl", "relcl", "amod", "advcl"):
            heads = [sentence.tokens[verb].head]
        yield from pairs(kind, verb, agents, powers(scene.actors(heads)))
        return
    objects = powers(scene.objects(verb)) or powers(owned_object(scene, verb))
    doers = powers(scene.doers(verb))
    if is_contest(sentence) and all(map(is_state, [*doers, *objects])):
        return
    yield from pairs(kind, verb, [s for s in doers if s not in objects], objects)


def joined_subjects(sentence: Sentence, verb: int) -> list[int]:
    """The subject of a passive verb joined to another: "X belongs to Z and is funded and trained by Y"."""
    return subjects(sentence, verb, "nsubjpass", "nsubj") if sentence.tokens[verb].dep == "conj" else []


def compound_support(scene: Scene, verb: int, kind: RelationType) -> Iterator[Tie]:
    """ "The Iran-backed Houthis", "US-trained units of the Free Army": the word before the hyphen supports."""
    sentence = scene.sentence
    if verb < 2 or sentence.tokens[verb - 1].text not in ("-", "–") or sentence.tokens[verb].tag not in ("VBN", "VBD"):
        return
    giver = sentence.spot_at(verb - 2, MentionKind.ACTOR)
    taker = scene.actor(sentence.tokens[verb].head)
    if giver is not None and taker is not None:
        yield from (replace(tie, dated=False) for tie in pairs(kind, verb, powers([giver]), powers([taker])))


def owned_object(scene: Scene, verb: int) -> list[Spot]:
    """Whose operations or fighters are supported: "supported Taliban operations"."""
    sentence = scene.sentence
    nouns = [k for k in sentence.children[verb] if sentence.tokens[k].dep == "dobj"]
    own = ("poss", "compound", "nmod")
    kids = [(n, k) for n in nouns for k in sentence.children[n] if sentence.tokens[k].dep in own]
    kids = [(n, k) for n, k in kids if sentence.low(k) not in ("its", "their", "his", "her")]
    found = [(n, spot) for n, kid in kids for spot in scene.actors([kid])]
    return [spot for n, spot in found if not (is_country(spot) and scene.owns_only(spot, n))]


def support_noun(scene: Scene, noun: int, kind: RelationType) -> Iterator[Tie]:
    """ "X has the support of Y", "X receives funding from Y", "support from Y to X", "Y's support for X"."""
    sentence = scene.sentence
    if sentence.tokens[noun].pos not in ("NOUN", "PROPN"):
        return
    if sentence.spot_at(noun, MentionKind.ACTOR) is not None:
        return
    verb = given_by(sentence, noun)
    receiving = verb is not None and sentence.lemma(verb) in words("relations", "receiving")
    givers, takers = givers_of(scene, noun), takers_of(scene, noun)
    if receiving and verb is not None:
        takers = powers(scene.doers(verb))
        givers = givers or powers(scene.toward(verb, "from"))
    elif verb is not None and sentence.lemma(verb) in words("relations", "giving"):
        givers = givers or powers(scene.doers(verb))
        to = (
            scene.objects(verb)
            if sentence.low(sentence.tokens[noun].head) == "with"
            else scene.toward(verb, "to", "for")
        )
        takers = takers or not_only_relieved(sentence, noun, powers(to))
    elif not takers:
        takers = helped_to(scene, noun) or role_in(scene, noun, givers)
    yield from pairs(kind, noun, [s for s in givers if s not in takers], takers)


def given_by(sentence: Sentence, noun: int) -> int | None:
    """The verb by which support is given or taken: "sent ten shiploads of arms", "provided it with cover"."""
    up = sentence.tokens[noun].head
    if sentence.tokens[up].pos == "ADP" and sentence.low(up) in ("of", "with"):
        over = sentence.tokens[up].head
        counted = sentence.tokens[over].pos == "NOUN" and sentence.tokens[over].dep in ("dobj", "obj")
        up = sentence.tokens[over].head if counted else over
    return up if sentence.tokens[up].pos == "VERB" else None


def helped_to(scene: Scene, noun: int) -> list[Spot]:
    """Who does something with support: "X was launched with help from Y", "with the backing of Y, X took"."""
    sentence = scene.sentence
    prep = sentence.tokens[noun].head
    verb = sentence.tokens[prep].head
    if sentence.low(prep) != "with" or sentence.tokens[verb].pos != "VERB":
        return []
    return [s for s in bands(scene.doers(verb, "nsubj", "nsubjpass")) if not is_state(s)]


def givers_of(scene: Scene, noun: int) -> list[Spot]:
    """Who gives support: "support of Y", "funding from Y", "Y's support"."""
    owner = [k for k in scene.sentence.children[noun] if scene.sentence.tokens[k].dep in ("poss", "compound")]
    if owner and scene.after(noun, "of", "for", "to"):
        return powers(scene.actors(owner))
    found = powers(scene.toward(noun, "of", "from")) or powers(scene.actors(owner))
    nouns = scene.after(noun, "of", "from")
    return found or powers(unique([spot for item in nouns for spot in scene.such(item)]))


def takers_of(scene: Scene, noun: int) -> list[Spot]:
    """Who is given support: "for Y", "to Y", "its support of Y", "in support of Y"; not what is only Y's."""
    sentence = scene.sentence
    owned = any(sentence.tokens[k].dep == "poss" for k in sentence.children[noun])
    behalf = sentence.low(sentence.tokens[noun].head) == "in"
    found = powers(scene.toward(noun, "for", "to", *(("of",) if owned or behalf else ())))
    found = [s for s in found if sentence.tokens[s.head].dep != "poss" or s not in sentence.of(MentionKind.ACTOR)]
    return not_only_relieved(sentence, noun, found)


def not_only_relieved(sentence: Sentence, noun: int, takers: list[Spot]) -> list[Spot]:
    """Those to whom support is given, without the states that are only sent relief: "aid to Yemen"."""
    military = {sentence.low(k) for k in sentence.children[noun]} & words("relations", "military")
    relief = sentence.lemma(noun) in words("relations", "relief") and not military
    return [s for s in takers if not (relief and is_state(s))]


def role_in(scene: Scene, noun: int, givers: list[Spot]) -> list[Spot]:
    """Whom support helps: "support from Y plays a role in strengthening X", "X's growth came from it"."""
    sentence = scene.sentence
    if not givers or not any(sentence.lemma(i) in words("relations", "helping") for i in range(len(sentence.tokens))):
        return []
    others = [s for s in powers(list(named_in(sentence))) if s not in givers and abs(s.head - noun) < HELP_WORDS]
    return others[:1]


def funding_sources(scene: Scene, noun: int, kind: RelationType) -> Iterator[Tie]:
    """ "X's funding sources, which included A and B", "X's donors include A"."""
    sentence = scene.sentence
    owner = powers(scene.actors([k for k in sentence.children[noun] if sentence.tokens[k].dep == "poss"]))
    for at in range(noun + 1, min(noun + 6, len(sentence.tokens))):
        if sentence.lemma(at) in ("include", "be", "including") and owner:
            yield from pairs(kind, noun, [s for s in powers(scene.from_here(at + 1)) if s not in owner], owner)
            return

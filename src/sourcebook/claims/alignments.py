"""Who stands with whom and who against: pledges, alliances, rivalries, support, joining and changing sides."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from sourcebook.claims.agents import by_agents, subjects
from sourcebook.claims.cast import is_group, is_person
from sourcebook.claims.lexicon import words
from sourcebook.claims.lineage import joined_forces, joined_to_form
from sourcebook.claims.listing import named_in
from sourcebook.claims.offices import owners
from sourcebook.claims.powers import is_country
from sourcebook.claims.sentence import Sentence, Spot
from sourcebook.claims.ties import (
    Scene,
    Tie,
    among,
    bands,
    is_the_object,
    pairs,
    people,
    powers,
    rebels,
    sides,
    unique,
)
from sourcebook.records.vocabulary import ActorKind, MentionKind, RelationType


def pledged(scene: Scene, noun: int, kind: RelationType) -> Iterator[Tie]:
    """ "X pledged allegiance to Y", "switched allegiance to Y": read from the words, since parsers stumble on them."""
    sentence = scene.sentence
    verb = next(
        (i for i in range(noun - 1, max(-1, noun - 6), -1) if sentence.lemma(i) in pledging()),
        None,
    )
    if verb is None:
        yield from pledge_of(scene, noun, kind)
        return
    here = named_in(sentence)
    doers = [s for s in scene.doers(verb) if s not in here or s.last < verb]
    if not doers and not subjects(sentence, verb, "nsubj"):
        doers = [s for s in here if s.last < verb][-1:]
    for tie in pairs(kind, noun, sides(doers), masters_of(scene, noun)):
        yield replace(tie, governor=verb)


def pledging() -> frozenset[str]:
    """The verbs of giving and of taking back allegiance: "renounced its allegiance"."""
    return words("relations", "pledge_verbs") | words("assertion", "ending")


def pledge_of(scene: Scene, noun: int, kind: RelationType) -> Iterator[Tie]:
    """ "X's pledge of allegiance to Y", "the bayah of X to Y"."""
    sentence = scene.sentence
    heads = [noun, *list(sentence.ancestors(noun))[:2]]
    owner = [k for h in heads for k in sentence.children[h] if sentence.tokens[k].dep == "poss"]
    yield from pairs(kind, noun, sides(scene.actors(owner)), masters_of(scene, noun))


def masters_of(scene: Scene, noun: int) -> list[Spot]:
    """To whom allegiance is sworn: the row after "to"; "ISIS emir X" is both the group and its leader."""
    sentence = scene.sentence
    to = next(
        (i for i in range(noun + 1, min(noun + 5, len(sentence.tokens))) if sentence.low(i) in ("to", "with")), None
    )
    if to is None:
        return []
    first = scene.from_here(to + 1)
    if first and not is_person(first[-1]):
        first += [s for s in named_in(sentence) if is_person(s) and titled(sentence, first[-1], s)]
    return sides(first)


def titled(sentence: Sentence, group: Spot, person: Spot) -> bool:
    """Whether only a title stands between a group and a person: "ISIS emir X"."""
    inner = range(group.last + 1, person.first)
    return 0 < len(inner) <= 2 and all(sentence.lemma(i) in words("relations", "heads") for i in inner)


def allied(scene: Scene, verb: int, kind: RelationType) -> Iterator[Tie]:
    """ "X allied with Y", "X is allied to Y", "X has cooperated with Y", "X fought alongside Y"."""
    sentence = scene.sentence
    prepositions = ("alongside", "beside") if sentence.lemma(verb) in ("fight", "operate", "battle") else ("with", "to")
    doers = sides(scene.doers(verb, "nsubj", "nsubjpass"))
    if not doers and sentence.tokens[verb].dep in ("acl", "relcl", "amod"):
        doers = powers(scene.actors([sentence.tokens[verb].head]))
    targets = powers(scene.toward(verb, *prepositions))
    if sentence.lemma(verb) in words("relations", "loose_ally_verbs"):
        targets = [s for s in rebels(targets) if s.mention.actor_kind is not ActorKind.ORGANISATION or is_group(s)]
        doers = [s for s in doers if is_group(s) and not is_state(s)]
    if not targets and (sentence.lemma(verb) == "ally" or each_other(sentence, verb, *prepositions)):
        yield from among(kind, verb, doers)
    yield from pairs(kind, verb, [s for s in doers if s not in targets], targets)


def alongside(scene: Scene, word: int, kind: RelationType) -> Iterator[Tie]:
    """ "X took part in the assault alongside Y", "X fights alongside Y"."""
    sentence = scene.sentence
    verb = next((v for v in sentence.ancestors(word) if sentence.tokens[v].pos in ("VERB", "AUX")), None)
    if verb is None or sentence.lemma(verb) not in words("relations", "beside_verbs"):
        return
    others = powers(scene.from_here(word + 1))
    yield from pairs(kind, word, [s for s in powers(scene.doers(verb)) if s not in others], others)


def loyal_to(scene: Scene, word: int, kind: RelationType) -> Iterator[Tie]:
    """ "The gang is loyal to X": a group stands with another."""
    sentence = scene.sentence
    verb = sentence.tokens[word].head
    if sentence.tokens[word].dep == "acomp" and sentence.lemma(verb) in ("be", "remain"):
        yield from pairs(kind, word, bands(scene.doers(verb)), bands(scene.toward(word, "to")))


def each_other(sentence: Sentence, verb: int, *before: str) -> bool:
    """Whether "each other" stands behind a verb, after one of some words if any are given."""
    for at in range(verb + 1, min(verb + 5, len(sentence.tokens) - 1)):
        if (sentence.low(at), sentence.low(at + 1)) in (("each", "other"), ("one", "another")):
            return not before or sentence.low(at - 1) in before
    return False


def between(scene: Scene, noun: int, kind: RelationType) -> Iterator[Tie]:
    """ "X is a rival of Y", "X, an ally of Y", "X has an alliance with Y", "an alliance between X and Y"."""
    sentence = scene.sentence
    if sentence.tokens[noun].pos not in ("NOUN", "PROPN") or in_a_name(sentence, noun):
        return
    beside = powers(scene.actors([k for k in sentence.children[noun] if sentence.tokens[k].dep == "appos"]))
    own = own_side(scene, noun)
    if beside and own and not any(spot in own for spot in beside):
        yield from pairs(kind, noun, own, beside)
        return
    both = powers(scene.toward(noun, "between", "among"))
    if is_civil(sentence, noun) and any(map(is_state, both)):
        return
    if len(both) > 1:
        yield from pairs(kind, noun, both[:1], both[1:])
        return
    pact = sentence.lemma(noun) in words("relations", "pacts")
    prepositions = ("of", "with") if pact else ("of", "with", "to", "against", "from")
    others = powers(scene.toward(noun, *prepositions)) or own_side(scene, noun)
    others = [s for s in others if not (is_civil(sentence, noun) and is_state(s))]
    first = sides(first_side(scene, noun))
    if not others and (mutual(sentence, noun) or made_together(sentence, noun)):
        yield from among(kind, noun, [s for s in first if not is_person(s)])
    yield from pairs(kind, noun, [s for s in first if s not in others], others)


def mutual(sentence: Sentence, noun: int) -> bool:
    """Whether a row of subjects is said to be allies or rivals with nobody else named: "A and B are old allies"."""
    plural = sentence.tokens[noun].tag in ("NNS", "NNPS") and sentence.tokens[noun].dep in ("attr", "oprd")
    kids = sentence.children[noun]
    return plural and not any(sentence.tokens[k].dep in ("prep", "poss") for k in kids)


def made_together(sentence: Sentence, noun: int) -> bool:
    """Whether a row of subjects makes a pact with nobody else named: "A and B formed an alliance"."""
    making = words("relations", "having") | {
        "sign",
        "conclude",
        "enter",
        "strike",
        "make",
        "announce",
        "agree",
        "wage",
        "wag",
    }
    return sentence.tokens[noun].dep in ("dobj", "obj") and sentence.lemma(sentence.tokens[noun].head) in making


def in_a_name(sentence: Sentence, noun: int) -> bool:
    """Whether a word is part of a name: "the Syrian National Coalition met"."""
    spot = sentence.spot_at(noun, MentionKind.ACTOR)
    return spot is not None and sentence.tokens[noun].text[:1].isupper()


def is_civil(sentence: Sentence, noun: int) -> bool:
    """Whether a word of standing together is said of trade or culture as often as of war: "cooperation with Chad"."""
    if sentence.lemma(noun) not in words("relations", "civil_nouns"):
        return False
    return not {sentence.low(k) for k in sentence.children[noun]} & words("relations", "military")


def is_state(spot: Spot) -> bool:
    """Whether a side is a state or its government."""
    return is_country(spot) or (spot.mention.actor_id or "").endswith("-government")


def is_contest(sentence: Sentence) -> bool:
    """Whether a sentence speaks of sport, law or disaster, where countries fight and help without arms."""
    return any(sentence.lemma(i) in words("relations", "contests") for i in range(len(sentence.tokens)))


def own_side(scene: Scene, noun: int) -> list[Spot]:
    """Whose ally or rival somebody is: "Y's ally", "the Y rival"; a state may be the owner."""
    sentence = scene.sentence
    owner = [k for k in sentence.children[noun] if sentence.tokens[k].dep in ("poss", "compound")]
    return powers(scene.actors(owner))


def first_side(scene: Scene, noun: int) -> list[Spot]:
    """Who has an alliance or is a rival: whom the noun is said of, its owner, or the subject of its verb."""
    sentence = scene.sentence
    up = sentence.tokens[noun].head
    if sentence.tokens[noun].dep in ("dobj", "pobj", "attr") and sentence.tokens[up].pos in ("VERB", "AUX", "ADP"):
        verb = up if sentence.tokens[up].pos != "ADP" else sentence.tokens[up].head
        found = scene.doers(verb, "nsubj", "nsubjpass") if sentence.tokens[verb].pos in ("VERB", "AUX") else []
        if found:
            return found
    owner = [k for k in sentence.children[noun] if sentence.tokens[k].dep == "poss"]
    return scene.described(noun) or scene.actors(owner)


def has_ties(scene: Scene, noun: int, kind: RelationType) -> Iterator[Tie]:
    """ "X has ties to Y", "X maintains links with Y", "X's links to Y"; being linked to an attack is no tie."""
    sentence = scene.sentence
    up = sentence.tokens[noun].head
    owned = [k for k in sentence.children[noun] if sentence.tokens[k].dep == "poss"]
    had = sentence.lemma(up) in words("relations", "having") | words("assertion", "ending")
    had = had and sentence.tokens[noun].dep in ("dobj", "obj")
    if not had and not owned:
        return
    doers = scene.doers(up) if had else scene.actors(owned)
    ends = sentence.lemma(up) in words("assertion", "ending")
    if doers and not powers(doers) and not ends and (meant := scene.group_meant(noun)) is not None:
        doers = [meant]
    others = powers(scene.toward(noun, "to", "with"))
    others += later_in_row(scene, others)
    how = {sentence.low(k) for k in sentence.children[noun]}
    if how & words("relations", "uneasy"):
        return
    kind = RelationType.RIVAL_OF if how & words("relations", "hostile") else kind
    ties = pairs(kind, noun, powers(doers), unique(others))
    yield from (tie for tie in ties if not (is_state(tie.subject) and is_state(tie.object)))


def later_in_row(scene: Scene, found: list[Spot]) -> list[Spot]:
    """A further name after a clause set in commas: "ties to A, led by X, and B"."""
    sentence = scene.sentence
    if not found:
        return []
    named = [s for s in named_in(sentence) if s.first > found[-1].last]
    if len(named) < 2 or not is_person(named[0]) or is_person(named[1]):
        return []
    text = sentence.document.text[named[0].mention.words.end : named[1].mention.words.start].strip()
    return [named[1]] if text in (", and", ",and") else []


def joined(scene: Scene, verb: int, kind: RelationType) -> Iterator[Tie]:
    """ "X joined Y", "X enlisted in Y", "X joined the ranks of Y"; "joined forces" is a merger."""
    sentence = scene.sentence
    merging = list(joined_forces(scene, verb, RelationType.MERGED_INTO)) or list(joined_to_form(scene, verb))
    if merging:
        yield from merging
        return
    targets = [s for s in rebels(scene.objects(verb)) if is_the_object(scene, verb, s)] or rebels(ranks_of(scene, verb))
    if sentence.lemma(verb) not in ("join", "rejoin"):
        targets = rebels(scene.toward(verb, "in", "into", "with"))
    doers = sides(scene.doers(verb, "nsubj", "nsubjpass"))
    yield from pairs(kind, verb, [s for s in doers if s not in targets], targets)


def ranks_of(scene: Scene, verb: int) -> list[Spot]:
    """ "Joined the ranks of Y", "joined Y's ranks"."""
    sentence = scene.sentence
    nouns = [k for k in sentence.children[verb] if sentence.tokens[k].dep == "dobj" and sentence.lemma(k) == "rank"]
    return [s for noun in nouns for s in owners(scene, noun)]


def defected(scene: Scene, verb: int, kind: RelationType) -> Iterator[Tie]:
    """ "X defected to Y", "X defected from Z to Y", "X switched sides to Y"."""
    sentence = scene.sentence
    if sentence.lemma(verb) == "switch" and not any(sentence.lemma(k) == "side" for k in sentence.children[verb]):
        return
    targets = rebels(scene.actors(scene.after(verb, "to")) or scene.followed(verb, "to"))
    yield from pairs(kind, verb, sides(scene.doers(verb)), targets)


def recruited(scene: Scene, verb: int, kind: RelationType) -> Iterator[Tie]:
    """ "X was recruited by Y", "X was recruited into Y"."""
    sentence = scene.sentence
    if not any(sentence.tokens[k].dep == "auxpass" for k in sentence.children[verb]):
        return
    groups = rebels(scene.actors(by_agents(sentence, verb)) or scene.toward(verb, "into"))
    yield from pairs(kind, verb, people(scene.doers(verb, "nsubjpass")), groups)

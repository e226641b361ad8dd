"""Where a group comes from and what becomes of it: what it is part of, splits, mergers, foundings, new names."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from sourcebook.claims.agents import by_agents, subjects
from sourcebook.claims.cast import is_band
from sourcebook.claims.lexicon import words
from sourcebook.claims.listing import named_in
from sourcebook.claims.offices import just_before, owners
from sourcebook.claims.parts import branches, unowned
from sourcebook.claims.sentence import Sentence, Spot
from sourcebook.claims.ties import Scene, Tie, bands, named_so, pairs, people, powers, rebels, unique
from sourcebook.records.vocabulary import MentionKind, RelationType, TiePhase

PARTING = frozenset({"away", "off", "ways", "ranks"})


def belongs(scene: Scene, noun: int, kind: RelationType) -> Iterator[Tie]:
    """ "X is a branch of Y", "X, an affiliate of Y", "Y's affiliate X", "the Y affiliate X"."""
    sentence = scene.sentence
    wholes = bands(scene.toward(noun, "of", "from") if kind is RelationType.SPLIT_FROM else owners(scene, noun))
    if kind is RelationType.SPLIT_FROM and not wholes:
        wholes = owners(scene, noun)
    first = left_edge(sentence, noun)
    before = just_before(scene, first)
    aside = first > 0 and (sentence.tokens[noun].dep == "appos" or sentence.tokens[first - 1].text == ",")
    parts = bands([before] if before is not None and aside else scene.described(noun)) or named_behind(scene, noun)
    yield from pairs(kind, noun, [part for part in parts if part not in wholes], wholes)


def left_edge(sentence: Sentence, noun: int) -> int:
    """Where the phrase of a noun begins, its article counted: "the most powerful faction"."""
    first, tokens = noun, sentence.tokens
    while (
        first and tokens[first - 1].head in range(first - 1, noun + 1) and tokens[first - 1].text not in (",", ";", "–")
    ):
        first -= 1
    return first


def named_behind(scene: Scene, noun: int) -> list[Spot]:
    """The name behind a word for a part: "the Y affiliate X", "its local branch, X"."""
    tokens = scene.sentence.tokens
    at = noun + 1
    while at < len(tokens) and tokens[at].text in (",", "–", "-", "("):
        at += 1
    spot = scene.sentence.spot_at(at, MentionKind.ACTOR) if at < len(tokens) else None
    return [spot] if spot is not None and is_band(spot) and spot in named_in(scene.sentence) else []


def as_part(scene: Scene, noun: int, kind: RelationType) -> Iterator[Tie]:
    """ "X operates as part of Y", "X, as part of Y", "X became part of Y"."""
    sentence = scene.sentence
    up = sentence.tokens[noun].head
    if sentence.low(up) != "as":
        return
    verb = sentence.tokens[up].head
    doers = scene.doers(verb) if sentence.tokens[verb].pos in ("VERB", "AUX") else scene.actors([verb])
    yield from pairs(kind, noun, powers(doers), bands(scene.toward(noun, "of")))


def framework(scene: Scene, noun: int, kind: RelationType) -> Iterator[Tie]:
    """ "X operates within the framework of Y", "X, under the umbrella of Y"."""
    sentence = scene.sentence
    up = sentence.tokens[noun].head
    if sentence.low(up) not in ("within", "under", "in"):
        return
    wholes = bands(scene.toward(noun, "of"))
    first = next((s for s in named_in(sentence) if is_band(s) and s.last < noun), None)
    yield from pairs(kind, noun, [first] if first is not None else [], wholes)


def whole_with_parts(scene: Scene, index: int, kind: RelationType) -> Iterator[Tie]:
    """ "Y forces, such as A and B": the named parts of a named whole."""
    sentence = scene.sentence
    if sentence.low(index + 1 if index + 1 < len(sentence.tokens) else index) != "as":
        return
    nouns = [i for i in range(max(0, index - 3), index) if sentence.lemma(i) in words("relations", "part_plurals")]
    for noun in nouns[-1:]:
        owner = sentence.spot_at(noun - 1, MentionKind.ACTOR) if noun else None
        whole = [owner] if owner is not None else bands(scene.toward(noun, "of"))
        parts = [s for s in bands(scene.from_here(index + 2)) if s not in whole]
        yield from (replace(tie, dated=False) for tie in pairs(kind, index, parts, rebels(whole)))


def breakaway(scene: Scene, word: int, kind: RelationType) -> Iterator[Tie]:
    """ "A breakaway group of X, Y", "Y, a splinter faction of X"."""
    noun = scene.sentence.tokens[word].head
    if scene.sentence.tokens[word].dep in ("amod", "compound") and noun != word:
        yield from (replace(tie, cue=word) for tie in belongs(scene, noun, kind))


def parted(scene: Scene, verb: int, kind: RelationType) -> Iterator[Tie]:
    """ "X split from Y", "X broke away from Y", "X emerged from Y"."""
    sentence = scene.sentence
    near = {sentence.low(i) for i in range(verb + 1, min(verb + 4, len(sentence.tokens)))}
    if sentence.lemma(verb) == "part" and near & {"ways", "company"}:
        return
    if sentence.lemma(verb) in ("break", "grow", "part") and not near & PARTING | ({"out"} & near):
        return
    wholes = bands(scene.toward(verb, "from", "with"))
    yield from pairs(kind, verb, bands(scene.doers(verb, "nsubj", "nsubjpass")), wholes)


def by_split(scene: Scene, noun: int, kind: RelationType) -> Iterator[Tie]:
    """ "It came into being through a split in Y", "X emerged after a split from Y"."""
    sentence = scene.sentence
    up = sentence.tokens[noun].head
    if sentence.tokens[up].pos != "ADP" or sentence.low(up) in ("of", "between"):
        return
    verb = sentence.tokens[up].head
    if sentence.tokens[verb].pos not in ("VERB", "AUX"):
        return
    wholes = bands(scene.toward(noun, "in", "from", "with", "within", "of"))
    new = bands(scene.doers(verb)) or bands(founded_thing(scene, verb))
    yield from (replace(t, governor=verb) for t in pairs(kind, noun, new, wholes))


def from_members(scene: Scene, noun: int, kind: RelationType) -> Iterator[Tie]:
    """ "X was formed by former members of Y", "fighters who defected from Y formed X"."""
    sentence = scene.sentence
    left = next((k for k in sentence.children[noun] if sentence.lemma(k) in words("relations", "quitting")), None)
    if left is None and not {sentence.low(k) for k in sentence.children[noun]} & words("relations", "dissident"):
        return
    if sentence.tokens[noun].tag == "NN" and sentence.tokens[noun].dep == "appos":
        return  # "founded by Ana Ruiz, a former officer of Y" splits nothing
    for verb in sentence.ancestors(noun):
        if sentence.lemma(verb) in words("relations", "found_verbs") | words("relations", "holding_parts"):
            made = bands(scene.actors(subjects(sentence, verb, "nsubjpass", "nsubj")) or maker_of(scene, verb))
            wholes = bands(scene.toward(noun, "of", "from") or owners(scene, noun))
            wholes = bands(scene.toward(left, "from")) if left is not None else wholes
            yield from (replace(tie, governor=verb) for tie in pairs(kind, noun, made, wholes))
            return


def maker_of(scene: Scene, verb: int) -> list[Spot]:
    """What a founding verb makes: its object, or the noun that "formed by" is said of, or the document's group."""
    sentence = scene.sentence
    token = sentence.tokens[verb]
    if by_agents(sentence, verb) and token.dep in ("acl", "relcl"):
        return scene.actors([token.head])
    if by_agents(sentence, verb) and token.dep in ("advcl", "conj"):
        found = scene.actors(subjects(sentence, token.head, "nsubj", "nsubjpass"))
        return found or (scene.actors([token.head]) if token.dep == "advcl" else [])
    return scene.objects(verb)


def merged(scene: Scene, verb: int, kind: RelationType) -> Iterator[Tie]:
    """ "X merged with Y", "X merged into Y", "A and B merged to form Y", "X joined forces with Y"."""
    doers = [*branches(scene, subjects(scene.sentence, verb, "nsubj", "nsubjpass")), *unowned(scene, verb)]
    targets = [s for s in bands(scene.toward(verb, "with", "into")) if s not in doers]
    if targets:
        yield from pairs(kind, verb, doers, targets)
        return
    made = formed_by(scene, verb)
    yield from pairs(kind, verb, doers, [s for s in made if s not in doers])


def formed_by(scene: Scene, verb: int) -> list[Spot]:
    """The group that a merger makes: "merged to form Y", "Y was formed when A and B merged"."""
    sentence = scene.sentence
    for at in range(verb + 1, min(verb + 6, len(sentence.tokens))):
        if sentence.lemma(at) in words("relations", "found_verbs"):
            return bands(scene.from_here(at + 1))
        if sentence.low(at) in ("into", "as"):
            return bands(scene.from_here(at + 1))
    for above in sentence.ancestors(verb):
        if sentence.lemma(above) in words("relations", "found_verbs"):
            return bands(scene.doers(above, "nsubjpass", "nsubj"))
    return []


def merger(scene: Scene, noun: int, kind: RelationType) -> Iterator[Tie]:
    """ "X's merger with Y", "formed through the merger of A, B and C", "a merger between A and B", "union of"."""
    sentence = scene.sentence
    spot = sentence.spot_at(noun, MentionKind.ACTOR)
    if spot is not None and sentence.tokens[noun].text[:1].isupper():
        return
    owner = [k for k in sentence.children[noun] if sentence.tokens[k].dep == "poss"]
    targets = bands(scene.toward(noun, "with", "into"))
    if owner and targets:
        yield from pairs(kind, noun, bands(scene.actors(owner)), targets)
        return
    verb = next((v for v in sentence.ancestors(noun) if sentence.tokens[v].pos == "VERB"), None)
    parts = bands(merging(scene, noun))
    made = made_by(scene, verb) if verb is not None else []
    ties = pairs(kind, noun, parts, [s for s in made if s not in parts])
    yield from (replace(tie, governor=founding(sentence, verb)) for tie in ties)
    if not parts and targets and verb is not None:
        yield from (replace(t, governor=verb) for t in pairs(kind, noun, bands(scene.doers(verb)), targets))


def merging(scene: Scene, noun: int) -> list[Spot]:
    """The groups that merge: "of factions, including A, B", "between A and B"."""
    found = scene.toward(noun, "of", "between", "among")
    if found:
        return found
    nouns = scene.after(noun, "of", "between", "among")
    return unique([spot for item in nouns for spot in scene.such(item)])


def made_by(scene: Scene, verb: int) -> list[Spot]:
    """The group that a merger under a verb makes: "Y was formed through", "established through a merger, the group"."""
    sentence = scene.sentence
    heads = subjects(sentence, verb, "nsubjpass", "nsubj")
    if not heads and sentence.tokens[verb].dep in ("advcl", "acl"):
        heads = subjects(sentence, sentence.tokens[verb].head, "nsubj", "nsubjpass")
    made = bands(scene.actors(heads))
    if sentence.lemma(verb) in words("relations", "making_verbs"):
        return bands(scene.objects(verb)) or made
    return made


def founding(sentence: Sentence, verb: int | None) -> int | None:
    """The verb of founding near a verb, to which the day belongs: "Established on 13 July, ... the group became"."""
    if verb is None or sentence.lemma(verb) in words("relations", "found_verbs"):
        return verb
    kids = sentence.children[verb]
    return next((k for k in kids if sentence.lemma(k) in words("relations", "found_verbs")), verb)


def founded(scene: Scene, verb: int, kind: RelationType) -> Iterator[Tie]:
    """ "X founded Y", "Y was founded by X"; "Y was founded in 1994" ties Y to itself, since nobody is named."""
    sentence = scene.sentence
    if not founds(sentence, verb):
        return
    by = by_agents(sentence, verb)
    agents = scene.actors([k for k in by if sentence.lemma(k) not in words("relations", "member_nouns")])
    passive = by or passive_form(sentence, verb)
    if not passive:
        makers = [s for s in scene.doers(verb) if named_so(s)]
        yield from pairs(kind, verb, makers, rebels(scene.objects(verb)))
        return
    made = rebels(founded_thing(scene, verb))
    makers = [s for s in agents if named_so(s)]
    yield from pairs(kind, verb, makers, made)
    if not makers:
        yield from (alone(kind, verb, spot) for spot in made)


def alone(kind: RelationType, cue: int, spot: Spot) -> Tie:
    """A founding whose founder nobody names."""
    return Tie(type=kind, subject=spot, object=spot, cue=cue, phase=TiePhase.BEGINS)


def founds(sentence: Sentence, verb: int) -> bool:
    """Whether a word of making founds a group here: "set up", not "set", "formed", not "found guilty"."""
    if sentence.tokens[verb].pos not in ("VERB", "AUX"):
        return False
    lemma, low = sentence.lemma(verb), sentence.low(verb)
    near = {sentence.low(i) for i in range(verb + 1, min(verb + 3, len(sentence.tokens)))}
    if lemma == "set":
        return "up" in near
    return lemma != "find" or low == "founded"


def passive_form(sentence: Sentence, verb: int) -> bool:
    """Whether a verb is passive: "was formed", "Formed in 1994, the group"."""
    kids = sentence.children[verb]
    if any(sentence.tokens[k].dep in ("nsubjpass", "auxpass") for k in kids):
        return True
    bare = not any(sentence.tokens[k].dep in ("aux", "nsubj", "dobj") for k in kids)
    return (
        bare and sentence.tokens[verb].tag in ("VBN", "VBD") and sentence.tokens[verb].dep in ("acl", "advcl", "relcl")
    )


def founded_thing(scene: Scene, verb: int) -> list[Spot]:
    """What was founded: the subject, the noun before "founded by", or the subject of the clause that it opens."""
    sentence, token = scene.sentence, scene.sentence.tokens[verb]
    heads = subjects(sentence, verb, "nsubjpass")
    if heads:
        return scene.actors(heads)
    if token.dep in ("acl", "relcl"):
        return scene.actors([token.head])
    return scene.actors(subjects(sentence, token.head, "nsubj", "nsubjpass"))


def came_to_be(scene: Scene, verb: int, kind: RelationType) -> Iterator[Tie]:
    """ "It came into being in 1997", "X came into existence in early 2015", "X first emerged in 2014"."""
    sentence = scene.sentence
    near = {sentence.low(i) for i in range(verb + 1, min(verb + 4, len(sentence.tokens)))}
    born = "into" in near and near & {"being", "existence"}
    first = sentence.lemma(verb) in ("emerge", "originate") and not near & {"from", "as"}
    if born or first:
        yield from (alone(kind, verb, spot) for spot in rebels(scene.doers(verb)))


def establishment(scene: Scene, noun: int, kind: RelationType) -> Iterator[Tie]:
    """ "Announced the establishment of X", "the founding of X in 1994"."""
    verb = next((v for v in scene.sentence.ancestors(noun) if scene.sentence.tokens[v].pos == "VERB"), None)
    for spot in rebels(scene.toward(noun, "of")):
        yield replace(alone(kind, noun, spot), governor=verb)


def joined_forces(scene: Scene, verb: int, kind: RelationType) -> Iterator[Tie]:
    """ "X joined forces with Y", "X joined ranks with Y"."""
    sentence = scene.sentence
    forces = any(
        sentence.lemma(i) in ("force", "rank", "hand") for i in range(verb + 1, min(verb + 3, len(sentence.tokens)))
    )
    if forces:
        targets = scene.toward(verb, "with") or scene.followed(verb, "with")
        yield from pairs(kind, verb, bands(scene.doers(verb)), bands(targets))


def joined_to_form(scene: Scene, verb: int) -> Iterator[Tie]:
    """ "X joined with Y and Z to create W": all of them became W."""
    made = formed_by(scene, verb) or made_after(scene, verb)
    if not made:
        return
    row = [*bands(scene.doers(verb)), *bands(scene.toward(verb, "with"))]
    yield from pairs(RelationType.MERGED_INTO, verb, unique([s for s in row if s not in made]), made)


def made_after(scene: Scene, verb: int) -> list[Spot]:
    """What those who join make, as the purpose of their joining: "to create W"."""
    sentence = scene.sentence
    for kid in sentence.children[verb]:
        purpose = sentence.tokens[kid].dep in ("advcl", "xcomp") and sentence.tokens[kid].tag == "VB"
        if purpose and sentence.lemma(kid) in words("relations", "found_verbs"):
            return bands(scene.objects(kid))
    return []


def absorbed(scene: Scene, verb: int, kind: RelationType) -> Iterator[Tie]:
    """ "X was absorbed by Y", "X was incorporated into Y", "Y absorbed X"."""
    sentence = scene.sentence
    old = bands(scene.actors(subjects(sentence, verb, "nsubjpass")))
    if old:
        new = bands(scene.actors(by_agents(sentence, verb)) or scene.toward(verb, "into", "in", "with"))
        yield from pairs(kind, verb, old, [s for s in new if s not in old])
    elif sentence.lemma(verb) in ("absorb", "subsume", "incorporate"):
        new = bands(scene.doers(verb))
        yield from pairs(kind, verb, [s for s in bands(scene.objects(verb)) if s not in new], new)


def component(scene: Scene, noun: int, kind: RelationType) -> Iterator[Tie]:
    """ "Most of its first members came from Y": what the first members left."""
    sentence = scene.sentence
    kids = {sentence.low(i) for i in range(max(0, noun - 3), noun)}
    up = sentence.tokens[noun].head
    verb = next((v for v in sentence.ancestors(noun) if sentence.tokens[v].pos == "VERB"), up)
    if not kids & {"first", "original", "founding", "early", "initial"} or sentence.lemma(verb) not in ("come", "be"):
        return
    latest = scene.group_meant(noun)
    wholes = bands(scene.toward(verb, "from"))
    if latest is not None and wholes and not people(wholes):
        yield from pairs(kind, noun, [latest], wholes)

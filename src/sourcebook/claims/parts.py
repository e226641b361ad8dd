"""Parts of groups that a text names only by the whole: "the Front's river branch", "a founding faction"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from sourcebook.claims.agents import conjuncts, subjects
from sourcebook.claims.cast import is_band, named
from sourcebook.claims.lexicon import words
from sourcebook.claims.sentence import Sentence, Spot
from sourcebook.claims.ties import Scene, Tie, bands, named_so, pairs
from sourcebook.records.ids import content_id
from sourcebook.records.vocabulary import ActorKind, MentionKind, RelationType

# a branch's own words stand at most so many before it: "X's south-eastern river branch"
REACH = 5


def branches(scene: Scene, heads: Sequence[int]) -> list[Spot]:
    """The unnamed branches of named groups among some nouns and those joined to them."""
    items = [item for head in heads for item in conjuncts(scene.sentence, head)]
    return [spot for item in items if (spot := branch_at(scene.sentence, item)) is not None]


def branch_at(sentence: Sentence, noun: int) -> Spot | None:
    """The branch that a noun names by its group and a word of its own: "AQIM's Sahara branch", not "its branch"."""
    owner = owner_of(sentence, noun)
    if owner is None or any(sentence.tokens[k].dep == "appos" for k in sentence.children[noun]):
        return None
    own = [sentence.low(i) for i in range(owner.last + 1, noun) if sentence.low(i) not in ("'s", "’s")]
    if not own:
        return None
    quoted = sentence.words(owner.first, noun)
    mention = replace(
        owner.mention,
        mention_id=content_id("m", owner.mention.document_id, "branch", quoted.start, quoted.end),
        words=quoted,
        name=" ".join(quoted.quote.split()),
        actor_kind=ActorKind.FACTION,
        actor_id=content_id("actor-group", named(owner), *own, sentence.lemma(noun)),
    )
    return Spot(mention, owner.first, noun, noun)


def owner_of(sentence: Sentence, noun: int) -> Spot | None:
    """The group whose branch a noun is, by "'s" before it."""
    if sentence.lemma(noun) not in words("relations", "part_nouns") or sentence.spot_at(noun, MentionKind.ACTOR):
        return None
    for at in range(noun - 1, max(0, noun - REACH), -1):
        if sentence.low(at) in ("'s", "’s"):
            spot = sentence.spot_at(at - 1, MentionKind.ACTOR) or sentence.spot_at(at, MentionKind.ACTOR)
            return spot if spot is not None and is_band(spot) and named_so(spot) else None
        if sentence.tokens[at].pos not in ("ADJ", "PROPN", "NOUN", "PUNCT"):
            return None
    return None


def unowned(scene: Scene, verb: int) -> list[Spot]:
    """The groups that are the subject of a verb, without those that only own the branch that is."""
    sentence = scene.sentence
    heads = [i for h in subjects(sentence, verb, "nsubj", "nsubjpass") for i in conjuncts(sentence, h)]
    owners = [owner for head in heads if (owner := owner_of(sentence, head)) is not None]
    return [s for s in bands(scene.doers(verb, "nsubj", "nsubjpass")) if s not in owners]


def part_of_owner(scene: Scene, noun: int, kind: RelationType) -> Iterator[Tie]:
    """ "AQIM's Sahara branch attacked": the branch is a part of the group."""
    spot, owner = branch_at(scene.sentence, noun), owner_of(scene.sentence, noun)
    if spot is not None and owner is not None and sentence_subject(scene.sentence, noun):
        yield Tie(type=kind, subject=spot, object=owner, cue=noun, dated=False)


def sentence_subject(sentence: Sentence, noun: int) -> bool:
    """Whether a noun or the one that it is joined to is the subject of a verb of merging or parting."""
    while sentence.tokens[noun].dep == "conj":
        noun = sentence.tokens[noun].head
    over = sentence.lemma(sentence.tokens[noun].head)
    known = words("relations", "merge_verbs") | words("relations", "split_verbs") | words("relations", "pledge_verbs")
    return sentence.tokens[noun].dep in ("nsubj", "nsubjpass") and over in known


def founding_part(scene: Scene, word: int, kind: RelationType) -> Iterator[Tie]:
    """ "X was one of the founding factions of Y", "X, a founding group of Y", "Y's founding factions were A and B"."""
    sentence = scene.sentence
    noun = sentence.tokens[word].head
    if sentence.low(word) not in ("founding", "constituent") or sentence.lemma(noun) not in words(
        "relations", "founding_parts"
    ):
        return
    whole = bands(scene.toward(noun, "of") or scene.actors(owning(sentence, noun)))
    parts = [s for s in bands(said_of(scene, noun)) if s not in whole]
    if not whole:
        told = [s for s in (scene.topic, scene.cast.latest(scene.position)) if s is not None]
        whole = bands([s for s in told if named(s) not in {named(part) for part in parts}])
    yield from (replace(tie, dated=False) for tie in pairs(kind, word, parts, whole[:1]))


def owning(sentence: Sentence, noun: int) -> list[int]:
    """Whose a noun is: "Y's founding factions"."""
    return [k for k in sentence.children[noun] if sentence.tokens[k].dep == "poss"]


def said_of(scene: Scene, noun: int) -> list[Spot]:
    """Which groups are said to be a part: by "is one of", by apposition, or behind "were" and "included"."""
    sentence, tokens = scene.sentence, scene.sentence.tokens
    if tokens[noun].dep == "pobj" and sentence.low(tokens[noun].head) == "of":
        noun = tokens[tokens[noun].head].head
    if tokens[noun].dep in ("nsubj", "nsubjpass") and sentence.lemma(tokens[noun].head) in ("be", "include"):
        verb = tokens[noun].head
        kids = [k for k in sentence.children[verb] if tokens[k].dep in ("attr", "dobj")]
        return scene.actors(kids) or scene.from_here(verb + 1, 4)
    return scene.described(noun)

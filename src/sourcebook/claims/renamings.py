"""When a group takes another name: "renamed itself Y", "X, now called Y", "X, formerly Y", "adopted the name Y"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from sourcebook.claims.lexicon import words
from sourcebook.claims.listing import named_in
from sourcebook.claims.offices import just_before
from sourcebook.claims.sentence import Spot
from sourcebook.claims.ties import Scene, Tie, bands, pairs
from sourcebook.records.vocabulary import MentionKind, RelationType

ARTICLE = r"(?:the\s+|[\"“‘'])*"
SAID = r"(?:(?:known as|called|named|renamed)\s+)?"
LATER = re.compile(rf",?\s*\(?(?:later|subsequently|now|today)\s+{SAID}{ARTICLE}")
EARLIER = re.compile(rf",?\s*\(?(?:formerly|previously|originally|ex-)\s*{SAID}{ARTICLE}")


def renamed(scene: Scene, verb: int, kind: RelationType) -> Iterator[Tie]:
    """ "X renamed itself Y", "X was renamed Y", "X rebranded as Y", "X changed its name to Y"."""
    sentence = scene.sentence
    if sentence.lemma(verb) == "change" and not any(sentence.lemma(k) == "name" for k in sentence.children[verb]):
        return
    old = bands(scene.doers(verb, "nsubj", "nsubjpass"))
    new = bands(scene.toward(verb, "as", "to", "into"))
    new = new or [s for s in bands(list(named_in(sentence))) if s.first > verb][:1]
    yield from pairs(kind, verb, [s for s in old if s not in new], new)


def known_as(scene: Scene, verb: int, kind: RelationType) -> Iterator[Tie]:
    """ "The group became known as Y", "X, formerly known as Y": the older name first."""
    sentence = scene.sentence
    before = {sentence.low(i) for i in range(max(0, verb - 2), verb)}
    names = bands(scene.followed(verb, "as"))
    if before & {"formerly", "previously", "originally"}:
        new = just_before(scene, verb - 1)
        yield from pairs(kind, verb, names, [new] if new is not None else [])
    elif before & {"becoming", "became", "become"}:
        doers = bands(scene.doers(verb, "nsubj", "nsubjpass"))
        yield from pairs(kind, verb, doers, names[:1])


def named_aside(scene: Scene, word: int, kind: RelationType) -> Iterator[Tie]:
    """ "X, later the Y", "Y, formerly X": one name right behind another, the older name first."""
    sentence = scene.sentence
    named = named_in(sentence)
    before = next((s for s in reversed(named) if s.last < word), None)
    after = next((s for s in sentence.of(MentionKind.ACTOR) if s.first > word), None)
    if before is None or after is None:
        return
    between = sentence.document.text[before.mention.words.end : after.mention.words.start]
    if not sentence.document.text[after.mention.words.end :].lstrip().startswith((",", ")", ".", "“", "”", '"')):
        return
    if LATER.fullmatch(between):
        yield from (replace(tie, dated=False) for tie in pairs(kind, word, bands([before]), bands([after])))
    elif EARLIER.fullmatch(between):
        yield from (replace(tie, dated=False) for tie in pairs(kind, word, bands([after]), bands([before])))


def took_name(scene: Scene, noun: int, kind: RelationType) -> Iterator[Tie]:
    """ "X adopted the name Y", "X took the name Y"."""
    sentence = scene.sentence
    verb = sentence.tokens[noun].head
    if sentence.lemma(verb) not in words("relations", "adopting"):
        verb = next((v for v in sentence.ancestors(noun) if sentence.lemma(v) in words("relations", "adopting")), noun)
    if verb == noun or verb > noun or noun + 1 >= len(sentence.tokens):
        return
    new = bands(name_here(scene, noun + 1))
    yield from (replace(t, governor=verb) for t in pairs(kind, noun, bands(scene.doers(verb)), new))


def name_here(scene: Scene, at: int) -> list[Spot]:
    """The name that begins right at a word or behind "of the": "the name of Y"."""
    tokens = scene.sentence.tokens
    while at < len(tokens) and scene.sentence.low(at) in ("of", "the", '"', "“", "‘", "'"):
        at += 1
    spot = scene.sentence.spot_at(at, MentionKind.ACTOR) if at < len(tokens) else None
    return [spot] if spot is not None else []


def calls_itself(scene: Scene, verb: int, kind: RelationType) -> Iterator[Tie]:
    """ "X now calls itself Y", "X has called itself Y since 2011"; "a group calling itself Y" has no older name."""
    sentence = scene.sentence
    following = [sentence.low(i) for i in range(verb + 1, min(verb + 2, len(sentence.tokens)))]
    if following not in (["itself"], ["themselves"]):
        return
    old = bands(scene.doers(verb))
    new = [s for s in bands(name_here(scene, verb + 2)) if s not in old]
    yield from pairs(kind, verb, old, new)


def became(scene: Scene, verb: int, kind: RelationType) -> Iterator[Tie]:
    """ "X became Y", where Y is a name: "became a party", "became Y's branch" are no new names."""
    sentence = scene.sentence
    attributes = [k for k in sentence.children[verb] if sentence.tokens[k].dep in ("attr", "oprd")]
    new = [s for s in bands(scene.sentence.of(MentionKind.ACTOR)) if s.head in attributes and whole(scene, s)]
    old = bands(scene.doers(verb))
    yield from pairs(kind, verb, [s for s in old if s not in new], new)


def whole(scene: Scene, spot: Spot) -> bool:
    """Whether a name is all that stands there: "the Valley Army", not "a Valley Army ally", "part of"."""
    kids = scene.sentence.children[spot.head]
    outside = [k for k in kids if not spot.first <= k <= spot.last]
    articles = all(scene.sentence.low(k) in ("the", '"', "“", "”", ",") for k in outside if k < spot.first)
    return articles and scene.sentence.tokens[spot.last].text[:1].isupper()

"""When a group takes another name: "renamed itself Y", "X, now called Y", "X, formerly Y", "adopted the name Y"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from sourcebook.claims.lexicon import words
from sourcebook.claims.listing import named_in
from sourcebook.claims.offices import just_before
from sourcebook.claims.sentence import Spot
from sourcebook.claims.ties import Scene, Tie, bands
from sourcebook.records.vocabulary import MentionKind, RelationType

ARTICLE = r"(?:the\s+|[\"“‘'])*"
SAID = r"(?:(?:known as|called|named|renamed)\s+)?"
LATER = re.compile(rf",?\s*\(?(?:later|subsequently|now|today)\s+{SAID}{ARTICLE}")
EARLIER = re.compile(rf",?\s*\(?(?:formerly|previously|originally|ex-)\s*{SAID}{ARTICLE}")


def other_name(kind: RelationType, cue: int, older: Sequence[Spot], newer: Sequence[Spot]) -> Iterator[Tie]:
    """A tie of each older name with each newer one: of one actor known by both, or of two that have their own.

    A name is no other name for being written otherwise, with an article or in capitals.
    """
    for old in older:
        for new in newer:
            if old is not new and plain(old) != plain(new):
                yield Tie(type=kind, subject=old, object=new, cue=cue)


def plain(spot: Spot) -> str:
    """A name without its article, in letters alone: "the Al-Nusra Front" is "al Nusra Front"."""
    given = "".join(c if c.isalnum() else " " for c in (spot.mention.name or spot.mention.words.quote).casefold())
    return " ".join(given.split()).removeprefix("the ")


def renamed(scene: Scene, verb: int, kind: RelationType) -> Iterator[Tie]:
    """ "X renamed itself Y", "X was renamed Y", "X rebranded as Y", "X changed its name to Y", "from X to Y"."""
    sentence = scene.sentence
    its_name = any(sentence.lemma(k) == "name" for k in sentence.children[verb])
    if sentence.lemma(verb) in words("relations", "name_changes") and not its_name:
        return
    old = bands(scene.toward(verb, "from"))[:1] or bands(scene.doers(verb, "nsubj", "nsubjpass"))
    new = bands(scene.toward(verb, "as", "to", "into"))
    new = new or [s for s in bands(list(named_in(sentence))) if s.first > verb][:1]
    yield from other_name(kind, verb, [s for s in old if s not in new], new)


def known_as(scene: Scene, verb: int, kind: RelationType) -> Iterator[Tie]:
    """ "The group became known as Y", "X, formerly known as Y": the older name first."""
    sentence = scene.sentence
    before = {sentence.low(i) for i in range(max(0, verb - 2), verb)}
    names = bands(scene.followed(verb, "as"))
    if before & {"formerly", "previously", "originally"}:
        new = just_before(scene, verb - 1)
        yield from other_name(kind, verb, names, [new] if new is not None else [])
    elif before & {"becoming", "became", "become"}:
        doers = bands(scene.doers(verb, "nsubj", "nsubjpass"))
        yield from other_name(kind, verb, doers, names[:1])
    else:
        yield from until_then(scene, verb, kind, names[:1])


def until_then(scene: Scene, verb: int, kind: RelationType, older: Sequence[Spot]) -> Iterator[Tie]:
    """ "X was known as Y until 2007", "X, which had been called Y until then": the name that it had before."""
    sentence = scene.sentence
    passive = any(sentence.tokens[k].dep in ("auxpass", "nsubjpass") for k in sentence.children[verb])
    ended = any(sentence.low(i) in ("until", "till") for i in range(verb + 1, len(sentence.tokens)))
    if passive and ended:
        yield from other_name(kind, verb, older, bands(scene.doers(verb, "nsubjpass", "nsubj")))


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
        yield from (replace(tie, dated=False) for tie in other_name(kind, word, bands([before]), bands([after])))
    elif EARLIER.fullmatch(between):
        yield from (replace(tie, dated=False) for tie in other_name(kind, word, bands([after]), bands([before])))


def took_name(scene: Scene, noun: int, kind: RelationType) -> Iterator[Tie]:
    """ "X adopted the name Y", "X took the name Y"."""
    sentence = scene.sentence
    verb = sentence.tokens[noun].head
    if sentence.lemma(verb) not in words("relations", "adopting"):
        verb = next((v for v in sentence.ancestors(noun) if sentence.lemma(v) in words("relations", "adopting")), noun)
    if verb == noun or verb > noun or noun + 1 >= len(sentence.tokens):
        return
    new = bands(name_here(scene, noun + 1))
    yield from (replace(t, governor=verb) for t in other_name(kind, noun, bands(scene.doers(verb)), new))


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
        yield from until_then(scene, verb, kind, bands(name_here(scene, verb + 1)))
        return
    old = bands(scene.doers(verb))
    new = [s for s in bands(name_here(scene, verb + 2)) if s not in old]
    yield from other_name(kind, verb, old, new)


def became(scene: Scene, verb: int, kind: RelationType) -> Iterator[Tie]:
    """ "X became Y", where Y is a name: "became a party", "became Y's branch" are no new names."""
    sentence = scene.sentence
    attributes = [k for k in sentence.children[verb] if sentence.tokens[k].dep in ("attr", "oprd")]
    new = [s for s in bands(scene.sentence.of(MentionKind.ACTOR)) if s.head in attributes and whole(scene, s)]
    old = bands(scene.doers(verb))
    yield from other_name(kind, verb, [s for s in old if s not in new], new)


def whole(scene: Scene, spot: Spot) -> bool:
    """Whether a name is all that stands there: "the Valley Army", not "a Valley Army ally", "part of"."""
    kids = scene.sentence.children[spot.head]
    outside = [k for k in kids if not spot.first <= k <= spot.last]
    articles = all(scene.sentence.low(k) in ("the", '"', "“", "”", ",") for k in outside if k < spot.first)
    return articles and scene.sentence.tokens[spot.last].text[:1].isupper()

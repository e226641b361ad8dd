"""Ties that end or begin by leaving: falling out, quitting a group, leaving one group to form another."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from sourcebook.claims.cast import is_group, is_person
from sourcebook.claims.lexicon import words
from sourcebook.claims.listing import named_in
from sourcebook.claims.offices import just_before
from sourcebook.claims.sentence import Sentence, Spot
from sourcebook.claims.ties import Scene, Tie, among, bands, is_the_object, pairs, people, rebels, sides, unique
from sourcebook.records.vocabulary import MentionKind, RelationType, TiePhase

# what is made stands at most so many words behind the verb of leaving
MADE_WITHIN = 14


def fell_out(scene: Scene, verb: int, kind: RelationType) -> Iterator[Tie]:
    """ "X broke with Y", "X parted ways with Y", "X fell out with Y", "X distanced itself from Y"."""
    sentence = scene.sentence
    if not is_falling_out(sentence, verb):
        return
    prepositions = ("from",) if sentence.lemma(verb) in words("relations", "distancing") else ("with",)
    others = sides(scene.toward(verb, *prepositions))
    doers = [s for s in sides(scene.doers(verb, "nsubj", "nsubjpass")) if s not in others]
    found = list(pairs(kind, verb, doers, others)) if others else list(among(kind, verb, doers))
    for tie in found:
        if is_person(tie.object):
            continue
        left = is_person(tie.subject) and not is_person(tie.object)
        told = RelationType.MEMBER_OF if left else kind
        ways = verb + 1 if sentence.lemma(verb) == "part" else None  # parsers hang the day on "ways"
        yield replace(tie, type=told, phase=TiePhase.ENDS, governor=ways)


def is_falling_out(sentence: Sentence, verb: int) -> bool:
    """Whether a verb is said of two who fall out: "broke with", not "broke a window with"."""
    if sentence.tokens[verb].pos != "VERB":
        return False
    lemma, near = sentence.lemma(verb), [sentence.low(i) for i in range(verb + 1, min(verb + 4, len(sentence.tokens)))]
    if lemma == "part":
        return bool(near) and near[0] in ("ways", "company")
    if lemma == "fall":
        return bool(near) and near[0] == "out" and near[1:2] != ["of"]
    if lemma in words("relations", "distancing"):
        return bool(near) and near[0] in ("itself", "themselves", "himself", "herself")
    return bool({"with"} & set(near[:2])) and near[0] in ("with", "definitively", "openly", "publicly", "completely")


def left_group(scene: Scene, verb: int, kind: RelationType) -> Iterator[Tie]:
    """ "X left Y", "X quit Y", "X was expelled from Y": people end a membership, a group is part of it no more."""
    sentence = scene.sentence
    if sentence.lemma(verb) in ("leave", "quit", "desert", "abandon"):
        wholes = [s for s in rebels(scene.objects(verb)) if is_the_object(scene, verb, s)]
    else:
        wholes = rebels(scene.toward(verb, "from"))
    doers = [s for s in sides(scene.doers(verb, "nsubj", "nsubjpass")) if s not in wholes]
    for tie in pairs(kind, verb, doers, wholes):
        told = kind if is_person(tie.subject) else RelationType.PART_OF
        yield replace(tie, type=told, phase=TiePhase.ENDS)


def left_to_form(scene: Scene, verb: int, kind: RelationType) -> Iterator[Tie]:
    """ "Commanders left X and formed Y", "a faction under P broke away to become Y": Y is split from X."""
    sentence = scene.sentence
    maker = making(sentence, verb)
    if maker is None:
        return
    made = rebels(scene.objects(maker)) or rebels(scene.from_here(maker + 1, 4))
    wholes = rebels(scene.toward(verb, "from", "with")) or rebels(scene.objects(verb))
    if not wholes and (meant := scene.group_meant(verb)) is not None:
        wholes = rebels([meant])
    yield from (replace(t, governor=verb) for t in pairs(kind, maker, made, [s for s in wholes if s not in made]))
    heads = [k for k in sentence.children[verb] if sentence.tokens[k].dep == "nsubj"]
    leaders = people(unique([s for head in heads for s in led_or_under(scene, head)]))
    yield from (replace(t, dated=False) for t in pairs(RelationType.LEADS, maker, leaders, made))


def making(sentence: Sentence, verb: int) -> int | None:
    """The verb of founding that goes with one of leaving: "left and formed", "broke away to form"."""
    if sentence.tokens[verb].pos != "VERB":
        return None
    lemma, near = sentence.lemma(verb), {sentence.low(i) for i in range(verb + 1, min(verb + 3, len(sentence.tokens)))}
    if lemma in ("break", "split", "hive", "spin") and not near & {"away", "off", "with", "from", "ranks"}:
        return None
    known = words("relations", "found_verbs") | {"become"}
    for at in range(verb + 1, min(verb + MADE_WITHIN, len(sentence.tokens))):
        token = sentence.tokens[at]
        if token.pos == "VERB" and sentence.lemma(at) in known:
            return (
                at
                if token.dep in ("conj", "xcomp", "advcl") and verb in (token.head, *sentence.ancestors(at))
                else None
            )
    return None


def led_or_under(scene: Scene, noun: int) -> Iterator[Spot]:
    """Who leads those that leave: "a faction under P", "a second group, led by P"."""
    sentence = scene.sentence
    for at in sorted(sentence.below(noun)):
        by = sentence.low(at) == "by" and sentence.lemma(at - 1) in words("relations", "lead_verbs") if at else False
        if by or sentence.low(at) == "under":
            yield from scene.from_here(at + 1, 4)


def under(scene: Scene, word: int, kind: RelationType) -> Iterator[Tie]:
    """ "The Popular Forces under Osman Adem": whoever a group stands under leads it."""
    sentence = scene.sentence
    nouns = [k for k in sentence.children[word] if sentence.tokens[k].dep == "pobj"]
    spots = [spot for noun in nouns if (spot := scene.actor(noun)) is not None and spot.first <= noun <= spot.last]
    before = just_before(scene, word)
    if before is None or sentence.tokens[word - 1].pos == "PUNCT":
        return
    yield from (replace(tie, dated=False) for tie in pairs(kind, word, people(spots), bands([before])))


def divided(scene: Scene, verb: int, kind: RelationType) -> Iterator[Tie]:
    """ "X broke up into A, led by P, and B, led by Q", "X split into A and B": the parts are split from the whole."""
    sentence = scene.sentence
    into = next((i for i in range(verb + 1, min(verb + 4, len(sentence.tokens))) if sentence.low(i) == "into"), None)
    if sentence.tokens[verb].pos != "VERB" or into is None:
        return
    wholes = bands(scene.doers(verb, "nsubj", "nsubjpass"))
    below = sentence.below(into)
    parts = [s for s in bands(list(named_in(sentence))) if s.head in below and s.first > into and s not in wholes]
    yield from pairs(kind, verb, parts, wholes)


def owned_by_person(scene: Scene, mark: int, kind: RelationType) -> Iterator[Tie]:
    """ "Gulbuddin Hekmatyar's Hezb-i-Islami", "the NPFL of Charles Taylor": a group named as a person's is led so."""
    sentence = scene.sentence
    if not 0 < mark < len(sentence.tokens) - 1:
        return
    before, after = (sentence.spot_at(at, MentionKind.ACTOR) for at in (mark - 1, mark + 1))
    if before is None or after is None or before.last != mark - 1 or after.first != mark + 1:
        return
    person, group = (after, before) if sentence.low(mark) == "of" else (before, after)
    held = [group] if sentence.tokens[group.last].text[:1].isupper() and is_group(group) else []
    yield from (replace(tie, dated=False) for tie in pairs(kind, mark, people([person]), bands(held)))


def formed_under(scene: Scene, verb: int, kind: RelationType) -> Iterator[Tie]:
    """ "Exiles led by P and Q organized X": those who led the founders founded it."""
    sentence = scene.sentence
    heads = [k for k in sentence.children[verb] if sentence.tokens[k].dep == "nsubj"]
    unnamed = [k for k in heads if sentence.tokens[k].tag in ("NNS", "NNPS")]
    leaders = people(unique([s for head in unnamed for s in led_or_under(scene, head)]))
    if leaders:
        yield from pairs(kind, verb, leaders, rebels(scene.objects(verb)))


def comprised(scene: Scene, verb: int, kind: RelationType) -> Iterator[Tie]:
    """ "The coalition unites A, B and C": each is a part of it."""
    sentence = scene.sentence
    if sentence.tokens[verb].pos != "VERB":
        return
    wholes = [s for s in bands(scene.doers(verb)) if is_group(s)]
    wholes = [s for s in wholes if words("relations", "joint_bodies") & set((s.mention.name or "").casefold().split())]
    parts = [s for s in bands(scene.objects(verb)) if s not in wholes]
    yield from (replace(tie, dated=False) for tie in pairs(kind, verb, parts, wholes))

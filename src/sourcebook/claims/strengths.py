"""How many an actor numbers: the count of members, whose they are, and as of when."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sourcebook.claims.binding import one_time
from sourcebook.claims.cast import BANDS, actor_at
from sourcebook.claims.sentence import SUBJECTS, Spot
from sourcebook.claims.ties import Scene, named_so
from sourcebook.records.vocabulary import Harm, MentionKind

RIGHT_AFTER = 3
# a place stands at most this many words after the count that it is of
PLACE_REACH = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Strengths:
    """How many an actor numbers, as of when, and where these are."""

    actor: Spot
    count: Spot
    time: Spot | None
    place: Spot | None


def strengths_in(scene: Scene) -> Iterator[Strengths]:
    """Each strength of a sentence with its actor, its time and its place."""
    for spot in scene.sentence.of(MentionKind.FIGURE):
        figure = spot.mention.figure
        if figure is None or figure.harm is not Harm.STRENGTH:
            continue
        actor = owner_of(scene, spot)
        if actor is not None:
            yield Strengths(actor=actor, count=spot, time=strength_time(scene, spot), place=strength_place(scene, spot))


def strength_place(scene: Scene, figure: Spot) -> Spot | None:
    """Where the counted are: the first place after the count in its clause, made finer by none."""
    sentence = scene.sentence
    for spot in sentence.of(MentionKind.PLACE):
        if not 0 < spot.first - figure.last <= PLACE_REACH or sentence.spot_at(spot.head, MentionKind.ACTOR):
            continue
        between = range(figure.last + 1, spot.first)
        led = any(sentence.low(i) in ("in", "across", "throughout", "inside", "within", "around") for i in between)
        if led and not any(sentence.tokens[i].text in (",", ";", "—") for i in between):
            return spot
    return None


def owner_of(scene: Scene, figure: Spot) -> Spot | None:
    """Whose members are counted: the group in the same clause, the nearest one named, or the one that is meant."""
    sentence = scene.sentence
    subject = subject_actor(scene, figure)
    if subject is not None:
        return subject
    groups = [s for s in sentence.of(MentionKind.ACTOR) if counts_members(s)]
    if groups:
        return min(groups, key=lambda s: abs(s.head - figure.head))
    return None


def counts_members(spot: Spot) -> bool:
    """Whether an actor is an armed group called by its name."""
    return spot.mention.actor_kind in BANDS and named_so(spot)


def subject_actor(scene: Scene, figure: Spot) -> Spot | None:
    """The group that is the subject, or the object of an estimate, over a count."""
    sentence = scene.sentence
    for above in sentence.ancestors(figure.head):
        if sentence.tokens[above].pos not in ("VERB", "AUX"):
            continue
        for child in sentence.children[above]:
            if sentence.tokens[child].dep in SUBJECTS | {"dobj"} and not figure.first <= child <= figure.last:
                actor = actor_at(sentence, child, scene.position, scene.cast)
                if actor is not None and counts_members(actor):
                    return actor
    return None


def strength_time(scene: Scene, figure: Spot) -> Spot | None:
    """The time of a count: "1,500 by 2021 from a high of 6,000 in 2016" gives each its own."""
    own = right_after(scene, figure)
    if own is not None:
        return own
    counts = scene.sentence.of(MentionKind.FIGURE)
    taken = [t for other in counts if other is not figure and (t := right_after(scene, other)) is not None]
    near = one_time(scene.sentence, figure.head)
    if near is not None and near not in taken:
        return near
    free = [s for s in scene.sentence.of(MentionKind.TIME) if s.mention.time and s not in taken]
    return free[0] if free and taken else None


def right_after(scene: Scene, figure: Spot) -> Spot | None:
    """The time that follows a count within a few words."""
    times = scene.sentence.of(MentionKind.TIME)
    return next((s for s in times if s.mention.time and 0 < s.first - figure.last <= RIGHT_AFTER), None)

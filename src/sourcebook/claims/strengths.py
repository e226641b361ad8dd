"""How many an actor numbers: the count of members, whose they are, and as of when."""

from __future__ import annotations

from collections.abc import Iterator

from sourcebook.claims.binding import one_time
from sourcebook.claims.cast import BANDS, actor_at, is_band
from sourcebook.claims.sentence import SUBJECTS, Spot
from sourcebook.claims.ties import Scene
from sourcebook.records.vocabulary import Harm, MentionKind


def strengths_in(scene: Scene) -> Iterator[tuple[Spot, Spot, Spot | None]]:
    """Each strength of a sentence with its actor and its time."""
    for spot in scene.sentence.of(MentionKind.FIGURE):
        figure = spot.mention.figure
        if figure is None or figure.harm is not Harm.STRENGTH:
            continue
        actor = owner_of(scene, spot)
        if actor is not None:
            yield actor, spot, strength_time(scene, spot)


def owner_of(scene: Scene, figure: Spot) -> Spot | None:
    """Whose members are counted: named in the count, the subject of its clause, the nearest group, or "the group"."""
    sentence = scene.sentence
    inside = [
        s
        for s in sentence.of(MentionKind.ACTOR)
        if figure.first - 3 <= s.first and s.last <= figure.last + 4 and s.mention.actor_kind in BANDS
    ]
    subject = subject_actor(scene, figure)
    if subject is not None:
        return subject
    if inside:
        return inside[0]
    groups = [s for s in sentence.of(MentionKind.ACTOR) if s.mention.actor_kind in BANDS]
    if groups:
        return min(groups, key=lambda s: abs(s.head - figure.head))
    return None


def subject_actor(scene: Scene, figure: Spot) -> Spot | None:
    """The group that is the subject, or the object of an estimate, over a count."""
    sentence = scene.sentence
    for above in sentence.ancestors(figure.head):
        if sentence.tokens[above].pos not in ("VERB", "AUX"):
            continue
        for child in sentence.children[above]:
            if sentence.tokens[child].dep in SUBJECTS | {"dobj"} and not figure.first <= child <= figure.last:
                actor = actor_at(sentence, child, scene.position, scene.cast)
                if actor is not None and is_band(actor):
                    return actor
    return None


def strength_time(scene: Scene, figure: Spot) -> Spot | None:
    """The time nearest to a count: "1,500 by 2021 from a high of 6,000 in 2016" gives each its own."""
    after = [s for s in scene.sentence.of(MentionKind.TIME) if s.mention.time and 0 < s.first - figure.last <= 3]
    return after[0] if after else one_time(scene.sentence, figure.head)

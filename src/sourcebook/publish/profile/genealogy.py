"""Where a group comes from and who stands around it: lanes of actors, and the steps between them by time."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sourcebook.publish.profile.sayings import hedged, tie_days, tie_words
from sourcebook.records.knowledge import Relation
from sourcebook.records.values import TimeRange
from sourcebook.records.vocabulary import RelationType, ReviewState

DESCENT = frozenset(
    {RelationType.SPLIT_FROM, RelationType.MERGED_INTO, RelationType.RENAMED, RelationType.PART_OF, RelationType.JOINED}
)
"""Ties along which the diagram goes on from the actor's neighbours."""
SHOWN = DESCENT | {
    RelationType.FOUNDED,
    RelationType.PLEDGED_TO,
    RelationType.ALLIED_WITH,
    RelationType.RIVAL_OF,
    RelationType.SUPPORTS,
    RelationType.DEFECTED_TO,
}
SYMMETRIC = frozenset({RelationType.ALLIED_WITH, RelationType.RIVAL_OF})
PERSON = ("actor-person-", "person-")
"""How ids of persons begin, and those that stand for withheld ones."""
MOST_LANES = 16
MOST_HOPS = 2
Ties = Callable[[str], Sequence[Relation]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One tie in the diagram; a lane is none where a person or nobody stands on that side."""

    kind: RelationType
    start_id: str | None
    end_id: str
    time: TimeRange
    days: str
    words: str
    claim_ids: tuple[str, ...]
    contested: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Lane:
    """An actor over time; ``begun`` and ``ended`` are told, not the edges of what is known."""

    actor_id: str
    name: str
    begun: date | None
    ended: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Genealogy:
    """The lanes of a diagram, the actor's own among them, and the steps between them, dated ones first.

    ``left_out`` counts actors that found no room, ``circle`` names those whose splits or parts run in a circle.
    """

    name: str
    lanes: tuple[Lane, ...]
    steps: tuple[Step, ...]
    left_out: int = 0
    circle: tuple[str, ...] = ()

    def warning(self) -> str | None:
        """What a reader must know of a circle, in a sentence."""
        if not self.circle:
            return None
        told = " from ".join((*self.circle, self.circle[0]))
        return f"The sources tell a circle of descent ({told}); each tie is drawn once, and none goes before another."


def genealogy_of(actor_id: str, ties: Ties, names: Mapping[str, str]) -> Genealogy:
    """The diagram around an actor: its own ties, and the descent of its neighbours, each actor visited once."""
    found, order, left_out = gathered(actor_id, ties)
    lanes = [one for one in arranged(actor_id, order, found) if one in order]
    kept = frozenset(lanes)
    shown = [row for row in found.values() if ends_of(row) <= kept | frozenset(people_of(row))]
    steps = tuple(sorted((step_of(row, names) for row in shown), key=by_time))
    return Genealogy(
        name=names.get(actor_id, actor_id),
        lanes=tuple(lane_of(one, names, steps) for one in lanes),
        steps=steps,
        left_out=left_out,
        circle=tuple(names.get(one, one) for one in circle_in(found.values())),
    )


def gathered(actor_id: str, ties: Ties) -> tuple[dict[str, Relation], list[str], int]:
    """The ties to draw by id, the actors in the order in which they are met, and how many found no room."""
    found: dict[str, Relation] = {}
    order, edge, beyond = [actor_id], [actor_id], set()
    for hop in range(MOST_HOPS):
        met: list[str] = []
        for one in edge:
            for row in sorted(ties(one), key=by_weight):
                if not is_shown(row) or (hop and row.type not in DESCENT):
                    continue
                new = [end for end in sorted(ends_of(row)) if not end.startswith(PERSON) and end not in order]
                if len(order) + len(new) > MOST_LANES:
                    beyond.update(new)
                    continue
                found[row.relation_id] = row
                order += new
                met += new
        edge = met
    return found, order, len(beyond)


def by_weight(row: Relation) -> tuple[bool, bool, bool, str]:
    """Which ties are drawn first where room is short: descent, then pledges, then dated ones."""
    near = row.type in DESCENT or row.type is RelationType.FOUNDED
    return not near, row.type is not RelationType.PLEDGED_TO, row.time.earliest is None, row.relation_id


def is_shown(row: Relation) -> bool:
    """Whether a tie belongs into the diagram: of its kinds, not rejected, and not between two persons."""
    if row.type not in SHOWN or row.review is ReviewState.REJECTED or row.object_id.startswith(PERSON):
        return False
    return not row.subject_id.startswith(PERSON) or row.type is RelationType.FOUNDED


def ends_of(row: Relation) -> frozenset[str]:
    """Both sides of a tie."""
    return frozenset((row.subject_id, row.object_id))


def people_of(row: Relation) -> list[str]:
    """The persons among the sides of a tie."""
    return [end for end in ends_of(row) if end.startswith(PERSON)]


def step_of(row: Relation, names: Mapping[str, str]) -> Step:
    """A tie as a step, in words."""
    subject, other = (names.get(end, end) for end in (row.subject_id, row.object_id))
    alone = row.subject_id == row.object_id
    return Step(
        kind=row.type,
        start_id=None if alone or row.subject_id.startswith(PERSON) else row.subject_id,
        end_id=row.object_id,
        time=row.time,
        days=tie_days(row),
        words=hedged(tie_words(row, subject, other), row),
        claim_ids=row.claim_ids,
        contested=bool(row.contested),
    )


def by_time(step: Step) -> tuple[bool, date, date, str, str]:
    """The order of steps: dated ones by day, then the undated by their words."""
    first, last = step.time.earliest or date.max, step.time.latest or date.max
    return step.time.earliest is None, first, last, step.kind.value, step.words


def said(step: Step) -> str:
    """A step with its days."""
    mark = " ≠" if step.contested else ""
    return f"{step.days}: {step.words}{mark}"


def arranged(actor_id: str, order: Sequence[str], found: Mapping[str, Relation]) -> list[str]:
    """The lanes from top to bottom: where it comes from, itself, what came of it, allies, rivals."""
    ranks = dict.fromkeys(order, 5)
    ranks[actor_id] = 2
    for row in found.values():
        if actor_id not in ends_of(row):
            continue
        for end in ends_of(row) - {actor_id}:
            if end in ranks:
                ranks[end] = min(ranks[end], rank_of(row, actor_id))
    for row in found.values():
        for end, other in ((row.subject_id, row.object_id), (row.object_id, row.subject_id)):
            if ranks.get(end) == 5 and row.type in DESCENT and ranks.get(other, 5) < 5:
                ranks[end] = 0 if ranks[other] < 2 else 3
    return sorted(order, key=lambda one: (ranks[one], order.index(one)))


def rank_of(row: Relation, actor_id: str) -> int:
    """Above the actor what it comes from or belongs to, below it what comes from it, then allies, then rivals."""
    if row.type is RelationType.RIVAL_OF:
        return 5
    if row.type in (RelationType.ALLIED_WITH, RelationType.SUPPORTS):
        return 4
    return 1 if row.subject_id == actor_id else 3


def lane_of(actor_id: str, names: Mapping[str, str], steps: Sequence[Step]) -> Lane:
    """An actor's lane: begun where it was formed or split off, ended where it merged or took another name."""
    starts = [
        step.time.earliest
        for step in steps
        if step.time.earliest
        and (
            (step.kind is RelationType.FOUNDED and step.end_id == actor_id)
            or (step.kind is RelationType.SPLIT_FROM and step.start_id == actor_id)
            or (step.kind is RelationType.RENAMED and step.end_id == actor_id and step.start_id is not None)
        )
    ]
    ends = [
        step.time.latest
        for step in steps
        if step.time.latest
        and step.start_id == actor_id
        and step.kind in (RelationType.MERGED_INTO, RelationType.RENAMED)
    ]
    begun, ended = min(starts, default=None), max(ends, default=None)
    if begun and ended and ended < begun:
        ended = None
    return Lane(actor_id=actor_id, name=names.get(actor_id, actor_id), begun=begun, ended=ended)


def circle_in(rows: Iterable[Relation]) -> tuple[str, ...]:
    """The first circle among splits and parts, as ids, or nothing: A split from B, B from C, C from A."""
    parents: dict[str, set[str]] = {}
    for row in rows:
        if row.type in (RelationType.SPLIT_FROM, RelationType.PART_OF) and row.subject_id != row.object_id:
            parents.setdefault(row.subject_id, set()).add(row.object_id)
    settled: set[str] = set()
    for start in sorted(parents):
        path: list[str] = []
        if (found := circle_from(start, parents, path, settled)) is not None:
            return found
    return ()


def circle_from(at: str, parents: Mapping[str, set[str]], path: list[str], settled: set[str]) -> tuple[str, ...] | None:
    """The circle that a walk upwards from an actor runs into, if any; each actor is walked from once."""
    if at in path:
        return tuple(path[path.index(at) :])
    if at in settled:
        return None
    path.append(at)
    for parent in sorted(parents.get(at, ())):
        if (found := circle_from(parent, parents, path, settled)) is not None:
            return found
    path.pop()
    settled.add(at)
    return None

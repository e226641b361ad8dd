"""How alike two events are, as the program weighs it: points with the reason for each, for people to judge."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, product

from sourcebook.reconcile import comparison
from sourcebook.reconcile.alike_when import repeated_sign, time_sign
from sourcebook.reconcile.alike_where import place_sign
from sourcebook.reconcile.features import Features
from sourcebook.reconcile.retelling import arrests_of_case
from sourcebook.reconcile.signs import BASE, weights
from sourcebook.records.claims import Claim
from sourcebook.records.links import Story

MOST_PAIRS = 144

StoryOf = Callable[[Claim], Story | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighed:
    """Points for or against, and why, in words."""

    points: float
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Likeness:
    """The two claims that speak most for one event, their score from 0 to 1, and what it is made of.

    ``excluded``: the program holds that they cannot be one, whatever else agrees. ``base``: what a pair has to earn,
    where it is weighed by points.
    """

    left: Claim
    right: Claim
    score: float
    excluded: bool
    weighed: tuple[Weighed, ...]
    base: Weighed | None


def untold(_: Claim) -> Story | None:
    """No story: where nothing is known of the reports beyond their claims."""
    return None


def likeness(left: Sequence[Claim], right: Sequence[Claim], story_of: StoryOf = untold) -> Likeness | None:
    """The most alike pair of claims of two events; nothing where one has no claim.

    ``story_of`` gives what sets a claim's report apart, where the claim is the one that the report mainly tells.
    """
    best: Likeness | None = None
    for one, other in islice(product(left, right), MOST_PAIRS):
        found = likeness_of(Features(one, story_of(one)), Features(other, story_of(other)))
        if best is None or (found.score, not found.excluded) > (best.score, not best.excluded):
            best = found
    return best


def likeness_of(one: Features, other: Features) -> Likeness:
    """How alike two claims are."""
    made = comparison.compared(one, other)
    weighed = tuple(sorted(_weighed(one, other), key=lambda each: -each.points))
    return Likeness(
        left=one.claim,
        right=other.claim,
        score=made.score,
        excluded=made.vetoed,
        weighed=weighed,
        base=_base(one, other),
    )


def _base(one: Features, other: Features) -> Weighed | None:
    if one.arrest is not other.arrest or arrests_of_case(one, other):
        return None
    points = weights().table(one.document_id == other.document_id)[BASE]
    return Weighed(points=points, reason=weights().means[BASE])


def _weighed(one: Features, other: Features) -> Iterator[Weighed]:
    """Each sign that the two show, and what it gives; where day or place exclude that they are one, which of them."""
    signs = comparison.possible_signs(one, other)
    if signs is None:
        base = weights().learned[BASE]
        yield from (Weighed(points=base, reason=f"{what} it was cannot be the same") for what in excluded(one, other))
        return
    for points, sign in comparison.weighed(signs, one.document_id == other.document_id):
        if points:
            yield Weighed(points=round(points, 2), reason=sign.reason or weights().means[sign.name])


def excluded(one: Features, other: Features) -> Iterator[str]:
    """What excludes that two claims are one: when it was, where it was, or both."""
    if time_sign(one, other) is None and repeated_sign(one, other) is None:
        yield "when"
    if place_sign(one, other) is None:
        yield "where"

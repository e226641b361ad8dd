"""How alike two events are, as the program weighs it: points with the reason for each, for people to judge."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, product

from sourcebook.reconcile import comparison
from sourcebook.reconcile.features import Features
from sourcebook.records.claims import Claim

MOST_PAIRS = 144


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighed:
    """Points for or against, and why, in words."""

    points: float
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Likeness:
    """The two claims that speak most for one event, their score from 0 to 1, and what it is made of.

    ``excluded``: the program holds that they cannot be one, whatever else agrees.
    """

    left: Claim
    right: Claim
    score: float
    excluded: bool
    weighed: tuple[Weighed, ...]


def likeness(left: Sequence[Claim], right: Sequence[Claim]) -> Likeness | None:
    """The most alike pair of claims of two events; nothing where one has no claim."""
    best: Likeness | None = None
    for one, other in islice(product(left, right), MOST_PAIRS):
        found = likeness_of(one, other)
        if best is None or (found.score, not found.excluded) > (best.score, not best.excluded):
            best = found
    return best


def likeness_of(left: Claim, right: Claim) -> Likeness:
    """How alike two claims are."""
    one, other = Features(left), Features(right)
    made = comparison.compared(one, other)
    weighed = tuple(sorted(_weighed(one, other), key=lambda each: -each.points))
    return Likeness(left=left, right=right, score=made.score, excluded=made.vetoed, weighed=weighed)


def _weighed(one: Features, other: Features) -> Iterator[Weighed]:
    for what, points in (
        ("when", comparison.time_points(one, other)),
        ("where", comparison.place_points(one, other)),
    ):
        if points is None:
            yield Weighed(points=comparison.BASE, reason=f"{what} it was cannot be the same")
        elif points[0]:
            yield Weighed(points=points[0], reason=points[1] or f"{what} it was does not agree")
    for feature in comparison.FREE:
        value, reason = feature(one, other)
        if value:
            yield Weighed(points=value, reason=reason or _first_words(feature.__doc__))
    for value, reason in comparison.toll_points(one, other):
        if value:
            near = "the counts are not far apart" if value > 0 else "the counts do not agree"
            yield Weighed(points=value, reason=reason or near)


def _first_words(docstring: str | None) -> str:
    """What a feature weighs, by its docstring: its first clause, as the reviewer reads it."""
    line = (docstring or "").strip().splitlines()[0] if docstring else ""
    return (line[:1].lower() + line[1:]).split(";")[0].split(":")[0].rstrip(".")

"""Agreement between coders, as numbers: how often exactly the same, Krippendorff's alpha, how far apart."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from itertools import combinations
from typing import TypeVar

Value = TypeVar("Value", bound=Hashable)
Distance = Callable[[Value, Value], float]


def differ(one: Hashable, other: Hashable) -> float:
    """The distance of names: none if they are the same, else one."""
    return 0.0 if one == other else 1.0


def squared(one: float, other: float) -> float:
    """The distance of numbers and days: their difference, squared."""
    return float(one - other) ** 2


def alpha(units: Sequence[Sequence[Value]], distance: Distance[Value]) -> float | None:
    """Krippendorff's alpha over units coded by two or more; 1 is agreement, 0 is chance, below is worse than chance.

    Nothing where no unit was coded twice, or where nobody ever gave another value, so that chance has no meaning.

    >>> alpha([("a", "a"), ("b", "b"), ("a", "a")], differ)
    1.0
    >>> round(alpha([("a", "b"), ("b", "a")], differ), 2)
    -0.5
    """
    coded = [unit for unit in units if len(unit) > 1]
    values = [value for unit in coded for value in unit]
    if not coded:
        return None
    observed = sum(
        2 * sum(distance(one, other) for one, other in combinations(unit, 2)) / (len(unit) - 1) for unit in coded
    ) / len(values)
    expected = 2 * sum(distance(one, other) for one, other in combinations(values, 2))
    expected /= len(values) * (len(values) - 1)
    return None if not expected else 1 - observed / expected


def exact(units: Sequence[Sequence[Hashable]]) -> float | None:
    """The share of units that all coders gave the same value."""
    coded = [unit for unit in units if len(unit) > 1]
    return sum(len(set(unit)) == 1 for unit in coded) / len(coded) if coded else None


def apart(units: Sequence[Sequence[Value]], distance: Distance[Value]) -> float | None:
    """How far coders are apart on average, in days, people or kilometres."""
    found = [distance(one, other) for unit in units for one, other in combinations(unit, 2)]
    return sum(found) / len(found) if found else None

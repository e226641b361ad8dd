"""From the tolls of many documents to one figure, by a named rule.

``latest_reliable`` (GTD's): the range of what independent origins say once first-hour tolls are left out; the best is
the latest. ``majority_of_origins``: the number that most origins give. ``range``: the range alone, no best.
``lowest``: the lowest that any origin gives (ACLED's). All count an origin once, however many documents repeat it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta

from sourcebook.errors import SettingsError
from sourcebook.reconcile.tolls import Toll
from sourcebook.records.vocabulary import Harm

STALE = {Harm.KILLED: 0.9}
"""A toll of killed under this share of a later one is preliminary: the dead are found, and the injured die."""
STALE_OTHER = 0.6
"""Counts of injured and taken move both ways between honest reports: only a far smaller, earlier one is preliminary."""

Bounds = tuple[int | None, int | None, int | None]


def latest_of_origin(tolls: Sequence[Toll]) -> Toll:
    """The toll that an origin stands by: its latest; of one day, the largest."""
    return max(tolls, key=lambda t: (t.published_on or date.min, t.number, t.document_id))


def told_later(late: Toll, early: Toll, first_days: tuple[date, date] | None) -> bool:
    """Whether one toll was published after another, or both while the dead were still being counted.

    An undated report cannot be shown to be later than a dated one, but a dated one is taken to be later than it.
    """
    if late.published_on is None:
        return False
    if early.published_on is None or late.published_on > early.published_on:
        return True
    if first_days is None:
        return late.published_on == early.published_on
    return first_days[0] <= late.published_on and early.published_on <= first_days[1]


def preliminary(toll: Toll, others: Sequence[Toll], harm: Harm, first_days: tuple[date, date] | None) -> bool:
    """Whether a toll was overtaken: a later report of another origin counts clearly more."""
    share = STALE.get(harm, STALE_OTHER)
    strict = None if harm not in STALE else first_days
    return any(
        toll.number < share * other.number and later(other, toll, strict, harm) for other in others if other is not toll
    )


def later(other: Toll, toll: Toll, first_days: tuple[date, date] | None, harm: Harm) -> bool:
    """Whether another toll is later; for counts that move both ways, strictly later by its date."""
    if harm in STALE:
        return told_later(other, toll, first_days)
    dated = other.published_on is not None and toll.published_on is not None
    return dated and other.published_on > toll.published_on  # type: ignore[operator]


def standing_tolls(
    by_origin: Mapping[str, Sequence[Toll]],
    withdrawn: frozenset[tuple[str, int]],
    harm: Harm,
    first_days: tuple[date, date] | None,
) -> dict[str, Toll]:
    """Each origin's toll that has not been overtaken or withdrawn; never empty where any toll was given."""
    latest = {origin: latest_of_origin(tolls) for origin, tolls in sorted(by_origin.items()) if tolls}
    kept = {
        origin: toll
        for origin, toll in latest.items()
        if not any(number == toll.number and document != toll.document_id for document, number in withdrawn)
    }
    kept = kept or latest
    others = list(kept.values())
    return {o: t for o, t in kept.items() if not preliminary(t, others, harm, first_days)} or kept


def bounds_of(tolls: Sequence[Toll]) -> tuple[int | None, int | None]:
    """The lowest floor and the highest bounded number; no upper bound where all say "at least"."""
    lows = [toll.low for toll in tolls if toll.low is not None]
    bounded = [toll.high if toll.high is not None else toll.number for toll in tolls if not toll.open]
    low = min(lows) if lows else None
    return low, (max([*bounded, *lows]) if bounded else None)


def within(best: int | None, low: int | None, high: int | None) -> Bounds:
    """The three numbers in order: a best outside the range is drawn to its edge."""
    if best is not None and low is not None:
        best = max(best, low)
    if best is not None and high is not None:
        best = min(best, high)
    return low, best, high


def latest_reliable(tolls: Mapping[str, Toll]) -> Bounds:
    """The latest toll by publication, the majority breaking ties, within the range of all."""
    given = list(tolls.values())
    votes = Counter(toll.number for toll in given)
    newest = max(given, key=lambda t: (t.published_on or date.min, votes[t.number], t.number, t.document_id))
    return within(newest.number, *bounds_of(given))


def majority_of_origins(tolls: Mapping[str, Toll]) -> Bounds:
    """The number that most origins give, the latest breaking ties, within the range of all."""
    given = list(tolls.values())
    votes = Counter(toll.number for toll in given)
    chosen = max(given, key=lambda t: (votes[t.number], t.published_on or date.min, t.number, t.document_id))
    return within(chosen.number, *bounds_of(given))


def whole_range(tolls: Mapping[str, Toll]) -> Bounds:
    """The range of all origins, and no choice within it."""
    low, high = bounds_of(list(tolls.values()))
    return low, None, high


def lowest(tolls: Mapping[str, Toll]) -> Bounds:
    """The lowest number that any origin gives."""
    given = list(tolls.values())
    low, high = bounds_of(given)
    return low, (low if low is not None else min(toll.number for toll in given)), high


RULES: dict[str, Callable[[Mapping[str, Toll]], Bounds]] = {
    "latest_reliable": latest_reliable,
    "majority_of_origins": majority_of_origins,
    "range": whole_range,
    "lowest": lowest,
}


def figure_rule(name: str) -> Callable[[Mapping[str, Toll]], Bounds]:
    """The rule of this name."""
    if name not in RULES:
        raise SettingsError(f"there is no figure rule {name!r}; choose one of {', '.join(RULES)}")
    return RULES[name]


def counting_days(event_end: date | None, days: int) -> tuple[date, date] | None:
    """The days in which tolls of an event are first-hour tolls; unknown where the event is undated."""
    return None if event_end is None else (event_end - timedelta(days=1), event_end + timedelta(days=days))

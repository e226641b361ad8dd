"""When it happened, from what each claim says: the interval that most independent origins allow, the finest of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

from sourcebook.records.claims import Claim
from sourcebook.records.values import UNKNOWN_TIME, TimeRange, days_between
from sourcebook.records.vocabulary import TimeBasis

Days = tuple[date, date]
BASIS_WEIGHT = {TimeBasis.STATED: 1.0, TimeBasis.RELATIVE: 0.9, TimeBasis.PUBLICATION: 0.1, TimeBasis.NONE: 0.0}

NUMBERED, CARRIED_OVER = 0.95, 0.8
NUMBER = re.compile(r"(?<!\d)\d{1,2}(?!\d)")
DAYS_OF_MONTH = 31
FEW_DAYS = 3
"""A time told to so many days is told; a longer one is cut by the day on which a report of it was printed."""


def days_of(time: TimeRange) -> Days | None:
    """The first and the last day, or nothing."""
    return None if time.earliest is None or time.latest is None else (time.earliest, time.latest)


def gap_days(left: Days, right: Days) -> int:
    """The days between two intervals; 0 where they touch or overlap."""
    return max(0, (right[0] - left[1]).days, (left[0] - right[1]).days)


def length_days(days: Days) -> int:
    """How many days an interval holds."""
    return (days[1] - days[0]).days + 1


def holds(outer: Days, inner: Days) -> bool:
    """Whether one interval holds another whole."""
    return outer[0] <= inner[0] and inner[1] <= outer[1]


class Told(NamedTuple):
    """A known interval with the way in which it is known, and how much it weighs against others.

    ``lasted`` is true where the words name both ends: they tell how long it took, not how little is known.
    """

    days: Days
    basis: TimeBasis
    weight: float
    lasted: bool


def weight_of(claim: Claim) -> float:
    """How firmly a claim dates its event: "3 July" more than "on Saturday", that more than a neighbour's date."""
    if claim.time.basis is not TimeBasis.RELATIVE:
        return BASIS_WEIGHT[claim.time.basis]
    if claim.time_words is None:
        return CARRIED_OVER
    return NUMBERED if any(c.isdigit() for c in claim.time_words.quote) else BASIS_WEIGHT[TimeBasis.RELATIVE]


def names_both_ends(claim: Claim) -> bool:
    """Whether the words name a first and a last day: "between 21 and 24 September"."""
    if claim.time_words is None or claim.time.earliest == claim.time.latest:
        return False
    return sum(int(number) <= DAYS_OF_MONTH for number in NUMBER.findall(claim.time_words.quote)) >= 2


def told_times(claims: Iterable[Claim]) -> list[Told]:
    """The times that claims state; those taken from the publication only where none is stated."""
    known = [
        Told(days, claim.time.basis, weight_of(claim), names_both_ends(claim))
        for claim in claims
        if (days := days_of(claim.time)) is not None
    ]
    stated = [told for told in known if told.basis is not TimeBasis.PUBLICATION]
    return stated or known


def support(days: Days, by_origin: Mapping[str, list[Told]]) -> float:
    """How many origins allow exactly these days, each weighted by how firmly it says so."""
    return sum(max((one.weight for one in told if holds(one.days, days)), default=0.0) for told in by_origin.values())


def event_time(by_origin: Mapping[str, Iterable[Claim]]) -> TimeRange:
    """The event's interval: the one that most origins allow, then the finest, cut to what the others leave of it."""
    every = {origin: told_times(claims) for origin, claims in sorted(by_origin.items())}
    printed = [one.days for told in every.values() for one in told if one.basis is TimeBasis.PUBLICATION]
    if any(one.basis is not TimeBasis.PUBLICATION for told in every.values() for one in told):
        every = {o: [one for one in told if one.basis is not TimeBasis.PUBLICATION] for o, told in every.items()}
    candidates = {one.days for told in every.values() for one in told}
    if not candidates:
        return UNKNOWN_TIME
    weighed = sorted(candidates, key=lambda d: (-support(d, every), length_days(d), d))
    first, last = weighed[0]
    for start, end in weighed[1:]:
        if start <= last and first <= end:
            first, last = max(first, start), min(last, end)
    first, last = by_its_printing(lasting((first, last), every), printed)
    return days_between(first, last, best_basis((first, last), every))


def by_its_printing(days: Days, printed: Iterable[Days]) -> Days:
    """The days as far as a report that names none, and was printed then, allows: "last week", but by Wednesday."""
    if length_days(days) <= FEW_DAYS:
        return days
    within = [(max(days[0], first), min(days[1], last)) for first, last in printed]
    return min((span for span in within if span[0] <= span[1]), key=lambda d: (length_days(d), d), default=days)


def lasting(days: Days, by_origin: Mapping[str, list[Told]]) -> Days:
    """The days that a siege lasted, where a text names its first and last day and the others fall within."""
    spans = [one.days for told in by_origin.values() for one in told if one.lasted and holds(one.days, days)]
    return min(spans, key=lambda d: (length_days(d), d), default=days)


def best_basis(days: Days, by_origin: Mapping[str, list[Told]]) -> TimeBasis:
    """The firmest basis on which any claim gives these days."""
    overlapping = [
        one.basis for told in by_origin.values() for one in told if one.days[0] <= days[1] and days[0] <= one.days[1]
    ]
    return max(overlapping, key=lambda basis: BASIS_WEIGHT[basis])

"""From the tolls of many documents to one figure, by a named rule.

``latest_reliable`` (GTD's): the range of what independent origins say once first-hour tolls are left out; the best is
the latest; what a court, an inquiry or a study found later goes before all news. ``majority_of_origins``: the number
that most origins give. ``range``: the range alone, no best.
``lowest``: the lowest that any origin gives (ACLED's). ``priority_of_sources``: the latest number of the kind of source
that counts the dead itself: monitors, then medics, then officials, then witnesses, then whoever is not named. In the
first and the last, a group's own word on whom it killed counts only where nobody else gives a number. All count
an origin once, however many documents repeat it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sourcebook.errors import SettingsError
from sourcebook.reconcile.tolls import COUNTING_DAYS, Toll
from sourcebook.reconcile.wording import UNNAMED
from sourcebook.records.vocabulary import Harm

CLEARLY = 0.9
"""Reports of the same days that differ by less than a tenth do not show which of them is the newer count."""
UPDATE_DAYS = 2
"""A report this many days later had a newer count to draw on."""
WHOLE_TIMES = 2
"""A count of students, police or children of which all the people are this many times as many is a part of theirs."""
FAR_BELOW = 0.6
"""Counts of injured and taken move both ways between honest reports: only a far smaller, earlier one is preliminary."""

PRIORITY = ("monitors", "medics", "officials", "witnesses", UNNAMED)
"""Kinds of sources: who counts names and bodies before who answers for the security forces, before who saw a part."""

Bounds = tuple[int | None, int | None, int | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Counting:
    """When the event ended, null where that is unknown, and for how many days its first tolls are first-hour tolls."""

    event_end: date | None
    first_days: int


def latest_of_origin(tolls: Sequence[Toll]) -> Toll:
    """The toll that an origin stands by: what was found before what was told, its latest; of one day, the largest."""
    return max(tolls, key=lambda t: (t.settled, t.published_on or date.min, t.number, t.document_id))


def overtaken(early: Toll, late: Toll, counting: Counting) -> bool:
    """Whether a toll of dead was taken before the dead were counted, and another report then counts more.

    An undated report cannot be shown to be later than a dated one, but a dated one is taken to be later than it.
    The word of whoever did it on the losses of the other side overtakes nobody's count.
    Reports of the same hours may differ by a little without one being wrong; a report of days later is an update,
    and after an "at least" every later one that counts more.
    """
    if late.published_on is None or early.number >= late.number or (late.partisan and not early.partisan):
        return False
    clearly = early.number < CLEARLY * late.number
    if early.published_on is None or counting.event_end is None:
        return clearly and (early.published_on is None or early.published_on <= late.published_on)
    age = (early.published_on - counting.event_end).days
    later = (late.published_on - early.published_on).days
    if later >= UPDATE_DAYS or (early.open and later > 0):
        return age <= COUNTING_DAYS
    both_early = max(age, (late.published_on - counting.event_end).days) <= counting.first_days
    return clearly and (both_early or late.published_on > early.published_on)


def far_below(early: Toll, late: Toll) -> bool:
    """Whether a count of injured or taken is far below one published later."""
    if late.published_on is None or early.published_on is None or late.published_on <= early.published_on:
        return False
    return early.number < FAR_BELOW * late.number


def preliminary(toll: Toll, others: Sequence[Toll], harm: Harm, counting: Counting) -> bool:
    """Whether a toll was overtaken by a report of another origin."""
    rest = [other for other in others if other is not toll]
    if toll.settled:
        return False
    if harm is Harm.KILLED:
        return any(overtaken(toll, other, counting) for other in rest)
    return any(far_below(toll, other) for other in rest)


def weaker(toll: Toll, others: Sequence[Toll]) -> bool:
    """Whether a toll gives way to better ones: a word to a number, those in hospital to all the injured, one person by
    name to a number of more, a count of one group to a far larger one of all.
    """
    if toll.vague:
        return any(not other.vague for other in others)
    if toll.of_cared:
        return any(not other.of_cared and not other.vague and not other.of_one for other in others)
    if toll.of_one:
        return any(not other.of_one and other.number > 1 for other in others)
    return toll.of_group and any(
        not other.of_group and not other.vague and other.number >= WHOLE_TIMES * toll.number for other in others
    )


def standing_tolls(
    by_origin: Mapping[str, Sequence[Toll]],
    withdrawn: frozenset[tuple[str, int]],
    harm: Harm,
    counting: Counting,
) -> dict[str, Toll]:
    """Each origin's toll that has not been overtaken or withdrawn; never empty where any toll was given."""
    latest = {origin: latest_of_origin(tolls) for origin, tolls in sorted(by_origin.items()) if tolls}
    kept = {
        origin: toll
        for origin, toll in latest.items()
        if not any(number == toll.number and document != toll.document_id for document, number in withdrawn)
    }
    kept = kept or latest
    kept = {o: t for o, t in kept.items() if not weaker(t, list(kept.values()))}
    others = list(kept.values())
    return {o: t for o, t in kept.items() if not preliminary(t, others, harm, counting)} or kept


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


def raised(chosen: Toll | None, given: Sequence[Toll]) -> int | None:
    """The number of the chosen toll; an "at least 200" also holds where another says "at least 300".

    An "at least 300" of the first days raises no count that was found later.
    """
    if chosen is None or not chosen.open:
        return None if chosen is None else chosen.best
    return max(chosen.number, *(toll.floor for toll in given if toll.open and toll.settled == chosen.settled))


def latest_reliable(tolls: Mapping[str, Toll]) -> Bounds:
    """The latest toll by publication, findings first, a group's word on its own deed last; within the range of all."""
    given = list(tolls.values())
    votes = Counter(toll.best for toll in given)
    chosen = max(
        (t for t in given if t.best is not None),
        key=lambda t: (t.settled, not t.partisan, t.published_on or date.min, votes[t.best], t.number, t.document_id),
        default=None,
    )
    return within(raised(chosen, given), *bounds_of(given))


def majority_of_origins(tolls: Mapping[str, Toll]) -> Bounds:
    """The number that most origins give, the latest breaking ties, within the range of all."""
    given = list(tolls.values())
    votes = Counter(toll.best for toll in given)
    chosen = max(
        (t for t in given if t.best is not None),
        key=lambda t: (votes[t.best], t.published_on or date.min, t.number, t.document_id),
        default=None,
    )
    return within(raised(chosen, given), *bounds_of(given))


def whole_range(tolls: Mapping[str, Toll]) -> Bounds:
    """The range of all origins, and no choice within it."""
    low, high = bounds_of(list(tolls.values()))
    return low, None, high


def lowest(tolls: Mapping[str, Toll]) -> Bounds:
    """The lowest number that any origin gives."""
    given = list(tolls.values())
    low, high = bounds_of(given)
    return low, (low if low is not None else min(toll.number for toll in given)), high


def priority_of_sources(tolls: Mapping[str, Toll]) -> Bounds:
    """The number of the kind of source that comes first, the latest breaking ties, within the range of all."""
    given = list(tolls.values())
    chosen = max(
        (t for t in given if t.best is not None),
        key=lambda t: (not t.partisan, -PRIORITY.index(t.voice), t.published_on or date.min, t.number, t.document_id),
        default=None,
    )
    return within(raised(chosen, given), *bounds_of(given))


RULES: dict[str, Callable[[Mapping[str, Toll]], Bounds]] = {
    "latest_reliable": latest_reliable,
    "majority_of_origins": majority_of_origins,
    "range": whole_range,
    "lowest": lowest,
    "priority_of_sources": priority_of_sources,
}


def figure_rule(name: str) -> Callable[[Mapping[str, Toll]], Bounds]:
    """The rule of this name."""
    if name not in RULES:
        raise SettingsError(f"[reconcile] figure_rule = {name!r} names no rule; choose one of {', '.join(RULES)}")
    return RULES[name]

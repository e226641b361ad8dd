"""From when to when a tie stood: the days that sources give its beginning, its end, or a day on which it held."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from sourcebook.reconcile.contests import times_disagree
from sourcebook.reconcile.dates import days_of, event_time, holds
from sourcebook.records.claims import Claim
from sourcebook.records.values import UNKNOWN_TIME, TimeRange, days_between
from sourcebook.records.vocabulary import RelationType, TiePhase, TimeBasis

ByOrigin = Mapping[str, Sequence[Claim]]
STANDING = frozenset(
    {
        RelationType.LEADS,
        RelationType.MEMBER_OF,
        RelationType.PART_OF,
        RelationType.ALLIED_WITH,
        RelationType.RIVAL_OF,
        RelationType.SUPPORTS,
    }
)
"""Ties that last; the others are told of a day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """The days of a tie, its first and its last where they are told, and whether origins disagree on them.

    ``over`` is true where a source says that it ended. ``days`` and ``last_days`` are those on which origins disagree.
    """

    time: TimeRange
    began: TimeRange = UNKNOWN_TIME
    ended: TimeRange = UNKNOWN_TIME
    contested: bool = False
    over: bool = False
    days: tuple[TimeRange, ...] = ()
    last_days: tuple[TimeRange, ...] = ()


def term_of(kind: RelationType, by_origin: ByOrigin) -> Term:
    """When a tie of this kind stood, as its claims tell."""
    if kind not in STANDING:
        days = days_disputed(by_origin)
        return Term(time=event_time(by_origin), contested=bool(days), days=days)
    starts = {origin: found for origin, claims in by_origin.items() if (found := ends_of(claims, TiePhase.BEGINS))}
    stops = {origin: found for origin, claims in by_origin.items() if (found := ends_of(claims, TiePhase.ENDS))}
    began, ended = event_time(starts), event_time(stops)
    every = [claim for claims in by_origin.values() for claim in claims]
    first, last = days_disputed(starts), days_disputed(stops)
    return Term(
        time=spanned([began, ended, *held(every)]),
        began=began,
        ended=ended,
        contested=bool(first or last),
        over=is_over(every, began, ended),
        days=first,
        last_days=last,
    )


def is_over(claims: Sequence[Claim], began: TimeRange, ended: TimeRange) -> bool:
    """Whether a tie is said to have ended, on a day or on none, and not to have begun again after that day."""
    told = any(claim.phase in (TiePhase.ENDS, TiePhase.LASTS) for claim in claims)
    start, stop = days_of(began), days_of(ended)
    return told and not (start is not None and stop is not None and start[0] > stop[1])


def days_disputed(by_origin: ByOrigin) -> tuple[TimeRange, ...]:
    """The days that origins tell, each once in the order of time, where they disagree; else none."""
    if not times_disagree(by_origin):
        return ()
    told = (event_time({origin: claims}) for origin, claims in sorted(by_origin.items()))
    by_days = {days: time for time in told if (days := days_of(time)) is not None}
    return tuple(by_days[days] for days in sorted(by_days))


def ends_of(claims: Sequence[Claim], phase: TiePhase) -> list[Claim]:
    """The claims that tell the beginning, or the end, of a tie, with the days of that alone."""
    told = [claim for claim in claims if claim.phase is phase and days_of(claim.time)]
    return told + [replace(claim, time=edge(claim.time, phase)) for claim in claims if claim.phase is TiePhase.LASTS]


def edge(term: TimeRange, phase: TiePhase) -> TimeRange:
    """The first or the last year, month or day of a term, as finely as the term is told.

    >>> from sourcebook.records.values import days_between
    >>> term = days_between(date(1991, 1, 1), date(1998, 12, 31), TimeBasis.STATED)
    >>> str(edge(term, TiePhase.ENDS).earliest), str(edge(term, TiePhase.BEGINS).latest)
    ('1998-01-01', '1991-12-31')
    """
    start, stop = term.earliest, term.latest
    if start is None or stop is None:
        return UNKNOWN_TIME
    first = phase is TiePhase.BEGINS
    day = start if first else stop
    if (start.month, start.day, stop.month, stop.day) == (1, 1, 12, 31):
        return days_between(date(day.year, 1, 1), date(day.year, 12, 31), term.basis)
    last = monthrange(day.year, day.month)[1]
    if start.day == 1 and stop.day == monthrange(stop.year, stop.month)[1]:
        return days_between(day.replace(day=1), day.replace(day=last), term.basis)
    return days_between(day, day, term.basis)


def held(claims: Sequence[Claim]) -> list[TimeRange]:
    """The days on which a tie stood: "in 2014" adds nothing where a day of that year is told."""
    lasting = [claim.time for claim in claims if claim.phase is TiePhase.LASTS]
    once = [claim.time for claim in claims if claim.phase in (None, TiePhase.HOLDS)]
    finer = {days for claim in claims if (days := days_of(claim.time)) is not None}
    return lasting + [
        time
        for time in once
        if (days := days_of(time)) and not any(holds(days, other) and other != days for other in finer)
    ]


def spanned(times: Sequence[TimeRange]) -> TimeRange:
    """The range that holds all known times; days taken from a publication do not count."""
    known = [
        (time, days)
        for time in times
        if time.basis is not TimeBasis.PUBLICATION and (days := days_of(time)) is not None
    ]
    if not known:
        return UNKNOWN_TIME
    stated = any(time.basis is TimeBasis.STATED for time, _ in known)
    first, last = min(days[0] for _, days in known), max(days[1] for _, days in known)
    return days_between(first, last, TimeBasis.STATED if stated else TimeBasis.RELATIVE)

"""When an undated report was written, from what it recalls: it was on or after the day of an event that others date.

A report "on Sunday night" without a date of its own says in passing that "on September 18" militants attacked a base.
Where other reports date that attack, it was written on or after that day, and within the year, or it would have named
the year; so its Sunday lies between. No claim is changed by this: only the event that it tells gets an interval.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sourcebook.reconcile.calendar import days_ago, days_earlier, month_days, of_the_news, weekdays_in
from sourcebook.reconcile.comparison import compared
from sourcebook.reconcile.dates import Days, days_of, event_time, length_days
from sourcebook.reconcile.features import Features
from sourcebook.records.claims import Claim
from sourcebook.records.links import Evidence, Recalled
from sourcebook.records.values import UNKNOWN_TIME, TimeRange, days_between
from sourcebook.records.vocabulary import Realis, TimeBasis

WEEK = 7
YEAR = 364
"""Whoever names a day without its year speaks of the last such day."""
FORTNIGHT = 14
"""Within so many days a day of the week picks out one or two; in a longer span it tells nothing."""


Span = tuple[date, date]
ALWAYS: Span = (date.min, date.max)


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """What one recall says of the days on which a report was written, and of those of its own story."""

    written: Span
    story: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """Between which days a report was written and its story happened, as far as it recalls others; in words ``why``."""

    written: Span
    story: Span
    why: str


def agreeing(recalled: Recalled, threshold: float) -> list[Claim]:
    """The claims of others that tell the recalled incident, by what they say."""
    features = Features(recalled.claim)
    return [other for other in recalled.others if compared(features, Features(other)).score >= threshold]


def dated_by_others(recalled: Recalled, threshold: float) -> Days | None:
    """The days of a recalled incident as others give them, where they give a week at most."""
    by_document: dict[str, list[Claim]] = {}
    for claim in agreeing(recalled, threshold):
        by_document.setdefault(claim.document_id, []).append(claim)
    days = days_of(event_time(by_document))
    return days if days is not None and length_days(days) <= WEEK else None


def bounds_by(recalled: Recalled, days: Days) -> Bounds | None:
    """What recalling an incident of these days in such words bounds; nothing where the words name another day.

    A report looks back: where it only recalls the incident, its own story did not come before it.
    """
    first, last = days
    story = (first, date.max) if recalled.claim.realis is Realis.BACKGROUND else ALWAYS
    named = month_days(recalled.claim.words.quote)
    if named:
        met = any((day.month, day.day) in named for day in each_day(days))
        return Bounds(written=(first, last + timedelta(days=YEAR)), story=story) if met else None
    said = [words.quote for words in recalled.said]
    earlier = next((found for quote in said if (found := days_earlier(quote))), None)
    if earlier is not None:
        story = first + timedelta(days=earlier[0]), last + timedelta(days=earlier[1])
        return Bounds(written=(story[0], story[1] + timedelta(days=WEEK - 1)), story=story)
    ago = next((found for quote in said if (found := days_ago(quote))), None)
    if ago is not None:
        return Bounds(written=(first + timedelta(days=ago[0]), last + timedelta(days=ago[1])), story=story)
    return Bounds(written=(first, last + timedelta(days=WEEK) if weekdays_in(said) else date.max), story=story)


def each_day(days: Days) -> list[date]:
    """The days from the first to the last."""
    return [days[0] + timedelta(days=step) for step in range(length_days(days))]


def common(spans: Iterable[Span]) -> Span:
    """What all spans have in common; its ends cross where they have nothing."""
    starts, ends = zip(*spans, strict=True)
    return max(starts), min(ends)


def written(recalls: Sequence[Recalled], threshold: float) -> Written | None:
    """Between which days a report was written, by all that it recalls; nothing where no word says until when."""
    found: list[tuple[date, Recalled, Bounds]] = []
    for recalled in recalls:
        days = dated_by_others(recalled, threshold)
        bounds = bounds_by(recalled, days) if days else None
        if days and bounds:
            found.append((days[0], recalled, bounds))
    if not found:
        return None
    span = common(bounds.written for _, _, bounds in found)
    if span[0] > span[1] or span[1] == date.max:
        return None
    last, recalled, _ = max(found, key=lambda each: (each[0], each[1].claim.claim_id))
    quote = next((words.quote for words in recalled.said), recalled.claim.type.replace("_", " "))
    why = f"written after {last.day} {last:%B %Y}, which it recalls (“{quote}”)"
    return Written(written=span, story=common(bounds.story for _, _, bounds in found), why=why)


def told_days(evidence: Evidence, by: Written) -> Days | None:
    """The days that the words of an undated claim mean, once it is known when it was written."""
    said = [words.quote for words in evidence.said]
    first, last = by.written
    named = month_days(evidence.claim.words.quote)
    if named:
        days = each_day((max(by.story[0], first - timedelta(days=YEAR)), min(by.story[1], last)))
        return within([day for day in days if (day.month, day.day) in named])
    ago = next((found for quote in said if (found := days_ago(quote))), None)
    if ago is None and not of_the_news(said):
        return None
    back = ago or (0, WEEK - 1)
    span = common([by.story, (first - timedelta(days=back[1]), last - timedelta(days=back[0]))])
    weekdays = weekdays_in(said)
    if len(weekdays) != 1 or not 0 < length_days(span) <= FORTNIGHT:
        return span
    return within([day for day in each_day(span) if day.weekday() in weekdays]) or span


def within(days: Sequence[date]) -> Days | None:
    """The first and the last of some days."""
    return (days[0], days[-1]) if days else None


def time_by_recalls(evidence: Sequence[Evidence], threshold: float) -> tuple[TimeRange, tuple[str, ...]]:
    """The interval of an event that only undated reports tell, and by what it is dated."""
    found: list[tuple[Days, str]] = []
    for one in evidence:
        by = written(one.recalls, threshold) if one.said and one.recalls else None
        days = told_days(one, by) if by else None
        if by and days and days[0] <= days[1]:
            found.append((days, by.why))
    if not found:
        return UNKNOWN_TIME, ()
    first, last = max(days[0] for days, _ in found), min(days[1] for days, _ in found)
    if first > last:
        return UNKNOWN_TIME, ()
    return days_between(first, last, TimeBasis.RELATIVE), tuple(dict.fromkeys(why for _, why in found))

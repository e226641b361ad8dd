"""Counting out: from what a date expression says, and what it counts from, to the days it means."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from sourcebook.mentions import times_offsets as offsets
from sourcebook.mentions import times_relative as relative
from sourcebook.mentions.times_calendars import (
    day_of,
    lunar_span,
    month_span,
    moved,
    nth_weekday,
    week_of_year,
    week_span,
)
from sourcebook.mentions.times_feasts import feast_span
from sourcebook.mentions.times_parts import DECADE_PARTS, Span, months_of, part_of
from sourcebook.mentions.times_seasons import season_span
from sourcebook.mentions.times_story import Story, Told
from sourcebook.mentions.times_terms import Term

OLD = 366  # days; a dated story further back than this carries its own year on
RECENT = 92  # days; so near a date is itself, whatever weekday stands beside it
FORWARD = 240  # days; so far ahead a day of last month is meant: "a vigil will be held for those shot on 5 May"
AHEAD = 300  # days; so far a story may run on without writing the year again


def span_of(term: Term, story: Story) -> Span | None:
    """The days that an expression means at this point of a document; null where nothing may be asserted."""
    if term.until is not None:
        return _range(term, story)
    span = COUNTED[term.kind](term, story)
    if span is None or not term.open:
        return span
    last = story.anchor or story.cited or story.latest_cited
    return (span[0], last) if last and span[0] <= last else None


def is_stated(term: Term) -> bool:
    """Whether the words alone give the days, without any anchor."""
    if term.open:
        return False
    if term.until is not None and not is_stated(term.until):
        return False
    if term.kind in ("year", "decade", "lunar", "numeric", "iso_week"):
        return True
    return term.kind in ("calendar", "month", "season", "feast", "turn") and (
        term.year is not None or _year_of(term.until) is not None
    )


def _year_of(term: Term | None) -> int | None:
    """The year that an expression writes, if any."""
    return term.year if term else None


def _range(term: Term, story: Story) -> Span | None:
    """From the first day of one end to the last day of the other; a year is written at one end only."""
    if term.until is None:
        return None
    last = span_of(term.until, story)
    if last is None:
        return None
    first_term = term._replace(until=None)
    if term.kind == "year":
        first = span_of(first_term, story)
    elif term.kind in ("calendar", "month") and term.year is not None:
        first = span_of(first_term, story)
        if term.until.year is None and first:
            last = _yearly(term.until, first[0]) or last
    else:
        first = span_of(first_term, replace(story, anchor=last[1], told=None, cited=None, future=False))
    return (first[0], last[1]) if first and first[0] <= last[1] else None


def _yearly(term: Term, after: date) -> Span | None:
    """The first such date on or after a day."""
    spans = [_in_year(term, year) for year in (after.year, after.year + 1)]
    return next((span for span in spans if span and span[1] >= after), None)


def _calendar(term: Term, story: Story) -> Span | None:
    """Days and months of a year that is written, told in words, or the nearest."""
    if term.year is not None:
        return _in_year(term, term.year)
    if term.modifier in ("last", "this", "next"):
        return _of_neighbour(term, story)
    if term.modifier:
        steps = {"the previous": -1, "the following": 1}
        base = story.base
        span = _in_year(term, base.earliest.year + steps.get(term.modifier, 0)) if base else None
        return relative.not_ahead(span, base, story) if base else None
    return _nearest(term, story)


def _of_neighbour(term: Term, story: Story) -> Span | None:
    """ "September last year", "last September", "March 5 this year". ``term.number`` marks "last September"."""
    reference = story.writing_year
    if story.cited and term.modifier == "last" and not story.anchor:
        return _latest(term, story.cited)
    if reference is None:
        return None
    if term.number > 0 and term.part != "nth" and term.modifier == "last":
        before = moved(reference.replace(day=1), -1)
        return _latest(term, before) if before else None
    if term.number > 0 and term.part != "nth" and term.modifier == "next":
        return _yearly(term, reference)
    return _in_year(term, reference.year + {"last": -1, "this": 0, "next": 1}[term.modifier])


def _nearest(term: Term, story: Story) -> Span | None:
    """The nearest such date not after the writing; in a story of long ago, the nearest to what was last told."""
    reference = story.cited or story.anchor or story.latest_cited
    told = story.told
    if reference is None:
        return _undated(term, story)
    if story.future:
        spans = [_in_year(term, reference.year + step) for step in range(9)]
        ahead = next((span for span in spans if span and span[1] >= reference), None)
        past = _latest(term, reference)
        far = ahead and past and (ahead[0] - reference).days > FORWARD and (reference - past[1]).days < RECENT
        return past if far else ahead
    if told and _is_old_story(told, story, reference):
        carried = _closest(term, told.earliest)
        if carried and -31 <= (carried[0] - told.earliest).days <= AHEAD:
            return carried
    return _latest(term, reference)


def _undated(term: Term, story: Story) -> Span | None:
    """Without a day of writing: the year that the document writes elsewhere for that day, else that of the story."""
    year = story.years.get((term.month or 0, term.day or 0))
    if year is not None and term.kind == "calendar":
        return _in_year(term, year)
    told = story.told
    if told is None or not told.dated or story.segment - told.segment > story.reach:
        return None
    if told.days > 31:
        inside = _in_year(term, told.earliest.year)
        fits = inside and told.block == story.block and told.earliest <= inside[0] <= told.latest
        return inside if fits else None
    return _closest(term, told.earliest)


def _is_old_story(told: Told, story: Story, reference: date) -> bool:
    """Whether the paragraph tells of years ago, so that its dates carry that year on."""
    return told.dated and told.block == story.block and told.days <= OLD and (reference - told.latest).days > OLD


def _latest(term: Term, reference: date) -> Span | None:
    """The last such date that does not start after a day; further back than a season the year whose weekday fits.

    Nearer, a weekday that does not fit is a slip of the pen: wires write "MONDAY, 4 AUGUST" for a Friday.
    """
    spans = (_in_year(term, reference.year - step) for step in range(12))
    past = [span for span in spans if span and span[0] <= reference]
    if not past or term.weekday is None or term.part == "nth" or (reference - past[0][0]).days <= RECENT:
        return past[0] if past else None
    return next((span for span in past if span[0].weekday() == term.weekday), past[0])


def _closest(term: Term, told: date) -> Span | None:
    """The such date nearest to a told one, before or after."""
    spans = [span for step in (0, 1, -1) if (span := _in_year(term, told.year + step))]
    return min(spans, key=lambda span: abs((span[0] - told).days), default=None)


def _in_year(term: Term, year: int) -> Span | None:
    """The expression's days in that year; null where there is no such day."""
    if term.kind == "month":
        whole = month_span(year, term.month or 1) if 1 <= (term.month or 0) <= 12 else None
        return part_of(whole, term.part) if whole else None
    if term.part == "nth":
        found = nth_weekday(year, term.month or 0, term.weekday or 0, term.number)
        return (found, found) if found else None
    first = day_of(year, term.month or 0, term.day or 0)
    if first and term.part.startswith("week"):
        return _week_at(first, term)
    if first is None or term.last_day is None:
        return (first, first) if first else None
    last = day_of(year, term.month or 0, term.last_day)
    return (first, last) if last and last > first else None


def _week_at(day: date, term: Term) -> Span | None:
    """ "the week of 26 February", "the week ending 9 June", "the weekend of June 1-2"."""
    if term.part == "week_of":
        return week_span(day)
    if term.part == "weekend":
        saturday = moved(day, 5 - min(day.weekday(), 6))
        sunday = moved(saturday, 1) if saturday else None
        return (saturday, sunday) if saturday and sunday else None
    other = moved(day, 6 if term.part == "week_from" else -6)
    return (min(day, other), max(day, other)) if other else None


def _year(term: Term, story: Story) -> Span | None:
    """A year or a part of it."""
    writing = story.anchor
    if term.year is None or (writing and not term.tells and not story.future and term.year > writing.year + 1):
        return None  # "the 2000 peasants" in a wire of 1990
    return months_of(term.year, term.part)


def _decade(term: Term, story: Story) -> Span | None:
    """Ten years, or the part named."""
    year = term.year or 0
    first, last = DECADE_PARTS.get(term.part, (0, 9))
    return date(year + first, 1, 1), date(year + last, 12, 31)


def _numeric(term: Term, story: Story) -> Span | None:
    """ "03/04/2024": the document's order; else the one order that is not after the publication; else nothing."""
    first, second, year = term.month or 0, term.day or 0, term.year or 0
    by_day, by_month = day_of(year, second, first), day_of(year, first, second)
    if story.day_first is not None:
        chosen = by_day if story.day_first else by_month
        return (chosen, chosen) if chosen else None
    days = {day for day in (by_day, by_month) if day}
    if len(days) > 1 and story.anchor:
        days = {day for day in days if day <= story.anchor}
    if len(days) != 1:
        return None
    day = days.pop()
    return day, day


def _lunar(term: Term, story: Story) -> Span | None:
    """An Islamic lunar date, a day either way."""
    return lunar_span(term.year or 0, term.month or 0, term.day)


def _iso_week(term: Term, story: Story) -> Span | None:
    """ "2007-W09"."""
    week = week_of_year(term.year or 0, term.number)
    if week is None or term.weekday is None:
        return week
    day = moved(week[0], term.weekday)
    return (day, day) if day else None


def _left_open(term: Term, story: Story) -> Span | None:
    """Expressions that name a time and give no day."""
    return None


COUNTED: dict[str, Callable[[Term, Story], Span | None]] = {
    "calendar": _calendar,
    "month": _calendar,
    "year": _year,
    "decade": _decade,
    "season": season_span,
    "numeric": _numeric,
    "weekday": relative.weekday,
    "near_day": relative.near_day,
    "overnight": relative.overnight,
    "from_anchor": relative.from_anchor,
    "from_told": relative.from_told,
    "told_weekday": relative.told_weekday,
    "same": relative.same_unit,
    "past": relative.past_span,
    "recent": relative.recent_span,
    "unit": relative.this_unit,
    "day_of_month": relative.day_of_month,
    "lunar": _lunar,
    "feast": feast_span,
    "iso_week": _iso_week,
    "offset": lambda term, story: offsets.offset_span(term, story, span_of),
    "run": lambda term, story: offsets.run_span(term, story, span_of),
    "ago_on": offsets.ago_on_span,
    "to_the_day": offsets.to_the_day_span,
    "nth_named": relative.named_day,
    "of_unit": offsets.of_unit_span,
    "turn": offsets.turn_span,
    "open": _left_open,
}

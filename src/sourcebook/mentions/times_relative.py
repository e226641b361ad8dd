"""Counting out what counts from another day: weekdays, "yesterday", "two weeks ago", "the previous day"."""

from __future__ import annotations

from datetime import date

from sourcebook.mentions.times_calendars import day_of, month_span, moved, week_span
from sourcebook.mentions.times_lexicon import lexicon
from sourcebook.mentions.times_parts import Span, months_of, part_of
from sourcebook.mentions.times_story import Story, Told
from sourcebook.mentions.times_terms import Term

OLD_DAYS = 31  # a day told further back than this starts its own week of weekdays


def weekday(term: Term, story: Story) -> Span | None:
    """The nearest such day on or before the writing; forward in what is to come."""
    day = story.writing_day
    if term.weekday is None:
        return None
    if day is None:
        return _told_by_name(term, story)
    if story.told and _follows_told(term, story, day):
        found = moved(story.told.latest, ((term.weekday or 0) - story.told.latest.weekday()) % 7)
    elif term.unit:
        found = _in_week(term, story, day)
    else:
        offset = _weekday_offset(term, story.future, day)
        found = moved(day, offset) if offset is not None else None
    if found is None:
        return None
    later = moved(found, 1) if term.part == "overnight" else found
    return (found, later) if later else None


def _follows_told(term: Term, story: Story, day: date) -> bool:
    """Whether a weekday goes on from an old date of its own sentence: "on 14 October 2017, and again on Sunday"."""
    told = story.told
    if told is None or told.segment != story.segment or term.modifier or term.unit or story.future:
        return False
    return told.dated and told.days == 1 and (day - told.latest).days > OLD_DAYS


def _told_by_name(term: Term, story: Story) -> Span | None:
    """Without a day of writing: the day last told, where it has that name."""
    told = story.told
    if told is None or not told.dated or told.days > 1 or term.modifier or term.unit or term.part:
        return None
    return (told.earliest, told.latest) if told.earliest.weekday() == term.weekday else None


def _weekday_offset(term: Term, future: bool, day: date) -> int | None:
    """Days from the writing to the weekday meant; null where usage differs ("last Thursday" on a Friday)."""
    back = (day.weekday() - (term.weekday or 0)) % 7
    if term.modifier == "last":
        this_week = back and (term.weekday or 0) < day.weekday()
        return None if this_week else -(back or 7)
    if term.modifier == "past":
        return -(back or 7)
    if term.modifier == "next":
        return None if (term.weekday or 0) > day.weekday() else 7 - back
    if term.modifier == "coming":
        return 7 - back
    if future:
        return (7 - back) % 7
    return -back


def _in_week(term: Term, story: Story, day: date) -> date | None:
    """ "Tuesday of last week"."""
    base = story.base
    if term.unit.startswith("the") and base:
        day = base.earliest
    weeks = {"last": -1, "the previous": -1, "next": 1, "the following": 1}.get(term.unit, 0)
    week = week_span(day, weeks)
    return moved(week[0], term.weekday or 0) if week else None


def named_day(term: Term, story: Story) -> Span | None:
    """ "Friday the 7th": the last day of that name and number in a season."""
    reference = story.writing_day
    for back in range(92) if reference else ():
        day = moved(reference, -back) if reference else None
        if day and day.day == term.day and day.weekday() == term.weekday:
            return day, day
    return None


def near_day(term: Term, story: Story) -> Span | None:
    """ "yesterday", "tonight"."""
    day = story.writing_day and moved(story.writing_day, term.number)
    return (day, day) if day else None


def overnight(term: Term, story: Story) -> Span | None:
    """The evening before and the morning of the writing."""
    return _days_back(story.writing_day, 1)


def _days_back(day: date | None, days: int) -> Span | None:
    """The days up to one, and it."""
    first = day and moved(day, -days)
    return (first, day) if first and day else None


def stepped(day: date, number: int, unit: str) -> Span | None:
    """The day, calendar week, month or year that lies so many units off a day."""
    if unit == "day":
        found = moved(day, number)
        return (found, found) if found else None
    if unit == "week":
        return week_span(day, number)
    if unit == "weekend":
        week = week_span(day, number)
        saturday = week and moved(week[0], 5)
        return (saturday, week[1]) if week and saturday else None
    if unit == "month":
        return month_span(day.year, day.month + number)
    return months_of(day.year + number, "") if 1 <= day.year + number < 9999 else None


def from_anchor(term: Term, story: Story) -> Span | None:
    """ "two weeks ago": the calendar week, month or year that lies so far back."""
    reference = story.writing_day if term.unit in ("day", "week") else story.writing_year
    return stepped(reference, term.number, term.unit) if reference else None


# A told date longer than this is too vague to count that unit from.
VAGUE_DAYS = {"day": 3, "week": 7, "weekend": 7, "month": 31, "year": 366}


def from_told(term: Term, story: Story) -> Span | None:
    """ "two days earlier", "the following month": counted from the last date told."""
    base = story.base
    if base is None or base.days > VAGUE_DAYS[term.unit]:
        return None
    return not_ahead(stepped(base.latest if term.number > 0 else base.earliest, term.number, term.unit), base, story)


def not_ahead(span: Span | None, base: Told, story: Story) -> Span | None:
    """A span counted from a told date, unless it would lie after the writing that tells it as past."""
    day = story.writing_day
    told = base is story.told
    return None if span and told and day and span[0] > day and not story.future else span


def told_weekday(term: Term, story: Story) -> Span | None:
    """ "the previous Friday": the one before the last date told, that day itself left out."""
    base = story.base
    if base is None or base.days > VAGUE_DAYS["day"]:
        return None
    back = (base.earliest.weekday() - (term.weekday or 0)) % 7
    found = moved(base.earliest, -(back or 7)) if term.number < 0 else moved(base.latest, 7 - back)
    return (found, found) if found else None


def same_unit(term: Term, story: Story) -> Span | None:
    """ "the same day", "later that month": the last date told, or its month or year."""
    told = story.told
    if told is None or told.days > VAGUE_DAYS[term.unit]:
        return None
    if told.block != story.block and story.segment - told.segment > 1:
        return None
    if term.unit == "day":
        return told.earliest, told.latest
    whole = stepped(told.earliest, 0, term.unit)
    return part_of_unit(term, whole) if whole else None


def past_span(term: Term, story: Story) -> Span | None:
    """ "in the past 24 hours" is two days, since the hour is not known; longer spans end on the day of writing."""
    day = story.writing_day if term.unit in ("hour", "day", "week") else story.writing_year
    if day is None:
        return None
    if term.unit in ("hour", "day", "week"):
        days = {"hour": -(-term.number // 24), "day": term.number, "week": 7 * term.number - 1}[term.unit]
        return _days_back(day, days)
    months = term.number * (12 if term.unit == "year" else 1)
    start = month_span(day.year, day.month - months)
    return (start[0].replace(day=min(day.day, start[1].day)), day) if start else None


def recent_span(term: Term, story: Story) -> Span | None:
    """ "in recent weeks": a stretch up to the writing whose length the lexicon gives."""
    days = lexicon().recent_days.get(term.unit)
    return _days_back(story.writing_year, days) if days else None


def this_unit(term: Term, story: Story) -> Span | None:
    """ "last week", "earlier this month", "this year": what has begun ends at the writing."""
    day = story.writing_day if term.unit in ("week", "weekend") else story.writing_year
    if day is None:
        return None
    steps = {"last": -1, "this": 0, "next": 1}[term.modifier]
    if term.unit == "weekend":
        return _weekend(term, day, steps, story.future)
    whole = stepped(day, steps, term.unit)
    if whole is None:
        return None
    return _now(term, whole, day) if steps == 0 else part_of_unit(term, whole)


def _weekend(term: Term, day: date, steps: int, future: bool) -> Span | None:
    """The Saturday and Sunday last begun; the coming ones in what is to come."""
    begun = day.weekday() >= 5
    if term.modifier == "this" and not begun and not future:
        steps = -1
    span = stepped(day, steps, "weekend")
    return (span[0], min(span[1], day)) if span and begun and steps == 0 and not future else span


def _now(term: Term, whole: Span, day: date) -> Span | None:
    """This week, month or year: up to the writing; "earlier" leaves the day itself out, "later" is what remains."""
    if term.part == "later":
        first = moved(day, 1)
        return (first, whole[1]) if first and first <= whole[1] else None
    if term.part == "earlier":
        last = moved(day, -1)
        return (whole[0], last) if last and last >= whole[0] else None
    part = part_of_unit(term, whole)
    return (part[0], min(part[1], day)) if part and part[0] <= day else None


WEEK_PARTS = {"early": (0, 2), "mid": (2, 3), "late": (3, 6)}


def part_of_unit(term: Term, whole: Span) -> Span | None:
    """ "late last year", "early this month", "early last week"."""
    if term.unit == "year":
        return months_of(whole[0].year, term.part)
    if term.unit == "month":
        return part_of(whole, term.part)
    if term.part not in WEEK_PARTS:
        return whole
    first, last = (moved(whole[0], days) for days in WEEK_PARTS[term.part])
    return (first, last) if first and last else None


def day_of_month(term: Term, story: Story) -> Span | None:
    """ "on the 5th": the last such day not after the writing."""
    day, told = story.writing_day, story.told
    month_told = told and told.segment == story.segment and told.days <= 31 and (told.dated or told.days >= 28)
    if told and month_told and not term.modifier:
        same = day_of(told.earliest.year, told.earliest.month, term.day or 0)
        return (same, same) if same else None
    if day is None:
        return None
    steps = {"last": (-1,), "this": (0,)}.get(term.modifier, (0, -1, -2))
    for step in steps:
        month = month_span(day.year, day.month + step)
        found = month and day_of(month[0].year, month[0].month, term.day or 0)
        if found and (found <= day or term.modifier):
            return found, found
    return None

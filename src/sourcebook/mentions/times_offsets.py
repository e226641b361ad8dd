"""Expressions that count from another one: "two days after 9 July", "the year to March", "a week ago on Sunday"."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date

from sourcebook.mentions.times_calendars import DAY, day_of, month_span, moved
from sourcebook.mentions.times_lexicon import lexicon
from sourcebook.mentions.times_parts import Span
from sourcebook.mentions.times_relative import part_of_unit, stepped
from sourcebook.mentions.times_rules import Rule, rule
from sourcebook.mentions.times_story import Story, turns_to_future
from sourcebook.mentions.times_terms import Term
from sourcebook.mentions.times_words import part_named, plain

OFFSET_DAYS = {"day": 3, "week": 7, "month": 31, "year": 366}  # the longest date that a unit can be counted from
_UNITS = r"(?P<unit>day|night|morning|evening|week|fortnight|month|year|decade)"
_OFFSET = (
    r"\b(?:(?P<about>(?:more|less)\s+than|over|at\s+least|nearly|almost|about|around|some|just|only|roughly|barely|shortly)\s+)?"
    rf"(?:(?:{{number}}|(?P<vague>several|(?:a\s+)?few|some|a\s+couple\s+of))\s+{_UNITS}s?|the\s+(?P<single>day|night|morning|evening|week|month|year))"
    r"\s+(?P<direction>after|before|following)\b(?=\s+(?P<name>[\w'’]+(?:\s+[\w'’-]+){0,3}))"
)
_RUN = (
    r"\bthe\s+(?:(?:financial|fiscal)\s+)?(?:{number}[\s-]+)?(?P<unit>year|month)s?\s+(?:to|ending|ended|up\s+to|through|until)"
    r"(?:\s+(?:in|on|the\s+end\s+of))?(?=\s+(?:the\s+)?[A-Z\d])"
)
_AGO_ON = (
    r"\b(?:{number}\s+(?P<weeks>week|fortnight)s?\s+ago,?\s+(?:on\s+|last\s+)?{weekday}"
    r"|(?:on\s+)?{weekday},?\s+{number}\s+(?P<weeks>week|fortnight)s?\s+ago)\b"
)
_OF_UNIT = r"\b{part}[-\s]+(?:the|that)\s+(?P<unit>week|month|year)\b(?!\s+(?:of|to|ending|ended)\b)"
_AHEAD = r"\bin\s+{number}\s+(?P<unit>day|week|fortnight|month|year)s?['’]?(?P<time>\s+time)?\b"
_TO_THE_DAY = (
    r"\b(?:(?:exactly|just)\s+)?{number}\s+(?P<unit>week|month|year)s?\s+ago,?\s+"
    r"(?:(?P<today>today)|(?P<other>on\s+(?:mon|tues|wednes|thurs|fri|satur|sun)day|yesterday|tomorrow))\b"
)
_THIS_DAY = r"\b(?:on\s+)?this\s+(?:very\s+)?day\s+in\s+{year}"
_LAST_TIME = r"\b(?:at\s+)?(?:this|the\s+same)\s+(?:time|point|stage)\s+(?:last|next)\s+year\b"
_TURN = r"\b(?:the\s+)?turn\s+of\s+the\s+(?:new\s+)?year\b(?:,?\s+{year})?"
BETWEEN = re.compile(
    r"\s+(?:(?:the|an?|his|her|its|their|that|this|last)\s+)?(?:early\s+|late\s+)?(?:[\w'’-]+\s+){0,2}(?:(?:of|on|in)\s+(?:the\s+)?)?",
    re.I,
)
_BEFORE_DATE = re.compile(r"\s+(?:(?:the|his|her|its|their|that)\s+)?", re.I)


def counted() -> tuple[Rule, ...]:
    """How they are written; "run" stands before the expression that it counts from."""
    first, second = _AGO_ON.split("|(?:on", 1)
    return (
        rule("ago_on", "ago", first + ")", ago_on),
        rule("on_ago", "ago", r"\b(?:(?:on" + second, ago_on),
        rule("ahead", "ahead", _AHEAD, ahead),
        rule("to_the_day", "to_the_day", _TO_THE_DAY, to_the_day),
        rule("this_day", "digits", _THIS_DAY, this_day),
        rule("last_time", "unit", _LAST_TIME, left_open),
        rule("run", "run", _RUN, run),
        rule("of_unit", "part", _OF_UNIT, of_unit),
        rule("turn", "turn", _TURN, turn),
    )


def apart() -> tuple[Rule, ...]:
    """ "two weeks after" stands before what it counts from, and yields to "the day after" alone."""
    return (rule("offset", "apart", _OFFSET, offset),)


def ago_on(match: re.Match[str]) -> Term | None:
    """ "a week ago on Sunday": the Sunday nearest to that day."""
    number = lexicon().number(match["number"]) or 0
    number *= 2 if match["weeks"].lower() == "fortnight" else 1
    return Term("ago_on", *match.span(), weekday=lexicon().weekdays[match["weekday"].lower()], number=number)


def ahead(match: re.Match[str]) -> Term | None:
    """ "in two weeks" of what will be; "30 men fell in two weeks" is a duration."""
    coming = turns_to_future(match.string, match.pos, match.start())
    number = lexicon().number(match["number"])
    if number is None or not (match["time"] or coming):
        return None
    unit, times = ("week", 2) if match["unit"].lower() == "fortnight" else (match["unit"].lower(), 1)
    return Term("from_anchor", *match.span(), number=number * times, unit=unit)


def to_the_day(match: re.Match[str]) -> Term | None:
    """ "two years ago today" is a day; "a year ago on Monday" may be one of two."""
    number = lexicon().number(match["number"])
    if match["other"] or number is None:
        return Term("open", *match.span())
    return Term("to_the_day", *match.span(), number=number, unit=match["unit"].lower())


def this_day(match: re.Match[str]) -> Term | None:
    """ "on this day in 1994"."""
    return Term("to_the_day", *match.span(), int(match["year"]))


def left_open(match: re.Match[str]) -> Term | None:
    """ "this time last year": a time without days."""
    return Term("open", *match.span())


def offset(match: re.Match[str]) -> Term | None:
    """ "two weeks after the coup"."""
    unit = (match["single"] or match["unit"]).lower()
    number = 1 if match["single"] else lexicon().number(match["number"]) if match["number"] else None
    if unit == "fortnight":
        unit, number = "week", number and 2 * number
    if unit == "decade":
        unit, number = "year", number and 10 * number
    unit = "day" if unit in ("night", "morning", "evening") else unit
    if number is None or (match["about"] and plain(match["about"]) not in ("just", "only", "barely")):
        return Term("open", *match.span())
    sign = -1 if match["direction"].lower() == "before" else 1
    return Term("offset", *match.span(), number=sign * number, unit=unit, name=match["name"])


def run(match: re.Match[str]) -> Term | None:
    """ "the year to" a month or day that follows."""
    number = lexicon().number(match["number"]) if match["number"] else 1
    return Term(
        "run", *match.span(), number=(number or 1) * (12 if match["unit"].lower() == "year" else 1), tells=False
    )


def of_unit(match: re.Match[str]) -> Term | None:
    """ "the start of the year", "by the end of the month"."""
    return Term("of_unit", *match.span(), unit=match["unit"].lower(), part=part_named(match))


def turn(match: re.Match[str]) -> Term | None:
    """ "the turn of the year"."""
    return Term("turn", *match.span(), int(match["year"]) if match["year"] else None)


def based(text: str, terms: list[Term]) -> list[Term]:
    """The terms with those that count from the next expression given it; a run takes it in."""
    made: list[Term] = []
    skipped = -1
    for index, term in enumerate(terms):
        if index == skipped:
            continue
        following = terms[index + 1] if index + 1 < len(terms) else None
        if term.kind == "run":
            if (
                following
                and following.kind in ("month", "calendar")
                and _BEFORE_DATE.fullmatch(text, term.end, following.start)
            ):
                made.append(term._replace(end=following.end, base=following._replace(weak=False)))
                skipped = index + 1
        elif term.kind == "offset" and following and BETWEEN.fullmatch(text, term.end, following.start):
            made.append(term._replace(base=following))
        else:
            made.append(term)
    return made


SpanOf = Callable[[Term, Story], Span | None]


def offset_span(term: Term, story: Story, span_of: SpanOf) -> Span | None:
    """So long after or before the expression that follows, or the day last told of that act."""
    if term.base is not None:
        base = span_of(term.base, story)
    else:
        told = story.day_of(term.name)
        base = (told.earliest, told.latest) if told else None
    if base is None or (base[1] - base[0]).days >= OFFSET_DAYS[term.unit]:
        return None
    span = stepped(base[1] if term.number > 0 else base[0], term.number, term.unit)
    day = story.writing_day
    return None if span and day and span[0] > day and not story.future else span


def run_span(term: Term, story: Story, span_of: SpanOf) -> Span | None:
    """ "the year to March 2019": April 2018 to March 2019."""
    end = span_of(term.base, story) if term.base else None
    if end is None:
        return None
    last = end[1]
    whole = month_span(last.year, last.month - term.number + 1)
    if whole and term.base and term.base.kind == "month":
        return whole[0], last
    before = month_span(last.year, last.month - term.number)
    return (before[0].replace(day=min(last.day, before[1].day)) + DAY, last) if before else None


def ago_on_span(term: Term, story: Story) -> Span | None:
    """The weekday nearest to the day that lies so many weeks back."""
    day = story.writing_day and moved(story.writing_day, -7 * term.number)
    if day is None:
        return None
    ahead = ((term.weekday or 0) - day.weekday()) % 7
    found = moved(day, ahead if ahead <= 3 else ahead - 7)
    return (found, found) if found else None


def to_the_day_span(term: Term, story: Story) -> Span | None:
    """The same day of a month or year gone by."""
    day = story.writing_day
    if day is None:
        return None
    if term.unit == "week":
        found = moved(day, -7 * term.number)
    elif term.unit == "month":
        month = month_span(day.year, day.month - term.number)
        found = day_of(month[0].year, month[0].month, day.day) if month else None
    else:
        found = day_of(term.year or day.year - term.number, day.month, day.day)
    return (found, found) if found else None


def of_unit_span(term: Term, story: Story) -> Span | None:
    """A part of the week, month or year in which the story is: that of a dated telling of old, else of the writing."""
    told, writing = story.told, story.writing_year
    old = told and told.dated and told.block == story.block and told.days <= 366
    if told and old and (writing is None or (writing - told.latest).days > 366):
        whole = stepped(told.earliest, 0, term.unit)
        return part_of_unit(term, whole) if whole else None
    whole = stepped(writing, 0, term.unit) if writing else None
    part = part_of_unit(term, whole) if whole else None
    if part is None or writing is None or story.future:
        return part
    return (part[0], min(part[1], writing)) if part[0] <= writing else None


def turn_span(term: Term, story: Story) -> Span | None:
    """The last third of December and the first of January."""
    reference = story.writing_year
    year = term.year or (reference.year if reference else None)
    return (date(year - 1, 12, 21), date(year, 1, 10)) if year else None


def remembered(story: Story, words: str) -> Story:
    """The story with the words beside the date last told, from which "two days after the coup" finds its day."""
    if story.told is None:
        return story
    return replace(story, acts=(*story.acts, (words.lower(), story.told)))

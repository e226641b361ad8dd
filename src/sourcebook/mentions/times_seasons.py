"""Seasons: three months of the northern year, of the southern where the report plays there."""

from __future__ import annotations

from datetime import date

from sourcebook.mentions.times_calendars import month_span
from sourcebook.mentions.times_parts import Span
from sourcebook.mentions.times_story import Story
from sourcebook.mentions.times_terms import Term

LONGEST = 366  # days; "the autumn of that year" counts from no date vaguer than this
YEAR_STEPS = {"that": 0, "that same": 0, "the same": 0, "the following": 1, "the previous": -1}


def season_span(term: Term, story: Story) -> Span | None:
    """ "the winter of 2014-15", "last summer", "the autumn of that year"; what has begun of "this spring"."""
    month = (term.month or 1) if not story.southern else ((term.month or 1) + 5) % 12 + 1
    year = _year_of(term, story, month)
    start, end = (month_span(year, month), month_span(year, month + 2)) if year is not None else (None, None)
    if not start or not end:
        return None
    reference = story.writing_year
    so_far = reference if term.modifier == "this" and reference and start[0] <= reference else end[1]
    return start[0], min(end[1], so_far)


def _year_of(term: Term, story: Story, month: int) -> int | None:
    """The year in which the season opens that a term means."""
    if term.modifier in YEAR_STEPS:
        told = story.told
        near = told and (told.dated or story.segment - told.segment <= story.reach)
        return told.earliest.year + YEAR_STEPS[term.modifier] if told and near and told.days <= LONGEST else None
    if term.year is not None:
        # the southern summer of a year is the one most of which lies in it
        return term.year - 1 if story.southern and month == 12 and not term.number else term.year
    return _nearest_year(term, story, month)


def _nearest_year(term: Term, story: Story, month: int) -> int | None:
    """The year of the season last begun; of the next in what is to come."""
    reference = story.writing_year
    if reference is None:
        return None
    begun = _begins(reference.year, month) <= reference
    if term.modifier == "this":
        return reference.year - 1 if month == 12 and reference.month < 3 else reference.year
    if term.modifier == "next":
        return reference.year + 1
    if story.future and not term.modifier:
        return reference.year + 1 if begun else reference.year
    year = reference.year if begun else reference.year - 1
    end = month_span(year, month + 2)
    running = begun and end is not None and end[1] >= reference
    return year - 1 if term.modifier == "last" and running else year


def _begins(year: int, month: int) -> date:
    """The first day of a month."""
    return date(year, month, 1)

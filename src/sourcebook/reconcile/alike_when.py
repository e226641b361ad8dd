"""When two claims say it happened: one day, days that touch, or days that exclude each other."""

from __future__ import annotations

from datetime import date
from string import capwords

from sourcebook.reconcile.calendar import month_days
from sourcebook.reconcile.features import Features
from sourcebook.reconcile.retelling import names_no_place
from sourcebook.reconcile.signs import NO_SIGN, Sign
from sourcebook.reconcile.stories import one_story
from sourcebook.reconcile.wording import folded, likeness, word_list
from sourcebook.records.vocabulary import TimeBasis

REPEATED, SENTENCE_WORDS, REPEAT_DAYS = 0.85, 6, 31
"""The share of content words, and their number, that make two sentences one; for a month it may be printed again."""
SOON_DAYS, LATER_DAYS = 4, 31
"""News follows an incident within days; within the month it is still spoken of."""


def time_sign(left: Features, right: Features) -> Sign | None:
    """Same day, days that touch, or a wider overlap; days apart are a contradiction, one day of slack allowed."""
    if left.day is None or right.day is None:
        return calendar_sign(left, right)
    if left.anchored or right.anchored:
        return anchor_sign(left, right)
    gap = max(left.day[0] - right.day[1], right.day[0] - left.day[1], 0)
    length = max(left.day[1] - left.day[0], right.day[1] - right.day[0]) + 1
    if gap > 1:
        return Sign("dies_later", "one tells that somebody died of it later") if later_death(left, right) else None
    if gap == 1:
        return one_day_apart(left, right, length)
    if length <= 2:
        return Sign("same_day", "same day")
    if length <= 7:
        return Sign("same_week", "days within one week")
    return Sign("same_month", "days within one month") if length <= 31 else Sign("days_overlap", "days that overlap")


def calendar_sign(left: Features, right: Features) -> Sign:
    """No day; or a month and day that one report names without the year, and the other's day: "the April 21 blasts"."""
    undated, dated = (left, right) if left.day is None else (right, left)
    named = month_days(undated.claim.words.quote)
    one_report = left.document_id == right.document_id
    if dated.day is None or dated.anchored or one_report or len(named) != 1 or dated.day[1] - dated.day[0] > 1:
        return Sign("undated")
    days = (date.fromordinal(day) for day in range(dated.day[0], dated.day[1] + 1))
    met = next((day for day in days if (day.month, day.day) in named), None)
    return Sign("same_calendar_day", f"both on {met.day} {met:%B}") if met else Sign("other_calendar_day")


def days_exclude(left: Features, right: Features) -> bool:
    """Whether two told times lie more than a day apart: the cheapest test, which ends most comparisons."""
    one, other = left.day, right.day
    if one is None or other is None or left.anchored or right.anchored or left.arrest or right.arrest:
        return False
    gap = max(one[0] - other[1], other[0] - one[1])
    return gap > REPEAT_DAYS or (gap > 1 and repeated_sign(left, right) is None and not later_death(left, right))


def later_death(left: Features, right: Features) -> bool:
    """Whether the later of two days is that on which one of those hit died of it, days after."""
    if left.day is None or right.day is None or left.anchored or right.anchored:
        return False
    hit, death = (left, right) if left.day[1] < right.day[0] else (right, left)
    assert hit.day is not None and death.day is not None  # noqa: S101 - both days are known
    if not 0 < death.day[0] - hit.day[1] <= REPEAT_DAYS or (death.killed or 1) > 1 or not death.dies:
        return False
    if hit.document_id == death.document_id and names_no_place(death) and (hit.killed or 1) == 1:
        return True
    return bool(death.targets & hit.targets or victims_shared(hit, death) or death.ages & hit.ages)


def over_midnight(left: Features, right: Features) -> bool:
    """Whether two neighbouring days of one report are one night, or one incident dated in two ways.

    "Late Wednesday" and "early on Thursday" are one night; so are two days on which the same people were hit.
    """
    if left.counts and left.counts == right.counts:
        return True
    if left.day is None or right.day is None:
        return False
    first, second = (left, right) if left.day < right.day else (right, left)
    return bool(first.day_words & word_list("evening") and second.day_words & word_list("morning"))


def repeated_sign(left: Features, right: Features) -> Sign | None:
    """One sentence in two papers: "on Saturday" is read from the day of each, so the days differ without meaning it."""
    if TimeBasis.RELATIVE not in (left.claim.time.basis, right.claim.time.basis):
        return None
    one, other = left.day, right.day
    if one is None or other is None or max(one[0] - other[1], other[0] - one[1]) > REPEAT_DAYS:
        return None
    if left.document_id == right.document_id:
        return None
    if one_story(left, right):
        return Sign("one_story_two_days", "one story, whose day was read from two papers")
    if victims_shared(left, right):
        return Sign("one_victim_two_days", "one victim, whose day was read from two papers")
    if min(len(left.main_words), len(right.main_words)) < SENTENCE_WORDS:
        return None
    alike = likeness(left.main_words, right.main_words) >= REPEATED
    return Sign("one_sentence_two_days", "one sentence in two papers") if alike else None


def anchor_sign(left: Features, right: Features) -> Sign | None:
    """A report without a date of its own: the sooner after the other's day it was published, the likelier."""
    assert left.day is not None and right.day is not None  # noqa: S101 - time_sign has seen to it
    if left.anchored and right.anchored:
        apart = abs(left.day[1] - right.day[1])
    else:
        anchor, dated = (left.day, right.day) if left.anchored else (right.day, left.day)
        apart = anchor[1] - dated[1]
        if dated[0] > anchor[1] + 1:
            return None
    if apart <= 1:
        return Sign("published_at_once", "published at once")
    if apart <= SOON_DAYS:
        return Sign("published_soon", "published in the days after")
    if left.document_id == right.document_id:
        return Sign("published_together")
    if apart <= LATER_DAYS:
        return Sign("published_in_weeks", "published in the weeks after")
    in_court = any(f.anchored and f.words & word_list("court") for f in (left, right))
    return Sign("published_of_court") if in_court else Sign("published_late")


def one_day_apart(left: Features, right: Features, length: int) -> Sign:
    """Neighbouring days: midnight, time zones and "on Friday" read a day off explain one day, and no more."""
    if length > 2:
        return Sign("spans_a_day_apart", "dates one day apart")
    relative = TimeBasis.RELATIVE in (left.claim.time.basis, right.claim.time.basis)
    said_so = [f.claim.time_words for f in (left, right) if f.claim.time.basis is TimeBasis.RELATIVE]
    quote = next((words.quote for words in said_so if words), None)
    said = f", one of them “{quote}”" if quote else ""
    if relative:
        return Sign("a_told_day_apart", f"dates one day apart{said}")
    return Sign("a_day_apart", "dates one day apart")


def feast_sign(left: Features, right: Features) -> Sign:
    """An attack that both reports date by one feast: it goes by that name, in whatever town of the country."""
    if left.document_id == right.document_id or not left.day or left.day != right.day:
        return NO_SIGN
    feast = left.feast & right.feast
    return Sign("same_feast", f"both date it by {capwords(' '.join(sorted(feast)))}") if feast else NO_SIGN


def hour_sign(left: Features, right: Features) -> Sign:
    """The hour, to the minute, that both reports tell."""
    if left.document_id == right.document_id:
        return NO_SIGN
    shared = left.hours & right.hours
    return Sign("same_hour", f"both say {min(shared)}") if shared else NO_SIGN


def victims_shared(left: Features, right: Features) -> frozenset[str]:
    """The full names of those hit in one report that the other names too, leaving out the names of places."""
    if not (left.victims or right.victims):
        return frozenset()
    return names_of_people((left.victims & right.full_names) | (right.victims & left.full_names), left, right)


def names_of_people(named: frozenset[str], left: Features, right: Features) -> frozenset[str]:
    """The full names that are no part of where either claim is set."""
    if not named:
        return named
    places_named = [f.claim.place.name for f in (left, right) if f.claim.place]
    return frozenset(name for name in named if not any(name in folded(place) for place in places_named))

"""Dates in the forms of logs, armies, other languages and other calendars, and lists of days in one month."""

from __future__ import annotations

import re

from sourcebook.mentions.times_calendars import ethiopian_day, solar_month
from sourcebook.mentions.times_lexicon import lexicon
from sourcebook.mentions.times_rules import OF_YEAR, Rule, rule
from sourcebook.mentions.times_terms import Term
from sourcebook.mentions.times_words import full_year, month_named, plain, word_before, year_written

RUNS_ON = re.compile(
    r"[\s,]*(?:[.,;:)\]]|$|(?:in|at|of|respectively|when|near|and|by|to|outside|around|on|against|with|for)\b|(?:1[6-9]|20)\d\d\b)"
)
BUDDHIST = 543  # years by which the Buddhist era of Thailand is ahead
_NTH = r"\d{1,2}(?:st|nd|rd|th)?(?![\d:])"
_DAYS = rf"(?P<days>{_NTH}(?:\s*,\s*(?:the\s+)?{_NTH})+\s*,?\s*(?:\s(?:and|or)|&)\s+(?:the\s+)?{_NTH})"
_NUMBER = re.compile(r"\d{1,2}")


_GROUP = r"\b(?P<d>[0-3]\d)[0-2]\d[0-5]\d\s?(?-i:(?P<zone>[A-IK-Z])?\s?{mon})\s?(?P<y>(?:19|20)\d\d|\d\d)?(?!\w)"
_COMPACT = r"(?<![\w.-])(?P<d>\d{1,2})(?P<sep>[-/.]?)(?-i:{mon})(?P=sep)(?P<y>\d{4}|\d\d)(?!\w)"
_YEAR_FIRST = r"(?<![\w/.-])(?P<y>(?:19|20)\d\d)(?P<sep>[/.])(?P<m>\d\d?)(?P=sep)(?P<d>\d\d?)(?![\w/]|[.]\d)"
_QUARTER = (
    r"\b(?:(?P<part>Q[1-4]|H[12])\s+(?:of\s+)?(?P<y>(?:19|20)\d\d)|(?P<y2>(?:19|20)\d\d)\s?-?(?P<part2>Q[1-4]|H[12]))\b"
)
_ISO_WEEK = r"(?<![\w-])(?P<y>(?:19|20)\d\d)-?W(?P<w>[0-5]\d)(?:-(?P<d>[1-7]))?(?![\w-])"
_BUDDHIST = (
    r"\b(?:(?:(?P<d>\d{1,2})\s+)?(?-i:{mon})\.?,?\s+)?"
    r"(?:B\.?E\.?\s?(?P<y1>2[45]\d\d)|(?P<y2>2[45]\d\d)\s?\(?B\.?E\b\.?\)?)"
)
_FOREIGN = (
    r"(?<![\w-])(?:(?P<d>\d{1,2})(?:er|º|°|\.)?\s+(?:de\s+)?)?{foreign}\s+(?:(?:de|del|do)\s+)?"
    r"(?P<y>(?:19|20)\d\d)(?!\d)"
)
_ETHIOPIAN = (
    r"\b(?:(?P<d>\d{1,2})\s+)?{ethiopian}(?:\s+(?P<d2>\d{1,2}))?,?\s+(?P<y>(?:19|20)\d\d)"
    r"\s*\(?(?:E\.?\s?C\b\.?|Ethiopian\s+calendar)\)?"
)


def rules() -> tuple[Rule, ...]:
    """The rules of these forms, which come before those of plain days."""
    return (
        rule("group", "day", _GROUP, date_time_group),
        rule("compact", "day", _COMPACT, compact_day),
        rule("year_first", "digits", _YEAR_FIRST, year_first),
        rule("quarter", "digits", _QUARTER, quarter),
        rule("digits", "digits", r"(?<!\d)(?P<y>(?:19|20)\d\d)(?P<m>0[1-9]|1[0-2])(?P<d>[0-3]\d)(?!\d)", digits),
        rule("iso_week", "digits", _ISO_WEEK, iso_week),
        rule("buddhist", "era", _BUDDHIST, buddhist_date),
        rule("foreign", "foreign", _FOREIGN, foreign_date),
        rule("ethiopian", "calendar", _ETHIOPIAN, ethiopian_date),
        rule("day_list", "day", rf"(?<![\d.,/:])\b{_DAYS}\s+(?:of\s+)?{{month}}{OF_YEAR}?", day_list),
        rule("list_of_month", "day", rf"\b{{month}}\s+(?:the\s+)?{_DAYS}{OF_YEAR}?", list_of_month),
    )


def months() -> tuple[Rule, ...]:
    """Months of other calendars, which come after days of them."""
    return (rule("solar_month", "calendar", r"\b{solar},?\s+(?P<y>1[2-4]\d\d)\b", solar_month_of),)


def date_time_group(match: re.Match[str]) -> Term | None:
    """ "120445Z MAR 07": the day stands before the hour."""
    if not (match["zone"] or match["y"] or word_before(match) == "dtg"):
        return None
    year = full_year(match["y"]) if match["y"] else None
    return Term("calendar", *match.span(), year, lexicon().months[match["mon"].lower()], int(match["d"]))


def compact_day(match: re.Match[str]) -> Term | None:
    """ "7-Mar-07", "08MAR90"."""
    return Term(
        "calendar", *match.span(), full_year(match["y"]), lexicon().months[match["mon"].lower()], int(match["d"])
    )


def year_first(match: re.Match[str]) -> Term | None:
    """ "2014/03/05"."""
    return Term("calendar", *match.span(), int(match["y"]), int(match["m"]), int(match["d"]))


QUARTERS = {
    "q1": "first quarter", "q2": "second quarter", "q3": "third quarter", "q4": "fourth quarter",
    "h1": "first half", "h2": "second half",
}  # fmt: skip


def quarter(match: re.Match[str]) -> Term | None:
    """ "Q3 2018"."""
    year, part = int(match["y"] or match["y2"]), QUARTERS[(match["part"] or match["part2"]).lower()]
    return Term("year", *match.span(), year, part=part)


def digits(match: re.Match[str]) -> Term | None:
    """ "the record of 20190608"; eight digits without such a word are any number."""
    if word_before(match) not in lexicon().words["day_before"]:
        return None
    return Term("calendar", *match.span(), int(match["y"]), int(match["m"]), int(match["d"]))


def iso_week(match: re.Match[str]) -> Term | None:
    """ "2007-W09"."""
    weekday = int(match["d"]) - 1 if match["d"] else None
    return Term("iso_week", *match.span(), int(match["y"]), number=int(match["w"]), weekday=weekday)


def buddhist_date(match: re.Match[str]) -> Term | None:
    """ "18 February 2550 BE": only where the era is written."""
    year = int(match["y1"] or match["y2"]) - BUDDHIST
    if not match["mon"]:
        return Term("year", *match.span(), year)
    month = lexicon().months[match["mon"].lower()]
    if match["d"]:
        return Term("calendar", *match.span(), year, month, int(match["d"]))
    return Term("month", *match.span(), year, month)


def foreign_date(match: re.Match[str]) -> Term | None:
    """ "14 de julio de 2016", "3 août 2018": only with the year, since streets and parties bear days."""
    month = lexicon().foreign_months[match["mon"].lower()]
    if match["d"]:
        return Term("calendar", *match.span(), int(match["y"]), month, int(match["d"]))
    return Term("month", *match.span(), int(match["y"]), month)


def ethiopian_date(match: re.Match[str]) -> Term | None:
    """ "25 Tikimt 2013 E.C.": only where the calendar is written."""
    written = match["d"] or match["d2"]
    day = (
        ethiopian_day(int(match["y"]), lexicon().ethiopian_months[match["mon"].lower()], int(written))
        if written
        else None
    )
    if day is None:
        return Term("open", *match.span())
    return Term("calendar", *match.span(), day.year, day.month, day.day)


def solar_month_of(match: re.Match[str]) -> Term | None:
    """ "Asad 1385": a month of the Solar Hijri year."""
    span = solar_month(int(match["y"]), lexicon().solar_months[plain(match["solar"])])
    if span is None or not match["solar"][0].isupper():
        return None
    first, last = (Term("calendar", *match.span(), day.year, day.month, day.day) for day in span)
    return first._replace(until=last)


def day_list(match: re.Match[str]) -> tuple[Term, ...] | None:
    """ "3, 5 and 9 February": three days."""
    return _listed(match, tuple(_NUMBER.finditer(match.string, match.start("days"), match.end("days"))))


def list_of_month(match: re.Match[str]) -> tuple[Term, ...] | None:
    """ "January 7, 15 and 22": three days; "January 7, 15 and 22 men" are one day and men."""
    numbers = tuple(_NUMBER.finditer(match.string, match.start("days"), match.end("days")))
    if year_written(match) is None and not RUNS_ON.match(match.string, match.end("days"), match.endpos):
        first = Term("calendar", match.start(), numbers[0].end(), None, month_named(match), int(numbers[0][0]))
        return (first,)
    return _listed(match, numbers)


def _listed(match: re.Match[str], numbers: tuple[re.Match[str], ...]) -> tuple[Term, ...] | None:
    """A term for each day of a list; the first or the last has the month in its words."""
    days = [int(number[0]) for number in numbers]
    if not all(1 <= day <= 31 for day in days):
        return None
    year, month, modifier = year_written(match), month_named(match), plain(match["year_word"] or "")
    starts = [match.start(), *(number.start() for number in numbers[1:])]
    ends = [*(number.end() for number in numbers[:-1]), match.end()]
    return tuple(
        Term("calendar", start, end, year, month, day, modifier=modifier)
        for start, end, day in zip(starts, ends, days, strict=True)
    )

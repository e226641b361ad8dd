"""From a match to a term: what the parts of a date expression say, and which look-alikes are no dates."""

from __future__ import annotations

import re
from functools import cache

from sourcebook.mentions.times_calendars import solar_day
from sourcebook.mentions.times_lexicon import either, lexicon
from sourcebook.mentions.times_terms import Term
from sourcebook.mentions.times_words import (
    full_year,
    month_named,
    part_named,
    plain,
    word_after,
    word_before,
    year_written,
)

_RUNS_ON = re.compile(r"[\s,]*(?:[.,;:)\]]|$|(?:in|at|of|respectively|when|near)\b|(?:1[6-9]|20)\d\d\b)")


def known_day(match: re.Match[str]) -> Term | None:
    """ "the September 11 attacks": a day known by its attack; no later expression counts from it."""
    day = lexicon().known_days[plain(match["known_day"])]
    after = word_after(match, match.end())
    if after[:1].isupper() and after.lower() in lexicon().words["name_nouns"]:
        return None
    return Term("calendar", *match.span(), day.year, day.month, day.day, tells=False)


def iso_day(match: re.Match[str]) -> Term | None:
    """ "2015-03-05"."""
    return Term("calendar", *match.span(), int(match["y"]), int(match["m"]), int(match["d"]))


def numeric_day(match: re.Match[str]) -> Term | None:
    """ "03/04/2024": which number is the day is decided later; with full stops the day stands first."""
    first, second, year = int(match["a"]), int(match["b"]), full_year(match["y"])
    if match["sign"] == "." and len(match["y"]) == 4:
        return Term("calendar", *match.span(), year, second, first)
    if match["sign"] == "." and word_before(match) in lexicon().words["day_before"]:
        return Term("calendar", *match.span(), year, second, first)
    if match["sign"] != "/" and len(match["y"]) == 2:
        return None
    return Term("numeric", *match.span(), year, first, second)


def lunar_date(match: re.Match[str]) -> Term | None:
    """ "15 Ramadan 1445"."""
    month = lexicon().lunar_months[plain(match["lunar"])]
    return Term("lunar", *match.span(), int(match["y"]), month, int(match["d"]) if match["d"] else None)


def solar_date(match: re.Match[str]) -> Term | None:
    """ "12 Hut 1402": exactly one day of ours."""
    day = solar_day(int(match["y"]), lexicon().solar_months[plain(match["solar"])], int(match["d"]))
    if day is None:
        return Term("open", *match.span())
    return Term("calendar", *match.span(), day.year, day.month, day.day)


def calendar_day(match: re.Match[str]) -> Term | None:
    """ "5 March 2015", "March 5-6", "between 3 and 5 March", "December 17 last year"."""
    found = match.groupdict()
    end, last_day = match.end(), found["last_day"]
    if last_day and _is_count(match):
        last_day, end = None, match.end("day")
    year = year_written(match) if end == match.end() else None
    if year is None and not found["year_word"] and (_is_name(match, end) or _is_group(match, end)):
        return None
    return Term(
        "calendar",
        match.start(),
        end,
        year,
        month_named(match),
        int(found["day"]),
        int(last_day) if last_day else None,
        weekday=lexicon().weekdays[found["anyday"].rstrip(".").lower()] if found["anyday"] else None,
        modifier=plain(found["year_word"] or ""),
        part=next((name for name in ("week_of", "weekend", "week_from", "week_to") if found[name]), ""),
    )


def _is_count(match: re.Match[str]) -> bool:
    """Whether the second number in "March 5 and 12 people were shot" belongs to what follows."""
    if match["join"].strip().lower() not in ("and", "or") or match.start("day") < match.start("month"):
        return False
    return word_before(match) != "between" and not _RUNS_ON.match(match.string, match.end("last_day"), match.endpos)


def new_year(match: re.Match[str]) -> Term | None:
    """ "New Year's Eve"."""
    month, day = (12, 31) if match["which"].lower() == "eve" else (1, 1)
    return Term("calendar", *match.span(), int(match["year"]) if match["year"] else None, month, day)


def ordinal_day(match: re.Match[str]) -> Term | None:
    """ "the third of May"; not "the Second of May Barracks"."""
    year = year_written(match)
    if year is None and not match["year_word"] and _is_name(match, match.end()):
        return None
    day = lexicon().ordinals[plain(match["ordinal"])]
    return Term("calendar", *match.span(), year, month_named(match), day, modifier=plain(match["year_word"] or ""))


def nth_weekday(match: re.Match[str]) -> Term | None:
    """ "the first Sunday of March 2015"."""
    number = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": -1}[match["nth"].lower()]
    day = lexicon().weekdays[match["weekday"].lower()]
    written = plain(match["year_word"] or "")
    return Term(
        "calendar",
        *match.span(),
        year_written(match),
        month_named(match),
        weekday=day,
        number=number,
        part="nth",
        modifier=written,
    )


def day_of_month(match: re.Match[str]) -> Term | None:
    """ "on the 5th of last month"."""
    return Term("day_of_month", *match.span(), day=int(match["d"]), modifier=plain(match["modifier"] or ""))


def day_word(match: re.Match[str]) -> Term | None:
    """ "today", "last night", "minutes ago", "overnight"."""
    offsets = {"before": -2, "yesterday": -1, "today": 0, "now": 0, "tomorrow": 1, "after": 2}
    if match["overnight"]:
        return Term("overnight", *match.span())
    name = next(name for name in offsets if match[name])
    return Term("near_day", *match.span(), number=offsets[name])


def ago(match: re.Match[str]) -> Term | None:
    """ "two weeks ago", "three days later"."""
    direction = match["direction"].lower()
    unit, times = UNITS.get(match["unit"].lower(), (match["unit"].lower(), 1))
    about = plain(match["about"] or "")
    number = lexicon().number(match["number"]) if match["number"] else None
    loose = about.endswith("than") or about in ("over", "at least") or (unit == "day" and about in LOOSE)
    ranged = word_before(match) in ("to", "or")  # "three to four months before"
    if number is None or loose or ranged or unit == "decade":
        return Term("open", *match.span())
    sign = 1 if direction.startswith(("later", "after")) else -1
    kind = "from_anchor" if direction in ("ago", "back") else "from_told"
    return Term(kind, *match.span(), number=sign * number * times, unit=unit)


# Units that are counted as so many of another. Example: "a fortnight ago"
UNITS = {"night": ("day", 1), "fortnight": ("week", 2)}
SPANS = {"fortnight": ("week", 2), "decade": ("year", 10)}
LOOSE = frozenset({"nearly", "almost", "about", "around", "some", "roughly"})


def told_unit(match: re.Match[str]) -> Term | None:
    """ "the previous day", "the following month", "the day before", "the previous Friday"."""
    back = (match["modifier"] or match["direction"]).lower() in ("previous", "preceding", "prior", "before", "earlier")
    unit = (match["unit"] or match["unit2"]).lower()
    if match["weekday"]:
        day = lexicon().weekdays[unit]
        return Term("told_weekday", *match.span(), weekday=day, number=-1 if back else 1)
    if unit in ("summer", "winter"):
        return Term("open", *match.span())
    unit = unit if unit in ("week", "weekend", "month", "year") else "day"
    return Term("from_told", *match.span(), number=-1 if back else 1, unit=unit)


def same_unit(match: re.Match[str]) -> Term | None:
    """ "the same day", "later that month"."""
    unit = next(match[name] for name in ("unit", "unit2", "unit3", "unit4") if match[name]).lower()
    unit = unit if unit in ("week", "month", "year") else "day"
    if match["elsewhen"]:
        return Term("open", *match.span())
    return Term("same", *match.span(), unit=unit, part=plain(match["part"] or ""))


def past_span(match: re.Match[str]) -> Term | None:
    """ "in the past 24 hours", "over the last three months"."""
    unit, times = SPANS.get(match["unit"].lower(), (match["unit"].lower(), 1))
    if match["vague"]:
        return Term("recent", *match.span(), unit=match["unit"].lower() + "s", tells=False)
    if not match["number"] and (match["plural"] or unit in ("hour", "day")):
        return None
    number = (lexicon().number(match["number"]) if match["number"] else 1) or 1
    return Term("past", *match.span(), number=number * times, unit=unit, tells=False)


def recent_span(match: re.Match[str]) -> Term | None:
    """ "in recent weeks"."""
    return Term("recent", *match.span(), unit=match["unit"].lower(), tells=False)


def weekday(match: re.Match[str]) -> Term | None:
    """ "Friday night", "last Friday", "Tuesday of last week"; not "every Friday", "Bloody Sunday", "Sunday Courier"."""
    modifier = plain(match["modifier"] or "").removeprefix("the ").removeprefix("this ") or plain(
        match["modifier"] or ""
    )
    words = lexicon().words
    if (
        match["plural"]
        or _recurs(match)
        or modifier in ("every", "each", "most", "some")
        or word_before(match) in ("every", "each")
    ):
        return None
    if word_before(match) in words["weekday_names_before"] or (not match["possessive"] and _is_title(match)):
        return None
    if not match["possessive"] and _is_habit(match):
        return None
    later = (match["part_of_day"] or "").lower() == "overnight"
    return Term(
        "weekday",
        *match.span(),
        weekday=lexicon().weekdays[match["weekday"].lower()],
        modifier=modifier,
        part="overnight" if match["overnight"] or later else "",
        unit=plain(match["week"] or ""),
        possessive=bool(match["possessive"]),
    )


def named_day(match: re.Match[str]) -> Term | None:
    """ "Friday the 7th": the last such day."""
    return Term("nth_named", *match.span(), day=int(match["d"]), weekday=lexicon().weekdays[match["weekday"].lower()])


def this_unit(match: re.Match[str]) -> Term | None:
    """ "last week", "earlier this month", "late last year"."""
    modifier = plain(match["modifier"] or "this").removeprefix("the ")
    modifier = {"current": "this", "this past": "last", "this coming": "next", "coming": "next"}.get(modifier, modifier)
    part = plain(match["earlier"] or "") or part_named(match)
    return Term(
        "unit",
        *match.span(),
        unit=(match["unit"] or match["unit2"]).lower(),
        modifier=modifier,
        part="mid" if part.startswith("midway") else part,
        possessive=bool(match["possessive"]),
    )


def weekend(match: re.Match[str]) -> Term | None:
    """ "over the weekend"."""
    return Term("unit", *match.span(), unit="weekend", modifier="this")


# "March 8 and March 14 blocs": the second date of a pair stands before the noun that names both
_PAIRED = re.compile(r"\s+(?:and|or)\s+(?:[A-Z][a-z]+\s+\d{1,2}|\d{1,2}\s+[A-Z][a-z]+)(?=\s+[a-z])")


def _is_name(match: re.Match[str], end: int) -> bool:
    """Whether a date is part of a name: "March 23 Movement", "14 July Bridge", "28 February Popular Leagues"."""
    follows = match.string[end : min(match.endpos, end + 80)]
    paired = _PAIRED.match(follows)
    words = follows[paired.end() if paired else 0 :].split()
    if not words or (not match.string[end : end + 1].isspace() and match.string[end : end + 1] != "-"):
        return False
    nouns = lexicon().words["name_nouns"]
    first = words[0].strip(",.;:()[]\"'”’").removesuffix("'s").removesuffix("’s")
    before = word_before(match)
    if first.lower() not in nouns:
        return False
    if first.isupper() and len(first) > 3:
        return before != "on"
    if paired or first.lower() in ("bloc", "blocs"):
        return True
    return first[0].isupper() or (before == "the" or match[0].lower().startswith("the "))


@cache
def _habits() -> re.Pattern[str]:
    """What says that a thing happens again and again."""
    return re.compile(rf"\b(?:{either(lexicon().words['habits'])})\b", re.I)


def _is_habit(match: re.Match[str]) -> bool:
    """Whether a weekday only says what recurs: "checkpoints for Friday prayers each week"."""
    after = word_after(match, match.end())
    recurring = after.islower() and after.endswith("s") and after not in ("was", "as", "has", "is")
    return recurring and bool(_habits().search(match.string, match.pos, match.endpos))


_RECURRING = re.compile(
    r"\s+(?:(?:of|in)\s+(?:every|each|the|a)\s+(?:month|year|quarter)|running|in\s+a\s+row|straight)\b", re.I
)


def _recurs(match: re.Match[str]) -> bool:
    """Whether a weekday is one of each month: "the last Thursday of every month"."""
    return bool(_RECURRING.match(match.string, match.end(), match.endpos))


def _is_group(match: re.Match[str], end: int) -> bool:
    """Whether a date without "on" is a group known by it and acts: "November 17 killed the attaché"."""
    if plain(match.string[match.start() : end]).removeprefix("the ") not in lexicon().words["group_days"]:
        return False
    after = word_after(match, end)
    return word_before(match) not in lexicon().words["day_before"] and after.islower() and match.string[end] == " "


@cache
def _titles() -> re.Pattern[str]:
    """A rank or title before a name: "Maj. Friday Okoro"."""
    return re.compile(rf"\b(?:{either(lexicon().words['titles'])})\.?\s+$", re.I)


def _is_title(match: re.Match[str]) -> bool:
    """Whether a weekday opens the title of a newspaper: "The Sunday Courier"."""
    after, words = word_after(match, match.end("weekday")), lexicon().words
    if after[:1].isupper() and not after.isupper() and after.lower() in words["weekday_names_before"]:
        return True  # "Sunday Bloody Sunday"
    if after[:1].isupper() and not after.isupper() and after.lower() in words["name_nouns"]:
        return word_before(match) in ("the", "a", "an", "")
    if after in words["weekday_titles"] or (
        after[:1].isupper() and _titles().search(match.string, match.pos, match.start())
    ):
        return True
    if after.lower() not in words["weekday_names_after"]:
        return False
    return (
        (after[0].isupper() and not after.isupper()) or word_before(match) in ("the", "a", "an") or match[0].isupper()
    )

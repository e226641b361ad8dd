"""From a match to a term: what the parts of a date expression say, and which look-alikes are no dates."""

from __future__ import annotations

import re

from sourcebook.mentions.times_calendars import solar_day
from sourcebook.mentions.times_lexicon import lexicon
from sourcebook.mentions.times_terms import Term

_WORD_BEFORE = re.compile(r"([^\W\d_][\w'’.-]*)[\s\"“‘'(]*$")
_WORD_AFTER = re.compile(r"[\s\"“‘'(]*([^\W_][\w'’-]*)")
_RUNS_ON = re.compile(r"[\s,]*(?:[.,;:)\]]|$|(?:in|at|of|respectively|when|near)\b|(?:1[6-9]|20)\d\d\b)")


def iso_day(match: re.Match[str]) -> Term | None:
    """ "2015-03-05"."""
    return Term("calendar", *match.span(), int(match["y"]), int(match["m"]), int(match["d"]))


def numeric_day(match: re.Match[str]) -> Term | None:
    """ "03/04/2024": which number is the day is decided later; with full stops the day stands first."""
    first, second, year = int(match["a"]), int(match["b"]), _full_year(match["y"])
    if match["sign"] == "." and len(match["y"]) == 4:
        return Term("calendar", *match.span(), year, second, first)
    if match["sign"] != "/" and len(match["y"]) == 2:
        return None
    return Term("numeric", *match.span(), year, first, second)


def lunar_date(match: re.Match[str]) -> Term | None:
    """ "15 Ramadan 1445"."""
    month = lexicon().lunar_months[_plain(match["lunar"])]
    return Term("lunar", *match.span(), int(match["y"]), month, int(match["d"]) if match["d"] else None)


def solar_date(match: re.Match[str]) -> Term | None:
    """ "12 Hut 1402": exactly one day of ours."""
    day = solar_day(int(match["y"]), lexicon().solar_months[_plain(match["solar"])], int(match["d"]))
    if day is None:
        return Term("open", *match.span())
    return Term("calendar", *match.span(), day.year, day.month, day.day)


def calendar_day(match: re.Match[str]) -> Term | None:
    """ "5 March 2015", "March 5-6", "between 3 and 5 March", "December 17 last year"."""
    found = match.groupdict()
    end, last_day = match.end(), found["last_day"]
    if last_day and _is_count(match):
        last_day, end = None, match.end("day")
    year = _year(match) if end == match.end() else None
    if year is None and not found["year_word"] and _is_name(match, end):
        return None
    return Term(
        "calendar",
        match.start(),
        end,
        year,
        _month(match),
        int(found["day"]),
        int(last_day) if last_day else None,
        modifier=_plain(found["year_word"] or ""),
    )


def _is_count(match: re.Match[str]) -> bool:
    """Whether the second number in "March 5 and 12 people were shot" belongs to what follows."""
    if match["join"].strip().lower() not in ("and", "or") or match.start("day") < match.start("month"):
        return False
    return _word_before(match) != "between" and not _RUNS_ON.match(match.string, match.end("last_day"), match.endpos)


def new_year(match: re.Match[str]) -> Term | None:
    """ "New Year's Eve"."""
    month, day = (12, 31) if match["which"].lower() == "eve" else (1, 1)
    return Term("calendar", *match.span(), int(match["year"]) if match["year"] else None, month, day)


def day_of_month(match: re.Match[str]) -> Term | None:
    """ "on the 5th of last month"."""
    return Term("day_of_month", *match.span(), day=int(match["d"]), modifier=_plain(match["modifier"] or ""))


def day_word(match: re.Match[str]) -> Term | None:
    """ "today", "last night", "overnight"."""
    offsets = {"before": -2, "yesterday": -1, "today": 0, "tomorrow": 1, "after": 2}
    if match["overnight"]:
        return Term("overnight", *match.span())
    name = next(name for name in offsets if match[name])
    return Term("near_day", *match.span(), number=offsets[name])


def ago(match: re.Match[str]) -> Term | None:
    """ "two weeks ago", "three days later"."""
    direction = match["direction"].lower()
    unit = match["unit"].lower().replace("night", "day")
    about = _plain(match["about"] or "")
    number = lexicon().number(match["number"]) if match["number"] else None
    loose = about.endswith("than") or about in ("over", "at least") or (unit == "day" and about in LOOSE)
    if number is None or loose or unit == "decade":
        return Term("open", *match.span())
    sign = 1 if direction.startswith(("later", "after")) else -1
    kind = "from_anchor" if direction in ("ago", "back") else "from_told"
    return Term(kind, *match.span(), number=sign * number, unit=unit)


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
    return Term("same", *match.span(), unit=unit, part=_plain(match["part"] or ""))


def past_span(match: re.Match[str]) -> Term | None:
    """ "in the past 24 hours", "over the last three months"."""
    unit = match["unit"].lower()
    if match["vague"]:
        return Term("recent", *match.span(), unit=unit + "s", tells=False)
    if not match["number"] and (match["plural"] or unit in ("hour", "day")):
        return None
    number = (lexicon().number(match["number"]) if match["number"] else 1) or 1
    return Term("past", *match.span(), number=number, unit=unit, tells=False)


def recent_span(match: re.Match[str]) -> Term | None:
    """ "in recent weeks"."""
    return Term("recent", *match.span(), unit=match["unit"].lower(), tells=False)


def weekday(match: re.Match[str]) -> Term | None:
    """ "Friday night", "last Friday", "Tuesday of last week"; not "every Friday", "Bloody Sunday", "Sunday Courier"."""
    modifier = _plain(match["modifier"] or "").removeprefix("the ").removeprefix("this ") or _plain(
        match["modifier"] or ""
    )
    words = lexicon().words
    if match["plural"] or modifier in ("every", "each", "most", "some") or _word_before(match) in ("every", "each"):
        return None
    if _word_before(match) in words["weekday_names_before"] or (not match["possessive"] and _is_title(match)):
        return None
    later = (match["part_of_day"] or "").lower() == "overnight"
    return Term(
        "weekday",
        *match.span(),
        weekday=lexicon().weekdays[match["weekday"].lower()],
        modifier=modifier,
        part="overnight" if match["overnight"] or later else "",
        unit=_plain(match["week"] or ""),
        possessive=bool(match["possessive"]),
    )


def this_unit(match: re.Match[str]) -> Term | None:
    """ "last week", "earlier this month", "late last year"."""
    modifier = _plain(match["modifier"] or "this").removeprefix("the ")
    modifier = {"current": "this", "this past": "last", "this coming": "next", "coming": "next"}.get(modifier, modifier)
    part = _plain(match["earlier"] or "") or _part(match)
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


def month_of_year(match: re.Match[str]) -> Term | None:
    """ "March 2015", "early January 2020", "September last year"."""
    return Term(
        "month",
        *match.span(),
        _year(match),
        _month(match),
        modifier=_plain(match["year_word"] or ""),
        part=_part(match),
    )


def bare_month(match: re.Match[str]) -> Term | None:
    """ "in February", "the April raid"; not "May, a spokesman", "March district"."""
    words = lexicon().words
    after, before = _word_after(match, match.end()), _word_before(match)
    modifier = _plain(match["modifier"] or "")
    if before == "the" and after.lower() == "of" and match["month"].lower() in VERBS:
        return None
    shortened = match["month"].rstrip(" .").lower() not in FULL_MONTHS
    if after.lower() in words["month_places"] or modifier in ("every", "each") or before in ("every", "each", "black"):
        return None
    governed = bool(match["part"] or modifier) or before in words["month_before"]
    weak = not governed and before in ("to", "and", "or", "")
    named = after.islower() or (after != "" and match["month"].lower() not in VERBS)
    noun = (before in words["year_determiners"] and named) or before.endswith(("'s", "’s"))
    if not (governed or match["possessive"] or weak or (noun and after)):
        return None
    if shortened and not governed:
        return None
    return Term(
        "month",
        *match.span(),
        month=_month(match),
        modifier="last" if modifier == "this past" else modifier,
        number=1 if modifier else 0,
        part=_part(match),
        weak=weak and not match["possessive"],
        tells=governed,
    )


VERBS = frozenset({"march", "may"})
FULL_MONTHS = frozenset(name for name in lexicon().months if len(name) > 4 or name in ("may", "june", "july"))


def season(match: re.Match[str]) -> Term | None:
    """ "in the summer of 2014", "last winter"; not "spring offensive"."""
    if not (match["year"] or match["modifier"] or match["year_word"] or match["the"]):
        return None
    if match["the"] and not match["year"] and match["season"].lower() == "fall":
        return None
    if match["modifier"] and match["season"].lower() == "fall" and not match["season"].islower():
        return None
    last = match["last_year"]
    return Term(
        "season",
        *match.span(),
        int(match["year"]) if match["year"] else None,
        lexicon().seasons[match["season"].lower()],
        modifier=_plain(match["modifier"] or match["year_word"] or "").removeprefix("this "),
        number=int(last) if last else 0,
        part=_part(match),
    )


def decade(match: re.Match[str]) -> Term | None:
    """ "the early 1990s", "the eighties"."""
    if match["decade"]:
        year = int(match["decade"])
    else:
        year = 1900 + (int(match["short"]) if match["short"] else lexicon().decades[match["decade_word"].lower()])
    early = re.search(r"\b(early|mid|late)\b", match[0], re.I)
    return Term("decade", *match.span(), year, part=early[1].lower() if early else _part(match), tells=False)


def years(match: re.Match[str]) -> Term | None:
    """ "2014-2016", "2014/15", "2015–present"."""
    year = int(match["year"])
    if match["now"]:
        return Term("year", *match.span(), year, open=True, tells=False)
    last = int(match["last_year"])
    last += (year // 100) * 100 if last < 100 else 0
    if last <= year:
        return None
    return Term("year", *match.span(), year, until=Term("year", *match.span(), last), tells=False)


def bare_year(match: re.Match[str]) -> Term | None:
    """ "in 2015", "the 2015 attack"; not "2015 hours", "1980 families", "Resolution 1701"."""
    words = lexicon().words
    after, before = _word_after(match, match.end()), _word_before(match)
    near = match.string[max(match.pos, match.start() - 1) : match.start()]
    follows = match.string[match.end() : match.end() + 1]
    if after.lower() in words["counted"] or _counts_on(match) or _is_clock(match, before):
        return None
    plural = after.endswith("s") and after.islower() and follows == " " and len(after) > 3 and after not in NO_PLURALS
    governed = before in words["year_before"] and near != "("
    if plural and (before in words["year_before_doubtful"] or before in ("and", "or")):
        return None
    bracketed = (near == "(" and follows in "),") or (near == "[" and follows == "]")
    noun = before in words["year_determiners"] or before.endswith(("'s", "’s", "s’"))
    weak = before in ("to", "and", "or", "") or near in "-–—"
    if not (match["part"] or governed or bracketed or match["possessive"] or weak or (noun and after[:1].isalpha())):
        return None
    certain = bool(match["part"]) or governed or bracketed or bool(match["possessive"])
    noun = noun and before not in ("and", "a", "an", "no") and after[:1].isalpha()
    return Term(
        "year",
        *match.span(),
        int(match["year"]),
        part=_part(match),
        weak=not certain and not noun,
        tells=certain and not match["possessive"],
    )


NO_PLURALS = frozenset(
    {"this", "his", "its", "was", "has", "does", "always", "perhaps", "besides", "towards", "across"}
)
_COUNTS_ON = re.compile(r"\s+(?:to|or|and)\s+([\d,]*\d)\s+([a-z]+)")


def feast(match: re.Match[str]) -> Term | None:
    """ "Ramadan", "Christmas": named, its days left open."""
    return Term("open", *match.span()) if match[0][0].isupper() else None


def _is_clock(match: re.Match[str], before: str) -> bool:
    """Whether four digits may be an hour: "AROUND 1700" in a wire, or a year too far back to be told in passing."""
    if match["part"] or before in ("in", "since", "year"):
        return False
    wire = match.string[max(match.pos, match.start() - 12) : match.start()].isupper()
    return match["year"] < "1800" or (wire and match["year"][2:] < "60" and before in CLOCK_BEFORE)


CLOCK_BEFORE = frozenset({"around", "about", "by", "from", "until", "till", "before", "after", "between", "and", "to"})


def _counts_on(match: re.Match[str]) -> bool:
    """Whether a number range goes on: "2000 to 30000 men"."""
    found = _COUNTS_ON.match(match.string, match.end(), match.endpos)
    return bool(found) and found is not None and (len(found[1]) != 4 or found[2] in lexicon().words["counted"])


def _is_name(match: re.Match[str], end: int) -> bool:
    """Whether a date is part of a name: "March 23 Movement", "14 July Bridge", "28 February Popular Leagues"."""
    words = match.string[end : min(match.endpos, end + 60)].split()
    if not words or (not match.string[end : end + 1].isspace() and match.string[end : end + 1] != "-"):
        return False
    nouns = lexicon().words["name_nouns"]
    first = words[0].strip(",.;:()[]\"'”’").removesuffix("'s").removesuffix("’s")
    before = _word_before(match)
    if first.lower() not in nouns:
        return False
    if first.isupper() and len(first) > 3:
        return before != "on"
    return first[0].isupper() or (before == "the" or match[0].lower().startswith("the "))


def _is_title(match: re.Match[str]) -> bool:
    """Whether a weekday opens the title of a newspaper: "The Sunday Courier"."""
    after = _word_after(match, match.end("weekday"))
    if after.lower() not in lexicon().words["weekday_names_after"]:
        return False
    return (after[0].isupper() and not after.isupper()) or _word_before(match) == "the" or match[0].isupper()


def _word_before(match: re.Match[str]) -> str:
    """The word before a match, in small letters."""
    found = _WORD_BEFORE.search(match.string, max(match.pos, match.start() - 30), match.start())
    return found[1].lower() if found else ""


def _word_after(match: re.Match[str], end: int) -> str:
    """The word after a match as written."""
    found = _WORD_AFTER.match(match.string, end, match.endpos)
    return found[1] if found else ""


def _month(match: re.Match[str]) -> int:
    """The number of the month named."""
    return lexicon().months[match["month"].rstrip(" .").lower()]


def _year(match: re.Match[str]) -> int | None:
    """The year written, two digits made four."""
    if match["year"]:
        return int(match["year"])
    short = match["apostrophe"] or match["short"]
    return _full_year(short) if short else None


def _full_year(written: str) -> int:
    """Two digits stand for the years 1931 to 2030."""
    year = int(written)
    return year if len(written) == 4 else year + (1900 if year > 30 else 2000)


def _part(match: re.Match[str]) -> str:
    """The part of a month or year as one of a few names."""
    written = _plain(match["part"] or "").removeprefix("the ").removesuffix(" of")
    return {
        "beginning": "early", "start": "early", "outset": "early", "first days": "early", "first weeks": "early",
        "end": "late", "close": "late", "last days": "late", "last weeks": "late", "middle": "mid",
    }.get(written, written)  # fmt: skip


def _plain(written: str) -> str:
    """Words in small letters with single blanks."""
    return " ".join(written.lower().split())

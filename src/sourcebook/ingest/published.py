"""Publication dates, read strictly: a full day or nothing. What cannot be read is reported, never guessed at."""

from __future__ import annotations

import re
import tomllib
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def words(name: str) -> dict[str, Any]:
    """One of the room's word lists."""
    text = files("sourcebook.ingest").joinpath("words").joinpath(f"{name}.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


@cache
def month_numbers() -> dict[str, int]:
    """The number of each month by its names."""
    return {name: number for number, names in enumerate(words("dates")["months"], 1) for name in names}


@cache
def patterns() -> tuple[re.Pattern[str], ...]:
    """The ways in which a full date is written, each naming year, month and day."""
    months = "|".join(sorted(month_numbers(), key=len, reverse=True))
    weekdays = "|".join(sorted(words("dates")["weekdays"], key=len, reverse=True))
    weekday = rf"(?:(?:{weekdays})\.?,?\s+)?"
    year = r"(?P<year>(?:1[89]|20)\d\d)"
    month, day = rf"(?P<month>{months})\.?", r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
    written = (
        rf"{weekday}{day}(?:\s+of)?[\s-]+{month}[,\s-]+(?:{year}|(?P<short>\d\d)(?!\d|:))",
        rf"{weekday}{month}\s+{day},?\s+{year}",
        rf"{year}[-/.](?P<month>\d\d?)[-/.](?P<day>\d\d?)(?!\d)",
        rf"{year}(?P<month>\d\d)(?P<day>\d\d)(?!\d)",
    )
    return tuple(re.compile(pattern, re.IGNORECASE) for pattern in written)


AFTER = re.compile(
    r"(?:(?:,|T|\s|at|-|\||–)*\d{1,2}[:.]?\d\d(?:[:.]\d\d)?(?:[.,]\d+)?\s*(?:[ap]\.?m\.?)?)?"
    r"\s*(?:Z|[+-]\d\d:?\d\d|\(?[A-Z]{2,5}\)?(?:[+-]\d+)?|\(.{1,30}\))*\s*",
    re.IGNORECASE,
)


def day_of(match: re.Match[str]) -> date | None:
    """The day that a match of one of the patterns names, if the calendar has it."""
    found = match.groupdict()
    month = found["month"].lower()
    year = int(found["year"] or 0)
    if not year:
        short = int(found["short"])
        year = short + (1900 if short >= 50 else 2000)
    try:
        return date(year, int(month) if month.isdigit() else month_numbers()[month], int(found["day"]))
    except ValueError:
        return None


def published_day(value: str) -> date | None:
    """The day that a whole value states, a time of day allowed after it.

    >>> published_day("Tue, 12 Dec 2017 08:30:00 +0500"), published_day("Dec 12, 2017")
    (datetime.date(2017, 12, 12), datetime.date(2017, 12, 12))
    >>> published_day("2017-12"), published_day("03/04/2017"), published_day("29 February 2023")
    (None, None, None)
    """
    value = value.strip()
    for pattern in patterns():
        if (match := pattern.match(value)) and AFTER.fullmatch(value, match.end()):
            return day_of(match)
    return None


def first_day_in(text: str) -> date | None:
    """The first full date that stands anywhere in a line.

    >>> first_day_in("SAN SALVADOR, 12 JAN 90 (ACAN-EFE) -- [TEXT]")
    datetime.date(1990, 1, 12)
    """
    found = (match for pattern in patterns() for match in pattern.finditer(text))
    for match in sorted(found, key=lambda match: match.start()):
        if not text[match.start() - 1 : match.start()].isalnum() and (day := day_of(match)):
            return day
    return None

"""Days that words name without a year, and how long ago words say that something was."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from sourcebook.reconcile.wording import data, folded, word_list

MonthDay = tuple[int, int]
Length = tuple[int, int]

_MONTHS = "|".join(sorted(data()["months"], key=len, reverse=True))
_NO_YEAR = r"(?!\s*,?\s*(?:19|20)\d\d)"
MONTH_FIRST = re.compile(rf"(?<!\w)({_MONTHS})\.? (\d{{1,2}})(?:st|nd|rd|th)?(?![\d.:,]?\d){_NO_YEAR}")
DAY_FIRST = re.compile(rf"(?<![\d.:,])(\d{{1,2}})(?:st|nd|rd|th)?(?: of)? ({_MONTHS})(?!\w)\.?{_NO_YEAR}")
AGO = re.compile(r"(?:(\w+) )?(day|week|month)s? ago|last (week|month)|yesterday|(?:last|over) night")
EARLIER = re.compile(r"(\w+) (day|week|month)s? (?:earlier|before)\b")
MOST_DAYS = 31


@lru_cache(maxsize=20_000)
def month_days(text: str) -> frozenset[MonthDay]:
    """The months and days that a text names without a year.

    >>> sorted(month_days("On September 18 rebels struck; on 3 May 2011 and in April 20 others had."))
    [(4, 20), (9, 18)]
    """
    months = data()["months"]
    found = {(months[m.group(1)], int(m.group(2))) for m in MONTH_FIRST.finditer(text)}
    found |= {(months[m.group(2)], int(m.group(1))) for m in DAY_FIRST.finditer(text)}
    return frozenset((month, day) for month, day in found if 1 <= day <= MOST_DAYS)


def days_ago(text: str) -> Length | None:
    """How many days before they were written the words say that something was; nothing where they do not tell.

    >>> days_ago("A week ago bandits took 27 pupils."), days_ago("three days earlier"), days_ago("in Kagara")
    ((5, 10), None, None)
    """
    said = AGO.search(folded(text))
    if said is None:
        return None
    count, unit, last = said.groups()
    if last is not None:
        return {"week": (1, 13), "month": (1, 61)}[last]
    return (0, 2) if unit is None else counted(count, unit)


def days_earlier(text: str) -> Length | None:
    """How many days before the report's own story the words say that something was.

    >>> days_earlier("Two days earlier a bomb went off."), days_earlier("two days ago")
    ((1, 3), None)
    """
    said = EARLIER.search(folded(text))
    return counted(*said.groups()) if said else None


def counted(count: str | None, unit: str) -> Length | None:
    """The least and the most days that "two weeks" may mean; nothing where the count is no number."""
    number = data()["counts"].get(count or "", int(count) if count and count.isdigit() else 0)
    if not number:
        return None
    spans = {"day": (number - 1, number + 1), "week": (5 * number, 10 * number), "month": (21 * number, 45 * number)}
    low, high = spans[unit]
    return max(0, low), high


def weekdays_in(texts: Iterable[str]) -> frozenset[int]:
    """The days of the week that texts name, Monday being 0."""
    names = data()["weekdays"].split()
    words = {word for text in texts for word in folded(text).split()}
    return frozenset(at for at, name in enumerate(names) if name in words or f"{name}s" in words)


def of_the_news(texts: Iterable[str]) -> bool:
    """Whether words tell a day as the reader's: "on Sunday night", "yesterday", "early today"."""
    words = {word for text in texts for word in folded(text).split()}
    return bool(words & word_list("reader_days")) or bool(weekdays_in(texts))

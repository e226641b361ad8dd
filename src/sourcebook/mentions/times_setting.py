"""Where a report plays, as far as dates need it: southern summers, churches of the Julian calendar, national days."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from sourcebook.mentions.times_lexicon import either


@dataclass(frozen=True, slots=True, kw_only=True)
class Feasts:
    """The feasts with what gives their days; keys in small letters."""

    fixed: dict[str, tuple[int, int]]
    easter: dict[str, tuple[int, int]]
    orthodox: dict[str, tuple[int, int]]
    lunar: dict[str, tuple[int, int]]
    spans: dict[str, tuple[tuple[int, int], tuple[int, int]]]
    independence: dict[str, tuple[int, int]]
    words: dict[str, frozenset[str]]

    @property
    def names(self) -> frozenset[str]:
        """Every feast that the lexicon names."""
        tables = (self.fixed, self.easter, self.orthodox, self.lunar, self.spans)
        return frozenset(self.words["open"]).union(*tables)


@cache
def feasts() -> Feasts:
    """The feasts of ``lexicon/feasts.toml``."""
    data = tomllib.loads(files("sourcebook.mentions").joinpath("lexicon/feasts.toml").read_text("utf-8"))
    return Feasts(
        fixed={name: _month_day(day) for name, day in data["fixed"].items()},
        easter={name: (first, last) for name, (first, last) in data["easter"].items()},
        orthodox={name: (first, last) for name, (first, last) in data["orthodox"].items()},
        lunar={name: (month, day) for name, (day, month) in data["lunar"].items()},
        spans={name: (_month_day(first), _month_day(last)) for name, (first, last) in data["spans"].items()},
        independence={name: _month_day(day) for day, names in data["independence"].items() for name in names},
        words={name: frozenset(words) for name, words in data["words"].items()},
    )


def _month_day(written: str) -> tuple[int, int]:
    """ "12-25" as month and day."""
    month, day = written.split("-")
    return int(month), int(day)


@cache
def _named(words: str) -> re.Pattern[str]:
    """Any of the names of one list, as a whole word."""
    return re.compile(rf"\b(?:{either(feasts().words[words])})(?:s|['’]s)?\b", re.I)


@cache
def _independent() -> re.Pattern[str]:
    """The countries whose independence day is known; "us" only in capitals."""
    names = {name for name in feasts().independence if name != "us"}
    return re.compile(rf"\b(?P<country>{either(names)}|(?-i:US))(?=s\b|['’]s\b|\b)", re.I)


def is_southern(text: str, start: int, end: int) -> bool:
    """Whether a sentence names a country whose summer is at the turn of the year, or its document does so twice.

    >>> text = "In Chile the strike began in summer."
    >>> is_southern(text, 0, len(text))
    True
    """
    named = _named("southern")
    if named.search(text, start, end):
        return True
    return sum(1 for _ in named.finditer(text)) >= 2


def keeps_julian(text: str, feast: str) -> bool:
    """Whether a text names a country whose Christians mostly keep a feast by the Julian calendar."""
    return bool(_named("julian_easter" if feast == "easter" else "julian_christmas").search(text))


def independence_day(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Month and day of the independence day of the one country that a sentence names; null where none or several.

    >>> independence_day("A parade was shelled on Ukraine's Independence Day.", 0, 52)
    (8, 24)
    """
    known = feasts().independence
    days = {known[" ".join(match["country"].lower().split())] for match in _independent().finditer(text, start, end)}
    return days.pop() if len(days) == 1 else None

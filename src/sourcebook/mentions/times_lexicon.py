"""The words of dates, read once from ``lexicon/times.toml`` and made into pieces of patterns."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """Numbers by word, and lists of words by name."""

    months: dict[str, int]
    weekdays: dict[str, int]
    numbers: dict[str, int]
    seasons: dict[str, int]
    lunar_months: dict[str, int]
    solar_months: dict[str, int]
    ethiopian_months: dict[str, int]
    foreign_months: dict[str, int]
    ordinals: dict[str, int]
    decades: dict[str, int]
    recent_days: dict[str, int]
    known_days: dict[str, date]
    words: dict[str, frozenset[str]]

    def number(self, written: str) -> int | None:
        """The number that digits or a word stand for.

        >>> lexicon().number("Twenty-one"), lexicon().number("7"), lexicon().number("several")
        (21, 7, None)
        """
        if written.isdecimal():
            return int(written)
        parts = [self.numbers.get(part) for part in re.split(r"[\s-]+", written.casefold())]
        known = [part for part in parts if part is not None]
        return sum(known) if known and len(known) == len(parts) else None


@cache
def lexicon() -> Lexicon:
    """The words of dates."""
    data = tomllib.loads(files("sourcebook.mentions").joinpath("lexicon/times.toml").read_text("utf-8"))
    return Lexicon(
        months=data["months"],
        weekdays=data["weekdays"] | data["weekday_abbreviations"],
        numbers=data["numbers"],
        seasons=data["seasons"],
        lunar_months=data["lunar_months"],
        solar_months=data["solar_months"],
        ethiopian_months=data["ethiopian_months"],
        foreign_months=data["foreign_months"],
        ordinals=data["ordinals"],
        decades=data["decades"],
        recent_days=data["recent_days"],
        known_days=data["known_days"],
        words={name: frozenset(words) for name, words in data["words"].items()},
    )


def either(words: Iterable[str]) -> str:
    """An alternation of words, the longest first; blanks in a word may be any blanks of the text."""
    ordered = sorted(words, key=lambda word: (-len(word), word))
    return "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in ordered)


def titled(words: Iterable[str]) -> str:
    """An alternation of names as written with a capital or all in capitals, never small: "May", "MAY", not "may"."""
    return either({form for word in words for form in (word.capitalize(), word.upper())})


def _feast_names() -> Iterable[str]:
    """Every name of a feast that the lexicon of feasts has."""
    data = tomllib.loads(files("sourcebook.mentions").joinpath("lexicon/feasts.toml").read_text("utf-8"))
    tables = ("fixed", "easter", "orthodox", "lunar", "spans")
    return {*data["words"]["open"], *(name for table in tables for name in data[table])} - {"independence day"}


@cache
def pieces() -> dict[str, str]:
    """Named parts of patterns: ``{month}`` in a pattern stands for any month's name."""
    words = lexicon()
    abbreviations = [name for name in words.months if len(name) < 5 and name not in ("may", "june", "july")]
    full = [name for name in words.months if name not in abbreviations]
    shorts = [name for name in words.weekdays if not name.endswith("day")]
    days = [name for name in words.weekdays if name.endswith("day")]
    return {
        "month": rf"(?P<month>(?:{titled(full)})\b|(?:{titled(abbreviations)})\b(?:\s?\.)?)",
        "mon": rf"(?P<mon>{titled(words.months)})",
        "foreign": rf"(?P<mon>{either(words.foreign_months)})",
        "ethiopian": rf"(?P<mon>{either(words.ethiopian_months)})",
        "weekday": rf"(?P<weekday>{titled(days)})",
        "anyday": rf"(?:(?:(?i:last|this)\s+)?(?P<anyday>{titled(days)}|(?:{titled(shorts)})\b\.?),?\s+)",
        "day": r"(?P<day>\d{1,2})(?:st|nd|rd|th|ST|ND|RD|TH)?",
        "last_day": r"(?P<last_day>[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?(?![\d,.]*\d)",
        "year": r"(?P<year>(?:1[6-9]|20)\d\d)(?![\d,.]*\d|%|\s?(?:st|nd|rd|th)\b)",
        "short_year": r"(?:['’](?P<apostrophe>\d\d)\b|(?P<short>[3-9]\d)\b(?=\s*(?:[,.;:)\-–—(\]]|$)))",
        "number": rf"(?P<number>\d{{1,3}}|(?:{either(w for w in words.numbers if w not in ('a', 'an'))})"
        rf"(?:-(?:one|two|three|four|five|six|seven|eight|nine))?|an?)",
        "season": rf"(?P<season>{either(words.seasons)})",
        "lunar": rf"(?P<lunar>{either(words.lunar_months)})",
        "solar": rf"(?P<solar>{either(words.solar_months)})",
        "known_day": rf"(?P<known_day>{either(words.known_days)})",
        "feast": rf"(?P<feast>{either(_feast_names())})",
        "decade_word": rf"(?P<decade_word>{either(words.decades)})",
        "part": r"(?P<part>early|late|mid|middle\s+of|(?:the\s+)?(?:beginning|start|outset|end|close|middle)\s+of"
        r"|(?:the\s+)?(?:first|last)\s+(?:few\s+)?(?:days|weeks)\s+of|(?:the\s+)?(?:first|last)\s+(?:two|three|five|ten)\s+days\s+of"
        r"|(?:the\s+)?(?:first|last)\s+(?:two|three)\s+weeks\s+of|(?:the\s+)?(?:first|second)\s+half\s+of"
        r"|(?:the\s+)?(?:first|last)\s+(?:two|three|four|six|nine)\s+months\s+of"
        r"|(?:the\s+)?(?:first|second|third|fourth|last)\s+(?:week|quarter)\s+of)",
        "part_of_day": r"(?:morning|afternoon|evening|night|midnight|midday|noon|dawn|dusk|overnight|lunchtime)",
    }


def pattern(template: str, ignore_case: bool = True) -> re.Pattern[str]:
    """A pattern with its ``{pieces}`` filled in."""
    filled = template
    for name, piece in pieces().items():
        if "{" + name + "}" in filled:
            part = piece if ignore_case is False or name not in CASED else f"(?-i:{piece})"
            filled = filled.replace("{" + name + "}", part)
    return re.compile(filled, re.I if ignore_case else 0)


CASED = frozenset({"month", "weekday", "anyday"})

"""Inline source citations, "(Dawn, December 12, 2017)": the origin of what their sentence says."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files

from sourcebook.records.claims import Citation
from sourcebook.records.text import Document

_BRACKET = re.compile(r"\(([^()]{5,300})\)")
_PIECE = re.compile(r"[^;]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Cited:
    """One source in a bracket, as written: outlet, date parts (each may be missing), characters."""

    outlet: str
    year: int | None
    month: int | None
    day: int | None
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """The pattern of one citation, the months' numbers, and the words that are no outlet."""

    pattern: re.Pattern[str]
    months: dict[str, int]
    no_outlet: frozenset[str]


@cache
def _lexicon() -> Lexicon:
    """The citation lexicon, compiled once."""
    words = tomllib.loads(files("sourcebook.segment.lexicon").joinpath("citations.toml").read_text("utf-8"))
    months: dict[str, int] = words["months"]
    month = "|".join(sorted(months, key=len, reverse=True))
    dated = (
        rf"(?:(?i:(?P<month>{month}))\.?\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?:[,.]{{0,2}}\s*(?P<year>\d{{4}}))?"
        rf"|(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?\s+(?i:(?P<month2>{month}))\.?(?:,?\s+(?P<year2>\d{{4}}))?"
        rf"|(?i:(?P<month3>{month}))\.?,?\s+(?P<year3>\d{{4}})"
        r"|(?P<year4>\d{4})-(?P<month4>\d\d)-(?P<day4>\d\d))"
    )
    outlet = r"(?P<outlet>[“\"‘']?[A-Z0-9][^,;()]{1,70}?[”\"’']?),\s*"
    pattern = re.compile(rf"\s*{outlet}{dated}\.?\s*")
    return Lexicon(pattern=pattern, months=months, no_outlet=frozenset(words["no_outlet"]))


def citations_in(document: Document) -> tuple[Citation, ...]:
    """The inline citations of a document; a missing year is that of the publication or of the sibling citations."""
    cited = [one for match in _BRACKET.finditer(document.text) for one in _cited(match)]
    full = [day for one in cited if (day := _day(one, one.year))]
    latest = max(full, default=None)
    return tuple(
        Citation(
            outlet=one.outlet,
            published_on=_day(one, one.year) if one.year else _nearest(one, document.published_on, latest),
            words=document.words(one.start, one.end),
        )
        for one in cited
    )


def brackets_of(text: str) -> tuple[tuple[int, int], ...]:
    """The stretches, brackets included, that hold nothing but citations: they are no part of the sentence's grammar."""
    return tuple(match.span() for match in _BRACKET.finditer(text) if _cited(match))


def _cited(bracket: re.Match[str]) -> list[Cited]:
    """The sources in a bracket; none where any part of it is something else."""
    if "," not in bracket[1] and "-" not in bracket[1]:
        return []
    lexicon = _lexicon()
    found = []
    for piece in _PIECE.finditer(bracket[1]):
        match = lexicon.pattern.fullmatch(piece[0])
        if not match or match["outlet"].casefold().split()[0] in lexicon.no_outlet:
            return []
        found.append(_cited_as(match, bracket.start(1) + piece.start(), lexicon))
    return found


def _cited_as(match: re.Match[str], offset: int, lexicon: Lexicon) -> Cited:
    """A matched citation with its date parts as numbers."""
    year = match["year"] or match["year2"] or match["year3"] or match["year4"]
    month = match["month"] or match["month2"] or match["month3"]
    day = match["day"] or match["day2"] or match["day4"]
    blanks = len(match[0]) - len(match[0].lstrip())
    return Cited(
        outlet=" ".join(match["outlet"].strip("“”\"‘’' ").split()),
        year=int(year) if year else None,
        month=lexicon.months[month.casefold()] if month else int(match["month4"]),
        day=int(day) if day else None,
        start=offset + blanks,
        end=offset + len(match[0].rstrip()),
    )


def _day(cited: Cited, year: int | None) -> date | None:
    """The citation's day in that year; null where it names no day or no such day exists."""
    if year is None or cited.month is None or cited.day is None:
        return None
    try:
        return date(year, cited.month, cited.day)
    except ValueError:
        return None


def _nearest(cited: Cited, published_on: date | None, latest: date | None) -> date | None:
    """The citation's day in the year that fits: not after publication, else nearest to the latest sibling."""
    anchor = published_on or latest
    if anchor is None:
        return None
    days = [day for year in (anchor.year - 1, anchor.year, anchor.year + 1) if (day := _day(cited, year))]
    if published_on:
        days = [day for day in days if day <= published_on]
    return min(days, key=lambda day: abs((day - anchor).days), default=None)

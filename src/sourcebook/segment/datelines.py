"""Datelines: where and when a report was filed, "KABUL, Jan 4 (Reuters) —". Context, never the event's own place."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

LONGEST = 160  # characters in which a dateline has to end


@dataclass(frozen=True, slots=True, kw_only=True)
class Dateline:
    """A dateline's characters, and the offset at which the text after it starts."""

    start: int
    end: int
    text_start: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Patterns:
    """What datelines look like: with a place and a day, in capitals, with a known region or agency; tags after them."""

    placed: re.Pattern[str]
    plain: re.Pattern[str]
    regional: re.Pattern[str]
    agency: re.Pattern[str]
    tag: re.Pattern[str]
    no_place: frozenset[str]
    no_place_words: frozenset[str]


@cache
def _patterns() -> Patterns:
    """The patterns, compiled once from the lexicon."""
    words = tomllib.loads(files("sourcebook.segment.lexicon").joinpath("datelines.toml").read_text("utf-8"))
    month = rf"(?:{'|'.join(sorted(words['months'], key=len, reverse=True))})\b\.?"
    day = (
        rf"(?:(?i:\d{{1,2}}\s+{month}(?:,?\s+(?:\d{{4}}|\d{{2}}\b))?"
        rf"|{month}\s+\d{{1,2}}(?:,?\s+\d{{4}})?|no\s+date))"
    )
    name = r"[A-Z][\w.'’/-]*(?:[ \n](?:de|del|la|el|al|of|the|and|[A-Z][\w.'’/-]*)){0,4}"
    capitals = r"[A-Z][A-Z.'’/-]{2,}(?:[ \n][A-Z][A-Z.'’/-]*){0,4}"
    further = rf"(?:\s?\([A-Z][^()]{{1,40}}\))??(?:,\s(?!{day}){name}){{0,2}}"
    agency = r"\s*\((?P<agency>[A-Z][^()]{1,60}|dpa|efe|afp|ap)\)"
    line = r"\s*(?:—|–|--+|[-_](?=\s))\s*"
    placed = (
        rf"(?P<place>{capitals}|{name}){further}(?:(?:,\s*|\s+)(?P<day>{day}))?(?:{agency})?"
        rf"(?P<end>)(?:{line}|:\s+(?=\S)|\.\s*(?:—|–|--+)\s*)"
    )
    # a short dash between letters joins a name ("ISIS–K"); beside a blank it ends a dateline
    closed = r"(?:\s*(?:—(?![A-Z]\b)|--+)\s*|\s+–\s*|–\s+|\s+[-_|]\s+(?![B-HJ-Z]\b)|:\s+(?=\S))"
    regions = "|".join(
        re.escape(region).replace(r"\ ", r"\s+") for region in sorted(words["regions"], key=len, reverse=True)
    )
    agencies = "|".join(words["agencies"])
    plain = rf"(?P<place>{capitals}){further}(?P<end>){closed}"
    tags = "|".join(re.escape(tag).replace(r"\ ", r"\s+") for tag in words["tags"])
    return Patterns(
        placed=re.compile(placed),
        plain=re.compile(plain),
        regional=re.compile(
            rf"(?P<place>{name}),\s(?:{regions})(?P<end>)\s*(?:—|–|--+|(?<=\s)-)\s*(?=[A-Z“\"‘'])"
            rf"|(?P<city>{name})\s\((?:{agencies})\)(?P<close>)\s+(?=[A-Z“\"‘'])"
        ),
        agency=re.compile(rf"(?:{day}\s*)?{agency}(?P<end>){line}"),
        tag=re.compile(rf"\[(?:{tags})\]\s*", re.I),
        no_place=frozenset(words["no_place"]),
        no_place_words=frozenset(words["no_place_words"]),
    )


def dateline_in(text: str, start: int, end: int) -> Dateline | None:
    """The dateline with which this paragraph opens, if it opens with one.

    >>> text = "KABUL, Jan 4 (Reuters) - Gunmen killed two guards."
    >>> line = dateline_in(text, 0, len(text))
    >>> text[line.start : line.end], text[line.text_start :]
    ('KABUL, Jan 4 (Reuters)', 'Gunmen killed two guards.')
    """
    patterns = _patterns()
    limit = min(end, start + LONGEST)
    match = patterns.placed.match(text, start, limit)
    if match and (match["day"] or match["agency"]) and _is_place(match["place"], patterns):
        return _dateline(text, start, match, end)
    match = patterns.plain.match(text, start, limit)
    if match and _is_place(match["place"], patterns) and _is_mixed(text, match.end(), end):
        return _dateline(text, start, match, end)
    match = patterns.regional.match(text, start, limit)
    if match and _is_place(match["place"] or match["city"], patterns) and not _is_aside(text, match.end(), end):
        return _dateline(text, start, match, end)
    match = patterns.agency.match(text, start, limit)
    return _dateline(text, start, match, end) if match else None


def tags_end(text: str, at: int, end: int) -> int:
    """The offset after editors' tags such as "[TEXT]" that stand there."""
    tag = _patterns().tag
    while match := tag.match(text, at, end):
        at = match.end()
    return at


def _dateline(text: str, start: int, match: re.Match[str], end: int) -> Dateline:
    """The dateline of a match, the editors' tags after it skipped."""
    named = match.groupdict()
    at = match.start("close") if named.get("close") is not None else match.start("end")
    return Dateline(start=start, end=at, text_start=tags_end(text, match.end(), end))


def _is_place(name: str, patterns: Patterns) -> bool:
    """Whether the opening words can be a place."""
    words = name.casefold().replace(".", "").split()
    return " ".join(words) not in patterns.no_place and patterns.no_place_words.isdisjoint(words)


_ASIDE = re.compile(r"[^.!?\n]*?(?:\s-\s|—|\s–\s)")


def _is_aside(text: str, at: int, end: int) -> bool:
    """Whether the dash only opens an aside that another closes in the same sentence."""
    return bool(_ASIDE.match(text, at, min(end, at + LONGEST)))


def _is_mixed(text: str, at: int, end: int) -> bool:
    """Whether the text after is in small letters, so that capitals before it stand out."""
    return any(letter.islower() for letter in text[at : min(end, at + 80)])

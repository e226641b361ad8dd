"""Capitals told without their names, "the Kenyan capital", "the capital of Mali", and those named after the word.

"The capital" alone is that of the one country of which a document speaks, unless it speaks of a lesser capital too.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from sourcebook.records.ids import content_id
from sourcebook.records.reading import Reading
from sourcebook.records.text import Mention, Segment
from sourcebook.records.vocabulary import MentionKind, SegmentKind
from sourcebook.resolve.asked import Asked
from sourcebook.resolve.gazetteer import Place, PlaceKind, gazetteer
from sourcebook.resolve.placewords import PlaceWords, data_file, either
from sourcebook.resolve.uses import use_of
from sourcebook.resolve.weighing import hits_of

VERSION = "capitals@1"
CAPITAL = re.compile(r"\bcapital(?:\s+city)?\b", re.IGNORECASE)
BEFORE = 40
LOCATING = re.compile(r"\b(?:in|near|outside|around|from|across|into|of|inside|on|to|at)\s+the\s+$", re.IGNORECASE)
THE = re.compile(r"\b(?:the|[a-z]+['’]s)\s+$", re.IGNORECASE)
NAMED = re.compile(r",?\s+(?:of\s+)?((?:[A-Z][\w'’-]+[ ]?){1,3})")
OPENING = re.compile(r"[A-Z][\w'’.-]*(?:\s+(?:(?:of|the|and)\s+){0,2}[A-Z][\w'’.-]*){0,4}")
OWNER = re.compile(r"\b([A-Z][\w.-]*(?:\s+[A-Z][\w.-]*){0,3})['’]s\s+$")
OF = re.compile(r"\s+of\s+(?:the\s+)?(?=[A-Z])")
BESIDE = 30
"""A capital named so near to the word for it is told by its name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A capital in a text: its characters and the town."""

    start: int
    end: int
    town: Place


@cache
def _lists() -> dict[str, Any]:
    """The word lists of ``data/capitals.toml``."""
    return data_file("capitals.toml")


@cache
def _lesser() -> re.Pattern[str]:
    """The seat of less than a country: "the provincial capital", "the capital of Helmand province"."""
    return re.compile(rf"\b(?:{either(list(_lists()['lesser']))})\s+$", re.IGNORECASE)


def with_capitals(reading: Reading, mentions: Sequence[Mention], words: PlaceWords) -> tuple[Mention, ...]:
    """The mentions and those of capitals, in the order of the text; whom a capital's name was taken for gives way."""
    text = reading.document.text
    if not CAPITAL.search(text):
        return tuple(mentions)
    found = [one for one in capitals_in(reading, mentions, words) if not told_beside(one, mentions)]
    kept = [m for m in mentions if not any(_taken(m, one) for one in found)]
    homes = {s.segment_id: s for s in reading.segments if s.kind is not SegmentKind.BOILERPLATE}
    added = [_mention(reading, home, one) for one in found if (home := _home(homes.values(), one))]
    return tuple(sorted((*kept, *added), key=lambda m: (m.words.start, m.words.end, m.kind)))


def capitals_in(reading: Reading, mentions: Sequence[Mention], words: PlaceWords) -> Iterator[Found]:
    """Each capital that a text tells by the word and its country, or names right after the word."""
    text, day = reading.document.text, reading.document.published_on
    alone = only_country(text, mentions, words)
    for match in CAPITAL.finditer(text):
        before, after = text[max(0, match.start() - BEFORE) : match.start()], text[match.end() : match.end() + 60]
        if _lesser().search(before) or no_town(after):
            continue
        if named := NAMED.match(after):
            town = capital_named(named[1].strip())
            if town is not None:
                start = match.end() + named.start(1)
                yield Found(start=start, end=start + len(named[1].rstrip()), town=town)
                continue
        yield from _unnamed(match, before, after, (alone, day, words))


def _unnamed(
    match: re.Match[str], before: str, after: str, known: tuple[str | None, date | None, PlaceWords]
) -> Iterator[Found]:
    """A capital told by its people, by the country that it is the capital of, or as that of the only country."""
    alone, day, words = known
    country: str | None
    people = list(words.demonym.finditer(before))
    if people and not before[people[-1].end() :].strip() and THE.search(before[: people[-1].start()]):
        country, start, end = (
            words.people_of(people[-1][1]),
            match.start() - len(before) + people[-1].start(),
            match.end(),
        )
    elif owner := OWNER.search(before):
        country, size = country_opening(owner[1])
        start, end = match.start() - len(before) + owner.start(), match.end()
        country = country if size == len(owner[1]) else None
    elif of := OF.match(after):
        country, size = country_opening(after[of.end() :])
        start, end = match.start(), match.end() + of.end() + size
    elif LOCATING.search(before) and not NAMED.match(after):
        country, start, end = alone, match.start(), match.end()
    else:
        return
    town = capital_of(country, day) if country else None
    if town is not None:
        yield Found(start=start, end=end, town=town)


def no_town(after: str) -> bool:
    """Whether the words after it show that "capital" is money or else no town: "the Swiss capital market"."""
    following = after.split()[:1]
    return bool(following) and following[0].strip(".,") in _lists()["not_towns"]


def only_country(text: str, mentions: Sequence[Mention], words: PlaceWords) -> str | None:
    """The one country of which a document speaks, none where it speaks of several or of a lesser capital."""
    if any(_lesser().search(text[max(0, m.start() - BEFORE) : m.start()]) for m in CAPITAL.finditer(text)):
        return None
    owned = (text[of.end() : of.end() + 60] for m in CAPITAL.finditer(text) if (of := OF.match(text, m.end())))
    if not all(country_opening(owner)[0] for owner in owned):
        return None
    countries = {m.place.country for m in mentions if m.place is not None and m.place.country}
    countries |= {words.people_of(found[1]) for found in words.demonym.finditer(text)}
    return next(iter(countries)) if len(countries) == 1 else None


def country_opening(text: str) -> tuple[str | None, int]:
    """The code of the country whose name opens a text, and the length of the name.

    >>> country_opening("the Congo")[1]
    0
    """
    opened = OPENING.match(text)
    parts = list(re.finditer(r"\S+", opened[0].rstrip(" ,.;:"))) if opened else []
    for part in reversed(parts):
        name = text[: part.end()].removesuffix("'s").removesuffix("’s").rstrip(".,;:")
        code = next(
            (hit.place.country for hit in hits_of(name) if hit.exact and hit.place.kind is PlaceKind.COUNTRY), None
        )
        if code:
            return code, len(name)
    return None, 0


@cache
def _capitals() -> dict[str, str]:
    """Each country's capital of today by its code."""
    return {code: capital for code, _, capital in gazetteer().header["countries"]}


def capital_of(country: str, day: date | None) -> Place | None:
    """The capital of a country on a day; none where it moved and the day is unknown, or where two are called so."""
    lists = _lists()
    if country in lists["unsure"]:
        return None
    name = lists["spoken"].get(country) or _capitals().get(country)
    if country in lists["moved"]:
        earlier, since = lists["moved"][country]
        if day is None:
            return None
        name = earlier if day < since else name
    towns = [hit.place for hit in hits_of(name) if hit.exact and hit.place.country == country] if name else []
    return max((t for t in towns if t.kind is PlaceKind.TOWN), key=lambda t: (t.capital, t.population), default=None)


def capital_named(name: str) -> Place | None:
    """The one country's capital that bears this name."""
    found = [hit.place for hit in hits_of(name) if hit.exact and hit.place.capital]
    return found[0] if len(found) == 1 else None


def told_beside(one: Found, mentions: Sequence[Mention]) -> bool:
    """Whether the town is named right beside, or the words are told as a place already."""
    for m in mentions:
        if m.kind is not MentionKind.PLACE or m.place is None:
            continue
        near = m.words.start < one.end + BESIDE and one.start - BESIDE < m.words.end
        if near and m.place.place_id == one.town.place_id:
            return True
    return False


def _taken(mention: Mention, one: Found) -> bool:
    """Whether a mention gives way: a place or somebody within the words of a capital."""
    within = one.start <= mention.words.start and mention.words.end <= one.end
    return within and mention.kind in (MentionKind.PLACE, MentionKind.ACTOR)


def _home(segments: Iterable[Segment], one: Found) -> Segment | None:
    """The segment in which the words stand."""
    return next((s for s in segments if s.start <= one.start and one.end <= s.end), None)


def _mention(reading: Reading, segment: Segment, one: Found) -> Mention:
    """The place mention, resolved."""
    return Mention(
        mention_id=content_id("m", reading.document_id, MentionKind.PLACE.value, one.start, one.end),
        document_id=reading.document_id,
        segment_id=segment.segment_id,
        kind=MentionKind.PLACE,
        words=reading.document.words(one.start, one.end),
        name=one.town.name,
        place=use_of(one.town, Asked(names=(one.town.name,), precision=None)),
        generated_by=VERSION,
    )

"""Places told by their distance from another: "20 km north of Idlib", "halfway between Gao and Kidal".

The point moves by the distance along the bearing. How far off it may be is its radius: the distance may be rounded or
hedged, a bearing is a sector and no line, and the town measured from has a size. The three are put together as the
root of the sum of their squares. Without a bearing ("12 miles outside Mosul") the point stays and the radius is the
whole distance; without a distance ("north of Idlib") nothing is known but the side, and the radius stays null.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise
from math import cos, hypot, pi, radians, sin, sqrt
from typing import Any

from sourcebook.records.text import Mention
from sourcebook.records.values import PlaceUse
from sourcebook.records.vocabulary import MentionKind, PlacePrecision
from sourcebook.resolve.placewords import data_file, either
from sourcebook.resolve.weighing import hits_of

KM_A_DEGREE = 111.2
BEFORE, GAP = 110, 30
PEOPLE_A_KM2 = 2000.0  # towns of conflict areas, suburbs included: UN-Habitat finds 1,000 to 10,000
SMALLEST_TOWN_KM, LARGEST_TOWN_KM = 2.0, 25.0
DISTRICT_KM, LOCAL_KM = 50.0, 5.0
FAR_KM = 400.0  # a distance longer than this is no offset but a journey
POINTS = frozenset({PlacePrecision.SITE, PlacePrecision.LOCALITY, PlacePrecision.DISTRICT})
BETWEEN = re.compile(
    r"\b(?P<how>halfway|half way|midway|(?:road|highway|route|motorway|railway|track)(?:\s+(?:linking|connecting))?)\s+"
    r"(?:(?:from|between)\s+)?(?:the\s+(?:[a-z]+\s+){0,2}(?:of\s+)?)?$",
    re.IGNORECASE,
)
JOINS = re.compile(r"\s+(?:and|to|with)\s+(?:the\s+(?:[a-z]+\s+){0,2}(?:of\s+)?)?", re.IGNORECASE)
BESIDE = re.compile(r",?\s+(?:(?:a|some|which\s+is|located|situated|lying|about|in\s+the)\s+)*$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Offset:
    """A distance and a bearing from a place, each with how far off it may be; ``at`` is where its words begin."""

    at: int
    km: float
    off_km: float
    bearing: float | None = None
    sector: float = 0.0

    @property
    def radius_km(self) -> float:
        """How far from the moved point the place may lie, the size of the town left aside."""
        if self.bearing is None:
            return self.km + self.off_km
        return hypot(self.off_km, self.km * sin(radians(self.sector)))


@cache
def words() -> dict[str, dict[str, Any]]:
    """The word lists of ``data/offsets.toml``."""
    return data_file("offsets.toml")


@cache
def pattern() -> re.Pattern[str]:
    """Distance or time on the way, perhaps a bearing, and the preposition before the place measured from."""
    lists = words()
    number = rf"(?:\d+(?:[.,]\d+)?|(?:{either(list(lists['numbers']))})(?:\s+a)?)"
    hedge = either([hedge for hedge in lists["hedges"] if hedge])
    bearing = "|".join(name.replace("north", "north[- ]?").replace("south", "south[- ]?") for name in bearings())
    amount = rf"\b(?:(?P<hedge>{hedge})\s+)?(?P<low>{number})(?:\s*(?:-|–|to|or)\s*(?P<high>{number}))?[\s-]*"
    hours = rf"(?P<hour>hours?|hrs?)(?:['’]s?)?[\s-]*(?P<go>{either(list(lists['travel']))})\b"
    unit = rf"(?:(?P<unit>{either(list(lists['units']))})\b|{hours})"
    aside = r"(?:\s*\([^)]{1,24}\))?(?:\s+(?:away|or\s+so|inland|upstream|downstream|by\s+road))*"
    side = rf"\s*,?\s+(?:to\s+the\s+|due\s+|further\s+)?(?P<bearing>{bearing})(?:\s*of|\s+from)?"
    toward = rf"(?:{side}|\s+(?:outside(?:\s+of)?|from|off|beyond|of))"
    what = r"(?:\s+(?:the|a)(?:\s+(?!in\b|and\b|or\b|near\b)[\w’'-]+){0,4})?\s+$"
    return re.compile(amount + unit + aside + toward + what, re.IGNORECASE)


@cache
def bearings() -> tuple[str, ...]:
    """The bearings, the longer words first."""
    return tuple(sorted(words()["bearings"], key=lambda name: (-len(name), name)))


def number_of(text: str) -> float:
    """A number in digits or words.

    >>> number_of("12.5"), number_of("twenty"), number_of("half a"), number_of("1,200")
    (12.5, 20.0, 0.5, 1200.0)
    """
    plain = text.lower().removesuffix(" a")
    known = words()["numbers"].get(plain)
    if known is not None:
        return float(known)
    return float(re.sub(r",(?=\d{3}$)", "", plain).replace(",", "."))


def offset_before(text: str, start: int) -> Offset | None:
    """The offset that the words before a place's name tell.

    >>> text = "an ambush about 20 km north of the town of "
    >>> offset_before(text, len(text))
    Offset(at=10, km=20.0, off_km=5.0, bearing=0.0, sector=30.0)
    """
    lead = max(0, start - BEFORE)
    found = pattern().search(text[lead:start])
    if found is None or "\n\n" in found.group():
        return None
    low = number_of(found["low"])
    high = max(low, number_of(found["high"])) if found["high"] else low
    if found["unit"]:
        factor = words()["units"][" ".join(found["unit"].lower().split())]
        low, high = low * factor, high * factor
    else:
        slow, fast = words()["travel"][" ".join(found["go"].lower().split())]
        low, high = low * slow, high * fast
    km = (low + high) / 2
    if not 0 < km <= FAR_KM:
        return None
    loose = words()["hedges"][" ".join((found["hedge"] or "").lower().split())]
    off_km = max((high - low) / 2, km * loose)
    bearing, sector = bearing_of(found["bearing"])
    return Offset(at=lead + found.start(), km=km, off_km=off_km, bearing=bearing, sector=sector)


def bearing_of(word: str | None) -> tuple[float | None, float]:
    """Degrees from north and the half-width of the sector."""
    if word is None:
        return None, 0.0
    degrees, sector = words()["bearings"][re.sub(r"[- ]", "", word.lower())]
    return float(degrees), float(sector)


def town_radius_km(use: PlaceUse) -> float:
    """How far a town reaches from its point, from its people at a usual density."""
    people = max((hit.place.population for hit in hits_of(use.name) if hit.place.place_id == use.place_id), default=0)
    return min(LARGEST_TOWN_KM, max(SMALLEST_TOWN_KM, round(sqrt(people / (PEOPLE_A_KM2 * pi)), 1)))


def moved(use: PlaceUse, offset: Offset) -> PlaceUse:
    """The place with its point moved and its radius told; the precision never finer than the words."""
    if use.latitude is None or use.longitude is None:
        return use
    north = east = 0.0
    if offset.bearing is not None:
        north = offset.km * cos(radians(offset.bearing)) / KM_A_DEGREE
        east = offset.km * sin(radians(offset.bearing)) / (KM_A_DEGREE * max(0.05, cos(radians(use.latitude))))
    radius = round(hypot(offset.radius_km, town_radius_km(use)), 1)
    return replace(
        use,
        latitude=round(use.latitude + north, 4),
        longitude=round(use.longitude + east, 4),
        precision=precision_within(radius, use.precision),
        radius_km=radius,
    )


def precision_within(radius_km: float, words_say: PlacePrecision) -> PlacePrecision:
    """The precision that a radius leaves: a few kilometres round a town are the town, some dozen a district."""
    if radius_km > DISTRICT_KM:
        return PlacePrecision.REGION
    near = radius_km <= LOCAL_KM and words_say in (PlacePrecision.SITE, PlacePrecision.LOCALITY)
    return PlacePrecision.LOCALITY if near else PlacePrecision.DISTRICT


def with_offsets(text: str, mentions: Sequence[Mention]) -> tuple[Mention, ...]:
    """The mentions, those measured from with their points moved, and what lies there given that point."""
    found: dict[str, PlaceUse] = {}
    beside: dict[int, PlaceUse] = {}
    for m in mentions:
        if m.place is not None and m.place.latitude is not None and m.place.precision in POINTS:
            offset = offset_before(text, m.words.start)
            if offset is not None:
                found[m.mention_id] = moved(m.place, offset)
                beside[offset.at] = found[m.mention_id]
    found |= halfway(text, mentions)
    return tuple(lying_there(text, replace(m, place=found.get(m.mention_id, m.place)), beside) for m in mentions)


def lying_there(text: str, mention: Mention, beside: Mapping[int, PlaceUse]) -> Mention:
    """An unknown village that stands before the offset lies at its point: "Alkhani, 20 km north of Maimana"."""
    own = mention.place
    if mention.kind is not MentionKind.PLACE or (own and (own.latitude is not None or own.precision not in POINTS)):
        return mention
    for start, use in beside.items():
        near = 0 < start - mention.words.end < GAP and BESIDE.fullmatch(text[mention.words.end : start])
        if near and (own is None or own.country in (None, use.country)):
            name = own.name if own else mention.name or mention.words.quote
            precision = own.precision if own else PlacePrecision.LOCALITY
            return replace(mention, place=replace(use, place_id=None, name=name, precision=precision))
    return mention


def halfway(text: str, mentions: Sequence[Mention]) -> dict[str, PlaceUse]:
    """The points between two places: "halfway between Gao and Kidal", "the road from Herat to Kabul"."""
    placed = [m for m in mentions if m.place is not None and m.place.latitude is not None]
    found: dict[str, PlaceUse] = {}
    for one, two in pairwise(placed):
        told = BETWEEN.search(text[max(0, one.words.start - 60) : one.words.start])
        if told and JOINS.fullmatch(text[one.words.end : two.words.start]) and one.place and two.place:
            between = middle(one.place, two.place, halfway_said="way" in told["how"].lower()[-3:])
            found |= {m.mention_id: between for m in (one, two) if between is not None}
    return found


def middle(one: PlaceUse, two: PlaceUse, *, halfway_said: bool) -> PlaceUse | None:
    """The point in the middle: off by a quarter of the way where "halfway" is said, by half of it on a road."""
    if one.latitude is None or one.longitude is None or two.latitude is None or two.longitude is None:
        return None
    if not {one.precision, two.precision} <= POINTS:
        return None
    latitude, longitude = (one.latitude + two.latitude) / 2, (one.longitude + two.longitude) / 2
    width = KM_A_DEGREE * cos(radians(latitude))
    km = hypot((one.latitude - two.latitude) * KM_A_DEGREE, (one.longitude - two.longitude) * width)
    if not 0 < km <= 2 * FAR_KM:
        return None
    radius = round(max(SMALLEST_TOWN_KM, km / (8 if halfway_said else 2)), 1)
    return PlaceUse(
        place_id=None,
        name=f"between {one.name} and {two.name}",
        country=one.country if one.country == two.country else None,
        admin1=one.admin1 if one.admin1 == two.admin1 else None,
        admin2=one.admin2 if one.admin2 == two.admin2 else None,
        latitude=round(latitude, 4),
        longitude=round(longitude, 4),
        precision=precision_within(radius, PlacePrecision.DISTRICT),
        radius_km=radius,
    )

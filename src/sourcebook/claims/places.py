"""How places stand to each other: which is finer, which lies in which, which cannot be one."""

from __future__ import annotations

from math import asin, cos, pi, sin, sqrt

from sourcebook.records.values import PlaceUse
from sourcebook.records.vocabulary import PlacePrecision

FINENESS = {
    PlacePrecision.SITE: 5,
    PlacePrecision.LOCALITY: 4,
    PlacePrecision.DISTRICT: 3,
    PlacePrecision.REGION: 2,
    PlacePrecision.COUNTRY: 1,
    PlacePrecision.UNKNOWN: 0,
}
# two points further apart than this are two places, however vague the words
FAR_KM = 60.0


def fineness(place: PlaceUse | None) -> int:
    """How precise a place's words are: 5 a site, 1 a country, 0 nothing."""
    return FINENESS[place.precision] if place else 0


def distance_km(one: PlaceUse, other: PlaceUse) -> float | None:
    """Kilometres between two places on the sphere, where both have a point."""
    if one.latitude is None or one.longitude is None or other.latitude is None or other.longitude is None:
        return None
    a, b, c, d = (x * pi / 180 for x in (one.latitude, one.longitude, other.latitude, other.longitude))
    return 12742 * asin(min(1.0, sqrt(sin((c - a) / 2) ** 2 + cos(a) * cos(c) * sin((d - b) / 2) ** 2)))


def within(inner: PlaceUse, outer: PlaceUse) -> bool:
    """Whether the finer place can lie in the coarser one."""
    if inner.country and outer.country and inner.country != outer.country:
        return False
    if outer.precision in (PlacePrecision.COUNTRY, PlacePrecision.UNKNOWN):
        return True
    if outer.precision is PlacePrecision.REGION:
        return not inner.admin1 or inner.admin1 in (outer.admin1, outer.name)
    if outer.precision is PlacePrecision.DISTRICT and inner.admin2 and inner.admin2 in (outer.name, outer.admin2):
        return True
    distance = distance_km(inner, outer)
    return distance is None or distance <= FAR_KM


def compatible(one: PlaceUse | None, other: PlaceUse | None) -> bool:
    """Whether two places can be the place of one incident."""
    if one is None or other is None:
        return True
    if one.place_id and one.place_id == other.place_id:
        return True
    inner, outer = (one, other) if fineness(one) >= fineness(other) else (other, one)
    if fineness(inner) == fineness(outer):
        return same_level(inner, outer)
    return within(inner, outer)


def meet(one: PlaceUse | None, other: PlaceUse | None) -> bool:
    """Whether two places are known to be one or to lie together, not merely free to be: unlisted names are not."""
    if one is None or other is None or not compatible(one, other):
        return False
    named = one.place_id == other.place_id if one.place_id else one.name.casefold() == other.name.casefold()
    return named or distance_km(one, other) is not None


def same_level(one: PlaceUse, other: PlaceUse) -> bool:
    """Whether two places of one precision can be one: the same name, or points that lie close."""
    if one.name.casefold() == other.name.casefold() and (
        one.country == other.country or not (one.country and other.country)
    ):
        return True
    if one.precision in (PlacePrecision.COUNTRY, PlacePrecision.REGION):
        return False
    distance = distance_km(one, other)
    if distance is None:
        return not (one.country and other.country) or one.country == other.country
    return distance <= FAR_KM / 2

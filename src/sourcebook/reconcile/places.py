"""Where it happened, from what each claim says, and how far two places are apart."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from math import asin, cos, radians, sin, sqrt

from sourcebook.reconcile.wording import disputed, folded
from sourcebook.records.claims import Claim
from sourcebook.records.values import PlaceUse
from sourcebook.records.vocabulary import PlacePrecision

EARTH_KM = 12742.0
FINENESS = {precision: rank for rank, precision in enumerate(PlacePrecision)}
NAMESAKE_KM = 150.0
"""Two places of one name this far apart are two, however widely a region's point may be drawn."""
NEAR_KM = 25.0
"""Two places this near are one: a town and its edge, two namings of one site."""


class Spot:
    """A place as claims share it: one object for equal places, so that what two have to do with each other is
    worked out once."""

    __slots__ = ("place",)

    def __init__(self, place: PlaceUse) -> None:
        self.place = place


@lru_cache(maxsize=50_000)
def spot_of(place: PlaceUse) -> Spot:
    """The one spot of equal places."""
    return Spot(place)


def distance_km(left: PlaceUse, right: PlaceUse) -> float | None:
    """Kilometres between two places along the earth; nothing where one has no coordinates."""
    if left.latitude is None or right.latitude is None or left.longitude is None or right.longitude is None:
        return None
    south, north = radians(left.latitude), radians(right.latitude)
    half_chord = (
        sin((north - south) / 2) ** 2
        + cos(south) * cos(north) * sin(radians(right.longitude - left.longitude) / 2) ** 2
    )
    return EARTH_KM * asin(min(1.0, sqrt(half_chord)))


def is_country(place: PlaceUse) -> bool:
    """Whether the words name no more than a country."""
    return place.precision in (PlacePrecision.COUNTRY, PlacePrecision.UNKNOWN)


def same_place(left: PlaceUse, right: PlaceUse) -> bool:
    """Whether two places are one by id or by name within one country; a country has many towns of one name."""
    if left.place_id and left.place_id == right.place_id:
        return True
    if folded(left.name) != folded(right.name) or (left.country or "") != (right.country or ""):
        return False
    return (distance_km(left, right) or 0.0) <= NAMESAKE_KM


def countries_differ(left: PlaceUse, right: PlaceUse) -> bool:
    """Whether two places lie in two countries that nobody confuses."""
    if not left.country or not right.country or left.country == right.country:
        return False
    return not disputed(left.country, right.country)


def regions_differ(left: PlaceUse, right: PlaceUse) -> bool:
    """Whether two places lie in two regions of the first order."""
    return bool(left.admin1 and right.admin1 and folded(left.admin1) != folded(right.admin1))


def same_district(left: PlaceUse, right: PlaceUse) -> bool:
    """Whether two places lie in one region of the second order."""
    if not left.admin2 or not right.admin2 or left.country != right.country or regions_differ(left, right):
        return False
    return folded(left.admin2) == folded(right.admin2)


def names_district(place: PlaceUse) -> bool:
    """Whether the words name a region of the second order itself: "Mohmand Agency", not a village there."""
    return folded(place.name) == folded(place.admin2 or "-")


def holds(outer: PlaceUse, inner: PlaceUse) -> bool:
    """Whether one place is the other, or a wider one that can hold it."""
    if same_place(outer, inner):
        return True
    if countries_differ(outer, inner):
        return False
    if is_country(outer):
        return outer.country is not None and outer.country == inner.country
    if outer.precision is PlacePrecision.REGION and not regions_differ(outer, inner):
        return folded(outer.name) == folded(inner.admin1 or "") or folded(outer.admin1 or "") == folded(
            inner.admin1 or "-"
        )
    if outer.precision is PlacePrecision.DISTRICT and same_district(outer, inner) and names_district(outer):
        return True
    apart = distance_km(outer, inner)
    return apart is not None and apart <= NEAR_KM and FINENESS[outer.precision] >= FINENESS[inner.precision]


def fineness(place: PlaceUse) -> float:
    """How fine a place is, the finest lowest; an unlisted one that lies in a known country is finer than that."""
    unlisted = place.precision is PlacePrecision.UNKNOWN and place.country is not None
    return FINENESS[PlacePrecision.COUNTRY] - 0.5 if unlisted else FINENESS[place.precision]


def event_place(by_origin: Mapping[str, Iterable[Claim]]) -> PlaceUse | None:
    """The place that most origins name or hold within theirs, then the finest, then one with coordinates.

    A name that no gazetteer lists says more than the country that it lies in.
    """
    told = {o: [c.place for c in claims if c.place is not None] for o, claims in sorted(by_origin.items())}
    candidates = {p for places in told.values() for p in places}
    if not candidates:
        return None

    def weight(place: PlaceUse) -> tuple[int, float, int, bool, str, str]:
        votes = sum(any(holds(other, place) for other in places) for places in told.values())
        named = sum(any(same_place(other, place) for other in places) for places in told.values())
        return (-votes, fineness(place), -named, place.latitude is None, place.name, repr(place))

    return min(candidates, key=weight)

"""Where two claims say it happened: one place, near ones, one within the other, or places that exclude each other."""

from __future__ import annotations

from functools import lru_cache

from sourcebook.reconcile import places
from sourcebook.reconcile.features import Features
from sourcebook.reconcile.signs import NO_SIGN, Sign
from sourcebook.reconcile.stories import one_story
from sourcebook.reconcile.wording import folded, word_list
from sourcebook.records.values import PlaceUse
from sourcebook.records.vocabulary import PlacePrecision

FINE = frozenset({PlacePrecision.SITE, PlacePrecision.LOCALITY})
SAME_PLACE = {
    PlacePrecision.SITE: "same_site",
    PlacePrecision.LOCALITY: "same_town",
    PlacePrecision.DISTRICT: "same_district",
}
"""The finer the place that both name, the more it says; a district may be a quarter of a city or a county."""
FAR_KM = {True: 60.0, False: 150.0}
"""Two towns this far apart are two places; districts and regions are drawn about a centre, so theirs is wider."""
REGION_KM = 200.0
NEVER_KM = 300.0
"""Beyond this two places are never one; below, all else agreeing means that one of them was read wrongly."""


UNPLACED, NOWHERE = Sign("unplaced"), Sign("nowhere")


def place_sign(left: Features, right: Features) -> Sign | None:
    """One place, near ones, one within the other; another country or another town is a contradiction."""
    if left.spot is None or right.spot is None:
        return UNPLACED
    found = between(left.spot, right.spot)
    return misread(left.spot, right.spot) if found is None and one_story(left, right) else found


def misread(left: places.Spot, right: places.Spot) -> Sign | None:
    """Two far places of one country in two reports of one story: one was looked up wrongly, if all else agrees."""
    return None if places.countries_differ(left.place, right.place) else Sign("too_far")


@lru_cache(maxsize=100_000)
def between(left: places.Spot, right: places.Spot) -> Sign | None:
    """What two places have to do with each other; nothing where they exclude each other."""
    one, other = left.place, right.place
    if places.countries_differ(one, other):
        return None
    country = PlacePrecision.COUNTRY
    if country not in (one.precision, other.precision) and places.same_place(one, other):
        return Sign(SAME_PLACE.get(one.precision, "same_region"), f"both in {one.name}")
    if places.is_country(one) or places.is_country(other):
        same = one.country and one.country == other.country
        return Sign("same_country", "same country") if same else UNPLACED
    found = apart_sign(one, other)
    return namesake_sign(one, other) if found is None else found


def namesake_sign(one: PlaceUse, other: PlaceUse) -> Sign | None:
    """Two far places of one country exclude each other, unless they go by one name, which may have been misread."""
    return Sign("namesakes") if one_name(one, other) else None


def one_name(one: PlaceUse, other: PlaceUse) -> bool:
    """Whether two places go by one name, or the name of one begins with that of the other.

    "Hamilton" may be read as a town of another state, "Moreno Valley" as a place named Moreno.
    """
    left, right = folded(one.name).split(), folded(other.name).split()
    shorter = min(len(left), len(right))
    return left[:shorter] == right[:shorter] and shorter > 0


def apart_sign(one: PlaceUse, other: PlaceUse) -> Sign | None:
    """Two places below a country that are not one: by distance, by region, by name."""
    apart = places.distance_km(one, other)
    regional = PlacePrecision.REGION in (one.precision, other.precision)
    if places.holds(one, other) or places.holds(other, one):
        return Sign("within_region" if regional else "within", f"{one.name} and {other.name} lie within each other")
    if apart is None and places.same_district(one, other):
        return Sign("one_district", f"{one.name} and {other.name} lie in one district")
    if apart is None:
        return Sign("regions_differ") if places.regions_differ(one, other) else Sign("one_region", "same region")
    if apart > NEVER_KM:
        return None
    fine = one.precision in FINE and other.precision in FINE
    limit = REGION_KM if regional else FAR_KM[fine]
    if apart > limit or (regional and places.regions_differ(one, other) and apart > limit / 2):
        return Sign("too_far")
    if apart <= places.NEAR_KM:
        return Sign("near", f"{one.name} and {other.name} are {apart:.0f} km apart")
    name = "region_apart" if regional else "towns_apart" if fine else "places_apart"
    return Sign(name, "" if regional else f"{one.name} and {other.name} are {apart:.0f} km apart")


def naming_sign(left: Features, right: Features) -> Sign:
    """A place that one claim is set in and the other, set nowhere in particular, names in its words, or not.

    A country has many incidents in a day: reports of which one names no place need more in common than the day.
    """
    if left.located and right.located:
        return NO_SIGN
    for one, other in ((left, right), (right, left)):
        if one.spot is None or one.spot.place.precision is PlacePrecision.COUNTRY or other.located:
            continue
        own = words_that_name(one.spot)
        if own and own <= other.words:
            return Sign("speaks_of_place", f"both speak of {one.spot.place.name}")
    return NO_SIGN if left.document_id == right.document_id else NOWHERE


@lru_cache(maxsize=20_000)
def words_that_name(spot: places.Spot) -> frozenset[str]:
    """The words of a place's name by which another text would speak of it; of an unlisted one only a name's own."""
    place = spot.place
    named = frozenset(word for word in folded(place.name).split() if len(word) > 3)
    own = named - word_list("parts_of_names")
    unlisted = place.precision is PlacePrecision.UNKNOWN
    return own - word_list("anyone") - word_list("nations") if unlisted else own or named


def address_sign(left: Features, right: Features) -> Sign:
    """The number of a house or block that both reports tell."""
    if left.document_id == right.document_id:
        return NO_SIGN
    shared = left.addresses & right.addresses
    return Sign("same_address", f"both name number {min(shared)}") if shared else NO_SIGN

"""A place of the gazetteer as the words of a text use it."""

from __future__ import annotations

from sourcebook.records.values import PlaceUse
from sourcebook.records.vocabulary import PlacePrecision
from sourcebook.resolve.asked import Asked
from sourcebook.resolve.gazetteer import Place, PlaceKind, gazetteer

PRECISION = {
    PlaceKind.COUNTRY: PlacePrecision.COUNTRY,
    PlaceKind.REGION: PlacePrecision.REGION,
    PlaceKind.DIVISION: PlacePrecision.REGION,
    PlaceKind.DISTRICT: PlacePrecision.DISTRICT,
    PlaceKind.TOWN: PlacePrecision.LOCALITY,
    PlaceKind.SITE: PlacePrecision.SITE,
}


def use_of(place: Place, asked: Asked) -> PlaceUse:
    """A place as the words use it."""
    chain = (place, *gazetteer().holders(place))
    return PlaceUse(
        place_id=place.place_id,
        name=place.name,
        country=place.country,
        admin1=next((p.name for p in chain if p.kind is PlaceKind.DIVISION), None),
        admin2=next((p.name for p in chain if p.kind is PlaceKind.DISTRICT), None),
        latitude=place.latitude,
        longitude=place.longitude,
        precision=precision_of(place, asked),
    )


def precision_of(place: Place, asked: Asked) -> PlacePrecision:
    """What the words claim: their own class word first, then what the gazetteer says the name is."""
    if asked.offset and place.kind is PlaceKind.TOWN:
        return PlacePrecision.DISTRICT
    if asked.precision is None or place.kind is PlaceKind.COUNTRY:
        return PRECISION[place.kind]
    if asked.precision is PlacePrecision.LOCALITY and place.kind is not PlaceKind.TOWN:
        return PRECISION[place.kind]
    return asked.precision

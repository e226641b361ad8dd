"""Where people live, told to the district only: a home leads to whoever lives in it."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from sourcebook.publish.datafiles import data
from sourcebook.records.values import PlaceUse
from sourcebook.records.vocabulary import PlacePrecision


@cache
def _home() -> re.Pattern[str]:
    words = data("withholding.toml")
    homes, after, before = ("|".join(words[name]) for name in ("homes", "public_after", "public_before"))
    return re.compile(rf"(?<!\w)(?:(?P<public>{before})\s+)?(?:{homes})(?!\w)(?!\s+(?:{after})\b)", re.IGNORECASE)


def is_home(name: str) -> bool:
    """Whether a place's name is that of somebody's home.

    >>> is_home("house of a teacher"), is_home("his home in Huanta")
    (True, True)
    >>> is_home("White House"), is_home("home ministry"), is_home("House of Culture"), is_home("Householder Street")
    (False, False, False, False)
    """
    return any(not found["public"] for found in _home().finditer(name))


def coarsened(place: PlaceUse) -> PlaceUse:
    """A home as the district that holds it, else the region, else the country, without a point; any other as it is."""
    if place.precision is not PlacePrecision.SITE or not is_home(place.name):
        return place
    units = (
        (place.admin2, PlacePrecision.DISTRICT),
        (place.admin1, PlacePrecision.REGION),
        (place.country, PlacePrecision.COUNTRY),
    )
    name, precision = next(((n, p) for n, p in units if n), ("[place withheld]", PlacePrecision.UNKNOWN))
    return replace(place, place_id=None, name=name, precision=precision, latitude=None, longitude=None, radius_km=None)

"""Places of private persons, told to the district only: a home or a shop leads to whoever lives or works there."""

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


@cache
def _owned() -> re.Pattern[str]:
    words = data("withholding.toml")
    places, persons = ("|".join(words[name]) for name in ("personal", "persons"))
    before = (
        rf"(?<!\w)(?:his|her|their|my|our|(?:{persons})['’]s|parents['’])\s+(?:[a-z-]+\s+){{0,2}}(?:{places})(?!\w)"
    )
    behind = rf"(?<!\w)(?:{places})\s+of\s+(?:an?|the|his|her|their)\s+(?:[a-z-]+\s+)?(?:{persons})(?!\w)"
    return re.compile(rf"{before}|{behind}", re.IGNORECASE)


@cache
def _address() -> re.Pattern[str]:
    streets, months = ("|".join(data("withholding.toml")[name]) for name in ("streets", "months"))
    number = rf"(?<![\w.])(?:no\.?\s*)?\d{{1,5}}[a-z]?,?\s+(?!(?:de\s+)?(?:{months}|block)\b)"
    behind = rf"{number}(?:[^\W\d][\w.'’-]*\s+){{1,3}}(?:{streets})(?!\w)"
    before = rf"(?<!\w)(?:{streets})\s+(?:[^\W\d][\w.'’-]*\s+){{1,3}}(?:no\.?\s*|#\s*)?\d{{1,5}}[a-z]?(?!\w)"
    return re.compile(rf"{behind}|{before}", re.IGNORECASE)


def is_home(name: str) -> bool:
    """Whether a place's name is that of somebody's home.

    >>> is_home("house of a teacher"), is_home("his home in Huanta")
    (True, True)
    >>> is_home("White House"), is_home("home ministry"), is_home("House of Culture"), is_home("Householder Street")
    (False, False, False, False)
    """
    return any(not found["public"] for found in _home().finditer(name))


def is_private(name: str) -> bool:
    """Whether a place's name leads to one person: a home, what somebody owns or goes to, the address of a house.

    >>> [is_private(name) for name in ("her grocery shop", "a trader's office", "school of the boy", "12 Elm Street")]
    [True, True, True, True]
    >>> [is_private(name) for name in ("their base", "King's College", "school of Huanta", "7th Avenue", "Elm Street")]
    [False, False, False, False, False]
    """
    return is_home(name) or bool(_owned().search(name)) or bool(_address().search(name))


def coarsened(place: PlaceUse) -> PlaceUse:
    """A place as the district that holds it, else the region, else the country, without a point."""
    units = (
        (place.admin2, PlacePrecision.DISTRICT),
        (place.admin1, PlacePrecision.REGION),
        (place.country, PlacePrecision.COUNTRY),
    )
    name, precision = next(((n, p) for n, p in units if n), ("[place withheld]", PlacePrecision.UNKNOWN))
    return replace(place, place_id=None, name=name, precision=precision, latitude=None, longitude=None, radius_km=None)

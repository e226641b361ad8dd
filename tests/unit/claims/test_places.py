"""Which places can be one incident's."""

from __future__ import annotations

from sourcebook.claims.places import compatible, fineness, within
from sourcebook.records.values import PlaceUse
from sourcebook.records.vocabulary import PlacePrecision


def place(
    name: str, precision: PlacePrecision, country: str, at: tuple[float, float] | None, admin1: str = ""
) -> PlaceUse:
    return PlaceUse(
        place_id=name,
        name=name,
        country=country,
        admin1=admin1 or None,
        admin2=None,
        latitude=at[0] if at else None,
        longitude=at[1] if at else None,
        precision=precision,
    )


QUETTA = place("Quetta", PlacePrecision.LOCALITY, "PK", (30.18, 67.0), "Balochistan")
LAHORE = place("Lahore", PlacePrecision.LOCALITY, "PK", (31.55, 74.34), "Punjab")
BALOCHISTAN = place("Balochistan", PlacePrecision.REGION, "PK", (28.5, 65.5), "Balochistan")
PAKISTAN = place("Pakistan", PlacePrecision.COUNTRY, "PK", (30.0, 70.0))
IRAN = place("Iran", PlacePrecision.COUNTRY, "IR", (32.0, 53.0))


def test_a_town_lies_in_its_region_and_country_and_not_in_others() -> None:
    assert within(QUETTA, BALOCHISTAN)
    assert compatible(QUETTA, PAKISTAN)
    assert not within(LAHORE, BALOCHISTAN)
    assert not compatible(QUETTA, IRAN)


def test_two_distant_towns_cannot_be_one_place() -> None:
    assert not compatible(QUETTA, LAHORE)
    assert compatible(QUETTA, QUETTA)


def test_an_unknown_place_agrees_with_any() -> None:
    assert compatible(None, QUETTA)
    assert fineness(None) == 0
    assert fineness(QUETTA) > fineness(BALOCHISTAN) > fineness(PAKISTAN)

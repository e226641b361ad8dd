"""Names of conflict areas across spellings, languages and decades: each is found in its country, near its point."""

from __future__ import annotations

import json
from math import cos, hypot, radians
from pathlib import Path
from typing import Any

import pytest

from sourcebook.resolve.gazetteer import Place, PlaceKind
from sourcebook.resolve.gazetteers import opened

ROWS = [json.loads(line) for line in Path(__file__).with_name("gazetteer_names.jsonl").read_text("utf-8").splitlines()]
NEAR_KM, WIDE_KM = 50, 250


def distance_km(place: Place, near: list[float]) -> float:
    if place.latitude is None or place.longitude is None:
        return 20_000
    return 111.2 * hypot(place.latitude - near[0], (place.longitude - near[1]) * cos(radians(near[0])))


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["id"])
def test_a_name_is_found_in_its_country_near_its_point(row: dict[str, Any]) -> None:
    wide = row.get("kind") == "division"
    places = [hit.place for hit in opened(()).hits(row["name"]) if hit.place.country == row["country"]]
    if wide:
        places = [place for place in places if place.kind in (PlaceKind.DIVISION, PlaceKind.REGION)]
    assert any(distance_km(place, row["near"]) < (WIDE_KM if wide else NEAR_KM) for place in places), places

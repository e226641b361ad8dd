"""What map and timeline draw, in columns: nothing is lost on the way to the browser, and unknown stays unknown."""

from __future__ import annotations

from datetime import date, timedelta
from math import isnan
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from sourcebook import api
from sourcebook.review.columns import NO_DAY, UNTOLD, in_columns
from sourcebook.store.event_queries import Dot

from .columns import rows_of

KNOWN = Dot(
    event_id="e-known",
    type="bombing",
    earliest="1969-12-31",
    latest="1970-01-02",
    time_precision="day",
    latitude=-1.5,
    longitude=30.25,
    precision="locality",
    place="Öskemen",
    low=3,
    best=4,
    high=6,
    contested=2,
    origins=3,
    review="accepted",
    realis="happened",
)
UNKNOWN = Dot(
    event_id="e-un",
    type="bombing",
    earliest=None,
    latest=None,
    time_precision="unknown",
    latitude=None,
    longitude=None,
    precision=None,
    place=None,
    low=None,
    best=None,
    high=None,
    contested=0,
    origins=1,
    review="machine",
    realis="prevented",
)


def test_a_row_comes_back_as_it_was() -> None:
    first, _ = rows_of(in_columns([KNOWN, UNKNOWN]))
    assert first == {
        "id": "e-known",
        "kind": "bombing",
        "place": "Öskemen",
        "earliest": -1,
        "latest": 1,
        "time": "day",
        "latitude": -1.5,
        "longitude": 30.25,
        "precision": "locality",
        "size": 4,
        "toll": "4 (3–6)",
        "review": "accepted",
        "contested": 1,
    }


def test_unknown_stays_unknown() -> None:
    _, second = rows_of(in_columns([KNOWN, UNKNOWN]))
    assert (second["earliest"], second["latest"], second["size"]) == (NO_DAY, NO_DAY, UNTOLD)
    assert isnan(second["latitude"])
    assert (second["place"], second["precision"], second["toll"]) == (None, None, None)
    assert (second["kind"], second["id"]) == ("prevented bombing", "e-un")


def test_nobody_killed_is_a_number() -> None:
    (told,) = rows_of(in_columns([KNOWN._replace(low=0, best=0, high=0)]))
    assert (told["size"], told["toll"]) == (0, None)


@pytest.mark.parametrize("count", [0, 1, 2, 3, 5])
def test_any_number_of_rows_can_be_taken_over(count: int) -> None:
    assert len(rows_of(in_columns([KNOWN] * count))) == count


def test_dots_follow_the_selection(client: TestClient, book: Path) -> None:
    (madrid,) = rows_of(client.get("/data/dots?country=ES").content)
    assert (madrid["kind"], madrid["place"]) == ("bombing", "Madrid")
    assert date(1970, 1, 1) + timedelta(days=madrid["earliest"]) == date(2004, 3, 11)
    assert len(rows_of(client.get("/data/dots").content)) == len(api.events(book))

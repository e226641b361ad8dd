"""Points that claim no more than the words, and events without a point."""

from __future__ import annotations

import json
from dataclasses import replace

import jsonschema
import pytest
from tests.unit.publish.geojson_schema import SCHEMA

from sourcebook.publish.geojson import GeoJsonExporter, point_of
from sourcebook.records.vocabulary import PlacePrecision, ReviewState


@pytest.fixture
def exported(tmp_path):
    def export(book):
        report = GeoJsonExporter().export(book, tmp_path / "map")
        files = (json.loads((tmp_path / "map" / f"{name}.geojson").read_text()) for name in ("events", "claims"))
        return report, *files

    return export


def test_both_files_are_feature_collections(exported, book):
    report, events, claims = exported(book)
    for collection in (events, claims):
        jsonschema.Draft202012Validator(SCHEMA).validate(collection)
    assert report.counts == (("events", 1), ("claims", 3))
    assert events["features"][0]["geometry"]["coordinates"] == [-7.3, 54.6]
    assert claims["features"][0]["properties"]["event"] == events["features"][0]["id"]


def test_an_event_without_a_place_stays_without_geometry(exported, make):
    event = make.event([make.claim(make.document("doc-a"))], place=None)
    report, events, _ = exported(make.book(event))
    assert events["features"][0]["geometry"] is None
    assert events["features"][0]["properties"]["place_precision"] == "unknown"
    assert any(reason.startswith("no geometry") for reason, _ in report.warnings)


@pytest.mark.parametrize(
    ("precision", "told"),
    [("site", [36.559, 35.7634]), ("locality", [36.559, 35.763]), ("region", [36.6, 35.8]), ("country", [37.0, 36.0])],
)
def test_decimals_follow_the_precision_of_the_words(precision, told, make):
    place = make.claim(make.document("doc-a")).place
    there = replace(place, latitude=35.763369, longitude=36.558974, precision=PlacePrecision(precision))
    assert point_of(there)["coordinates"] == told


def test_rejected_events_are_left_out(exported, make):
    event = make.event([make.claim(make.document("doc-a"))], review=ReviewState.REJECTED)
    report, events, _ = exported(make.book(event))
    assert events["features"] == []
    assert report.left_out == (("rejected in review", 1),)

"""The book of the examples in every format: valid by its rules, complete by its own report, nobody named in private."""

from __future__ import annotations

import csv
import json
import re
import zipfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from tests.unit.publish.geojson_schema import SCHEMA

from sourcebook import api, publish
from sourcebook.datasets.acled import interactions, sub_events
from sourcebook.datasets.countries import countries, table
from sourcebook.publish.withholding import Disclosure, WithheldView
from sourcebook.store import open_book

FORMATS = [name for name in publish.format_names() if name != "jsonl"]


@pytest.fixture(scope="session")
def exported(built, tmp_path_factory) -> dict[str, tuple[dict[str, Any], Path]]:
    folder = tmp_path_factory.mktemp("formats")
    return {name: (api.export(built.book, name, folder / name).as_dict(), folder / name) for name in FORMATS}


def unpacked(path: Path) -> bytes:
    """The bytes of a file; of a packed one, those of its parts."""
    if not zipfile.is_zipfile(path):
        return path.read_bytes()
    with zipfile.ZipFile(path) as packed:
        return b"".join(packed.read(name) for name in packed.namelist())


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("name", FORMATS)
def test_no_byte_names_a_private_person(name, exported, built):
    with open_book(built.book) as book:
        names = {name for found in WithheldView(book, Disclosure()).private.names.values() for name in found}
    assert len(names) > 10
    told = re.compile("|".join(re.escape(name) for name in sorted(names) if " " in name).encode(), re.IGNORECASE)
    for path in exported[name][1].rglob("*"):
        assert not path.is_file() or told.findall(unpacked(path)) == [], path.name
    assert 10 < exported[name][0]["withheld"]["private persons not named"] <= len(names)


@pytest.mark.parametrize("name", FORMATS)
def test_the_same_book_gives_the_same_bytes(name, exported, built, tmp_path):
    api.export(built.book, name, tmp_path / name)
    first = {path.name: path.read_bytes() for path in exported[name][1].rglob("*") if path.is_file()}
    again = {path.name: path.read_bytes() for path in (tmp_path / name).rglob("*") if path.is_file()}
    assert first == again


@pytest.mark.parametrize("name", FORMATS)
def test_the_report_stands_beside_the_files(name, exported):
    report, folder = exported[name]
    (path,) = folder.glob("*-report.json")
    written = json.loads(path.read_text(encoding="utf-8"))
    assert {key: written[key] for key in report} == report
    assert max(report["counts"].values()) > 0


@pytest.mark.parametrize(("name", "file"), [("acled", "acled.csv"), ("gtd", "gtd.csv")])
def test_every_event_has_a_row_or_a_reason(name, file, exported, built):
    report, folder = exported[name]
    with_rows = {row["event"] for row in rows_of(folder / file.replace(".", "-events."))}
    assert len(with_rows) + sum(report["left_out"].values()) == len(built.tables["events"])
    assert len(rows_of(folder / file)) == report["counts"]["rows"] > 20


def test_acled_rows_obey_the_codebook(exported):
    rows = rows_of(exported["acled"][1] / "acled.csv")
    assert len({row["event_id_cnty"] for row in rows}) == len(rows)
    for row in rows:
        kind = sub_events()[row["sub_event_type"]]
        assert (row["event_type"], row["disorder_type"]) == (kind["event"], kind["disorder"])
        assert date.fromisoformat(row["event_date"]).year == int(row["year"])
        assert row["time_precision"] in "123"
        assert row["geo_precision"] in "123"
        codes = sorted(interactions().get(row[name].casefold(), 0) for name in ("inter1", "inter2"))
        assert row["interaction"].count("-") == (codes[0] > 0)
        assert int(row["fatalities"]) >= 0
        assert int(row["iso"]) in {country.numeric for country in countries().values()}
        assert row["civilian_targeting"] in ("", "Civilians targeted")
        assert row["actor1"]
        if row["event_type"] == "Violence against civilians":
            assert row["actor2"].startswith("Civilians (")


def test_gtd_rows_obey_the_codebook(exported):
    gtd = table("gtd.toml")
    for row in rows_of(exported["gtd"][1] / "gtd.csv"):
        assert row["eventid"][:8] == f"{int(row['iyear']):04}{int(row['imonth']):02}{int(row['iday']):02}"
        assert len(row["eventid"]) == 12
        assert gtd["attack_types"][int(row["attacktype1"]) - 1] == row["attacktype1_txt"]
        assert gtd["weapon_types"][int(row["weaptype1"]) - 1] == row["weaptype1_txt"]
        assert gtd["regions"][int(row["region"]) - 1] == row["region_txt"]
        for number in "123":
            if row[f"targtype{number}"]:
                assert gtd["target_types"][int(row[f"targtype{number}"]) - 1] == row[f"targtype{number}_txt"]
        if row["nkillter"]:
            assert int(row["nkillter"]) <= int(row["nkill"])
        assert bool(row["alternative"]) == (row["doubtterr"] == "1")
        assert row["specificity"] != "5" or row["latitude"] == ""
        assert (row["iday"] != "0") or row["approxdate"]
        assert row["scite1"]


def features(folder: Path) -> Iterator[dict[str, Any]]:
    for name in ("events.geojson", "claims.geojson"):
        collection = json.loads((folder / name).read_text(encoding="utf-8"))
        jsonschema.Draft202012Validator(SCHEMA).validate(collection)
        yield from collection["features"]


def test_geojson_is_rfc_7946(exported):
    found = list(features(exported["geojson"][1]))
    assert len({feature["id"] for feature in found}) == len(found)
    assert any(feature["geometry"] is None for feature in found)

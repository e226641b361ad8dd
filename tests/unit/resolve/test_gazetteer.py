"""The gazetteer file: what it holds, and that the builder writes what the reader reads."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from sourcebook.errors import ModelError
from sourcebook.resolve import gazetteer_check
from sourcebook.resolve.build_gazetteer import Entry, file_bytes
from sourcebook.resolve.folding import folded
from sourcebook.resolve.gazetteer import Gazetteer, PlaceKind, gazetteer
from sourcebook.resolve.gazetteer_check import checked, divisions_listed
from sourcebook.resolve.gazetteers import SHIPPED, doors, gazetteer_named

DATA = Path(__file__).parents[3] / "src" / "sourcebook" / "resolve" / "data"


def small_file(path: Path, *extra: Entry) -> Path:
    country = Entry(
        key="country-XX", name="Examplia", kind=PlaceKind.COUNTRY, country="XX", at=(1.0, 2.0), holder=None, geoname=7
    )
    town = Entry(
        key="gn-9",
        name="Qal‘at Nūr",
        kind=PlaceKind.TOWN,
        country="XX",
        at=(1.5, 2.5),
        holder="country-XX",
        population=1200,
        geoname=9,
        capital=True,
        others={"Kalat Noor"},
    )
    path.write_bytes(file_bytes([country, town, *extra], {"countries": [("XX", "Examplia", "Kalat Noor")]}))
    return path


def test_the_shipped_gazetteer_has_every_country_and_capital() -> None:
    report = gazetteer_check()
    assert report.problems == ()
    assert report.countries == 250
    assert report.divisions > 3800
    assert report.places > 280_000


def test_the_shipped_gazetteer_has_every_first_order_division_of_iso_3166_2() -> None:
    report = gazetteer_check()
    assert report.iso_listed == report.iso_divisions == 3590
    assert report.iso_points > 3540


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("PK-KP", "North-West Frontier Province"),
        ("MM-16", "Arakan"),
        ("UA-32", "Kyivska oblast"),
        ("SY-HA", "Al-Hasakah"),
        ("NG-BO", "Borno"),
        ("IR-12", "Kordestān"),
        ("CO-ANT", "Antioquia"),
        ("GB-NIR", "Northern Ireland"),
        ("ES-PV", "Euskadi"),
        ("SD-DN", "North Darfur"),
    ],
)
def test_a_division_is_found_under_its_other_names(code: str, name: str) -> None:
    (division,) = [each for each in divisions_listed(gazetteer_named(SHIPPED)) if each.code == code]
    assert division.row in {hit.place.row for hit in gazetteer().hits(name)}


def test_the_shipped_gazetteer_comes_through_the_door_for_all() -> None:
    door = doors()[SHIPPED].load()()
    assert door.file() == DATA / "gazetteer.bin"


def test_a_gazetteer_that_was_changed_after_it_was_written_is_noticed(tmp_path: Path) -> None:
    path = small_file(tmp_path / "g.bin")
    assert checked(Gazetteer(path)).problems == ()
    content = bytearray(path.read_bytes())
    content[-9] ^= 1
    path.write_bytes(content)
    assert "changed after it was written" in checked(Gazetteer(path)).problems[-1]


def test_a_listed_division_that_is_not_there_is_a_problem(tmp_path: Path) -> None:
    country = Entry(key="country-XX", name="Examplia", kind=PlaceKind.COUNTRY, country="XX", at=(1.0, 2.0), holder=None)
    path = tmp_path / "g.bin"
    path.write_bytes(file_bytes([country], {"countries": []}, [("XX-01", None, "missing", "Northshire")]))
    report = checked(Gazetteer(path))
    assert (report.iso_listed, report.iso_divisions) == (1, 0)
    assert "Northshire (XX-01)" in report.problems[0]


def test_the_shipped_gazetteer_stays_small() -> None:
    assert (DATA / "gazetteer.bin").stat().st_size < 25_000_000


def test_a_written_place_is_read_back(tmp_path: Path) -> None:
    atlas = Gazetteer(small_file(tmp_path / "g.bin"))
    (hit,) = [hit for hit in atlas.hits("Qalat Nur") if hit.main]
    assert (hit.exact, hit.place.place_id, hit.place.country) == (True, "gn-9", "XX")
    assert (hit.place.latitude, hit.place.longitude, hit.place.population) == (1.5, 2.5, 1200)
    assert [place.name for place in atlas.holders(hit.place)] == ["Examplia"]


def test_a_spelling_that_is_only_tolerated_is_not_exact(tmp_path: Path) -> None:
    atlas = Gazetteer(small_file(tmp_path / "g.bin"))
    assert {hit.exact for hit in atlas.hits("Qallat Nour")} == {False}


def test_the_same_places_give_the_same_bytes(tmp_path: Path) -> None:
    assert small_file(tmp_path / "a.bin").read_bytes() == small_file(tmp_path / "b.bin").read_bytes()


def test_a_place_without_coordinates_stays_without(tmp_path: Path) -> None:
    nowhere = Entry(
        key="adm-XX.1", name="Lostshire", kind=PlaceKind.DIVISION, country="XX", at=None, holder="country-XX"
    )
    (hit,) = Gazetteer(small_file(tmp_path / "g.bin", nowhere)).hits("Lostshire")
    assert (hit.place.latitude, hit.place.place_id) == (None, "adm-XX.1")


def test_a_damaged_file_says_how_to_mend_it(tmp_path: Path) -> None:
    (tmp_path / "g.bin").write_bytes(b"not a gazetteer at all")
    with pytest.raises(ModelError, match="reinstall"):
        Gazetteer(tmp_path / "g.bin")


def test_a_missing_file_says_how_to_mend_it(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="reinstall"):
        Gazetteer(tmp_path / "none.bin")


def supplement_names() -> list[tuple[str, str]]:
    ours = tomllib.loads((DATA / "places.toml").read_text("utf-8"))
    tables = (ours["division_names"], ours["town_names"])
    return [(key[:2], name) for table in tables for key, names in table.items() for name in names]


def test_further_names_of_the_supplement_reached_the_file() -> None:
    lost = [
        (country, name)
        for country, name in supplement_names()
        if not any(hit.exact and hit.place.country == country for hit in gazetteer().hits(name))
    ]
    assert lost == []


def test_regions_and_sites_of_the_supplement_are_found_by_each_name() -> None:
    ours = tomllib.loads((DATA / "places.toml").read_text("utf-8"))
    lost = [
        (row["country"], name)
        for row in (*ours["regions"], *ours["sites"])
        for name in (row["name"], *row.get("names", ()))
        if not any(hit.exact and hit.place.country == row["country"] for hit in gazetteer().hits(name))
    ]
    assert lost == []


@pytest.mark.parametrize("name", ["Sana'a", "Ṣan‘ā’a", "SANAA"])
def test_folding_forgets_case_accents_and_apostrophes(name: str) -> None:
    assert folded(name) == "sanaa"

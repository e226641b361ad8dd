"""Lists of places from elsewhere become gazetteers that lie over the shipped one; what cannot be used is told."""

from __future__ import annotations

import gzip
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from sourcebook.errors import ModelError, SettingsError, UsageError
from sourcebook.pipeline import settings_from
from sourcebook.records.reading import Reading
from sourcebook.records.text import Document, Mention
from sourcebook.records.vocabulary import MentionKind
from sourcebook.resolve import Options, identified, known_as, resolver
from sourcebook.resolve.gazetteer import Gazetteer, PlaceKind, use
from sourcebook.resolve.gazetteer_import import ImportReport, import_gazetteer
from sourcebook.resolve.gazetteer_rows import ImportOptions
from sourcebook.resolve.gazetteers import opened

OWNED = ImportOptions(attribution="A survey of ours, CC0")
HEADER = "name,lat,lon,country,admin1,aliases,kind,population\n"
VILLAGE = "Zarqa Baidaghan,35.95,65.1,AF,Faryab,Zarka Baydaghan;Baidaghan,village,1200\n"


@pytest.fixture(autouse=True)
def shipped_again() -> Iterator[None]:
    yield
    use(opened(()))


def imported(folder: Path, text: str | bytes, options: ImportOptions = OWNED, name: str = "list.csv") -> ImportReport:
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return import_gazetteer(path, folder / "ours.gazetteer", options)


def dump_row(number: int, name: str, feature: str = "P.PPL", **other: str) -> str:
    cells = [str(number), name, name, other.get("others", ""), "35.95", "65.10", *feature.split("."), "AF", ""]
    cells += [other.get("admin1", "07"), other.get("admin2", ""), "", "", "1200", "", "600", "Asia/Kabul", "2020-01-01"]
    return "\t".join(cells) + "\n"


def test_a_table_is_found_by_each_of_its_names_under_its_division(tmp_path: Path) -> None:
    report = imported(tmp_path, HEADER + VILLAGE)
    assert (report.rows, report.added, report.joined, report.refused) == (1, 1, 0, ())
    (known,) = known_as("Zarka Baydaghan", Options(gazetteers=(str(report.into),)))
    assert (known.place.name, known.place.kind, known.place.population) == ("Zarqa Baidaghan", PlaceKind.TOWN, 1200)
    assert known.holders == ("Faryab", "Afghanistan")


@pytest.mark.parametrize(
    "text",
    [
        "Ort;Breite;Länge;Land\nNeudorf an der Probe;48,1;16,3;Austria\n",
        "PLACE_NAME\tLatitude\tLng\tISO\nNeudorf an der Probe\t48.1\t16.3\tat\n",
        "country|x|y|town\nAT|16.3|48.1|Neudorf an der Probe\n",
    ],
)
def test_columns_go_by_several_names_and_delimiters(tmp_path: Path, text: str) -> None:
    columns = {"lon": "Länge"} if "Länge" in text else {}
    report = imported(tmp_path, text, OWNED._replace(columns=columns))
    (known,) = known_as("Neudorf an der Probe", Options(gazetteers=(str(report.into),)))
    assert (known.place.country, known.place.latitude, known.place.longitude) == ("AT", 48.1, 16.3)


def test_columns_of_any_name_can_be_stated(tmp_path: Path) -> None:
    text = "siedlung,n,o\nProbedorf,48.1,16.3\n"
    options = OWNED._replace(columns={"name": "siedlung", "lat": "n", "lon": "o"}, country="Austria")
    assert imported(tmp_path, text, options).added == 1


def test_a_known_town_gets_the_further_name_and_stays_one_place(tmp_path: Path) -> None:
    report = imported(tmp_path, HEADER + "Kunduz,36.73,68.86,AF,,Konduz-e Nau,city,\n")
    assert (report.added, report.joined) == (0, 1)
    options = Options(gazetteers=(str(report.into),))
    (known,) = [each for each in known_as("Konduz-e Nau", options) if each.exact]
    assert known.place.place_id == "gn-1135689"
    ids = [each.place.place_id for each in known_as("Kunduz", options)]
    assert len(ids) == len(set(ids))


def test_a_geonames_dump_needs_no_header_and_no_attribution(tmp_path: Path) -> None:
    text = (
        dump_row(90000001, "Zarqa Baidaghan", others="Baidaghan,ZZZ,زرقا")
        + dump_row(90000002, "Darya-ye Probe", "H.STM")
        + dump_row(90000003, "Masjid-e Probe", "S.MSQE")
        + dump_row(1135689, "Kunduz", others="Konduz-e Kohna")
    )
    report = imported(tmp_path, text, ImportOptions(), "AF.txt")
    assert (report.added, report.joined) == (2, 1)
    assert report.attribution.startswith("GeoNames")
    assert report.refused[0][:2] == ("a feature that is no settlement, division or site", 1)
    options = Options(gazetteers=(str(report.into),))
    (town,) = known_as("Zarqa Baidaghan", options)
    assert (town.place.place_id, town.holders) == ("gn-90000001", ("Faryab", "Afghanistan"))
    assert known_as("Masjid-e Probe", options)[0].place.kind is PlaceKind.SITE
    assert known_as("ZZZ", options) == ()


@pytest.mark.parametrize("pack", ["zip", "gz"])
def test_a_packed_dump_is_read_out_of_its_archive(tmp_path: Path, pack: str) -> None:
    text = dump_row(90000001, "Zarqa Baidaghan").encode()
    path = tmp_path / f"AF.{pack}"
    if pack == "gz":
        path.write_bytes(gzip.compress(text))
    else:
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("readme.txt", "about the columns")
            archive.writestr("AF.txt", text)
    assert import_gazetteer(path, tmp_path / "af.gazetteer", ImportOptions()).added == 1


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("Far,95,10,AF,,,,\n", "latitude beyond 90 degrees"),
        ("Far,35,190,AF,,,,\n", "longitude beyond 180 degrees"),
        ("Far,nan,10,AF,,,,\n", "latitude beyond 90 degrees"),
        ("Far,north,10,AF,,,,\n", "latitude or longitude is no number in degrees"),
        ("Far,0,0,AF,,,,\n", "latitude and longitude are both 0"),
        ("Far,,10,AF,,,,\n", "no latitude or longitude"),
        (",35,65,AF,,,,\n", "no name"),
        ("Far,35,65,,,,,\n", "no country (give one for all rows with --country)"),
        ("Far,35,65,Atlantis,,,,\n", "a country that is not known"),
        ("Far,35,65,AF,,,galaxy,\n", "a kind that is not known"),
        ("Far,35\n", "a line with fewer columns than the header"),
        (VILLAGE, "a place that was given before"),
    ],
)
def test_a_row_that_cannot_be_used_is_counted_with_its_reason(tmp_path: Path, row: str, reason: str) -> None:
    report = imported(tmp_path, HEADER + VILLAGE + row)
    assert report.added == 1
    assert [(why, count) for why, count, _ in report.refused] == [(reason, 1)]
    assert "line 3" in report.refused[0][2]


def test_an_id_that_was_given_before_is_left_out(tmp_path: Path) -> None:
    report = imported(tmp_path, "id,name,lat,lon,country\n1,Probe A,35,65,AF\n1,Probe B,36,66,AF\n")
    assert report.refused[0][:2] == ("an id that was given before", 1)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "is empty"),
        (b"PK\x00\x01\x02\x00\x00binary", "binary file"),
        ("name,lat,lon\nGraz,47.1,15.4\n".encode("utf-16"), "no country"),
        ("näme,lat,lon\n".encode("latin-1"), "not UTF-8"),
        (b"a line of prose about places\nand another\n", "no column for name and lat and lon"),
        (b"name,lat,lon,country\n", "no rows"),
        (b"name,lat,lon,country\nFar,95,10,AF\n", "none of the 1 rows"),
        (b"name,lat,lon,country\nFar,165,35,AF\n", "may be exchanged"),
    ],
)
def test_a_file_that_cannot_be_used_is_one_sentence(tmp_path: Path, content: bytes, sentence: str) -> None:
    with pytest.raises(UsageError, match=sentence):
        imported(tmp_path, content)
    assert [path.name for path in tmp_path.iterdir()] == ["list.csv"]


def test_a_list_without_its_owner_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="--attribution"):
        imported(tmp_path, HEADER + VILLAGE, ImportOptions())


def test_the_same_list_gives_the_same_bytes(tmp_path: Path) -> None:
    one = imported(tmp_path, HEADER + VILLAGE).into.read_bytes()
    assert imported(tmp_path, HEADER + VILLAGE).into.read_bytes() == one


def test_a_text_is_read_by_the_gazetteers_of_the_settings(tmp_path: Path) -> None:
    report = imported(tmp_path, HEADER + VILLAGE)
    text = "Gunmen burned Zarqa Baidaghan on Sunday, Afghan officials said."
    document = Document(document_id="d", path="d", sha256="0", original="0", text=text, blocks=())
    words = document.words(14, 29)
    mention = Mention(
        mention_id="m", document_id="d", segment_id="s", kind=MentionKind.PLACE, words=words, name=words.quote,
        generated_by="test@1",
    )  # fmt: skip
    reading = Reading(document_id="d", document=document, mentions=(mention,))
    places = {}
    for options in (Options(), Options(gazetteers=(str(report.into),)), Options()):
        (found, *_) = resolver(options)(reading).mentions
        places[options] = found.place and found.place.latitude
    assert list(places.values()) == [None, 35.95]


def test_settings_name_gazetteers_beside_them_and_keep_their_digests(tmp_path: Path) -> None:
    report = imported(tmp_path, HEADER + VILLAGE)
    settings = tmp_path / "sourcebook.toml"
    settings.write_text('[resolve]\ngazetteers = ["ours.gazetteer"]\n')
    assert settings_from(settings).resolve == Options(gazetteers=(str(report.into),), digests=(report.digest,))


def test_another_gazetteer_of_the_name_is_refused_where_a_digest_is_kept(tmp_path: Path) -> None:
    kept = identified(Options(gazetteers=(str(imported(tmp_path, HEADER + VILLAGE).into),)))
    imported(tmp_path, HEADER + VILLAGE.replace("35.95", "35.96"))
    with pytest.raises(ModelError, match="is not the one"):
        resolver(kept)


@pytest.mark.parametrize("name", ["nowhere", "gone.gazetteer"])
def test_a_gazetteer_that_is_not_there_is_a_sentence(tmp_path: Path, name: str) -> None:
    settings = tmp_path / "sourcebook.toml"
    settings.write_text(f'[resolve]\ngazetteers = ["{name}"]\n')
    with pytest.raises(SettingsError, match=name):
        settings_from(settings)


def test_an_import_outlives_the_gazetteer_that_it_was_made_over(tmp_path: Path) -> None:
    report = imported(tmp_path, HEADER + VILLAGE)
    atlas = Gazetteer(report.into)
    assert atlas.header["over"]
    assert [hit.place.name for hit in atlas.hits("Baidaghan")] == ["Zarqa Baidaghan"]

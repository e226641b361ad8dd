"""Datasets in a folder of documents: their rows stand in the book beside the reports."""

from __future__ import annotations

import csv

import pytest
from tests.unit.datasets.rows import ACLED, GED, GTD

from sourcebook import api
from sourcebook.records.claims import Claim
from sourcebook.records.knowledge import Event
from sourcebook.store import open_book


def write(path, *rows):
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)


def test_rows_of_three_datasets_become_claims_and_a_bad_row_is_told(tmp_path):
    folder = tmp_path / "in"
    folder.mkdir()
    twin = {**GED, "id": "90211", "source_headline": 'Second\nboat "sunk"; one lost'}
    write(folder / "ged.csv", GED, twin, {**GED, "id": ""})
    write(folder / "acled.csv", ACLED)
    write(folder / "gtd.csv", GTD)
    report = api.build([folder], tmp_path / "b.book", api.BuildOptions(workers=0))
    with open_book(tmp_path / "b.book") as book:
        claims, events = list(book.rows(Claim)), list(book.rows(Event))
        failures = api.failures(tmp_path / "b.book")
    assert (report.documents, report.failures) == (4, 1)
    assert sorted(claim.generated_by for claim in claims) == [
        "row-of-acled@2",
        "row-of-gtd@2",
        "row-of-ucdp-ged@2",
        "row-of-ucdp-ged@2",
    ]
    assert len(events) == 4, "two rows of one dataset are never one event"
    assert "row of UCDP GED without id" in failures[0].message


@pytest.mark.parametrize(
    ("save", "sentence"),
    [
        (lambda text: text.replace(",", "~").encode(), "is a file of UCDP GED whose columns are parted by '~'"),
        (lambda text: text.encode("utf-16"), "is a table in UTF-16, as spreadsheets save it as text"),
    ],
)
def test_a_table_saved_otherwise_is_one_sentence(save, sentence, tmp_path):
    write(tmp_path / "ged.csv", GED)
    (tmp_path / "ged.csv").write_bytes(save((tmp_path / "ged.csv").read_text()))
    api.build([tmp_path / "ged.csv"], tmp_path / "b.book", api.BuildOptions(workers=0))
    (failure,) = api.failures(tmp_path / "b.book")
    assert sentence in failure.message


def test_a_book_with_rows_is_the_same_when_told_anew(tmp_path):
    write(tmp_path / "ged.csv", GED, {**GED, "id": "5", "low": "9"})
    api.build([tmp_path / "ged.csv"], tmp_path / "b.book", api.BuildOptions(workers=0))
    assert api.verify(tmp_path / "b.book", api.BuildOptions(workers=0)).ok


def test_a_dataset_goes_through_a_book_and_comes_out_as_it_was(tmp_path):
    far = {**GED, "id": "77", "low": "9", "best": "4", "latitude": "-4.25", "longitude": "12.5", "where_prec": "4"}
    twin = {**GED, "id": "90211", "deaths_a": "0", "deaths_unknown": "3"}
    write(tmp_path / "ged.csv", GED, twin, far)
    api.build([tmp_path / "ged.csv"], tmp_path / "b.book", api.BuildOptions(workers=0))
    api.export(tmp_path / "b.book", "ucdp-ged", tmp_path / "out")
    with (tmp_path / "out" / "ged.csv").open(encoding="utf-8", newline="") as file:
        again = {row["id"]: row for row in csv.DictReader(file)}
    assert sorted(again) == ["77", "90210", "90211"]
    for row in (GED, twin, far):
        told = again[row["id"].removesuffix(".0")]
        for column in ("date_end", "latitude", "longitude", "low", "best", "high", "deaths_a", "where_coordinates"):
            assert told[column] == row[column]


@pytest.mark.parametrize(("lacking", "told"), [("best", "has no column best"), (None, "has no column for a text")])
def test_a_header_of_no_use_is_told_once_whatever_the_number_of_rows(tmp_path, lacking, told):
    bad = {name: value for name, value in GED.items() if name != lacking} if lacking else {"id": "1", "place": "Cali"}
    write(tmp_path / "bad.csv", *[bad] * 40)
    api.build([tmp_path / "bad.csv"], tmp_path / "b.book", api.BuildOptions(workers=0))
    (failure,) = api.failures(tmp_path / "b.book")
    assert told in failure.message

"""A thousand rows of UCDP GED go through a book and come out with every figure, date and place as they were.

The rows are UCDP's and not part of this repository: ``SOURCEBOOK_SHARED`` names the folder that holds
``ucdp/ged231_sample1000.csv``; without it, the folder ``shared`` beside the checkout is looked at.
"""

from __future__ import annotations

import csv
import os
from pathlib import Path

import pytest

from sourcebook import api

SHARED = Path(os.environ.get("SOURCEBOOK_SHARED", Path(__file__).parents[3] / "shared"))
SAMPLE = SHARED / "ucdp" / "ged231_sample1000.csv"
if not SAMPLE.is_file():
    SAMPLE = SHARED / "data" / "ucdp" / "ged231_sample1000.csv"
FIGURES = ("low", "best", "high", "deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown")
DAYS = ("date_start", "date_end")
PLACES = ("latitude", "longitude", "where_prec", "where_coordinates", "adm_1", "adm_2", "country")


def plain(column, value):
    """A value without what a spreadsheet does to it: 2.0 for 2, an hour after a day, an NA for nothing."""
    if column in DAYS:
        return value[:10]
    try:
        return float(value)
    except ValueError:
        return " ".join(value.split()).removeprefix("NA")


def rows(path):
    with path.open(encoding="utf-8", newline="") as file:
        return {int(float(row["id"])): row for row in csv.DictReader(file)}


@pytest.mark.slow
def test_a_thousand_rows_come_out_as_they_went_in(tmp_path):
    if not SAMPLE.is_file():
        pytest.skip("UCDP's sample is not here; set SOURCEBOOK_SHARED to the folder that holds ucdp/")
    api.build([SAMPLE], tmp_path / "ged.book", api.BuildOptions(workers=0))
    api.export(tmp_path / "ged.book", "ucdp-ged", tmp_path / "out")
    before, after = rows(SAMPLE), rows(tmp_path / "out" / "ged.csv")
    assert len(before) == 1000
    assert after.keys() == before.keys()
    differing = [
        (row_id, column, row[column], after[row_id][column])
        for row_id, row in before.items()
        for column in (*FIGURES, *DAYS, *PLACES)
        if plain(column, row[column]) != plain(column, after[row_id][column])
    ]
    assert differing == []

"""The table for humanitarian data: hashtags below the header, and nothing that a source does not state."""

from __future__ import annotations

import csv
import re

import pytest

from sourcebook.publish.hxl import HxlExporter, columns
from sourcebook.records.vocabulary import ReviewState

TAG = re.compile(r"#[a-z][a-z0-9_]*(\+[a-z][a-z0-9_]*)*")


@pytest.fixture
def table(tmp_path):
    def written(book):
        report = HxlExporter().export(book, tmp_path / "hxl")
        with (tmp_path / "hxl/events.csv").open(encoding="utf-8", newline="") as file:
            return report, list(csv.reader(file))

    return written


def test_hashtags_stand_below_the_header_each_once_and_well_formed(table, book):
    _, (header, tags, *_) = table(book)
    assert (header, tags) == (list(columns()), list(columns().values()))
    assert all(TAG.fullmatch(tag) for tag in tags)
    assert len(set(tags)) == len(tags)


def test_an_event_is_a_row_and_what_nobody_says_is_empty(table, book):
    _, (header, _, row) = table(book)
    told = dict(zip(header, row, strict=True))
    assert (told["from"], told["iso3"], told["killed_best"], told["perpetrators"]) == (
        "1998-08-15",
        "GBR",
        "29",
        "Real IRA",
    )
    assert (told["injured_best"], told["missing_low"]) == ("", "")


def test_a_rejected_event_has_no_row(table, make, event):
    report, rows = table(make.book(event(review=ReviewState.REJECTED)))
    assert len(rows) == 2
    assert dict(report.left_out) == {"rejected in review": 1}

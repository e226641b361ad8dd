"""What the tests of sheets share: an event with chosen fields, and a book written as a sheet and read back."""

from __future__ import annotations

import csv

import pytest


@pytest.fixture
def event(make):
    """An event of two documents, with other fields than Omagh's."""
    docs = [make.document("doc-a"), make.document("doc-b")]
    claims = [make.claim(doc) for doc in docs]
    return lambda **changed: make.event(claims, **changed)


@pytest.fixture
def sheet(tmp_path):
    """The report and the rows of a book, written by an exporter into its folder as one CSV file."""

    def written(exporter, book, name):
        folder, file_name = name.split("/")
        report = exporter.export(book, tmp_path / folder)
        with (tmp_path / folder / file_name).open(encoding="utf-8", newline="") as file:
            return report, list(csv.DictReader(file))

    return written

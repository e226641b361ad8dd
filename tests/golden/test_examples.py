"""The examples give a good book: every document is read, and the shares of `floors.toml` hold."""

from __future__ import annotations

import csv
import json
import runpy
import tomllib
import zipfile
from pathlib import Path

import jsonschema
import pytest

from sourcebook import api
from sourcebook.publish.schema import schemas
from sourcebook.publish.shapes import TABLES

HERE = Path(__file__).parent
FLOORS = tomllib.loads((HERE / "floors.toml").read_text(encoding="utf-8"))
EXPECTED = json.loads((HERE.parents[1] / "examples" / "expected.json").read_text(encoding="utf-8"))


def test_every_document_is_read_without_a_failure(built):
    assert built.tables["failures"] == []
    named = {path for event in EXPECTED["events"] for path in event["documents"]}
    assert named <= set(built.paths.values())


def test_every_quote_stands_in_its_text(built):
    texts = {row["id"]: row["text"] for row in built.tables["documents"]}
    for row in built.tables["claims"] + built.tables["mentions"]:
        assert texts[row["document"]][row["start"] : row["end"]] == row["quote"]


@pytest.mark.parametrize("measure", sorted(FLOORS))
def test_the_measure_holds_its_floor(measure, measured):
    assert measured[measure] >= FLOORS[measure], {name: round(share, 3) for name, share in measured.items()}


def test_the_excerpt_adds_no_origin_to_what_it_repeats(built):
    for event in built.events():
        repeated = {"news.jsonl#bali-wire", "rows.csv#harbour-bali", "bali-week-in-review.txt"}
        if built.documents(event) and built.documents(event) <= repeated:
            assert event["origins"] == 1


def test_the_binary_documents_are_those_that_the_script_writes(tmp_path):
    examples = HERE.parents[1] / "examples"
    script = runpy.run_path(str(examples / "make_binary.py"))
    for name, text in script["PDF"].items():
        script["pdf_bytes"](tmp_path / name, script["paragraphs_of"](text))
        assert (tmp_path / name).read_bytes() == (examples / "documents" / name).read_bytes()
    for name, text in script["DOCX"].items():
        script["docx_bytes"](tmp_path / name, script["paragraphs_of"](text))
        with zipfile.ZipFile(tmp_path / name) as made, zipfile.ZipFile(examples / "documents" / name) as kept:
            assert made.read("word/document.xml") == kept.read("word/document.xml")


@pytest.mark.parametrize("table", sorted(TABLES))
def test_every_line_of_the_export_obeys_its_schema(table, built):
    validator = jsonschema.Draft202012Validator(schemas()[f"{table}.schema.json"])
    for row in built.tables[table]:
        assert list(validator.iter_errors(row)) == []


def test_every_ged_row_obeys_the_rules_of_its_format(built, tmp_path):
    report = api.export(built.book, "ucdp-ged", tmp_path / "ged")
    rows = list(csv.DictReader((tmp_path / "ged" / "ged.csv").open(encoding="utf-8", newline="")))
    assert len(rows) == dict(report.counts)["rows"] > 20
    assert len(rows) + sum(dict(report.left_out).values()) == len(built.tables["events"])
    for row in rows:
        parts = sum(int(row[f"deaths_{side}"]) for side in ("a", "b", "civilians", "unknown"))
        assert int(row["best"]) == parts
        assert row["date_start"] <= row["date_end"]
        assert row["type_of_violence"] != "3" or (row["side_b"], row["deaths_b"]) == ("Civilians", "0")
        assert row["type_of_violence"] != "1" or row["side_a"].startswith("Government of ")

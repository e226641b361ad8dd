"""The examples give a good book: every document is read, and the shares of `floors.toml` hold."""

from __future__ import annotations

import json
import runpy
import tomllib
import zipfile
from pathlib import Path

import pytest

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

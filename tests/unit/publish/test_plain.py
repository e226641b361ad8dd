"""What the plain export promises to other programs."""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path

import jsonschema
import pytest

from sourcebook.errors import ExportError, UsageError
from sourcebook.publish import exporter_named
from sourcebook.publish.plain import PlainExporter
from sourcebook.publish.schema import schemas
from sourcebook.publish.shapes import TABLES


def rows(folder: Path, table: str) -> list[dict]:
    return [json.loads(line) for line in (folder / f"{table}.jsonl").read_text(encoding="utf-8").splitlines()]


def test_every_table_is_a_file_and_the_manifest_has_its_checksum(book, tmp_path):
    PlainExporter().export(book, tmp_path / "out")
    manifest = json.loads((tmp_path / "out/manifest.json").read_text())
    assert set(manifest["files"]) == {f"{name}.jsonl" for name in TABLES}
    for name, entry in manifest["files"].items():
        content = (tmp_path / "out" / name).read_bytes()
        assert entry == {"lines": content.count(b"\n"), "sha256": sha256(content).hexdigest()}
    assert manifest["counts"]["documents"] == 3


def test_the_same_book_gives_the_same_bytes(book, make, tmp_path):
    PlainExporter().export(book, tmp_path / "one")
    PlainExporter().export(make.book(), tmp_path / "two")
    for path in (tmp_path / "one").iterdir():
        assert path.read_bytes() == (tmp_path / "two" / path.name).read_bytes()


def test_every_line_obeys_its_schema_and_has_every_key(book, tmp_path):
    PlainExporter().export(book, tmp_path / "out")
    for table in TABLES:
        schema = schemas()[f"{table}.schema.json"]
        for row in rows(tmp_path / "out", table):
            jsonschema.validate(row, schema)
            assert set(row) == set(schema["properties"])


def test_lines_are_sorted_by_id(book, tmp_path):
    PlainExporter().export(book, tmp_path / "out")
    for table in TABLES:
        ids = [row["id"] for row in rows(tmp_path / "out", table)]
        assert ids == sorted(ids)


def test_a_claim_counts_under_its_events_origin_and_names_its_event(book, tmp_path):
    PlainExporter().export(book, tmp_path / "out")
    event = rows(tmp_path / "out", "events")[0]
    for claim in rows(tmp_path / "out", "claims"):
        assert (claim["origin"], claim["event"]) == ("origin-police", event["id"])


def test_a_claim_outside_events_counts_under_its_documents_group(book, make, tmp_path):
    from sourcebook.records.knowledge import Event

    book.tables[Event] = []
    PlainExporter().export(book, tmp_path / "out")
    assert {c["document"]: c["origin"] for c in rows(tmp_path / "out", "claims")} == {
        "doc-a": "doc-a",
        "doc-b": "doc-a",
        "doc-c": "doc-c",
    }


def test_both_sides_of_a_copy_tell_it(book, tmp_path):
    PlainExporter().export(book, tmp_path / "out")
    by_id = {row["id"]: row for row in rows(tmp_path / "out", "documents")}
    left, right = by_id["doc-a"]["copies"][0], by_id["doc-b"]["copies"][0]
    assert left["spans"] == [{"start": 0, "end": 10, "other_start": 5, "other_end": 15}]
    assert right["spans"] == [{"start": 5, "end": 15, "other_start": 0, "other_end": 10}]
    assert "copy" not in {each["kind"] for each in by_id["doc-c"]["copies"]}


def test_documents_of_one_origin_that_copy_nothing_share_a_source(book, tmp_path):
    PlainExporter().export(book, tmp_path / "out")
    lines = rows(tmp_path / "out", "documents")
    told = {line["id"]: [(each["document"], each["kind"]) for each in line["copies"]] for line in lines}
    assert told == {
        "doc-a": [("doc-b", "copy"), ("doc-c", "shared_source")],
        "doc-b": [("doc-a", "copy"), ("doc-c", "shared_source")],
        "doc-c": [("doc-a", "shared_source"), ("doc-b", "shared_source")],
    }


def test_quotes_stand_where_the_offsets_say(book, tmp_path):
    PlainExporter().export(book, tmp_path / "out")
    texts = {row["id"]: row["text"] for row in rows(tmp_path / "out", "documents")}
    for claim in rows(tmp_path / "out", "claims"):
        text = texts[claim["document"]]
        for part in [claim, claim["time"], claim["place"], *claim["figures"], *claim["weapons"]]:
            assert text[part["start"] : part["end"]] == part["quote"]


def test_an_alias_has_its_days_under_from_and_to(book, tmp_path):
    PlainExporter().export(book, tmp_path / "out")
    (alias,) = rows(tmp_path / "out", "actors")[0]["aliases"]
    assert (alias["from"], alias["to"]) == ("1997-11-01", None)


def test_an_earlier_export_is_replaced(book, tmp_path):
    PlainExporter().export(book, tmp_path / "out")
    PlainExporter().export(book, tmp_path / "out")
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_a_folder_with_other_files_is_left_alone(book, tmp_path):
    (tmp_path / "thesis.docx").write_text("years of work")
    with pytest.raises(ExportError, match=r"thesis\.docx"):
        PlainExporter().export(book, tmp_path)
    assert (tmp_path / "thesis.docx").read_text() == "years of work"


def test_a_failing_export_leaves_the_old_one(book, tmp_path):
    PlainExporter().export(book, tmp_path / "out")
    before = (tmp_path / "out/claims.jsonl").read_bytes()
    book.tables[type(next(iter(book.tables[next(iter(book.tables))])))] = [object()]
    with pytest.raises(AttributeError):
        PlainExporter().export(book, tmp_path / "out")
    assert (tmp_path / "out/claims.jsonl").read_bytes() == before
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_the_formats_come_through_the_entry_points():
    assert isinstance(exporter_named("jsonl"), PlainExporter)
    with pytest.raises(UsageError, match="jsonl"):
        exporter_named("excel")


def test_the_manifest_names_whose_places_the_book_was_told_by(book, tmp_path):
    PlainExporter().export(book, tmp_path / "out")
    manifest = json.loads((tmp_path / "out/manifest.json").read_text())
    assert any(source.startswith("GeoNames") for source in manifest["attribution"])

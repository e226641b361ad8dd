"""What of a folder is taken, what is not, and what stands there twice."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from sourcebook.errors import UsageError
from sourcebook.ingest import Found, Limits, originals_in
from sourcebook.records.text import Metadata, Original


def found_in(*paths: Path) -> list[Found]:
    return list(originals_in(paths, Limits()))


def originals(*paths: Path) -> dict[str, Original]:
    return {one.original.path: one.original for one in found_in(*paths) if one.original}


def write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_files_come_sorted_with_paths_relative_to_the_folder(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.txt", "a.txt"):
        write(tmp_path / name, f"Report {name}")
    assert list(originals(tmp_path)) == ["a.txt", "b.txt", "a/z.txt"]


def test_a_single_file_is_its_own_root(tmp_path: Path) -> None:
    path = write(tmp_path / "wire.txt", "Two people died.")
    (only,) = originals(path).values()
    assert (only.path, only.root) == ("wire.txt", str(path))


def test_the_stored_file_is_named_by_its_sha256(tmp_path: Path) -> None:
    path = write(tmp_path / "wire.txt", "Two people died.")
    (found,) = found_in(tmp_path)
    assert found.file == path
    assert found.original is not None and found.original.stored == found.original.sha256


def test_identical_bytes_are_one_document_that_names_the_other_place(tmp_path: Path) -> None:
    write(tmp_path / "a.txt", "Same words.")
    write(tmp_path / "b.txt", "Same words.")
    (only,) = found_in(tmp_path)
    assert only.original is not None
    assert only.original.metadata == (Metadata(field="also_at", value="b.txt"),)


def test_every_row_of_a_jsonl_file_is_a_document(tmp_path: Path) -> None:
    rows = [{"id": "x1", "text": "One died."}, {"text": "Two died."}]
    path = write(tmp_path / "wires.jsonl", "".join(json.dumps(row) + "\n" for row in rows))
    taken = originals(tmp_path)
    assert list(taken) == ["wires.jsonl#x1", "wires.jsonl#2"]
    first = taken["wires.jsonl#x1"]
    assert first.offset is not None and first.length is not None
    assert json.loads(path.read_bytes()[first.offset : first.offset + first.length]) == rows[0]


def test_a_broken_line_names_its_number_and_the_others_are_read(tmp_path: Path) -> None:
    write(tmp_path / "wires.jsonl", '{"text": "One."}\n{"text": "Two\n{"text": "Three."}\n')
    failures = [one.failure for one in found_in(tmp_path) if one.failure]
    assert len(failures) == 1
    assert "line 2" in failures[0].message
    assert list(originals(tmp_path)) == ["wires.jsonl#1", "wires.jsonl#3"]


def test_two_rows_with_one_id_are_both_kept_and_the_second_names_both(tmp_path: Path) -> None:
    write(tmp_path / "a.jsonl", '{"id": "7", "text": "One."}\n')
    write(tmp_path / "b.jsonl", '{"id": "7", "text": "Two."}\n')
    first, second = originals(tmp_path).values()
    assert first.original_id != second.original_id
    assert second.metadata[-1].value == "the id 7 is also that of a.jsonl#7; both are kept"


def test_a_csv_row_may_run_over_several_lines(tmp_path: Path) -> None:
    write(tmp_path / "rows.csv", 'id,text\nr1,"One\n\nand two"\nr2,Three\n')
    assert list(originals(tmp_path)) == ["rows.csv#r1", "rows.csv#r2"]


def test_the_sidecar_gives_metadata_and_is_no_document(tmp_path: Path) -> None:
    write(tmp_path / "documents.csv", "path,title,published\na.txt,Raid at dawn,2019-01-18\n")
    write(tmp_path / "a.txt", "A raid.")
    (only,) = originals(tmp_path).values()
    assert only.metadata == (
        Metadata(field="title", value="Raid at dawn"),
        Metadata(field="published_on", value="2019-01-18"),
    )


def test_a_sidecar_row_for_a_file_that_is_not_there_is_reported(tmp_path: Path) -> None:
    write(tmp_path / "documents.csv", "path,title\ngone.txt,Gone\n")
    (failure,) = [one.failure for one in found_in(tmp_path) if one.failure]
    assert "gone.txt" in failure.message


def test_a_path_that_is_not_there_is_a_usage_error(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="nowhere"):
        found_in(tmp_path / "nowhere")


def test_hidden_files_are_left_out(tmp_path: Path) -> None:
    write(tmp_path / ".DS_Store", "x")
    write(tmp_path / ".git/config", "x")
    assert found_in(tmp_path) == []


def test_a_sidecar_speaks_for_files_in_folders_below_it(tmp_path: Path) -> None:
    write(tmp_path / "documents.csv", "path,source\ndeep/a.txt,Sarm Gazette\n")
    write(tmp_path / "deep/a.txt", "A raid.")
    (only,) = originals(tmp_path).values()
    assert only.metadata == (Metadata(field="source", value="Sarm Gazette"),)


def test_two_rows_of_one_file_with_one_id_have_different_paths(tmp_path: Path) -> None:
    write(tmp_path / "a.jsonl", '{"id": "7", "text": "One."}\n{"id": "7", "text": "Two."}\n')
    first, second = originals(tmp_path).values()
    assert (first.path, second.path) == ("a.jsonl#7", "a.jsonl#2")
    assert second.metadata[-1].value == "the id 7 is also that of a.jsonl#7; both are kept"


def test_the_same_row_twice_is_one_document(tmp_path: Path) -> None:
    write(tmp_path / "a.jsonl", '{"id": "7", "text": "One."}\n' * 2)
    (only,) = originals(tmp_path).values()
    assert only.metadata == (Metadata(field="also_at", value="a.jsonl#2"),)


def test_rows_that_are_no_documents_are_named(tmp_path: Path) -> None:
    write(tmp_path / "a.jsonl", '["list"]\n{"id": 1}\n{"id": 2, "text": "  "}\n{"id": 3, "text": "Three."}\n')
    failures = [one.failure.record_id for one in found_in(tmp_path) if one.failure]
    assert failures == ["a.jsonl#1", "a.jsonl#2", "a.jsonl#3"]


def test_a_csv_file_without_texts_says_what_it_lacks(tmp_path: Path) -> None:
    write(tmp_path / "table.csv", "town,killed\nDara,9\n")
    (failure,) = [one.failure for one in found_in(tmp_path) if one.failure]
    assert "'text'" in failure.message

"""Which statement about a document is believed, and what is marked as guessed."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from sourcebook.ingest import Limits, document_reader, originals_in
from sourcebook.ingest.extract import Rank, Stated
from sourcebook.ingest.metadata import described
from sourcebook.records.text import Document
from sourcebook.records.vocabulary import BlockKind

BODY = "Nine people were killed when the ferry was shelled on the lake, the harbour master said."


def said(field: str, value: str, rank: Rank) -> Stated:
    return Stated(field=field, value=value, rank=rank)


def only_document(path: Path) -> Document:
    (found,) = [one for one in originals_in([path], Limits()) if one.original]
    assert found.original is not None and found.file is not None
    stored = path.parent / "stored" / found.original.stored[:2] / found.original.stored
    stored.parent.mkdir(parents=True, exist_ok=True)
    stored.write_bytes(found.file.read_bytes())
    (document,) = document_reader(path.parent / "stored", Limits())(found.original)
    return document


def test_the_more_trusted_statement_is_believed() -> None:
    stated = [said("title", "guess", Rank.GUESS), said("title", "row", Rank.GIVEN), said("title", "page", Rank.PAGE)]
    assert described(stated).title == "row"


def test_what_only_a_guess_says_is_marked() -> None:
    found = described([said("title", "First line", Rank.GUESS), said("source", "Herald", Rank.HEADER_LINE)])
    assert found.guessed == ("title",)


def test_a_value_that_cannot_be_read_gives_way_to_the_next_and_is_reported() -> None:
    found = described([said("published_on", "last week", Rank.GIVEN), said("published_on", "2001-05-03", Rank.GUESS)])
    assert found.published_on == date(2001, 5, 3)
    assert "'last week' cannot be read" in found.problems[0]


def test_a_sidecar_overrules_the_file(tmp_path: Path) -> None:
    folder = tmp_path / "reports"
    folder.mkdir()
    (folder / "documents.csv").write_text("path,title,source\na.md,From the sidecar,Sidecar Press\n")
    (folder / "a.md").write_text(f"---\ntitle: From the matter\npublished: 2001-05-03\n---\n\n{BODY}\n")
    document = only_document(folder)
    assert (document.title, document.source) == ("From the sidecar", "Sidecar Press")
    assert document.published_on == date(2001, 5, 3)
    assert "title" not in document.guessed


def test_a_date_in_the_url_is_a_guess(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(f"Ferry shelled\nURL: https://example.org/2001/05/03/ferry\n\n{BODY}\n")
    document = only_document(path)
    assert document.published_on == date(2001, 5, 3)
    assert "published_on" in document.guessed


def test_the_time_of_the_file_is_never_its_publication_date(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(BODY)
    assert only_document(path).published_on is None


def test_the_language_is_guessed_and_marked(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Nueve personas murieron cuando el barco fue atacado en el lago, dijo el capitán del puerto.")
    document = only_document(path)
    assert document.language == "es"
    assert "language" in document.guessed


def test_one_file_gives_the_same_document_each_time(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_text(f"<h1>Ferry shelled</h1><p>{BODY}</p>")
    assert only_document(path) == only_document(path)


def test_a_row_keeps_its_given_id_and_its_own_name(tmp_path: Path) -> None:
    path = tmp_path / "rows.jsonl"
    path.write_text('{"id": "w7", "title": "Ferry", "published": "2001-05-03", "text": "Nine died."}\n')
    document = only_document(path)
    assert (document.given_id, document.path, document.title) == ("w7", "rows.jsonl#w7", "Ferry")
    assert document.published_on == date(2001, 5, 3)


def test_a_row_is_read_under_its_headline(tmp_path: Path) -> None:
    path = tmp_path / "rows.jsonl"
    path.write_text('{"title": "Nine die on ferry off Cebu - Radio Visayas", "text": "Shells hit a ferry."}\n')
    document = only_document(path)
    assert document.text == "Nine die on ferry off Cebu\n\nShells hit a ferry."
    assert document.blocks[0].kind is BlockKind.HEADING


def test_a_title_that_is_a_label_or_stands_in_the_text_is_not_set_before_it(tmp_path: Path) -> None:
    path = tmp_path / "rows.jsonl"
    path.write_text('{"title": "Nine die at sea", "text": "NINE DIE AT SEA. Shells hit a ferry."}\n')
    assert only_document(path).text == "NINE DIE AT SEA. Shells hit a ferry."
    path.write_text('{"title": "wire-0042", "text": "Shells hit a ferry."}\n')
    assert only_document(path).text == "Shells hit a ferry."

"""The book on disk: schema, journal, originals, full disk, what is left after a run."""

from __future__ import annotations

import errno
import json
import sqlite3
from pathlib import Path

import pytest

from sourcebook import api
from sourcebook.api import BuildOptions
from sourcebook.errors import BookError, SchemaError, StorageError
from sourcebook.pipeline import Settings, pipeline
from sourcebook.records.links import Failure
from sourcebook.records.reading import Reading
from sourcebook.records.review import Decision
from sourcebook.records.text import Document, Mention, Original
from sourcebook.records.values import Words
from sourcebook.records.vocabulary import MentionKind, Verdict
from sourcebook.stages import Stage
from sourcebook.store import checks, connection, journal, lock, open_book, schema, work, write_book
from sourcebook.store.book import SHELVES
from sourcebook.store.originals import Originals
from sourcebook.store.quotes import without_misquotes
from sourcebook.tables import columns_of
from sourcebook.testing.reports import write_reports
from sourcebook.testing.small import small_pipeline

SMALL = BuildOptions(workers=0, steps=small_pipeline)


def decision(number: int, supersedes: int | None = None, field: str | None = None) -> Decision:
    return Decision(
        decision_id=f"decision-{number}",
        subject_ids=("claim-a", "claim-b"),
        field=field,
        verdict=Verdict.SAME,
        value=None,
        reason="",
        decided_by="editor",
        decided_at="2020-01-01T00:00:00+00:00",
        supersedes=None if supersedes is None else f"decision-{supersedes}",
        saw="",
    )


def standing(*journal_given: Decision) -> list[str]:
    return [each.decision_id for each in journal.standing(list(journal_given))]


def test_a_decision_that_was_superseded_counts_no_more() -> None:
    assert standing(decision(1), decision(2), decision(3, supersedes=1)) == ["decision-2", "decision-3"]


def test_undoing_an_undo_brings_the_decision_back() -> None:
    undo, again = decision(2, supersedes=1, field="undo"), decision(3, supersedes=2, field="undo")
    assert standing(decision(1), undo) == []
    assert standing(decision(1), undo, again) == ["decision-1"]


def test_decisions_can_neither_be_changed_nor_deleted(tmp_path: Path) -> None:
    with write_book(tmp_path / "a.book") as book:
        with connection.transaction(book.connection, book.path):
            journal.record(book.connection, decision(1))
        for statement in ("UPDATE decisions SET verdict = 'different'", "DELETE FROM decisions"):
            with pytest.raises(sqlite3.IntegrityError, match="never"):
                book.connection.execute(statement)
        assert journal.decisions(book.connection) == [decision(1)]


def test_kept_tables_have_the_columns_of_their_records(tmp_path: Path) -> None:
    with write_book(tmp_path / "a.book") as book:
        for record in (Original, Decision):
            found = book.connection.execute(f"PRAGMA table_info({SHELVES[record].table})").fetchall()
            assert [row[1] for row in found if row[1] != "number"] == [column.name for column in columns_of(record)]


def test_a_book_of_a_newer_program_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.book"
    with write_book(path) as book:
        book.connection.execute("PRAGMA user_version = 99")
    with pytest.raises(SchemaError, match="version 99"):
        open_book(path)
    with pytest.raises(SchemaError, match="newer"), write_book(path):
        pass


def test_a_book_of_an_older_program_is_migrated_and_keeps_its_decisions(tmp_path: Path, monkeypatch) -> None:
    folder, path = write_reports(tmp_path / "reports", 5), tmp_path / "a.book"
    api.build([folder], path, SMALL)
    with write_book(path) as book, connection.transaction(book.connection, path):
        journal.record(book.connection, decision(1))
    with open_book(path) as book:
        before = checks.digests(book)
    newer = "ALTER TABLE runs ADD COLUMN host TEXT;\n"
    monkeypatch.setattr(schema, "MIGRATIONS", (*schema.MIGRATIONS, newer))
    monkeypatch.setattr(schema, "SHAPE", "another shape")
    with pytest.raises(SchemaError, match="rebuild"):
        open_book(path)
    api.rebuild(path, SMALL)
    with open_book(path) as book:
        assert checks.digests(book) == before
        assert "host" in [row[1] for row in book.connection.execute("PRAGMA table_info(runs)")]


def test_a_damaged_file_is_told_in_one_sentence(tmp_path: Path) -> None:
    path = tmp_path / "a.book"
    path.write_bytes(b"no database at all, only some bytes that look like nothing" * 100)
    for attempt in (lambda: open_book(path), lambda: api.build([tmp_path], path, SMALL)):
        with pytest.raises(BookError, match="damaged or no book"):
            attempt()


def test_a_full_disk_stops_the_run_in_one_sentence_and_leaves_the_book_whole(tmp_path: Path, monkeypatch) -> None:
    folder, path = write_reports(tmp_path / "reports", 10), tmp_path / "a.book"
    api.build([folder], path, SMALL)
    with open_book(path) as book:
        before = checks.digests(book)
    write_reports(folder, 120, seed=8)
    opened = connection.writing_connection

    def on_a_full_disk(path: Path) -> sqlite3.Connection:
        made = opened(path)
        pages = made.execute("PRAGMA page_count").fetchone()[0]
        made.execute(f"PRAGMA max_page_count = {pages + 40}")
        return made

    with monkeypatch.context() as patch:
        patch.setattr(work, "writing_connection", on_a_full_disk)
        with pytest.raises(StorageError, match="make room") as told:
            api.build([folder], path, SMALL)
    assert "\n" not in str(told.value)
    with open_book(path) as book:
        assert book.connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert set(checks.digests(book)) == set(before)
    api.build([folder], path, SMALL)
    assert api.verify(path, SMALL).ok


def test_a_folder_of_originals_that_cannot_be_written_is_told_in_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "a.book.originals").write_text("a file stands where the folder should be")
    folder = write_reports(tmp_path / "reports", 2)
    with pytest.raises(StorageError, match=r"a\.book\.originals cannot be written"):
        api.build([folder], tmp_path / "a.book", SMALL)


def test_a_disk_that_knows_no_locks_is_told_in_one_sentence(tmp_path: Path, monkeypatch) -> None:
    def take(_: object) -> None:
        raise OSError(errno.ENOLCK, "No locks available")

    monkeypatch.setattr(lock, "_take", take)
    with pytest.raises(
        StorageError, match=r"a\.book\.lock cannot be locked \(No locks available\); keep the book on a"
    ):
        api.build([write_reports(tmp_path / "reports", 1)], tmp_path / "a.book", SMALL)


def test_originals_are_kept_untouched_under_their_hash_and_read_only(tmp_path: Path) -> None:
    originals = Originals(tmp_path / "originals")
    source = tmp_path / "report.bin"
    source.write_bytes(bytes(range(256)) * 10_000)
    sha = originals.keep(source)
    assert originals.path(sha) == tmp_path / "originals" / sha[:2] / sha
    assert originals.path(sha).read_bytes() == source.read_bytes()
    assert originals.path(sha).stat().st_mode & 0o777 == 0o444
    assert originals.keep(source) == sha
    assert list(originals.stored()) == [sha]


def test_a_stored_original_is_never_written_again(tmp_path: Path) -> None:
    folder, path = write_reports(tmp_path / "reports", 2), tmp_path / "a.book"
    api.build([folder], path, SMALL)
    stored = list((tmp_path / "a.book.originals").glob("??/*"))
    before = [(each.stat().st_ino, each.stat().st_mtime_ns, each.stat().st_mode & 0o222) for each in stored]
    api.rebuild(path, SMALL)
    api.add([folder], path, SMALL)
    assert [(each.stat().st_ino, each.stat().st_mtime_ns, 0) for each in stored] == before


def test_an_original_goes_with_the_last_document_that_came_from_it(tmp_path: Path) -> None:
    rows, path = tmp_path / "rows.jsonl", tmp_path / "a.book"
    texts = [f"On 2016-08-0{n} in Gao, Frente killed {n} people." for n in (1, 2)]
    rows.write_text("".join(json.dumps({"id": f"row-{n}", "text": text}) + "\n" for n, text in enumerate(texts)))
    api.build([rows], path, BuildOptions(workers=0, steps=ingest_and_no_more))
    originals = Originals(tmp_path / "a.book.originals")
    left = []
    for name in ("row-0", "row-1"):
        api.remove(path, [name], BuildOptions(workers=0, steps=ingest_and_no_more))
        left.append(len(list(originals.stored())))
    assert left == [1, 0]


def ingest_and_no_more(settings: Settings, originals: Path) -> tuple[Stage, ...]:
    """The program's own reading of files, without what comes after."""
    return pipeline(settings, originals)[:1]


def test_files_that_nothing_needs_any_more_are_deleted(tmp_path: Path) -> None:
    folder, path = write_reports(tmp_path / "reports", 3), tmp_path / "a.book"
    api.build([folder], path, SMALL)
    kept = set(Originals(tmp_path / "a.book.originals").stored())
    (folder / "report-0001.txt").unlink()
    (tmp_path / "a.book.originals" / ".new-half").write_text("half")
    api.build([folder], path, SMALL)
    left = set(Originals(tmp_path / "a.book.originals").stored())
    assert len(kept - left) == 1
    assert not list((tmp_path / "a.book.originals").glob(".new-*"))


def test_a_quote_that_does_not_stand_in_the_text_is_left_out_and_told() -> None:
    document = Document(document_id="d", path="p", sha256="s", original="o", text="three were killed", blocks=())
    right, wrong = (Words(start=0, end=5, quote=quote) for quote in ("three", "seven"))
    mentions = tuple(
        Mention(
            mention_id=f"m{number}",
            document_id="d",
            segment_id="s",
            kind=MentionKind.TRIGGER,
            words=words,
            generated_by="test@1",
        )
        for number, words in enumerate((right, wrong))
    )
    kept = without_misquotes(Reading(document_id="d", document=document, mentions=mentions))
    assert kept.mentions == mentions[:1]
    assert "1 mentions or claims" in kept.problems[0]


def test_a_step_that_fails_leaves_a_failure_and_a_mended_input_takes_it_away(tmp_path: Path) -> None:
    path, report = tmp_path / "a.book", tmp_path / "one.txt"
    report.write_text("published 2016-08-11 by Dawn\nThis line is unreadable.\n")
    assert api.build([report], path, SMALL).failures == 1
    (failure,) = api.failures(path)
    assert failure == Failure(
        stage="read",
        record_id=api.documents(path)[0].document_id,
        error="ValueError",
        message="one.txt holds a line that cannot be read",
    )
    report.write_text("published 2016-08-11 by Dawn\nThis line can be read.\n")
    assert api.build([report], path, SMALL).failures == 0


def test_a_file_that_cannot_be_taken_is_a_failure_until_it_can(tmp_path: Path) -> None:
    folder, path = write_reports(tmp_path / "reports", 2), tmp_path / "a.book"
    (folder / "empty.txt").write_text("")
    assert [failure.record_id for failure in _after_build(folder, path)] == ["empty.txt"]
    api.rebuild(path, SMALL)
    assert "empty.txt" in [failure.record_id for failure in api.failures(path)]
    (folder / "empty.txt").unlink()
    assert _after_build(folder, path) == []


def _after_build(folder: Path, path: Path) -> list[Failure]:
    api.build([folder], path, SMALL)
    return [failure for failure in api.failures(path) if failure.stage == "ingest"]


def test_a_finished_book_is_one_file_and_any_sqlite_program_reads_it(tmp_path: Path) -> None:
    folder, path = write_reports(tmp_path / "reports", 5), tmp_path / "a.book"
    api.build([folder], path, SMALL)
    assert sorted(each.name for each in tmp_path.glob("a.book-*")) == []
    with sqlite3.connect(path) as plain:
        (killed,) = plain.execute(
            "SELECT json_extract(killed, '$.best') FROM events WHERE killed IS NOT NULL LIMIT 1"
        ).fetchone()
    plain.close()
    assert killed > 0

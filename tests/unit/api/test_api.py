"""What the interface promises: idempotent builds, local changes, one writer, errors in one sentence."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from sourcebook import api
from sourcebook.api import BuildOptions
from sourcebook.errors import BookLockedError, NotFoundError, SchemaError, SettingsError, UsageError
from sourcebook.pipeline import pipeline
from sourcebook.records.claims import Claim
from sourcebook.records.knowledge import Event
from sourcebook.records.review import Decision
from sourcebook.records.text import Document
from sourcebook.records.vocabulary import Verdict
from sourcebook.store import checks, journal, lock, open_book, pending, runs, write_book
from sourcebook.store.connection import transaction
from sourcebook.store.runs import options_of
from sourcebook.testing.reports import ASIDES, write_reports
from sourcebook.testing.small import small_pipeline

SMALL = BuildOptions(workers=0, steps=small_pipeline)


class Counting:
    """Progress that counts what each step was given to do."""

    def __init__(self) -> None:
        self.given: Counter[str] = Counter()

    def begin(self, stage: str, total: int) -> None:
        self.given[stage] += total

    def advance(self, count: int) -> None:
        pass

    def end(self) -> None:
        pass


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_reports(tmp_path / "reports", 30)


@pytest.fixture
def book(folder: Path, tmp_path: Path) -> Path:
    path = tmp_path / "reports.book"
    api.build([folder], path, SMALL)
    return path


def told(book: Path) -> dict[str, str]:
    with open_book(book) as opened:
        return checks.digests(opened)


def test_a_build_reports_what_the_book_holds(folder: Path, tmp_path: Path) -> None:
    report = api.build([folder], tmp_path / "b.book", SMALL)
    held = api.summary(tmp_path / "b.book")
    assert report.new == report.documents == held.documents == 30
    assert report.claims == held.claims > 30
    assert report.events == len(api.events(tmp_path / "b.book")) > 5
    assert 0 < report.origins < 30
    assert report.failures == len(api.failures(tmp_path / "b.book")) > 0


def test_building_again_reads_nothing_and_changes_nothing(folder: Path, book: Path) -> None:
    before, progress = told(book), Counting()
    report = api.build([folder], book, SMALL, progress)
    assert (report.new, report.removed) == (0, 0)
    assert progress.given == Counter()
    assert told(book) == before


def test_one_and_two_workers_tell_the_same(folder: Path, book: Path, tmp_path: Path) -> None:
    for workers in (1, 2):
        other = tmp_path / f"{workers}.book"
        api.build([folder], other, BuildOptions(workers=workers, steps=small_pipeline))
        assert told(other) == told(book)


def test_adding_a_document_reads_that_one_only(book: Path, tmp_path: Path) -> None:
    one = tmp_path / "one.txt"
    one.write_text("published 2019-02-02 by Dawn\nOn 2019-02-01 in Bunia, Frente killed 3 people.\n")
    progress = Counting()
    report = api.add([one], book, SMALL, progress)
    assert report.new == 1
    assert progress.given["ingest"] == progress.given["read"] == 1
    assert progress.given["clusters"] == progress.given["events"] == 1
    assert progress.given["copies"] == 0


def test_removing_what_was_added_gives_the_book_as_before(book: Path, tmp_path: Path) -> None:
    before = told(book)
    more = write_reports(tmp_path / "more", 5, seed=99)
    api.add([more], book, SMALL)
    assert told(book) != before
    with open_book(book) as opened:
        roots = opened.connection.execute("SELECT path FROM originals WHERE root = ?", (str(more),)).fetchall()
    assert len(roots) == 5
    with open_book(book) as opened:
        names = [
            document_id
            for (document_id,) in opened.connection.execute(
                "SELECT document_id FROM documents JOIN originals USING (original_id) WHERE root = ?", (str(more),)
            )
        ]
    report = api.remove(book, names, SMALL)
    assert report.removed == 5
    assert told(book) == before


def test_a_changed_file_replaces_its_document_and_a_vanished_one_goes(folder: Path, book: Path) -> None:
    (folder / "report-0003.txt").write_text(
        "published 2016-08-11 by Dawn\nOn 2016-08-02 in Gao, Frente killed 8 people.\n"
    )
    (folder / "report-0004.txt").unlink()
    report = api.build([folder], book, SMALL)
    assert (report.documents, report.new, report.removed) == (29, 1, 2)
    assert api.verify(book, SMALL).ok


def test_identical_bytes_are_one_document_until_the_last_of_them_goes(folder: Path, book: Path, tmp_path: Path) -> None:
    before = told(book)
    copies = tmp_path / "copies"
    copies.mkdir()
    shutil.copy(folder / "report-0001.txt", copies / "again.txt")
    assert api.add([copies], book, SMALL).documents == 30
    (folder / "report-0001.txt").unlink()
    assert api.build([folder], book, SMALL).documents == 30
    with open_book(book) as opened:
        assert "again.txt" in {document.path for document in opened.rows(Document)}
    (copies / "again.txt").unlink()
    assert api.build([copies], book, SMALL).documents == 29
    assert told(book) != before


def test_other_settings_tell_anew_the_steps_that_are_built_with_them(folder: Path, book: Path, tmp_path: Path) -> None:
    settings, progress = tmp_path / "sourcebook.toml", Counting()
    settings.write_text("[reconcile]\nlink_threshold = 0.99\n")
    api.build([folder], book, BuildOptions(workers=0, steps=small_pipeline, settings=settings), progress)
    with open_book(book) as opened:
        (clusters,) = opened.connection.execute("SELECT count(DISTINCT group_key) FROM events").fetchone()
        assert progress.given["events"] >= clusters > 0
        assert opened.count(Event) >= clusters
    assert progress.given["ingest"] == progress.given["read"] == 0


@pytest.mark.parametrize(
    ("option", "steps"),
    [
        ("[ingest]\nseconds = 3", {"ingest"}),
        ("[segment]\nmodel = 'en_core_web_sm'", {"read"}),
        ("[reconcile]\nlink_threshold = 0.99", {"shared_passages", "copies", "links", "events"}),
    ],
)
def test_a_step_is_built_with_those_settings_only_that_it_reads(option: str, steps: set[str], tmp_path: Path) -> None:
    settings = tmp_path / "sourcebook.toml"
    settings.write_text(option)
    plain, given = (pipeline(api.read_settings(path), tmp_path) for path in (None, settings))
    changed = {one.name for one, other in zip(plain, given, strict=True) if options_of(one) != options_of(other)}
    assert changed == steps


@pytest.mark.parametrize("step", [step.name for step in small_pipeline(api.read_settings(None), Path())])
def test_a_step_that_is_put_to_be_done_anew_gives_what_it_gave(step: str, folder: Path, book: Path) -> None:
    before, progress = told(book), Counting()
    with write_book(book) as opened, transaction(opened.connection, book):
        pending.mark_all(opened.connection, step, journal.live(opened.connection))
    api.build([folder], book, SMALL, progress)
    assert told(book) == before
    assert progress.given[step] > 0 or step in ("strengths", "origins", "clusters")


@pytest.mark.parametrize(
    "text",
    ["[reconcile]\nlink_treshold = 1.0\n", "[unknown]\nx = 1\n", "x = 1\n", "[reconcile]\nlink_threshold = 'a'\n"],
)
def test_settings_that_are_not_known_are_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "sourcebook.toml"
    path.write_text(text)
    with pytest.raises(SettingsError, match=r"sourcebook\.toml"):
        api.read_settings(path)


def test_a_second_writer_hears_at_once_who_is_writing(folder: Path, book: Path) -> None:
    with lock.writing(book), pytest.raises(BookLockedError, match=r"process [0-9]+ of"):
        api.build([folder], book, SMALL)


def test_readers_are_not_held_up_by_a_writer(book: Path) -> None:
    with lock.writing(book):
        assert api.events(book)


def test_verify_finds_an_original_that_was_changed(book: Path) -> None:
    assert api.verify(book, SMALL).ok
    stored = next(path for path in book.with_name("reports.book.originals").glob("*/*"))
    stored.chmod(0o644)
    stored.write_text("something else")
    report = api.verify(book, SMALL)
    assert report.damaged == (stored.name,)
    assert not report.ok


def test_verify_finds_a_row_that_was_changed_by_hand(book: Path) -> None:
    import sqlite3

    with sqlite3.connect(book) as connection:
        connection.execute("UPDATE claims SET type = 'bombing' WHERE claim_key = 1")
    connection.close()
    assert api.verify(book, SMALL).differing == ("claims",)


def test_an_event_is_found_by_the_beginning_of_its_id(book: Path) -> None:
    first = api.events(book)[0]
    assert api.event(book, first.event_id) == first
    assert api.event(book, first.event_id.split("-")[1][:10]) == first
    with pytest.raises(NotFoundError):
        api.event(book, "e-nothing")
    with pytest.raises(UsageError, match="begin with"):
        api.event(book, "e-")


def test_search_finds_words_and_marks_of_no_meaning_do_no_harm(book: Path) -> None:
    assert api.search(book, "lawyers hospital")
    assert "[Lawyers]" in api.search(book, "lawyers")[0].passage
    assert api.search(book, 'law"yers AND (') == []
    assert api.search(book, "?!") == []


def test_removed_documents_are_found_no_more(book: Path) -> None:
    for hit in api.search(book, "lawyers", limit=100):
        api.remove(book, [hit.document_id], SMALL)
    assert api.search(book, "lawyers") == []


def test_removing_what_is_not_there_is_refused(book: Path) -> None:
    with pytest.raises(NotFoundError, match="nothing-like-it"):
        api.remove(book, ["nothing-like-it"], SMALL)
    with pytest.raises(NotFoundError, match="no book"):
        api.remove(book.with_name("none.book"), ["x"], SMALL)


def test_a_file_that_is_no_book_is_refused_and_left_alone(folder: Path, tmp_path: Path) -> None:
    import sqlite3

    other = tmp_path / "other.db"
    with sqlite3.connect(other) as connection:
        connection.execute("CREATE TABLE mine (x)")
    connection.close()
    before = other.read_bytes()
    with pytest.raises(SchemaError, match="not a book"):
        api.build([folder], other, SMALL)
    assert sqlite3.connect(other).execute("SELECT count(*) FROM sqlite_master").fetchone() == (1,)
    assert len(before) == other.stat().st_size


def claims_of_two_documents(book: Path) -> tuple[Claim, Claim]:
    """Two claims that the machine holds for two events."""
    with open_book(book) as opened:
        events = opened.claim_events()
        claims = [claim for claim in opened.rows(Claim) if claim.claim_id in events]
        first = claims[0]
        other = next(c for c in claims if c.document_id != first.document_id and c.place != first.place)
    return first, other


def decision(verdict: Verdict, *claims: Claim, number: int = 1) -> Decision:
    return Decision(
        decision_id=f"decision-{number}",
        subject_ids=tuple(claim.claim_id for claim in claims),
        field=None,
        verdict=verdict,
        value=None,
        reason="the same attack, says the editor",
        decided_by="editor",
        decided_at="2020-01-01T00:00:00+00:00",
        supersedes=None,
        saw="",
    )


def test_a_decision_joins_two_events_and_undoing_it_parts_them(book: Path) -> None:
    before = told(book)
    first, other = claims_of_two_documents(book)
    api.decide(book, decision(Verdict.SAME, first, other), SMALL)
    with open_book(book) as opened:
        events = opened.claim_events()
        assert events[first.claim_id] == events[other.claim_id]
        assert opened.row(Event, events[first.claim_id])
    undone = api.undo(book, "decision-1", "editor", SMALL)
    after = told(book)
    assert {name for name in before if before[name] != after[name]} == {"decisions"}
    api.undo(book, undone.decision_id, "editor", SMALL)
    with open_book(book) as opened:
        events = opened.claim_events()
        assert events[first.claim_id] == events[other.claim_id]
    assert api.verify(book, SMALL).ok


def test_a_decision_is_recorded_once_and_survives_a_rebuild(book: Path) -> None:
    first, other = claims_of_two_documents(book)
    api.decide(book, decision(Verdict.SAME, first, other), SMALL)
    with pytest.raises(UsageError, match="recorded already"):
        api.decide(book, decision(Verdict.SAME, first, other), SMALL)
    with pytest.raises(NotFoundError):
        api.undo(book, "decision-none", "editor", SMALL)
    decided = told(book)
    api.rebuild(book, SMALL)
    assert told(book) == decided


def test_a_decision_on_a_claim_that_is_not_there_is_refused_and_not_recorded(book: Path) -> None:
    first, _ = claims_of_two_documents(book)
    with pytest.raises(NotFoundError, match="claim-gone, and the book holds no such claim") as told_why:
        api.decide(book, decision(Verdict.SAME, first, replace(first, claim_id="claim-gone")), SMALL)
    assert "\n" not in str(told_why.value)
    assert api.summary(book).decisions == 0


def test_a_decision_on_a_claim_that_went_away_can_still_be_taken_back(book: Path) -> None:
    first, other = claims_of_two_documents(book)
    api.decide(book, decision(Verdict.SAME, first, other), SMALL)
    api.remove(book, [first.document_id], SMALL)
    api.undo(book, "decision-1", "editor", SMALL)
    assert api.summary(book).decisions == 2
    assert api.verify(book, SMALL).ok


def test_a_later_decision_takes_the_place_of_the_one_that_it_supersedes_and_both_keep_what_was_seen(book: Path) -> None:
    first, other = claims_of_two_documents(book)
    before = told(book)
    api.decide(book, replace(decision(Verdict.SAME, first, other), saw="digest of screen 1"), SMALL)
    later = decision(Verdict.DIFFERENT, first, other, number=2)
    api.decide(book, replace(later, supersedes="decision-1", saw="digest of screen 2"), SMALL)
    with open_book(book) as opened:
        assert opened.claim_events()[first.claim_id] != opened.claim_events()[other.claim_id]
        assert [each.saw for each in opened.rows(Decision)] == ["digest of screen 1", "digest of screen 2"]
    api.undo(book, "decision-2", "editor", SMALL)
    with open_book(book) as opened:
        assert opened.claim_events()[first.claim_id] == opened.claim_events()[other.claim_id]
    api.undo(book, "decision-1", "editor", SMALL)
    assert {name for name, digest in told(book).items() if digest != before[name]} == {"decisions"}


def test_a_decision_waits_until_a_book_of_another_program_was_told_anew(book: Path, monkeypatch) -> None:
    first, other = claims_of_two_documents(book)
    before = told(book)
    monkeypatch.setattr(runs, "program", lambda: "a newer one")
    with pytest.raises(SchemaError, match="rebuild"):
        api.decide(book, decision(Verdict.SAME, first, other), SMALL)
    assert told(book) == before
    assert api.verify(book, SMALL).other_program
    api.rebuild(book, SMALL)
    api.decide(book, decision(Verdict.SAME, first, other), SMALL)
    assert not api.verify(book, SMALL).other_program


def test_the_public_names_are_there_and_cost_nothing_until_used() -> None:
    code = (
        "import sys, sourcebook; assert 'sourcebook.api' not in sys.modules; "
        "assert all(getattr(sourcebook, name) for name in sourcebook.__all__)"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_a_book_keeps_the_settings_that_it_was_told_by(folder: Path, tmp_path: Path) -> None:
    settings, book, progress = tmp_path / "sourcebook.toml", tmp_path / "b.book", Counting()
    settings.write_text("[reconcile]\nlink_threshold = 0.99\n")
    api.build([folder], book, BuildOptions(workers=0, steps=small_pipeline, settings=settings))
    api.build([folder], book, SMALL, progress)
    assert progress.given == Counter()
    assert api.verify(book, SMALL).ok


def test_an_input_that_ended_its_process_is_tried_again_in_the_next_run(tmp_path: Path) -> None:
    report, book, progress = tmp_path / "one.txt", tmp_path / "b.book", Counting()
    report.write_text("published 2016-08-11 by Dawn\nThis line is deadly.\n")
    one = BuildOptions(workers=1, steps=small_pipeline)
    assert api.build([report], book, one).failures == 1
    assert [failure.error for failure in api.failures(book)] == ["WorkerDied"]
    api.build([report], book, one, progress)
    assert progress.given == Counter(read=1)


def test_a_record_that_no_row_can_hold_is_a_failure_and_not_the_end(folder: Path, tmp_path: Path) -> None:
    (folder / "half.txt").write_text("published 2016-08-11 by Dawn\nThis line has half a sign.\n")
    assert api.build([folder], tmp_path / "b.book", SMALL).documents == 30
    failed = {failure.error: failure for failure in api.failures(tmp_path / "b.book")}
    assert "surrogates" in failed["UnicodeEncodeError"].message
    assert api.verify(tmp_path / "b.book", SMALL).ok


def test_a_report_that_bridges_two_makes_their_events_be_told_anew(tmp_path: Path) -> None:
    one, other, bridge = (tmp_path / f"{name}.txt" for name in ("one", "other", "bridge"))
    one.write_text(f"published 2016-08-11 by Dawn\nOn 2016-08-02 in Gao, Frente killed 8 people.\n{ASIDES[0]}\n")
    other.write_text(f"published 2016-08-12 by Herald\nOn 2016-08-03 in Cali, Jamaat killed 3 people.\n{ASIDES[1]}\n")
    bridge.write_text(f"published 2016-08-13 by Courier\n{ASIDES[0]}\n{ASIDES[1]}\n")
    book = tmp_path / "b.book"
    assert api.build([one, other], book, SMALL).origins == 2
    progress = Counting()
    assert api.add([bridge], book, SMALL, progress).origins == 1
    assert progress.given["events"] == 2
    assert api.verify(book, SMALL).ok


def test_what_could_not_be_taken_is_forgotten_when_its_own_folder_is_looked_at_again(tmp_path: Path) -> None:
    one, other = write_reports(tmp_path / "one", 2), write_reports(tmp_path / "other", 2, seed=9)
    (other / "empty.txt").write_text("")
    book = tmp_path / "b.book"
    refused = []
    for looked_at in ([one, other], [one], [other]):
        api.build(looked_at, book, SMALL)
        refused.append("empty.txt" in [failure.record_id for failure in api.failures(book)])
        (other / "empty.txt").unlink(missing_ok=True)
    assert refused == [True, True, False]


@pytest.mark.parametrize("query", ["bogota nunez", "Bogotá", "Bogota\u0301 (", '"José Nu\u0301n\u0303ez'])
def test_a_name_is_found_with_its_marks_and_without(query: str, tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text("published 2016-08-11 by Dawn\nIn Bogotá the judge José Núñez was threatened.\n")
    api.build([tmp_path / "one.txt"], tmp_path / "b.book", SMALL)
    assert [hit.path for hit in api.search(tmp_path / "b.book", query)] == ["one.txt"]


@pytest.mark.parametrize(
    "query", ["title:", "nothing:here", "al-Shabaab", "NEAR(", '"a" "', "*", "^", "AND", "x\udcff"]
)
def test_a_query_that_is_no_full_text_language_is_read_as_words(query: str, book: Path) -> None:
    assert isinstance(api.search(book, query), list)


def test_an_open_book_shows_one_moment_while_a_run_writes(folder: Path, book: Path) -> None:
    with open_book(book) as opened:
        before = checks.digests(opened)
        write_reports(folder, 40, seed=8)
        api.build([folder], book, SMALL)
        assert checks.digests(opened) == before
    assert told(book) != before

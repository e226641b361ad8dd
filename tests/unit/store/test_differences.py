"""What a run says it changed: new, gone, joined and changed events, why, and what people had decided about them."""

from __future__ import annotations

from pathlib import Path

import pytest

from sourcebook import api
from sourcebook.api import BuildOptions
from sourcebook.records.claims import Claim
from sourcebook.records.review import Decision
from sourcebook.records.vocabulary import Verdict
from sourcebook.store import before, open_book
from sourcebook.store.differences import Difference, number_since, runs_since
from sourcebook.testing.small import small_pipeline

SMALL = BuildOptions(workers=0, steps=small_pipeline)
QUETTA = "published 2016-08-{day} by {source}\nOn 2016-08-08 in Quetta, Jamaat killed {killed} people.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    found = tmp_path / "reports"
    found.mkdir()
    (found / "dawn.txt").write_text(QUETTA.format(day="09", source="Dawn", killed=70), encoding="utf-8")
    (found / "star.txt").write_text(
        "published 2018-01-02 by Star\nOn 2018-01-01 in Multan, Ahrar killed 4 people.\n", encoding="utf-8"
    )
    return found


@pytest.fixture
def book(folder: Path, tmp_path: Path) -> Path:
    path = tmp_path / "small.book"
    api.build([folder], path, SMALL)
    return path


def changes(book: Path) -> list[Difference]:
    with open_book(book) as opened:
        return [each for run in runs_since(opened, 0) for each in run.differences]


def accept(book: Path, place: str) -> None:
    event = next(event for event in api.events(book) if event.place and event.place.name == place)
    made = Decision(
        decision_id="decision-1", subject_ids=event.claim_ids, field=None, verdict=Verdict.ACCEPT, value=None,
        reason="", decided_by="ada", decided_at="2020-01-01T00:00:00+00:00", supersedes=None, saw="",
    )  # fmt: skip
    api.decide(book, made, SMALL)


def test_a_first_run_and_a_run_that_changes_nothing_say_nothing(book: Path, folder: Path) -> None:
    assert changes(book) == []
    api.build([folder], book, SMALL)
    api.rebuild(book, SMALL)
    assert changes(book) == []


def test_a_further_report_says_what_it_changed_and_why(book: Path, folder: Path) -> None:
    (folder / "courier.txt").write_text(QUETTA.format(day="10", source="Courier", killed=74), encoding="utf-8")
    api.build([folder], book, SMALL)
    (told,) = changes(book)
    assert told.kind == "changed"
    fields = {name: (was, now) for name, was, now in told.fields}
    assert fields["origins"] == ("1", "2")
    assert "killed" in fields
    assert "a report that came" in told.why[0]
    assert not told.decided


def test_a_report_taken_out_takes_its_event_with_it(book: Path, folder: Path) -> None:
    (folder / "star.txt").unlink()
    api.build([folder], book, SMALL)
    (told,) = changes(book)
    assert (told.kind, told.event_id) == ("gone", None)
    assert told.why == ("a report that was taken out",)
    assert "Multan" in told.words


def test_what_people_had_decided_about_is_named_first_and_the_decision_stays(book: Path, folder: Path) -> None:
    accept(book, "Quetta")
    assert changes(book) == [], "a decision is no difference that a run made"
    (folder / "courier.txt").write_text(QUETTA.format(day="10", source="Courier", killed=74), encoding="utf-8")
    (folder / "new.txt").write_text(
        "published 2019-01-02 by Star\nOn 2019-01-01 in Karachi, Ahrar killed 9 people.\n", encoding="utf-8"
    )
    api.build([folder], book, SMALL)
    first, second = changes(book)
    assert (first.kind, first.decided) == ("changed", True)
    assert (second.kind, second.decided) == ("new", False)
    with open_book(book) as opened:
        assert number_since(opened, 0) == (2, 1)
        assert opened.count(Decision) == 1


def test_an_event_that_lost_its_first_report_is_told_otherwise_and_neither_joined_nor_parted(
    book: Path, folder: Path
) -> None:
    for day, source in (("10", "Courier"), ("11", "Herald")):
        (folder / f"{source}.txt").write_text(QUETTA.format(day=day, source=source, killed=70), encoding="utf-8")
    api.build([folder], book, SMALL)
    quetta = next(event for event in api.events(book) if event.place and event.place.name == "Quetta")
    with open_book(book) as opened:
        first = next(claim for claim in opened.rows(Claim) if claim.claim_id == quetta.claim_ids[0])
    api.remove(book, [first.document_id], SMALL)
    with open_book(book) as opened:
        (told,) = runs_since(opened, 0)[0].differences
    assert told.kind == "changed"
    assert told.event_id != quetta.event_id


def test_a_run_that_was_cut_off_and_goes_on_compares_with_what_stood_before_it(
    book: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "courier.txt").write_text(QUETTA.format(day="10", source="Courier", killed=74), encoding="utf-8")

    class CutError(Exception):
        pass

    def cut(*_: object) -> None:
        raise CutError

    from sourcebook.store.differences import Comparison

    with monkeypatch.context() as patched, pytest.raises(CutError):
        patched.setattr(Comparison, "note", cut)
        api.build([folder], book, SMALL)
    api.build([folder], book, SMALL)
    (told,) = changes(book)
    assert told.kind == "changed"
    with open_book(book) as opened:
        assert not before.is_watched(opened.connection)
        assert opened.number("SELECT count(*) FROM told_before") == 0

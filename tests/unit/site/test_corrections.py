"""What changed between two publications is listed with its reason, and never names whom it must not."""

from __future__ import annotations

import json
from datetime import date

from tests.unit.site.conftest import BOY

from sourcebook import api
from sourcebook.records.vocabulary import Verdict
from sourcebook.site.corrections import ADDED, CHANGED, WITHDRAWN

LATER = date(2026, 3, 1)


def newest(folder):
    return json.loads((folder / "corrections.json").read_text())[0]


def test_a_first_publication_has_nothing_to_correct(published):
    folder, report = published()
    assert report.first
    assert newest(folder)["changes"] == []


def test_an_unchanged_book_says_so(published):
    published()
    folder, report = published(published_on=LATER)
    assert (report.first, dict(report.corrections)) == (False, {})
    assert [issue["published_on"] for issue in json.loads((folder / "corrections.json").read_text())] == [
        "2026-03-01",
        "2026-01-05",
    ]
    assert "Nothing changed: 2 events as before" in (folder / "corrections.html").read_text()


def test_a_figure_that_a_reviewer_set_is_told_with_the_reason(published, bombing, decided):
    published()
    decided(bombing, "killed", value='{"low": 16, "best": 16, "high": 16}')
    folder, _ = published(published_on=LATER)
    change = next(change for change in newest(folder)["changes"] if change["field"] == "killed")
    assert (change["kind"], change["after"], change["event"]) == (CHANGED, "16", bombing.event_id)
    assert change["why"] == "a reviewer set killed to 16 (the coroner's list)"
    assert "killed: " in (folder / f"events/{bombing.event_id}.html").read_text()


def test_what_binds_nothing_is_no_reason(published, bombing, decided):
    published()
    decided(bombing, "coding", verdict=Verdict.UNSURE, value='"reject"', by="Olu Second")
    decided(bombing, "killed", value='{"low": 16, "best": 16, "high": 16}')
    folder, _ = published(published_on=LATER)
    assert {change["why"] for change in newest(folder)["changes"]} == {
        "a reviewer set killed to 16 (the coroner's list)"
    }


def test_a_rejected_event_is_withdrawn_with_the_reason(published, bombing, decided):
    published()
    decided(bombing, verdict=Verdict.REJECT, reason="a film scene")
    folder, report = published(published_on=LATER)
    (change,) = newest(folder)["changes"]
    assert (change["kind"], change["why"]) == (WITHDRAWN, "a reviewer rejected (a film scene)")
    assert not (folder / f"events/{bombing.event_id}.html").exists()
    assert report.events == 1


def test_reports_taken_out_and_put_in_again_are_the_reason(published, andes, tmp_path):
    published()
    third = next(document for document in api.documents(andes) if document.title == "Ambush near Juba")
    options = api.BuildOptions(workers=0)
    api.remove(andes, [third.document_id], options)
    folder, _ = published(published_on=LATER)
    (change,) = newest(folder)["changes"]
    assert (change["kind"], change["why"]) == (WITHDRAWN, "its reports were taken out of the book")
    again = tmp_path / "again.md"
    again.write_text(
        "---\ntitle: Juba again\nsource: Nile Post\npublished: 2014-02-03\n---\n"
        "Gunmen ambushed a bus near Juba, South Sudan, on 2 February 2014 and killed six passengers.\n"
    )
    api.add([again], andes, options)
    folder, _ = published(published_on=LATER)
    (change,) = newest(folder)["changes"]
    assert (change["kind"], change["why"]) == (ADDED, "further reports: Juba again")


def test_a_name_that_was_published_and_is_withheld_now_leaves_the_log_too(published, bombing, decided):
    answered = {"reason": "the family asked", "by": "R. Editor"}
    folder, _ = published(names=(BOY,), **answered)
    decided(bombing, "perpetrators", value=json.dumps(["the FARC"]), reason=f"{BOY} did it")
    published(published_on=LATER, names=(BOY,), **answered)
    assert BOY in (folder / "corrections.json").read_text()
    published(published_on=LATER)
    for name in ("corrections.json", "corrections.html", "facts.json"):
        assert "Quispe" not in (folder / name).read_text()

"""The accuracy card counts what people vouched for, and nothing else."""

from __future__ import annotations

from sourcebook import api
from sourcebook.agreement import card_of
from sourcebook.agreement.card import lines_of, wilson
from sourcebook.records.vocabulary import Verdict
from sourcebook.store import open_book


def scores(path):
    with open_book(path) as book:
        card = card_of(book, 2)
    return card, {score.field: (score.right, score.looked_at) for score in card.scores}


def test_nobody_looked_so_nothing_is_known(andes, published):
    card, found = scores(andes)
    assert (card.looked_at, set(found.values())) == (0, {(0, 0)})
    assert lines_of(card)[0] == ("whole event", "–", "nobody looked")
    folder, _ = published()
    assert "how often the program is right on it is not known" in (folder / "method.html").read_text()


def test_who_accepts_vouches_for_all_and_a_field_set_otherwise_was_wrong(andes, bombing, decided):
    decided(bombing, "killed", value='{"low": 99, "best": 99, "high": 99}')
    decided(bombing, verdict=Verdict.ACCEPT)
    card, found = scores(andes)
    assert (card.looked_at, card.people) == (1, 1)
    assert (found["whole event"], found["killed"], found["what"]) == ((1, 1), (0, 1), (1, 1))


def test_who_sets_one_field_vouches_for_that_one(andes, bombing, decided):
    decided(bombing, "killed", value='{"low": 99, "best": 99, "high": 99}')
    _, found = scores(andes)
    assert (found["killed"], found["what"], found["whole event"]) == ((0, 1), (0, 0), (0, 0))


def test_another_rule_for_a_figure_overrules_the_program(andes, bombing, decided):
    decided(bombing, "killed", value='{"rule": "lowest"}')
    assert scores(andes)[1]["killed"] == (0, 1)


def test_a_rejected_event_was_wrong_and_its_fields_do_not_count(andes, bombing, decided):
    decided(bombing, verdict=Verdict.REJECT)
    _, found = scores(andes)
    assert (found["whole event"], found["killed"]) == ((0, 1), (0, 0))


def test_the_card_is_printed_in_the_publication(published, bombing, decided):
    decided(bombing, verdict=Verdict.ACCEPT)
    folder, _ = published()
    assert "100 % (21–100 %)" in (folder / "method.html").read_text()


def test_the_card_is_printed_in_reports(andes, bombing, decided, tmp_path):
    api.export(andes, "markdown", tmp_path / "before")
    assert "Nobody has reviewed an event" in (tmp_path / "before/report.md").read_text()
    decided(bombing, verdict=Verdict.ACCEPT)
    api.export(andes, "markdown", tmp_path / "after")
    assert "100 % (21–100 %)" in (tmp_path / "after/report.md").read_text()


def test_agreement_between_people_is_published_without_their_names(published, bombing, decided):
    decided(bombing, verdict=Verdict.ACCEPT)
    decided(bombing, "coding", verdict=Verdict.UNSURE, value='"reject"', by="Olu Second")
    folder, _ = published()
    method = (folder / "method.html").read_text()
    assert "Reviewer 1 and reviewer 2" in method
    assert '<th scope="row">whole event</th><td class="number">1</td><td class="number">0 %</td>' in method
    assert "Olu" not in method


def test_few_events_leave_a_wide_interval():
    low, high = wilson(5, 5)
    assert 0.5 < low < 0.6
    assert high == 1.0

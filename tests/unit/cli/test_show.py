"""What `show` prints: the list, one event with its sentences, and what names find."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sourcebook.errors import NotFoundError, UsageError
from sourcebook.records.knowledge import Actor, Event
from sourcebook.records.links import Failure
from sourcebook.records.text import Block, Document
from sourcebook.records.vocabulary import BlockKind


def test_the_list_has_a_line_for_each_event_within_80_columns(command):
    shown = command("show")
    assert "Omagh, GB" in shown.out
    assert "29 ≠" in shown.out
    assert max(len(line) for line in shown.out.splitlines()) <= 80


def test_a_wide_list_names_the_perpetrators(command):
    assert "Real IRA" in command("show", width=120).out


def test_an_event_shows_each_figure_with_its_speaker_document_and_marked_sentence(command):
    shown = command("show", "1", width=120)
    assert "police ← The Daily Post, 1998-08-16  doc-a.txt" in shown.out
    assert "29 killed" in shown.out
    assert "“A car bomb killed »29 people« in Omagh on Saturday, police said.”" in shown.out


def test_an_event_answers_to_its_number_its_id_and_the_beginning_of_its_id(command, book):
    (event,) = book.rows(Event)
    letters = event.event_id.partition("-")[2]
    for name in ("1", event.event_id, event.event_id[:10], letters[:5]):
        assert command("show", name, "--json").json["event"]["id"] == event.event_id


def test_documents_and_actors_answer_to_their_names(command):
    assert command("show", "doc-a.txt", "--json").json["document"]["id"] == "doc-a"
    assert command("show", "real ira", "--json").json["actor"]["id"] == "actor-real-ira"
    assert command("show", "RIRA", "--json").json["actor"]["id"] == "actor-real-ira"


@pytest.mark.parametrize("name", ["", "1", "documents", "actors", "doc-a", "real ira"])
def test_brackets_in_documents_are_words_and_no_marks(command, book, name):
    told = "[/bold] [TEXT]"
    book.tables[Document] = [replace(one, title=told, source=told) for one in book.tables[Document]]
    book.tables[Actor] = [replace(one, name="Real IRA") for one in book.tables[Actor]]
    (event,) = book.tables[Event]
    place = replace(event.place, name=told)
    blamed = tuple(replace(one, name=told) for one in event.perpetrators)
    book.tables[Event] = [replace(event, place=place, perpetrators=blamed, reasons=(told,))]
    for width in (80, 120):
        done = command("show", *([name] if name else []), width=width)
        assert done.code == 0, done.error
    assert name not in ("", "1", "documents", "doc-a") or "[TEXT]" in done.out


def test_an_unknown_name_is_a_usage_error(command):
    assert isinstance(command("show", "atlantis").error, NotFoundError)
    assert isinstance(command("show", "7").error, NotFoundError)


def test_an_ambiguous_beginning_asks_for_more_letters(command):
    assert isinstance(command("show", "doc").error, UsageError)


def test_problems_are_listed_with_their_sentences(command):
    assert "It broke." in command("show", "problems").out


@pytest.mark.parametrize("name", ["events", "documents", "actors", "relations", "problems"])
def test_every_list_is_also_json(command, name):
    assert name in command("show", name, "--json").json


def test_json_of_an_event_has_the_keys_of_the_plain_export(command):
    content = command("show", "1", "--json").json
    assert content["event"]["killed"]["best"] == 29
    claim = content["claims"][0]
    assert claim["figures"][0]["quote"] == "29 people"
    assert claim["origin"] == "origin-police"
    assert {document["id"] for document in content["documents"]} == {"doc-a", "doc-b", "doc-c"}


def test_json_of_an_event_says_of_each_figure_who_says_it_and_in_which_words(command, book):
    content = command("show", "1", "--json").json
    texts = {document.document_id: document.text for document in book.rows(Document)}
    assert {figure["document"] for figure in content["figures"]} == set(texts)
    for figure in content["figures"]:
        for words in (figure, figure["sentence"]):
            assert texts[figure["document"]][words["start"] : words["end"]] == words["quote"]
    first = content["figures"][0]
    told = ("harm", "best", "counted", "path", "source", "published", "attributed_to", "cited", "origin")
    assert {name: first[name] for name in told} == {
        "harm": "killed",
        "best": 29,
        "counted": True,
        "path": "doc-a.txt",
        "source": "The Daily Post",
        "published": "1998-08-16",
        "attributed_to": "police",
        "cited": None,
        "origin": "origin-police",
    }


def test_a_long_name_of_a_place_takes_two_lines_at_most(command, book):
    (event,) = book.tables[Event]
    place = replace(event.place, name="Upper Valley of the Three Rivers Regional Cooperative Market Hall")
    book.tables[Event] = [replace(event, place=place, contested=())]
    for width in (80, 120):
        lines = [line for line in command("show", width=width).out.splitlines() if line.strip()]
        assert len(lines) <= 2 + 2 + 3
        assert any("…, GB" in line for line in lines)


def test_every_sign_in_the_list_has_its_meaning_below_it(command, book, make):
    assert "≠ independent origins disagree" in command("show", width=120).out
    (event,) = book.tables[Event]
    book.tables[Event] = [replace(event, contested=("perpetrators",))]
    assert "≠" in command("show").out.split("contested")[0]


def test_the_reading_report_lists_documents_with_what_was_doubted_set_aside_and_guessed(command, book):
    first, *others = book.tables[Document]
    menu = Block(start=0, end=10, kind=BlockKind.BOILERPLATE, reason="navigation")
    told = replace(first, blocks=(menu, *first.blocks), problems=("read as cp1252, a guess",), guessed=("title",))
    book.tables[Document] = [told, *others]
    shown = " ".join(command("show", "problems", width=120).out.split())
    for words in (
        "! read as cp1252",
        "1 block, 10 characters (navigation 1)",
        "guessed, since nothing states it: title",
    ):
        assert words in shown
    content = command("show", "problems", "--json").json
    listed = next(one for one in content["documents"] if one["path"] == first.path)
    assert listed["boilerplate"] == [{"reason": "navigation", "blocks": 1, "characters": 10}]


def test_a_failure_of_a_later_step_names_the_document_and_the_step(command, book):
    (failure,) = book.tables[Failure]
    book.tables[Failure] = [replace(failure, record_id="doc-a")]
    shown = " ".join(command("show", "problems", width=120).out.split())
    assert "doc-a.txt ✗ It broke. (ValueError in step read)" in shown
    assert command("show", "problems", "--json").json["failures"][0]["paths"] == ["doc-a.txt"]


def test_a_book_that_is_not_finished_says_so_on_stderr(command, book, monkeypatch):
    assert command("show").err == ""
    monkeypatch.setattr(type(book), "unfinished", lambda _: 1387)
    shown = command("show", "--json")
    assert "not finished (1,387 pieces of work left)" in shown.err
    assert shown.json["events"]

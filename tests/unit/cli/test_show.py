"""What `show` prints: the list, one event with its sentences, and what names find."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sourcebook.errors import NotFoundError, UsageError
from sourcebook.records.knowledge import Actor, Event
from sourcebook.records.text import Document


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

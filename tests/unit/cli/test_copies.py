"""Copies on the command line: groups with how they repeat each other, and two documents word by word."""

from __future__ import annotations

from dataclasses import replace

from sourcebook.records.knowledge import Event
from sourcebook.records.text import Document

TOLD = "A car bomb killed 29 people in Omagh on Saturday, police said."


def test_groups_name_their_documents_how_they_repeat_each_other_and_what_they_share(command):
    shown = command("copies", width=120)
    assert shown.code == 0
    assert "2 documents, one origin" in shown.out
    assert "copy, 100 % of the shorter stands in both" in shown.out
    assert "“A car bomb”" in shown.out
    (group,) = command("copies", "--json").json["groups"]
    assert [each["id"] for each in group["documents"]] == ["doc-a", "doc-b"]
    assert group["copies"] == [
        {"left": "doc-a", "right": "doc-b", "kind": "copy", "containment": 1.0, "passage": "A car bomb"}
    ]


def test_a_document_that_repeats_nothing_says_so(command, book):
    book.tables[Event] = []
    assert "repeats no other document" in command("copies", "doc-c").out


def test_documents_that_pass_on_one_source_are_listed_apart(command):
    shown = command("copies", "doc-c", width=120).out
    assert "One source behind both, though neither copies the other" in shown
    assert "doc-a.txt – doc-c.txt" in shown
    told = command("copies", "doc-c", "--json").json
    assert {"left": "doc-a", "right": "doc-c"} in told["shared_sources"]


def test_two_documents_are_printed_word_by_word_the_numbers_that_differ_first(command, book):
    changed = TOLD.replace("29", "31").replace("police", "hospitals")
    told = [replace(each, text=TOLD if each.document_id == "doc-a" else changed) for each in book.rows(Document)]
    book.tables[Document] = told
    shown = command("copies", "doc-a", "doc-b", width=120).out
    assert shown.index("Numbers that differ") < shown.index("[-29-]{+31+}") < shown.index("[-police-]{+hospitals+}")
    told = command("copies", "doc-a", "doc-b", "--json").json
    assert told["numbers"] == [{"left": "29", "right": "31"}]
    assert {"left": "police", "right": "hospitals"} in told["differences"]


def test_long_stretches_that_both_have_are_shortened(command, book):
    long = "The market was full and the morning was bright. " * 20
    told = [
        replace(each, text=f"Nine died. {long}" if each.document_id == "doc-a" else f"Ten died. {long}")
        for each in book.rows(Document)
    ]
    book.tables[Document] = told
    shown = command("copies", "doc-a", "doc-b", width=120).out
    assert "[-Nine-]{+Ten+} died." in shown
    assert len(shown) < 500


def test_three_documents_or_one_that_is_not_there_are_a_sentence(command):
    assert "name two" in str(command("copies", "doc-a", "doc-b", "doc-c").error)
    assert "No document is called" in str(command("copies", "elsewhere.txt").error)

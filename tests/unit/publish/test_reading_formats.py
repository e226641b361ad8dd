"""Hostile words, unknown days and missing parts in the formats for reading and citing."""

from __future__ import annotations

import json

import bibtexparser
import docx
import pytest
from markdown_it import MarkdownIt

from sourcebook.publish.citations import CitationsExporter
from sourcebook.publish.plover import PloverExporter
from sourcebook.publish.report_docx import DocxExporter
from sourcebook.publish.report_markdown import MarkdownExporter
from sourcebook.publish.timelinejs import TimelineExporter
from sourcebook.records.knowledge import Event, Perpetrator
from sourcebook.records.text import Document
from sourcebook.records.values import UNKNOWN_TIME
from sourcebook.records.vocabulary import Stance

HOSTILE = 'A <script>alert("1")</script> [x](http://evil) **b** {50%} & _c_ \\end #1 $2 ~3 ^4 |'


@pytest.fixture
def hostile(make):
    event = make.event(
        [make.claim(make.document("doc-a"))],
        perpetrators=(Perpetrator(actor_id=None, name=HOSTILE, stances=(Stance.STATED,), claim_ids=("c",)),),
    )
    book = make.book(event)
    book.tables[Document][-1] = make.document("doc-a", title=HOSTILE, source=HOSTILE, url="https://a.b/{c}")
    return book


def test_markup_in_a_title_stays_words_in_markdown(hostile, tmp_path):
    MarkdownExporter().export(hostile, tmp_path / "out")
    tokens = MarkdownIt("commonmark").enable("table").parse((tmp_path / "out/report.md").read_text())
    kinds = {child.type for token in tokens for child in token.children or ()} | {token.type for token in tokens}
    assert not {"html_block", "html_inline", "link_open", "em_open", "strong_open"} & kinds
    shown = " ".join(child.content for token in tokens for child in token.children or ())
    assert HOSTILE.split()[1] in shown.replace(" ", "")


def test_markup_in_a_name_stays_words_in_a_timeline(hostile, tmp_path):
    TimelineExporter().export(hostile, tmp_path / "out")
    (slide,) = json.loads((tmp_path / "out/timeline.json").read_text())["events"]
    assert "<script>" not in slide["text"]["text"]
    assert "&lt;script&gt;" in slide["text"]["text"]


def test_tex_in_a_title_stays_words_in_bibtex(hostile, tmp_path):
    CitationsExporter().export(hostile, tmp_path / "out")
    library = bibtexparser.parse_file(str(tmp_path / "out/sources.bib"))
    assert library.failed_blocks == []
    assert len(library.entries) == 3
    entry = next(entry for entry in library.entries if entry.key == "doc-a")
    assert entry.fields_dict["url"].value == "https://a.b/%7Bc%7D"
    assert r"\{50\%\}" in entry.fields_dict["title"].value


def test_what_xml_cannot_hold_is_replaced_in_word(make, tmp_path):
    book = make.book()
    book.tables[Document][-1] = make.document("doc-a", title="Bomb \x00\x0b in Omagh")
    DocxExporter().export(book, tmp_path / "out")
    texts = [paragraph.text for paragraph in docx.Document(str(tmp_path / "out/report.docx")).paragraphs]
    assert any("Bomb \ufffd in Omagh" in text for text in texts)


def test_an_undated_event_has_no_slide_and_a_reason(make, tmp_path):
    event = make.event([make.claim(make.document("doc-a"))], time=UNKNOWN_TIME)
    report = TimelineExporter().export(make.book(event), tmp_path / "out")
    assert report.left_out == (("the date is not known", 1),)


def test_plover_has_a_record_for_each_report(book, tmp_path):
    report = PloverExporter().export(book, tmp_path / "out")
    records = [json.loads(line) for line in (tmp_path / "out/plover.jsonl").read_text().splitlines()]
    assert len(records) == 3
    assert {record["event_id"] for record in records} == {event.event_id for event in book.rows(Event)}
    assert records[0]["size"] == {"dead": 29}
    assert (records[0]["event"], records[0]["mode"], records[0]["event_scale"]) == (["ASSAULT"], ["explosives"], -9.0)
    assert records[0]["actor"][0]["sector"] == ["REB"]
    assert dict(report.lost)["suspicion: PLOVER has no field for it"] == 3


def test_an_empty_book_gives_every_report(make, tmp_path):
    book = make.book()
    book.tables.clear()
    for exporter in (MarkdownExporter, DocxExporter, TimelineExporter, CitationsExporter, PloverExporter):
        report = exporter().export(book, tmp_path / exporter.__name__)
        assert report.left_out == ()

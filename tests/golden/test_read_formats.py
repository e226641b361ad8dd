"""Reports, timeline, citations and PLOVER of the examples, read back by a parser of the format or by its tables."""

from __future__ import annotations

import json
import re
import tomllib
from datetime import date
from importlib.resources import files
from pathlib import Path
from typing import Any

import bibtexparser
import docx
import pytest
from markdown_it import MarkdownIt

from sourcebook import api
from sourcebook.datasets.countries import countries
from sourcebook.publish.withholding import Disclosure, WithheldView
from sourcebook.records.text import Document
from sourcebook.store import open_book

PLOVER = tomllib.loads((files("sourcebook.publish") / "data" / "plover.toml").read_text(encoding="utf-8"))
FREQUENT = {"COP", "GOV", "JUD", "LEG", "MIL", "PRM", "PTY", "REB", "SPY", "UAF", "UNK"}
RARE = {"AGR", "BUS", "CRM", "CVL", "EDU", "ELI", "JRN", "LAB", "MED", "REF", "OPP", "PRE", "REL", "SOC"}
SECTORS = FREQUENT | RARE
CSL_TYPES = {"article-newspaper", "document", "dataset"}


@pytest.fixture(scope="module")
def folder(built, tmp_path_factory) -> Path:
    out = tmp_path_factory.mktemp("read")
    for name in ("plover", "timelinejs", "citations", "markdown", "docx"):
        api.export(built.book, name, out / name)
    return out


@pytest.fixture(scope="module")
def shown(built) -> dict[str, Document]:
    with open_book(built.book) as book:
        return {row.document_id: row for row in WithheldView(book, Disclosure()).rows(Document)}


def lines_of(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def test_plover_records_are_of_its_tables(folder, shown):
    records = lines_of(folder / "plover/plover.jsonl")
    assert len({record["id"] for record in records}) == len(records) > 20
    names = {country.name for country in countries().values()} | {None}
    for record in records:
        (kind,) = record["event"]
        assert record["quad_code"] == PLOVER["types"][kind]["quad"]
        assert record["event_scale"] in {PLOVER["types"][kind]["score"], *(PLOVER["modes"][m] for m in record["mode"])}
        assert date.fromisoformat(record["date"])
        assert record["actor"]
        for entity in (*record["actor"], *record["recipient"]):
            assert set(entity["sector"]) <= SECTORS
            assert entity["code"] in names
        text = shown[record["cite_info"]["citation"]].text
        assert text[record["text_info"]["start"] : record["text_info"]["end"]] == record["text"]
        assert set(record["size"]) <= {"dead", "injured", "arrested"}


def test_timeline_slides_are_dated_and_escaped(folder, built):
    timeline = json.loads((folder / "timelinejs/timeline.json").read_text(encoding="utf-8"))
    dated = [event for event in built.tables["events"] if event["time"]["earliest"]]
    assert len(timeline["events"]) == len(dated)
    for slide in timeline["events"]:
        first, last = (date(**slide.get(name, slide["start_date"])) for name in ("start_date", "end_date"))
        assert first <= last
        assert ("end_date" in slide) == (" to " in slide["display_date"])
        assert re.sub(r"</?p>", "", slide["text"]["text"]).count("<") == 0


def test_bibtex_reads_back_to_the_same_sources(folder, shown):
    library = bibtexparser.parse_file(str(folder / "citations/sources.bib"))
    assert library.failed_blocks == []
    assert {entry.key for entry in library.entries} == set(shown)
    for entry in library.entries:
        document, fields = shown[entry.key], entry.fields_dict
        if document.published_on:
            assert (int(fields["year"].value), int(fields["day"].value)) == (
                document.published_on.year,
                document.published_on.day,
            )
        title = re.sub(r"\\([%&#_${}])", r"\1", fields["title"].value.strip("{}"))
        assert title == " ".join((document.title or document.path).split())


def test_csl_items_have_the_keys_of_its_schema(folder, shown):
    items = json.loads((folder / "citations/sources.csl.json").read_text(encoding="utf-8"))
    assert {item["id"] for item in items} == set(shown)
    keys = {"id", "type", "title", "container-title", "publisher", "issued", "URL", "language", "note"}
    for item in items:
        assert set(item) <= keys
        assert item["type"] in CSL_TYPES
        if "issued" in item:
            (parts,) = item["issued"]["date-parts"]
            assert date(*parts) == shown[item["id"]].published_on


def happened(built) -> int:
    return len(built.tables["events"])


def test_the_markdown_report_has_no_markup_of_the_sources(folder, built, shown):
    tokens = MarkdownIt("commonmark").enable("table").parse((folder / "markdown/report.md").read_text(encoding="utf-8"))
    headings = [token.tag for token in tokens if token.type == "heading_open"]
    assert headings.count("h3") == happened(built)
    assert [token for token in tokens if token.type in ("html_block", "code_block", "fence")] == []
    inline = [child.type for token in tokens for child in token.children or ()]
    assert not {"link_open", "image", "html_inline", "em_open", "strong_open"} & set(inline)
    sources = [token for token in tokens if token.type == "ordered_list_open"]
    assert len(sources) == 1
    assert sum(token.type == "tr_open" for token in tokens) > happened(built)


def test_quotes_of_a_report_are_short_and_credited(folder):
    text = (folder / "markdown/report.md").read_text(encoding="utf-8")
    quotes = re.findall(r"^> “(.*)”\n>\n> — (.*)$", text, re.MULTILINE)
    assert len(quotes) > 30
    for quote, credit in quotes:
        assert len(quote.split()) <= 40
        assert re.search(r"\\\[\d+\\\]$", credit)


def test_the_word_report_is_the_same_report(folder, built, shown):
    document = docx.Document(str(folder / "docx/report.docx"))
    styles = [paragraph.style.name for paragraph in document.paragraphs]
    assert styles.count("Heading 2") == happened(built)
    assert len(document.tables[0].rows) == happened(built) + 1
    sources = [paragraph.text for paragraph in document.paragraphs if re.match(r"\[\d+\] ", paragraph.text)]
    assert len(sources) == len(shown)

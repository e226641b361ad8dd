"""Which names of a sentence are places, by what stands around them: rows in our own words."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from sourcebook import mentions, segment
from sourcebook.records.reading import Reading
from sourcebook.records.text import Block, Document
from sourcebook.records.vocabulary import BlockKind, MentionKind

ROWS = [json.loads(line) for line in Path(__file__).with_name("place_names.jsonl").read_text("utf-8").splitlines()]


@cache
def rooms() -> tuple[Any, Any]:
    return segment.segmenter(segment.Options()), mentions.mention_finder()


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["text"][:50])
def test_a_name_is_a_place_where_its_surroundings_show_it(row: dict[str, Any]) -> None:
    text = row["text"]
    block = Block(start=0, end=len(text), kind=BlockKind.PARAGRAPH)
    document = Document(document_id="d", path="p", sha256="", original="", text=text, blocks=(block,))
    reading = Reading(document_id="d", document=document)
    for room in rooms():
        reading = room(reading)
    found = {m.words.quote for m in reading.mentions if m.kind is MentionKind.PLACE}
    assert set(row["places"]) <= found, row["why"]
    assert found.isdisjoint(row["not"]), row["why"]

"""Capitals told without their names: "the Kenyan capital"; rows in our own words."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from tests.cases.test_claims_cases import rooms

from sourcebook.records.reading import Reading
from sourcebook.records.text import Block, Document
from sourcebook.records.vocabulary import BlockKind, MentionKind

ROWS = [json.loads(line) for line in Path(__file__).with_name("capitals.jsonl").read_text("utf-8").splitlines()]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["text"][:60])
def test_a_capital_is_the_town_that_its_words_mean(row: dict[str, Any]) -> None:
    text, day = row["text"], row.get("published")
    document = Document(
        document_id="d",
        path="case.txt",
        sha256="",
        original="",
        text=text,
        blocks=(Block(start=0, end=len(text), kind=BlockKind.PARAGRAPH),),
        published_on=date.fromisoformat(day) if day else None,
    )
    reading = Reading(document_id="d", document=document)
    for room in rooms()[:3]:
        reading = room(reading)
    found = {m.words.quote: m.place.name for m in reading.mentions if m.kind is MentionKind.PLACE and m.place}
    assert {words: found.get(words) for words in row["places"]} == row["places"], row["why"]
    assert found.keys().isdisjoint(row.get("not", ())), row["why"]

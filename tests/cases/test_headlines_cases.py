"""Who did it, where a report is read under its headline: headlines leave out words, and set speakers before a colon."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from tests.cases.test_claims_cases import rooms, rows

from sourcebook.records.claims import Claim
from sourcebook.records.reading import Reading
from sourcebook.records.text import Block, Document
from sourcebook.records.vocabulary import BlockKind, Role


def told(row: dict[str, Any]) -> tuple[Claim, ...]:
    """The claims of a report under its headline."""
    top = len(row["headline"])
    text = f"{row['headline']}\n\n{row['text']}"
    blocks = (
        Block(start=0, end=top, kind=BlockKind.HEADING, level=1),
        Block(start=top + 2, end=len(text), kind=BlockKind.PARAGRAPH),
    )
    document = Document(
        document_id="d-1",
        path="case.txt",
        sha256="",
        original="",
        text=text,
        blocks=blocks,
        published_on=date.fromisoformat(row["published"]),
    )
    reading = Reading(document_id="d-1", document=document)
    for room in rooms():
        reading = room(reading)
    return reading.claims


@pytest.mark.parametrize("row", rows("headlines"), ids=lambda row: row["headline"][:60])
def test_a_headline_names_no_doer_that_the_text_does_not(row: dict[str, Any]) -> None:
    claims = told(row)
    found = {party.name for claim in claims for party in claim.parties if party.role is Role.PERPETRATOR}
    assert row["doer"] in found
    assert row.get("type", claims[0].type) == claims[0].type
    assert found.isdisjoint(row["not"])

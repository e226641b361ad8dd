"""Shapes of plain text: what each line becomes, and what the top of a text states."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some

from sourcebook.ingest.canonical import assembled, clean
from sourcebook.ingest.metadata import described
from sourcebook.ingest.published import published_day
from sourcebook.ingest.text import text_extract

HERE = Path(__file__).parent


def rows(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (HERE / name).read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize("row", rows("plain_text.jsonl"), ids=lambda row: row["name"])
def test_blocks_of_plain_text(row: dict[str, Any]) -> None:
    extract = text_extract(clean(row["text"]))
    assert [[piece.kind.value, piece.text] for piece in extract.pieces] == row["blocks"]
    document = described(extract.stated)
    found = {name: getattr(document, name) for name in row["document"]}
    assert {name: value and str(value) for name, value in found.items()} == row["document"]


@pytest.mark.parametrize("row", rows("published.jsonl"), ids=lambda row: row["value"])
def test_publication_dates_are_full_days_or_nothing(row: dict[str, Any]) -> None:
    day = published_day(row["value"])
    assert (day and day.isoformat()) == row["day"]


@given(some.text(max_size=400))
def test_no_letter_of_a_text_is_lost_and_blocks_hold_their_text(text: str) -> None:
    pieces = text_extract(clean(text)).pieces
    whole, blocks = assembled(pieces)
    assert [whole[block.start : block.end] for block in blocks] == [
        shown for piece in pieces if (shown := clean(piece.text).strip())
    ]
    assert all(left.end < right.start for left, right in pairwise(blocks))
    letters = [character for character in clean(text) if character.isalpha()]
    kept = {character for character in whole if character.isalpha()}
    assert set(letters) <= kept


@given(some.text(max_size=200))
def test_clean_text_stays_as_it_is_when_cleaned_again(text: str) -> None:
    once = clean(text)
    assert clean(once) == once

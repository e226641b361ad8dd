"""Texts row by row with the reading units they divide into: sentences, datelines, list items."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from sourcebook.testing.dates import reading_of

ROWS = [json.loads(line) for line in Path(__file__).with_name("segments.jsonl").read_text("utf-8").splitlines()]


@pytest.mark.parametrize("row", ROWS, ids=[row["text"][:60] for row in ROWS])
def test_texts_divide_as_the_row_says(row: dict[str, Any]) -> None:
    segments = reading_of(row["text"]).segments
    assert [[segment.kind.value, row["text"][segment.start : segment.end]] for segment in segments] == row["segments"]

"""Date expressions row by row: a text, its publication, and the days that each of its expressions means."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from sourcebook.mentions.times import times_in
from sourcebook.testing.dates import reading_of

ROWS = [json.loads(line) for line in Path(__file__).with_name("times.jsonl").read_text("utf-8").splitlines()]


@pytest.mark.parametrize("row", ROWS, ids=[row["text"][:60] for row in ROWS])
def test_dates_are_read_as_the_row_says(row: dict[str, Any]) -> None:
    published = row["published"]
    reading = reading_of(row["text"], date.fromisoformat(published) if published else None)
    read = [
        [mention.words.quote, str(mention.time.earliest), str(mention.time.latest)]
        for mention in times_in(reading)
        if mention.time is not None
    ]
    assert read == row["times"]

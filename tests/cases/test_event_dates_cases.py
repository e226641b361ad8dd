"""Short reports row by row with the days of the first act told: bound by its words, or the narrative's day."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from tests.cases.test_claims_cases import read

from sourcebook.records.vocabulary import ClaimKind, EventType

ROWS = [json.loads(line) for line in Path(__file__).with_name("event_dates.jsonl").read_text("utf-8").splitlines()]


@pytest.mark.parametrize("row", ROWS, ids=[row["text"][:60] for row in ROWS])
def test_the_days_of_the_act_are_those_of_the_row(row: dict[str, Any]) -> None:
    acts = [c for c in read(row["text"], row["published"]) if c.kind is ClaimKind.EVENT and c.type != EventType.ARREST]
    time = acts[0].time
    assert [str(time.earliest), str(time.latest)] == row["days"]

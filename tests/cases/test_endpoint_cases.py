"""What statements of a model may add to what rules read, row by row: quotes that stand, and many that do not."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from sourcebook import mentions, resolve, segment
from sourcebook.claims import Endpoint, EndpointOptions, question_of
from sourcebook.claims.endpoint.answers import Answer
from sourcebook.claims.endpoint.extractor import EndpointExtractor
from sourcebook.records.claims import Claim
from sourcebook.records.reading import Reading
from sourcebook.records.vocabulary import ClaimKind, Harm, Realis, Role
from sourcebook.testing.extractors import bare, check_claims

ROWS = [json.loads(line) for line in Path(__file__).with_suffix("").with_name("endpoint.jsonl").open(encoding="utf-8")]
OPTIONS = EndpointOptions(url="http://localhost:1/v1", model="scripted")
BLANK: dict[str, Any] = {"realis": "happened", "time": None, "place": None, "parties": [], "figures": [], "weapons": []}


class Told:
    """A model that says what a row says, whatever it is asked."""

    def __init__(self, incidents: list[Any]) -> None:
        full = [{**BLANK, "attribution": None, **one} if isinstance(one, dict) else one for one in incidents]
        self.content = json.dumps({"incidents": full})

    def answer(self, request: dict[str, object]) -> Answer:
        return Answer(content=self.content)


@pytest.fixture(scope="module")
def rooms() -> tuple[Any, ...]:
    return segment.segmenter(segment.Options()), mentions.mention_finder(), resolve.resolver()


def read(row: dict[str, Any], rooms: tuple[Any, ...], folder: Path) -> Reading:
    reading = bare(row["text"])
    for room in rooms:
        reading = room(reading)
    extractor = EndpointExtractor(Endpoint(OPTIONS, folder), question_of(OPTIONS), Told(row["incidents"]))
    return extractor.read(reading)


@pytest.mark.parametrize("row", ROWS, ids=[row["case"] for row in ROWS])
def test_a_statement_adds_what_its_quotes_prove(row: dict[str, Any], rooms: tuple[Any, ...], tmp_path: Path) -> None:
    reading = read(row, rooms, tmp_path)
    check_claims(reading)
    events = [claim for claim in reading.claims if claim.kind is ClaimKind.EVENT]
    found = {**values_of(events), **named_in(row, events)}
    assert {name: found[name] for name in found if name in row} == {name: row[name] for name in found if name in row}
    if "refused" in row:
        assert refused_in(reading) == row["refused"]
    if "unsigned_in" in row:
        assert not [c for c in events if row["unsigned_in"] in c.words.quote and "endpoint" in c.generated_by]


def values_of(events: list[Claim]) -> dict[str, Any]:
    """The values of a document's event claims that rows speak of."""
    first = events[0] if events else None
    doers = [party for claim in events for party in claim.parties if party.role is Role.PERPETRATOR]
    return {
        "claims": len(events),
        "happened": sum(claim.realis is Realis.HAPPENED for claim in events),
        "killed": [figure.best for claim in events for figure in claim.figures if figure.harm is Harm.KILLED],
        "perpetrators": [party.name.casefold() for party in doers],
        "stances": sorted({str(party.stance) for party in doers}),
        "time": str(first.time.earliest or "") if first else "",
        "place": first.place.name if first and first.place else "",
        "types": [claim.type for claim in events],
    }


def named_in(row: dict[str, Any], events: list[Claim]) -> dict[str, Any]:
    """Who is not to be named, and where nothing is to have happened."""
    doers = {p.name for claim in events for p in claim.parties if p.role is Role.PERPETRATOR}
    signed = [c for c in events if "endpoint" in c.generated_by and c.place]
    return {
        "perpetrators_not": [name for name in row.get("perpetrators_not", []) if not any(name in d for d in doers)],
        "events_in": {
            name: sum(c.place is not None and c.place.name == name for c in signed) for name in row.get("events_in", {})
        },
    }


def refused_in(reading: Reading) -> dict[str, int]:
    """The refusals that the document's problems tell, by reason."""
    told = next((problem for problem in reading.problems if " refused: " in problem), "")
    parts = re.findall(r"(\d+) ([^,]+)", told.partition(" refused: ")[2])
    return {reason: int(number) for number, reason in parts}


def test_the_published_day_and_nothing_else_of_the_document_is_told(rooms: tuple[Any, ...], tmp_path: Path) -> None:
    asked: list[Any] = []

    class Listening(Told):
        def answer(self, request: dict[str, object]) -> Answer:
            asked.append(request)
            return super().answer(request)

    reading = bare(ROWS[0]["text"])
    for room in rooms:
        reading = room(reading)
    EndpointExtractor(Endpoint(OPTIONS, tmp_path), question_of(OPTIONS), Listening([])).read(reading)
    told = asked[0]["messages"][1]["content"]
    assert str(date(2021, 5, 7)) in told
    assert "report.txt" not in json.dumps(asked)

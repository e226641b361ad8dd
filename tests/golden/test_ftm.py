"""The FollowTheMoney export of the examples: every reference holds, and its own library loses nothing of it."""

from __future__ import annotations

import csv
import re
from pathlib import Path
from typing import Any

import pytest
from tests.golden.validators import ftm_entities, ftm_faults, needed

from sourcebook import api
from sourcebook.publish.ftm_statements import COLUMNS

REFERENCES = (
    "addressEntity",
    "involved",
    "proof",
    "member",
    "organization",
    "predecessor",
    "successor",
    "subject",
    "object",
)
PREFIX = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")


@pytest.fixture(scope="module")
def folder(built, tmp_path_factory) -> Path:
    out = tmp_path_factory.mktemp("ftm") / "out"
    api.export(built.book, "ftm", out)
    return out


@pytest.fixture(scope="module")
def entities(folder) -> dict[str, dict[str, Any]]:
    return ftm_entities(folder)


@pytest.fixture(scope="module")
def statements(folder) -> list[dict[str, str]]:
    with (folder / "statements.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_every_reference_leads_to_an_entity(entities):
    for entity in entities.values():
        for name in REFERENCES:
            assert set(entity["properties"].get(name, [])) <= set(entities)


def test_dates_are_prefixes_and_countries_codes(entities):
    for entity in entities.values():
        for name in ("startDate", "endDate", "date", "publishedAt"):
            assert all(PREFIX.fullmatch(value) for value in entity["properties"].get(name, []))
        assert all(re.fullmatch("[a-z]{2}", value) for value in entity["properties"].get("country", []))


def test_every_event_has_what_each_of_its_sources_says(entities, statements):
    assert tuple(statements[0]) == COLUMNS
    events = {entity["id"]: entity for entity in entities.values() if entity["schema"] == "Event"}
    told: dict[str, set[str]] = {}
    for row in statements:
        if row["prop"] == "proof":
            told.setdefault(row["canonical_id"], set()).add(row["value"])
    assert {name: sorted(documents) for name, documents in told.items()} == {
        name: sorted(event["properties"]["proof"]) for name, event in events.items()
    }


def test_sources_that_disagree_stand_side_by_side(statements):
    days: dict[str, set[str]] = {}
    for row in statements:
        if row["prop"] == "keywords" and row["value"].startswith("killed people"):
            days.setdefault(row["canonical_id"], set()).add(row["value"])
    assert any(len(values) > 1 for values in days.values())


def test_nobody_is_given_a_topic(entities):
    assert all("topics" not in entity["properties"] for entity in entities.values())


def test_the_library_keeps_every_value(entities):
    assert ftm_faults(entities) == []


@pytest.mark.parametrize(
    ("schema", "change"),
    [
        ("Event", {"date": ["August 1998"]}),
        ("Event", {"country": ["Atlantis"]}),
        ("Event", {"killed": ["29"]}),
        ("Article", {"language": ["en-"]}),
        ("Article", {"publishedAt": ["in May"]}),
    ],
)
def test_the_library_finds_what_was_broken(entities, schema, change):
    name, entity = next((name, one) for name, one in entities.items() if one["schema"] == schema)
    assert ftm_faults(entities | {name: entity | {"properties": entity["properties"] | change}}) != []


def test_the_library_reads_the_statements_and_knows_their_ids(folder, statements):
    serialize = needed("followthemoney.statement.serialize")
    statement = needed("followthemoney.statement").Statement
    read = list(serialize.read_path_statements(folder / "statements.csv", "csv"))
    assert len(read) == len(statements)
    for one in read:
        key = statement.make_key(one.dataset, one.entity_id, one.prop, one.value, one.external)
        assert (one.id, one.schema) == (key, "Event")

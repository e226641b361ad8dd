"""The codebook and the schemas in docs/ are those that the program writes."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path

from sourcebook.publish.codebook import codebook
from sourcebook.publish.datafiles import data
from sourcebook.publish.schema import schema_files
from sourcebook.records import vocabulary

DOCS = Path(__file__).parents[3] / "docs"


def test_the_codebook_is_up_to_date():
    assert (DOCS / "codebook.md").read_text(encoding="utf-8") == codebook()


def test_the_schemas_are_up_to_date():
    written = {path.name: path.read_text(encoding="utf-8") for path in (DOCS / "schema").glob("*.json")}
    assert written == schema_files()


def test_every_exported_vocabulary_value_has_a_meaning():
    unexported = {"BlockKind", "SegmentKind"}
    for name, values in vars(vocabulary).items():
        if (
            isinstance(values, type)
            and issubclass(values, StrEnum)
            and values is not StrEnum
            and name not in unexported
        ):
            assert set(data("vocabulary.toml")[name]) == {value.value for value in values}


def test_every_event_type_has_its_place_in_the_standards():
    assert set(data("crosswalk.toml")) == {value.value for value in vocabulary.EventType}

"""The formats' own tools, asked what they find wrong with files; nothing where all is well."""

from __future__ import annotations

import importlib
import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import stix2validator
from tests.unit.publish.geojson_schema import SCHEMA

RECOMMENDED_OTHERWISE = "103,202,218"
"""What the validator recommends and we do not follow: random ids (ours are made of the book's, so that the same book is
the same bundle), its suggested relationships of incidents, its suggested types of reports (none is a news report)."""


def needed(module: str) -> Any:
    """A library that only tests use and that may be absent: then they are skipped, or fail where it is required."""
    try:
        return importlib.import_module(module)
    except ImportError as error:
        told = f"{module} is not here ({error}): run make interop, which needs ICU's headers (Debian: libicu-dev)"
        if os.environ.get("SOURCEBOOK_INTEROP_REQUIRED"):
            pytest.fail(told)
        pytest.skip(told)


def stix_faults(bundle: Mapping[str, Any]) -> list[str]:
    """What OASIS' own validator finds, by its schemas of STIX 2.1: recommendations count as faults too."""
    options = stix2validator.ValidationOptions(
        version="2.1", strict=True, strict_types=True, enforce_refs=True, disabled=RECOMMENDED_OTHERWISE
    )
    found = stix2validator.validate_parsed_json(bundle, options)
    return [str(error) for one in (found if isinstance(found, list) else [found]) for error in one.errors]


def ftm_faults(entities: Mapping[str, Mapping[str, Any]]) -> list[str]:
    """Where FollowTheMoney's library refuses an entity, drops a value, or finds a reference of the wrong schema."""
    model, invalid = needed("followthemoney").model, needed("followthemoney.exc").InvalidData
    faults = []
    for name, entity in entities.items():
        try:
            proxy = model.get_proxy(entity, cleaned=False)
            proxy.schema.validate(entity)
        except invalid as error:
            faults.append(f"{name}: {error}")
            continue
        kept = {prop: sorted(values) for prop, values in proxy.to_dict()["properties"].items()}
        if kept != entity["properties"]:
            faults.append(f"{name}: {kept} was kept of {entity['properties']}")
        faults += [f"{name}: {prop} is required" for prop in set(proxy.schema.required) - set(kept)]
        for prop, value in proxy.itervalues():
            if prop.type.name == "entity" and not model.get(entities[value]["schema"]).is_a(prop.range):
                faults.append(f"{name}: {prop.name} leads to a {entities[value]['schema']}")
    return faults


def ftm_entities(folder: Path) -> dict[str, dict[str, Any]]:
    """The entities of an export by id."""
    lines = (folder / "entities.ftm.json").read_text(encoding="utf-8").splitlines()
    return {entity["id"]: entity for entity in map(json.loads, lines)}


def geojson_faults(folder: Path) -> list[str]:
    """What RFC 7946, as a JSON Schema, finds."""
    checked = jsonschema.Draft202012Validator(SCHEMA)
    return [
        f"{path.name}: {error.message}"
        for path in folder.glob("*.geojson")
        for error in checked.iter_errors(json.loads(path.read_text(encoding="utf-8")))
    ]

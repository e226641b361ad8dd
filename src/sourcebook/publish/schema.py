"""A JSON Schema for each file of the plain export: ``python -m sourcebook.publish.schema docs/schema``."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import msgspec

from sourcebook.publish import values
from sourcebook.publish.shapes import FORMAT_VERSION, MENTION_VALUES, TABLES, Manifest

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def schemas() -> dict[str, dict[str, Any]]:
    """A schema by file name: one for a line of each table, one for the manifest."""
    lines = {f"{table}.schema.json": _schema(shape, f"a line of {table}.jsonl") for table, shape in TABLES.items()}
    return {**lines, "manifest.schema.json": _schema(Manifest, "manifest.json")}


def _schema(shape: type[values.Shape], title: str) -> dict[str, Any]:
    extra = [getattr(values, name) for name in MENTION_VALUES] if shape is TABLES["mentions"] else []
    (reference, *_), parts = msgspec.json.schema_components([shape, *extra], ref_template="#/$defs/{name}")
    name = reference["$ref"].rsplit("/", 1)[-1]
    top = parts.pop(name)
    head = {"$schema": DIALECT, "title": f"Sourcebook plain export, version {FORMAT_VERSION}: {title}"}
    body = {key: value for key, value in top.items() if key != "title"}
    return {**head, **body, "$defs": {key: _named(parts[key]) for key in sorted(parts)}}


def _named(part: dict[str, Any]) -> dict[str, Any]:
    """A definition without the title that only repeats its name."""
    return {key: value for key, value in part.items() if key != "title"}


def schema_files() -> dict[str, str]:
    """The text of each schema file by its name."""
    return {name: json.dumps(schema, indent=2, ensure_ascii=False) + "\n" for name, schema in schemas().items()}


def write_schemas(folder: Path) -> None:
    """Write the schemas to a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in schema_files().items():
        (folder / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    write_schemas(Path(sys.argv[1]))

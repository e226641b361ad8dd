"""The codebook, written from the shapes of the export and the vocabularies.

``python -m sourcebook.publish.codebook docs/codebook.md`` writes it; a test writes it again and compares.
"""

from __future__ import annotations

import inspect
import sys
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import Any

from sourcebook.publish.datafiles import data
from sourcebook.publish.schema import schemas
from sourcebook.publish.shapes import FORMAT_VERSION, TABLES
from sourcebook.records import vocabulary

HEAD = """\
# Codebook

What each file of the plain export holds and what each value means. Written by
`python -m sourcebook.publish.codebook docs/codebook.md` from the program itself; do not edit it by hand.

`sourcebook export --book BOOK --format jsonl --out DIR` writes one JSON object a line, sorted by `id`, every key
present: null where a thing is unknown, an empty list where there is none. The same book gives the same bytes.
`manifest.json` holds the format's version (this is version {version}), the counts, and each file's SHA-256.
Offsets are Unicode code points into a document's text, start included, end excluded: `quote == text[start:end]`.
Dates are ISO days; a time is an interval with both days included. A publication date is never an event's date.
JSON Schemas of all files stand in `docs/schema/`.
"""


def codebook() -> str:
    """The codebook as Markdown."""
    parts = [HEAD.format(version=FORMAT_VERSION), "## Files\n"]
    built = schemas()
    parts += [_table_section(table, built[f"{table}.schema.json"]) for table in TABLES]
    parts.append("## Objects inside the lines\n")
    parts += [_object_section(name, part) for name, part in sorted(_objects(built).items())]
    parts.append("## Vocabularies\n")
    parts += [_vocabulary_section(names) for names in _vocabularies()]
    parts.append(_crosswalk_section())
    return "\n".join(parts)


def _table_section(table: str, schema: dict[str, Any]) -> str:
    return f"### {table}.jsonl\n\n{schema['description']}\n\n{_keys(schema)}"


def _object_section(name: str, part: dict[str, Any]) -> str:
    return f"### {name}\n\n{part['description']}\n\n{_keys(part)}"


def _objects(built: dict[str, dict[str, Any]]) -> dict[str, dict[str, Any]]:
    return {
        name: part
        for table in TABLES
        for name, part in built[f"{table}.schema.json"]["$defs"].items()
        if part.get("type") == "object"
    }


def _keys(schema: dict[str, Any]) -> str:
    rows = [
        f"| `{key}` | {_type(part)} | {part.get('description', '')} |" for key, part in schema["properties"].items()
    ]
    return "\n".join(["| key | type | meaning |", "|--|--|--|", *rows, ""])


def _type(part: dict[str, Any]) -> str:
    if "$ref" in part:
        return _reference(part["$ref"])
    if "anyOf" in part:
        return " or ".join(_type(choice) for choice in part["anyOf"])
    if part.get("type") == "array":
        return f"list of {_type(part['items'])}"
    if part.get("type") == "object":
        return f"object of {_type(part['additionalProperties'])} by name"
    return "day" if part.get("format") == "date" else str(part.get("type", "any"))


def _reference(reference: str) -> str:
    name = reference.rsplit("/", 1)[-1]
    return f"[{name}](#{name.lower()})"


def _vocabularies() -> Iterator[type[StrEnum]]:
    for _, member in inspect.getmembers(vocabulary, inspect.isclass):
        if issubclass(member, StrEnum) and member is not StrEnum and member.__name__ in data("vocabulary.toml"):
            yield member


def _vocabulary_section(names: type[StrEnum]) -> str:
    meanings = data("vocabulary.toml")[names.__name__]
    rows = [f"| `{value.value}` | {meanings[value.value]} |" for value in names]
    return "\n".join(
        [f"### {names.__name__}", "", inspect.getdoc(names) or "", "", "| value | meaning |", "|--|--|", *rows, ""]
    )


def _crosswalk_section() -> str:
    rows = [
        f"| `{name}` | {_ucdp(codes['ucdp'])} | {codes['acled']} | {codes['gtd']} | {codes['plover']} |"
        for name, codes in data("crosswalk.toml").items()
    ]
    head = [
        "## Event types and the field's standards",
        "",
        "How each type is coded elsewhere; who is attacked decides where a cell names two codes. An event without a",
        "death has no row in UCDP GED.",
        "",
        "| type | UCDP type of violence | ACLED | GTD attack / weapon | PLOVER |",
        "|--|--|--|--|--|",
    ]
    return "\n".join([*head, *rows, ""])


def _ucdp(code: str) -> str:
    return {"sides": "1, 2 or 3, by the sides", "": "no row"}.get(code, code)


def write_codebook(path: Path) -> None:
    """Write the codebook to a file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(codebook(), encoding="utf-8")


if __name__ == "__main__":
    write_codebook(Path(sys.argv[1]))

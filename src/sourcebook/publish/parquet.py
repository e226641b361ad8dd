"""Parquet files, one a table, with a Frictionless data package that says what each column means."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from hashlib import sha256
from itertools import islice
from pathlib import Path
from typing import Any

from sourcebook.publish.attribution import attributions
from sourcebook.publish.contract import BookView, ExportReport, folder_written_whole
from sourcebook.publish.extras import needed
from sourcebook.publish.flat import Column, Row, columns, meanings, tables
from sourcebook.publish.jsonfiles import write_json
from sourcebook.publish.tally import Tally

PACKAGE = "datapackage.json"
REPORT = "parquet-report.json"
BATCH = 10_000


class ParquetExporter:
    """Writes a ``.parquet`` file a table, ``datapackage.json`` and ``parquet-report.json``."""

    def export(self, book: BookView, out: Path) -> ExportReport:
        """Write the book's tables to the folder ``out``."""
        arrow = needed("pyarrow", "parquet", "pyarrow")
        parquet = needed("pyarrow.parquet", "parquet", "pyarrow")
        tally, counts, resources = Tally(), [], []
        every, made = columns(), tables(book)
        with folder_written_whole(out, [*(f"{name}.parquet" for name in every), PACKAGE, REPORT]) as folder:
            for name, held in every.items():
                path = folder / f"{name}.parquet"
                counts.append((name, _written(path, held, made[name](), (arrow, parquet))))
                resources.append(_resource(path, name, held, counts[-1][1]))
            write_json(folder / PACKAGE, _package(resources, attributions(book)))
            tally.lost["texts and mentions of documents: jsonl has them"] += 1
            report = tally.report("parquet", book, out, counts)
            tally.write(folder / REPORT, report)
        return report


def _written(path: Path, held: tuple[Column, ...], rows: Iterator[Row], libraries: tuple[Any, Any]) -> int:
    """Write a table in batches and say how many rows it has."""
    arrow, parquet = libraries
    schema = arrow.schema([arrow.field(column.name, _type(arrow, column.type)) for column in held])
    count = 0
    with parquet.ParquetWriter(path, schema, compression="zstd") as writer:
        while batch := list(islice(rows, BATCH)):
            writer.write_table(arrow.Table.from_pylist(batch, schema=schema))
            count += len(batch)
    return count


def _type(arrow: Any, name: str) -> Any:
    types = {
        "string": arrow.string(),
        "integer": arrow.int64(),
        "number": arrow.float64(),
        "boolean": arrow.bool_(),
        "date": arrow.date32(),
    }
    return types[name]


def _resource(path: Path, name: str, held: tuple[Column, ...], rows: int) -> dict[str, Any]:
    content = path.read_bytes()
    keys = [
        {"fields": [column.name], "reference": {"resource": column.points_to, "fields": [_key_of(column.points_to)]}}
        for column in held
        if column.points_to
    ]
    fields = [{"name": column.name, "type": column.type, "description": column.meaning} for column in held]
    schema: dict[str, Any] = {"fields": fields}
    if held[0].name == _key_of(name):
        schema["primaryKey"] = [held[0].name]
    if keys:
        schema["foreignKeys"] = keys
    return {
        "name": name,
        "path": path.name,
        "description": meanings()[name],
        "format": "parquet",
        "mediatype": "application/vnd.apache.parquet",
        "bytes": len(content),
        "hash": f"sha256:{sha256(content).hexdigest()}",
        "rowCount": rows,
        "schema": schema,
    }


def _key_of(table: str) -> str:
    """The column that holds a table's ids."""
    return {"copies": "copy"}.get(table, table.removesuffix("s"))


def _package(resources: Iterable[dict[str, Any]], sources: Iterable[str]) -> dict[str, Any]:
    return {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "sourcebook",
        "title": "A sourced book of events, actors and figures",
        "description": "Claims with the words that make them, and what all claims together tell. See docs/codebook.md.",
        "sources": [{"title": source} for source in sources],
        "resources": list(resources),
    }

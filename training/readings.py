"""The corpora as readings: texts taken through the rooms that the encoder needs, kept so that it is done once."""

from __future__ import annotations

import json
import pickle
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from sourcebook import mentions, segment
from sourcebook.ingest import document_reader, originals_in
from sourcebook.pipeline import Settings
from sourcebook.records.reading import Reading
from sourcebook.store.originals import Originals

Rows = list[dict[str, Any]]


def rows_of(path: Path) -> Rows:
    """The rows of a JSONL file."""
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]


def readings_of(rows: Rows, kept: Path) -> dict[str, Reading]:
    """The reading of each row by its id, read from ``kept`` where that was made before."""
    if not kept.exists():
        kept.write_bytes(pickle.dumps(dict(_read(rows))))
    made: dict[str, Reading] = pickle.loads(kept.read_bytes())  # our own file, written two lines above
    return made


def room() -> Callable[[Reading], Reading]:
    """The rooms that the encoder needs: a document's sentences, and the acts that they name."""
    rooms = (segment.segmenter(segment.Options()), mentions.mention_finder())

    def read(reading: Reading) -> Reading:
        for one in rooms:
            reading = one(reading)
        return reading

    return read


def _read(rows: Rows) -> Iterator[tuple[str, Reading]]:
    """Each row's reading, by the row's id."""
    settings, read = Settings(), room()
    with tempfile.TemporaryDirectory() as folder:
        given = Path(folder) / "rows.jsonl"
        given.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows), encoding="utf-8")
        kept = Originals(Path(folder))
        ingest = partial(document_reader, Path(folder), settings.ingest)()
        for found in originals_in([given], settings.ingest):
            if found.original is None or found.file is None:
                continue
            if not kept.path(found.original.stored).exists():
                kept.keep(found.file)
            for document in ingest(found.original):
                reading = read(Reading(document_id=document.document_id, document=document))
                yield document.given_id or document.path, replace(reading, groups=(), passages=())

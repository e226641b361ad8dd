"""A book of the first documents, exported, and the rows of the export."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from sourcebook import api

Row = dict[str, Any]


def exported(seeds: Path, work: Path, workers: int) -> Path:
    """A book of the seeds, verified and exported."""
    book, out = work / f"seeds-{workers}.book", work / f"export-{workers}"
    api.build([seeds], book, api.BuildOptions(workers=workers))
    report = api.verify(book)
    if not report.ok:
        raise SystemExit(f"the book of the seeds does not verify: {report}")
    api.export(book, "jsonl", out)
    return out


def rows(folder: Path, name: str) -> list[Row]:
    """The rows of one export file."""
    return [json.loads(line) for line in (folder / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()]

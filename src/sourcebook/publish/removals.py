"""Rows that an earlier export wrote and this one does not: living data lose rows, and who holds a copy must be told."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from pathlib import Path

from sourcebook.publish.sheets import write_sheet


def write_removals(out: Path, folder: Path, files: tuple[str, str], ids: Iterable[str]) -> int:
    """Write the ids that stood in the export now at ``out``, or had gone before, and stand no more; their number.

    ``files`` are the list of an export's ids, whose first column holds them, and the list of removed ones.
    """
    listed, removed = files
    before = {*_first_column(out / listed), *_first_column(out / removed)}
    gone = sorted(before - set(ids))
    write_sheet(folder / removed, (_header(folder / listed),), ((name,) for name in gone))
    return len(gone)


def _header(path: Path) -> str:
    with path.open(encoding="utf-8", newline="") as file:
        return next(csv.reader(file))[0]


def _first_column(path: Path) -> list[str]:
    if not path.is_file():
        return []
    with path.open(encoding="utf-8", newline="") as file:
        return [row[0] for row in list(csv.reader(file))[1:] if row]

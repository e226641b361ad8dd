"""CSV files that other programs open: UTF-8, ``\\n``, RFC 4180 quoting, and no cell that a spreadsheet would run."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from pathlib import Path

Cell = str | int | float | None
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def safe_cell(value: Cell) -> Cell:
    """A value that a spreadsheet takes for text: one that begins like a formula gets an apostrophe before it.

    >>> safe_cell("=1+1"), safe_cell("-7.3"), safe_cell(-7.3), safe_cell("Omagh")
    ("'=1+1", '-7.3', -7.3, 'Omagh')
    """
    if not isinstance(value, str) or not value.startswith(FORMULA):
        return value
    return value if _is_number(value) else f"'{value}"


def _is_number(value: str) -> bool:
    try:
        float(value)
    except ValueError:
        return False
    return True


def write_sheet(path: Path, header: Sequence[str], rows: Iterable[Sequence[Cell]]) -> None:
    """Write a table with its header."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows([safe_cell(value) for value in row] for row in rows)

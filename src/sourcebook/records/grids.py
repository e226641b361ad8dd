"""Tables in a document: cells that stand row by row under a line of labels."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from sourcebook.records.text import Segment
from sourcebook.records.vocabulary import SegmentKind

MOST_COLUMNS = 12

Cell = tuple[Segment, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """The labels of a table's columns, in small letters, and its rows, each with one cell for each label."""

    labels: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


def grids_in(segments: Sequence[Segment], text: str) -> Iterator[Grid]:
    """The tables of a document whose cells fill whole rows, in the order of the text.

    The labels are cells without digits; some column, of days or counts, holds a digit in every row. A table with empty
    or joined cells fills no whole rows, and is none.
    """
    for is_cell, run in groupby(segments, key=lambda segment: segment.kind is SegmentKind.TABLE_CELL):
        if is_cell:
            cells = [tuple(cell) for _, cell in groupby(run, key=lambda segment: segment.block)]
            grid = grid_of(cells, text)
            if grid is not None:
                yield grid


def grid_of(cells: Sequence[Cell], text: str) -> Grid | None:
    """The table that cells make, with as many columns as fit: the longest line of labels first."""
    digits = [
        any(letter.isdigit() for segment in cell for letter in text[segment.start : segment.end]) for cell in cells
    ]
    leading = next((at for at, held in enumerate(digits) if held), 0)
    for columns in range(min(leading, MOST_COLUMNS), 1, -1):
        below = len(cells) - columns
        if below < columns or below % columns:
            continue
        starts = range(columns, len(cells), columns)
        if any(all(digits[start + column] for start in starts) for column in range(columns)):
            return Grid(
                labels=tuple(text[cell[0].start : cell[-1].end].strip().casefold() for cell in cells[:columns]),
                rows=tuple(tuple(cells[start : start + columns]) for start in starts),
            )
    return None

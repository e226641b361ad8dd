"""What GED itself says of an event: its own row where an event rests on that alone, and when a dyad was active."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from sourcebook.datasets import cells_of, dataset_of
from sourcebook.publish.ged_row import COLUMNS, Row
from sourcebook.records.knowledge import Event
from sourcebook.records.text import Document
from sourcebook.records.vocabulary import ReviewState

ACTIVE_DEATHS = 25
COUNTS = frozenset({"best", "low", "high", "deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown", "year"})
CODES = frozenset({"id", "type_of_violence", "priogrid_gid", "where_prec", "date_prec", "event_clarity"})


def own_row(event: Event, documents: Sequence[Document]) -> Row | None:
    """The row of GED that the event rests on alone, column by column as it came; none for any other event.

    Its ids, its dyad and its figures are UCDP's own, whatever order they stand in.
    """
    if len(documents) != 1 or dataset_of(documents[0]) != "UCDP GED" or event.review is not ReviewState.MACHINE:
        return None
    cells = cells_of(documents[0])
    row: Row = dict.fromkeys(COLUMNS, "")
    for column in COLUMNS:
        value = cells.text(column)
        whole = column in COUNTS | CODES and value.lstrip("-").isdigit()
        row[column] = int(value) if whole else value
    for column in ("latitude", "longitude"):
        point = cells.degrees(column)
        row[column] = "" if point is None else point
    return row


def mark_active(rows: Iterable[Row]) -> None:
    """Set ``active_year`` where the book's own dead of a dyad reach UCDP's 25 in a year.

    Fewer in the book say nothing of how many there were, so the column stays empty then.
    """
    ours = [row for row in rows if row["active_year"] == "" and row["side_a"] and row["side_b"]]
    dead: Counter[tuple[object, ...]] = Counter()
    for row in ours:
        dead[_dyad_year(row)] += int(row["best"])
    for row in ours:
        if dead[_dyad_year(row)] >= ACTIVE_DEATHS:
            row["active_year"] = 1


def _dyad_year(row: Row) -> tuple[object, ...]:
    return row["type_of_violence"], row["side_a"], row["side_b"], row["year"]

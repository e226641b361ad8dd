"""Questions that pages ask about events: how many, which, and what is unknown of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from sourcebook.records.claims import Claim
from sourcebook.records.knowledge import Event
from sourcebook.store.book import Book
from sourcebook.store.connection import sqlite_errors
from sourcebook.store.selections import Selection, condition, source


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """How many events a selection holds, and of how many something is unknown, doubted or checked."""

    events: int
    undated: int
    without_a_day: int
    unplaced: int
    contested: int
    single_origin: int
    without_a_toll: int
    checked: int
    rejected: int


_COUNTS = """
    SELECT count(*), coalesce(sum(earliest IS NULL), 0), coalesce(sum(time_precision NOT IN ('day', 'unknown')), 0),
        coalesce(sum(latitude IS NULL), 0), coalesce(sum(contested_count > 0), 0), coalesce(sum(origin_count < 2), 0),
        coalesce(sum(deaths IS NULL), 0), coalesce(sum(review <> 'machine'), 0), coalesce(sum(review = 'rejected'), 0)
    FROM
"""
ORDERS = {
    "day": "earliest NULLS LAST, latest, event_id",
    "latest": "earliest IS NULL, earliest DESC, event_id",
    "killed": "deaths IS NULL, deaths DESC, event_id",
    "origins": "origin_count DESC, event_id",
    "contested": "contested_count DESC, deaths DESC, event_id",
}
"""The orders in which events can be listed."""


def counts(book: Book, selection: Selection) -> Counts:
    """The numbers of a selection."""
    where, given = condition(selection)
    with sqlite_errors(book.path):
        row = book.connection.execute(f"{_COUNTS} {source(selection)} WHERE {where}", given).fetchone()
    return Counts(**dict(zip(Counts.__dataclass_fields__, row, strict=True)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """So many events of a selection, from some number on."""

    order: str = "day"
    start: int = 0
    size: int = 50


def events(book: Book, selection: Selection, page: Page) -> list[Event]:
    """The events of one page of a selection."""
    where, given = condition(selection)
    order = ORDERS.get(page.order, ORDERS["day"])
    whole = selection == Selection() and order == ORDERS["day"]
    table = "events INDEXED BY events_by_day" if whole else source(selection)
    picked = f"SELECT rowid FROM {table} WHERE {where} ORDER BY {order} LIMIT :size OFFSET :start"  # noqa: S608 - our own
    numbers = {**given, "size": page.size, "start": page.start}
    with sqlite_errors(book.path):
        rows = [str(row) for (row,) in book.connection.execute(picked, numbers)]
    found = book.selected(Event, f"WHERE rowid IN ({','.join(rows)}) ORDER BY {order}")
    return list(found)


class Choice(NamedTuple):
    """A value that events may be selected by, and how many have it."""

    value: str
    events: int


def choices(book: Book, column: str, selection: Selection) -> list[Choice]:
    """The types, countries or states of review in a selection, the most frequent first."""
    if column not in ("type", "country", "review"):
        return []
    where, given = condition(selection)
    known = f"{source(selection)} WHERE {where} AND {column} IS NOT NULL"
    query = f"SELECT {column}, count(*) FROM {known} GROUP BY 1 ORDER BY 2 DESC, 1"  # noqa: S608 - from the list above
    with sqlite_errors(book.path):
        return [Choice(*row) for row in book.connection.execute(query, given)]


class Dot(NamedTuple):
    """What a map and a timeline draw of an event; ``precision`` is that of the place."""

    event_id: str
    type: str
    earliest: str | None
    latest: str | None
    time_precision: str
    latitude: float | None
    longitude: float | None
    precision: str | None
    place: str | None
    low: int | None
    best: int | None
    high: int | None
    contested: int
    origins: int
    review: str
    realis: str


_DOTS = """
    SELECT event_id, type, earliest, latest, time_precision, latitude, longitude, place_precision, place_name,
        killed_low, killed_best, killed_high, contested_count, origin_count, review, realis
    FROM
"""


def dots(book: Book, selection: Selection) -> list[Dot]:
    """Everything of a selection that can be drawn, in the order of time."""
    where, given = condition(selection)
    with sqlite_errors(book.path):
        found = book.connection.execute(f"{_DOTS} {source(selection)} WHERE {where} ORDER BY earliest", given)
        return [Dot._make(row) for row in found]


def claims_of(book: Book, claim_ids: Sequence[str]) -> list[Claim]:
    """The claims of these ids that the book holds."""
    return [claim for claim in (book.row(Claim, each) for each in claim_ids) if claim is not None]


def of_claims(book: Book, claim_ids: Sequence[str]) -> list[str]:
    """The ids of the events that now rest on any of these claims."""
    query = (
        "SELECT DISTINCT event_id FROM members JOIN events ON group_key = cluster_id "
        "JOIN json_each(events.claim_ids) AS each ON each.value = member_id "
        "WHERE stage = 'clusters' AND member_id = ?"
    )
    with sqlite_errors(book.path):
        found = (row[0] for each in claim_ids for row in book.connection.execute(query, (each,)))
        return list(dict.fromkeys(found))

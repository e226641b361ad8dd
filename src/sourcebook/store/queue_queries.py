"""What is to be reviewed next: events by what matters, and pairs of events that may be one."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass

from sourcebook.records.knowledge import Event
from sourcebook.store.book import Book
from sourcebook.store.connection import sqlite_errors
from sourcebook.store.selections import Selection, condition, source

_LEFT = "review = 'machine' AND first_claim NOT IN (SELECT value FROM json_each(:passed))"
_WHOLE = "events INDEXED BY events_by_weight"
"""The whole book stands in the order of the queue; a part of it is weighed when asked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How much of a selection was looked at, and what comes next."""

    total: int
    done: int
    next_ids: tuple[str, ...]


def progress(book: Book, selection: Selection, passed: Iterable[str], size: int = 12) -> Progress:
    """The next events of a selection to be reviewed; those whose first claim was passed over are left for later."""
    where, given = condition(selection)
    given = {**given, "passed": json.dumps(sorted(passed)), "size": size}
    table = _WHOLE if selection == Selection() else source(selection)
    numbers = f"SELECT count(*), coalesce(sum({_LEFT}), 0) FROM {table} WHERE {where}"  # noqa: S608 - conditions of ours
    order = f"WHERE {where} AND {_LEFT} ORDER BY weight DESC, event_id LIMIT :size"
    with sqlite_errors(book.path):
        total, left = book.connection.execute(numbers, given).fetchone()
        found = book.connection.execute(f"SELECT event_id FROM {table} {order}", given).fetchall()  # noqa: S608 - the same
    return Progress(total=total, done=total - left, next_ids=tuple(name for (name,) in found))


_NEAR = """
    SELECT other.event_id FROM events AS one JOIN events AS other ON other.event_id <> one.event_id
        AND other.earliest BETWEEN date(one.earliest, '-40 day') AND date(one.latest, :after)
        AND other.latest >= date(one.earliest, :before)
    WHERE one.event_id = :event_id AND (one.country IS NULL OR other.country IS NULL OR one.country = other.country)
        AND (one.latitude IS NULL OR other.latitude IS NULL OR
            (abs(one.latitude - other.latitude) < 3 AND abs(one.longitude - other.longitude) < 3))
        AND other.review <> 'rejected' AND one.review <> 'rejected'
    ORDER BY abs(julianday(other.earliest) - julianday(one.earliest)), other.event_id LIMIT :size
"""


def near_events(book: Book, event_id: str, days: int = 3, size: int = 20) -> list[str]:
    """Events of nearly the same days and place, the nearest in time first."""
    given = {"event_id": event_id, "after": f"+{days} day", "before": f"-{days} day", "size": size}
    with sqlite_errors(book.path):
        return [name for (name,) in book.connection.execute(_NEAR, given)]


_PAIRS = """
    WITH gravest AS (SELECT event_id, earliest, latest, country, latitude, longitude, deaths
        FROM events INDEXED BY events_by_facets WHERE review <> 'rejected' AND earliest IS NOT NULL
        AND julianday(latest) - julianday(earliest) < 8 ORDER BY deaths DESC, event_id LIMIT :many)
    SELECT DISTINCT min(one.event_id, other.event_id), max(one.event_id, other.event_id)
    FROM gravest AS one CROSS JOIN events AS other INDEXED BY events_by_facets
        ON other.earliest BETWEEN date(one.earliest, '-10 day') AND date(one.latest, '+2 day')
        AND other.latest >= date(one.earliest, '-2 day') AND other.event_id <> one.event_id
    WHERE one.country = other.country AND other.review <> 'rejected'
        AND (one.latitude IS NULL OR other.latitude IS NULL
            OR (abs(one.latitude - other.latitude) < 1 AND abs(one.longitude - other.longitude) < 1))
        AND julianday(other.latest) - julianday(other.earliest) < 8
    ORDER BY coalesce(one.deaths, 0) + coalesce(other.deaths, 0) DESC, 1, 2 LIMIT :size
"""
MOST_GRAVE = 120
"""So many events are held beside their neighbours. ``CROSS JOIN`` makes SQLite begin with these few."""


def near_pairs(book: Book, size: int = 60) -> list[tuple[Event, Event]]:
    """Pairs of events of one country and nearly one time and place, those of most victims first.

    One of the two is among the gravest events of the book; the lesser ones are asked about on their own pages.
    """
    with sqlite_errors(book.path):
        found = book.connection.execute(_PAIRS, {"size": size, "many": MOST_GRAVE}).fetchall()
    events = {name: book.row(Event, name) for pair in found for name in pair}
    return [(left, right) for one, other in found if (left := events[one]) and (right := events[other])]

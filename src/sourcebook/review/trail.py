"""The trail of selections: what each person looked at, as a tree in which every branch can be gone back to.

It is kept in a small file beside the book, never in the book: what somebody looked at is not what a book tells.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from urllib.parse import parse_qsl, urlsplit

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from sourcebook.review.addresses import View, view_of
from sourcebook.review.desk import Desk, desk_of, reviewer_of
from sourcebook.review.forms import form_of
from sourcebook.review.rendering import page
from sourcebook.review.selecting import chips_of

MOST_KEPT = 400
"""So many selections of one person are kept; the oldest go."""
_MADE = (
    "CREATE TABLE IF NOT EXISTS selections (number INTEGER PRIMARY KEY, person TEXT NOT NULL, parent INTEGER, "
    "query TEXT NOT NULL, events INTEGER NOT NULL, at TEXT NOT NULL)"
)


@dataclass(kw_only=True)
class Step:
    """One selection of the trail, with those that came of it."""

    number: int
    query: str
    events: int
    at: str
    words: str
    further: list[Step] = field(default_factory=list)


@contextmanager
def trail_of(desk: Desk) -> Iterator[sqlite3.Connection | None]:
    """The file of trails, or nothing where none can be written beside the book."""
    path = desk.path.with_name(desk.path.name + ".desk")
    try:
        connection = sqlite3.connect(path, timeout=2, isolation_level=None)
        connection.execute(_MADE)
    except sqlite3.OperationalError:
        yield None
        return
    with closing(connection):
        yield connection


def step_on(request: Request, view: View, events: int) -> None:
    """Note that a person looks at a selection; looking at the same again notes nothing."""
    query = view.query()
    if not query:
        return
    person = reviewer_of(request)
    with trail_of(desk_of(request)) as trail:
        if trail is None:
            return
        last = _number(trail, person, None)
        if last and last[1] == query:
            return
        came = _number(trail, person, _came_from(request, query))
        parent = came[0] if came else None if _came_from(request, query) == "" else last and last[0]
        now = datetime.now(UTC).isoformat(timespec="seconds")
        row = (person, parent, query, events, now)
        trail.execute("INSERT INTO selections (person, parent, query, events, at) VALUES (?, ?, ?, ?, ?)", row)
        trail.execute(
            "DELETE FROM selections WHERE person = ?1 AND number <= (SELECT number FROM selections WHERE person = ?1 "
            "ORDER BY number DESC LIMIT 1 OFFSET ?2)",
            (person, MOST_KEPT),
        )


def _came_from(request: Request, query: str) -> str | None:
    """The selection of the page that led here, as the browser says; nothing where it says none or the same."""
    given = urlsplit(request.headers.get("referer", ""))
    if given.path != "/":
        return None
    found = view_of(dict(parse_qsl(given.query))).query()
    return None if found == query else found


def _number(trail: sqlite3.Connection, person: str, query: str | None) -> tuple[int, str] | None:
    """The last step of a person, or the last one with this selection."""
    found = trail.execute(
        "SELECT number, query FROM selections WHERE person = ? AND (?2 IS NULL OR query = ?2) "
        "ORDER BY number DESC LIMIT 1",
        (person, query),
    ).fetchone()
    return (found[0], found[1]) if found else None


def selections(request: Request) -> Response:
    """The tree of what this person looked at, the last branch first."""
    with trail_of(desk_of(request)) as trail:
        rows = steps_of(trail, reviewer_of(request)) if trail else []
    return page(request, "selections.html", roots=tree_of(rows), writable=trail is not None)


def steps_of(trail: sqlite3.Connection, person: str) -> list[tuple[int, int | None, str, int, str]]:
    """Every step of a person, oldest first."""
    query = "SELECT number, parent, query, events, at FROM selections WHERE person = ? ORDER BY number"
    return trail.execute(query, (person,)).fetchall()


def tree_of(rows: list[tuple[int, int | None, str, int, str]]) -> list[Step]:
    """Steps below those that they came of; one whose parent was forgotten begins a branch."""
    steps: dict[int, Step] = {}
    roots: list[Step] = []
    for number, parent, query, events, at in rows:
        view = view_of(dict(parse_qsl(query)))
        words = "; ".join(chip.words for chip in chips_of(view, None)) or "all"
        made = steps[number] = Step(number=number, query=query, events=events, at=at, words=words)
        (steps[parent].further if parent in steps else roots).append(made)
    return roots[::-1]


async def forget(request: Request) -> Response:
    """Forget the trail of this person."""
    await form_of(request)
    with trail_of(desk_of(request)) as trail:
        if trail is not None:
            trail.execute("DELETE FROM selections WHERE person = ?", (reviewer_of(request),))
    return RedirectResponse("/selections", status_code=303)

"""What events were told as before a run changed them, kept until the run ends so that it can say what changed.

The first telling that a run replaces is kept, in the transaction that replaces it; a run that is killed and goes on
compares with what stood there before it first began.
"""

from __future__ import annotations

import sqlite3

from sourcebook.records.knowledge import Event
from sourcebook.tables import column_names

WATCHING = "comparing with former events"
COLUMNS = column_names(Event, "events.")
KEEP = (
    f"INSERT OR IGNORE INTO told_before SELECT event_id, json_array({COLUMNS}) FROM events "  # noqa: S608 - our own names
    "WHERE event_id NOT IN (SELECT event_id FROM told_now)"
)


def watch(connection: sqlite3.Connection) -> None:
    """Keep from now on what is replaced; a book whose first run has not ended has nothing to compare with."""
    if connection.execute("SELECT EXISTS (SELECT 1 FROM runs WHERE ended_at IS NOT NULL)").fetchone()[0]:
        connection.execute("INSERT OR REPLACE INTO settled VALUES (?, '1')", (WATCHING,))


def is_watched(connection: sqlite3.Connection) -> bool:
    """Whether what is replaced is kept."""
    return connection.execute("SELECT 1 FROM settled WHERE name = ?", (WATCHING,)).fetchone() is not None


def keep_all(connection: sqlite3.Connection) -> None:
    """Keep every event before all are told anew; those of an older program's tables cannot be kept."""
    watch(connection)
    try:
        connection.execute(KEEP)
    except sqlite3.OperationalError:
        connection.execute("DELETE FROM settled WHERE name = ?", (WATCHING,))


def keep_group(connection: sqlite3.Connection, group: str) -> None:
    """Keep the events of one group that are about to be replaced."""
    connection.execute(f"{KEEP} AND group_key = ?", (group,))


def note_now(connection: sqlite3.Connection, group: str) -> None:
    """Note the events of one group that this run wrote."""
    connection.execute("INSERT OR IGNORE INTO told_now SELECT event_id FROM events WHERE group_key = ?", (group,))


def forget(connection: sqlite3.Connection) -> None:
    """Forget all that was kept."""
    for statement in ("DELETE FROM told_before", "DELETE FROM told_now"):
        connection.execute(statement)
    connection.execute("DELETE FROM settled WHERE name = ?", (WATCHING,))

"""Connections to the book's file, and the one border where SQLite's errors become the book's."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sourcebook.errors import BookError, BookLockedError, NotFoundError, StorageError

_WAIT_SECONDS = 10.0


def reading_connection(path: Path) -> sqlite3.Connection:
    """A connection that can only read, and that shows one moment of the book for as long as it is open.

    The book must exist. A run that writes meanwhile is seen by the next connection, never half by this one.
    """
    must_exist(path)
    with sqlite_errors(path):
        connection = _opened(path, check_same_thread=True)
        connection.execute("BEGIN")
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        return connection


def _opened(path: Path, *, check_same_thread: bool) -> sqlite3.Connection:
    """A connection that only reads.

    A book in WAL mode needs a file beside it even to be read. Where none can be made, and no log waits to be folded
    in, nobody writes: the file is read as one that does not change.
    """
    address, waits = f"{path.absolute().as_uri()}?mode=ro", path.with_name(path.name + "-wal")
    for further in ("", "&immutable=1"):
        connection = sqlite3.connect(
            address + further, uri=True, timeout=_WAIT_SECONDS, check_same_thread=check_same_thread
        )
        connection.isolation_level = None
        try:
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        except sqlite3.OperationalError as error:
            connection.close()
            unmade = error.sqlite_errorname.startswith(("SQLITE_READONLY", "SQLITE_CANTOPEN"))
            if further or not unmade or waits.exists():
                raise
        else:
            return connection
    raise AssertionError("one of the two ways either opens the book or raises")


def idle_connection(path: Path) -> sqlite3.Connection:
    """A connection that reads nothing: while one is open, closing the others does not fold the log into the file.

    It may be opened in one thread and closed in another.
    """
    with sqlite_errors(path):
        return _opened(path, check_same_thread=False)


def must_exist(path: Path) -> None:
    """Refuse a path at which there is no file."""
    if not path.is_file():
        raise NotFoundError(f"there is no book at {path}; make one with: sourcebook build FOLDER --book {path}")


def writing_connection(path: Path) -> sqlite3.Connection:
    """A connection that writes through the log (WAL), so that readers never wait; the file is made if need be."""
    with sqlite_errors(path):
        connection = sqlite3.connect(path, timeout=_WAIT_SECONDS)
        connection.isolation_level = None
        connection.execute("PRAGMA page_size = 8192")
        connection.execute("PRAGMA journal_mode = WAL").fetchone()
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA cache_size = -65536")
        connection.execute("PRAGMA temp_store = MEMORY")
        return connection


@contextmanager
def transaction(connection: sqlite3.Connection, path: Path) -> Iterator[None]:
    """All of it or nothing of it, however the program ends."""
    with sqlite_errors(path):
        connection.execute("BEGIN IMMEDIATE")
        try:
            yield
            connection.execute("COMMIT")
        finally:
            if connection.in_transaction:
                connection.execute("ROLLBACK")


@contextmanager
def sqlite_errors(path: Path) -> Iterator[None]:
    """Turn SQLite's errors into one sentence that says what to do."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        if isinstance(error, sqlite3.IntegrityError | sqlite3.ProgrammingError):
            raise
        raise translated(error, path) from error


def translated(error: sqlite3.DatabaseError, path: Path) -> BookError:
    """The book's error for one of SQLite's."""
    name = getattr(error, "sqlite_errorname", "")
    if name.startswith(("SQLITE_FULL", "SQLITE_IOERR", "SQLITE_READONLY", "SQLITE_CANTOPEN", "SQLITE_PERM")):
        return StorageError(
            f"{path} cannot be written ({error}); make room or choose another place, then run the same command again: "
            "what was finished is kept"
        )
    if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return BookLockedError(f"{path} is held by another program ({error}); close it and run again")
    if name.startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB")):
        return BookError(f"{path} is damaged or no book ({error}); restore it from a copy, or build it again")
    return BookError(f"{path} could not be used ({name or type(error).__name__}: {error})")

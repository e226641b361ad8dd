"""Doing what is pending, step by step: rows out, outcomes in, and the key taken off in the same transaction."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any, Protocol

from sourcebook.errors import BookError, RecordError
from sourcebook.records.links import Failure
from sourcebook.stages import Clusters, Engine, Outcome, PerGroup, PerRecord, Stage
from sourcebook.store import documents, lock, pending, schema, tellings
from sourcebook.store.book import Book
from sourcebook.store.clusters import form_clusters
from sourcebook.store.connection import sqlite_errors, transaction, writing_connection
from sourcebook.store.feeds import Feed
from sourcebook.store.journal import Live

COMMIT_SECONDS = 0.5
"""How much finished work a kill may cost: it is only done again, never lost."""

_UNFIT = (RecordError, sqlite3.IntegrityError, UnicodeEncodeError, OverflowError)
"""What a record raises that no row can hold: half a character, a number beyond 64 bits, an id given twice."""


class Progress(Protocol):
    """Is told how a run gets on: the command line draws a bar, tests count."""

    def begin(self, stage: str, total: int) -> None:
        """A step starts on so many inputs."""

    def advance(self, count: int) -> None:
        """So many more of them are done."""

    def end(self) -> None:
        """The step is done."""


class Quiet:
    """Progress that nobody watches."""

    def begin(self, stage: str, total: int) -> None:
        """Say nothing."""

    def advance(self, count: int) -> None:
        """Say nothing."""

    def end(self) -> None:
        """Say nothing."""


@contextmanager
def write_book(path: Path) -> Iterator[Book]:
    """Open a book for writing, made or brought up to this program where needed; only one run may at a time."""
    if not path.parent.is_dir():
        raise BookError(f"the folder {path.parent} does not exist; make it first, then build {path.name} in it")
    with lock.writing(path):
        connection = writing_connection(path)
        try:
            schema.check(connection, str(path))
            if not schema.is_current(connection):
                with transaction(connection, path):
                    schema.migrate(connection)
            yield Book(path, connection)
        finally:
            with sqlite_errors(path):
                connection.close()


def run_stage(book: Book, stage: Stage, engine: Engine, progress: Progress) -> None:
    """Do everything that is pending for one step."""
    total = pending.count(book.connection, stage.name)
    if not total:
        return
    progress.begin(stage.name, total)
    if isinstance(stage, Clusters):
        with transaction(book.connection, book.path):
            form_clusters(book, stage, engine)
        progress.advance(total)
    else:
        _run(book, stage, engine, progress)
    progress.end()


def _run(book: Book, stage: PerRecord | PerGroup, engine: Engine, progress: Progress) -> None:
    feed = Feed(book, stage.name)
    take = taker(book, stage, feed.live)
    outcomes = _all_outcomes(feed, stage, engine)
    finished = False
    while not finished:
        done, until = 0, time.monotonic() + COMMIT_SECONDS
        with transaction(book.connection, book.path):
            finished = True
            for outcome in outcomes:
                take(outcome)
                done += 1
                if time.monotonic() > until:
                    finished = False
                    break
        progress.advance(done)


def _all_outcomes(feed: Feed, stage: PerRecord | PerGroup, engine: Engine) -> Iterator[Outcome]:
    for key in feed.keys_without_rows():
        yield Outcome(key=key)
    yield from engine.outcomes(stage, feed.rows())


def taker(book: Book, stage: PerRecord | PerGroup, live: Live) -> Callable[[Outcome], None]:
    """What takes an outcome of this step into the book."""
    put = _put(book, stage, live)

    def take(outcome: Outcome) -> None:
        key, failure = outcome.key, outcome.failure
        book.connection.execute("DELETE FROM failed WHERE stage = ? AND record_id = ?", (stage.name, key))
        try:
            with _all_or_nothing(book):
                put(key, outcome.records)
        except _UNFIT as error:
            put(key, ())
            failure = Failure(stage=stage.name, record_id=key, error=type(error).__name__, message=str(error))
        if failure is not None:
            row = (stage.name, key, failure.error, failure.message)
            book.connection.execute("INSERT INTO failed VALUES (?, ?, ?, ?)", row)
        pending.done(book.connection, stage.name, key)

    return take


@contextmanager
def _all_or_nothing(book: Book) -> Iterator[None]:
    """Within the open transaction, leave nothing half taken in."""
    book.connection.execute("SAVEPOINT taking")
    done = False
    try:
        yield
        done = True
    finally:
        if not done and book.connection.in_transaction:
            book.connection.execute("ROLLBACK TO taking")
        if book.connection.in_transaction:
            book.connection.execute("RELEASE taking")


def _put(book: Book, stage: PerRecord | PerGroup, live: Live) -> Callable[[str, tuple[Any, ...]], None]:
    match stage.name:
        case "ingest":
            return lambda key, found: documents.take_documents(book, key, found, live)
        case "read":
            return lambda key, found: documents.take_reading(book, key, next(iter(found), None), live)
        case "shared_passages":
            return partial(tellings.take_shared_passages, book)
        case "copies":
            return partial(tellings.take_copies, book)
        case "links":
            return partial(tellings.take_links, book)
        case name:
            return lambda key, told: tellings.take_told(book, name, stage.writes, (key, told))

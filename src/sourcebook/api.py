"""What the command line, the web pages and notebooks call: build, add, remove, decide, verify, look, export."""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

import msgspec

from sourcebook.errors import NotFoundError, SchemaError, UsageError
from sourcebook.records.ids import content_id
from sourcebook.records.knowledge import Event
from sourcebook.records.links import Failure
from sourcebook.records.review import Decision
from sourcebook.records.text import Document
from sourcebook.records.vocabulary import Verdict
from sourcebook.stages import Engine, Stage
from sourcebook.store import (
    Book,
    Hit,
    Progress,
    Quiet,
    checks,
    failing,
    intake,
    journal,
    open_book,
    pending,
    run_stage,
    runs,
    schema,
    summaries,
    write_book,
)
from sourcebook.store.connection import must_exist, transaction
from sourcebook.store.originals import Originals
from sourcebook.store.oversized import oversized
from sourcebook.store.summaries import Summary

if TYPE_CHECKING:
    from sourcebook.pipeline import Settings
    from sourcebook.publish.contract import ExportReport

Paths: TypeAlias = Sequence[Path | str]
Steps: TypeAlias = "Callable[[Settings, Path], tuple[Stage, ...]]"

SETTINGS_FILE = "sourcebook.toml"
_MOST_WORKERS = 4


def default_workers() -> int:
    """One process a core, four at most: each holds a language model."""
    return max(1, min(_MOST_WORKERS, os.cpu_count() or 1))


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildOptions:
    """How a run works: processes, settings file, and the steps, which only tests exchange.

    ``workers`` 0 works in this very process. Without a settings file the book keeps those that it was told by.
    """

    workers: int = field(default_factory=default_workers)
    settings: Path | None = None
    steps: Steps | None = None

    @classmethod
    def of(cls, *, workers: int | None = None, settings: Path | None = None) -> BuildOptions:
        """Options with what was not given filled in; without a settings file, the one in this folder is taken."""
        here = Path(SETTINGS_FILE)
        found = settings or (here if here.is_file() else None)
        return cls(workers=default_workers() if workers is None else workers, settings=found)


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildReport:
    """What a run did and what the book holds now; ``origins`` counts documents that repeat each other once.

    ``new`` and ``removed`` count documents; ``problems`` those of which something could not be read; ``failures``
    the inputs of this run that could not be taken in at all, ``failures_in_book`` all that the book notes.
    ``oversized`` counts blocks, clusters and passages that hold too many for each to be compared with each.
    """

    documents: int
    new: int
    removed: int
    problems: int
    claims: int
    events: int
    contested: int
    origins: int
    failures: int
    failures_in_book: int
    seconds: float
    oversized: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class VerifyReport:
    """What a check of the book found: nothing in all lists means that all is well.

    ``damaged`` are stored originals (SHA-256), ``misquoted`` mentions and claims, ``differing`` the tables that were
    not the same when the book was told anew from its originals and decisions, ``unfinished`` counts work left behind.
    ``told_anew`` is false where a damaged original forbade that. ``other_program`` says that another version of the
    program, its word lists or its language model told the book: then tables may differ for that reason alone.
    """

    originals: int
    damaged: tuple[str, ...]
    misquoted: tuple[str, ...]
    differing: tuple[str, ...]
    unfinished: int
    told_anew: bool
    other_program: bool

    @property
    def ok(self) -> bool:
        """Whether the book is what it says."""
        return not (self.damaged or self.misquoted or self.differing or self.unfinished)


def read_settings(path: Path | None) -> Settings:
    """The settings of a ``sourcebook.toml``; the defaults without one."""
    from sourcebook.pipeline import settings_from

    return _defaults() if path is None else settings_from(path)


def _defaults() -> Settings:
    from sourcebook.pipeline import Settings

    return Settings()


def build(
    paths: Paths, book: Path | str, options: BuildOptions | None = None, progress: Progress | None = None
) -> BuildReport:
    """Make the book hold what these files and folders hold now: new read, changed replaced, vanished removed.

    What was read from other files and folders stays; ``remove`` takes it out. What did not change is not read again,
    so a build that was cut off goes on where it stopped.
    """
    return _built(paths, book, _Run.of(options, progress), whole=True)


def add(
    paths: Paths, book: Path | str, options: BuildOptions | None = None, progress: Progress | None = None
) -> BuildReport:
    """Read further files and folders into the book; nothing is removed."""
    return _built(paths, book, _Run.of(options, progress), whole=False)


def _built(paths: Paths, path: Path | str, run: _Run, *, whole: bool) -> BuildReport:
    from sourcebook.ingest import originals_in

    given = [Path(each) for each in paths]
    with run.on(path) as book:
        found = intake.Intake(originals=book.originals)
        for each in originals_in(given, run.told_by.ingest):
            if each.failure is not None:
                found.failures.append((str(each.root), each.failure))
            if each.original is not None and each.file is not None:
                found.keep(each.original, each.file)
        run.given = found.names()
        with transaction(book.connection, book.path):
            intake.take_in(book, found, [str(each.resolve()) for each in given], whole=whole)
        return run.finish(book)


def remove(
    book: Path | str, names: Sequence[str], options: BuildOptions | None = None, progress: Progress | None = None
) -> BuildReport:
    """Take documents out of the book, by id, beginning of an id, or path, with all that rests on them alone."""
    must_exist(Path(book))
    run = _Run.of(options, progress)
    with run.on(book) as opened:
        with transaction(opened.connection, opened.path):
            intake.take_out(opened, names)
        return run.finish(opened)


def rebuild(book: Path | str, options: BuildOptions | None = None, progress: Progress | None = None) -> BuildReport:
    """Tell the whole book anew from its stored originals and its decisions."""
    must_exist(Path(book))
    run = _Run.of(options, progress)
    with run.on(book) as opened:
        with transaction(opened.connection, opened.path):
            schema.clear_derived(opened.connection)
        run.failing = failing.failing(opened)
        return run.finish(opened)


def decide(book: Path | str, decision: Decision, options: BuildOptions | None = None) -> None:
    """Record what a person decided and tell anew what it touches.

    A book that another version of the program told is refused: telling it anew may take long, and is asked for by name.
    """
    with open_book(book) as opened:
        if runs.told_by_other_program(opened.connection):
            raise SchemaError(
                f"{book} was told by another version of the program, so the decision was not recorded; "
                f"bring the book up with: sourcebook rebuild --book {book}"
            )
        journal.check(opened.connection, decision)
    run = _Run.of(options or BuildOptions(workers=0), None)
    with run.on(book) as opened:
        with transaction(opened.connection, opened.path):
            _record(opened, decision)
        run.finish(opened)


def _record(book: Book, decision: Decision) -> None:
    before = journal.live(book.connection).by_id
    journal.record(book.connection, decision)
    after = journal.live(book.connection).by_id
    for decision_id in sorted(before.keys() ^ after.keys()):
        named = before.get(decision_id) or after[decision_id]
        pending.mark_decided(book.connection, named.subject_ids)
        pending.mark(book.connection, "links", [journal.block_of(decision_id)])


def undo(book: Path | str, decision_id: str, decided_by: str = "", options: BuildOptions | None = None) -> Decision:
    """Take a decision back by a new one; undoing that one brings the first back."""
    with open_book(book) as opened:
        former = opened.row(Decision, decision_id)
    if former is None:
        raise NotFoundError(f"there is no decision {decision_id} in {book}")
    now = datetime.now(UTC).isoformat(timespec="milliseconds")
    taken_back = replace(
        former,
        decision_id=content_id("decision", journal.UNDO, decision_id, decided_by, now),
        field=journal.UNDO,
        verdict=Verdict.UNSURE,
        value=None,
        reason="taken back",
        decided_by=decided_by,
        decided_at=now,
        supersedes=decision_id,
    )
    decide(book, taken_back, options)
    return taken_back


def verify(book: Path | str, options: BuildOptions | None = None, progress: Progress | None = None) -> VerifyReport:
    """Hash every original again, look for every quote in its text, and tell the book anew in a copy to compare."""
    with open_book(book) as opened:
        damaged = checks.damaged_originals(opened)
        return VerifyReport(
            originals=opened.number("SELECT count(DISTINCT stored) FROM originals"),
            damaged=tuple(damaged),
            misquoted=tuple(checks.broken_quotes(opened)),
            differing=() if damaged else tuple(_differing(opened, _Run.of(options, progress))),
            unfinished=opened.unfinished(),
            told_anew=not damaged,
            other_program=runs.told_by_other_program(opened.connection),
        )


def _differing(book: Book, run: _Run) -> list[str]:
    """The tables that come out otherwise when the book is told anew beside it."""
    run.settings = run.settings or runs.settings_of(book.connection, _defaults())
    told = checks.digests(book)
    with tempfile.TemporaryDirectory(prefix="sourcebook-") as folder:
        again = _told_anew(book, Path(folder) / "again.book", run)
    return sorted(table for table in told if told[table] != again[table])


def _told_anew(book: Book, path: Path, run: _Run) -> dict[str, str]:
    with run.on(path) as again:
        again.originals = Originals(book.originals.folder)
        with transaction(again.connection, again.path):
            checks.copy_kept(book, again)
        run.work(again)
        return checks.digests(again)


def summary(book: Path | str) -> Summary:
    """What the book holds, in numbers."""
    with open_book(book) as opened:
        return summaries.summary(opened)


def documents(book: Path | str) -> list[Document]:
    """All documents, sorted by id."""
    with open_book(book) as opened:
        return list(opened.rows(Document))


def failures(book: Path | str) -> list[Failure]:
    """Every input that a step could not handle."""
    with open_book(book) as opened:
        return list(opened.rows(Failure))


def events(book: Path | str) -> list[Event]:
    """All events by day, those without one last."""
    with open_book(book) as opened:
        return sorted(opened.rows(Event), key=lambda event: (str(event.time.earliest or "9999"), event.event_id))


def event(book: Path | str, event_id: str) -> Event:
    """The event with this id, or with the only id that begins so."""
    with open_book(book) as opened:
        found = opened.ids(Event, event_id)
        if event_id in found:
            found = [event_id]
        if len(found) > 1:
            raise UsageError(f"{len(found)} events have ids that begin with {event_id!r}: {', '.join(found[:3])} …")
        told = opened.row(Event, found[0]) if found else None
        if told is None:
            raise NotFoundError(f"no event goes by {event_id!r}; list them with: sourcebook show --book {book}")
        return told


def search(book: Path | str, query: str, limit: int = 20) -> list[Hit]:
    """Documents that hold these words, best first."""
    with open_book(book) as opened:
        return opened.search(query, limit)


def export(book: Path | str, format_name: str, out: Path | str) -> ExportReport:
    """Write the book in a format to a folder; formats are found by entry point."""
    from sourcebook import publish

    with open_book(book) as opened:
        return publish.export(opened, format_name, Path(out))


@dataclass(slots=True)
class _Run:
    """One run over a book: its settings, steps and engine, when it began, what it was given, what there was before."""

    options: BuildOptions
    progress: Progress
    settings: Settings | None
    began: float
    run_id: int = 0
    before: frozenset[str] = frozenset()
    failing: frozenset[tuple[str, str]] = frozenset()
    given: frozenset[str] = frozenset()

    @classmethod
    def of(cls, options: BuildOptions | None, progress: Progress | None) -> _Run:
        given = options or BuildOptions()
        settings = read_settings(given.settings) if given.settings else None
        return cls(given, progress or Quiet(), settings, time.monotonic())

    @property
    def told_by(self) -> Settings:
        """The settings of this run; known once the book is open."""
        return self.settings or _defaults()

    @contextmanager
    def on(self, path: Path | str) -> Iterator[Book]:
        """The book, opened for this run and noted in it."""
        with write_book(Path(path)) as book:
            self.settings = self.settings or runs.settings_of(book.connection, _defaults())
            self.before = frozenset(book.ids_of_documents())
            with transaction(book.connection, book.path):
                self.run_id = runs.begin(book.connection, self.settings, self.steps(book))
            self.failing = failing.failing(book)
            yield book

    def steps(self, book: Book) -> tuple[Stage, ...]:
        """The steps of this run, in order, built with its settings."""
        from sourcebook.pipeline import pipeline

        return (self.options.steps or pipeline)(self.told_by, book.originals.folder)

    def work(self, book: Book) -> None:
        """Do all that is pending, step by step."""
        with self.engine(book) as engine:
            for stage in self.steps(book):
                run_stage(book, stage, engine, self.progress)

    @contextmanager
    def engine(self, book: Book) -> Iterator[Engine]:
        """The engine for this run: no more processes than there are documents to read."""
        from sourcebook.engine import LocalEngine, SerialEngine

        if self.options.workers == 0:
            with SerialEngine() as serial:
                yield serial
            return
        waiting = pending.count(book.connection, "ingest") + pending.count(book.connection, "read")
        with LocalEngine(max(1, min(self.options.workers, waiting))) as local:
            yield local

    def finish(self, book: Book) -> BuildReport:
        """Work, tidy up, and say what was done."""
        self.work(book)
        intake.drop_unused_files(book)
        after = frozenset(book.ids_of_documents())
        held = summaries.summary(book)
        report = BuildReport(
            documents=held.documents,
            new=len(after - self.before),
            removed=len(self.before - after),
            problems=held.problems,
            claims=held.claims,
            events=held.events,
            contested=held.contested,
            origins=held.origins,
            failures=failing.failures_of_run(book, self.failing, self.given),
            failures_in_book=held.failures,
            seconds=round(time.monotonic() - self.began, 3),
            oversized=oversized(book, self.told_by.reconcile).count,
        )
        with transaction(book.connection, book.path):
            runs.end(book.connection, self.run_id, msgspec.json.encode(asdict(report)).decode())
        return report

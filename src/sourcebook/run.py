"""One run over a book: how it works, what it did, and how all that is pending gets done."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

import msgspec

from sourcebook.stages import Engine, Stage
from sourcebook.store import (
    Book,
    Progress,
    Quiet,
    before,
    failing,
    intake,
    pending,
    run_stage,
    runs,
    summaries,
    write_book,
)
from sourcebook.store.connection import transaction
from sourcebook.store.differences import Comparison
from sourcebook.store.oversized import oversized

if TYPE_CHECKING:
    from sourcebook.claims import EndpointUse
    from sourcebook.pipeline import Settings

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
    ``reader`` goes before the one that the settings name, ``url`` and ``model`` before the endpoint that they name.
    """

    workers: int = field(default_factory=default_workers)
    settings: Path | None = None
    steps: Steps | None = None
    reader: str = ""
    url: str = ""
    model: str = ""

    @classmethod
    def of(
        cls,
        *,
        workers: int | None = None,
        settings: Path | None = None,
        reader: str = "",
        endpoint: tuple[str, str] = ("", ""),
    ) -> BuildOptions:
        """Options with what was not given filled in; without a settings file, the one in this folder is taken."""
        here = Path(SETTINGS_FILE)
        found = settings or (here if here.is_file() else None)
        url, model = endpoint
        count = default_workers() if workers is None else workers
        return cls(workers=count, settings=found, reader=reader, url=url, model=model)


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildReport:
    """What a run did and what the book holds now; ``origins`` counts documents that repeat each other once.

    ``new`` and ``removed`` count documents; ``problems`` those of which something could not be read; ``failures``
    the inputs of this run that could not be taken in at all, ``failures_in_book`` all that the book notes.
    ``oversized`` counts blocks, components and passages that hold too many for each to be compared with each;
    ``pairs_left_out`` the pairs of such blocks that were looked at no further than day, place and toll, at most.
    ``endpoint`` says what was asked of a model behind an address, and what it cost; null where none was.
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
    pairs_left_out: int = 0
    endpoint: EndpointUse | None = None


def read_settings(path: Path | None, reader: str = "", endpoint: tuple[str, str] = ("", "")) -> Settings:
    """The settings of a ``sourcebook.toml``, the defaults without one, with reader and endpoint that are named."""
    from sourcebook.claims import ENDPOINT, checked
    from sourcebook.pipeline import settings_from, with_reader

    found = with_reader(default_settings() if path is None else settings_from(path), reader, *endpoint)
    if found.claims.reader == ENDPOINT:
        checked(found.endpoint)
    return found


def default_settings() -> Settings:
    """The settings where no file says otherwise."""
    from sourcebook.pipeline import Settings

    return Settings()


def kept_settings(book: Book) -> Settings:
    """The settings by which a book was told last, without the address of an endpoint: each run names that anew."""
    from sourcebook.claims import without_address

    told: Settings = runs.settings_of(book.connection, default_settings())
    return replace(told, endpoint=without_address(told.endpoint))


@dataclass(slots=True)
class Run:
    """One run over a book: its settings, steps and engine, when it began, what it was given, what there was before."""

    options: BuildOptions
    progress: Progress
    settings: Settings | None
    began: float
    run_id: int = 0
    before: frozenset[str] = frozenset()
    failing: frozenset[tuple[str, str]] = frozenset()
    given: frozenset[str] = frozenset()
    deciding: bool = False

    @classmethod
    def of(cls, options: BuildOptions | None, progress: Progress | None) -> Run:
        """A run that begins now."""
        given = options or BuildOptions()
        named = read_settings(given.settings, given.reader, (given.url, given.model))
        settings = named if given.settings else None
        return cls(given, progress or Quiet(), settings, time.monotonic())

    @property
    def told_by(self) -> Settings:
        """The settings of this run; known once the book is open."""
        return self.settings or default_settings()

    @contextmanager
    def on(self, path: Path | str) -> Iterator[Book]:
        """The book, opened for this run and noted in it."""
        from sourcebook.pipeline import with_reader

        with write_book(Path(path)) as book:
            told = self.settings or kept_settings(book)
            self.settings = with_reader(told, self.options.reader, self.options.url, self.options.model)
            self.before = frozenset(book.ids_of_documents())
            with transaction(book.connection, book.path):
                if not self.deciding:
                    before.watch(book.connection)
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

    def worked(self, book: Book) -> EndpointUse | None:
        """Do all that is pending, and say what was asked of an endpoint for it, if this run asks one."""
        from sourcebook.claims import ENDPOINT, KeptAnswers, answers_beside

        if self.told_by.claims.reader != ENDPOINT:
            self.work(book)
            return None
        kept = KeptAnswers(answers_beside(book.originals.folder))
        kept.begin_run()
        self.work(book)
        return kept.use(self.told_by.endpoint)

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
        use = self.worked(book)
        intake.drop_unused_files(book)
        after = frozenset(book.ids_of_documents())
        with transaction(book.connection, book.path):
            Comparison(book=book, run_id=self.run_id, documents_before=self.before).note()
        held = summaries.summary(book)
        above = oversized(book, self.told_by.reconcile)
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
            oversized=above.count,
            pairs_left_out=above.pairs,
            endpoint=use,
        )
        self.note_end(book, asdict(report))
        return report

    def note_end(self, book: Book, report: Mapping[str, object]) -> None:
        """Note in the book that this run ended, and what it did."""
        with transaction(book.connection, book.path):
            runs.end(book.connection, self.run_id, msgspec.json.encode(report).decode())

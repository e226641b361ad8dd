"""Printing: tables and sentences for people on stdout, progress on stderr, one JSON object for programs."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from rich.console import Console
    from rich.progress import Progress, TaskID

STAGES = {
    "gather": "Looking at files",
    "ingest": "Reading files",
    "read": "Reading texts",
    "shared_passages": "Comparing passages",
    "copies": "Finding copies",
    "origins": "Grouping origins",
    "links": "Comparing claims",
    "clusters": "Joining claims",
    "events": "Telling events",
    "relations": "Telling relations",
    "actors": "Telling actors",
    "strengths": "Telling strengths",
    "originals": "Hashing originals",
    "quotes": "Checking quotes",
    "rebuild": "Rebuilding",
}


def console() -> Console:
    """The screen: coloured on a terminal, plain text of the terminal's width elsewhere."""
    from rich.console import Console

    return Console(highlight=False, soft_wrap=False)


def print_json(content: Mapping[str, Any]) -> None:
    """Print one JSON object; the only thing on stdout when ``--json`` is given."""
    sys.stdout.write(json.dumps(content, ensure_ascii=False, indent=2) + "\n")


def print_view(view: Shown, as_json: bool) -> None:
    """Print what a command shows: one JSON object, or its tables and sentences."""
    if as_json:
        print_json(view.content())
        return
    screen = console()
    for part in view.parts(screen.width):
        screen.print(part)


class Shown(Protocol):
    """What a command shows, for programs and for people."""

    def content(self) -> Mapping[str, Any]:
        """All of it, as JSON has it."""

    def parts(self, width: int) -> Iterable[Any]:
        """Its tables and sentences, for a screen of this width."""


def warn_of_unfinished(book: Unfinished) -> None:
    """Say on stderr that a book is being built, or that its build was stopped: what it tells is not all."""
    if left := book.unfinished():
        sys.stderr.write(
            f"sourcebook: this book is not finished ({left:,} pieces of work left): a build is running, "
            "or was stopped and goes on when it is run again\n"
        )


class Unfinished(Protocol):
    """A book that knows how much work a run left behind."""

    def unfinished(self) -> int:
        """How many pieces of work are left; 0 in a finished book."""


class Silence:
    """A progress that shows nothing."""

    def begin(self, stage: str, total: int | None = None) -> None:
        """A stage begins."""

    def advance(self, count: int = 1) -> None:
        """Some of it is done."""

    def end(self) -> None:
        """The stage is done."""


class Bars:
    """A bar for each stage that takes a while, with the rate and the time left."""

    def __init__(self, progress: Progress) -> None:
        self.progress = progress
        self.task: TaskID | None = None

    def begin(self, stage: str, total: int | None = None) -> None:
        """A stage begins."""
        self.end()
        self.task = self.progress.add_task(STAGES.get(stage, stage.replace("_", " ").capitalize()), total=total)

    def advance(self, count: int = 1) -> None:
        """Some of it is done."""
        if self.task is not None:
            self.progress.advance(self.task, count)

    def end(self) -> None:
        """The stage is done: its bar goes, so that the final screen stands alone."""
        if self.task is not None:
            self.progress.remove_task(self.task)
            self.task = None


@contextmanager
def shown_progress(quiet: bool) -> Iterator[Silence | Bars]:
    """A progress on stderr while something long is done; silent when asked, or when nobody is looking."""
    if quiet or not sys.stderr.isatty():
        yield Silence()
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeRemainingColumn

    columns = (
        SpinnerColumn("line"),
        TextColumn("{task.description:<20}"),
        BarColumn(bar_width=24),
        MofNCompleteColumn(),
        _rate_column(),
        TimeRemainingColumn(compact=True, elapsed_when_finished=True),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        yield Bars(progress)


def _rate_column() -> Any:
    from rich.progress import ProgressColumn, Task
    from rich.text import Text

    class Rate(ProgressColumn):
        """How many a second."""

        def render(self, task: Task) -> Text:
            return Text(f"{task.speed:,.1f}/s" if task.speed else "", style="progress.data.speed")

    return Rate()

"""The screen that ends a build: what was read, what is in the book, what went wrong."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from sourcebook.cli.terminal import console, print_json

if TYPE_CHECKING:
    from rich.console import RenderableType

    from sourcebook.api import BuildReport

SHOWN = 5


def print_report(book: Path, report: BuildReport, *, as_json: bool, quiet: bool) -> int:
    """Print the report; the exit code is 1 where some input failed, else 0."""
    if as_json:
        print_json({"book": str(book), **asdict(report)})
    elif not quiet:
        screen = console()
        screen.print(report_screen(book, report))
        _print_problems(book, report)
    return 1 if report.failures else 0


def report_screen(book: Path, report: BuildReport) -> RenderableType:
    """One screen: the counts of the book."""
    from rich.box import SIMPLE_HEAD
    from rich.table import Table
    from rich.text import Text

    table = Table(title=str(book), title_style="bold", title_justify="left", box=SIMPLE_HEAD, show_header=False)
    table.add_column(style="dim")
    table.add_column(justify="right", style="bold")
    table.add_column(style="dim", overflow="fold")
    removed = f", {report.removed:,} removed" if report.removed else ""
    table.add_row("Documents", f"{report.documents:,}", f"{report.new:,} new{removed}")
    problems = Text(f"{report.problems:,}", style="yellow" if report.problems else "bold")
    table.add_row("Problems", problems, "documents not read in full" if report.problems else "")
    table.add_row("Claims", f"{report.claims:,}", "statements with the words that make them")
    contested = f"{report.contested:,} contested: sources disagree" if report.contested else "none contested"
    table.add_row("Events", f"{report.events:,}", contested)
    table.add_row("Origins", f"{report.origins:,}", "independent of each other")
    if report.failures:
        table.add_row("Failures", Text(f"{report.failures:,}", style="red"), "inputs that could not be handled")
    table.add_row("Time", f"{report.seconds:,.1f} s", "")
    return table


def _print_problems(book: Path, report: BuildReport) -> None:
    """The first few sentences about what could not be read, and how to see the others."""
    from rich.padding import Padding
    from rich.text import Text

    from sourcebook.cli.lists import ProblemList
    from sourcebook.store import open_book

    screen = console()
    if report.problems or report.failures:
        with open_book(book) as opened:
            listed = ProblemList.of(opened)
        told = listed.sentences()
        for sentence, style in told[:SHOWN]:
            screen.print(Padding(Text.assemble(("• ", style), sentence), (0, 2)))
        if len(told) > SHOWN:
            more = f"{len(told) - SHOWN} more: sourcebook show problems --book {book}"
            screen.print(Padding(Text(more, style="dim"), (0, 2)))
    if report.events:
        screen.print(Padding(Text(f"See the events: sourcebook show --book {book}", style="dim"), (0, 2)))

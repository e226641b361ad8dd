"""The screen that ends a build: what was read, what is in the book, what went wrong."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from sourcebook.cli.terminal import console, print_json
from sourcebook.records.wording import counted

if TYPE_CHECKING:
    from rich.console import RenderableType

    from sourcebook.api import BuildReport
    from sourcebook.claims import EndpointUse

SHOWN = 5


def print_report(book: Path, report: BuildReport, *, as_json: bool, quiet: bool) -> int:
    """Print the report; the exit code is 1 where some input of this run failed, else 0."""
    if as_json:
        print_json({"book": str(book), **asdict(report)})
    elif not quiet:
        screen = console()
        screen.print(report_screen(book, report))
        _print_problems(book, report)
    return 1 if report.failures else 0


def report_screen(book: Path, report: BuildReport) -> RenderableType:
    """One screen: six counts of the book, and what this run did."""
    from rich.box import SIMPLE_HEAD
    from rich.table import Table
    from rich.text import Text

    table = Table(title=str(book), title_style="bold", title_justify="left", box=SIMPLE_HEAD, show_header=False)
    table.add_column(style="dim", no_wrap=True)
    table.add_column(justify="right", style="bold")
    table.add_column(style="dim", overflow="fold")
    table.add_row("Documents read", f"{report.documents:,}", _done(report))
    problems = report.problems + report.failures_in_book
    colour = "red" if report.failures else "yellow" if problems else "bold"
    table.add_row("Problems", Text(f"{problems:,}", style=colour), _troubles(report))
    table.add_row("Claims", f"{report.claims:,}", "statements, each with the words that make it")
    table.add_row("Events", f"{report.events:,}", "incidents, as all claims together tell them")
    table.add_row("Contested events", f"{report.contested:,}", "independent origins disagree")
    if report.endpoint is not None:
        table.add_row("Endpoint", f"{report.endpoint.asked:,}", endpoint_words(report.endpoint))
    table.add_row("Independent origins", f"{report.origins:,}", "documents that repeat each other count once")
    return table


def endpoint_words(use: EndpointUse) -> str:
    """What a run asked of an endpoint: passages, statements, tokens, and what that costs where prices are set."""
    failed = f", {use.failed:,} failed" if use.failed else ""
    refused = f", {counted(use.refused, 'quote')} refused" if use.refused else ""
    cost = f", {use.cost:,.4f} {use.currency}" if use.cost is not None else ""
    return (
        f"passages asked, {use.kept:,} answered before{failed}; {counted(use.statements, 'statement')}{refused}; "
        f"{use.tokens_in:,} tokens sent, {use.tokens_out:,} received{cost}"
    )


def _done(report: BuildReport) -> str:
    """What this run did, and how long it took."""
    done = [f"{report.new:,} new", f"{report.removed:,} removed" if report.removed else ""]
    return f"{', '.join(filter(None, done))}, in {report.seconds:,.1f} s"


def _troubles(report: BuildReport) -> str:
    """What the problems are, and which of them came with this run."""
    if not report.problems and not report.failures_in_book:
        return ""
    failed = counted(report.failures_in_book, "input") + " not read" if report.failures_in_book else ""
    partly = counted(report.problems, "document") + " read with a reservation" if report.problems else ""
    earlier = report.failures_in_book - report.failures
    old = f" ({'all' if not report.failures else f'{earlier:,}'} from earlier runs)" if earlier else ""
    return ", ".join(filter(None, (failed + old, partly)))


def _print_problems(book: Path, report: BuildReport) -> None:
    """The first few sentences about what could not be read, and how to see the others."""
    from rich.padding import Padding
    from rich.text import Text

    from sourcebook.cli.problems import ProblemList
    from sourcebook.store import open_book

    screen = console()
    hints = [f"See the events: sourcebook show --book {book}"] if report.events else []
    if report.oversized:
        groups = counted(report.oversized, "group")
        hints.append(
            f"{groups} too large to compare each with each: compared with the likeliest by day, place and toll"
        )
    if not report.documents:
        hints.append(
            "Nothing that can be read was found; the formats are TXT, MD, HTML, PDF, DOCX, EML, RTF, JSONL, CSV."
        )
    if report.problems or report.failures_in_book:
        with open_book(book) as opened:
            told = ProblemList.of(opened).sentences()
        shown = told[:SHOWN] if report.new or report.failures else []
        for sentence, style in shown:
            screen.print(Padding(Text.assemble(("• ", style), sentence), (0, 2)))
        more = f"{len(told) - len(shown):,} more" if shown else "The problems"
        if len(told) > len(shown):
            hints.insert(0, f"{more}: sourcebook show problems --book {book}")
    for hint in hints:
        screen.print(Padding(Text(hint, style="dim"), (0, 2)))

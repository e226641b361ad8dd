"""``sourcebook verify``: hold the book to its originals, its quotes to their texts, and itself to a rebuild."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sourcebook.cli.options import BookOption, JsonOption, QuietOption, existing_book

if TYPE_CHECKING:
    from sourcebook.api import VerifyReport

NICENESS = 10


def verify(
    what: Annotated[
        Path | None,
        typer.Argument(metavar="[PATH]", help="An evidence package, a published site, or a book.", show_default=False),
    ] = None,
    expected: Annotated[
        str, typer.Option("--expect", metavar="NUMBER", help="The package's number, as it came on another way.")
    ] = "",
    book: BookOption = None,
    as_json: JsonOption = False,
    quiet: QuietOption = False,
) -> None:
    """Check that a book, an evidence package or a published site is as it was made.

    Of a book: originals, quotes, the collection log, and that a rebuild gives the same. It works at low priority, so
    that other programs go first; nothing is written.
    """
    from sourcebook.cli import verify_copies

    if what is not None and (copied := verify_copies.checked(what, expected)) is not None:
        verify_copies.tell(what, copied, as_json=as_json, quiet=quiet)
        raise typer.Exit(0 if copied.ok else 1)
    _verify_book(existing_book(what or book), as_json=as_json, quiet=quiet)


def _verify_book(path: Path, *, as_json: bool, quiet: bool) -> None:
    from dataclasses import asdict

    from sourcebook import api
    from sourcebook.cli.terminal import print_json, shown_progress

    _stand_back()
    with shown_progress(quiet or as_json) as progress:
        report = api.verify(path, progress=progress)
    if as_json:
        print_json({"book": str(path), "well": report.ok, **asdict(report)})
    elif not (quiet and report.ok):
        _print(report)
    raise typer.Exit(0 if report.ok else 1)


def _stand_back() -> None:
    """Lower this process's priority, and so that of the workers it starts: nobody waits for a check."""
    if hasattr(os, "nice"):
        os.nice(NICENESS)


def _print(report: VerifyReport) -> None:
    from sourcebook.cli.terminal import console
    from sourcebook.records.wording import counted

    screen = console()
    for line in _lines(report):
        screen.print(line, soft_wrap=True)
    screen.print(f"[dim]{counted(report.originals, 'original')} hashed[/dim]")
    for line in _advice(report):
        screen.print(f"[yellow]→ {line}[/yellow]", soft_wrap=True)


def _lines(report: VerifyReport) -> Iterator[str]:
    """What was checked, line by line, and what came of it."""
    from sourcebook.records.wording import counted

    yield _line("originals as they were stored", ("original", "damaged or missing"), report.damaged)
    yield _line("the collection log is unbroken", ("break", "in the collection log"), report.custody)
    yield _line("quotes stand in their texts", ("quote", "not in the text"), report.misquoted)
    if report.told_anew:
        yield _line("a rebuild gives the same book", ("table", "that a rebuild tells otherwise"), report.differing)
    else:
        yield "[yellow]?[/yellow] not rebuilt for comparison, since originals are damaged or missing"
    if report.unfinished:
        yield f"[red]✗[/red] the book is not finished: {counted(report.unfinished, 'piece')} of work left"
    else:
        yield "[green]✓[/green] no work left behind"


def _line(well: str, ill: tuple[str, str], found: Sequence[str]) -> str:
    from sourcebook.records.wording import counted

    if not found:
        return f"[green]✓[/green] {well}"
    noun, what = ill
    named = ", ".join(found[:3]) + (", …" if len(found) > 3 else "")
    return f"[red]✗[/red] {counted(len(found), noun)} {what}: {named}"


def _advice(report: VerifyReport) -> Iterator[str]:
    """What to do about what was found."""
    if report.damaged:
        yield "Restore these files under the book's folder of originals from a copy."
    if report.unfinished:
        yield "Run the same build again: it goes on where it stopped."
    if report.other_program:
        yield "Another version of Sourcebook or its language model told this book; sourcebook rebuild tells it anew."

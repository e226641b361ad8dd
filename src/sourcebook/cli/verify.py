"""``sourcebook verify``: hold the book to its originals, its quotes to their texts, and itself to a rebuild."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from sourcebook.cli.options import BookOption, JsonOption, QuietOption, existing_book

if TYPE_CHECKING:
    from sourcebook.api import VerifyReport


def verify(book: BookOption = None, as_json: JsonOption = False, quiet: QuietOption = False) -> None:
    """Check originals, quotes and that a rebuild gives the same book."""
    from dataclasses import asdict

    from sourcebook import api
    from sourcebook.cli.terminal import print_json, shown_progress

    path = existing_book(book)
    with shown_progress(quiet or as_json) as progress:
        report = api.verify(path, progress=progress)
    if as_json:
        print_json({"book": str(path), "well": report.ok, **asdict(report)})
    elif not (quiet and report.ok):
        _print(report)
    raise typer.Exit(0 if report.ok else 1)


def _print(report: VerifyReport) -> None:
    from sourcebook.cli.terminal import console
    from sourcebook.cli.words import counted

    lines = (
        ("originals as they were stored", ("original", "damaged or missing"), report.damaged),
        ("quotes stand in their texts", ("quote", "not in the text"), report.misquoted),
        ("a rebuild gives the same book", ("table", "that a rebuild tells otherwise"), report.differing),
    )
    screen = console()
    for well, (noun, ill), found in lines:
        if found:
            named = ", ".join(found[:3]) + (", …" if len(found) > 3 else "")
            screen.print(f"[red]✗[/red] {counted(len(found), noun)} {ill}: {named}", soft_wrap=True)
        else:
            screen.print(f"[green]✓[/green] {well}")
    if report.unfinished:
        screen.print(f"[red]✗[/red] the book is not finished: {counted(report.unfinished, 'piece')} of work left")
    else:
        screen.print("[green]✓[/green] no work left behind")
    screen.print(f"[dim]{counted(report.originals, 'original')} hashed[/dim]")
    if report.unfinished:
        screen.print("[yellow]→ Run the same build again: it goes on where it stopped.[/yellow]")

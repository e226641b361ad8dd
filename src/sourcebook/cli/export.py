"""``sourcebook export``: write the book for other programs."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeAlias

import typer

from sourcebook.cli.options import BookOption, ByOption, JsonOption, QuietOption, ReasonOption, existing_book

if TYPE_CHECKING:
    from sourcebook.publish.contract import ExportReport


def _print_formats(asked: bool) -> None:
    if asked:
        from sourcebook.publish import format_names

        typer.echo("\n".join(format_names()))
        raise typer.Exit


FormatsOption: TypeAlias = Annotated[
    bool,
    typer.Option("--formats", callback=_print_formats, is_eager=True, metavar=" ", help="List the formats and leave."),
]


def export(  # noqa: PLR0913 - each argument is an option of the command
    out: Annotated[Path, typer.Option("--out", "-o", metavar="DIR", help="The folder to write.", show_default=False)],
    format_name: Annotated[
        str,
        typer.Option("--format", "-f", metavar="FORMAT", help="jsonl (the book itself), or one of --formats."),
    ] = "jsonl",
    private_names: Annotated[
        bool,
        typer.Option("--private-names", metavar=" ", help="Write the names of private persons too; else withheld."),
    ] = False,
    keep_name: Annotated[
        list[str] | None,
        typer.Option("--keep-name", metavar="NAME", help="A person whose name may stand; may be given again."),
    ] = None,
    reason: ReasonOption = "",
    by: ByOption = "",
    formats: FormatsOption = False,
    book: BookOption = None,
    as_json: JsonOption = False,
    quiet: QuietOption = False,
) -> None:
    """Write the book to a folder, and say what the format could not hold."""
    from sourcebook import api
    from sourcebook.cli.terminal import print_json, warn_of_unfinished
    from sourcebook.publish.withholding import Disclosure
    from sourcebook.store import open_book

    path = existing_book(book)
    disclosure = Disclosure(everyone=private_names, names=tuple(keep_name or ()), reason=reason, by=by)
    report = api.export(path, format_name, out, disclosure)
    with open_book(path) as opened:
        warn_of_unfinished(opened)
    if as_json:
        print_json({"out": str(out), **report.as_dict()})
    elif not quiet:
        _print(report)


def _print(report: ExportReport) -> None:
    from rich.box import SIMPLE_HEAD
    from rich.markup import escape
    from rich.table import Table

    from sourcebook.cli.terminal import console

    screen = console()
    screen.print(f"[bold]{escape(str(report.out))}[/bold]  [dim]{report.format}[/dim]")
    table = Table(box=SIMPLE_HEAD, show_header=False)
    table.add_column(style="dim")
    table.add_column(justify="right")
    table.add_column(overflow="fold")
    for name, count in report.counts:
        table.add_row("written", f"{count:,}", name)
    for kind, style, reasons in (
        ("left out", "yellow", report.left_out),
        ("not held", "yellow", report.lost),
        ("to know", "cyan", report.warnings),
        ("withheld", "magenta", report.withheld),
    ):
        for reason, count in reasons:
            table.add_row(f"[{style}]{kind}[/{style}]", f"{count:,}", reason)
    screen.print(table)

"""``sourcebook doctor``: whether everything that the program needs is there, and how to mend what is not."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from sourcebook.cli.options import JsonOption


def doctor(
    folder: Annotated[Path, typer.Option("--folder", metavar="DIR", help="Where books are to be written.")] = Path(),
    as_json: JsonOption = False,
) -> None:
    """Check the language model, the gazetteer, SQLite, the disk and the limits on child processes."""
    from rich.markup import escape

    from sourcebook.cli.checks import checks
    from sourcebook.cli.terminal import console, print_json

    found = [check(folder) for check in checks()]
    healthy = all(one.well for one in found)
    if as_json:
        listed = [{"name": one.name, "well": one.well, "found": one.found, "mend": one.mend} for one in found]
        print_json({"well": healthy, "checks": listed})
    else:
        screen = console()
        for one in found:
            mark = "[green]✓[/green]" if one.well else "[red]✗[/red]"
            screen.print(f"{mark} [bold]{one.name}[/bold]  [dim]{escape(one.found)}[/dim]")
            if not one.well:
                screen.print(f"  [yellow]→ {escape(one.mend)}[/yellow]")
        screen.print("[green]All is well.[/green]" if healthy else "[red]Something needs mending, as said above.[/red]")
    raise typer.Exit(0 if healthy else 1)

"""``sourcebook compare``: hold the book's events beside a dataset's rows."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sourcebook.cli.options import BookOption, JsonOption, existing_book

if TYPE_CHECKING:
    from rich.table import Table

    from sourcebook.publish.comparison import Alone, Corroboration

SHOWN = 20


def compare(
    dataset: Annotated[
        Path, typer.Argument(metavar="FILE", help="A CSV file of UCDP GED, ACLED or GTD; .gz is read too.")
    ],
    book: BookOption = None,
    most: Annotated[int, typer.Option("--most", metavar="N", min=0, help="Lines of each list; 0 shows all.")] = SHOWN,
    as_json: JsonOption = False,
) -> None:
    """Hold the book's events beside a dataset's rows: in both, only in one and why, and where they differ."""
    from sourcebook import api
    from sourcebook.cli.terminal import print_json

    found = api.compare(existing_book(book), dataset)
    if as_json:
        print_json(found.as_dict())
    else:
        _print(found, most or None)


def _print(found: Corroboration, most: int | None) -> None:
    from rich.padding import Padding

    from sourcebook.cli.terminal import console

    screen = console()
    screen.print(_counts(found))
    screen.print("[bold]In both[/bold]")
    for match in found.both[:most]:
        screen.print(Padding(f"{match.event}  {_plain(match.said)}", (0, 2)))
        screen.print(Padding(f"[dim]= {_plain(match.row_said)}  ({match.score:.2f})[/dim]", (0, 4)))
        screen.print(Padding(f"[dim]because {_plain('; '.join(match.reasons))}[/dim]", (0, 4)))
        for each in match.differences:
            told = (
                f"[yellow]{each.field}[/yellow] {_plain(each.ours)} ≠ {_plain(each.theirs)}  [dim]{each.reason}[/dim]"
            )
            screen.print(Padding(told, (0, 4)))
    _more(len(found.both), most)
    for title, alone in (("Only in the book", found.only_ours), ("Only in the dataset", found.only_theirs)):
        screen.print(f"[bold]{title}[/bold]")
        for one in alone[:most]:
            _print_alone(one)
        _more(len(alone), most)


def _print_alone(one: Alone) -> None:
    from rich.padding import Padding

    from sourcebook.cli.terminal import console

    console().print(Padding(f"{_plain(one.said)}  [dim]{_plain(one.id)}: {_plain(one.reason)}[/dim]", (0, 2)))


def _more(count: int, most: int | None) -> None:
    from sourcebook.cli.terminal import console

    if most is not None and count > most:
        console().print(f"  [dim]{count - most:,} more: --most 0 shows all, --json gives all[/dim]")


def _plain(text: str) -> str:
    from rich.markup import escape

    return escape(text)


def _counts(found: Corroboration) -> Table:
    from rich.box import SIMPLE_HEAD
    from rich.table import Table

    table = Table(title=f"{found.dataset}: {found.path}", title_style="bold", title_justify="left", box=SIMPLE_HEAD)
    table.show_header = False
    table.add_column(justify="right")
    table.add_column(overflow="fold")
    differing = sum(bool(match.differences) for match in found.both)
    rows = [
        (found.events, "events of the book"),
        (found.rows, "rows of the dataset"),
        (len(found.both), f"in both, {differing:,} of them with a difference"),
        (len(found.only_ours), "only in the book"),
        (len(found.only_theirs), "only in the dataset"),
        *((count, reason) for reason, count in found.unused.items()),
    ]
    for count, meaning in rows:
        table.add_row(f"{count:,}", meaning)
    return table

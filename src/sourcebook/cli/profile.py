"""``sourcebook profile``: an actor's leaders, descent, strengths, attacks, allies and rivals, every line cited."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sourcebook.cli.options import BookOption, ByOption, JsonOption, ReasonOption, existing_book

if TYPE_CHECKING:
    from sourcebook.publish.profile import Profile


class Form(StrEnum):
    """How a profile is written."""

    TEXT = "text"
    MARKDOWN = "markdown"
    HTML = "html"
    SVG = "svg"


def profile(  # noqa: PLR0913 - each argument is an option of the command
    name: Annotated[str, typer.Argument(metavar="ACTOR", help="Any name of the actor, or its id.", show_default=False)],
    book: BookOption = None,
    form: Annotated[
        Form, typer.Option("--format", "-f", help="text for the screen; markdown or html to keep; svg: the diagram.")
    ] = Form.TEXT,
    out: Annotated[
        Path | None,
        typer.Option("--out", "-o", metavar="FILE", help="The file to write; else stdout.", show_default=False),
    ] = None,
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
    as_json: JsonOption = False,
) -> None:
    """Tell one actor: leadership, genealogy, strengths, attacks, allies and rivals, each line with its sentences."""
    from sourcebook import api
    from sourcebook.cli.terminal import console, print_json, warn_of_unfinished
    from sourcebook.publish.lifting import answer_for
    from sourcebook.publish.profile import written
    from sourcebook.publish.withholding import Disclosure
    from sourcebook.store import open_book

    path = existing_book(book)
    exported = form is not Form.TEXT or out is not None
    disclosure = Disclosure(everyone=private_names or not exported, names=tuple(keep_name or ()), reason=reason, by=by)
    if exported:
        answer_for(path, disclosure, f"profile {name}")
    told = api.profile(path, name, disclosure)
    if as_json:
        print_json(content(told))
    elif not exported:
        _print(told)
    else:
        text = written(told, "markdown" if form is Form.TEXT else form.value, out)
        if out is None:
            typer.echo(text, nl=False)
        else:
            console().print(f"[bold]{out}[/bold]")
    with open_book(path) as opened:
        warn_of_unfinished(opened)


def content(told: Profile) -> dict[str, object]:
    """``actor overview sections genealogy warning sentences``; each line with the numbers it rests on."""
    from sourcebook.publish.profile import line_content

    return {
        "actor": {"id": told.actor.actor_id, "name": told.actor.name, "kind": told.actor.kind.value},
        "overview": [line_content(told, line) for line in told.overview],
        "sections": [
            {
                "heading": section.heading,
                "header": list(section.header),
                "lines": [line_content(told, line) for line in section.lines],
            }
            for section in told.sections
        ],
        "genealogy": [line_content(told, line) for line in told.steps()],
        "warning": told.genealogy.warning(),
        "sentences": [{"number": c.number, "document": c.document, "words": c.words} for c in told.cited],
    }


def _print(told: Profile) -> None:
    from rich.markup import escape
    from rich.panel import Panel
    from rich.text import Text

    from sourcebook.cli.terminal import console
    from sourcebook.publish.profile.markdown import EMPTY

    screen = console()
    title = Text(told.actor.name, style="bold")
    screen.print(Panel(title, subtitle=told.actor.actor_id, subtitle_align="left", border_style="dim"))
    screen.print(_grid([(*line.cells, _marks(told, line)) for line in told.overview], ()))
    if told.is_empty:
        screen.print(EMPTY)
    for section in told.sections:
        screen.print(f"\n[bold]{escape(section.heading)}[/bold]")
        screen.print(_grid([(*line.cells, _marks(told, line)) for line in section.lines], section.header))
    if told.genealogy.steps:
        screen.print("\n[bold]Genealogy[/bold]  [dim]drawn by --format svg or html[/dim]")
        screen.print(_grid([(*line.cells, _marks(told, line)) for line in told.steps()], ()))
    if warning := told.genealogy.warning():
        screen.print(f"[yellow]{escape(warning)}[/yellow]")
    if told.cited:
        screen.print("\n[bold]Sentences[/bold]")
        for one in told.cited:
            screen.print(Text(f"  [{one.number}] {one.document}: “{one.words}”", style="dim"))


def _marks(told: Profile, line: object) -> str:
    from sourcebook.publish.profile.facts import Line

    assert isinstance(line, Line)  # noqa: S101 - for the type checker alone
    return " ".join(part for part in (told.citation(line), told.doubt(line)) if part)


def _grid(rows: list[tuple[str, ...]], header: tuple[str, ...]) -> object:
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, show_header=bool(header), padding=(0, 2, 0, 0), header_style="dim")
    for name in (*header, "") if header else [""] * len(rows[0] if rows else ()):
        table.add_column(name, overflow="fold")
    for row in rows:
        *cells, marks = row
        table.add_row(*map(Text, cells), Text(marks, style="yellow" if "≠" in marks else "dim"))
    return table

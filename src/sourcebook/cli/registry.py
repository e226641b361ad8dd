"""``sourcebook registry``: make a registry of a list of actors, see which are used, ask what they know."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sourcebook.cli.gazetteer import columns_given, options_of
from sourcebook.cli.options import BookOption, JsonOption, SettingsOption

if TYPE_CHECKING:
    from sourcebook.resolve.registry_import import ActorImportReport
    from sourcebook.resolve.registry_rows import Group

app = typer.Typer(
    no_args_is_help=True, help="Actors: import a list of names, see which registries are used, ask who bears a name."
)
SHOWN = 12


@app.command("import")
def import_list(
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="The UN Security Council's list as XML, or a CSV or TSV; .gz too.")
    ],
    into: Annotated[
        Path | None,
        typer.Option("--into", metavar="NAME.registry", help="The file to write.", show_default="FILE.registry"),
    ] = None,
    attribution: Annotated[
        str, typer.Option("--attribution", metavar="TEXT", help="Whose list it is, and under which licence.")
    ] = "",
    columns: Annotated[
        str, typer.Option("--columns", metavar="OURS=THEIRS,…", help="Columns of another name: name=gruppe,from=ab.")
    ] = "",
    as_json: JsonOption = False,
) -> None:
    """Make a registry of a list of actors, to be used over the shipped one.

    FILE is the consolidated list (XML), or a table whose first line names its columns: name, and if it has them id,
    aliases, from, to, kind, country, language, same_as, split_from, merged_into, part_of, allied_with.
    """
    from sourcebook.cli.terminal import print_json
    from sourcebook.resolve.registry_import import ActorImportOptions, import_registry
    from sourcebook.resolve.registry_un import is_un_list

    target = into or Path(file.name.split(".")[0] + ".registry")
    if not attribution and sys.stdin.isatty() and not as_json and file.is_file() and not is_un_list(file):
        attribution = typer.prompt("Whose list is it, and under which licence?")
    report = import_registry(file, target, ActorImportOptions(columns_given(columns), attribution))
    if as_json:
        refused = [{"reason": reason, "rows": rows, "first": first} for reason, rows, first in report.refused]
        shared = [each._asdict() for each in report.shared]
        print_json({**report._asdict(), "into": str(report.into), "refused": refused, "shared": shared})
    else:
        print_imported(report)


def print_imported(report: ActorImportReport) -> None:
    """What became of the rows, which names two actors bear, and how the registry is used."""
    from rich.markup import escape

    from sourcebook.cli.terminal import console

    screen = console()
    screen.print(
        f"[bold]{escape(str(report.into))}[/bold]  [dim]{report.digest[:12]} · {escape(report.attribution)}[/dim]"
    )
    screen.print(
        f"  {report.rows:,} rows: {report.added:,} actors added, {report.joined:,} known ones given names, "
        f"{report.names:,} names"
    )
    for reason, rows, first in report.refused:
        screen.print(f"  [yellow]{rows:,} left out[/yellow]: {escape(reason)} [dim](first: {escape(first)})[/dim]")
    if report.shared:
        screen.print(
            f"  [yellow]{len(report.shared):,} names[/yellow] are borne by more than one actor; what a text says of "
            "countries decides, else you are asked:"
        )
    for shared in report.shared[:SHOWN]:
        screen.print(f"    {escape(shared.name)} [dim]({escape('; '.join(shared.actors))})[/dim]")
    screen.print("Use it by these lines in sourcebook.toml:", style="dim")
    screen.print(f'[resolve]\nregistries = ["{report.into}"]', markup=False)


@app.command("list")
def list_registries(book: BookOption = None, settings: SettingsOption = None, as_json: JsonOption = False) -> None:
    """List the registries that are used here, or by which a BOOK was told."""
    from rich.markup import escape

    from sourcebook import resolve
    from sourcebook.cli.terminal import console, print_json

    found = resolve.registries_listed(options_of(book, settings).registries)
    if as_json:
        print_json({"registries": [each._asdict() for each in found]})
        return
    screen = console()
    for each in found:
        state = "[red]✗[/red]" if each.problem else "[green]✓[/green]"
        digest = f" · {each.digest[:12]}" if each.digest else ""
        counts = each.problem or f"{each.actors:,} actors under {each.names:,} names{digest}"
        screen.print(f"{state} [bold]{escape(each.name)}[/bold]  [dim]{escape(counts)}[/dim]")
        for source in each.sources:
            screen.print(f"    [dim]{escape(source)}[/dim]")


@app.command("show")
def show_name(
    name: Annotated[list[str], typer.Argument(metavar="NAME", help="An actor's name, in any spelling.")],
    settings: SettingsOption = None,
    as_json: JsonOption = False,
) -> None:
    """Show the actors that NAME may mean, with their other names."""
    from sourcebook import resolve
    from sourcebook.cli.terminal import console, print_json
    from sourcebook.errors import NotFoundError
    from sourcebook.publish.profile.finding import shown

    asked = " ".join(name)
    found = resolve.actors_known(asked, options_of(None, settings).registries)
    if as_json:
        print_json({"name": asked, "actors": [as_row(each) for each in found]})
        return
    if not found:
        raise NotFoundError(
            f"{shown(asked)} is not in the registry; add a list of actors with: sourcebook registry import"
        )
    screen = console()
    for each in found:
        screen.print(told(each))


def as_row(group: Group) -> dict[str, object]:
    """An actor as JSON tells it."""
    return {
        "id": group.actor_id,
        "name": group.name,
        "kind": group.kind.value,
        "country": group.country,
        "places": list(group.places),
        "names": list(group.names),
        "native": list(group.native),
        "dated": [{"name": each.name, "from": each.valid_from, "to": each.valid_to} for each in group.dated],
        "identifiers": {each.scheme: each.value for each in group.identifiers},
        "terms": [{"kind": term.kind.value, "from": term.first, "to": term.last} for term in group.terms],
        "ties": [{"type": tie.type.value, "other": tie.other, "since": tie.since} for tie in group.ties],
    }


def told(group: Group) -> str:
    """An actor in some lines."""
    from rich.markup import escape

    where = ", ".join(filter(None, [group.country, *group.places][:4]))
    lines = [
        f"[bold]{escape(group.name)}[/bold]  [dim]{group.kind.value.replace('_', ' ')}, {escape(where or 'no country')}"
        f" · {escape(group.actor_id)}[/dim]"
    ]
    others = [name for name in group.names if name != group.name]
    lines += [f"    [dim]{escape(', '.join(others[:SHOWN]))}[/dim]"] if others else []
    lines += [
        f"    [dim]{escape(each.name)}: {each.valid_from or '…'} to {each.valid_to or '…'}[/dim]"
        for each in group.dated
    ]
    lines += [
        f"    [dim]{term.kind.value.replace('_', ' ')}: {term.first or '…'} to {term.last or '…'}[/dim]"
        for term in group.terms
    ]
    lines += [
        f"    [dim]{tie.type.value.replace('_', ' ')} {escape(tie.other)} {tie.since or ''}[/dim]" for tie in group.ties
    ]
    return "\n".join(lines)


@app.command("check")
def check_file(
    file: Annotated[
        Path | None, typer.Argument(metavar="FILE", help="A .registry file.", show_default="all used")
    ] = None,
    settings: SettingsOption = None,
    as_json: JsonOption = False,
) -> None:
    """Check that registries are whole and as they were written."""
    from rich.markup import escape

    from sourcebook import resolve
    from sourcebook.cli.terminal import console, print_json

    shipped = resolve.registry_check()
    files = (str(file),) if file else options_of(None, settings).registries
    over = resolve.registries_listed(files)[1:]
    problems = [*shipped.problems, *(each.problem for each in over if each.problem)]
    if as_json:
        print_json({"well": not problems, "shipped": shipped._asdict(), "registries": [r._asdict() for r in over]})
    else:
        screen = console()
        screen.print(
            f"[bold]shipped[/bold]  [dim]{shipped.groups:,} actors under {shipped.names:,} names, "
            f"{shipped.shared_names:,} of them borne by more than one[/dim]"
        )
        for each in over:
            counts = each.problem or f"{each.actors:,} actors under {each.names:,} names"
            screen.print(f"[bold]{escape(each.name)}[/bold]  [dim]{escape(counts)}[/dim]")
        for problem in shipped.problems:
            screen.print(f"  [yellow]{escape(problem)}[/yellow]")
    raise typer.Exit(1 if problems else 0)

"""``sourcebook gazetteer``: make a gazetteer of a list of places, see which are used, ask what they know."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sourcebook.cli.options import BookOption, JsonOption, SettingsOption, existing_book
from sourcebook.errors import UsageError

if TYPE_CHECKING:
    from sourcebook.resolve import GazetteerOptions, KnownPlace
    from sourcebook.resolve.gazetteer_import import ImportReport

app = typer.Typer(
    no_args_is_help=True, help="Places: import a list, see which gazetteers are used, ask what they know of a name."
)
SHOWN = 12


@app.command("import")
def import_list(  # noqa: PLR0913 - each argument is an option of the command
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A GeoNames dump, a CSV or TSV; .zip and .gz too.")],
    into: Annotated[
        Path | None,
        typer.Option("--into", metavar="NAME.gazetteer", help="The file to write.", show_default="FILE.gazetteer"),
    ] = None,
    attribution: Annotated[
        str, typer.Option("--attribution", metavar="TEXT", help="Whose list it is, and under which licence.")
    ] = "",
    columns: Annotated[
        str, typer.Option("--columns", metavar="OURS=THEIRS,…", help="Columns of another name: name=ort,lat=breite.")
    ] = "",
    country: Annotated[
        str, typer.Option("--country", metavar="CC", help="The country of rows that name none, as a code or a name.")
    ] = "",
    as_json: JsonOption = False,
) -> None:
    """Make a gazetteer of a list of places, to be used over the shipped one.

    FILE is a GeoNames dump (allCountries.txt, or a country's) or a table whose first line names its columns: name,
    lat, lon, country, and if it has them admin1, admin2, aliases, kind, population, id.
    """
    from sourcebook.cli.terminal import print_json
    from sourcebook.resolve.gazetteer_import import import_gazetteer, looks_like_geonames
    from sourcebook.resolve.gazetteer_rows import ImportOptions

    target = into or Path(file.name.split(".")[0] + ".gazetteer")
    if not attribution and sys.stdin.isatty() and not as_json and file.is_file() and not looks_like_geonames(file):
        attribution = typer.prompt("Whose list is it, and under which licence?")
    options = ImportOptions(columns_given(columns), country, attribution)
    report = import_gazetteer(file, target, options)
    if as_json:
        refused = [{"reason": reason, "rows": rows, "first": first} for reason, rows, first in report.refused]
        print_json({**report._asdict(), "into": str(report.into), "refused": refused})
    else:
        print_imported(report)


def columns_given(text: str) -> dict[str, str]:
    """The columns of ``--columns``: ours to theirs."""
    pairs = [pair.partition("=") for pair in text.split(",") if pair.strip()]
    if any(not ours.strip() or not theirs.strip() for ours, _, theirs in pairs):
        raise UsageError(f"--columns {text!r} is not understood; write it as name=ort,lat=breite,lon=länge")
    return {ours.strip(): theirs.strip() for ours, _, theirs in pairs}


def print_imported(report: ImportReport) -> None:
    """What became of the rows, and how the gazetteer is used."""
    from rich.markup import escape

    from sourcebook.cli.terminal import console

    screen = console()
    screen.print(
        f"[bold]{escape(str(report.into))}[/bold]  [dim]{report.digest[:12]} · {escape(report.attribution)}[/dim]"
    )
    screen.print(
        f"  {report.rows:,} rows: {report.added:,} places added, {report.joined:,} known ones given names or points"
    )
    for reason, rows, first in report.refused:
        screen.print(f"  [yellow]{rows:,} left out[/yellow]: {escape(reason)} [dim](first: {escape(first)})[/dim]")
    screen.print("Use it by these lines in sourcebook.toml:", style="dim")
    screen.print(f'[resolve]\ngazetteers = ["{report.into}"]', markup=False)


@app.command("list")
def list_gazetteers(book: BookOption = None, settings: SettingsOption = None, as_json: JsonOption = False) -> None:
    """List the gazetteers that are used here, or by which a BOOK was told."""
    from rich.markup import escape

    from sourcebook import resolve
    from sourcebook.cli.terminal import console, print_json

    found = resolve.gazetteers_listed(options_of(book, settings))
    if as_json:
        print_json({"gazetteers": [each._asdict() for each in found]})
        return
    screen = console()
    for each in found:
        state = "[red]✗[/red]" if each.problem else "[green]✓[/green]" if each.used else "[dim]–[/dim]"
        counts = each.problem or f"{each.places:,} places under {each.names:,} names · {each.digest[:12]}"
        screen.print(f"{state} [bold]{escape(each.name)}[/bold]  [dim]{escape(counts)}[/dim]")
        for source in each.sources:
            screen.print(f"    [dim]{escape(source)}[/dim]")


@app.command("show")
def show_name(
    name: Annotated[list[str], typer.Argument(metavar="NAME", help="A place's name, in any spelling.")],
    country: Annotated[str, typer.Option("--country", metavar="CC", help="Only in this country (ISO code).")] = "",
    settings: SettingsOption = None,
    as_json: JsonOption = False,
) -> None:
    """Show the places that NAME may mean, the likelier first."""
    from sourcebook import resolve
    from sourcebook.cli.terminal import console, print_json
    from sourcebook.errors import NotFoundError

    asked = " ".join(name)
    found = resolve.known_as(asked, options_of(None, settings), country.upper())
    if as_json:
        print_json({"name": asked, "places": [as_row(each) for each in found]})
        return
    if not found:
        raise NotFoundError(
            f"{asked!r} is not in the gazetteer; add a list of places with: sourcebook gazetteer import"
        )
    screen = console()
    for each in found[:SHOWN]:
        screen.print(told(each), markup=True)
    if len(found) > SHOWN:
        screen.print(f"[dim]{len(found) - SHOWN:,} more; --country CC narrows the list[/dim]")


def as_row(known: KnownPlace) -> dict[str, object]:
    """A place as JSON tells it."""
    place = known.place
    return {
        "id": place.place_id,
        "name": place.name,
        "kind": place.kind.name.lower(),
        "country": place.country,
        "holders": list(known.holders),
        "latitude": place.latitude,
        "longitude": place.longitude,
        "population": place.population,
        "capital": place.capital,
        "exact": known.exact,
    }


def told(known: KnownPlace) -> str:
    """A place in one line."""
    from rich.markup import escape

    place = known.place
    point = "no point" if place.latitude is None else f"{place.latitude:.3f} {place.longitude:.3f}"
    people = f", {place.population:,} people" if place.population else ""
    like = "" if known.exact else " [yellow](similar spelling)[/yellow]"
    inside = ", ".join((place.name, *known.holders))
    return (
        f"[bold]{escape(inside)}[/bold]{like}  [dim]{place.kind.name.lower()}, {point}{people} · {place.place_id}[/dim]"
    )


@app.command("check")
def check_file(
    file: Annotated[
        Path | None, typer.Argument(metavar="FILE", help="A .gazetteer file.", show_default="all used")
    ] = None,
    settings: SettingsOption = None,
    as_json: JsonOption = False,
) -> None:
    """Check that gazetteers hold what they must and are as they were written."""
    from rich.markup import escape

    from sourcebook import resolve
    from sourcebook.cli.terminal import console, print_json

    names = (
        [str(file)]
        if file
        else [each.name for each in resolve.gazetteers_listed(options_of(None, settings)) if each.used]
    )
    reports = {name: resolve.gazetteer_check(name) for name in names}
    well = not any(report.problems for report in reports.values())
    if as_json:
        print_json({"well": well, "gazetteers": {name: report._asdict() for name, report in reports.items()}})
    else:
        screen = console()
        for name, report in reports.items():
            screen.print(f"[bold]{escape(name)}[/bold]  [dim]{report.told()}[/dim]")
            for problem in report.problems:
                screen.print(f"  [yellow]{escape(problem)}[/yellow]")
    raise typer.Exit(0 if well else 1)


def options_of(book: Path | None, settings: Path | None) -> GazetteerOptions:
    """Which gazetteers: those by which a book was told, else those of the settings here."""
    from sourcebook import api

    if book is not None:
        return api.settings_of(existing_book(book)).resolve
    return api.read_settings(api.BuildOptions.of(settings=settings).settings).resolve

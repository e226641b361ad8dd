"""``sourcebook read``: what is read in one file, and why, without a book."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sourcebook.cli.options import EndpointOption, JsonOption, ModelOption, ReaderOption, SettingsOption

if TYPE_CHECKING:
    from sourcebook.records.links import Failure
    from sourcebook.records.reading import Reading


def read(  # noqa: PLR0913 - each argument is an option of the command
    file: Annotated[Path, typer.Argument(metavar="FILE", help="One file of any format that build reads.")],
    published: Annotated[
        str,
        typer.Option(
            "--published",
            "-p",
            metavar="DATE",
            help="The day of publication, before what the file says: 'on Friday' is read from it.",
            show_default=False,
        ),
    ] = "",
    document: Annotated[
        str,
        typer.Option(
            "--document",
            "-d",
            metavar="ID",
            help="One document of a file that holds several: the id of a row, or its number where it has none.",
            show_default=False,
        ),
    ] = "",
    settings: SettingsOption = None,
    reader: ReaderOption = "",
    endpoint: EndpointOption = "",
    model: ModelOption = "",
    as_json: JsonOption = False,
) -> None:
    """Print a FILE with its dates, places, figures, actors, weapons and acts marked, then what it claims."""
    from sourcebook import api
    from sourcebook.readout import Wanted, read_out

    wanted = Wanted(document=document, published_on=_day(published))
    told_by = api.read_settings(api.BuildOptions.of(settings=settings).settings, reader, (endpoint, model))
    readings = read_out(file, told_by, wanted)
    failed = _print_json(readings) if as_json else _print(readings)
    raise typer.Exit(1 if failed else 0)


def _day(given: str) -> date | None:
    from sourcebook.errors import UsageError
    from sourcebook.ingest.published import published_day

    day = published_day(given) if given else None
    if given and day is None:
        raise UsageError(f"--published {given!r} is no full date; write for example 2017-12-12 or 12 December 2017.")
    return day


def _print_json(readings: Iterator[Reading | Failure]) -> int:
    from sourcebook.cli.reading_screen import ReadingView
    from sourcebook.cli.terminal import print_json
    from sourcebook.records.reading import Reading

    told, failures = [], []
    for one in readings:
        if isinstance(one, Reading):
            told.append(ReadingView.of(one).content())
        else:
            failures.append({"stage": one.stage, "record": one.record_id, "error": one.error, "message": one.message})
    print_json({"documents": told, "failures": failures})
    return len(failures)


def _print(readings: Iterator[Reading | Failure]) -> int:
    from sourcebook.cli.reading_screen import ReadingView, legend
    from sourcebook.cli.terminal import console
    from sourcebook.records.reading import Reading

    screen, failed, shown = console(), 0, 0
    for one in readings:
        if isinstance(one, Reading):
            if not shown:
                screen.print(legend())
            shown += 1
            for part in ReadingView.of(one).parts(screen.width):
                screen.print(part)
        else:
            failed += 1
            screen.print(f"• {one.message}", style="red", markup=False)
    return failed

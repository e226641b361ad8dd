"""``sourcebook build``: read documents into a book, new or begun."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from sourcebook.cli.options import (
    BookOption,
    EndpointOption,
    JsonOption,
    ModelOption,
    QuietOption,
    ReaderOption,
    SettingsOption,
    WorkersOption,
    existing_sources,
    named_book,
)

SourcesArgument = Annotated[
    list[Path], typer.Argument(metavar="SOURCES", help="Files and folders to read.", show_default=False)
]


def build(  # noqa: PLR0913 - each argument is an option of the command
    sources: SourcesArgument,
    book: BookOption = None,
    workers: WorkersOption = None,
    settings: SettingsOption = None,
    reader: ReaderOption = "",
    endpoint: EndpointOption = "",
    model: ModelOption = "",
    as_json: JsonOption = False,
    quiet: QuietOption = False,
) -> None:
    """Read SOURCES into a book.

    New documents are read, changed ones read again; what vanished from SOURCES leaves the book. What other
    sources gave stays (remove takes it out). A build that was cut off goes on where it stopped.
    """
    from sourcebook import api
    from sourcebook.cli.building import print_report
    from sourcebook.cli.terminal import shown_progress

    path = named_book(book)
    options = api.BuildOptions.of(workers=workers, settings=settings, reader=reader, endpoint=(endpoint, model))
    with shown_progress(quiet or as_json) as progress:
        report = api.build(existing_sources(sources), path, options, progress)
    raise typer.Exit(print_report(path, report, as_json=as_json, quiet=quiet))

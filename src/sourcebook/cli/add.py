"""``sourcebook add``: read more documents into a book that there is."""

from __future__ import annotations

import typer

from sourcebook.cli.build import SourcesArgument
from sourcebook.cli.options import (
    BookOption,
    EndpointOption,
    JsonOption,
    ModelOption,
    QuietOption,
    ReaderOption,
    SettingsOption,
    WorkersOption,
    existing_book,
    existing_sources,
)


def add(  # noqa: PLR0913 - each argument is an option of the command
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
    """Read more SOURCES into a book; only what they touch is told anew."""
    from sourcebook import api
    from sourcebook.cli.building import print_report
    from sourcebook.cli.terminal import shown_progress

    path = existing_book(book)
    options = api.BuildOptions.of(workers=workers, settings=settings, reader=reader, endpoint=(endpoint, model))
    with shown_progress(quiet or as_json) as progress:
        report = api.add(existing_sources(sources), path, options, progress)
    raise typer.Exit(print_report(path, report, as_json=as_json, quiet=quiet))

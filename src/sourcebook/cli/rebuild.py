"""``sourcebook rebuild``: tell the whole book anew from its originals and decisions."""

from __future__ import annotations

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
    existing_book,
)


def rebuild(  # noqa: PLR0913 - each argument is an option of the command
    book: BookOption = None,
    workers: WorkersOption = None,
    settings: SettingsOption = None,
    reader: ReaderOption = "",
    endpoint: EndpointOption = "",
    model: ModelOption = "",
    as_json: JsonOption = False,
    quiet: QuietOption = False,
) -> None:
    """Tell the book anew from its stored originals and decisions, as after a new version or new settings."""
    from sourcebook import api
    from sourcebook.cli.building import print_report
    from sourcebook.cli.terminal import shown_progress

    path = existing_book(book)
    options = api.BuildOptions.of(workers=workers, settings=settings, reader=reader, endpoint=(endpoint, model))
    with shown_progress(quiet or as_json) as progress:
        report = api.rebuild(path, options, progress)
    raise typer.Exit(print_report(path, report, as_json=as_json, quiet=quiet))

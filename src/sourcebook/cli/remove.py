"""``sourcebook remove``: take documents out of a book."""

from __future__ import annotations

from typing import Annotated

import typer

from sourcebook.cli.options import BookOption, JsonOption, QuietOption, WorkersOption, existing_book


def remove(
    documents: Annotated[
        list[str],
        typer.Argument(metavar="DOCUMENTS", help="Paths or ids of documents, as `show` prints them."),
    ],
    book: BookOption = None,
    workers: WorkersOption = None,
    as_json: JsonOption = False,
    quiet: QuietOption = False,
) -> None:
    """Take DOCUMENTS out of a book; events that rested on them are told anew or go."""
    from sourcebook import api
    from sourcebook.cli.building import print_report
    from sourcebook.cli.terminal import shown_progress

    path = existing_book(book)
    options = api.BuildOptions.of(workers=workers, settings=None)
    with shown_progress(quiet or as_json) as progress:
        report = api.remove(path, documents, options, progress)
    raise typer.Exit(print_report(path, report, as_json=as_json, quiet=quiet))

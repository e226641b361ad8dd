"""``sourcebook copies``: which documents repeat each other, and what two of them say otherwise."""

from __future__ import annotations

from typing import Annotated

import typer

from sourcebook.cli.options import BookOption, JsonOption, existing_book


def copies(
    documents: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[DOC [OTHER]]",
            help="Paths or ids of documents. None: every group. One: its own group. Two: the two word by word.",
            show_default=False,
        ),
    ] = None,
    book: BookOption = None,
    as_json: JsonOption = False,
) -> None:
    """List the documents that repeat each other and count as one origin, or print two of them word by word."""
    from sourcebook.cli.copies_screen import copies_shown
    from sourcebook.cli.terminal import print_view, warn_of_unfinished
    from sourcebook.errors import UsageError
    from sourcebook.store import open_book

    names = documents or []
    if len(names) > 2:
        raise UsageError(f"{len(names)} documents were named; name two to see what they say otherwise, or fewer")
    with open_book(existing_book(book)) as opened:
        view = copies_shown(opened, names)
        print_view(view, as_json)
        warn_of_unfinished(opened)

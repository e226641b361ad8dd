"""``sourcebook show``: the events of a book, or one event, document or actor with all that is said of it."""

from __future__ import annotations

from typing import Annotated

import typer

from sourcebook.cli.options import BookOption, JsonOption, existing_book


def show(
    name: Annotated[
        str,
        typer.Argument(
            metavar="WHAT",
            help="An event's number in the list, or the id, or the beginning of the id, of an event, document or "
            "actor; or a document's path; or `documents`, `actors`, `relations`, `problems`. Without it: the "
            "list of events.",
            show_default=False,
        ),
    ] = "",
    book: BookOption = None,
    as_json: JsonOption = False,
) -> None:
    """List the events, or show one with every figure, who says it, and the sentence that says it."""
    from sourcebook.cli.event_screen import EventView
    from sourcebook.cli.showing import shown
    from sourcebook.cli.terminal import print_view, warn_of_unfinished
    from sourcebook.preview import sums_over
    from sourcebook.store import open_book

    with open_book(existing_book(book)) as opened:
        view = shown(opened, name)
        if isinstance(view, EventView):
            view = view.with_sums(sums_over(opened, view.event))
        print_view(view, as_json)
        warn_of_unfinished(opened)

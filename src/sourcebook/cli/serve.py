"""``sourcebook serve``: the review app, on this machine only."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from sourcebook.cli.options import BookOption, existing_book


def serve(
    book: BookOption = None,
    port: Annotated[
        int | None,
        typer.Option("--port", "-p", min=1, max=65535, metavar="N", help="Default: a free one.", show_default=False),
    ] = None,
    browser: Annotated[bool, typer.Option("--browser/--no-browser", help="Open the address in a browser.")] = True,
    dataset: Annotated[
        list[Path] | None,
        typer.Option(
            "--dataset",
            metavar="FILE",
            exists=True,
            dir_okay=False,
            help="A file of UCDP GED, ACLED or GTD to show beside the book. Repeatable.",
        ),
    ] = None,
) -> None:
    """Open a book to look at and to review, in a browser on this machine.

    The address printed holds a token: whoever has it may decide. Stop with Ctrl-C.
    """
    from sourcebook import review
    from sourcebook.cli.terminal import console

    path = existing_book(book)
    screen = console()

    def announce(address: str) -> None:
        screen.print(f"{path} is open at", soft_wrap=True)
        screen.print(address, soft_wrap=True, style="bold", highlight=False)
        screen.print("Stop with Ctrl-C.", style="dim")

    given = tuple(each.absolute() for each in dataset or ())
    review.serve(path, review.Serving(port=port, browser=browser, datasets=given), announce)

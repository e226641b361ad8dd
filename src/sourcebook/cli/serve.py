"""``sourcebook serve``: the review app, on this machine only."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from sourcebook.cli.options import BookOption, existing_book
from sourcebook.errors import UsageError


def serve(  # noqa: PLR0913 - each argument is an option of the command
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
    map_given: Annotated[
        str | None,
        typer.Option(
            "--map",
            metavar="FILE|URL",
            help="A map style or a PMTiles archive to draw under the events. Default: the shipped map.",
            show_default=False,
        ),
    ] = None,
    map_host: Annotated[
        list[str] | None,
        typer.Option("--map-host", metavar="HOST", help="A further host that the map style takes from. Repeatable."),
    ] = None,
    team: Annotated[bool, typer.Option("--team", help="People sign in: sourcebook team makes accounts.")] = False,
    listen: Annotated[
        str, typer.Option("--listen", metavar="ADDRESS", help="With --team: the address to answer on.")
    ] = "127.0.0.1",
    name: Annotated[
        list[str] | None,
        typer.Option("--name", metavar="HOST", help="With --team: a name by which browsers ask. Repeatable."),
    ] = None,
    certificate: Annotated[
        Path | None, typer.Option("--certificate", metavar="FILE", exists=True, help="With --team: a PEM certificate.")
    ] = None,
    key: Annotated[Path | None, typer.Option("--key", metavar="FILE", exists=True, help="Its private key.")] = None,
) -> None:
    """Open a book to look at and to review, in a browser on this machine.

    The address printed holds a token: whoever has it may decide. With --team people sign in instead, with accounts that
    sourcebook team makes. Stop with Ctrl-C.
    """
    from sourcebook import review, site
    from sourcebook.cli.terminal import console

    path = existing_book(book)
    screen = console()

    def announce(address: str) -> None:
        screen.print(f"{path} is open at", soft_wrap=True)
        screen.print(address, soft_wrap=True, style="bold", highlight=False)
        screen.print("Stop with Ctrl-C.", style="dim")

    given = tuple(each.absolute() for each in dataset or ())
    if (certificate is None) != (key is None):
        raise UsageError("a certificate needs its key, and a key its certificate; give both or neither")
    options = review.Serving(
        port=port,
        browser=browser,
        datasets=given,
        team=team,
        listen=listen,
        names=tuple(name or ()),
        certificate=(certificate, key) if certificate and key else None,
        publisher=site.publish_as_told,
        base_map=review.base_map(map_given, map_host or ()) if map_given else None,
    )
    review.serve(path, options, announce)

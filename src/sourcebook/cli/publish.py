"""``sourcebook publish``: write the book as a site of static files."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sourcebook.cli.options import BookOption, ByOption, JsonOption, QuietOption, ReasonOption, existing_book

if TYPE_CHECKING:
    from sourcebook.site import SiteReport


def publish(  # noqa: PLR0913 - each argument is an option of the command
    out: Annotated[Path, typer.Option("--out", "-o", metavar="DIR", help="The folder to write.", show_default=False)],
    title: Annotated[str, typer.Option("--title", metavar="TEXT", help="Default: the book's name.")] = "",
    author: Annotated[str, typer.Option("--author", metavar="NAME", help="Who publishes, for citing.")] = "",
    address: Annotated[
        str, typer.Option("--url", metavar="URL", help="Where it will stand: for the sitemap and for citing.")
    ] = "",
    licence: Annotated[str, typer.Option("--licence", metavar="TEXT", help="Under which licence.")] = "",
    contact: Annotated[str, typer.Option("--contact", metavar="TEXT", help="Where readers report errors.")] = "",
    day: Annotated[
        datetime | None,
        typer.Option("--date", formats=["%Y-%m-%d"], metavar="DAY", help="Day of publication.", show_default="today"),
    ] = None,
    formats: Annotated[
        str | None,
        typer.Option("--formats", metavar="A,B", help="Downloads; an empty text: none.", show_default="all"),
    ] = None,
    keep_name: Annotated[
        list[str] | None,
        typer.Option("--keep-name", metavar="NAME", help="A person whose name may stand; may be given again."),
    ] = None,
    reason: ReasonOption = "",
    by: ByOption = "",
    previous: Annotated[
        Path | None,
        typer.Option("--previous", metavar="DIR", help="The publication before.", show_default="what stands at --out"),
    ] = None,
    book: BookOption = None,
    as_json: JsonOption = False,
    quiet: QuietOption = False,
) -> None:
    """Publish the book as a folder of pages that works anywhere: on a disk, on a stick, under any address.

    What a publication at --out told is compared with: corrections are listed with their reasons.
    """
    from sourcebook import site
    from sourcebook.cli.terminal import print_json, warn_of_unfinished
    from sourcebook.store import open_book

    path = existing_book(book)
    named = None if formats is None else tuple(name.strip() for name in formats.split(",") if name.strip())
    edition = site.Edition(
        title=title or path.stem,
        published_on=(day or datetime.now(UTC)).date(),
        author=author,
        address=address,
        licence=licence,
        contact=contact,
        formats=named,
        names=tuple(keep_name or ()),
        reason=reason,
        by=by,
    )
    with open_book(path) as opened:
        warn_of_unfinished(opened)
    report = site.publish_site(path, out, edition, previous)
    if as_json:
        print_json(report.as_dict())
    elif not quiet:
        _print(report)


def _print(report: SiteReport) -> None:
    from rich.markup import escape

    from sourcebook.cli.terminal import console
    from sourcebook.records.wording import counted

    screen = console()
    screen.print(f"[bold]{escape(str(report.out))}[/bold]  [dim]edition {report.edition}[/dim]", soft_wrap=True)
    screen.print(
        f"  {counted(report.events, 'event')} on {counted(report.pages, 'page')}, {report.files:,} files in all"
    )
    if not report.first:
        told = ", ".join(f"{number} {kind}" for kind, number in sorted(report.corrections.items())) or "none"
        screen.print(f"  corrections since the publication before: {told}")
    for what, number in report.withheld:
        screen.print(f"  [magenta]withheld[/magenta] {number:,} {what}")
    for name, why in report.skipped:
        screen.print(f"  [dim]{escape(name)} was not written: {escape(why)}[/dim]", soft_wrap=True)
    screen.print(f"  Open {escape(str(report.out / 'index.html'))} in a browser.", soft_wrap=True)

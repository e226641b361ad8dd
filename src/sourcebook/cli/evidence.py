"""``sourcebook evidence``: write what some events rest on as one file that can be checked anywhere."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sourcebook.cli.options import BookOption, JsonOption, QuietOption, existing_book

if TYPE_CHECKING:
    from sourcebook.publish.evidence import EvidenceReport


def evidence(  # noqa: PLR0913 - each argument is an option of the command
    event: Annotated[
        list[str], typer.Option("--event", "-e", metavar="ID", help="An event; may be given again.", show_default=False)
    ],
    out: Annotated[
        Path, typer.Option("--out", "-o", metavar="FILE.zip", help="The file to write.", show_default=False)
    ],
    whole: Annotated[
        bool, typer.Option("--whole", metavar=" ", help="With all names and originals; needs --reason and --by.")
    ] = False,
    reason: Annotated[str, typer.Option("--reason", metavar="WHY", help="Why it is handed over whole.")] = "",
    by: Annotated[str, typer.Option("--by", metavar="EDITOR", help="Who answers for it.")] = "",
    book: BookOption = None,
    as_json: JsonOption = False,
    quiet: QuietOption = False,
) -> None:
    """Write a package of originals, texts, claims, decisions, hashes and collection log for the events named.

    Names of private persons are withheld, and originals that may hold one are sealed, unless --whole is given. Check a
    package with: sourcebook verify FILE.zip
    """
    from sourcebook import api
    from sourcebook.cli.terminal import print_json
    from sourcebook.publish.evidence import EvidenceRequest
    from sourcebook.publish.lifting import PACKAGE, Lift

    path = existing_book(book)
    named = f"the evidence of {', '.join(event)}"
    lift = Lift(kind=PACKAGE, name=named, reason=reason, by=by) if whole else None
    report = api.evidence(path, out, EvidenceRequest(event_ids=tuple(event), whole=lift))
    if as_json:
        print_json(report.as_dict())
    elif not quiet:
        _print(report)


def _print(report: EvidenceReport) -> None:
    from rich.markup import escape

    from sourcebook.cli.terminal import console
    from sourcebook.records.wording import counted

    screen = console()
    screen.print(f"[bold]{escape(str(report.out))}[/bold]", soft_wrap=True)
    held = f"{counted(len(report.events), 'event')}, {counted(report.documents, 'document')}"
    screen.print(f"  {held}, {counted(report.originals, 'original')}, {report.sealed} of them sealed")
    for what, number in report.withheld:
        screen.print(f"  [magenta]withheld[/magenta] {number:,} {what}")
    screen.print(f"  its number: {report.package}", soft_wrap=True)
    screen.print("  [dim]Send the number on another way than the file; sourcebook verify compares it.[/dim]")

"""``sourcebook disclose``: let a named person stand in what is published, with a reason; or take that back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from sourcebook.cli.options import BookOption, JsonOption, existing_book

if TYPE_CHECKING:
    from sourcebook.publish.lifting import Lift
    from sourcebook.records.review import Decision


def disclose(  # noqa: PLR0913 - each argument is an option of the command
    name: Annotated[
        str,
        typer.Argument(metavar="NAME", help="A person, or with --home a place, as texts write it.", show_default=False),
    ] = "",
    reason: Annotated[str, typer.Option("--reason", metavar="WHY", help="Why it may be published.")] = "",
    by: Annotated[str, typer.Option("--by", metavar="EDITOR", help="Who answers for it.")] = "",
    home: Annotated[bool, typer.Option("--home", metavar=" ", help="NAME is a home or other private place.")] = False,
    take_back: Annotated[bool, typer.Option("--take-back", metavar=" ", help="Withhold NAME again.")] = False,
    book: BookOption = None,
    as_json: JsonOption = False,
) -> None:
    """Let NAME stand in exports and publications although the rules withhold it; without NAME, list what stands so.

    It is a decision of the book: recorded with its reason, shown on the method page, and taken back by another one.
    """
    from dataclasses import asdict

    from sourcebook import api
    from sourcebook.cli.terminal import print_json
    from sourcebook.publish.lifting import HOME, NAME, Lift

    path = existing_book(book)
    if take_back:
        for decision in _standing(api.disclosed(path), name):
            api.undo(path, decision.decision_id, by)
    elif name:
        api.disclose(path, Lift(kind=HOME if home else NAME, name=name, reason=reason, by=by))
    lifts = [lift for _, lift in api.disclosed(path)]
    if as_json:
        print_json({"disclosed": [asdict(lift) for lift in lifts]})
    else:
        _print(lifts)


def _standing(disclosed: list[tuple[Decision, Lift]], name: str) -> list[Decision]:
    from sourcebook.errors import NotFoundError

    found = [decision for decision, lift in disclosed if lift.name.casefold() == name.casefold()]
    if not found:
        raise NotFoundError(f"No rule is lifted for {name!r}; list what is with: sourcebook disclose")
    return found


def _print(lifts: list[Lift]) -> None:
    from rich.markup import escape

    from sourcebook.cli.terminal import console

    screen = console()
    if not lifts:
        screen.print("No rule is lifted: private persons are not named in what is published, nor their places.")
    for lift in lifts:
        told = f"[bold]{escape(lift.name)}[/bold] ({lift.kind}) stands in what is published: {escape(lift.reason)}"
        screen.print(f"{told} [dim]{escape(lift.by)}[/dim]", soft_wrap=True)

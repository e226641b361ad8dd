"""``sourcebook questions`` and ``sourcebook judge``: which actors may be one, and what a person says of two."""

from __future__ import annotations

import getpass
from typing import Annotated

import typer

from sourcebook.cli.options import BookOption, JsonOption, existing_book

SHOWN = 20


def questions(
    size: Annotated[int, typer.Option("--most", metavar="N", help="How many are listed.")] = SHOWN,
    book: BookOption = None,
    as_json: JsonOption = False,
) -> None:
    """List the actors that may be one and that nobody has judged: the reasons, and how each is answered."""
    from rich.markup import escape

    from sourcebook.cli.terminal import console, print_json
    from sourcebook.store import open_book
    from sourcebook.store.actor_questions import open_questions

    with open_book(existing_book(book)) as opened:
        found = open_questions(opened, getpass.getuser(), size)
    if as_json:
        rows = [
            {"left": q.left.actor_id, "right": q.right.actor_id, "names": [q.left.name, q.right.name]}
            | {"score": q.score, "reasons": list(q.reasons)}
            for q in found
        ]
        print_json({"questions": rows})
        return
    screen = console()
    for asked in found:
        claims = " and ".join(f"{len(actor.claim_ids):,}" for actor in (asked.left, asked.right))
        screen.print(
            f"[bold]{escape(asked.left.name)}[/bold] – [bold]{escape(asked.right.name)}[/bold]: one actor?  "
            f"[dim]{claims} claims[/dim]"
        )
        screen.print(f"    {escape('; '.join(asked.reasons))}")
        screen.print(f"    [dim]sourcebook judge {asked.left.actor_id} {asked.right.actor_id} same[/dim]")
    if not found:
        screen.print("No two actors of this book may be one by their names, or all were judged.")


def judge(
    actors: Annotated[tuple[str, str], typer.Argument(metavar="ACTOR OTHER", help="The ids of two actors.")],
    verdict: Annotated[str, typer.Argument(metavar="VERDICT", help="same, different, related or unsure.")],
    reason: Annotated[str, typer.Option("--reason", metavar="TEXT", help="Why.")] = "",
    by: Annotated[str, typer.Option("--by", metavar="NAME", help="Who says so.", show_default="you")] = "",
    book: BookOption = None,
) -> None:
    """Say how two actors stand to each other; what rests on it is told anew."""
    from sourcebook import api

    judged = api.judge_actors(existing_book(book), actors, verdict, reason=reason, by=by or getpass.getuser())
    typer.echo(f"Recorded. Take it back with: sourcebook undo {judged.decision_id}")


def undo(
    decision: Annotated[str, typer.Argument(metavar="DECISION", help="A decision's id.")],
    by: Annotated[str, typer.Option("--by", metavar="NAME", help="Who says so.", show_default="you")] = "",
    book: BookOption = None,
) -> None:
    """Take a decision back, by a new one; what it changed is told anew."""
    from sourcebook import api

    taken_back = api.undo(existing_book(book), decision, by or getpass.getuser())
    typer.echo(f"Taken back. Undo that with: sourcebook undo {taken_back.decision_id}")

"""``sourcebook team``: the accounts of those who review a book together."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from sourcebook.cli.options import BookOption, JsonOption, existing_book
from sourcebook.errors import UsageError

if TYPE_CHECKING:
    from sourcebook.store.roles import Role

app = typer.Typer(
    no_args_is_help=True,
    help="Accounts for sourcebook serve --team: readers look, coders code blind, editors decide.",
)
Name = Annotated[str, typer.Argument(metavar="NAME", help="Who it is; decisions carry the name.")]
RoleName = Annotated[str, typer.Option("--role", metavar="ROLE", help="reader, coder or editor.")]
FromInput = Annotated[
    bool, typer.Option("--password-stdin", help="Read the password from standard input instead of asking for it.")
]


@app.command("add")
def add(name: Name, role: RoleName = "reader", password_stdin: FromInput = False, book: BookOption = None) -> None:
    """Make an account. The password is asked for, twice."""
    from sourcebook.review.accounts import Team

    team = Team(existing_book(book))
    made = team.add(name, _role(role), _password(password_stdin))
    typer.echo(f"{made.name} has an account as {made.role}; accounts are kept in {team.path}")


@app.command("list")
def listed(book: BookOption = None, as_json: JsonOption = False) -> None:
    """Name all accounts."""
    from sourcebook.cli.terminal import print_json
    from sourcebook.review.accounts import Team

    accounts = Team(existing_book(book)).accounts()
    if as_json:
        print_json({"accounts": [{"name": a.name, "role": a.role, "made_at": a.made_at} for a in accounts]})
        return
    for each in accounts:
        typer.echo(f"{each.name}\t{each.role}\tsince {each.made_at[:10]}")
    if not accounts:
        typer.echo("Nobody yet. Make an account with: sourcebook team add NAME --role editor")


@app.command("role")
def role(
    name: Name,
    new: Annotated[str, typer.Argument(metavar="ROLE", help="reader, coder or editor.")],
    book: BookOption = None,
) -> None:
    """Let somebody do more or less."""
    from sourcebook.review.accounts import Team

    Team(existing_book(book)).set_role(name, _role(new))
    typer.echo(f"{name} is {new} from now on")


@app.command("password")
def password(name: Name, password_stdin: FromInput = False, book: BookOption = None) -> None:
    """Exchange a password; sessions with the former one end."""
    from sourcebook.review.accounts import Team

    Team(existing_book(book)).set_password(name, _password(password_stdin))
    typer.echo(f"{name} has a new password, and was signed out everywhere")


@app.command("remove")
def remove(name: Name, book: BookOption = None) -> None:
    """Close an account. What the person decided stays."""
    from sourcebook.review.accounts import Team

    Team(existing_book(book)).remove(name)
    typer.echo(f"{name} can no longer sign in; what they decided stays in the book")


@app.command("log")
def log(
    book: BookOption = None,
    most: Annotated[int, typer.Option("--most", metavar="N", min=1, help="Lines, the latest first.")] = 200,
    as_json: JsonOption = False,
) -> None:
    """Print who signed in, and who changed what."""
    from sourcebook.cli.terminal import print_json
    from sourcebook.review.accounts import Team

    entries = Team(existing_book(book)).log(most)
    if as_json:
        print_json({"log": [{"at": e.at, "name": e.name, "what": e.what, "told": e.told} for e in entries]})
        return
    for each in entries:
        typer.echo("\t".join((each.at, each.name, each.what, each.told)).rstrip())


def _role(given: str) -> Role:
    from sourcebook.store.roles import Role

    if given not in set(Role):
        raise UsageError(f"{given!r} is no role; roles are {', '.join(Role)}")
    return Role(given)


def _password(from_input: bool) -> str:
    if from_input:
        return sys.stdin.readline().rstrip("\r\n")
    asked: str = typer.prompt("Password", hide_input=True, confirmation_prompt=True)
    return asked

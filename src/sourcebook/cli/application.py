"""The commands by name."""

from __future__ import annotations

from typing import Annotated

import typer

from sourcebook.cli.add import add
from sourcebook.cli.build import build
from sourcebook.cli.compare import compare
from sourcebook.cli.copies import copies
from sourcebook.cli.disclose import disclose
from sourcebook.cli.doctor import doctor
from sourcebook.cli.evidence import evidence
from sourcebook.cli.export import export
from sourcebook.cli.gazetteer import app as gazetteer
from sourcebook.cli.profile import profile
from sourcebook.cli.publish import publish
from sourcebook.cli.questions import judge, questions, undo
from sourcebook.cli.read import read
from sourcebook.cli.rebuild import rebuild
from sourcebook.cli.registry import app as registry
from sourcebook.cli.remove import remove
from sourcebook.cli.rules import figures
from sourcebook.cli.search import search
from sourcebook.cli.serve import serve
from sourcebook.cli.show import show
from sourcebook.cli.team import app as team
from sourcebook.cli.verify import verify

app = typer.Typer(
    name="sourcebook",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
    rich_markup_mode="rich",
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _print_version(asked: bool) -> None:
    if asked:
        from importlib.metadata import version

        typer.echo(f"sourcebook {version('sourcebook')}")
        raise typer.Exit


@app.callback()
def about(
    version: Annotated[
        bool,
        typer.Option(
            "--version", callback=_print_version, is_eager=True, metavar=" ", help="Print the version and leave."
        ),
    ] = False,
) -> None:
    """From a folder of documents on armed conflict to a sourced book of events, actors and figures.

    Begin with: [bold]sourcebook build FOLDER --book NAME.book[/bold], then [bold]sourcebook show[/bold].
    """


SHOWING = (
    show,
    figures,
    profile,
    serve,
    search,
    export,
    publish,
    disclose,
    evidence,
    copies,
    compare,
    questions,
    judge,
    undo,
)
for command in (build, add, remove, read, *SHOWING, verify, rebuild, doctor):
    app.command()(command)
app.add_typer(gazetteer, name="gazetteer")
app.add_typer(team, name="team")
app.add_typer(registry, name="registry")

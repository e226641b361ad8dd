"""Options that several commands share, and which book is meant when none is named."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated, TypeAlias

import typer

from sourcebook.errors import NotFoundError, UsageError

VARIABLE = "SOURCEBOOK_BOOK"

BookOption: TypeAlias = Annotated[
    Path | None,
    typer.Option(
        "--book",
        "-b",
        metavar="BOOK",
        help=f"The book, a file. Without it: ${VARIABLE}, or the only *.book file here.",
        show_default=False,
    ),
]
JsonOption: TypeAlias = Annotated[
    bool, typer.Option("--json", metavar=" ", help="Print one JSON object and nothing else.")
]
QuietOption: TypeAlias = Annotated[bool, typer.Option("--quiet", "-q", metavar=" ", help="No progress; errors only.")]
ReasonOption: TypeAlias = Annotated[
    str, typer.Option("--reason", metavar="WHY", help="Why names may stand; with --by, noted in the collection log.")
]
ByOption: TypeAlias = Annotated[
    str,
    typer.Option("--by", metavar="EDITOR", help="Who answers for it; of a team, an editor."),
]
WorkersOption: TypeAlias = Annotated[
    int | None,
    typer.Option(
        "--workers",
        "-w",
        min=0,
        metavar="N",
        help="Processes that read; 0 reads in this one. Default: one a core, four at most.",
        show_default=False,
    ),
]
SettingsOption: TypeAlias = Annotated[
    Path | None,
    typer.Option("--settings", metavar="FILE", help="A sourcebook.toml; default: the one here.", show_default=False),
]
ReaderOption: TypeAlias = Annotated[
    str,
    typer.Option(
        "--reader",
        metavar="NAME",
        help="Who reads claims: rules, trained, endpoint, or an installed extractor. Default: what the settings name.",
        show_default=False,
    ),
]
EndpointOption: TypeAlias = Annotated[
    str,
    typer.Option(
        "--endpoint",
        metavar="URL",
        help="Ask the model at this OpenAI-compatible address too, such as http://localhost:11434/v1; needs --model.",
        show_default=False,
    ),
]
ModelOption: TypeAlias = Annotated[
    str,
    typer.Option("--model", metavar="NAME", help="The model that the endpoint is asked for.", show_default=False),
]


def named_book(given: Path | None) -> Path:
    """The book that a command is about: the one named, that of the environment, or the only one here."""
    if given is not None:
        return given
    if os.environ.get(VARIABLE):
        return Path(os.environ[VARIABLE])
    here = sorted(path for path in Path().glob("*.book") if path.is_file())
    if len(here) == 1:
        return here[0]
    found = f"{len(here)} books are here" if here else "no book is here"
    raise UsageError(f"Which book? None was named and {found}; use --book NAME.book or set {VARIABLE}.")


def existing_book(given: Path | None) -> Path:
    """The book that a command reads; a sentence where there is none yet."""
    path = named_book(given)
    if not path.is_file():
        raise NotFoundError(f"There is no book at {path}; build one with: sourcebook build FOLDER --book {path}")
    return path


def existing_sources(sources: list[Path]) -> list[Path]:
    """The files and folders to read; a sentence names the first that is not there."""
    for source in sources:
        if not source.exists():
            raise NotFoundError(f"There is no file or folder {source}; check the name.")
    return sources

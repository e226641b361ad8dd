"""``sourcebook search``: documents that hold some words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from sourcebook.cli.options import BookOption, JsonOption, existing_book

if TYPE_CHECKING:
    from rich.text import Text


def search(
    words: Annotated[list[str], typer.Argument(metavar="WORDS", help='Words; "a phrase"; car OR truck.')],
    book: BookOption = None,
    limit: Annotated[int, typer.Option("--limit", "-n", min=1, help="At most this many.")] = 20,
    as_json: JsonOption = False,
) -> None:
    """Find documents by their words, best first."""
    from dataclasses import asdict

    from rich.padding import Padding

    from sourcebook import api
    from sourcebook.cli.terminal import console, print_json
    from sourcebook.records.wording import counted

    query = " ".join(words)
    hits = api.search(existing_book(book), query, limit)
    if as_json:
        print_json({"query": query, "hits": [asdict(hit) for hit in hits]})
        return
    screen = console()
    for hit in hits:
        screen.print(f"[bold]{_escaped(hit.title or hit.path)}[/bold]  [dim]{hit.published_on or 'undated'}[/dim]")
        screen.print(f"  [dim]{_escaped(hit.path)} · {hit.document_id}[/dim]")
        screen.print(Padding(_passage(hit.passage), (0, 0, 0, 2)))
        screen.print()
    screen.print(f"[dim]{counted(len(hits), 'document')} found[/dim]")


def _escaped(text: str) -> str:
    from rich.markup import escape

    return escape(text)


def _passage(passage: str) -> Text:
    """A passage in which the words looked for are marked by brackets, on a terminal by weight as well."""
    from rich.text import Text

    text = Text(" ".join(passage.split()))
    text.highlight_regex(r"\[[^\]]*\]", "bold yellow")
    return text

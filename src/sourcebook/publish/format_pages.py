"""The page of each export format, from what its file in ``data/formats`` says of every column or property.

``python -m sourcebook.publish.format_pages docs/formats`` writes them; a test writes them again and compares.
"""

from __future__ import annotations

import sys
import tomllib
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

HEAD = """\
# {title}

`sourcebook export --book BOOK --format {name} --out DIR`

{about}
"""
FOOT = """\
Names of private persons are withheld in every file of this format: see [withholding](withholding.md). Written by
`python -m sourcebook.publish.format_pages docs/formats`; do not edit this page by hand.
"""


@cache
def described() -> dict[str, dict[str, Any]]:
    """What is said of each format, by its name."""
    folder = files("sourcebook.publish") / "data" / "formats"
    found = sorted((item for item in folder.iterdir() if item.name.endswith(".toml")), key=lambda item: item.name)
    return {item.name.removesuffix(".toml"): tomllib.loads(item.read_text(encoding="utf-8")) for item in found}


def title_of(name: str) -> str:
    """What a format is called on a page; the name of one that was installed beside ours."""
    return str(described().get(name, {}).get("title", name))


def page(name: str) -> str:
    """The page of one format as Markdown."""
    told = described()[name]
    parts = [HEAD.format(name=name, title=told["title"], about=told["about"].strip())]
    parts.append(_table("Files", ("file", "holds"), told["files"]))
    parts += [_table(title, ("", "from the book"), rows) for title, rows in told.get("tables", {}).items()]
    if "example" in told:
        parts.append(f"## Example\n\n```\n{told['example'].strip()}\n```\n")
    parts.append("## What is lost or left out\n\n" + "\n".join(f"- {each}" for each in told["lost"]) + "\n")
    if "checked" in told:
        parts.append(f"## How it is checked\n\n{told['checked'].strip()}\n")
    return "\n".join([*parts, FOOT])


def _table(title: str, head: tuple[str, str], rows: dict[str, str]) -> str:
    lines = [f"| {_names(names)} | {meaning} |" for names, meaning in rows.items()]
    return "\n".join([f"## {title}", "", f"| {head[0]} | {head[1]} |", "|--|--|", *lines, ""])


def _names(names: str) -> str:
    return " ".join(f"`{name}`" for name in names.split())


def pages() -> dict[str, str]:
    """The text of each page by its file name."""
    return {f"{name}.md": page(name) for name in described()}


def write_pages(folder: Path) -> None:
    """Write the pages to a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in pages().items():
        (folder / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    write_pages(Path(sys.argv[1]))

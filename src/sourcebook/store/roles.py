"""What each account of a book's team may do, and who may lift rules of withholding: editors.

A book without accounts is one person's, who is its editor by whatever name they answer for it.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from enum import StrEnum
from pathlib import Path

from sourcebook.errors import StorageError, UsageError


class Role(StrEnum):
    """What an account may do: look, code blind beside the book, or decide."""

    READER = "reader"
    CODER = "coder"
    EDITOR = "editor"


def team_file(book: Path) -> Path:
    """Where the accounts of a book are kept: beside it, so that it can be handed on without them."""
    return book.with_name(book.name + ".team")


def roles_in(book: Path) -> dict[str, Role]:
    """The role of each account by name; none where nobody made one."""
    path = team_file(book)
    if not path.is_file():
        return {}
    try:
        with closing(sqlite3.connect(path, timeout=10)) as team:
            found = team.execute("SELECT name, role FROM accounts ORDER BY name").fetchall()
    except sqlite3.Error as error:
        raise StorageError(
            f"the accounts in {path} cannot be read ({error}), so nobody can be taken for an editor; mend or remove it"
        ) from error
    return {name: Role(role) for name, role in found}


def must_be_editor(book: Path, name: str) -> None:
    """Refuse whoever the team's accounts do not name as an editor."""
    roles = roles_in(book)
    if roles and roles.get(name) is not Role.EDITOR:
        editors = ", ".join(each for each, role in roles.items() if role is Role.EDITOR) or "nobody"
        told = f"is a {roles[name]}" if name in roles else "has no account"
        raise UsageError(
            f"Only an editor of the team lifts a rule of withholding, and {name!r} {told}; editors are: {editors}."
        )

"""Words as data: TOML tables of lemmas in lower case, each table with an example, read once when first asked for."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def table(name: str) -> dict[str, Any]:
    """The whole table ``name``.toml."""
    return tomllib.loads(files(__package__).joinpath(f"{name}.toml").read_text(encoding="utf-8"))


@cache
def words(name: str, *path: str) -> frozenset[str]:
    """The list of words at a place in a table.

    >>> "thwart" in words("realis", "foiled", "verbs")
    True
    """
    found: Any = table(name)
    for key in path:
        found = found[key]
    return frozenset(found)


@cache
def numbers(name: str, *path: str) -> dict[str, int]:
    """A table of words to numbers."""
    found: Any = table(name)
    for key in path:
        found = found[key]
    return dict(found)

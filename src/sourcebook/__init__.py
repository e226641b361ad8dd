"""Sourcebook: from a folder of documents on armed conflict to a sourced book of events, actors and figures.

>>> import sourcebook
>>> report = sourcebook.build(["reports/"], "sahel.book")  # doctest: +SKIP
>>> sourcebook.events("sahel.book")  # doctest: +SKIP
"""

from __future__ import annotations

from typing import Any

__version__ = "0.1.0"

_FROM_API = (
    "BuildOptions",
    "add",
    "build",
    "decide",
    "disclose",
    "event",
    "events",
    "evidence",
    "export",
    "rebuild",
    "remove",
    "search",
    "summary",
    "undo",
    "verify",
)

_FROM_SITE = ("Edition", "publish_site")

__all__ = [*_FROM_API, *_FROM_SITE, "open_book"]


def __getattr__(name: str) -> Any:
    """Load the program when one of its names is first used, so that ``sourcebook --help`` answers at once."""
    if name in _FROM_API or name == "open_book":
        from sourcebook import api

        return getattr(api, name)
    if name in _FROM_SITE:
        from sourcebook import site

        return getattr(site, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")

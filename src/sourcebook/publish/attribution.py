"""Whose lists of places a book was read with: named in what is published, as their licences ask."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from sourcebook import resolve
from sourcebook.pipeline import Settings
from sourcebook.publish.contract import BookView
from sourcebook.resolve.gazetteers import SHIPPED
from sourcebook.store import Book, runs


def attributions(book: BookView) -> tuple[str, ...]:
    """The owners and licences of the gazetteers that a book was told by, each once; imported ones first.

    A gazetteer that is not where it was is named by its file.
    """
    behind: Any = book
    while not isinstance(behind, Book) and hasattr(behind, "book"):
        behind = behind.book
    settings: Settings = runs.settings_of(behind.connection, Settings()) if isinstance(behind, Book) else Settings()
    return _sources(settings.resolve)


@lru_cache(maxsize=8)
def _sources(options: resolve.GazetteerOptions) -> tuple[str, ...]:
    used = [each for each in resolve.gazetteers_listed(options) if each.used]
    imported = [each for each in used if each.name != SHIPPED]
    shipped = [each for each in used if each.name == SHIPPED]
    sources = [source for each in (*imported, *shipped) for source in (each.sources or (each.name.rpartition("/")[2],))]
    return tuple(dict.fromkeys(sources))

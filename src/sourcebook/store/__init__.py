"""The book on disk: one SQLite file, a folder of untouched originals beside it, and the only SQL for reading either."""

from __future__ import annotations

from sourcebook.store.book import Book, open_book
from sourcebook.store.words import Hit
from sourcebook.store.work import Progress, Quiet, run_stage, write_book

__all__ = ["Book", "Hit", "Progress", "Quiet", "open_book", "run_stage", "write_book"]

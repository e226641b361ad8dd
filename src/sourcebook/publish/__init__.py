"""From the book to files that other programs read: one exporter per format, found by entry point.

A format is a class with one method, ``export(book, out)``, named in the group ``sourcebook.exporters``.
"""

from __future__ import annotations

from importlib.metadata import entry_points
from pathlib import Path
from typing import TYPE_CHECKING, cast

from sourcebook.errors import UsageError

if TYPE_CHECKING:
    from sourcebook.publish.contract import BookView, Exporter, ExportReport

__all__ = ["export", "exporter_named", "format_names"]


def format_names() -> tuple[str, ...]:
    """The names of all installed formats, sorted."""
    return tuple(sorted({point.name for point in entry_points(group="sourcebook.exporters")}))


def exporter_named(name: str) -> Exporter:
    """The exporter of this format; a usage error names the formats that there are."""
    found = sorted(entry_points(group="sourcebook.exporters", name=name), key=lambda point: point.value)
    if not found:
        raise UsageError(f"There is no export format {name!r}; use one of {', '.join(format_names())}.")
    return cast("Exporter", found[0].load()())


def export(book: BookView, format_name: str, out: Path) -> ExportReport:
    """Write the book in this format to the folder ``out`` and say what was written, left out or lost."""
    return exporter_named(format_name).export(book, out)

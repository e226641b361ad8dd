"""From the book to files that other programs read: one exporter per format, found by entry point.

A format is a class with one method, ``export(book, out)``, named in the group ``sourcebook.exporters``.
"""

from __future__ import annotations

from dataclasses import replace
from importlib.metadata import EntryPoint, entry_points
from pathlib import Path
from typing import TYPE_CHECKING, cast

from sourcebook.errors import UsageError

if TYPE_CHECKING:
    from sourcebook.publish.contract import BookView, CardLines, Exporter, ExportReport
    from sourcebook.publish.withholding import Disclosure

__all__ = ["export", "exporter_named", "format_names", "is_whole"]


GROUP = "sourcebook.exporters"


def _doors() -> list[EntryPoint]:
    return sorted(entry_points(group=GROUP), key=lambda point: (point.name, point.value))


def format_names() -> tuple[str, ...]:
    """The names of all installed formats, sorted."""
    return tuple(dict.fromkeys(point.name for point in _doors()))


def exporter_named(name: str) -> Exporter:
    """The exporter of this format; a usage error names the formats that there are."""
    found = [point for point in _doors() if point.name == name]
    if not found:
        raise UsageError(f"There is no export format {name!r}; use one of {', '.join(format_names())}.")
    return cast("Exporter", found[0].load()())


def is_whole(name: str) -> bool:
    """Whether this format hands on the book itself, with every name: for work and not for publication."""
    return bool(getattr(exporter_named(name), "whole", False))


def export(
    book: BookView, format_name: str, out: Path, disclosure: Disclosure | None = None, card: CardLines | None = None
) -> ExportReport:
    """Write the book in this format to the folder ``out`` and say what was written, left out, lost or withheld.

    Names of private persons are withheld, unless ``disclosure`` or a decision in the book says otherwise. An exporter
    that hands on the book itself, for work and not for publication, has the attribute ``whole``: it gets all.
    ``card`` gives the accuracy card for formats that are read by people.
    """
    from sourcebook.publish.kept import Kept
    from sourcebook.publish.lifting import with_lifted
    from sourcebook.publish.withholding import Disclosure, WithheldView

    exporter, shown = exporter_named(format_name), with_lifted(disclosure or Disclosure(), book)
    if is_whole(format_name):
        return exporter.export(book, out)
    view: Kept | WithheldView = Kept(book) if shown.everyone else WithheldView(book, shown)
    view.card = card
    report = exporter.export(view, out)
    return replace(report, withheld=view.withheld())

"""What an exporter is given and gives back, and how it writes a folder so that none is ever half written."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol, TypeAlias, TypeVar

from sourcebook.errors import ExportError
from sourcebook.records.links import Failure

Row = TypeVar("Row")
CardLines: TypeAlias = Callable[[], Sequence[tuple[str, str, str]]]
"""The accuracy card when it is asked for: field, share with its interval, counts."""


class BookView(Protocol):
    """What an exporter reads of a book; ``store.Book`` is one."""

    def rows(self, record: type[Row], /) -> Iterable[Row]:
        """All records of a type, sorted by id."""

    def row(self, record: type[Row], record_id: str, /) -> Row | None:
        """The record with this id."""

    def origin_groups(self) -> Mapping[str, str]:
        """The origin group of each document."""

    def claim_events(self) -> Mapping[str, str]:
        """The event of each claim that has one."""

    def paths_behind(self, failure: Failure, /) -> Sequence[str]:
        """The paths of the documents that a failure concerns."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportReport:
    """What an export wrote, what it left out or lost, and whose names it withheld, each with a reason and a count."""

    format: str
    out: Path
    counts: tuple[tuple[str, int], ...]
    left_out: tuple[tuple[str, int], ...] = ()
    lost: tuple[tuple[str, int], ...] = ()
    warnings: tuple[tuple[str, int], ...] = ()
    withheld: tuple[tuple[str, int], ...] = ()
    attribution: tuple[str, ...] = ()

    def as_dict(self) -> dict[str, Any]:
        """The report as JSON: a key for each part, and ``attribution``: whose lists of places it rests on."""
        return {
            "format": self.format,
            "counts": dict(self.counts),
            "left_out": dict(self.left_out),
            "lost": dict(self.lost),
            "warnings": dict(self.warnings),
            "withheld": dict(self.withheld),
            "attribution": list(self.attribution),
        }


class Exporter(Protocol):
    """Writes a book in one format."""

    def export(self, book: BookView, out: Path) -> ExportReport:
        """Write the book to the folder ``out``."""


@contextmanager
def folder_written_whole(out: Path, names: Iterable[str]) -> Iterator[Path]:
    """A temporary folder that takes the place of ``out`` when all is written, and vanishes when anything fails.

    ``names`` are the files that this exporter writes: a folder that holds anything else is not ours to replace.
    """
    known = set(names)
    _refuse_foreign(out, known)
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        aside = Path(tempfile.mkdtemp(prefix=f".{out.name}.", dir=out.parent))
    except OSError as error:
        raise ExportError(
            f"The folder {out} cannot be written ({error.strerror}); choose another with --out."
        ) from error
    fresh, former = aside / "new", aside / "former"
    try:
        fresh.mkdir()
        yield fresh
        if out.exists():
            out.rename(former)
        fresh.rename(out)
    except OSError as error:
        if former.exists() and not out.exists():
            former.rename(out)
        raise ExportError(
            f"The export to {out} could not be finished ({error.strerror or error}); what stood there is as it was. "
            "Make room, or choose another folder with --out."
        ) from error
    finally:
        shutil.rmtree(aside, ignore_errors=True)


def _refuse_foreign(out: Path, known: set[str]) -> None:
    if not out.exists():
        return
    if not out.is_dir():
        raise ExportError(f"{out} is a file; an export needs a folder, so choose another name with --out.")
    foreign = sorted(path.name for path in out.iterdir() if path.name not in known)
    if foreign:
        raise ExportError(
            f"The folder {out} holds {foreign[0]!r}, which no earlier export of this format wrote; "
            "choose an empty or a new folder with --out."
        )

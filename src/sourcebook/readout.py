"""What is read in one file, without a book: every document in it, taken through the rooms and handed back."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from sourcebook.errors import NotFoundError, UsageError
from sourcebook.records.links import Failure
from sourcebook.records.reading import Reading
from sourcebook.records.text import Document, Metadata, Original
from sourcebook.stages import Outcome, PerRecord, outcome
from sourcebook.store.originals import Originals

if TYPE_CHECKING:
    from sourcebook.pipeline import Settings

PUBLISHED = "published_on"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What of a file is to be read: one document by its name, or all; ``published_on`` goes before what it states.

    A document is named by its id, the beginning of that, the id that its row gives, its path, or the end of its path.
    """

    document: str = ""
    published_on: date | None = None

    def names(self, document: Document) -> bool:
        """Whether this document is one of those wanted."""
        name, path = self.document, document.path
        return (
            not name
            or name in (document.given_id, path)
            or document.document_id.startswith(name)
            or path.endswith((f"#{name}", f"/{name}"))
        )

    def told(self, original: Original) -> Original:
        """The original with what the user says of it, which goes before all else."""
        if self.published_on is None:
            return original
        said = Metadata(field=PUBLISHED, value=self.published_on.isoformat())
        return replace(original, metadata=(said, *original.metadata))


def read_out(path: Path | str, settings: Settings, wanted: Wanted | None = None) -> Iterator[Reading | Failure]:
    """The reading of each document in a file, or the failure that stands for it, in the order of the file.

    Nothing is kept: the bytes lie in a temporary folder while they are read.
    """
    file, asked = Path(path), wanted or Wanted()
    if file.is_dir():
        raise UsageError(f"{file} is a folder, and one file is read out; make a book of it with: sourcebook build")
    if not file.exists():
        raise NotFoundError(f"There is no file {file}; check the name.")
    none = True
    with tempfile.TemporaryDirectory(prefix="sourcebook-") as folder:
        for one in _readings(file, settings, asked, Path(folder)):
            none = False
            yield one
    if none and asked.document:
        raise NotFoundError(f"{file} holds no document {asked.document!r}; without --document all are read.")


def _readings(file: Path, settings: Settings, wanted: Wanted, folder: Path) -> Iterator[Reading | Failure]:
    from sourcebook.pipeline import reading

    ingest, read = (stage for stage in reading(settings, folder) if isinstance(stage, PerRecord))
    ingested = partial(outcome, ingest, ingest.build())
    room: Callable[[Document], Outcome] | None = None
    for original in _originals(file, settings, Originals(folder)):
        if isinstance(original, Failure):
            yield from _of_the_whole(original, wanted)
            continue
        made = ingested(original.original_id, wanted.told(original))
        yield from _of_the_whole(made.failure, wanted)
        for document in filter(wanted.names, made.records):
            # The language model takes a while to load: not for a file that holds nothing to read.
            room = room or _room(read)
            done = room(document)
            yield from (done.failure,) if done.failure else done.records


def _originals(file: Path, settings: Settings, kept: Originals) -> Iterator[Original | Failure]:
    from sourcebook.ingest import originals_in

    for found in originals_in([file], settings.ingest):
        if found.failure is not None:
            yield found.failure
        if found.original is not None and found.file is not None:
            if not kept.path(found.original.stored).exists():
                kept.keep(found.file)
            yield found.original


def _of_the_whole(failure: Failure | None, wanted: Wanted) -> tuple[Failure, ...]:
    """The failure of an input that became no document; nothing where one document alone is asked for."""
    return () if failure is None or wanted.document else (failure,)


def _room(read: PerRecord) -> Callable[[Document], Outcome]:
    run = read.build()
    return lambda document: outcome(read, run, document.path, document)

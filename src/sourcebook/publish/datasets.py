"""The rows of a dataset's file as claims, to be compared with a book and not taken into it."""

from __future__ import annotations

import csv
import gzip
import io
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TextIO

from sourcebook.datasets import claim_from, claim_in, row_mentions
from sourcebook.datasets.row import RowClaim
from sourcebook.errors import UnreadableError, UsageError
from sourcebook.ingest.canonical import assembled
from sourcebook.ingest.dataset_rows import (
    Dataset,
    dataset_with,
    datasets,
    near_dataset,
    parted_otherwise,
    row_pieces,
    row_text,
)
from sourcebook.records.claims import Claim
from sourcebook.records.reading import Reading
from sourcebook.records.text import Document
from sourcebook.resolve import actor_resolver

DELIMITERS = ",;\t|"
SAVE_AS = "from a spreadsheet, save it as CSV UTF-8"
NO_DAY = "expected a day as"
"""Stands in what is said of a cell that is no day."""
LONGEST_CELL = 1 << 24


@dataclass(frozen=True, slots=True)
class DatasetRow:
    """A row of a dataset: its own id, the line that sums it up, its claim where that may be met; else its country."""

    row_id: str
    text: str
    claim: Claim | None
    country: str | None


@dataclass(slots=True)
class DatasetFile:
    """A dataset's file: which dataset it is, its rows with a claim, and how many rows had none and why."""

    path: Path
    dataset: str
    rows: list[DatasetRow]
    without_claim: int = 0
    unreadable: int = 0
    reservations: int = 0
    without_day: int = 0
    first_without_day: str = ""


def dataset_file(path: Path, wanted: Collection[str] | None = None) -> DatasetFile:
    """Read a CSV file, plain or gzipped, whose header is a dataset's; a usage error says what else was found.

    Of rows of other countries than those ``wanted``, where given, the claims are not kept: a file may have millions.
    """
    with _opened(path) as file:
        reader, dataset = _rows(path, file)
        found = DatasetFile(path=path, dataset=dataset.name, rows=[])
        ids = _ActorIds()
        try:
            for row in reader:
                _take(found, dataset, row, ids)
                if found.rows and wanted is not None and found.rows[-1].country not in wanted:
                    found.rows[-1] = replace(found.rows[-1], claim=None)
        except csv.Error as error:
            raise UsageError(f"{path} is no valid CSV after {reader.line_num} lines ({error}); save it anew.") from None
        except (UnicodeDecodeError, EOFError, gzip.BadGzipFile) as error:
            raise UsageError(
                f"{path} cannot be read to its end ({error}); is it whole, and in UTF-8? {SAVE_AS}."
            ) from None
    return found


@contextmanager
def _opened(path: Path) -> Iterator[TextIO]:
    if not path.is_file():
        raise UsageError(f"There is no file {path}; name a dataset's CSV file.")
    with path.open("rb") as raw:
        packed = raw.read(2) == b"\x1f\x8b"
        raw.seek(0)
        source = gzip.GzipFile(fileobj=raw) if packed else raw
        yield io.TextIOWrapper(source, encoding="utf-8-sig", newline="")


def _rows(path: Path, file: TextIO) -> tuple[csv.DictReader[str], Dataset]:
    csv.field_size_limit(LONGEST_CELL)
    try:
        header = file.readline()
    except (UnicodeDecodeError, gzip.BadGzipFile, EOFError) as error:
        raise UsageError(f"{path} is no CSV file in UTF-8 ({error}); {SAVE_AS}.") from None
    delimiter = max(DELIMITERS, key=header.count)
    names = next(csv.reader([header], delimiter=delimiter), [])
    dataset = dataset_with(tuple(names))
    if dataset is None:
        known = ", ".join(each.name for each in datasets())
        why = parted_otherwise(header) or near_dataset(names) or f"has a header that is none of {known}"
        raise UsageError(f"{path} {why}.")
    return csv.DictReader(file, fieldnames=names, delimiter=delimiter), dataset


@dataclass(slots=True)
class _ActorIds:
    """The ids of actors by name, each resolved once."""

    resolved: Callable[[Reading], Reading] = field(default_factory=actor_resolver)
    known: dict[str, str | None] = field(default_factory=dict)

    def of(self, document: Document, claim: RowClaim) -> dict[tuple[int, int], str | None]:
        """The ids of a row's actors, by where they stand."""
        named = [(party.name, party.words) for party in claim.parties if party.words]
        if any(name not in self.known for name, _ in named):
            reading = self.resolved(row_mentions(Reading(document_id=document.document_id, document=document)))
            self.known |= {mention.name or "": mention.actor_id for mention in reading.mentions}
        return {(words.start, words.end): self.known.setdefault(name, None) for name, words in named}


def _take(found: DatasetFile, dataset: Dataset, row: Mapping[str, object], ids: _ActorIds) -> None:
    try:
        text, row_id = row_text(dataset, row)
    except UnreadableError:
        found.unreadable += 1
        return
    said, blocks = assembled(row_pieces(text))
    document = Document(document_id=f"row-{row_id}", path=row_id, sha256="", original="", text=said, blocks=blocks)
    told, problems = claim_in(document)
    found.reservations += bool(problems)
    if no_day := next((problem for problem in problems if NO_DAY in problem), ""):
        found.without_day += 1
        found.first_without_day = found.first_without_day or f"row {row_id}: {no_day}"
    if told is None:
        found.without_claim += 1
        return
    claim = claim_from(document, told, ids.of(document, told))
    country = claim.place.country if claim.place else None
    found.rows.append(DatasetRow(row_id, claim.words.quote, replace(claim, also=()), country))

"""JSONL and CSV files: containers of one document a row, each row known by where its bytes lie."""

from __future__ import annotations

import codecs
import csv
import io
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from sourcebook.errors import LimitError, UnreadableError
from sourcebook.ingest.canonical import clean, one_line
from sourcebook.ingest.dataset_rows import Dataset, dataset_with, datasets, near_dataset, parted_otherwise, row_text
from sourcebook.ingest.encoding import decoded
from sourcebook.ingest.extract import Rank, Stated
from sourcebook.ingest.headline import headline_over
from sourcebook.ingest.limits import Limits
from sourcebook.ingest.metadata import field_named

TEXT = ("text", "body", "content", "article")
IDENTITY = ("id", "docid", "doc_id", "document_id")
WIDE = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
LONGEST_ID = 200
DELIMITERS = ",;\t|"


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """The bytes of one row: where they lie, the number of its first line, and what cannot be read of it, if so."""

    number: int
    offset: int
    data: bytes
    problem: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fields:
    """What a row holds: its text, its own id, what it states of the document, the dataset that it is a row of.

    ``headline`` is the title, where it reads like one and the text lacks it: a report is read under its headline.
    """

    text: str
    headline: str = ""
    given_id: str | None = None
    stated: tuple[Stated, ...] = ()
    dataset: str | None = None


def rows_in(path: Path, kind: str, limits: Limits) -> Iterator[Row]:
    """Every row of a container that is not blank; a CSV file's first row, its header, is none."""
    with path.open("rb") as file:
        if file.read(2) in WIDE:
            raise UnreadableError(f"is a {kind.upper()} file in UTF-16; save it as UTF-8")
        file.seek(0)
        if kind == "jsonl":
            yield from json_lines(file, limits)
        else:
            yield from csv_records(file, limits)


def lines_of(file: BinaryIO, most: int) -> Iterator[tuple[int, bytes, int]]:
    """Offset, bytes and whole length of every line; of a line longer than ``most`` only so many bytes are kept."""
    offset = 0
    while line := file.readline(most):
        length = len(line)
        while not line.endswith(b"\n") and (rest := file.readline(1 << 20)):
            length += len(rest)
            if rest.endswith(b"\n"):
                break
        yield offset, line, length
        offset += length


def json_lines(file: BinaryIO, limits: Limits) -> Iterator[Row]:
    """The rows of a JSONL file."""
    for number, (offset, line, length) in enumerate(lines_of(file, limits.file_bytes), 1):
        skipped = len(codecs.BOM_UTF8) if number == 1 and line.startswith(codecs.BOM_UTF8) else 0
        data = line[skipped:].strip()
        if not data:
            continue
        problem = f"the row has {length} bytes, more than {limits.file_megabytes} MB" if length > len(line) else ""
        start = offset + skipped + (len(line) - skipped - len(line[skipped:].lstrip()))
        yield Row(number=number, offset=start, data=data, problem=problem)


def csv_records(file: BinaryIO, limits: Limits) -> Iterator[Row]:
    """The rows of a CSV file after its header; a row in quotes may run over several lines."""
    held: list[bytes] = []
    start = first = quotes = size = 0
    headed = False
    for number, (offset, line, length) in enumerate(lines_of(file, limits.file_bytes), 1):
        if not held:
            start, first, quotes, size = offset, number, 0, 0
        held.append(line)
        quotes += line.count(b'"')
        size += length
        if quotes % 2 and size <= limits.file_bytes:
            continue
        data, held = b"".join(held).rstrip(b"\r\n"), []
        if headed and data.strip():
            problem = "a quotation mark is not closed" if quotes % 2 else ""
            yield Row(number=first, offset=start, data=data, problem=problem)
        headed = headed or bool(data.strip())
    if held and headed:
        data = b"".join(held).rstrip(b"\r\n")
        yield Row(
            number=first, offset=start, data=data, problem="a quotation mark is not closed to the end of the file"
        )


def csv_header(path: Path) -> tuple[list[str], str]:
    """The names of a CSV file's columns, and the character that parts them."""
    with path.open("rb") as file:
        line = next((line for line in file if line.strip()), b"")
    if line.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise UnreadableError("is a table in UTF-16, as spreadsheets save it as text; save it as CSV UTF-8")
    text = decoded(line[:100_000]).text.strip()
    delimiter = max(DELIMITERS, key=text.count)
    if delimiter not in text and (why := parted_otherwise(text)):
        raise UnreadableError(why)
    try:
        names = next(csv.reader([text], delimiter=delimiter), [])
    except csv.Error as error:
        raise UnreadableError(f"has a first row that is no valid header ({error}); name its columns there") from None
    return [name.strip() for name in names], delimiter


def unfit(names: Sequence[str]) -> str:
    """A sentence about a header under which no row can be a document; else empty.

    >>> unfit(["id", "text"]), unfit(["id", "headline"])[:24]
    ('', 'has no column for a text')
    """
    if dataset_with(tuple(names)) is not None or {name.strip().lower() for name in names} & set(TEXT):
        return ""
    known = ", ".join(each.name for each in datasets())
    return near_dataset(names) or (
        f"has no column for a text; expected one called 'text', or the header of {known}, in its first row"
    )


def json_fields(data: bytes) -> Fields:
    """What a row of a JSONL file holds. Raises `UnreadableError` where it is no object with a text."""
    try:
        found = json.loads(decoded(data).text)
    except json.JSONDecodeError as error:
        raise UnreadableError(
            f"is no valid JSON at character {error.pos} ({error.msg}); the other lines are read"
        ) from None
    except RecursionError:
        raise LimitError("is JSON nested too deeply to be a document") from None
    if not isinstance(found, Mapping):
        raise UnreadableError("is JSON but no object; expected an object with the key 'text'")
    return fields_of(found)


def csv_fields(data: bytes, names: list[str], delimiter: str) -> Fields:
    """What a row of a CSV file holds. Raises `UnreadableError` where the header names no text."""
    csv.field_size_limit(1 << 30)
    try:
        values = next(csv.reader(io.StringIO(decoded(data).text, newline=""), delimiter=delimiter), [])
    except csv.Error as error:
        raise UnreadableError(f"is no valid row of a CSV file ({error})") from None
    if len(values) > len(names):
        raise UnreadableError(f"has {len(values)} values for {len(names)} columns; put quotation marks around its text")
    row = dict(zip(names, values, strict=False))
    if (dataset := dataset_with(tuple(names))) is not None:
        return dataset_fields(dataset, row)
    if near := near_dataset(names):
        raise UnreadableError(near)
    return fields_of(row)


def dataset_fields(dataset: Dataset, row: Mapping[str, object]) -> Fields:
    """What a row of a dataset holds: its columns as text; its source is the dataset."""
    text, row_id = row_text(dataset, row)
    said = {"source": dataset.name, "title": f"{dataset.name} row {row_id}", "language": "en"}
    stated = tuple(Stated(field=field, value=value, rank=Rank.GIVEN) for field, value in said.items())
    return Fields(text=text, given_id=row_id[:LONGEST_ID], stated=stated, dataset=dataset.name)


def fields_of(found: Mapping[str, object]) -> Fields:
    """The text, id and statements among a row's columns, whatever their case."""
    folded = {key.strip().lower(): value for key, value in found.items()}
    text = next((value for name in TEXT if isinstance(value := folded.get(name), str) and value.strip()), None)
    if text is None:
        raise UnreadableError("has no text; expected the column or key 'text'")
    given = next((value for name in IDENTITY if (value := folded.get(name)) not in (None, "")), None)
    stated = tuple(
        Stated(field=field, value=str(value), rank=Rank.GIVEN)
        for name, value in folded.items()
        if (field := field_named(name)) and isinstance(value, (str, int, float)) and str(value).strip()
    )
    given_id = one_line(clean(str(given)))[:LONGEST_ID] if given is not None else ""
    title = next((one.value for one in stated if one.field == "title"), "")
    return Fields(text=text, headline=headline_over(text, title), given_id=given_id or None, stated=stated)

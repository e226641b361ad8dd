"""From a stored file to documents: the right reader in its limits, the metadata believed, attachments as children."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from sourcebook.errors import LimitError, SourcebookError, UnreadableError
from sourcebook.ingest.addresses import days_in
from sourcebook.ingest.canonical import assembled, clean
from sourcebook.ingest.dataset_rows import row_pieces
from sourcebook.ingest.extract import Attachment, Extract, Rank, Stated, heading
from sourcebook.ingest.language import language_of, not_read
from sourcebook.ingest.limits import Limits
from sourcebook.ingest.metadata import described
from sourcebook.ingest.plugins import IN_PROCESS, added_formats, reader_of
from sourcebook.ingest.rows import Fields, csv_fields, csv_header, json_fields
from sourcebook.ingest.sandbox import Sandbox
from sourcebook.ingest.scan import ALSO_AT, GIVEN_ID, SAME_ID
from sourcebook.ingest.sniff import CONTAINERS, HEAD, extension, format_of
from sourcebook.ingest.text import text_extract
from sourcebook.records.ids import content_id
from sourcebook.records.text import Block, Document, Original


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What is known of a document before its text: its name, its bytes' names, its parent."""

    path: str
    sha256: str
    stored: str
    given_id: str | None = None
    parent_id: str | None = None
    stated: tuple[Stated, ...] = ()
    problems: tuple[str, ...] = ()


def document_reader(originals: Path, limits: Limits) -> Callable[[Original], Iterable[Document]]:
    """Build the reader of stored files; ``originals`` is the folder in which they lie under their SHA-256."""
    sandbox = Sandbox(limits)

    def read(original: Original) -> Iterable[Document]:
        try:
            return tuple(documents_of(original, stored_file(originals, original.stored), sandbox, limits))
        except UnreadableError as error:
            raise type(error)(f"{original.path} {error}") from None
        except FileNotFoundError:
            sentence = f"{original.path} is missing among the stored originals ({original.stored}); add it again"
            raise UnreadableError(sentence) from None
        except OSError as error:
            raise UnreadableError(
                f"{original.path} cannot be opened: {error.strerror}; check its permissions"
            ) from None

    return read


def stored_file(originals: Path, sha256: str) -> Path:
    """Where a stored file lies: a folder of the first two letters of its SHA-256, then all of it."""
    return originals / sha256[:2] / sha256


def documents_of(original: Original, file: Path, sandbox: Sandbox, limits: Limits) -> Iterator[Document]:
    """The documents of one original: the one it is, then its attachments."""
    given = given_of(original)
    if original.offset is not None and original.length is not None:
        fields = row_fields(original, file)
        text, problems = limits.cut(fields.text)
        extract = Extract(pieces=row_pieces(text)) if fields.dataset else under_headline(text, fields.headline)
        given = replace(given, given_id=fields.given_id, stated=(*given.stated, *fields.stated))
        yield document_from(given, replace(extract, problems=(*problems, *extract.problems)), limits)
        return
    with file.open("rb") as opened:
        name = format_of(original.path, opened.read(HEAD), added_formats())
    extract = extracted(name, file, sandbox, limits)
    yield from family(given, extract, sandbox, limits, 1)


def extracted(name: str, source: Path | bytes, sandbox: Sandbox, limits: Limits) -> Extract:
    """What the reader of a format finds: simple formats are read here, all others in the child process."""
    if name not in IN_PROCESS:
        return sandbox.extract(name, source)
    return reader_of(name).extract(source if isinstance(source, bytes) else source.read_bytes(), limits)


def under_headline(text: str, headline: str) -> Extract:
    """The pieces of a row's text, its headline before them."""
    found = text_extract(clean(text))
    return replace(found, pieces=(heading(headline, 1), *found.pieces)) if headline else found


def given_of(original: Original) -> Given:
    """What an original says of its document."""
    told = {entry.field: entry.value for entry in original.metadata}
    twice = tuple(f"the same bytes also stand at {one.value}" for one in original.metadata if one.field == ALSO_AT)
    same = tuple(one.value for one in original.metadata if one.field == SAME_ID)
    return Given(
        path=original.path,
        sha256=original.sha256,
        stored=original.stored,
        given_id=told.get(GIVEN_ID),
        stated=tuple(Stated(field=one.field, value=one.value, rank=Rank.GIVEN) for one in original.metadata),
        problems=(*twice, *same),
    )


def row_fields(original: Original, file: Path) -> Fields:
    """What the row of a container holds."""
    with file.open("rb") as opened:
        opened.seek(original.offset or 0)
        data = opened.read(original.length)
    if hashlib.sha256(data).hexdigest() != original.sha256:
        raise UnreadableError("is not what it was when it was added: its stored file has changed; add it again")
    if CONTAINERS.get(extension(original.path)) == "jsonl":
        return json_fields(data)
    names, delimiter = columns_of(file)
    return csv_fields(data, names, delimiter)


@lru_cache(maxsize=16)
def columns_of(file: Path) -> tuple[list[str], str]:
    """The columns of a stored CSV file, read once."""
    return csv_header(file)


def family(given: Given, extract: Extract, sandbox: Sandbox, limits: Limits, depth: int) -> Iterator[Document]:
    """A document and, after it, the documents attached to it; what cannot be read of them is said in the document."""
    document = document_from(given, extract, limits)
    children: list[Document] = []
    problems: list[str] = []
    for attached in extract.attachments:
        if depth >= limits.nesting:
            problems.append(f"attachments were not read below {limits.nesting} levels of nesting")
            break
        try:
            children.extend(attached_documents(document, attached, sandbox, limits, depth))
        except SourcebookError as error:
            problems.append(f"the attachment {attached.name} was not read: it {error}")
    yield replace(document, problems=(*document.problems, *problems))
    yield from children


def attached_documents(
    parent: Document, attached: Attachment, sandbox: Sandbox, limits: Limits, depth: int
) -> Iterator[Document]:
    """The documents of one attachment."""
    if len(attached.data) > limits.file_bytes:
        raise LimitError(f"has more than {limits.file_megabytes} MB")
    if not attached.data.strip():
        raise UnreadableError("is empty")
    sha256 = hashlib.sha256(attached.data).hexdigest()
    name = format_of(attached.name, attached.data[:HEAD], added_formats())
    extract = extracted(name, attached.data, sandbox, limits)
    given = Given(
        path=f"{parent.path}/{attached.name}",
        sha256=sha256,
        stored=parent.original,
        parent_id=parent.document_id,
        stated=tuple(Stated(field=f, value=str(v), rank=Rank.GUESS) for f, v in inherited(parent) if v),
    )
    yield from family(given, extract, sandbox, limits, depth + 1)


def inherited(parent: Document) -> Iterator[tuple[str, object]]:
    """What an attachment takes from its mail where it says nothing itself; marked as guessed."""
    yield "source", parent.source
    yield "published_on", parent.published_on


def document_from(given: Given, extract: Extract, limits: Limits) -> Document:
    """The document of what a reader found."""
    text, blocks = assembled(extract.pieces)
    text, blocks, shortened = within(text, blocks, limits)
    stated = [*given.stated, *extract.stated]
    known = described(stated)
    guesses = [*dated_by_url(known.url if known.published_on is None else None), *language_of(text, known.language)]
    if guesses:
        known = described([*stated, *guesses])
    silent = () if text else ("no text was found",)
    parts = (given.parent_id, given.path) if given.parent_id else (given.given_id or "",)
    return Document(
        document_id=content_id("d", given.sha256, *parts),
        path=given.path,
        sha256=given.sha256,
        original=given.stored,
        text=text,
        blocks=blocks,
        given_id=given.given_id,
        parent_id=given.parent_id,
        title=known.title,
        source=known.source,
        url=known.url,
        published_on=known.published_on,
        language=known.language,
        guessed=known.guessed,
        problems=(*given.problems, *extract.problems, *known.problems, *shortened, *silent, *not_read(known.language)),
    )


def within(text: str, blocks: tuple[Block, ...], limits: Limits) -> tuple[str, tuple[Block, ...], tuple[str, ...]]:
    """A text cut after the last block that the limit allows, with a sentence that says so."""
    if len(text) <= limits.characters:
        return text, blocks, ()
    kept = [block for block in blocks if block.end <= limits.characters]
    kept = kept or [replace(blocks[0], end=limits.characters)]
    end = kept[-1].end
    sentence = f"only the first {end} of {len(text)} characters were read (limit ingest.characters)"
    return text[:end], tuple(kept), (sentence,)


def dated_by_url(url: str | None) -> Iterator[Stated]:
    """The date in a URL such as ``/2019/01/18/``: a guess at when the page was published."""
    for day in days_in(url or ""):
        yield Stated(field="published_on", value=day.isoformat(), rank=Rank.GUESS)
        return

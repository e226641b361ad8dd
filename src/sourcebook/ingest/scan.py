"""The files of a folder: what is a document, what holds several, what cannot be taken, and what stands there twice."""

from __future__ import annotations

import csv
import hashlib
import os
import re
import stat
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from sourcebook.errors import LimitError, UnreadableError, UsageError
from sourcebook.ingest.encoding import decoded
from sourcebook.ingest.limits import Limits
from sourcebook.ingest.metadata import field_named
from sourcebook.ingest.plugins import added_formats
from sourcebook.ingest.rows import Row, csv_fields, csv_header, json_fields, rows_in, unfit
from sourcebook.ingest.sniff import CONTAINERS, HEAD, extension, format_of
from sourcebook.records.ids import content_id
from sourcebook.records.links import Failure
from sourcebook.records.text import Metadata, Original

SIDECAR = "documents.csv"
OF_A_BOOK = re.compile(r"\.book(?:[-.](?:wal|shm|lock|originals))?$")  # a book may stand among what it is made of
ALSO_AT = "also_at"
SAME_ID = "same_id"
GIVEN_ID = "id"
CHUNK = 1 << 20
WAITING = {stat.S_ISFIFO: "a pipe", stat.S_ISSOCK: "a socket", stat.S_ISCHR: "a device", stat.S_ISBLK: "a device"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A document found, with the file to be stored for it; or the failure that stands for what cannot be taken.

    ``root`` is the file or folder, as the user named it, in which it was met.
    """

    root: Path
    original: Original | None = None
    file: Path | None = None
    failure: Failure | None = None


@dataclass(slots=True)
class Harvest:
    """What has been found so far, in order, and by which bytes and ids it is known; ``root`` is being looked at."""

    root: Path = field(default_factory=Path)
    found: list[Found] = field(default_factory=list)
    by_bytes: dict[str, int] = field(default_factory=dict)
    by_id: dict[str, str] = field(default_factory=dict)

    def fail(self, path: str, error: type[Exception], message: str) -> None:
        """Keep what cannot be taken."""
        failure = Failure(stage="ingest", record_id=path, error=error.__name__, message=f"{path} {message}")
        self.found.append(Found(root=self.root, failure=failure))

    def take(self, original: Original, file: Path, given_id: str | None = None) -> None:
        """Keep a document, or say at the first one that the same bytes stand here too."""
        if (index := self.by_bytes.get(original.sha256)) is not None:
            first = self.found[index]
            if first.original is not None:
                again = (*first.original.metadata, Metadata(field=ALSO_AT, value=original.path))
                self.found[index] = replace(first, original=replace(first.original, metadata=again))
            return
        if given_id is not None:
            first_path = self.by_id.setdefault(given_id, original.path)
            if first_path != original.path:
                twice = f"the id {given_id} is also that of {first_path}; both are kept"
                original = replace(original, metadata=(*original.metadata, Metadata(field=SAME_ID, value=twice)))
        self.by_bytes[original.sha256] = len(self.found)
        self.found.append(Found(root=self.root, original=original, file=file))


def originals_in(paths: Sequence[Path], limits: Limits) -> Iterator[Found]:
    """Every document under these files and folders, sorted by path: identical bytes are one document.

    Raises `UsageError` where a path that the user named is not there.
    """
    harvest = Harvest()
    for path in paths:
        if not path.exists():
            raise UsageError(f"{path} is not there; name a file or folder with documents")
        root = harvest.root = path.resolve()
        if root.is_dir():
            scan_folder(harvest, root, limits)
        else:
            scan_file(harvest, root, (root, root.name), {}, limits)
    yield from harvest.found


def scan_folder(harvest: Harvest, root: Path, limits: Limits) -> None:
    """Every document in a folder and the folders in it; names that begin with a dot are left out, and books."""

    def unreadable(error: OSError) -> None:
        harvest.fail(relative(Path(error.filename), root), UnreadableError, f"cannot be opened: {error.strerror}")

    told: dict[Path, dict[str, str]] = {}
    for folder, folders, names in os.walk(root, onerror=unreadable):
        here = Path(folder)
        outside = [name for name in folders if (here / name).is_symlink() and not inside(here / name, root)]
        for name in sorted(outside):
            harvest.fail(
                relative(here / name, root), UnreadableError, "is a symbolic link out of the folder; not followed"
            )
        folders[:] = sorted(name for name in folders if not name.startswith(".") and not OF_A_BOOK.search(name))
        shown = sorted(name for name in names if not name.startswith(".") and not OF_A_BOOK.search(name))
        sidecar = sidecar_of(harvest, here, root, shown)
        told.update(sidecar or {})
        for name in shown:
            if name == SIDECAR and sidecar is not None:
                continue
            scan_file(harvest, root, (here / name, relative(here / name, root)), told.get(here / name, {}), limits)


def relative(path: Path, root: Path) -> str:
    """A path in the folder as it is shown: with slashes, and with bytes that are no text replaced."""
    name = path.relative_to(root).as_posix() if path != root else path.name
    return os.fsencode(name).decode("utf-8", "replace")


def inside(path: Path, root: Path) -> bool:
    """Whether a link leads to something in the folder."""
    return path.resolve().is_relative_to(root)


def scan_file(harvest: Harvest, root: Path, file: tuple[Path, str], told: dict[str, str], limits: Limits) -> None:
    """Take one file, given with its shown path; ``told`` is what the sidecar says of it."""
    path, shown = file
    try:
        check_file(path, root, limits)
        metadata = tuple(Metadata(field=name, value=value) for name, value in told.items())
        bare = Original(original_id="", path=shown, root=str(root), sha256="", stored="", metadata=metadata)
        if kind := CONTAINERS.get(extension(shown)):
            scan_rows(harvest, path, bare, kind, limits)
            return
        with path.open("rb") as opened:
            head = opened.read(HEAD)
        if not head.strip() and path.stat().st_size <= HEAD:
            raise UnreadableError("is empty; there is nothing to read")
        format_of(shown, head, added_formats())
        sha256 = sha256_of(path)
    except UnreadableError as error:
        harvest.fail(shown, type(error), str(error))
    except FileNotFoundError:
        harvest.fail(shown, UnreadableError, "vanished while it was read; run again if it comes back")
    except OSError as error:
        harvest.fail(shown, UnreadableError, f"cannot be opened: {error.strerror}; check its permissions")
    else:
        name = content_id("o", shown, sha256)
        harvest.take(replace(bare, original_id=name, sha256=sha256, stored=sha256), path, told.get(GIVEN_ID))


def check_file(path: Path, root: Path, limits: Limits) -> None:
    """Raise `UnreadableError` for what is no file in the folder, or too large a file."""
    if path.is_symlink() and root.is_dir() and not inside(path, root):
        raise UnreadableError("is a symbolic link out of the folder; not followed, copy the file here instead")
    found = path.stat()
    for is_one, what in WAITING.items():
        if is_one(found.st_mode):
            raise UnreadableError(f"is {what}, not a file; not opened")
    if found.st_size > limits.file_bytes and extension(path.name) not in CONTAINERS:
        size = (
            f"has {found.st_size // 1_000_000} MB, more than the {limits.file_megabytes} MB that one document may have"
        )
        raise LimitError(f"{size}; split it, or raise ingest.file_megabytes")


def sha256_of(path: Path) -> str:
    """The SHA-256 of a file, read piece by piece."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while piece := file.read(CHUNK):
            digest.update(piece)
    return digest.hexdigest()


def scan_rows(harvest: Harvest, path: Path, bare: Original, kind: str, limits: Limits) -> None:
    """Take every row of a container as a document of its own."""
    stored = sha256_of(path)
    names, delimiter = csv_header(path) if kind == "csv" else ([], "")
    if kind == "csv" and names and (why := unfit(names)):
        raise UnreadableError(why)
    none = True
    for row in rows_in(path, kind, limits):
        none = False
        line = f"{bare.path}#{row.number}"
        try:
            if row.problem:
                raise UnreadableError(row.problem)
            fields = json_fields(row.data) if kind == "jsonl" else csv_fields(row.data, names, delimiter)
        except UnreadableError as error:
            harvest.fail(line, type(error), f"(line {row.number}) {error}")
            continue
        name = f"{bare.path}#{fields.given_id}" if fields.given_id else line
        if fields.given_id and harvest.by_id.get(fields.given_id) == name:
            name = line
        harvest.take(original_of_row(bare, row, stored, name), path, fields.given_id)
    if none:
        raise UnreadableError("is empty; expected one document a row")


def original_of_row(bare: Original, row: Row, stored: str, path: str) -> Original:
    """The record of one row; two rows with one id differ in their bytes, so in their names."""
    sha256 = hashlib.sha256(row.data).hexdigest()
    return replace(
        bare,
        original_id=content_id("o", path, sha256),
        path=path,
        sha256=sha256,
        stored=stored,
        offset=row.offset,
        length=len(row.data),
    )


def sidecar_of(harvest: Harvest, folder: Path, root: Path, names: Sequence[str]) -> dict[Path, dict[str, str]] | None:
    """What ``documents.csv`` in a folder says of files in it and below; nothing where there is none."""
    path = folder / SIDECAR
    if SIDECAR not in names or (path.is_symlink() and not inside(path, root)):
        return None
    shown = relative(path, root)
    try:
        columns, delimiter = csv_header(path)
        folded = [name.lower() for name in columns]
        if "path" not in folded or "text" in folded:
            return None
        lines = decoded(path.read_bytes()).text.splitlines(keepends=True)
        rows = [dict(zip(folded, values, strict=False)) for values in csv.reader(lines, delimiter=delimiter)]
    except (OSError, UnreadableError, csv.Error) as error:
        harvest.fail(shown, UnreadableError, f"cannot be read: {error}")
        return {}
    told: dict[Path, dict[str, str]] = {}
    for number, row in enumerate(rows[1:], 2):
        if name := row.get("path", "").strip():
            file = Path(os.path.normpath(folder / name))
            if not os.path.lexists(file):
                harvest.fail(f"{shown}#{number}", UnreadableError, f"(row {number}) names {name}, which is not there")
            told[file] = statements(row)
    return told


def statements(row: dict[str, str]) -> dict[str, str]:
    """The fields that a row of the sidecar states."""
    named = {field_named(name): value.strip() for name, value in row.items()}
    told = {name: value for name, value in named.items() if name and value}
    return {**told, GIVEN_ID: row["id"].strip()} if row.get("id", "").strip() else told

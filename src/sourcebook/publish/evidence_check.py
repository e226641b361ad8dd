"""Whether an evidence package is as it was made: every file by its hash, every quote in its text, the log unbroken.

It needs the package alone. What is found is named, file by file.
"""

from __future__ import annotations

import json
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from sourcebook.errors import UsageError
from sourcebook.publish.evidence import CRATE, LOG, MANIFEST, ORIGINALS, SEAL
from sourcebook.store import custody

MOST_BYTES = 4 << 30
"""Unpacked, a package holds no more: one that claims to is not read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PackageReport:
    """What a check of a package found; no problem means that all is as it was made."""

    package: str
    files: int
    originals: int
    sealed: int
    quotes: int
    problems: tuple[str, ...]

    @property
    def ok(self) -> bool:
        """Whether the package is as it was made."""
        return not self.problems

    def as_dict(self) -> dict[str, Any]:
        """The report as JSON."""
        return {"well": self.ok, **asdict(self)}


def is_package(path: Path) -> bool:
    """Whether a file is an archive, and so may be a package."""
    return path.is_file() and zipfile.is_zipfile(path)


def check_package(path: Path, expected: str = "") -> PackageReport:
    """Check a package; ``expected`` is its number as it came on another way."""
    try:
        with zipfile.ZipFile(path) as archive:
            names = [entry.filename for entry in archive.infolist() if not entry.is_dir()]
            if sum(entry.file_size for entry in archive.infolist()) > MOST_BYTES:
                raise UsageError(f"{path} unpacks to more than {MOST_BYTES >> 30} GB, so it was not read.")
            if MANIFEST not in names:
                raise UsageError(
                    f"{path} is an archive without {MANIFEST}, so it is no evidence package; make one with: "
                    "sourcebook evidence"
                )
            return _Checking(archive, names, expected).report()
    except (OSError, zipfile.BadZipFile) as error:
        raise UsageError(f"{path} cannot be read as an archive ({error}); it is damaged, or no package.") from error


class _Checking:
    """One package being checked."""

    def __init__(self, archive: zipfile.ZipFile, names: list[str], expected: str) -> None:
        self.archive, self.names, self.expected = archive, names, expected.lower()
        self.damaged: list[str] = []
        self.contents = {name: self._content(name) for name in dict.fromkeys(names)}
        self.quotes = 0

    def _content(self, name: str) -> bytes:
        try:
            return self.archive.read(name)
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError) as error:
            self.damaged.append(f"{name} cannot be unpacked: {error}")
            return b""

    def report(self) -> PackageReport:
        """All that was found."""
        problems = [*self.damaged, *self._hashes(), *self._seal(), *self._records()]
        originals = self._rows("data/originals.jsonl")
        return PackageReport(
            package=sha256(self.contents[MANIFEST]).hexdigest(),
            files=len(self.names),
            originals=len({row.get("stored") for row in originals}),
            sealed=len({row.get("stored") for row in originals if row.get("sealed")}),
            quotes=self.quotes,
            problems=tuple(dict.fromkeys(problems)),
        )

    def _hashes(self) -> Iterator[str]:
        """Files that are not what the list says, that it does not name, and that are gone."""
        listed, unclear = self._listed()
        yield from unclear
        for name, digest in listed.items():
            if name not in self.contents:
                yield f"{name} is missing"
            elif sha256(self.contents[name]).hexdigest() != digest:
                yield f"{name} was changed: its SHA-256 is not the one in {MANIFEST}"
        for name in self.names:
            if name not in listed and name not in (MANIFEST, SEAL):
                yield f"{name} was put in: {MANIFEST} does not name it"
            if self.names.count(name) > 1:
                yield f"{name} stands in the archive more than once"

    def _listed(self) -> tuple[dict[str, str], list[str]]:
        """The hash of each file as the list gives it, and its lines that cannot be understood."""
        listed: dict[str, str] = {}
        unclear = []
        for number, line in enumerate(self.contents[MANIFEST].decode("utf-8", "replace").splitlines(), 1):
            digest, mark, name = line.partition("  ")
            if not mark or len(digest) != 64 or name in listed:
                unclear.append(f"line {number} of {MANIFEST} is not understood, or names a file again")
            listed[name] = digest
        return listed, unclear

    def _seal(self) -> Iterator[str]:
        """Whether the list of hashes is the one that was sealed, and the one that was told on another way."""
        package = sha256(self.contents[MANIFEST]).hexdigest()
        sealed = self._object(SEAL)
        if not sealed:
            yield f"{SEAL} is missing or cannot be read"
        elif sealed.get("package") != package or sealed.keys() != {"package"}:
            yield f"{MANIFEST} or {SEAL} was changed: the one does not fit the other"
        if self.expected and self.expected != package:
            yield f"the package's number is {package}, not the expected {self.expected}: it is another"

    def _records(self) -> Iterator[str]:
        """Whether what the files say holds together: quotes, originals, events, log, metadata."""
        texts = {str(row.get("id")): row for row in self._rows("data/documents.jsonl")}
        yield from self._quoted(texts)
        yield from self._originals()
        claims = {row.get("id") for row in self._rows("data/claims.jsonl")}
        for event in self._rows("data/events.jsonl"):
            if missing := [name for name in event.get("claims", ()) if name not in claims]:
                yield f"data/events.jsonl: {event.get('id')} rests on {missing[0]}, which is not in data/claims.jsonl"
        yield from (f"{LOG}: {problem}" for problem in custody.broken_links(self._rows(LOG)))
        if not self._object(CRATE).get("@graph"):
            yield f"{CRATE} is missing or cannot be read"

    def _quoted(self, texts: Mapping[str, Mapping[str, Any]]) -> Iterator[str]:
        for table in ("claims", "mentions"):
            for row in self._rows(f"data/{table}.jsonl"):
                text = str(texts.get(str(row.get("document")), {}).get("text", ""))
                self.quotes += 1
                if text[row.get("start", 0) : row.get("end", 0)] != row.get("quote"):
                    yield f"data/{table}.jsonl: the quote of {row.get('id')} does not stand in its document's text"

    def _originals(self) -> Iterator[str]:
        for row in self._rows("data/originals.jsonl"):
            stored, name = str(row.get("stored")), f"{ORIGINALS}{row.get('stored')}"
            if row.get("sealed"):
                continue
            if name not in self.contents:
                yield f"{name} is missing: the original of {row.get('document')}"
                continue
            content = self.contents[name]
            if sha256(content).hexdigest() != stored:
                yield f"{name} was changed: its bytes are not those that its name says"
            start, length = row.get("offset"), row.get("length")
            row_bytes = None if start is None or length is None else content[start : start + length]
            if row_bytes is not None and sha256(row_bytes).hexdigest() != row.get("sha256"):
                yield f"{name}: the bytes of {row.get('document')} are not those that were read"

    def _rows(self, name: str) -> list[dict[str, Any]]:
        """The lines of a file that are JSON objects; what is none is found by its hash."""
        found = []
        for line in self.contents.get(name, b"").splitlines():
            try:
                row = json.loads(line)
            except ValueError:
                continue
            if isinstance(row, dict):
                found.append(row)
        return found

    def _object(self, name: str) -> dict[str, Any]:
        try:
            found = json.loads(self.contents.get(name, b""))
        except ValueError:
            return {}
        return found if isinstance(found, dict) else {}

"""The folder of untouched originals beside a book: each file under its SHA-256, written whole or not at all."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import file_digest, sha256
from pathlib import Path

from sourcebook.errors import StorageError

_CHUNK = 1 << 20


class Originals:
    """Files that were read, kept as they were: ``<first two letters>/<sha256>``, read-only."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def path(self, sha: str) -> Path:
        """Where the file with this SHA-256 lies, or would lie."""
        return self.folder / sha[:2] / sha

    def keep(self, source: Path) -> str:
        """Store the bytes of a file and give their SHA-256. A file that is stored already is read only once.

        An error in reading the source is the caller's (`OSError`); one in writing here is a `StorageError`.
        """
        with source.open("rb") as file:
            known = file_digest(file, "sha256").hexdigest()
            if self.path(known).exists():
                return known
            file.seek(0)
            return self._stored(iter(lambda: file.read(_CHUNK), b""))

    def _stored(self, chunks: Iterator[bytes]) -> str:
        digest, temporary = sha256(), self._temporary()
        try:
            with temporary.open("wb") as file:
                for chunk in chunks:
                    digest.update(chunk)
                    with _writing_to(self.folder):
                        file.write(chunk)
                with _writing_to(self.folder):
                    file.flush()
                    os.fsync(file.fileno())
            with _writing_to(self.folder):
                temporary.chmod(0o444)
                final = self.path(digest.hexdigest())
                final.parent.mkdir(exist_ok=True)
                temporary.replace(final)
                _sync_folder(final.parent)
        finally:
            temporary.unlink(missing_ok=True)
        return digest.hexdigest()

    def _temporary(self) -> Path:
        with _writing_to(self.folder):
            self.folder.mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(prefix=".new-", dir=self.folder)
            os.close(handle)
        return Path(name)

    def stored(self) -> Iterator[str]:
        """The SHA-256 of every file that lies in the folder."""
        return (path.name for path in self.folder.glob("[0-9a-f][0-9a-f]/*"))

    def drop(self, sha: str) -> None:
        """Delete one stored file, where it still is."""
        self.path(sha).unlink(missing_ok=True)

    def sweep(self) -> None:
        """Delete what a killed run left half written."""
        for leftover in self.folder.glob(".new-*"):
            leftover.unlink(missing_ok=True)

    def damaged(self, expected: Iterator[str]) -> Iterator[str]:
        """Those of the expected SHA-256 whose file is missing or has other bytes."""
        for sha in expected:
            try:
                with self.path(sha).open("rb") as file:
                    if file_digest(file, "sha256").hexdigest() != sha:
                        yield sha
            except OSError:
                yield sha


@contextmanager
def _writing_to(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise StorageError(
            f"{folder} cannot be written ({error.strerror}); make room or choose another place, then run again"
        ) from error


def _sync_folder(folder: Path) -> None:
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)

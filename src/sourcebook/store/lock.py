"""One writer at a time: a lock beside the book that says who holds it and ends with its holder."""

from __future__ import annotations

import getpass
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from sourcebook.errors import BookLockedError, StorageError

if os.name == "posix":
    import fcntl

    def _take(file: IO[str]) -> None:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
else:  # pragma: no cover - Windows
    import msvcrt

    def _take(file: IO[str]) -> None:
        file.seek(1 << 20)  # beyond what is written, so that others can read who holds the lock
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined]  # Windows alone has it


@contextmanager
def writing(book: Path) -> Iterator[None]:
    """Hold the book for writing, or say at once who does."""
    path = book.with_name(book.name + ".lock")
    try:
        file = path.open("a+", encoding="utf-8")
    except OSError as error:
        raise StorageError(
            f"{path} cannot be written ({error.strerror}); choose a folder that you may write"
        ) from error
    with file:
        try:
            _take(file)
        except (BlockingIOError, PermissionError) as error:
            file.seek(0)
            holder = file.read(500).strip() or "another run"
            raise BookLockedError(f"{book} is being written by {holder}; wait until it ends, or end it") from error
        except OSError as error:
            raise StorageError(
                f"{path} cannot be locked ({error.strerror}); keep the book on a local disk while it is written"
            ) from error
        file.truncate(0)
        file.write(_me())
        file.flush()
        yield


def _me() -> str:
    try:
        user = getpass.getuser()
    except (OSError, KeyError):
        user = "unknown"
    return f"process {os.getpid()} of {user} on {socket.gethostname()}"

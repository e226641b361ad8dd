"""One file that takes its place when all of it is written."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sourcebook.errors import ExportError


@contextmanager
def file_written_whole(out: Path) -> Iterator[Path]:
    """A temporary file that becomes ``out`` when all is written, and vanishes when anything fails."""
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=f".{out.name}.", dir=out.parent)
        os.close(handle)
    except OSError as error:
        raise ExportError(f"The file {out} cannot be written ({error.strerror}); choose another with --out.") from error
    aside = Path(name)
    try:
        yield aside
        aside.chmod(0o644)
        aside.replace(out)
    except OSError as error:
        raise ExportError(
            f"The file {out} could not be written ({error.strerror or error}); make room, or choose another with --out."
        ) from error
    finally:
        aside.unlink(missing_ok=True)

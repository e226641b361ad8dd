"""Runs: when, by which program, with which settings; and whether a book was told by other ones than these."""

from __future__ import annotations

import json
import sqlite3
import sys
from collections.abc import Sequence
from dataclasses import asdict, is_dataclass
from datetime import UTC, datetime
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

import msgspec

from sourcebook.errors import SettingsError
from sourcebook.stages import Clusters, Stage
from sourcebook.store import journal, pending, schema

_READ = {".py", ".toml", ".json", ".jsonl"}
_LARGE = 2_000_000
_MODELS = ("spacy-", "en_core_", "thinc-", "onnxruntime-")
_ONLY_SHOWS = ("cli", "review", "site", "agreement")
"""Folders of the package that show a book and never change what it tells."""
_PROGRAM, _OPTIONS = "program", "options of steps"


@cache
def program() -> str:
    """A digest of this program and its language model: code and word lists by content, large data by size."""
    package, digest = Path(__file__).parents[1], sha256()
    for path in sorted(path for path in package.rglob("*") if path.is_file() and path.suffix != ".pyc"):
        if path.relative_to(package).parts[0] in _ONLY_SHOWS:
            continue
        size = path.stat().st_size
        content = path.read_bytes() if path.suffix in _READ and size < _LARGE else str(size).encode()
        digest.update(f"{path.relative_to(package).as_posix()}\n{sha256(content).hexdigest()}\n".encode())
    for name in sorted(_models()):
        digest.update(name.encode())
    return digest.hexdigest()


def _models() -> set[str]:
    """The installed parser and English models, by the folders that name them with their versions."""
    folders = (Path(each) for each in sys.path if each)
    return {path.name for folder in folders for name in _MODELS for path in folder.glob(f"{name}*.dist-info")}


def settings_text(settings: Any) -> str:
    """The settings as they are stored with a run: what is not the default, by section."""
    plain, given = asdict(type(settings)()), asdict(settings)
    other = {room: {k: v for k, v in options.items() if v != plain[room][k]} for room, options in given.items()}
    return json.dumps({room: options for room, options in other.items() if options}, sort_keys=True)


def settings_of(connection: sqlite3.Connection, plain: Any) -> Any:
    """The settings by which the book was told last, or the plain ones for a new book or where they fit no more."""
    found = connection.execute("SELECT settings FROM runs ORDER BY run_id DESC LIMIT 1").fetchone()
    try:
        return msgspec.convert(json.loads(found[0]), type(plain)) if found else plain
    except (msgspec.ValidationError, SettingsError):
        return plain


def begin(connection: sqlite3.Connection, settings: Any, steps: Sequence[Stage]) -> int:
    """Note that a run began, and put to be done anew what program or settings changed since the last one.

    Another program tells everything anew. Other settings tell anew the steps that are built with them; what rests on
    those follows only where it comes out differently.
    """
    options = {step.name: options_of(step) for step in steps}
    before = json.loads(schema.settled(connection, _OPTIONS) or "{}")
    if told_by_other_program(connection):
        schema.clear_derived(connection)
    for name in (name for name, given in options.items() if before.get(name, given) != given):
        pending.mark_all(connection, name, journal.live(connection))
    schema.settle(connection, _PROGRAM, program())
    schema.settle(connection, _OPTIONS, json.dumps(options))
    return _noted(connection, settings_text(settings))


def told_by_other_program(connection: sqlite3.Connection) -> bool:
    """Whether code, word lists or language model are others than those by which the book was told."""
    return schema.settled(connection, _PROGRAM) != program()


def options_of(step: Stage) -> str:
    """The settings that a step is built with, as text; nothing for a step that has none."""
    given = () if isinstance(step, Clusters) else getattr(step.build, "args", ())
    return " ".join(repr(each) for each in given if is_dataclass(each))


def _noted(connection: sqlite3.Connection, told_by: str) -> int:
    digest = sha256(f"{program()}\n{told_by}".encode()).hexdigest()
    row = (datetime.now(UTC).isoformat(timespec="seconds"), program(), told_by, digest)
    query = "INSERT INTO runs (began_at, program, settings, digest) VALUES (?, ?, ?, ?)"
    return connection.execute(query, row).lastrowid or 0


def end(connection: sqlite3.Connection, run_id: int, report: str) -> None:
    """Note that a run ended, with its report as JSON."""
    now = datetime.now(UTC).isoformat(timespec="seconds")
    connection.execute("UPDATE runs SET ended_at = ?, report = ? WHERE run_id = ?", (now, report, run_id))

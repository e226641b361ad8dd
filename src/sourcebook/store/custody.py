"""The collection log: which files came into a book and left it, when, each entry bound to the one before by its hash.

It lies in the folder of originals as lines of JSON and is only ever added to. The book keeps the hash of the last
entry, so that a log that was cut off or exchanged is found. Whoever changes an entry must change all that follow, and
whoever holds an evidence package holds their hashes.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any, TypeAlias

from sourcebook.errors import StorageError
from sourcebook.store import schema
from sourcebook.store.book import Book

Entry: TypeAlias = dict[str, Any]
FILE = "custody.jsonl"
TAKEN_IN, TAKEN_OUT, HELD, HANDED_OVER = "taken in", "taken out", "already held", "handed over"
LET_OUT = "names let out"
START = "0" * 64
"""What the first entry names as the hash before it."""
_HEAD = "head of the collection log"
_FILES = """
    SELECT DISTINCT stored_in, stored FROM (SELECT stored,
        CASE WHEN offset IS NULL OR NOT instr(path, '#') THEN path ELSE substr(path, 1, instr(path, '#') - 1) END
        AS stored_in FROM originals) ORDER BY 1, 2
"""


def log_of(book: Book) -> Path:
    """Where the log of a book lies."""
    return book.originals.folder / FILE


def hash_of(entry: Mapping[str, Any]) -> str:
    """The hash of an entry: over all of it but the hash itself, names in order, no blanks.

    >>> hash_of({"number": 1, "hash": "x"}) == hash_of({"number": 1})
    True
    """
    told = {name: value for name, value in entry.items() if name != "hash"}
    text = json.dumps(told, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def entries(book: Book) -> list[Entry]:
    """The entries of the log; a last line that was never finished is none."""
    try:
        text = log_of(book).read_bytes()
    except FileNotFoundError:
        return []
    return [_read(line) for line in text[: text.rfind(b"\n") + 1].splitlines()]


def _read(line: bytes) -> Entry:
    try:
        found = json.loads(line)
    except ValueError:
        found = None
    return found if isinstance(found, dict) else {"damaged": line.decode("utf-8", "replace")[:80]}


def files_held(book: Book) -> dict[str, str]:
    """The files that the book rests on now, by path, with their SHA-256; rows of one file count once."""
    return dict(book.connection.execute(_FILES).fetchall())


def files_told(log: Iterable[Entry]) -> dict[str, str]:
    """The files that the book rests on as the log tells it."""
    held: dict[str, str] = {}
    for entry in log:
        if entry.get("act") in (TAKEN_IN, HELD):
            held[str(entry.get("path"))] = str(entry.get("sha256"))
        elif entry.get("act") == TAKEN_OUT:
            held.pop(str(entry.get("path")), None)
    return held


def begin(book: Book) -> None:
    """Before files are taken in: note what a book from before its log holds already."""
    if not log_of(book).exists():
        _add(book, [{"act": HELD, "path": path, "sha256": sha} for path, sha in sorted(files_held(book).items())])


def note(book: Book) -> None:
    """After files were taken in or out: note which."""
    told, held = files_told(entries(book)), files_held(book)
    gone = [{"act": TAKEN_OUT, "path": p, "sha256": told[p]} for p in sorted(told) if held.get(p) != told[p]]
    new = [
        {"act": TAKEN_IN, "path": p, "sha256": held[p], "bytes": _size(book, held[p])}
        for p in sorted(held)
        if told.get(p) != held[p]
    ]
    _add(book, [*gone, *new])


def hand_over(book: Book, package: str, events: Iterable[str], *, whole: bool) -> None:
    """Note that an evidence package of some events was made; the caller is the one that writes the book."""
    _add(book, [{"act": HANDED_OVER, "package": package, "events": sorted(events), "whole": whole}])


def let_out(book: Book, what: str, names: Iterable[str], answered: tuple[str, str]) -> None:
    """Note that names stood in one export: which (none means all), who answered for it and why."""
    by, reason = answered
    _add(book, [{"act": LET_OUT, "what": what, "names": sorted(names) or "all", "by": by, "reason": reason}])


def _size(book: Book, sha: str) -> int | None:
    path = book.originals.path(sha)
    return path.stat().st_size if path.exists() else None


def _add(book: Book, acts: Iterable[Mapping[str, Any]]) -> None:
    log = entries(book)
    number, previous = (log[-1].get("number", len(log)), log[-1].get("hash", START)) if log else (0, START)
    now, lines = datetime.now(UTC).isoformat(timespec="seconds"), []
    for act in acts:
        number += 1
        entry: Entry = {"number": number, "at": now, **act, "previous": previous}
        previous = entry["hash"] = hash_of(entry)
        lines.append(json.dumps(entry, ensure_ascii=False) + "\n")
    if lines:
        _append(log_of(book), "".join(lines).encode("utf-8", "surrogatepass"))
        schema.settle(book.connection, _HEAD, previous)


def _append(path: Path, lines: bytes) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("r+b" if path.exists() else "w+b") as file:
            text = file.read()
            file.truncate(text.rfind(b"\n") + 1)
            file.seek(0, os.SEEK_END)
            file.write(lines)
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        raise StorageError(
            f"the collection log {path} cannot be written ({error.strerror}); make room, then run again"
        ) from error


def problems(book: Book) -> Iterator[str]:
    """What is wrong with the log of a book, each in a sentence; nothing for a book that never had one."""
    log, head = entries(book), schema.settled(book.connection, _HEAD)
    yield from broken_links(log)
    if head is not None and head not in {entry.get("hash") for entry in log}:
        yield f"the log ends before the entry {head[:12]} that the book knows as its last: it was cut off or exchanged"
    if log and (told := files_told(log)) != (held := files_held(book)):
        for path in sorted(told.keys() ^ held.keys() | {p for p in told.keys() & held.keys() if told[p] != held[p]}):
            where = "the log only" if path not in held else "the book only" if path not in told else "both, unlike"
            yield f"the file {path} stands in {where}"


def broken_links(log: Iterable[Entry]) -> Iterator[str]:
    """Entries that are not what their hash says, or do not follow the one before.

    An entry of which only number and hashes are shown is taken at its word: the next one holds it fast.
    """
    previous, number = START, 0
    for entry in log:
        number += 1
        if "damaged" in entry:
            yield f"entry {number} of the log cannot be read: {entry['damaged']}"
            previous = ""
            continue
        if entry.get("number") != number or (previous and entry.get("previous") != previous):
            yield f"entry {number} of the log does not follow the one before it"
        if "act" in entry and entry.get("hash") != hash_of(entry):
            yield f"entry {number} of the log was changed after it was written"
        previous, number = str(entry.get("hash", "")), int(entry.get("number") or number)

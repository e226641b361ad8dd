"""Bringing the book's originals up to what was found: new, changed, vanished, unreadable."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from sourcebook.errors import NotFoundError, UsageError
from sourcebook.records.links import Failure
from sourcebook.records.text import Document, Original
from sourcebook.store import journal, pending
from sourcebook.store.book import Book
from sourcebook.store.documents import drop_original
from sourcebook.store.originals import Originals
from sourcebook.tables import column_names, columns_of, marks, row_of


@dataclass(slots=True)
class Intake:
    """What was found in the folders and files that a run was given; their bytes are stored as they come.

    Each failure stands with the root in which it was met, so that looking there again can take it away.
    """

    originals: Originals
    found: list[Original] = field(default_factory=list)
    failures: list[tuple[str, Failure]] = field(default_factory=list)

    def keep(self, original: Original, file: Path) -> None:
        """Store the file that holds an original, if it is not stored yet."""
        if not self.originals.path(original.stored).exists():
            try:
                stored = self.originals.keep(file)
            except OSError as error:
                self._refuse(original, f"cannot be opened: {error.strerror}; check its permissions")
                return
            if stored != original.stored:
                self._refuse(original, "changed while it was read; run again when it rests")
                return
        self.found.append(original)

    def names(self) -> frozenset[str]:
        """The ids of the originals that were found, and the names of what was refused."""
        found = (original.original_id for original in self.found)
        return frozenset([*found, *(failure.record_id for _, failure in self.failures)])

    def _refuse(self, original: Original, why: str) -> None:
        message = f"{original.path} {why}"
        failure = Failure(stage="ingest", record_id=original.path, error="UnreadableError", message=message)
        self.failures.append((original.root, failure))


def take_in(book: Book, intake: Intake, roots: Sequence[str], *, whole: bool) -> None:
    """Put new and changed originals to be read; ``whole``: those of the same roots that were not found are gone."""
    known = {original.original_id: original for original in book.rows(Original)}
    for original in intake.found:
        before = known.get(original.original_id)
        if before != original:
            _write(book, original)
        if before is None or replace(before, root=original.root) != original:
            pending.mark(book.connection, "ingest", [original.original_id])
    found = {original.original_id for original in intake.found}
    live = journal.live(book.connection)
    gone = [each for name, each in known.items() if whole and name not in found and _is_under(each.root, roots)]
    for original in gone:
        drop_original(book, original.original_id, live)
    _refuse(book, intake, roots)
    _retry(book)


def _refuse(book: Book, intake: Intake, roots: Sequence[str]) -> None:
    """Note what cannot be taken now, in the place of what could not be taken from these roots before."""
    before = book.connection.execute("SELECT DISTINCT root FROM refused").fetchall()
    gone = [(root,) for (root,) in before if _is_under(root, roots)]
    book.connection.executemany("DELETE FROM refused WHERE root = ?", gone)
    rows = [(failure.record_id, failure.error, failure.message, root) for root, failure in intake.failures]
    book.connection.executemany("INSERT OR REPLACE INTO refused VALUES (?, ?, ?, ?)", rows)


def _write(book: Book, original: Original) -> None:
    names, row = column_names(Original), row_of(original)
    changes = ", ".join(f'"{column.name}" = excluded."{column.name}"' for column in columns_of(Original))
    query = f"INSERT INTO originals ({names}) VALUES ({marks(len(row))}) "  # noqa: S608 - names of our own columns
    book.connection.execute(f"{query} ON CONFLICT (original_id) DO UPDATE SET {changes}", row)


def _is_under(root: str, roots: Sequence[str]) -> bool:
    return any(Path(root).is_relative_to(each) for each in roots)


def _retry(book: Book) -> None:
    """Inputs that ended a process are tried again in the next run: memory may be there then."""
    book.connection.execute(
        "INSERT OR IGNORE INTO pending SELECT stage, record_id FROM failed WHERE error = 'WorkerDied'"
    )


def take_out(book: Book, names: Iterable[str]) -> None:
    """Take out the documents that go by these names: ids, the beginnings of ids, paths, or given ids."""
    live = journal.live(book.connection)
    for name in names:
        for original_id in _originals_of(book, name):
            drop_original(book, original_id, live)


def _originals_of(book: Book, name: str) -> list[str]:
    found = list(book.selected(Document, "WHERE ? IN (document_id, path, given_id)", (name,)))
    if not found:
        found = list(book.selected(Document, "WHERE shown AND substr(document_id, 1, ?) = ?", (len(name), name)))
    if not found and (failed := _failed(book, name)):
        return failed
    if not found:
        raise NotFoundError(f"no document goes by {name!r}; list them with: sourcebook show --book {book.path}")
    if len({document.document_id for document in found}) > 1:
        some = ", ".join(sorted(document.path for document in found)[:3])
        raise UsageError(f"{name!r} names {len(found)} documents ({some}); give the whole id or path")
    if found[0].parent_id is not None:
        raise UsageError(f"{found[0].path} came with another document; remove that one ({found[0].parent_id})")
    query = "SELECT original_id FROM documents WHERE document_id = ? ORDER BY original_id"
    return [each for (each,) in book.connection.execute(query, (found[0].document_id,)).fetchall()]


def _failed(book: Book, name: str) -> list[str]:
    query = "SELECT original_id FROM originals WHERE ? IN (original_id, path)"
    return [each for (each,) in book.connection.execute(query, (name,)).fetchall()]


def drop_unused_files(book: Book) -> None:
    """Delete stored files that no original needs any more, and what a killed run left half written."""
    book.originals.sweep()
    query = "SELECT 1 FROM originals WHERE stored = ? LIMIT 1"
    for sha in list(book.originals.stored()):
        if book.connection.execute(query, (sha,)).fetchone() is None:
            book.originals.drop(sha)

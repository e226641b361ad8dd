"""The plain export: one JSON object a line, one file a table, the same bytes for the same book."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from hashlib import sha256
from operator import attrgetter
from pathlib import Path
from typing import Any

import msgspec

from sourcebook.publish import lines
from sourcebook.publish.attribution import attributions
from sourcebook.publish.contract import BookView, ExportReport, folder_written_whole
from sourcebook.publish.shapes import FORMAT_VERSION, TABLES, FileEntry, Manifest
from sourcebook.publish.shared_sources import shared_sources
from sourcebook.reconcile.sums import contained, is_sum
from sourcebook.records.claims import Claim
from sourcebook.records.knowledge import Actor, Event, Relation, Strength
from sourcebook.records.links import Copy, Failure
from sourcebook.records.review import Decision
from sourcebook.records.text import Document, Mention

MANIFEST = "manifest.json"


class PlainExporter:
    """Writes ``documents.jsonl`` and the other tables, and ``manifest.json`` with counts and checksums.

    It is the book itself, for work and not for publication: whole texts, every name.
    """

    whole = True

    def export(self, book: BookView, out: Path) -> ExportReport:
        """Write the book to the folder ``out``, replacing an earlier plain export there."""
        around = surroundings(book)
        with folder_written_whole(out, [*(_file(name) for name in TABLES), MANIFEST]) as folder:
            entries = {
                _file(name): _written(folder / _file(name), lines_of(book))
                for name, lines_of in _tables(around).items()
            }
            counts = {name: entries[_file(name)].lines for name in TABLES}
            manifest = Manifest(
                format="sourcebook-jsonl",
                format_version=FORMAT_VERSION,
                counts=counts,
                files=entries,
                attribution=list(attributions(book)),
            )
            text = msgspec.json.format(msgspec.json.encode(manifest), indent=2)
            (folder / MANIFEST).write_bytes(text + b"\n")
        return ExportReport(
            format="jsonl", out=out, counts=tuple(counts.items()), attribution=tuple(manifest.attribution)
        )


def surroundings(book: BookView) -> lines.Surroundings:
    """What lines tell beyond their own record."""
    copies: dict[str, list[Copy]] = defaultdict(list)
    for copy in (*(found := sorted(book.rows(Copy), key=attrgetter("copy_id"))), *sources_shared(book, found)):
        copies[copy.left].append(copy)
        copies[copy.right].append(copy)
    origins = {
        claim_id: origin.origin_id
        for event in book.rows(Event)
        for origin in event.origins
        for claim_id in origin.claim_ids
    }
    return lines.Surroundings(
        origin_groups=book.origin_groups(),
        claim_events=book.claim_events(),
        claim_origins=origins,
        copies=copies,
        contained=contained((claim for claim in book.rows(Claim) if is_sum(claim)), book.rows(Event)),
    )


def sources_shared(book: BookView, copies: Sequence[Copy]) -> list[Copy]:
    """The pairs of documents that pass on one source about an event without being copies."""
    document_of = {claim.claim_id: claim.document_id for claim in book.rows(Claim)}
    return shared_sources(book.rows(Event), document_of.get, book.origin_groups(), copies)


def write_claims(book: BookView, path: Path) -> FileEntry:
    """Write the claims alone, as the plain export does: to stand beside a format that cannot hold disagreement."""
    return _written(path, _tables(surroundings(book))["claims"](book))


Lines = Callable[[BookView], Iterable[Any]]


def _tables(around: lines.Surroundings) -> dict[str, Lines]:
    return {
        "documents": _lines(Document, partial(lines.document_line, around=around)),
        "mentions": _lines(Mention, lines.mention_line),
        "claims": _lines(Claim, partial(lines.claim_line, around=around)),
        "events": _lines(Event, lines.event_line),
        "actors": _lines(Actor, lines.actor_line),
        "relations": _lines(Relation, lines.relation_line),
        "strengths": _lines(Strength, lines.strength_line),
        "decisions": _lines(Decision, lines.decision_line),
        "failures": _failures,
    }


def _lines(record: type[Any], line: Callable[[Any], Any]) -> Lines:
    def lines_of(book: BookView) -> Iterator[Any]:
        return (line(row) for row in book.rows(record))

    return lines_of


def _failures(book: BookView) -> list[Any]:
    """Failures are few, and their id is made here, so they are sorted here."""
    return sorted(map(lines.failure_line, book.rows(Failure)), key=attrgetter("id", "error", "message"))


def _file(table: str) -> str:
    return f"{table}.jsonl"


def _written(path: Path, rows: Iterable[Any]) -> FileEntry:
    encoder, digest, count = msgspec.json.Encoder(), sha256(), 0
    with path.open("wb") as file:
        for row in rows:
            line = encoder.encode(row) + b"\n"
            digest.update(line)
            file.write(line)
            count += 1
    return FileEntry(lines=count, sha256=digest.hexdigest())

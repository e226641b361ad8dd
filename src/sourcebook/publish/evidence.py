"""An evidence package: what some events rest on, in one file that can be checked anywhere, without this program too.

A ZIP file that is an RO-Crate 1.1: the originals as they were stored, the texts read from them, claims, decisions, the
collection log, versions, and a list of the SHA-256 of each file. Names of private persons are withheld unless an editor
says otherwise: then an original that may name one is sealed, listed with its hash and left out.
"""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from hashlib import sha256
from html import unescape
from importlib.metadata import version
from pathlib import Path
from typing import Any

import msgspec

from sourcebook.errors import ExportError, NotFoundError, UsageError
from sourcebook.publish import lines
from sourcebook.publish.attribution import attributions
from sourcebook.publish.contract import BookView
from sourcebook.publish.crate import crate_of
from sourcebook.publish.headlines import headline
from sourcebook.publish.kept import Kept
from sourcebook.publish.lifting import PACKAGE, Lift, with_lifted
from sourcebook.publish.plain import surroundings
from sourcebook.publish.withholding import Disclosure, WithheldView
from sourcebook.publish.written import file_written_whole
from sourcebook.records.claims import Claim
from sourcebook.records.knowledge import Actor, Event
from sourcebook.records.review import Decision
from sourcebook.records.text import Document, Mention, Original
from sourcebook.store import Book, custody, runs

CRATE, MANIFEST, SEAL = "ro-crate-metadata.json", "manifest-sha256.txt", "seal.json"
README, LOG, VERSIONS = "README.txt", "custody/collection-log.jsonl", "versions.json"
ORIGINALS = "originals/"
LONG_AGO = (1980, 1, 1, 0, 0, 0)
"""The time that files in the archive carry: the same content gives the same bytes."""
HOW_TO_CHECK = """\
This package holds what {count} rest(s) on: {titles}.

data/events.jsonl, claims.jsonl, documents.jsonl, mentions.jsonl, actors.jsonl, decisions.jsonl
    what is told, one JSON object a line; each claim quotes the words of its document's text: text[start:end].
{originals}
    the files as they were stored, each named by its SHA-256; data/originals.jsonl says which document is in which.
{log}
    when each file came in; an entry holds the hash of the one before. Of files of other events only hashes are shown.
{versions}
    by which program, settings and gazetteers the events were told.
{crate}
    the same as an RO-Crate 1.1 (https://w3id.org/ro/crate/1.1).

To check it: sourcebook verify THIS-FILE. Without that program: unpack it and run  sha256sum -c {manifest}
The number of the package, to be compared with the one that came with it on another way, is the SHA-256 of {manifest}.

{withheld}
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceRequest:
    """For which events a package is made. ``whole``: with all names and originals, by whom and why; none withholds."""

    event_ids: tuple[str, ...]
    whole: Lift | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceReport:
    """What a package holds: its number, its events, how many originals, and how many of them are sealed."""

    out: Path
    package: str
    events: tuple[str, ...]
    documents: int
    originals: int
    sealed: int
    withheld: tuple[tuple[str, int], ...]

    def as_dict(self) -> dict[str, Any]:
        """The report as JSON."""
        names = ("package", "events", "documents", "originals", "sealed")
        return {"out": str(self.out), **{n: getattr(self, n) for n in names}, "withheld": dict(self.withheld)}


@dataclass(kw_only=True)
class _Contents:
    """The records of some events, as they may be handed over."""

    view: Kept
    events: Sequence[Event]
    claims: Sequence[Claim] = field(init=False)
    documents: Sequence[Document] = field(init=False)

    def __post_init__(self) -> None:
        named = dict.fromkeys(name for event in self.events for name in event.claim_ids)
        self.claims = [claim for name in named if (claim := self.view.row(Claim, name))]
        held = {name for event in self.events for name in event.document_ids} | {c.document_id for c in self.claims}
        self.documents = [document for name in sorted(held) if (document := self.view.row(Document, name))]

    def tables(self) -> dict[str, Iterable[Any]]:
        """The files of the data folder, as the plain export writes their lines."""
        around = surroundings(self.view)
        names, texts = {claim.claim_id for claim in self.claims}, {each.document_id for each in self.documents}
        actors = {party.actor_id for claim in self.claims for party in claim.parties} | {
            one.actor_id for event in self.events for one in event.perpetrators
        }
        decisions = sorted(self.view.rows(Decision), key=lambda each: (each.decided_at, each.decision_id))
        return {
            "events": map(lines.event_line, self.events),
            "claims": (lines.claim_line(claim, around) for claim in self.claims),
            "documents": (lines.document_line(document, around) for document in self.documents),
            "mentions": (lines.mention_line(m) for m in self.view.rows(Mention) if m.document_id in texts),
            "actors": (lines.actor_line(actor) for actor in self.view.rows(Actor) if actor.actor_id in actors),
            "decisions": (lines.decision_line(each) for each in decisions if names & set(each.subject_ids)),
        }


def decision_on(book: BookView, request: EvidenceRequest, decided_at: str) -> Decision:
    """The decision to hand over the evidence of some events whole."""
    from sourcebook.publish.lifting import decision_about

    assert request.whole is not None  # noqa: S101 - asked only then
    events = events_of(book, request.event_ids)
    return decision_about([name for event in events for name in event.claim_ids], request.whole, decided_at)


def events_of(book: BookView, names: Sequence[str]) -> list[Event]:
    """The events of these ids, or of the only ids that begin so."""
    if not names:
        raise UsageError("No event was named; name those whose evidence is wanted with --event ID.")
    found = []
    for name in dict.fromkeys(names):
        alike = [event for event in book.rows(Event) if event.event_id.startswith((name, f"e-{name}"))]
        exact = [event for event in alike if event.event_id == name]
        if len(exact or alike) != 1:
            many = f"{len(alike)} events have ids that begin with" if alike else "no event goes by"
            raise NotFoundError(f"{many} {name!r}; list them with: sourcebook show")
        found += exact or alike
    return found


def write_package(book: Book, out: Path, request: EvidenceRequest) -> EvidenceReport:
    """Write the package of some events to a new file."""
    if out.exists():
        raise ExportError(f"{out} is there already, and evidence is never written over; choose another with --out.")
    shown = Disclosure(everyone=True) if request.whole else with_lifted(Disclosure(), book)
    seen = None if request.whole else WithheldView(Kept(book), shown)
    view = Kept(seen or book)
    contents = _Contents(view=view, events=events_of(view, request.event_ids))
    with file_written_whole(out) as path:
        packing = _Packing(book=book, contents=contents, seen=seen)
        package = packing.write(path)
    return EvidenceReport(
        out=out,
        package=package,
        events=tuple(event.event_id for event in contents.events),
        documents=len(contents.documents),
        originals=packing.counts["originals"],
        sealed=packing.counts["sealed"],
        withheld=view.withheld(),
    )


@dataclass(kw_only=True)
class _Packing:
    """One package being written; ``seen`` is the view that withholds names, none where all is handed over."""

    book: Book
    contents: _Contents
    seen: WithheldView | None
    digests: dict[str, str] = field(default_factory=dict)
    sizes: dict[str, int] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=lambda: {"originals": 0, "sealed": 0})

    def write(self, path: Path) -> str:
        """Write all files; the package's number."""
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, rows in self.contents.tables().items():
                self._put(archive, f"data/{name}.jsonl", _lines(rows))
            self._originals(archive)
            self._put(archive, LOG, _lines(self._log()))
            self._put(archive, VERSIONS, _json(self._versions()))
            self._put(archive, README, self._readme().encode())
            titles = [headline(event) for event in self.contents.events]
            now = datetime.now(UTC).isoformat(timespec="seconds")
            self._put(archive, CRATE, _json(crate_of(self.digests, self.sizes, titles, now)))
            manifest = "".join(f"{self.digests[name]}  {name}\n" for name in sorted(self.digests)).encode()
            package = sha256(manifest).hexdigest()
            self._put(archive, MANIFEST, manifest)
            self._put(archive, SEAL, _json({"package": package}))
        return package

    def _put(self, archive: zipfile.ZipFile, name: str, content: bytes) -> None:
        entry = zipfile.ZipInfo(name, LONG_AGO)
        entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
        archive.writestr(entry, content)
        self.digests[name], self.sizes[name] = sha256(content).hexdigest(), len(content)

    def _originals(self, archive: zipfile.ZipFile) -> None:
        """The stored files of the documents, and the list that says which document is in which."""
        stored = {document.original for document in self.contents.documents}
        known = {(o.path, o.stored): o for o in self.book.rows(Original) if o.stored in stored}
        sealed = {sha: self._sealed(sha) for sha in sorted(stored)}
        for sha, why in sealed.items():
            if not why:
                self._put(archive, f"{ORIGINALS}{sha}", self.book.originals.path(sha).read_bytes())
        rows = []
        for document in self.contents.documents:
            whole = self.book.row(Document, document.document_id)
            original = known.get((whole.path, whole.original)) if whole else None
            rows.append(
                {
                    "document": document.document_id,
                    "path": document.path,
                    "stored": document.original,
                    "sha256": document.sha256,
                    "offset": original.offset if original else None,
                    "length": original.length if original else None,
                    "sealed": sealed[document.original] or None,
                }
            )
        self._put(archive, "data/originals.jsonl", _lines(rows))
        self.counts = {"originals": len(stored), "sealed": sum(map(bool, sealed.values()))}

    def _sealed(self, sha: str) -> str:
        """Why a stored file is left out; empty where it stands in the package."""
        path = self.book.originals.path(sha)
        if not path.is_file():
            raise ExportError(
                f"The original {sha} is missing from {self.book.originals.folder}, so no evidence can be handed over; "
                "restore it from a copy; sourcebook verify names all that are missing."
            )
        if self.seen is None or not self.seen.private.names:
            return ""
        content = path.read_bytes()
        if b"\0" in content:
            return "whether it names a private person cannot be seen in a file of this kind"
        text = _plain(content)
        return "it names a private person" if self.seen.without_names(text) != text else ""

    def _log(self) -> Iterator[Mapping[str, Any]]:
        """The collection log: entries on these files in full, of others number and hashes only."""
        stored = {document.original for document in self.contents.documents}
        hide = self.seen.without_names if self.seen else str
        for entry in custody.entries(self.book):
            own = entry.get("sha256") in stored
            if own and hide(_spaced(str(entry.get("path", "")))) == _spaced(str(entry.get("path", ""))):
                yield entry
            else:
                yield {name: entry.get(name) for name in ("number", "previous", "hash")}

    def _versions(self) -> dict[str, Any]:
        query = "SELECT began_at, ended_at, program, digest FROM runs ORDER BY run_id"
        told = [dict(zip(("began_at", "ended_at", "program", "digest"), row, strict=True)) for row in self._runs(query)]
        return {
            "program": "sourcebook",
            "version": version("sourcebook"),
            "digest": runs.program(),
            "readers": sorted({claim.generated_by for claim in self.contents.claims}),
            "gazetteers": list(attributions(self.book)),
            "runs": told,
        }

    def _runs(self, query: str) -> list[tuple[Any, ...]]:
        found: list[tuple[Any, ...]] = self.book.connection.execute(query).fetchall()
        return found

    def _readme(self) -> str:
        events = self.contents.events
        withheld = (
            "Nothing is withheld: it names private persons, and is for those to whom it was handed."
            if self.seen is None
            else "Names of private persons are withheld; a sealed original is listed with its hash and not in here."
        )
        return HOW_TO_CHECK.format(
            count="one event" if len(events) == 1 else f"{len(events)} events",
            titles="; ".join(headline(event) for event in events),
            originals=ORIGINALS,
            log=LOG,
            versions=VERSIONS,
            crate=CRATE,
            manifest=MANIFEST,
            withheld=withheld,
        )


def _plain(content: bytes) -> str:
    """The text of a file in which names may be written with entities or in another encoding."""
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        text = content.decode("latin-1")
    return unescape(text)


def _spaced(path: str) -> str:
    """A path as words: ``kasun-perera.html`` names whoever it names."""
    return path.replace("-", " ").replace("_", " ").replace("/", " ").title()


def _lines(rows: Iterable[Any]) -> bytes:
    encode = msgspec.json.Encoder().encode
    return b"".join(encode(row) + b"\n" for row in rows)


def _json(content: Any) -> bytes:
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()


__all__ = ["PACKAGE", "EvidenceReport", "EvidenceRequest", "decision_on", "write_package"]

"""The rows that each step reads, for the keys that are to be done and for these only."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache, partial
from itertools import chain
from operator import attrgetter
from typing import Any

import msgspec

from sourcebook.reconcile.stories import STORY, sets_apart
from sourcebook.records.claims import Claim
from sourcebook.records.links import (
    ActorEvidence,
    Candidate,
    Copy,
    Evidence,
    Passage,
    RelationEvidence,
    Repeat,
    SharedPassage,
    Story,
    StrengthEvidence,
)
from sourcebook.records.review import Decision
from sourcebook.records.text import Document, Original
from sourcebook.store import journal, passages, pending, recalls
from sourcebook.store.book import Book
from sourcebook.store.repeats import repeated
from sourcebook.tables import record_of

_EVIDENCE = {
    "events": Evidence,
    "relations": RelationEvidence,
    "actors": ActorEvidence,
    "strengths": StrengthEvidence,
}

_PASSAGES = """
    SELECT CAST(fingerprint AS TEXT), document_id, start, "end", passage_length FROM passages
    JOIN documents USING (document_key) JOIN readings USING (document_key)
    WHERE fingerprint = ? ORDER BY document_id, start, "end"
"""
_SHARED = """
    SELECT left_start, left_end, right_start, right_end FROM shared_passages
    WHERE fingerprint = ? AND left_key = ? AND right_key = ?
"""
_READ = """
    SELECT document_key, passage_length FROM documents JOIN readings USING (document_key)
    WHERE shown AND document_id = ?
"""
_PRINTED = "SELECT published_on, source FROM documents WHERE shown AND document_id = ?"
_PARENT = "SELECT parent_id FROM documents WHERE shown AND document_id = ? AND parent_id IS NOT NULL"
_IN_GROUP = (
    "WHERE claim_key IN (SELECT claim_key FROM claim_groups WHERE stage = ? AND key = ?) ORDER BY claims.claim_id"
)
_IN_BLOCK = "SELECT claim_key FROM claim_groups WHERE stage = 'links' AND key = ? ORDER BY claim_key"
_IN_CLUSTER = (
    "WHERE claims.claim_id IN (SELECT member_id FROM members WHERE stage = 'clusters' AND cluster_id = ?) "
    "ORDER BY claims.claim_id"
)
_STORY = """
    SELECT main_claim_id, story FROM documents JOIN readings USING (document_key) WHERE shown AND document_id = ?
"""

CLAIMS_KEPT = 100_000
"""Claims kept from block to block, since each stands in half a dozen: some 300 MB at most."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """The passages of a document that was read: its key, the characters that count, its fingerprints."""

    key: int
    length: int
    fingerprints: frozenset[int]


class Feed:
    """Reads the inputs of one step; what is known of a document is looked up once for the step."""

    def __init__(self, book: Book, stage: str) -> None:
        self.book = book
        self.stage = stage
        self.live = journal.live(book.connection)
        self.repeated = repeated(book.connection)
        self._around = lru_cache(maxsize=4096)(self._looked_up)
        self._claim = lru_cache(maxsize=CLAIMS_KEPT)(self._read_claim)
        self._story = lru_cache(maxsize=CLAIMS_KEPT)(self._read_story)
        self._passages_of = lru_cache(maxsize=4096)(self._read_passages)
        self._unread_times = lru_cache(maxsize=4096)(partial(recalls.unread_times, book))

    def rows(self) -> Iterator[Any]:
        """The rows of all keys that are to be done, those of one key together."""
        connection = self.book.connection
        pages = pending.documents(connection) if self.stage == "read" else pending.pages(connection, self.stage)
        for key in chain.from_iterable(pages):
            yield from self.of(key)

    def keys_without_rows(self) -> Iterator[str]:
        """The keys that have no input any more."""
        for page in pending.pages(self.book.connection, self.stage):
            yield from (key for key in page if not self._exists(key))

    def of(self, key: str) -> Iterable[Any]:
        """The rows of one key."""
        match self.stage:
            case "ingest":
                return list(self.book.selected(Original, "WHERE original_id = ?", (key,)))
            case "read":
                return list(self.book.selected(Document, "WHERE shown AND document_id = ?", (key,)))
            case "shared_passages":
                found = self.book.connection.execute(_PASSAGES, (key,)).fetchall()
                return [record_of(Passage, row) for row in found]
            case "copies":
                return self._shared(key)
            case "links":
                return [self._candidate(key, claim) for claim in self._block(key)]
            case _:
                return [self._evidence(key, claim) for claim in self._group(key)]

    def _shared(self, pair: str) -> list[SharedPassage]:
        left, right = pair.split("|")
        one, other = self._passages_of(left), self._passages_of(right)
        if one is None or other is None:
            return []
        rows = [
            (pair, left, right, *offsets, one.length, other.length)
            for fingerprint in one.fingerprints & other.fingerprints
            for offsets in self.book.connection.execute(_SHARED, (fingerprint, one.key, other.key))
        ]
        return [record_of(SharedPassage, row) for row in sorted(rows)]

    def _read_passages(self, document_id: str) -> Read | None:
        found = self.book.connection.execute(_READ, (document_id,)).fetchone()
        if found is None:
            return None
        fingerprints = frozenset(passages.fingerprints_of(self.book.connection, found[0]))
        return Read(key=found[0], length=found[1], fingerprints=fingerprints)

    def _exists(self, key: str) -> bool:
        query, given = self._existence(key)
        return self.book.number(f"SELECT EXISTS ({query})", given) == 1

    def _existence(self, key: str) -> tuple[str, tuple[str, ...]]:
        match self.stage:
            case "ingest":
                return "SELECT 1 FROM originals WHERE original_id = ?", (key,)
            case "read":
                return "SELECT 1 FROM documents WHERE shown AND document_id = ?", (key,)
            case "shared_passages":
                return "SELECT 1 FROM passages WHERE fingerprint = ?", (key,)
            case "copies":
                return "SELECT 1 WHERE ?", ("1" if self._shared(key) else "0",)
            case "events":
                return "SELECT 1 FROM members WHERE stage = 'clusters' AND cluster_id = ?", (key,)
            case "links" if key.startswith(STORY):
                return "SELECT 1 WHERE ?", ("1" if self._keys(key) else "0",)
            case "links" if journal.decision_of(key) is not None:
                return "SELECT 1 WHERE ?", ("1" if self._block(key) else "0",)
            case stage:
                return "SELECT 1 FROM claim_groups WHERE stage = ? AND key = ?", (stage, key)

    def _keys(self, block: str) -> list[int]:
        """The claims that meet in a block; none where it sets nothing apart."""
        keys = [key for (key,) in self.book.connection.execute(_IN_BLOCK, (block,))]
        return keys if sets_apart(block, len(keys)) else []

    def _block(self, block: str) -> list[Claim]:
        decided = journal.decision_of(block)
        if decided is None:
            return [self._claim(key) for key in self._keys(block)]
        decision = self.live.by_id.get(decided)
        if decision is None or not journal.pairs_claims(decision):
            return []
        found = (self.book.row(Claim, claim_id) for claim_id in sorted(set(decision.subject_ids)))
        return [claim for claim in found if claim is not None]

    def _read_claim(self, claim_key: int) -> Claim:
        return next(iter(self.book.selected(Claim, "WHERE claim_key = ?", (claim_key,))))

    def _group(self, key: str) -> list[Claim]:
        if self.stage == "events":
            return list(self.book.selected(Claim, _IN_CLUSTER, (key,)))
        return list(self.book.selected(Claim, _IN_GROUP, (self.stage, key)))

    def _candidate(self, block: str, claim: Claim) -> Candidate:
        decisions = self.live.by_claim.get(claim.claim_id, ())
        story = self.story_of(claim)
        return Candidate(block=block, claim_id=claim.claim_id, claim=claim, decisions=decisions, story=story)

    def story_of(self, claim: Claim) -> Story | None:
        """The story of the claim's report, where the claim is what it mainly tells."""
        main, story = self._story(claim.document_id)
        return story if main == claim.claim_id else None

    def _read_story(self, document_id: str) -> tuple[str | None, Story | None]:
        """The claim by which a document tells its story, and what sets the document apart."""
        main, story = self.book.connection.execute(_STORY, (document_id,)).fetchone() or (None, None)
        return main, msgspec.json.decode(story, type=Story) if story else None

    def _evidence(self, group: str, claim: Claim) -> Evidence:
        published_on, source, origin_group, repeats, came_with = self._around(claim.document_id)
        words = (claim.words, *claim.also)
        return _EVIDENCE[self.stage](
            group=group,
            claim_id=claim.claim_id,
            claim=claim,
            published_on=published_on,
            source=source,
            origin_group=origin_group,
            repeats=tuple(r for r in repeats if any(w.start < r.end and r.start < w.end for w in words)),
            decisions=self._decisions(group, claim.claim_id),
            came_with=came_with,
            story=self.story_of(claim) if self.stage == "events" else None,
            **self._undated(claim, published_on),
        )

    def _decisions(self, group: str, claim_id: str) -> tuple[Decision, ...]:
        """The decisions on a claim; of an actor those on the actor itself."""
        if self.stage == "actors":
            return self.book.identities.edits.get(group, ())
        return self.live.by_claim.get(claim_id, ())

    def _undated(self, claim: Claim, published_on: date | None) -> dict[str, Any]:
        """What may date a claim without a day in a document without a date."""
        if self.stage != "events" or published_on is not None or claim.time.earliest is not None:
            return {}
        times = self._unread_times(claim.document_id)
        said = recalls.said_in(claim, times)
        return {"said": said, "recalls": tuple(recalls.recalled_beside(self.book, claim, times)) if said else ()}

    def _looked_up(self, document_id: str) -> tuple[Any, ...]:
        published_on, source = self.book.connection.execute(_PRINTED, (document_id,)).fetchone()
        group = self.book.connection.execute(
            "SELECT cluster_id FROM members WHERE stage = 'origins' AND member_id = ?", (document_id,)
        ).fetchone()
        copies = self.book.selected(Copy, 'WHERE "left" = ? OR "right" = ?', (document_id, document_id))
        kept = (copy for copy in copies if not self.repeated.parts(copy))
        repeats = sorted((r for copy in kept for r in repeats_in(document_id, copy)), key=_BY_PLACE)
        origin_group = group[0] if group else document_id
        day = date.fromisoformat(published_on) if published_on else None
        return day, source, origin_group, tuple(repeats), self._came_with(document_id)

    def _came_with(self, document_id: str) -> str:
        """The mail at the root of a document that was attached; the document itself where it came alone."""
        found = self.book.connection.execute(_PARENT, (document_id,)).fetchone()
        return self._came_with(found[0]) if found else document_id


_BY_PLACE = attrgetter("start", "end", "other_id")


def repeats_in(document_id: str, copy: Copy) -> Iterator[Repeat]:
    """The stretches of one document that a copy says stand in the other."""
    is_left = copy.left == document_id
    other_id = copy.right if is_left else copy.left
    for span in copy.spans:
        start, end = (span.left_start, span.left_end) if is_left else (span.right_start, span.right_end)
        yield Repeat(document_id=document_id, start=start, end=end, other_id=other_id, kind=copy.kind)

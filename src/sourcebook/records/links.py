"""Which records belong together, and why: links, members, copies, failures. All are derived, none is decided."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sourcebook.errors import RecordError
from sourcebook.records.claims import Claim
from sourcebook.records.review import Decision
from sourcebook.records.values import Words
from sourcebook.records.vocabulary import CopyKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A fingerprint of some words of a document, for finding what other documents repeat.

    ``document_length`` is the number of characters that count for containment (boilerplate left out).
    """

    fingerprint: str
    document_id: str
    start: int
    end: int
    document_length: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedPassage:
    """One passage that two documents share; ``pair`` names the two, the smaller id first."""

    pair: str
    left: str
    right: str
    left_start: int
    left_end: int
    right_start: int
    right_end: int
    left_length: int
    right_length: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SpanPair:
    """The same words in two documents, by their offsets in each."""

    left_start: int
    left_end: int
    right_start: int
    right_end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """How one document repeats another; ``containment`` is the share of the shorter that stands in the longer."""

    copy_id: str
    left: str
    right: str
    kind: CopyKind
    containment: float
    spans: tuple[SpanPair, ...]


CERTAIN = 1.0
"""The score of what a person decided: it joins whatever the size."""
WORD_FOR_WORD = 0.995
"""The score of two claims that say the same in the same words: copies, which count as one however many there are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """Two records that may be one: a score from 0 to 1, and the reasons in words."""

    left: str
    right: str
    score: float
    reasons: tuple[str, ...]

    def __post_init__(self) -> None:
        if not self.left < self.right:
            raise RecordError(f"a link runs from the smaller id to the larger, not from {self.left} to {self.right}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """A record's cluster. A cluster is named after its smallest member."""

    cluster_id: str
    member_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """What sets a whole report apart: its most telling words, and how often each stands in it."""

    words: tuple[str, ...]
    counts: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A claim in one of the blocks in which it may meet its equals, with the decisions that name it.

    ``story`` is that of its report, where the claim is the one that the report mainly tells.
    """

    block: str
    claim_id: str
    claim: Claim
    decisions: tuple[Decision, ...] = ()
    story: Story | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Repeat:
    """Characters ``start`` to ``end`` of a claim's document that another document has too, word for word or nearly."""

    document_id: str
    start: int
    end: int
    other_id: str
    kind: CopyKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Recalled:
    """Another incident that an undated report tells, with claims of other documents that give its day.

    ``said`` are the report's words for when it was, which nobody can read without knowing the year.
    """

    claim: Claim
    said: tuple[Words, ...]
    others: tuple[Claim, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """A claim with all that reconciling needs to know of its document.

    ``group`` brings together the claims that are looked at as one: for events, a cluster of linked claims.
    ``repeats`` are the stretches that overlap the claim's words and stand in another document too.
    ``origin_group`` is the document's own group: its copies, and what came with it in one mail.
    ``came_with`` is the mail with which an attachment came; of a document that came alone, its own id or null.
    ``decisions`` are those that name the claim, oldest first.
    ``story`` is that of the document, where the claim is the one that it mainly tells.
    ``said`` and ``recalls`` are known of a claim without a day in a document without a date: its words for when it
    was, and what else the document tells that others date.
    """

    group: str
    claim_id: str
    claim: Claim
    published_on: date | None
    source: str | None
    origin_group: str
    repeats: tuple[Repeat, ...] = ()
    decisions: tuple[Decision, ...] = ()
    came_with: str | None = None
    said: tuple[Words, ...] = ()
    recalls: tuple[Recalled, ...] = ()
    story: Story | None = None


class RelationEvidence(Evidence):
    """Evidence grouped by relation type, subject and object."""

    __slots__ = ()


class ActorEvidence(Evidence):
    """Evidence grouped by each actor that a claim names."""

    __slots__ = ()


class StrengthEvidence(Evidence):
    """Evidence grouped by the actor whose strength is told."""

    __slots__ = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """An input that a step could not handle: kept, counted, shown."""

    stage: str
    record_id: str
    error: str
    message: str

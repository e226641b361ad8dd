"""What people decided, and what they saw when they decided it."""

from __future__ import annotations

from dataclasses import dataclass

from sourcebook.errors import RecordError
from sourcebook.records.vocabulary import Verdict

ACTORS = "actors"
"""The ``field`` of a decision about actors as such: its subjects are actor ids."""
COPIES = "copies"
"""The ``field`` of a decision on which documents repeat each other: its subjects are document ids."""

HANDMADE = "claims"
"""The ``field`` of a decision that makes a claim by hand: its subject is a document's id, its value a `Tie` as JSON."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """A judgement that a person made: append-only, so that every one can be undone by a later one.

    ``subject_ids`` are claim ids (``same``, ``different``, ``related`` name two or more; the others one or more);
    where ``field`` is ``actors`` they are actor ids, where it is ``copies`` or ``claims`` document ids.
    ``value`` is JSON text for ``edit``. ``decided_at`` is an ISO instant in UTC. ``supersedes`` names the decision
    that this one takes back or replaces. ``saw`` is a digest of the records on the screen.
    """

    decision_id: str
    subject_ids: tuple[str, ...]
    field: str | None
    verdict: Verdict
    value: str | None
    reason: str
    decided_by: str
    decided_at: str
    supersedes: str | None
    saw: str

    def __post_init__(self) -> None:
        if not self.subject_ids:
            raise RecordError(f"decision {self.decision_id} names no subject")
        if self.verdict in (Verdict.SAME, Verdict.DIFFERENT, Verdict.RELATED) and len(self.subject_ids) < 2:
            raise RecordError(f"decision {self.decision_id} says {self.verdict} and needs two subjects")

    @property
    def about_claims(self) -> bool:
        """Whether the subjects are claims, and so what they tell."""
        return self.field not in (ACTORS, COPIES, HANDMADE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Writing:
    """One version of what a person wrote: a ``story`` in prose, or a ``view``, a selection under a name.

    A new version is a new row with the same ``writing_id``; one without text strikes the writing out.
    """

    writing_id: str
    kind: str
    title: str
    text: str
    written_by: str
    written_at: str
